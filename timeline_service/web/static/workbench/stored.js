// A stored timeline: each act is one request with the version it is based on; somebody else's change is never lost.
import { Acts, asRequest } from "./acts.js";
import { ask, Problem } from "./api.js";

export class StoredDesk {
  #path;
  #etag = "";
  #answer = null;
  #articles = [];
  #read = ""; // of which texts the articles are
  #acts = new Acts();

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
    return this.#acts.next("undo", this.#answer.corrections) !== null;
  }

  get canRedo() {
    return this.#acts.next("redo", this.#answer.corrections) !== null;
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
    return (await this.#correct({ corrections, preview: true })).json();
  }

  async say(corrections) {
    await this.#did(await this.#correct({ corrections }));
  }

  // What somebody else has changed meanwhile is no obstacle, unless it is the same thing.
  #correct(json) {
    return this.#based(
      () => this.#send("POST", "/corrections", json),
      (before) => json.corrections.every((each) => isUntouched(each, before, this.#answer)),
    );
  }

  // Send what is based on the version here; once more on the newer one, where it `isSafe(version before)`.
  async #based(send, isSafe) {
    const before = this.#answer;
    try {
      return await send();
    } catch (error) {
      if (!isStale(error)) throw error;
      await this.open();
      if (!isSafe(before)) throw error;
      return send();
    }
  }

  async #did(response) {
    const before = this.#answer.corrections;
    await this.take(response);
    this.#acts.did(before, this.#answer.corrections);
  }

  // This editor's own last act, with what it had replaced.
  undo() {
    return this.#go("undo");
  }

  redo() {
    return this.#go("redo");
  }

  async #go(which) {
    const next = () => this.#acts.next(which, this.#answer.corrections);
    const way = next();
    let response;
    try {
      response = await this.#based(
        () => this.#send("POST", "/corrections", asRequest(way, this.#answer.corrections)),
        () => next() === way,
      );
    } catch (error) {
      if ([404, 422].includes(error.status)) this.#acts.drop(which, way); // what it speaks of is gone
      throw error;
    }
    const before = this.#answer.corrections;
    await this.take(response);
    this.#acts.went(which, way, before, this.#answer.corrections);
  }

  // One correction out of the list; with a row that has no words of an article goes all that was said of it.
  async takeBack(number) {
    const all = this.#answer.corrections;
    const { kind, event, value } = all.find((each) => each.number === number);
    const gone = kind === "added" && !value.document ? all.filter((each) => each.event === event) : [{ number }];
    await this.#did(await this.#send("POST", "/corrections", { undo: gone.map((each) => each.number) }));
  }

  // A CSV or XLSX export that comes back with changes.
  async takeIn(sheet, kind) {
    const headers = { "If-Match": this.#etag, "Content-Type": kind };
    await this.#did(await ask(`${this.#path}/corrections`, { method: "POST", body: sheet, headers }));
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
  const straight = (kind) => (kind === "before" ? "after" : kind);
  const kinds = Object.keys(said).map(straight);
  const last = ({ corrections }, kind) => {
    const found = corrections.findLast((each) => each.event === event && straight(each.kind) === kind);
    return found && `${found.number} ${found.at}`; // the number of one that is gone may be given again
  };
  const rows = new Set(after.events.map(({ id }) => id));
  const named = [event, said.merge, said.before, said.after].filter(Boolean);
  const had = before.events.map(({ id }) => id).filter((id) => named.includes(id));
  return had.every((id) => rows.has(id)) && kinds.every((kind) => last(before, kind) === last(after, kind)) && !(
    said.added && textOf(before, said.added.document) !== textOf(after, said.added.document)
  );
}

const textOf = (answer, id) => answer.documents.find((each) => each.id === id)?.text_sha256;

export const isStale = (error) => error instanceof Problem && error.status === 412;
