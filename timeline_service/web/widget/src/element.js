// <event-timeline>: finds its timeline, draws it, keeps it fresh. docs/widget.md names attributes, parts and events.

const SCRIPT = document.currentScript?.src;
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
const translations = new Map();

// The strings of a language, fetched from beside this script once; English where that fails.
function strings(language) {
  const known = [language, language.split("-")[0]].find((each) => LANGUAGES.includes(each));
  if (!known || !SCRIPT) return null;
  if (!translations.has(known)) {
    const fetched = fetch(new URL(`locales/${known}.json`, SCRIPT)).then((response) =>
      response.ok ? response.json() : null,
    );
    translations.set(
      known,
      fetched.catch(() => null),
    );
  }
  return translations.get(known);
}

function parsed() {
  if (document.readyState !== "loading") return null;
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

class EventTimeline extends HTMLElement {
  static observedAttributes = ["src", "layout", "group", "order", "heading", "lang", "theme", "refresh"];

  #answer = null; // as it was given, fetched or found
  #model = null;
  #body = ""; // what was fetched last, to know whether it has changed
  #timer = 0;
  #queued = false;
  #printing = { before: () => this.#unfold(), after: () => this.#fold() };
  #folded = [];

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
    this.shadowRoot.adoptedStyleSheets = [sheet];
    for (const type of ["pointerover", "focusin"])
      this.shadowRoot.addEventListener(type, (event) => this.#pointed(event.target));
    this.addEventListener("pointerleave", () => this.#pointed(null));
  }

  // The timeline as an object in the shape of the API; setting it draws it.
  get data() {
    return this.#answer;
  }

  set data(answer) {
    this.#answer = answer;
    this.#model = readAnswer(answer);
    this.#update();
  }

  connectedCallback() {
    addEventListener("beforeprint", this.#printing.before);
    addEventListener("afterprint", this.#printing.after);
    this.#start();
  }

  disconnectedCallback() {
    removeEventListener("beforeprint", this.#printing.before);
    removeEventListener("afterprint", this.#printing.after);
    clearTimeout(this.#timer);
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || before === after || name === "theme") return;
    if (name === "src" || name === "refresh") this.#start();
    else this.#update();
  }

  // Light one event (null: none), as a pointer over it does.
  point(id) {
    for (const item of this.shadowRoot.querySelectorAll("[data-event]")) {
      item.toggleAttribute("data-pointed", item.dataset.event === id);
    }
  }

  async #start() {
    await parsed();
    const inside = !this.#model && this.#attempt(() => this.#find());
    if (this.hasAttribute("src") && !inside) await this.#fetch();
    this.#wait();
  }

  // What the element holds; true for JSON, which needs no fetching until it is time to refresh.
  #find() {
    const json = this.querySelector("script[type='application/json']");
    const ol = this.querySelector("ol");
    if (json) this.data = JSON.parse(json.textContent);
    else if (ol) this.#model = readList(ol);
    this.#update();
    return Boolean(json);
  }

  #attempt(job) {
    try {
      return job();
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  // The browser asks with If-None-Match by itself, without a preflight; what comes back unchanged is not drawn again.
  async #fetch() {
    try {
      const response = await fetch(this.getAttribute("src"), { cache: "no-cache", credentials: "omit" });
      if (!response.ok) throw new Error(`The timeline could not be fetched: ${response.status}`);
      const body = await response.text();
      if (body === this.#body) return;
      this.data = JSON.parse(body);
      this.#body = body;
    } catch (error) {
      this.#fail(error);
    }
  }

  #wait() {
    clearTimeout(this.#timer);
    const seconds = Number(this.getAttribute("refresh"));
    if (!(seconds > 0) || !this.hasAttribute("src")) return;
    this.#timer = setTimeout(
      async () => {
        if (!document.hidden) await this.#fetch();
        if (this.isConnected) this.#wait();
      },
      Math.max(seconds, 10) * 1000,
    );
  }

  // What is shown stays; where nothing is, it says so.
  #fail(error) {
    if (!this.#model && !this.querySelector("ol")) {
      const words = new Words("en", null);
      this.shadowRoot.replaceChildren(element("p", "note", words.say("failed")));
    }
    this.#tell("timeline-error", { message: error.message });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #update() {
    if (this.#queued || !this.#model) return;
    this.#queued = true;
    queueMicrotask(async () => {
      const language = this.#language();
      const found = await strings(language);
      this.#queued = false;
      this.#draw(new Words(language, found));
    });
  }

  #language() {
    const asked = this.closest("[lang]")?.lang || this.#model.language;
    try {
      return Intl.getCanonicalLocales(asked)[0] || "en";
    } catch {
      return "en";
    }
  }

  #draw(words) {
    const attribute = (name, choices) => among(choices, this.getAttribute(name));
    const drawing = new Drawing(this.#model, words, {
      layout: attribute("layout", ["vertical", "compact", "horizontal"]),
      group: attribute("group", ["auto", "day", "month", "year", "none"]),
      order: attribute("order", ["asc", "desc"]),
      heading: Number(attribute("heading", ["2", "0", "1", "3", "4", "5", "6"])),
    });
    const place = this.#place();
    this.shadowRoot.replaceChildren(drawing.draw());
    this.#restore(place);
    this.#tell("timeline-draw", { events: this.#model.events.length });
  }

  #items() {
    return new Map([...this.shadowRoot.querySelectorAll("[data-event]")].map((item) => [item.dataset.event, item]));
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

  #unfold() {
    this.#folded = [...this.shadowRoot.querySelectorAll("details:not([open])")];
    for (const each of this.#folded) each.open = true;
  }

  #fold() {
    for (const each of this.#folded) each.open = false;
  }
}

if (!customElements.get("event-timeline")) customElements.define("event-timeline", EventTimeline);
