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
  #body = ""; // what was fetched last, to know whether it has changed
  #failed = ""; // what it says instead
  #load = null; // what is under way
  #timer = 0;
  #stream = null; // of versions
  #turn = 0; // only the last one draws
  #known = null; // what the drawing before the last change told of each event, by id
  #all = false; // whether the reader asked for every row
  #drawing = null;
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
    else if (name === "refresh") this.#wait();
    else this.#update();
  }

  // Light one event (null: none), as a pointer over it does.
  point(id) {
    for (const item of this.#every("[data-event]")) item.toggleAttribute("data-pointed", item.dataset.event === id);
  }

  // One load at a time: the one that it supersedes is aborted.
  async #start(refreshing = false) {
    this.#stop();
    const { signal } = (this.#load = new AbortController());
    await parsed();
    if (signal.aborted) return;
    if (this.#source === undefined && !this.#model) this.#attempt(() => this.#find());
    const src = this.getAttribute("src");
    if (src !== null && (refreshing || src !== this.#source)) await this.#fetch(src, refreshing, signal);
    if (signal.aborted) return;
    this.#load = null;
    this.#wait();
  }

  #stop() {
    this.#load?.abort();
    this.#load = null;
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

  #show(answer) {
    const model = readAnswer(answer);
    this.#known = this.#source !== null && this.#model ? new Map(this.#model.events.map((event) => [event.id, told(event)])) : null;
    this.#model = model;
    this.#answer = answer;
    this.#source = this.getAttribute("src");
    this.#failed = "";
    this.#update();
  }

  // The browser asks with If-None-Match by itself, without a preflight; what comes back unchanged is not drawn again.
  async #fetch(src, refreshing, signal) {
    let status;
    if (!refreshing) this.#failed = "";
    try {
      if (!src.trim()) throw new TypeError("The attribute src is empty.");
      const response = await fetch(src, { cache: "no-cache", credentials: "omit", signal });
      ({ status } = response);
      if (!response.ok) throw new Error(`The timeline could not be fetched: ${status}`);
      const body = await response.text();
      if (signal.aborted) return;
      if (body !== this.#body || src !== this.#source) this.#show(JSON.parse(body));
      this.#body = body;
      this.#failed = "";
    } catch (error) {
      if (signal.aborted) return;
      const other = this.#source !== undefined && src !== this.#source;
      const gone = status === 404 || status === 410;
      if (other || (gone && refreshing)) this.#clear();
      this.#fail(error, gone ? "gone" : "failed");
    }
  }

  #wait() {
    clearTimeout(this.#timer);
    const seconds = this.#stream ? 60 : Number(this.getAttribute("refresh"));
    if (!(seconds > 0) || !this.hasAttribute("src") || !this.isConnected || this.#load) return;
    const again = () => (document.hidden ? this.#wait() : this.#start(true));
    this.#timer = setTimeout(again, Math.max(seconds, 10) * 1000);
  }

  // The service tells each version as it comes; polling goes on beside, where no stream can be had. Not all readers of
  // a page ask for a new version in the same moment.
  #listen() {
    this.#stream?.close();
    const src = this.getAttribute("src");
    this.#stream = src && this.getAttribute("refresh") === "live" ? new EventSource(src.replace(/(\.json)?(\?.*)?$/, "/live")) : null;
    const again = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#start(true), Math.random() * 1000);
    };
    for (const type of ["version", "withdrawn"]) this.#stream?.addEventListener(type, again);
  }

  #clear() {
    this.#answer = this.#model = this.#source = null;
    this.#body = "";
    this.#update();
  }

  // What is shown stays; where nothing is, it says so.
  #fail(error, says = "failed") {
    if (!this.#failed) this.#tell("timeline-error", { message: error.message });
    this.#failed = says;
    this.#update();
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
    const [place, first] = [this.#place(), !this.shadowRoot.querySelector("section")];
    this.#shade();
    this.shadowRoot.replaceChildren(this.#drawing.draw());
    this.#restore(place);
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
    const by = (target.matches(".back") ? -1 : 1) * (getComputedStyle(scroller).direction === "rtl" ? -1 : 1);
    const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    scroller.scrollBy({ left: by * scroller.clientWidth * 0.8, behavior: smooth ? "smooth" : "instant" });
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

  #items() {
    return new Map(this.#every("[data-event]").map((item) => [item.dataset.event, item]));
  }

  // Where the reader is: what is open, what has the focus, which event is at the top of the window.
  #place() {
    const items = [...this.#items()];
    const at = this.shadowRoot.activeElement;
    return {
      open: items.filter(([, item]) => item.querySelector("details[open]")).map(([id]) => id),
      focused: at?.localName === "summary" ? at.closest("[data-event]").dataset.event : null,
      seen: items.map(([id, item]) => [id, item.getBoundingClientRect()]).find(([, box]) => box.bottom > 0),
    };
  }

  #restore({ open, focused, seen }) {
    const items = this.#items();
    for (const id of open) items.get(id)?.querySelector("details")?.setAttribute("open", "");
    items.get(focused)?.querySelector("summary")?.focus({ preventScroll: true });
    const [id, before] = seen || [];
    if (id && before.top < 0) scrollBy(0, items.get(id) ? items.get(id).getBoundingClientRect().top - before.top : 0);
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
