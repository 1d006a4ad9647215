// Article, timeline, rows and picture side by side: pointing at an event in one lights it in the others.
import { byId, element } from "./dom.js";
import { Article } from "./article.js";
import { bounds } from "./bounds.js";
import { Rows } from "./rows.js";

export class Panes {
  #article = new Article(byId("article"), (id) => this.#light(id, { scroll: "timeline" }));
  #timeline = byId("timeline");
  #rows;
  #answer;

  constructor({ act, more }) {
    this.#rows = new Rows(byId("rows"), act, more);
    this.#timeline.addEventListener("timeline-point", ({ detail }) => this.#light(detail.id, { scroll: "article" }));
    for (const type of ["focusin", "pointerover"]) {
      byId("rows").addEventListener(type, ({ target }) =>
        this.#light(target.closest("[data-event]")?.dataset.event ?? null, { scroll: "article" }),
      );
    }
    byId("layout").addEventListener("change", ({ target }) => this.#timeline.setAttribute("layout", target.value));
  }

  // `articles` as in article.js; `told` is the timeline as the widget gets it, with what it needs to quote.
  show(answer, { articles, told }) {
    this.#answer = answer;
    byId("panes").hidden = false;
    this.#timeline.data = told;
    this.#article.show(answer, articles);
    this.#rows.show(answer);
    byId("bounds").replaceChildren(bounds(answer.events));
    byId("notes").replaceChildren(...answer.notes.map(({ message }) => element("li", {}, message)));
  }

  #light(id, { scroll }) {
    const event = this.#answer?.events.find((each) => each.id === id) ?? null;
    const mark = this.#article.light(event);
    for (const row of byId("rows").children) row.toggleAttribute("data-lit", row.dataset.event === id);
    if (scroll === "article") within(byId("article"), mark);
    else this.#timeline.point(id);
  }
}

// Bring a mark into view inside its pane; the page stays where it is.
function within(pane, mark) {
  if (!mark) return;
  const [outer, inner] = [pane.getBoundingClientRect(), mark.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    pane.scrollTop += inner.top - outer.top - pane.clientHeight / 3;
}
