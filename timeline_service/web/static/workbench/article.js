// The articles, whole, with what was found marked in them; pointing at a mark lights the event, and selected words can
// become one.
import { byId, element, onKey } from "./dom.js";
import { WordCursor } from "./word_cursor.js";

const SHORT = 50; // characters of an article that stand for its title

// What an article goes by: its title, else its first words.
export function nameOf({ id, title, text }) {
  const [line] = (text ?? "").trim().split("\n");
  const words = line.length > SHORT ? `${line.slice(0, SHORT).replace(/\s+\S*$/, "")} …` : line;
  return title || words || id;
}

export class Article {
  #container;
  #button;
  #chosen = null;
  #shown = "";
  #cursor;

  // `onPoint(event id or null)`, `onChosen({ document, start, end, text })`: words that shall become a row.
  constructor(container, button, { onPoint, onChosen }) {
    this.#container = container;
    this.#button = button;
    container.addEventListener("pointerover", ({ target }) => onPoint(eventsOf(target)[0] ?? null));
    container.addEventListener("pointerleave", () => onPoint(null));
    document.addEventListener("selectionchange", () => this.#select());
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    this.#cursor = new WordCursor(container);
    const take = () => {
      const chosen = this.#chosen;
      getSelection().removeAllRanges();
      this.#cursor.forget();
      onChosen(chosen);
    };
    button.addEventListener("click", take);
    onKey(container, (event) => {
      if (event.key !== "Enter") return;
      this.#select(); // the browser tells of a selection later than of a key
      if (this.#chosen) take();
    });
  }

  // `articles`: id, title, language, text. What is shown already is not drawn again, so that a selection stays.
  show(answer, articles) {
    const drawn = JSON.stringify([answer.timexes, answer.events.map(({ id, mentions }) => [id, mentions]), articles]);
    if (drawn === this.#shown) return;
    this.#shown = drawn;
    this.#container.replaceChildren(
      ...articles.map(({ id, title, language: lang, url, published_at, text }) =>
        element(
          "section",
          { ariaLabel: `Article: ${nameOf({ id, title, text })}` },
          articles[1]
            ? element("h4", {}, element("bdi", { lang }, nameOf({ id, title, text })), " ", hint(published_at ?? ""))
            : "",
          element(
            "div",
            { className: "text", lang, dir: "auto", dataset: { document: id } },
            ...segments(Array.from(text ?? ""), marksOf(answer, id)).map(drawnMark),
          ),
          url && /^https?:/i.test(url) ? element("p", {}, element("a", { href: url, rel: "noopener" }, "As published")) : "",
        ),
      ),
    );
    this.#cursor.drawn();
  }

  // Light the words of an event and of its date; gives the first of them.
  light(event) {
    const lit = [...this.#container.querySelectorAll("mark")].filter((mark) => {
      const on =
        event !== null &&
        (eventsOf(mark).includes(event.id) || (event.when.timex && mark.dataset.timex === event.when.timex));
      mark.toggleAttribute("data-lit", Boolean(on));
      return on;
    });
    return lit[0] ?? null;
  }

  #select() {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const text = range && home(range.startContainer);
    this.#chosen = text && text === home(range.endContainer) && this.#container.contains(text) ? words(text, range) : null;
    this.#button.hidden = this.#chosen === null;
    byId("chosen").textContent = this.#chosen ? `“${this.#chosen.text}”. Enter makes it an event.` : "";
    if (!this.#chosen) return;
    const [pane, box] = [byId("article-pane").getBoundingClientRect(), range.getBoundingClientRect()];
    this.#button.style.setProperty("inset-block-start", `${Math.max(0, box.bottom - pane.top + 6)}px`);
    this.#button.style.setProperty("inset-inline-start", `${Math.max(0, Math.min(box.left - pane.left, pane.width - 190))}px`);
  }
}

const hint = (words) => element("span", { className: "hint" }, words);
const eventsOf = (target) => (target.dataset?.events || "").split("\n").filter(Boolean);
const home = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-document]");

// The selected words by their place in the text, in code points as the service counts.
function words(home, range) {
  const before = document.createRange();
  before.setStart(home, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const text = range.toString();
  const start = Array.from(before.toString()).length;
  if (!text.trim()) return null;
  return { document: home.dataset.document, start, end: start + Array.from(text).length, text };
}

function marksOf(answer, document) {
  const dates = answer.timexes
    .filter((timex) => timex.document === document)
    .map(({ start, end, id }) => ({ start, end, timex: id }));
  const found = answer.events.flatMap((event) =>
    event.mentions
      .filter((mention) => mention.document === document)
      .map(({ start, end }) => ({ start, end, event: event.id })),
  );
  return [...dates, ...found];
}

// Cut the text wherever a mark begins or ends.
function segments(points, marks) {
  const edges = new Set([0, points.length, ...marks.flatMap(({ start, end }) => [start, end])]);
  const cuts = [...edges].filter((edge) => edge >= 0 && edge <= points.length).sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i];
    return {
      text: points.slice(start, end).join(""),
      marks: marks.filter((mark) => mark.start < end && mark.end > start),
    };
  });
}

function drawnMark({ text, marks }) {
  if (!marks.length) return text;
  const timex = marks.find((mark) => mark.timex)?.timex ?? "";
  const events = marks.filter((mark) => mark.event).map((mark) => mark.event);
  const kinds = [timex && "date", events.length && "event"].filter(Boolean).join(" ");
  return element("mark", { className: kinds, dataset: { timex, events: events.join("\n") } }, text);
}
