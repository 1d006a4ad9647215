// A timeline that is stored nowhere: the article and what was said of it stay on this device until they are kept.
import { ask } from "./api.js";

const PLACE = "timeline-service story";

export class LocalDesk {
  #article;
  #said;
  #once; // the Idempotency-Key of this story: an answer that was lost makes no second one
  #answer = null;
  #undone = [];

  // `article` as the service takes it; `said` is a list of steps, each the corrections of one act.
  constructor(article, said = [], once = unique()) {
    this.#article = article;
    this.#said = said;
    this.#once = once;
  }

  static restored() {
    try {
      const saved = JSON.parse(localStorage.getItem(PLACE));
      return saved?.article ? { desk: new LocalDesk(saved.article, saved.said, saved.once), at: saved.at } : null;
    } catch {
      return null;
    }
  }

  get article() {
    return this.#article;
  }

  get answer() {
    return this.#answer;
  }

  get articles() {
    const { documents, language } = this.#answer;
    return documents.map((each) => ({ ...each, language }));
  }

  get canUndo() {
    return this.#said.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  get unsaved() {
    return this.canUndo;
  }

  async open() {
    this.#answer = await this.#told(this.#said);
    this.#save();
  }

  async leftOut() {
    return this.#answer.left_out.events;
  }

  // What would come of corrections; nothing is changed.
  preview(corrections) {
    return this.#told([...this.#said, corrections]);
  }

  async say(corrections) {
    const said = [...this.#said, corrections];
    this.#answer = await this.#told(said);
    this.#said = said;
    this.#undone = [];
    this.#save();
  }

  async undo() {
    this.#answer = await this.#told(this.#said.slice(0, -1));
    this.#undone.push(this.#said.pop());
    this.#save();
  }

  async redo() {
    const again = this.#undone.at(-1);
    this.#answer = await this.#told([...this.#said, again]);
    this.#said.push(this.#undone.pop());
    this.#save();
  }

  // Stored as a draft, with all corrections, in one request; gives the address of its page. Raises `isKept` where the
  // story was stored before, and its answer lost, and something was said since: then it is kept again if `anew`.
  async keep({ anew = false } = {}) {
    if (anew) this.#once = unique();
    this.#save(); // with its key, before it is sent
    const json = { documents: [this.#article], corrections: this.#said.flat() };
    const headers = { "Idempotency-Key": this.#once };
    const draft = await (await ask("/v1/timelines", { method: "POST", json, headers })).json();
    LocalDesk.forget();
    this.#said = [];
    return `/timelines/${encodeURIComponent(draft.id)}/edit`;
  }

  static forget() {
    localStorage.removeItem(PLACE);
  }

  async #told(steps) {
    const json = { documents: [this.#article], corrections: steps.flat(), preview: true };
    return (await ask("/v1/timelines", { method: "POST", json })).json();
  }

  #save() {
    const saved = { article: this.#article, said: this.#said, once: this.#once, at: new Date().toISOString() };
    try {
      localStorage.setItem(PLACE, JSON.stringify(saved));
    } catch {
      // The device has no room: the story lives as long as the page, which warns before it is left.
    }
  }
}

export const isKept = (error) => error.status === 422 && "Idempotency-Key" in error.errors;

// crypto.randomUUID is there on https alone.
const unique = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
