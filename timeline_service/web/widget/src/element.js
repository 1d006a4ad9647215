// <event-timeline>: finds its timeline, draws it, keeps it fresh. docs/widget.md names attributes, parts and events.

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

function parsed() {
  if (document.readyState !== "loading") return null;
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

// The elements around one, through the hosts of shadow roots, the nearest first.
function* around(node) {
  while ((node = node.parentElement ?? node.getRootNode().host)) yield node;
}

// How light a colour is, from 0 to 1, in each form in which browsers compute it; null where it lets others through.
// The lightness of oklab, oklch, lab and lch is scaled so that the same middle grey has the same value.
function lightness(color) {
  const [form, ...rest] = color.match(/[^\s(),/]+/g);
  const [x, y, z, alpha = 1] = rest.slice(form === "color" ? 1 : 0).map((each) => parseFloat(each) || 0);
  const grey = 0.299 * x + 0.587 * y + 0.114 * z;
  const light = { r: grey / 255, o: x * 0.8, l: x / 108, c: /linear|xyz/.test(color) ? grey ** 0.45 : grey };
  return alpha > 0.5 ? light[form[0]] : null;
}

class EventTimeline extends HTMLElement {
  static observedAttributes = ["src", "layout", "group", "order", "heading", "lang", "theme", "refresh"];

  #answer = null; // as it was given, fetched or found
  #model = null;
  #source; // the address that it stands for, whoever gave it
  #failed = ""; // what it says instead
  #load = null; // what is under way
  #asked = 0; // when that was, in milliseconds
  #timer = 0;
  #stream = null; // of versions
  #newest = 0; // the version that it told of since then
  #turn = 0; // only the last one draws
  #drawing = null;
  #known = null; // what the drawing before the last change told of each event, by id
  #all = false; // whether the reader asked for every row
  #listeners = null;
  #painter = new MutationObserver(() => this.#shade());

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
    this.shadowRoot.adoptedStyleSheets = [sheet];
    for (const type of ["pointerover", "focusin"])
      this.shadowRoot.addEventListener(type, (event) => this.#pointed(event.target));
    this.addEventListener("pointerleave", () => this.#pointed(null));
    this.shadowRoot.addEventListener("click", ({ target }) => this.#clicked(target));
    if (Object.hasOwn(this, "data")) this.#attempt(() => this.#take(this.data)); // set before this script ran
  }

  // The timeline as an object in the shape of the API; setting it draws it, null takes it away.
  get data() {
    return this.#answer;
  }

  set data(answer) {
    this.#take(answer);
    this.#stop();
    this.#wait();
  }

  #take(answer) {
    delete this.data;
    if (answer == null) this.#clear();
    else this.#show(answer);
  }

  connectedCallback() {
    const { signal } = (this.#listeners = new AbortController());
    const on = (target, type, act) => target.addEventListener(type, act, { signal });
    on(window, "beforeprint", () => this.#unfold());
    on(window, "hashchange", () => this.#goto());
    on(document, "visibilitychange", () => this.#listen());
    on(window, "load", () => this.#shade());
    on(matchMedia("(prefers-color-scheme: dark)"), "change", () => this.#shade());
    on(document, "transitionend", ({ propertyName }) => propertyName === "background-color" && this.#shade());
    for (const each of around(this)) this.#painter.observe(each, { attributes: true });
    this.#update();
    this.#start();
    this.#listen();
  }

  disconnectedCallback() {
    this.#listeners.abort();
    this.#painter.disconnect();
    this.#stop();
    this.#stream?.close();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || before === after || name === "theme") return;
    if (name === "src" || name === "refresh") this.#listen();
    if (name === "src") this.#start();
    else if (name !== "refresh") this.#update();
  }

  // Light one event (null: none), as a pointer over it does.
  point(id) {
    for (const item of this.#every("[data-event]")) item.toggleAttribute("data-pointed", item.dataset.event === id);
  }

  // One load at a time: the one that it supersedes is aborted.
  async #start(refreshing = false) {
    this.#stop();
    this.#newest = 0;
    const { signal } = (this.#load = new AbortController());
    await parsed();
    if (signal.aborted) return;
    if (this.#source === undefined && !this.#model) this.#attempt(() => this.#find());
    const src = this.getAttribute("src");
    if (src !== null && (refreshing || src !== this.#source)) await this.#fetch(src, refreshing, signal);
    if (signal.aborted) return;
    this.#load = null;
    if (this.#stream?.readyState === EventSource.CLOSED) this.#listen();
    else this.#wait();
  }

  #stop() {
    this.#load?.abort();
    this.#load = null;
    this.#asked = performance.now();
    clearTimeout(this.#timer);
  }

  // What the element holds. JSON needs no fetching until it is time to refresh.
  #find() {
    const json = this.querySelector("script[type='application/json']");
    const ol = this.querySelector("ol");
    if (json) this.#show(JSON.parse(json.textContent));
    else if (ol) this.#model = readList(ol);
    this.#update();
  }

  #attempt(job) {
    try {
      job();
    } catch (error) {
      this.#fail(error);
    }
  }

  // What says the same as before is not drawn again: the marks of what is new stay.
  #show(answer) {
    const [before, model, src] = [this.#model, readAnswer(answer), this.getAttribute("src")];
    const again = this.#answer && src === this.#source;
    this.#answer = answer;
    this.#source = src;
    this.#failed = "";
    if (JSON.stringify(model) === JSON.stringify(before)) return;
    this.#known = again ? new Map(before.events.map((event) => [event.id, told(event)])) : null;
    this.#model = model;
    this.#update();
  }

  // The browser asks with If-None-Match by itself, without a preflight.
  async #fetch(src, refreshing, signal) {
    let status;
    if (!refreshing) this.#failed = "";
    try {
      if (!src.trim()) throw new TypeError("The attribute src is empty.");
      const response = await fetch(src, { cache: "no-cache", credentials: "omit", signal });
      ({ status } = response);
      if (!response.ok) throw new Error(`The timeline could not be fetched: ${status}`);
      const answer = await response.json();
      if (!signal.aborted) this.#show(answer);
    } catch (error) {
      if (signal.aborted) return;
      const other = this.#source !== undefined && src !== this.#source;
      const gone = status === 404 || status === 410;
      if (other || (gone && refreshing)) this.#clear();
      this.#fail(error, gone ? "gone" : "failed");
    }
  }

  // Until it is time to ask again: soon where a stream told of a newer version, though not all readers in one moment.
  #wait() {
    clearTimeout(this.#timer);
    if (document.hidden || !this.hasAttribute("src") || !this.isConnected || this.#load) return;
    const seconds = this.#stream ? 60 : Number(this.getAttribute("refresh"));
    const due = this.#asked + Math.max(seconds, 10) * 1000 - performance.now();
    const wait = this.#newest > (this.#answer?.version || 0) ? Math.random() * 1000 : seconds > 0 && due;
    if (wait !== false) this.#timer = setTimeout(() => this.#start(true), wait);
  }

  // The service tells each version as it comes, the last one first; polling goes on beside, where no stream can be had.
  // Nobody listens for a page that is not seen.
  #listen() {
    this.#stream?.close();
    const src = this.getAttribute("refresh") === "live" && !document.hidden && this.getAttribute("src")?.trim();
    const live = src && URL.canParse(src, this.baseURI) && src.replace(/(\.json)?(\?.*)?$/, "/live");
    this.#stream = live ? new EventSource(live) : null;
    for (const type of ["version", "withdrawn"])
      this.#stream?.addEventListener(type, ({ data }) => {
        this.#newest = JSON.parse(data).version ?? Infinity;
        this.#wait();
      });
    this.#wait();
  }

  #clear() {
    this.#answer = this.#model = this.#source = null;
    this.#update();
  }

  // What is shown stays; where nothing is, it says so.
  #fail(error, says = "failed") {
    if (!this.#failed) this.#tell("timeline-error", { message: error.message });
    this.#failed = says;
    if (!this.#model) this.#update();
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  async #update() {
    const turn = ++this.#turn;
    const some = this.#model || this.#failed;
    const words = some && (await wordsIn(languageOf(this), string(this.#model?.language)));
    if (turn !== this.#turn || !this.isConnected) return;
    if (this.#model) this.#draw(words);
    else if (some) this.#note(words);
    else this.shadowRoot.replaceChildren(document.createElement("slot"));
  }

  #note(words) {
    const note = element("p", "note", words.say(this.#failed));
    note.lang = words.language;
    note.dir = words.direction;
    this.shadowRoot.replaceChildren(note);
  }

  #draw(words) {
    const attribute = (name, choices) => among(choices, this.getAttribute(name));
    this.#drawing = new Drawing(this.#model, words, {
      layout: attribute("layout", ["vertical", "compact", "horizontal"]),
      group: attribute("group", ["auto", "day", "month", "year", "none"]),
      order: attribute("order", ["asc", "desc"]),
      heading: Number(attribute("heading", ["2", "0", "1", "3", "4", "5", "6"])),
      known: this.hasAttribute("refresh") ? this.#known : null,
      all: this.#all,
      anchor: `${this.id || "timeline"}-`,
    });
    const [restore, first] = [this.#bookmark(), !this.shadowRoot.querySelector("section")];
    this.#shade();
    this.shadowRoot.replaceChildren(this.#drawing.draw());
    restore();
    if (first) this.#goto();
    this.#tell("timeline-draw", { events: this.#model.events.length });
  }

  // Whether the page around is painted dark though it declares no dark scheme: its letters must not be dark then.
  #shade() {
    const grounds = [...around(this)].map((each) => lightness(getComputedStyle(each).backgroundColor));
    this.toggleAttribute("data-dark", grounds.find((each) => each !== null) < 0.43);
  }

  // The event that the address of the page names.
  #goto() {
    const item = this.#every("[data-event]").find((each) => each.querySelector(".share").hash === location.hash);
    if (!item) return;
    if (item.hidden) this.#showAll();
    item.scrollIntoView({ block: "center" });
    this.point(item.dataset.event);
  }

  #clicked(target) {
    if (target.matches(".show-all")) this.#showAll({ focus: true });
    if (!target.matches(".arrow")) return;
    const scroller = target.closest(".strip").querySelector(".scroller");
    const forward = target.matches(".back") === (getComputedStyle(scroller).direction === "rtl");
    scroller.scrollBy({ left: (forward ? 0.8 : -0.8) * scroller.clientWidth });
  }

  #showAll({ focus = false } = {}) {
    this.#all = true;
    const hidden = this.#every("[hidden]");
    for (const each of hidden) each.hidden = false;
    this.shadowRoot.querySelector(".show-all")?.remove();
    this.#drawing.gaps();
    if (focus) hidden[0]?.querySelector("a, summary")?.focus();
  }

  #every(selector) {
    return [...this.shadowRoot.querySelectorAll(selector)];
  }

  // Remember where the reader is: what is open, what has the focus, how far the strips are scrolled, what is in the
  // window. What it gives leads back there in another drawing.
  #bookmark() {
    const named = (each) => {
      const near = each.closest("[data-event], .happened, .ahead, section");
      const id = near.dataset.event;
      const selector = `${id ? `[data-event="${CSS.escape(id)}"]` : `.${near.className}`} [class="${each.className}"]`;
      const nth = this.#every(selector).indexOf(each);
      return [() => this.#every(selector)[nth], each.scrollLeft];
    };
    const all = (selector) => this.#every(selector).map(named);
    const [open, focused, strips] = [all("details[open]"), all(":focus"), all(".scroller")];
    const box = (each) => each.getBoundingClientRect();
    const rows = () => this.#every(".event:not([hidden])").map((row) => [row.dataset.event, box(row)]);
    const seen = box(this).top < 0 ? rows().filter(([, { bottom }]) => bottom > 0) : [];
    return () => {
      for (const [find] of open) find()?.setAttribute("open", "");
      for (const [find] of focused) find()?.focus({ preventScroll: true });
      for (const [find, left] of strips) find()?.scrollTo({ left, behavior: "instant" });
      if (!seen.length) return;
      const now = new Map(rows());
      const [id, before] = seen.find(([each]) => now.has(each)) ?? [];
      if (before) scrollBy({ top: now.get(id).top - before.top, behavior: "instant" });
    };
  }

  #pointed(target) {
    const id = target?.closest?.("[data-event]")?.dataset.event ?? null;
    this.point(id);
    this.#tell("timeline-point", { id });
  }

  // On paper everything is open and shown.
  #unfold() {
    const [folded, unshown] = [this.#every("details:not([open])"), this.#every("[hidden]")];
    const open = (all) => {
      for (const each of folded) each.open = all;
      for (const each of unshown) each.hidden = !all;
      this.#drawing?.gaps();
    };
    open(true);
    addEventListener("afterprint", () => open(false), { once: true });
  }
}

if (!customElements.get("event-timeline")) customElements.define("event-timeline", EventTimeline);
