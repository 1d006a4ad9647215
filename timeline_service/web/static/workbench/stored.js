// A stored timeline: each act is one request with the version it is based on; somebody else's change is never lost.
import { ask, Problem } from "./api.js";

export class StoredDesk {
  #path;
  #etag = "";
  #answer = null;
  #articles = [];
  #read = ""; // of which texts the articles are
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

  get canUndo() {
    return this.#answer.corrections.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  async open() {
    await this.#commit(await ask(this.#path));
    await this.#readArticles();
  }

  // What there is by now, if it is another version than the one here.
  async newer() {
    const response = await ask(this.#path, { headers: { "If-None-Match": this.#etag } });
    return response.status === 304 || response.headers.get("ETag") === this.#etag ? null : response;
  }

  // What was answered is so, whatever comes of reading the texts: the next version tries that again.
  async take(response) {
    await this.#commit(response);
    await this.#readArticles().catch(() => {});
  }

  async leftOut() {
    return (await (await ask(`${this.#path}/left-out`)).json()).events;
  }

  async preview(corrections) {
    return (await this.#said(corrections, { preview: true })).json();
  }

  async say(corrections) {
    await this.take(await this.#said(corrections));
    this.#undone = [];
  }

  // What somebody else has changed meanwhile is no obstacle, unless it is the same thing.
  async #said(corrections, more = {}) {
    const before = this.#answer;
    const send = () => this.#send("POST", "/corrections", { corrections, ...more });
    try {
      return await send();
    } catch (error) {
      if (!isStale(error)) throw error;
      await this.open();
      if (!corrections.every((each) => isUntouched(each, before, this.#answer))) throw error;
      return send();
    }
  }

  // The last act: all corrections that were made in the same moment.
  async undo(number = null) {
    const all = this.#answer.corrections;
    const last = number === null ? all.at(-1).at : null;
    const gone = all.filter((each) => (number === null ? each.at === last : each.number === number));
    await this.take(await this.#send("POST", "/corrections", { undo: gone.map((each) => each.number) }));
    this.#undone.push(gone.filter(({ kind }) => kind !== "added" && kind !== "split").map(asSaid));
  }

  async redo() {
    const again = this.#undone.at(-1);
    if (again.length) await this.take(await this.#send("POST", "/corrections", { corrections: again }));
    this.#undone.pop();
  }

  // A CSV or XLSX export that comes back with changes.
  async takeIn(sheet, kind) {
    const headers = { "If-Match": this.#etag, "Content-Type": kind };
    await this.take(await ask(`${this.#path}/corrections`, { method: "POST", body: sheet, headers }));
  }

  // State, quote policy.
  async change(json) {
    await this.take(await this.#send("PATCH", "", json));
  }

  async addArticle(article) {
    await this.take(await this.#send("POST", "/documents", article));
  }

  async removeArticle(id) {
    await this.take(await this.#send("DELETE", `/documents/${id}`));
  }

  remove() {
    return this.#send("DELETE", "");
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

  async #commit(response) {
    this.#answer = await response.json();
    this.#etag = response.headers.get("ETag");
  }

  // The texts, where they are others than before.
  async #readArticles() {
    const texts = this.#answer.documents.map((each) => each.text_sha256).join();
    if (texts === this.#read) return;
    this.#articles = (await (await ask(`${this.#path}/documents`)).json()).documents;
    this.#read = texts;
  }
}

// Whether nobody has corrected the same of the same row between two versions, and the row is still there.
function isUntouched({ event = "", ...said }, before, after) {
  const kinds = Object.keys(said).map((kind) => (kind === "before" ? "after" : kind));
  const last = (answer, kind) =>
    answer.corrections.findLast((each) => each.event === event && (each.kind === "before" ? "after" : each.kind) === kind)?.number;
  const rows = new Set(after.events.map(({ id }) => id));
  const named = [event, said.merge, said.before, said.after].filter(Boolean);
  const had = before.events.map(({ id }) => id).filter((id) => named.includes(id));
  return had.every((id) => rows.has(id)) && kinds.every((kind) => last(before, kind) === last(after, kind)) && !(
    said.added && textOf(before, said.added.document) !== textOf(after, said.added.document)
  );
}

const textOf = (answer, id) => answer.documents.find((each) => each.id === id)?.text_sha256;

const asSaid = ({ kind, event, value }) => ({ ...(event && { event }), [kind]: value });

export const isStale = (error) => error instanceof Problem && error.status === 412;
