// The events as rows. A row stays what it is for as long as its event is shown: a new version changes what has changed,
// and takes away neither the focus nor what is being typed.
import { draggable } from "./drag.js";
import { element, onKey } from "./dom.js";
import { Row } from "./row.js";
import { RowKeys } from "./row_keys.js";

export class Rows {
  #list;
  #desk;
  #rows = new Map(); // by event, in the order in which they are shown
  #keys;
  #question = null;

  // `desk`: act(corrections) is told what the editor says, read(words, event) how a date is understood,
  // onSelect(events), say(words, wrong); where there are comments, `comments`.
  constructor(list, desk) {
    this.#list = list;
    this.#desk = {
      ...desk,
      move: (event, by) => this.#move(this.#order.indexOf(event), by),
      onSelect: () => desk.onSelect(this.selected),
    };
    // Dropped above (`past` null) or below another row.
    const drop = (event, past, later) => desk.act([{ event, ...(later ? { before: later } : { after: past }) }]);
    draggable(list, { move: drop });
    this.#keys = new RowKeys(list, { move: (i, by) => this.#move(i, by) });
  }

  get selected() {
    return this.#order.filter((event) => this.#rows.get(event).isSelected);
  }

  select(events) {
    for (const [event, row] of this.#rows) row.isSelected = events.includes(event);
    this.#desk.onSelect();
  }

  // Whether an editor is in the middle of something that a new version would disturb.
  get isBusy() {
    return this.#question !== null || [...this.#rows.values()].some((row) => row.isBusy);
  }

  // Gives the words that were being typed in rows that are gone.
  show(answer) {
    const before = this.#rows;
    const held = this.#held();
    this.#rows = new Map(answer.events.map((event) => [event.id, before.get(event.id) ?? new Row(event, this.#desk)]));
    const gone = [...before].filter(([event]) => !this.#rows.has(event)).map(([, row]) => row);
    const typed = gone.flatMap((row) => row.typed);
    for (const row of gone) row.element.remove();
    this.#arrange();
    answer.events.forEach((event, i) => this.#rows.get(event.id).update(event, answer, i));
    if (!this.#question?.element.isConnected) this.#question?.settle(false);
    this.#keys.drawn();
    this.#desk.onSelect();
    if (held) this.#hold(held);
    return typed;
  }

  focus(event, control) {
    const row = this.#rows.get(event);
    if (row) row.focus(control);
    else this.#list.focus();
  }

  // Ask below a row, before anything is kept; the promise tells the answer, which is no where the row goes away.
  ask(event, lines) {
    const at = document.activeElement;
    return new Promise((done) => {
      const settle = (yes) => {
        this.#question = null;
        question.remove();
        if (at !== document.body && at.isConnected) at.focus();
        else this.focus(event);
        done(yes);
      };
      const button = (words, yes, className = "") =>
        element("button", { type: "button", className, onclick: () => settle(yes) }, words);
      const question = element(
        "div",
        { className: "ask", role: "group", ariaLabel: "Before this is kept" },
        element("p", {}, element("strong", {}, "This also does:")),
        element("ul", {}, ...lines.map((line) => element("li", {}, line))),
        element("p", { className: "tools" }, button("Keep it", true, "main"), button("Leave it as it was", false)),
      );
      onKey(question, ({ key }) => key === "Escape" && settle(false));
      this.#question = { element: question, settle };
      (this.#rows.get(event)?.element ?? this.#list).append(question);
      question.querySelector("button").focus();
      question.scrollIntoView({ block: "nearest" });
    });
  }

  // What is said while a question is open waits for its answer.
  remind() {
    if (!this.#question) return;
    this.#desk.say("Answer first what is asked below the row.", true);
    this.#question.element.scrollIntoView({ block: "nearest" });
  }

  get #order() {
    return [...this.#rows.keys()];
  }

  // Put the rows in their order. The one with the focus would lose it if it were moved, so the others move around it.
  #arrange() {
    let next = null;
    for (const { element: row } of [...this.#rows.values()].reverse()) {
      const stays = row.parentNode === this.#list && (row.nextSibling === next || row.contains(document.activeElement));
      if (!stays) this.#list.insertBefore(row, next);
      next = row;
    }
  }

  // Where the focus is: the row, its place, the control.
  #held() {
    const at = document.activeElement;
    const place = [...this.#list.children].findIndex((row) => row.contains(at));
    return place < 0 ? null : { event: this.#list.children[place].dataset.event, place, control: at.dataset.control };
  }

  // After the row, or the control, in which the focus was has gone.
  #hold({ event, place, control }) {
    const at = document.activeElement;
    if (this.#list.contains(at) && at !== this.#list && !at.disabled) return;
    const order = this.#order;
    this.focus(order.includes(event) ? event : order[Math.min(place, order.length - 1)], control);
  }

  #move(i, by) {
    const [event, other] = [this.#order[i], this.#order[i + by]];
    this.#desk.act([{ event, [by < 0 ? "before" : "after"]: other }]);
  }
}
