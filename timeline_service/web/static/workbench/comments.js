// What colleagues say of a row; readers never see it.
import { ask } from "./api.js";
import { byId, element, redraw } from "./dom.js";

const LOOK_AGAIN = 20_000; // ms: comments are no versions, so no stream tells of them

export class Comments {
  #path;
  #session;
  #changed;
  #all = [];

  // `onChange()`: there are other comments than before.
  constructor(id, session, onChange) {
    this.#path = `/v1/timelines/${encodeURIComponent(id)}/comments`;
    this.#session = session;
    this.#changed = onChange;
    setInterval(() => !document.hidden && this.load().catch(() => {}), LOOK_AGAIN);
  }

  of(event) {
    return this.#all.filter((each) => each.event === event);
  }

  async load() {
    await this.#take(ask(this.#path));
  }

  async #take(asked) {
    const { comments } = await (await asked).json();
    const other = JSON.stringify(comments) !== JSON.stringify(this.#all);
    this.#all = comments;
    if (other) this.#changed();
  }

  // All of them, the last first, with the title of their row.
  show(events) {
    const titles = new Map(events.map(({ id, title }) => [id, title]));
    const of = ({ event }) => element("strong", {}, titles.get(event) ?? "A row that is not shown");
    redraw(byId("comments"), this.#all.toReversed().map((each) => this.#shown(each, of(each), ": ")));
    byId("comments-none").hidden = this.#all.length > 0;
  }

  // A part of a row: what is said of its event, and a field for more; `said(words, wrong)` tells what came of it.
  section(said) {
    let event;
    const list = element("ul");
    const text = element("textarea", { rows: 2, maxLength: 2000, dir: "auto", dataset: { control: "comment" } });
    const add = async () => {
      const words = text.value.trim();
      text.focus();
      if (!words) return;
      try {
        await this.#take(ask(this.#path, { method: "POST", json: { event: event.id, text: words } }));
        if (text.value.trim() === words) text.value = "";
        said("Commented.");
      } catch (error) {
        said(error.message, true);
      }
    };
    const section = element(
      "section",
      { className: "row-comments" },
      list,
      element("label", { className: "writes" }, "Comment for colleagues; readers never see it", text),
      element("p", { className: "tools writes" }, element("button", { type: "button", onclick: add }, "Comment")),
    );
    const update = (current) => {
      event = current;
      section.ariaLabel = `Comments: ${event.title}`;
      redraw(list, this.of(event.id).map((each) => this.#shown(each)));
    };
    return { element: section, update };
  }

  #shown({ number, text, by, at }, ...before) {
    const remove = () => this.#take(ask(`${this.#path}/${number}`, { method: "DELETE" })).catch(() => this.load());
    const mine = by === this.#session.name || this.#session.isAdmin;
    const button = element("button", { type: "button", ariaLabel: `Delete the comment: ${text}`, onclick: remove }, "Delete");
    const when = element("span", { className: "hint" }, `${by}, ${new Date(at).toLocaleString()}`);
    const words = element("bdi", {}, text);
    const tools = mine && this.#session.mayWrite ? [button] : [];
    return element("li", { dataset: { key: number } }, ...before, words, " ", when, " ", ...tools);
  }
}
