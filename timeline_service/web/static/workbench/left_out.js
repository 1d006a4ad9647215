// What was found and not kept: a drawer with one click to take in, and a line that can be moved.
import { byId, element } from "./dom.js";

const FIRST = 30;

export class LeftOut {
  #act;
  #rows = [];
  #shown = 0;

  constructor(act) {
    this.#act = act;
    const line = byId("line");
    line.addEventListener("input", () => this.#count());
    line.addEventListener("change", () => act([{ min_salience: Number(line.value) / 100 }]));
    byId("line-default").addEventListener("click", () => act([{ min_salience: null }]));
  }

  show(answer, rows) {
    this.#rows = [...rows].sort((a, b) => b.salience - a.salience);
    this.#shown = answer.events.length;
    byId("left-out-count").textContent = `(${answer.left_out?.count ?? rows.length})`;
    const own = (answer.corrections ?? []).findLast(({ kind }) => kind === "min_salience")?.value;
    byId("line").value = Math.round((own ?? 0.5) * 100);
    byId("line-default").disabled = own === undefined || own === null;
    byId("left-out-rows").replaceChildren(
      ...this.#rows.slice(0, FIRST).map((event) => this.#row(event)),
      ...(this.#rows.length > FIRST ? [element("li", { className: "hint" }, `and ${this.#rows.length - FIRST} more`)] : []),
    );
    this.#count();
  }

  #row(event) {
    return element(
      "li",
      { dataset: { event: event.id } },
      element("span", { className: "hint" }, event.when.said ?? event.when.text ?? "no date"),
      element("span", {}, event.title),
      element(
        "button",
        { type: "button", ariaLabel: `Take in: ${event.title}`, onclick: () => this.#act([{ event: event.id, pinned: true }]) },
        "Take in",
      ),
    );
  }

  #count() {
    const over = this.#rows.filter(({ salience }) => salience >= Number(byId("line").value) / 100).length;
    byId("line-count").textContent = over ? `${over} more, about ${this.#shown + over} rows` : "no more rows than now";
  }
}
