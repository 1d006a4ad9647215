// The stories of the newsroom: found again by title, state and last change.
import { ask } from "./api.js";
import { byId, counted, element } from "./dom.js";

const SIZE = 20;
const time = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60]];

export class Stories {
  #page = 1;
  #asked = 0;
  #latest = null; // the search whose answer is shown

  constructor() {
    const form = byId("find");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      clearTimeout(this.#asked);
      this.#asked = setTimeout(() => this.load(), 200);
    });
    byId("more-stories").addEventListener("click", () => this.load({ page: this.#page + 1 }));
  }

  async load({ page = 1 } = {}) {
    const { title, state } = byId("find").elements;
    const query = new URLSearchParams({ page, page_size: SIZE });
    if (title.value.trim()) query.set("title", title.value.trim());
    if (state.value) query.set("state", state.value);
    this.#latest = query;
    let found;
    try {
      found = await (await ask(`/v1/timelines?${query}`)).json();
      if (query !== this.#latest) return;
    } catch (error) {
      if (query !== this.#latest) return;
      byId("stories-said").textContent = error.status === 401 ? "Sign in with your key to see them." : error.message;
      byId("key").hidden = error.status !== 401;
      return;
    }
    this.#page = page;
    const rows = found.timelines.map(row);
    if (page === 1) byId("own-stories").replaceChildren(...rows);
    else byId("own-stories").append(...rows);
    const filtered = title.value.trim() || state.value;
    byId("stories-said").textContent = found.total
      ? `${found.total} ${found.total === 1 ? "story" : "stories"}`
      : filtered
        ? "No story is like that."
        : "No story is stored yet. Paste an article above, then keep it.";
    byId("more-stories").hidden = page * SIZE >= found.total;
  }
}

function row({ id, title, state, events, documents, updated_at, changed_by, publish_at }) {
  return element(
    "li",
    {},
    element("a", { href: `/timelines/${encodeURIComponent(id)}/edit`, dir: "auto" }, title || "Without a headline"),
    element("span", { className: `badge ${state}` }, publish_at ? "planned" : state),
    element(
      "span",
      { className: "hint" },
      `${counted(events, "event")} from ${counted(documents, "article")}, changed `,
      element("time", { dateTime: updated_at, title: new Date(updated_at).toLocaleString() }, ago(updated_at)),
      changed_by ? ` by ${changed_by}` : "",
      publish_at ? `, to be published on ${new Date(publish_at).toLocaleString()}` : "",
    ),
  );
}

function ago(iso) {
  const seconds = (new Date(iso) - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
  return unit === "second" ? "just now" : time.format(Math.trunc(seconds / size), unit);
}
