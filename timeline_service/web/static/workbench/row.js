// One event as a row, drawn once and then kept up to date: title and date are edited in place, the rest in a form that
// folds away.
import { refused } from "./consequences.js";
import { counted, element } from "./dom.js";
import { RowForm } from "./row_form.js";
import { STATUSES } from "./statuses.js";
import { isDirty, refill, TypedField } from "./typed_field.js";

const WHILE_TYPING = 300; // ms of rest after which a date is read

export class Row {
  #desk;
  #event;
  #answer = null;
  #box;
  #title;
  #date;
  #day;
  #status = element("span", { className: "status" });
  #remarks = element("span", { className: "remarks" });
  #understood = element("p", { className: "understood", role: "status" });
  #conflicts = element("div", { className: "conflicts" });
  #buttons;
  #fields; // title and date, as TypedFields
  #form = null;
  #comments = null;
  #waiting = 0;

  // `desk`: act, read, move(event, by), onSelect, say; where there are comments, `comments`.
  constructor(event, desk) {
    this.#desk = desk;
    this.#event = event;
    const control = (tag, name, more) => element(tag, { ...more, dataset: { control: name } });
    this.#box = control("input", "select", { type: "checkbox", onchange: () => desk.onSelect() });
    this.#title = control("textarea", "title", { maxLength: 300, rows: 1, dir: "auto" });
    this.#date = control("input", "date", { placeholder: "no date", size: 18, autocomplete: "off" });
    this.#date.addEventListener("input", () => this.#readSoon());
    this.#day = element("input", { type: "date", className: "day", title: "Choose a day" });
    this.#day.addEventListener("change", () => this.#choose());
    const button = (name, textContent, title, onclick) =>
      control("button", name, { type: "button", textContent, title, onclick });
    this.#buttons = {
      up: button("up", "↑", "Earlier", () => desk.move(event.id, -1)),
      down: button("down", "↓", "Later", () => desk.move(event.id, 1)),
      hide: button("hide", "Hide", "Hide", () => this.#act({ hidden: true })),
      more: button("more", "More", "More", () => (this.#form ? this.#fold() : this.#unfold())),
    };
    this.#buttons.more.ariaExpanded = "false";
    const saying = { say: (...said) => this.#say(...said), settled: () => this.#say("") };
    this.#fields = {
      title: new TypedField(this.#title, (typed) => this.#retitle(typed), saying),
      date: new TypedField(this.#date, (typed) => this.#redate(typed), saying),
    };
    this.element = element(
      "li",
      { dataset: { event: event.id } },
      element("span", { className: "handle", draggable: true, ariaHidden: "true", title: "Drag to another place" }, "⠿"),
      this.#box,
      element("div", { className: "when" }, this.#date, this.#day, this.#status, this.#remarks),
      this.#title,
      element("div", { className: "buttons" }, ...Object.values(this.#buttons)),
      this.#understood,
      this.#conflicts,
    );
  }

  get isSelected() {
    return this.#box.checked;
  }

  set isSelected(yes) {
    this.#box.checked = yes;
  }

  // Whether something is typed in its form that is not saved yet.
  get isBusy() {
    return this.#form?.isDirty ?? false;
  }

  // The words that are typed in it and not saved yet.
  get typed() {
    const fields = [...this.element.querySelectorAll("[data-control]")].filter(isDirty).map(({ value }) => value.trim());
    return [...fields.filter(Boolean), ...(this.#form?.typed ?? [])];
  }

  focus(control = "title") {
    (this.element.querySelector(`[data-control="${control}"]:not(:disabled)`) ?? this.#title).focus();
  }

  // Show the event as the `i`-th of the answer.
  update(event, answer, i) {
    this.#event = event;
    this.#answer = answer;
    this.element.className = event.status;
    this.#fields.title.refill(event.title);
    this.#fields.date.refill(dateOf(event));
    refill(this.#day, dayOf(event));
    this.#title.lang = answer.language;
    this.#title.ariaLabel = `Title of event ${i + 1}`;
    this.#date.ariaLabel = `Date: ${event.title}`;
    this.#day.ariaLabel = `Choose a day: ${event.title}`;
    this.#box.ariaLabel = `Select: ${event.title}`;
    for (const button of Object.values(this.#buttons)) button.ariaLabel = `${button.title}: ${event.title}`;
    this.#buttons.up.disabled = i === 0;
    this.#buttons.down.disabled = i === answer.events.length - 1;
    this.#status.textContent = event.status === "occurred" ? "" : STATUSES[event.status];
    this.#showRemarks();
    this.#showConflicts();
    this.#form?.update(event, answer);
    this.#comments?.update(event);
  }

  #act(said, ...more) {
    return this.#desk.act([{ event: this.#event.id, ...said }], ...more);
  }

  #say(words, wrong = false) {
    this.#understood.textContent = words;
    this.#understood.classList.toggle("wrong", wrong);
  }

  #retitle(typed) {
    const title = typed.trim().replaceAll(/\s+/g, " ");
    return title && title !== this.#event.title ? this.#act({ title }) : "left";
  }

  #readSoon() {
    clearTimeout(this.#waiting);
    const typed = this.#date.value.trim();
    if (!typed || typed === dateOf(this.#event)) return this.#say("");
    this.#waiting = setTimeout(async () => {
      const read = await this.#desk.read(typed, this.#event).catch(() => null);
      if (read && this.#date.value.trim() === typed) this.#say(`Understood as ${read.words}.`);
    }, WHILE_TYPING);
  }

  async #redate(typed) {
    clearTimeout(this.#waiting);
    if (!typed.trim()) {
      this.#desk.say("The date stays. To leave it open, write what is known of it, such as “by Friday” or “since 2019”.");
      return "left";
    }
    try {
      const { edtf, words } = await this.#desk.read(typed.trim(), this.#event);
      this.#say(`Understood as ${words}.`);
      return await this.#act({ date: edtf }, `Understood as ${words}.`);
    } catch (error) {
      this.#desk.say(""); // what went well before is no answer to this
      this.#say(error.message, true);
      this.#understood.scrollIntoView({ block: "nearest" });
      return "failed";
    }
  }

  // A day from the calendar of the browser, beside the field that reads words.
  async #choose() {
    if (this.#day.value) await this.#act({ date: this.#day.value });
    this.#day.value = this.#day.defaultValue;
  }

  #showRemarks() {
    const count = this.#desk.comments?.of(this.#event.id).length;
    this.#remarks.textContent = count ? counted(count, "comment") : "";
  }

  #showConflicts() {
    const { id } = this.#event;
    const own = refused(this.#answer).filter(({ claim }) => claim.source === id || claim.target === id);
    const label = () => element("strong", {}, "Conflict: ");
    this.#conflicts.replaceChildren(
      ...own.map(({ message }) => element("p", { className: "conflict" }, label(), message)),
    );
  }

  #unfold() {
    this.#form = new RowForm({ act: (...said) => this.#act(...said), close: () => this.#fold() });
    this.#form.update(this.#event, this.#answer);
    this.#comments = this.#desk.comments?.section((...said) => this.#desk.say(...said)) ?? null;
    this.#comments?.update(this.#event);
    this.element.append(...[this.#form, this.#comments].filter(Boolean).map((part) => part.element));
    this.#buttons.more.ariaExpanded = "true";
    this.#form.focus();
  }

  #fold() {
    for (const part of [this.#form, this.#comments]) part?.element.remove();
    this.#form = this.#comments = null;
    this.#buttons.more.ariaExpanded = "false";
    this.#buttons.more.focus();
  }
}

const dateOf = ({ when }) => (when.earliest || when.latest || when.edtf ? when.said : "");
const dayOf = ({ when }) => (when.earliest && when.earliest === when.latest ? when.earliest : "");
