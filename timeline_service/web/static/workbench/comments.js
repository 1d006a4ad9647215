// What colleagues say of a row; readers never see it.
import { ask } from "./api.js";
import { byId, element } from "./dom.js";

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
    byId("comments").replaceChildren(...this.#all.toReversed().map((each) => this.#shown(each, [of(each), ": "])));
    byId("comments-none").hidden = this.#all.length > 0;
  }

  // Those on one row, and a field for another; `said(words, wrong)` tells what came of it.
  section(event, said) {
    const again = () => section.replaceWith(this.section(event, said));
    const text = element("textarea", { rows: 2, maxLength: 2000, dataset: { control: "comment" } });
    const add = async () => {
      if (!text.value.trim()) return text.focus();
      try {
        await this.#take(ask(this.#path, { method: "POST", json: { event: event.id, text: text.value.trim() } }));
        again();
        said("Commented.");
      } catch (error) {
        said(error.message, true);
      }
    };
    const section = element(
      "section",
      { className: "row-comments", ariaLabel: `Comments: ${event.title}` },
      element("ul", {}, ...this.of(event.id).map((each) => this.#shown(each, [], again))),
      element("label", { className: "writes" }, "Comment for colleagues; readers never see it", text),
      element("p", { className: "tools writes" }, element("button", { type: "button", onclick: add }, "Comment")),
    );
    return section;
  }

  #shown({ number, text, by, at }, before, then = () => {}) {
    const remove = () => this.#take(ask(`${this.#path}/${number}`, { method: "DELETE" })).catch(() => this.load()).then(then);
    const mine = by === this.#session.name || this.#session.isAdmin;
    const button = element("button", { type: "button", ariaLabel: `Delete the comment: ${text}`, onclick: remove }, "Delete");
    const when = element("span", { className: "hint" }, `${by}, ${new Date(at).toLocaleString()}`);
    return element("li", {}, ...before, text, " ", when, " ", ...(mine && this.#session.mayWrite ? [button] : []));
  }
}
