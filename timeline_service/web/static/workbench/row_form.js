// All of a row that is not in its line: status, the newsroom's own words, picture, link; joining and taking apart; why.
// The form is drawn once: a new version changes the fields in which nothing else is typed.
import { element, onKey, redraw } from "./dom.js";
import { STATUSES } from "./statuses.js";

const URL_ = { type: "url", placeholder: "https://" };
const FIELDS = {
  status: ["Status", "select"],
  text: ["Text", "textarea", { rows: 3, maxLength: 2000, dir: "auto" }],
  source: ["Source", "input", { maxLength: 300, dir: "auto" }],
  link: ["Link", "input", URL_],
  label: ["Words of the link", "input", { maxLength: 200, dir: "auto" }],
  image: ["Picture", "input", URL_],
  alt: ["What it shows, for those who do not see it", "input", { maxLength: 1000, dir: "auto" }],
  credit: ["Credit", "input", { maxLength: 300, dir: "auto" }],
  merge: ["Same event as", "select"],
};

export class RowForm {
  #act;
  #close;
  #stored = null; // what the fields hold where nothing else is typed
  #isJoining = false;
  #controls;
  #apart = element("p", { className: "tools" });
  #said = element("p", { className: "wrong", role: "alert" });
  #why = element("ul", { className: "why" });

  // `act(correction of this row)`, `close()`.
  constructor({ act, close }) {
    this.#act = act;
    this.#close = close;
    this.#controls = Object.fromEntries(
      Object.entries(FIELDS).map(([name, [, tag, more]]) => [name, element(tag, { name, ...more })]),
    );
    this.#controls.status.append(...options(Object.entries(STATUSES)));
    this.element = element(
      "form",
      { className: "row-form", noValidate: true },
      ...Object.entries(this.#controls).map(([name, control]) => element("label", {}, FIELDS[name][0], control)),
      this.#apart,
      this.#said,
      element(
        "p",
        { className: "tools" },
        element("button", { className: "main" }, "Save"),
        element("button", { type: "button", onclick: close }, "Close"),
      ),
      element("h4", {}, "Why it stands here"),
      this.#why,
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    onKey(this.element, ({ key }) => key === "Escape" && close());
  }

  get isDirty() {
    return Object.keys(FIELDS).some((name) => this.#isTyped(name));
  }

  // The words that are typed in it and neither saved nor on their way.
  get typed() {
    const names = Object.keys(FIELDS).filter((name) => FIELDS[name][1] !== "select" && this.#isTyped(name));
    return this.#isJoining ? [] : names.map((name) => this.#value(name)).filter(Boolean);
  }

  focus() {
    this.#controls.status.focus();
  }

  update(event, answer) {
    const others = answer.events.filter(({ id }) => id !== event.id);
    offer(this.#controls.merge, [["", "–"], ...others.map(({ id, title }) => [id, title])]);
    const stored = storedOf(event);
    const overtaken = [];
    for (const [name, control] of Object.entries(this.#controls)) {
      if (this.#stored === null || !this.#isTyped(name)) control.value = stored[name];
      else if (stored[name] !== this.#stored[name]) overtaken.push(`${FIELDS[name][0]} is “${stored[name]}” by now.`);
    }
    this.#stored = stored;
    if (overtaken.length) this.#said.textContent = `${overtaken.join(" ")} Save puts what you typed in its place.`;
    this.#showApart(event.mentions);
    this.#why.replaceChildren(...(event.reasons ?? []).map((reason) => element("li", {}, reason)));
  }

  #isTyped(name) {
    return this.#value(name) !== this.#stored[name];
  }

  #value(name) {
    return this.#controls[name].value.trim();
  }

  // What is refused, declined or overtaken by somebody else stays in the form.
  async #submit() {
    const now = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, this.#value(name)]));
    const said = changes(now, this.#stored);
    this.#said.textContent = "";
    if (!Object.keys(said).length) return this.#close();
    this.#isJoining = Boolean(said.merge); // then the row goes with what is saved of it
    try {
      if ((await this.#act(said, "", { raise: true })) === "done") this.#close();
    } catch (error) {
      this.#said.textContent = error.message;
    } finally {
      this.#isJoining = false;
    }
  }

  // Mentions that can be told apart, each with its sentence's trigger.
  #showApart(mentions) {
    const item = ({ document, start, text }) => {
      const onclick = () => this.#act({ split: { document, start } });
      const button = element("button", { type: "button", onclick }, `“${text}” is another event`);
      return element("span", { dataset: { key: `${document} ${start}` } }, button);
    };
    this.#apart.hidden = mentions.length < 2;
    redraw(this.#apart, this.#apart.hidden ? [] : mentions.map(item));
  }
}

const storedOf = ({ status, text, source, link, image }) => ({
  status,
  text: text ?? "",
  source: source ?? "",
  link: link?.url ?? "",
  label: link?.label ?? "",
  image: image?.url ?? "",
  alt: image?.alt ?? "",
  credit: image?.credit ?? "",
  merge: "",
});

// Only what is another than before, in the words of the API.
function changes(now, stored) {
  const isOther = (...names) => names.some((name) => now[name] !== stored[name]);
  const { status, text, source, link: url, label, image, alt, credit } = now;
  return {
    ...(isOther("status") && { status }),
    ...(isOther("text") && { text }),
    ...(isOther("source") && { source }),
    ...(isOther("link", "label") && { link: url ? { url, ...(label && { label }) } : null }),
    ...(isOther("image", "alt", "credit") && { image: image ? { url: image, alt, ...(credit && { credit }) } : null }),
    ...(now.merge && { merge: now.merge }),
  };
}

const options = (all) => all.map(([value, words]) => element("option", { value }, words));

// Other options, and the same choice as before where there still is such an option.
function offer(select, all) {
  const shown = [...select.options].map(({ value, text }) => [value, text]);
  if (JSON.stringify(shown) === JSON.stringify(all)) return;
  const chosen = all.some(([value]) => value === select.value) ? select.value : "";
  select.replaceChildren(...options(all));
  select.value = chosen;
}
