// The events as rows to edit: title, date, status, order, hide; below each, why it stands there.
import { element } from "./dom.js";
import { why } from "./why.js";

const STATUSES = ["occurred", "ongoing", "planned", "possible", "denied", "cancelled"];

// `act(event, change)` is told what the editor says; `more(event)` may give further controls.
export class Rows {
  #list;
  #act;
  #more;

  constructor(list, act, more = () => []) {
    this.#list = list;
    this.#act = act;
    this.#more = more;
  }

  show(answer) {
    const at = document.activeElement?.closest?.("[data-control]");
    const place = at && [at.closest("[data-event]").dataset.event, at.dataset.control];
    const open = new Set(
      [...this.#list.querySelectorAll("details[open]")].map((each) => each.closest("[data-event]").dataset.event),
    );
    this.#list.replaceChildren(...answer.events.map((event, i) => this.#row(answer, event, i, open)));
    if (place) this.#focus(...place);
  }

  #focus(event, control) {
    const row = [...this.#list.children].find((each) => each.dataset.event === event);
    (
      row?.querySelector(`[data-control="${control}"]:not(:disabled)`) ??
      row?.querySelector("[data-control]") ??
      this.#list
    ).focus();
  }

  #row(answer, event, i, open) {
    const say = (change) => this.#act(event.id, change);
    const name = (label) => `${label}: ${event.title}`;
    const button = (control, words, label, change, disabled = false) =>
      element(
        "button",
        {
          type: "button",
          disabled,
          ariaLabel: name(label),
          title: label,
          onclick: () => say(change),
          dataset: { control },
        },
        words,
      );
    const title = element("input", {
      value: event.title,
      ariaLabel: `Title of event ${i + 1}`,
      maxLength: 300,
      dataset: { control: "title" },
    });
    const date = element("input", {
      value: event.when.edtf ?? "",
      ariaLabel: name("Date"),
      placeholder: "no date",
      size: 16,
      dataset: { control: "date" },
    });
    const status = element(
      "select",
      { ariaLabel: name("Status"), dataset: { control: "status" } },
      ...STATUSES.map((each) => element("option", { value: each, selected: each === event.status }, each)),
    );
    title.onchange = () => title.value.trim() && say({ title: title.value.trim() });
    date.onchange = () => date.value.trim() && say({ date: date.value.trim() });
    status.onchange = () => say({ status: status.value });
    const last = answer.events.length - 1;
    return element(
      "li",
      { dataset: { event: event.id } },
      element(
        "div",
        { className: "controls" },
        title,
        date,
        status,
        button("up", "↑", "Earlier", { move: -1 }, i === 0),
        button("down", "↓", "Later", { move: 1 }, i === last),
        button("hide", "Hide", "Hide", { hidden: true }),
      ),
      element(
        "details",
        { open: open.has(event.id) },
        element("summary", {}, "Why"),
        why(answer, event),
        ...this.#more(answer, event),
      ),
    );
  }
}
