// Rows with the keyboard: Tab goes through one row and out of the list, ↑ ↓ to the same field of the next row, with Alt
// the row itself moves to another place.
import { onKey } from "./dom.js";

export class RowKeys {
  #list;
  #current = null; // the event whose row Tab goes through

  constructor(list, { move }) {
    this.#list = list;
    list.addEventListener("focusin", ({ target }) => {
      const row = target.closest("[data-event]");
      if (row && row.dataset.event !== this.#current) this.#enter(row.dataset.event);
    });
    onKey(list, (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const control = event.target.closest?.("[data-control]");
      if (!by || !control || control.dataset.control === "comment" || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const at = [...list.children].indexOf(control.closest("[data-event]"));
      const other = list.children[at + by];
      if (!other || !(event.altKey || isAtEdge(control, by))) return;
      event.preventDefault();
      if (event.altKey) move(at, by);
      else (sameIn(other, control) ?? other.querySelector("[data-control]")).focus();
    });
  }

  // To be called when the rows were drawn.
  drawn() {
    const rows = [...this.#list.children];
    const still = rows.some((row) => row.dataset.event === this.#current);
    this.#enter(still ? this.#current : (rows[0]?.dataset.event ?? null));
  }

  #enter(event) {
    this.#current = event;
    for (const row of this.#list.children)
      for (const control of row.querySelectorAll("[data-control], .day")) control.tabIndex = row.dataset.event === event ? 0 : -1;
  }
}

const sameIn = (row, control) => row.querySelector(`[data-control="${control.dataset.control}"]:not(:disabled)`);

// A title may have several lines: the row is left at its beginning or end.
function isAtEdge(control, by) {
  if (control.localName !== "textarea") return true;
  const { selectionStart, selectionEnd, value } = control;
  const all = selectionEnd - selectionStart === value.length;
  return all || (selectionStart === selectionEnd && selectionEnd === (by < 0 ? 0 : value.length));
}
