// A stored timeline: each act is one request with the version it is based on; somebody else's change is never lost.
import { ask, Problem } from "./api.js";

export class StoredDesk {
  #path;
  #etag = "";
  #answer = null;
  #articles = [];
  #leftOut = null;
  #undone = [];

  constructor(id) {
    this.#path = `/v1/timelines/${encodeURIComponent(id)}`;
  }

  get answer() {
    return this.#answer;
  }

  get articles() {
    return this.#articles;
  }

  get leftOut() {
    return this.#leftOut ?? [];
  }

  get canUndo() {
    return this.#answer.corrections.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  async open() {
    await this.#take(await ask(this.#path));
  }

  // Whether somebody else has changed it; then their version is shown.
  async refresh() {
    const response = await ask(this.#path, { headers: { "If-None-Match": this.#etag } });
    if (response.status === 304 || response.headers.get("ETag") === this.#etag) return false;
    await this.#take(response);
    return true;
  }

  async preview(corrections) {
    return (await this.#send("POST", "/corrections", { corrections, preview: true })).json();
  }

  async say(corrections) {
    await this.#take(await this.#send("POST", "/corrections", { corrections }));
    this.#undone = [];
  }

  // The last act: all corrections that were made in the same moment.
  async undo(number = null) {
    const all = this.#answer.corrections;
    const last = number === null ? all.at(-1).at : null;
    const gone = all.filter((each) => (number === null ? each.at === last : each.number === number));
    await this.#take(await this.#send("POST", "/corrections", { undo: gone.map((each) => each.number) }));
    this.#undone.push(gone.filter(({ kind }) => kind !== "added" && kind !== "split").map(asSaid));
  }

  async redo() {
    const again = this.#undone.at(-1);
    if (again.length) await this.#take(await this.#send("POST", "/corrections", { corrections: again }));
    this.#undone.pop();
  }

  // A CSV export that comes back with changes.
  async takeIn(csv, { preview = false } = {}) {
    const headers = { "If-Match": this.#etag, "Content-Type": "text/csv; charset=utf-8" };
    const where = `${this.#path}/corrections${preview ? "?preview=true" : ""}`;
    const response = await ask(where, { method: "POST", body: csv, headers });
    if (preview) return response.json();
    return this.#take(response);
  }

  // State, quote policy.
  async change(json) {
    await this.#take(await this.#send("PATCH", "", json));
  }

  async addArticle(article) {
    await this.#take(await this.#send("POST", "/documents", article));
  }

  async removeArticle(id) {
    await this.#take(await this.#send("DELETE", `/documents/${id}`));
  }

  history() {
    return ask(`${this.#path}/revisions`).then((response) => response.json());
  }

  exported(format, { copy }) {
    return ask(`${this.#path}/export?format=${format}${copy ? "&copy=desk" : ""}`);
  }

  #send(method, where, json) {
    return ask(this.#path + where, { method, json, headers: { "If-Match": this.#etag } });
  }

  async #take(response) {
    this.#etag = response.headers.get("ETag");
    const answer = await response.json();
    const [articles, left] = await Promise.all([this.#read("/documents", answer), this.#read("/left-out", answer)]);
    this.#articles = articles?.documents ?? this.#articles;
    this.#leftOut = left?.events ?? this.#leftOut;
    this.#answer = answer;
  }

  // The texts only where there are others than before, the rest at every version.
  async #read(where, answer) {
    const known = this.#answer?.documents.map((each) => each.text_sha256).join() === answer.documents.map((each) => each.text_sha256).join();
    if (where === "/documents" && known) return null;
    return (await ask(this.#path + where)).json();
  }
}

const asSaid = ({ kind, event, value }) => ({ ...(event && { event }), [kind]: value });

export const isStale = (error) => error instanceof Problem && error.status === 412;
