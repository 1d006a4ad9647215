// The events as rows, edited in place: title and date in the row, the rest in a form that folds away.
import { element } from "./dom.js";
import { refused } from "./consequences.js";
import { rowForm } from "./row_form.js";
import { draggable } from "./drag.js";
import { RowKeys } from "./row_keys.js";

const STATUSES = { ongoing: "going on", planned: "planned", possible: "possible", denied: "denied", cancelled: "cancelled" };
const WHILE_TYPING = 300; // ms of rest after which a date is read

// `act(corrections)` is told what the editor says; `read(words)` how a date is understood.
export class Rows {
  #list;
  #desk;
  #answer = null;
  #open = null;
  #selected = new Set();
  #keys;

  // `desk`: act, read, onSelect; where there are comments, `comments`.
  constructor(list, desk) {
    this.#list = list;
    this.#desk = desk;
    draggable(list, { move: (event, past, later) => this.#moveBeside(event, past, later) });
    this.#keys = new RowKeys(list, { move: (i, by) => this.#move(i, by) });
  }

  get selected() {
    return [...this.#selected];
  }

  select(ids) {
    this.#selected = new Set(ids);
    for (const box of this.#list.querySelectorAll("input[type=checkbox]"))
      box.checked = this.#selected.has(box.closest("[data-event]").dataset.event);
    this.#desk.onSelect(this.selected);
  }

  show(answer) {
    this.#answer = answer;
    const at = document.activeElement?.closest?.("[data-control]");
    const place = at && this.#list.contains(at) && [at.closest("[data-event]").dataset.event, at.dataset.control];
    const shown = new Set(answer.events.map(({ id }) => id));
    this.#selected = new Set(this.selected.filter((id) => shown.has(id)));
    this.#list.replaceChildren(...answer.events.map((event, i) => this.#row(event, i)));
    this.#keys.drawn();
    this.#desk.onSelect(this.selected);
    if (place) this.focus(...place);
  }

  focus(event, control = "title") {
    const row = this.#find(event);
    const found = row?.querySelector(`[data-control="${control}"]:not(:disabled)`) ?? row?.querySelector("[data-control]");
    (found ?? this.#list).focus();
  }

  // Ask below a row, before anything is kept; the promise tells the answer.
  ask(event, lines) {
    const row = this.#find(event);
    return new Promise((done) => {
      const close = (yes) => {
        question.remove();
        if (!yes) this.show(this.#answer);
        done(yes);
      };
      const button = (words, yes, className = "") =>
        element("button", { type: "button", className, onclick: () => close(yes) }, words);
      const question = element(
        "div",
        { className: "ask", role: "group", ariaLabel: "Before this is kept" },
        element("p", {}, element("strong", {}, "This also does:")),
        element("ul", {}, ...lines.map((line) => element("li", {}, line))),
        element("p", { className: "tools" }, button("Keep it", true, "main"), button("Leave it as it was", false)),
      );
      question.addEventListener("keydown", ({ key }) => key === "Escape" && close(false));
      row.append(question);
      question.querySelector("button").focus();
      question.scrollIntoView({ block: "nearest" });
    });
  }

  #find(event) {
    return [...this.#list.children].find((each) => each.dataset.event === event);
  }

  #row(event, i) {
    const last = this.#answer.events.length - 1;
    const status = STATUSES[event.status];
    const row = element(
      "li",
      { dataset: { event: event.id }, className: event.status },
      element("span", { className: "handle", draggable: true, ariaHidden: "true", title: "Drag to another place" }, "⠿"),
      this.#box(event),
      element(
        "div",
        { className: "when" },
        this.#date(event),
        this.#day(event),
        status ? element("span", { className: "status" }, status) : "",
        this.#remarks(event),
      ),
      this.#title(event, i),
      element(
        "div",
        { className: "buttons" },
        this.#button(event, "up", "↑", "Earlier", () => this.#move(i, -1), i === 0),
        this.#button(event, "down", "↓", "Later", () => this.#move(i, 1), i === last),
        this.#button(event, "hide", "Hide", "Hide", () => this.#desk.act([{ event: event.id, hidden: true }])),
        this.#button(event, "more", "More", "More", () => this.#unfold(event)),
      ),
      element("p", { className: "understood", role: "status" }),
      ...this.#conflicts(event),
    );
    if (this.#open === event.id) this.#fold(row, event);
    return row;
  }

  #box(event) {
    return element("input", {
      type: "checkbox",
      checked: this.#selected.has(event.id),
      ariaLabel: `Select: ${event.title}`,
      dataset: { control: "select" },
      onchange: ({ target }) => {
        this.#selected[target.checked ? "add" : "delete"](event.id);
        this.#desk.onSelect(this.selected);
      },
    });
  }

  #title(event, i) {
    const title = element("textarea", {
      defaultValue: event.title,
      ariaLabel: `Title of event ${i + 1}`,
      maxLength: 300,
      rows: 1,
      dataset: { control: "title" },
    });
    title.addEventListener("keydown", (pressed) => {
      if (pressed.key === "Escape") title.value = event.title;
      if (pressed.key === "Enter" || pressed.key === "Escape") {
        pressed.preventDefault();
        title.blur();
      }
    });
    title.onchange = () => {
      const words = title.value.trim().replaceAll(/\s+/g, " ");
      if (words && words !== event.title) this.#desk.act([{ event: event.id, title: words }]);
      else title.value = event.title;
    };
    return title;
  }

  #date(event) {
    const date = element("input", {
      defaultValue: event.when.earliest || event.when.latest || event.when.edtf ? event.when.said : "",
      ariaLabel: `Date: ${event.title}`,
      placeholder: "no date",
      dataset: { control: "date" },
      size: 18,
      autocomplete: "off",
    });
    const before = date.value;
    date.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") date.value = before;
      if (key === "Enter" || key === "Escape") date.blur();
      if (key === "Escape") say("");
    });
    const say = (words, wrong = false) => {
      const said = date.closest("li")?.querySelector(".understood");
      if (!said) return;
      said.textContent = words;
      said.classList.toggle("wrong", wrong);
    };
    let waiting = 0;
    date.addEventListener("input", () => {
      clearTimeout(waiting);
      const typed = date.value.trim();
      if (!typed || typed === before) return say("");
      waiting = setTimeout(async () => {
        const read = await this.#desk.read(typed, event).catch(() => null);
        if (read && date.value.trim() === typed) say(`Understood as ${read.words}.`);
      }, WHILE_TYPING);
    });
    date.onchange = async () => {
      clearTimeout(waiting);
      const typed = date.value.trim();
      if (!typed || typed === before) {
        date.value = before;
        return;
      }
      try {
        const { edtf, words } = await this.#desk.read(typed, event);
        say(`Understood as ${words}.`);
        await this.#desk.act([{ event: event.id, date: edtf }], `Understood as ${words}.`);
      } catch (error) {
        say(error.message, true);
      }
    };
    return date;
  }

  // The calendar of the browser, beside the field that reads words.
  #day(event) {
    const { earliest, latest } = event.when;
    const day = element("input", { type: "date", className: "day", ariaLabel: `Choose a day: ${event.title}`, title: "Choose a day" });
    day.value = earliest && earliest === latest ? earliest : "";
    const chosen = () => day.value && this.#desk.act([{ event: event.id, date: day.value }], "Saved.");
    day.addEventListener("change", chosen);
    return day;
  }

  #remarks(event) {
    const count = this.#desk.comments?.of(event.id).length;
    return count ? element("span", { className: "remarks" }, count === 1 ? "1 comment" : `${count} comments`) : "";
  }

  #button(event, control, words, label, onclick, disabled = false) {
    const name = `${label}: ${event.title}`;
    return element("button", { type: "button", disabled, ariaLabel: name, title: label, onclick, dataset: { control } }, words);
  }

  *#conflicts(event) {
    for (const { claim, message } of refused(this.#answer))
      if (claim.source === event.id || claim.target === event.id)
        yield element("p", { className: "conflict" }, element("strong", {}, "Conflict: "), message);
  }

  #unfold(event) {
    this.#open = this.#open === event.id ? null : event.id;
    this.show(this.#answer);
    if (this.#open) this.#find(event.id).querySelector("form :is(input, select, textarea)").focus();
  }

  #fold(row, event) {
    row.querySelector("[data-control=more]").ariaExpanded = "true";
    row.append(
      rowForm(this.#answer, event, {
        act: (...said) => this.#desk.act(...said),
        close: () => {
          this.#open = null;
          this.show(this.#answer);
          this.focus(event.id, "more");
        },
      }),
    );
    if (this.#desk.comments) {
      const said = (words, wrong = false) => this.#desk.say(words, wrong);
      row.append(this.#desk.comments.section(event, said));
    }
  }

  #move(i, by) {
    const [event, other] = [this.#answer.events[i], this.#answer.events[i + by]];
    this.#desk.act([{ event: event.id, [by < 0 ? "before" : "after"]: other.id }]);
  }

  // Dropped above (`past` null or the row before) or below another row.
  #moveBeside(event, past, later) {
    this.#desk.act([{ event, ...(later ? { before: later } : { after: past }) }]);
  }
}
