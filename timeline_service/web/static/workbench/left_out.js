// What was found and not kept: a drawer with one click to take in, and a line that can be moved. Its rows are read when
// somebody opens it.
import { byId, element, redraw } from "./dom.js";

const FIRST = 30;

export class LeftOut {
  #act;
  #desk = null;
  #drawn = null; // the version whose rows are shown
  #rows = [];

  constructor(act) {
    this.#act = act;
    const line = byId("line");
    line.addEventListener("input", () => this.#count());
    line.addEventListener("change", () => act([{ min_salience: Number(line.value) / 100 }]));
    byId("line-default").addEventListener("click", () => act([{ min_salience: null }]));
    byId("left-out").addEventListener("toggle", () => this.#read());
  }

  show(desk) {
    this.#desk = desk;
    const { left_out, corrections } = desk.answer;
    byId("left-out-count").textContent = `(${left_out.count})`;
    const own = corrections.findLast(({ kind }) => kind === "min_salience")?.value ?? null;
    byId("line").value = Math.round((own ?? 0.5) * 100);
    byId("line-default").disabled = own === null;
    this.#read();
  }

  async #read() {
    const { answer } = this.#desk ?? {};
    if (!answer || answer === this.#drawn || !byId("left-out").open) return;
    try {
      const rows = await this.#desk.leftOut();
      if (answer !== this.#desk.answer) return; // another version has come, and reads its own
      this.#rows = rows.toSorted((a, b) => b.salience - a.salience);
      this.#drawn = answer;
      byId("left-out-said").textContent = "";
      this.#draw(answer.language);
    } catch (error) {
      byId("left-out-said").textContent = error.message;
    }
  }

  #draw(language) {
    const more = this.#rows.length - FIRST;
    const items = this.#rows.slice(0, FIRST).map((event) => this.#row(event, language));
    if (more > 0) items.push(element("li", { className: "hint" }, `and ${more} more`));
    redraw(byId("left-out-rows"), items);
    this.#count();
  }

  #row({ id, title, when }, language) {
    return element(
      "li",
      { dataset: { key: id } },
      element("span", { className: "hint" }, when.said ?? when.text ?? "no date"),
      element("span", { lang: language, dir: "auto" }, title),
      element(
        "button",
        { type: "button", ariaLabel: `Take in: ${title}`, onclick: () => this.#act([{ event: id, pinned: true }]) },
        "Take in",
      ),
    );
  }

  #count() {
    const over = this.#rows.filter(({ salience }) => salience >= Number(byId("line").value) / 100).length;
    const shown = this.#desk.answer.events.length;
    byId("line-count").textContent = over ? `${over} more, about ${shown + over} rows` : "no more rows than now";
  }
}
