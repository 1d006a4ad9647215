// A field that is saved with Enter, or when it is left. What is being typed in it is never taken away: a new version
// changes what stands behind it, and says so.
import { onKey } from "./dom.js";

export const isDirty = (field) =>
  field.matches("textarea, input:not([type=checkbox], [type=range])") &&
  !field.readOnly &&
  field.value !== field.defaultValue.replaceAll("\r\n", "\n");

// Give a field what is stored by now; gives whether something else is typed in it, which stays.
export function refill(field, stored) {
  const typed = isDirty(field);
  field.defaultValue = stored;
  if (!typed) field.value = stored;
  return typed;
}

export class TypedField {
  #control;
  #save;
  #say;
  #settled;
  #saving = null; // what is being saved

  // `save(typed)` gives an outcome of Workspace.attempt; `say(words, wrong)` tells something of the field, and
  // `settled()` that it holds what is stored. Where it takes several `lines`, Enter begins another one.
  constructor(control, save, { say, settled = () => {}, lines = false }) {
    this.#control = control;
    this.#save = save;
    this.#say = say;
    this.#settled = settled;
    control.addEventListener("change", () => this.#commit());
    onKey(control, (event) => {
      if (event.key === "Escape") this.#giveWay();
      if (event.key !== "Enter" || lines) return;
      event.preventDefault();
      this.#commit();
    });
  }

  // What is stored by now.
  refill(stored) {
    const before = this.#control.defaultValue;
    if (refill(this.#control, stored) && this.#saving === null && stored !== before)
      this.#say(`This is “${stored}” by now. Enter saves what you typed, Escape takes what there is.`, true);
  }

  // What could not be saved stays in the field, to be saved again.
  async #commit() {
    const { value } = this.#control;
    if (!isDirty(this.#control) || value === this.#saving) return;
    this.#saving = value;
    const outcome = await this.#save(value);
    this.#saving = null;
    if (outcome !== "failed" && this.#control.value === value) this.#giveWay();
  }

  #giveWay() {
    this.#control.value = this.#control.defaultValue;
    this.#settled();
  }
}
