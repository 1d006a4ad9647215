// One workspace for an article and its timeline: the article left, the rows right, edited in place. Whether the story
// is stored or not is for the desk behind it to know: every act is one call of `say`, and is shown first if it does more
// than it says.
import { ask, askForKey, isSignedOut } from "./api.js";
import { Article } from "./article.js";
import { bounds } from "./bounds.js";
import { consequences } from "./consequences.js";
import { byId, counted, element, onKey } from "./dom.js";
import { LeftOut } from "./left_out.js";
import { Rows } from "./rows.js";
import { isStale } from "./stored.js";
import { isDirty, TypedField } from "./typed_field.js";

const ASKED_FIRST = ["date", "before", "after", "merge"]; // kinds that can move what was not touched

export class Workspace {
  desk = null;
  #rows;
  #article = new Article(byId("article"), byId("add-words"), {
    onPoint: (id) => this.#light(id, { scroll: "rows" }),
    onChosen: (words) => this.#addWords(words),
  });
  #leftOut = new LeftOut((said) => this.act(said));
  #own; // headline and introduction, as TypedFields
  #shown;
  #busy = Promise.resolve();
  #lost = []; // what was being typed in rows that are gone, not told yet

  // `onShow(desk)`: what the page shows besides; `comments` where colleagues may say something of a row.
  constructor(onShow, { comments } = {}) {
    this.#shown = onShow;
    this.#rows = new Rows(byId("rows"), {
      act: (...said) => this.act(...said),
      read: (words, event) => this.#read(words, event),
      onSelect: (ids) => this.#selected(ids),
      say: (...said) => this.say(...said),
      comments,
    });
    for (const type of ["focusin", "pointerover"])
      byId("rows").addEventListener(type, ({ target }) =>
        this.#light(target.closest("[data-event]")?.dataset.event ?? null, { scroll: "article" }),
      );
    byId("timeline").addEventListener("timeline-point", ({ detail }) => this.#light(detail.id, { scroll: "article" }));
    byId("undo").addEventListener("click", () => this.step("undo"));
    byId("redo").addEventListener("click", () => this.step("redo"));
    onKey(document, (event) => this.#key(event));
    for (const tab of document.querySelectorAll("[data-pane]")) tab.addEventListener("click", () => this.#turn(tab));
    for (const tab of document.querySelectorAll("[data-view]")) tab.addEventListener("click", () => this.#view(tab));
    byId("layout").addEventListener("change", ({ target }) => byId("timeline").setAttribute("layout", target.value));
    const own = (kind, more) =>
      new TypedField(byId(`own-${kind}`), (typed) => this.act([{ [kind]: typed.trim() }]), {
        say: (...said) => this.say(...said),
        ...more,
      });
    this.#own = { headline: own("headline"), intro: own("intro", { lines: true }) };
    byId("add-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#addRow(event.target.elements);
    });
    for (const button of document.querySelectorAll("[data-many]"))
      button.addEventListener("click", () => this.#many(button.dataset.many));
  }

  // With what was being typed in rows that have gone since.
  say(words, wrong = false) {
    const typed = this.#lost.splice(0).map((each) => `“${each}”`);
    const lost = typed.length ? `The row in which you typed ${typed.join(", ")} is gone.` : "";
    byId("state").textContent = [words, lost].filter(Boolean).join(" ");
    byId("state").classList.toggle("wrong", wrong);
  }

  // Carry out `job`, one after the other; what goes wrong is said, and loses nothing. Gives the outcome: "done", "left"
  // (the job gave false, and all is as it was), "stale" (somebody else had changed the same) or "failed".
  attempt(job, done = "", { raise = false } = {}) {
    const turn = this.#busy.then(async () => {
      try {
        if ((await job()) === false) return "left";
        this.show();
        this.say(done);
        return "done";
      } catch (error) {
        if (error.status !== 404) askForKey(error); // what is open is theirs to see, as long as it is there
        if (isStale(error)) return this.#overtaken();
        if (raise && !isSignedOut(error)) throw error;
        this.#failed(error);
        return "failed";
      }
    });
    this.#busy = turn.catch(() => {});
    return turn;
  }

  async #overtaken() {
    try {
      await this.desk.open();
    } catch (error) {
      this.#failed(error);
      return "failed";
    }
    this.show();
    this.say("Someone else has changed the same; this is the current version. Please make your change again.", true);
    return "stale";
  }

  #failed(error) {
    if (this.desk) this.show();
    const signedOut = "You are signed out. What you typed is still here: sign in, then save it again.";
    this.say(isSignedOut(error) ? signedOut : error.message, true);
  }

  // Corrections as the API takes them, in one request. What they do besides is shown before it is kept.
  act(corrections, done = "", options = {}) {
    this.#rows.remind();
    return this.attempt(async () => {
      if (corrections.some((each) => ASKED_FIRST.some((kind) => kind in each)) && corrections[0].event) {
        const after = await this.desk.preview(corrections);
        const lines = consequences(this.desk.answer, after, corrections);
        if (lines.length && !(await this.#rows.ask(corrections[0].event, lines))) return false;
      }
      await this.desk.say(corrections);
    }, done || "Saved.", options);
  }

  step(which) {
    const can = which === "undo" ? "canUndo" : "canRedo";
    return this.attempt(() => this.desk[can] && this.desk[which](), which === "undo" ? "Undone." : "Done again.");
  }

  show() {
    const { answer, articles } = this.desk;
    if (!answer) return;
    byId("desk").hidden = false;
    this.#lost.push(...this.#rows.show(answer));
    this.#article.show(answer, articles);
    this.#leftOut.show(this.desk);
    const texts = new Map(articles.map(({ id, text }) => [id, text]));
    byId("timeline").data = { ...answer, documents: answer.documents.map((each) => ({ ...each, text: texts.get(each.id) })) };
    byId("bounds").replaceChildren(bounds(answer.events));
    byId("notes").replaceChildren(...answer.notes.map(({ message }) => element("li", {}, message)));
    this.#own.headline.refill(answer.title ?? "");
    this.#own.intro.refill(answer.intro ?? "");
    for (const id of ["own-headline", "own-intro"]) byId(id).lang = answer.language;
    this.#showSteps();
    byId("row-count").textContent = counted(answer.events.length, "row");
    this.#shown(this.desk);
  }

  // Whether somebody is in the middle of something that a new version would take away.
  get isBusy() {
    const at = document.activeElement;
    return this.#rows.isBusy || Boolean(at?.closest("#desk") && isDirty(at));
  }

  view(name) {
    this.#view(document.querySelector(`[data-view=${name}]`));
  }

  async #read(words, event) {
    const home = event?.mentions[0]?.document;
    const document = this.desk.answer.documents.find(({ id }) => id === home) ?? this.desk.answer.documents[0];
    const { language } = this.desk.answer;
    const json = { words, language, published_at: document?.published_at, instead_of: event?.when.edtf };
    return (await ask("/desk/date", { method: "POST", json })).json();
  }

  // A button that can do nothing more hands the focus on.
  #showSteps() {
    const steps = [byId("undo"), byId("redo")];
    const held = steps.find((button) => button === document.activeElement);
    byId("undo").disabled = !this.desk.canUndo;
    byId("redo").disabled = !this.desk.canRedo;
    if (held?.disabled) (steps.find((button) => !button.disabled) ?? byId("desk-title")).focus();
  }

  #light(id, { scroll }) {
    const event = this.desk?.answer?.events.find((each) => each.id === id) ?? null;
    const mark = this.#article.light(event);
    let row = null;
    for (const each of byId("rows").children) {
      each.toggleAttribute("data-lit", each.dataset.event === id);
      if (each.dataset.event === id) row = each;
    }
    byId("timeline").point?.(id);
    if (scroll === "article") within(byId("article"), mark);
    else within(byId("rows"), row);
  }

  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if (isDirty(event.target)) return;
    if (byId("desk").hidden) return;
    event.preventDefault();
    this.step(event.shiftKey ? "redo" : "undo");
  }

  #turn(tab) {
    byId("desk").dataset.shown = tab.dataset.pane;
    for (const each of document.querySelectorAll("[data-pane]")) each.ariaPressed = String(each === tab);
  }

  #view(tab) {
    byId("editing").hidden = tab.dataset.view !== "edit";
    byId("reading").hidden = tab.dataset.view === "edit";
    for (const each of document.querySelectorAll("[data-view]")) each.ariaPressed = String(each === tab);
  }

  #selected(ids) {
    byId("many").hidden = ids.length < 2;
    byId("many-count").textContent = `${counted(ids.length, "row")} selected`;
  }

  // The buttons go away with the selection: the focus goes to the row that is left.
  async #many(what) {
    const [first, ...rest] = this.#rows.selected;
    const { events } = this.desk.answer;
    const after = events.findLastIndex(({ id }) => rest.includes(id)) + 1;
    const next = events.slice(after).concat(events).find(({ id }) => id !== first && !rest.includes(id));
    const acts = {
      merge: () => this.act(rest.map((event) => ({ event, merge: first })), "Joined."),
      hide: () => this.act([first, ...rest].map((event) => ({ event, hidden: true })), "Hidden."),
      clear: () => "done",
    };
    if ((await acts[what]()) !== "done") return;
    this.#rows.select([]);
    this.#rows.focus(what === "hide" ? next?.id : first);
  }

  async #addWords({ text, ...words }) {
    const before = new Set(this.desk.answer.events.map(({ id }) => id));
    if ((await this.act([{ added: words }], `Added from “${text.trim()}”.`)) !== "done") return;
    const made = this.desk.answer.events.find(({ id }) => !before.has(id));
    if (!made) return;
    this.#turn(document.querySelector("[data-pane=timeline]"));
    this.#rows.focus(made.id);
  }

  async #addRow({ title, date }) {
    const said = { added: null, title: title.value.trim() };
    byId("add-said").textContent = "";
    try {
      if (!said.title) throw new Error("Give it a title.");
      if (date.value.trim()) said.date = (await this.#read(date.value.trim())).edtf;
    } catch (error) {
      byId("add-said").textContent = error.message;
      return;
    }
    const before = new Set(this.desk.answer.events.map(({ id }) => id));
    if ((await this.act([said], "Added.")) !== "done") return;
    title.value = date.value = "";
    const made = this.desk.answer.events.find(({ id }) => !before.has(id));
    if (made) this.#rows.focus(made.id);
  }
}

// Bring something into view inside its pane; the page stays where it is.
function within(pane, mark) {
  if (!mark) return;
  const [outer, inner] = [pane.getBoundingClientRect(), mark.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    pane.scrollTop += inner.top - outer.top - pane.clientHeight / 3;
}
