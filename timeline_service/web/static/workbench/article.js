// The articles with their dates and events marked; pointing at a mark lights the event.
import { element } from "./dom.js";

export class Article {
  #container;

  constructor(container, onPoint) {
    this.#container = container;
    container.addEventListener("pointerover", ({ target }) => onPoint(eventsOf(target)[0] ?? null));
    container.addEventListener("pointerleave", () => onPoint(null));
  }

  // `articles`: id, title, and the text as an array of code points.
  show(answer, articles) {
    this.#container.replaceChildren(
      ...articles.flatMap(({ id, title, points }) => [
        articles[1] ? element("h4", {}, title || id) : "",
        ...segments(points, marksOf(answer, id)).map(drawn),
      ]),
    );
  }

  // Light the words of an event and of its date.
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
}

const eventsOf = (target) => (target.dataset?.events || "").split("\n").filter(Boolean);

function marksOf(answer, document) {
  const dates = answer.timexes
    .filter((timex) => timex.document === document)
    .map(({ start, end, id }) => ({ start, end, timex: id }));
  const words = answer.events.flatMap((event) =>
    event.mentions
      .filter((mention) => mention.document === document)
      .map(({ start, end }) => ({ start, end, event: event.id })),
  );
  return [...dates, ...words];
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

function drawn({ text, marks }) {
  if (!marks.length) return text;
  const timex = marks.find((mark) => mark.timex)?.timex ?? "";
  const events = marks.filter((mark) => mark.event).map((mark) => mark.event);
  const kinds = [timex && "date", events.length && "event"].filter(Boolean).join(" ");
  return element("mark", { className: kinds, dataset: { timex, events: events.join("\n") } }, text);
}
