// The model as elements. Words from outside become text nodes and attribute values, never markup.

// `part`: its names for the page's style sheets (`::part`), and as classes for ours.
function element(tag, part, ...children) {
  const made = document.createElement(tag);
  if (part) made.setAttribute("part", (made.className = part));
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

// What a reader would see as another version of a row.
const told = ({ title, status, when, text }) => JSON.stringify([title, status, when, text]);

class Drawing {
  // `known`: what was told before of each event, by id (null at first); `all`: whether the reader asked for every row.
  constructor(model, words, { layout, group, order, heading, known, all, anchor }) {
    Object.assign(this, { model, words, layout, order, known, anchor });
    const count = model.events.length;
    const highest = (name, n) => model.events.map((event) => event[name]).sort((a, b) => b - a)[n - 1];
    this.key = count >= 5 ? Math.max(highest("salience", Math.ceil(count / 5)), 0.8) : Infinity;
    this.least = !all && count > AT_ONCE + SPARE ? highest("weight", AT_ONCE) : -1;
    this.titled = Boolean(model.title && heading);
    this.top = this.titled ? heading : Math.max(heading, 2) - 1;
    this.unit = layout === "horizontal" ? "none" : group;
    this.days = new Map(); // of the elements of the rows, where they are surely known
  }

  draw() {
    const { model, words } = this;
    const section = (this.section = element("section", "timeline"));
    section.lang = words.language;
    section.dir = words.direction;
    section.ariaLabel = model.title || words.say("timeline");
    section.append(...this.#head());
    if (!model.events.length) section.append(element("p", "note", words.say("empty")));
    const ahead = model.events.filter(({ status }) => status === "planned" || status === "possible");
    const behind = model.events.filter((event) => !ahead.includes(event));
    const second = this.order === "desc" && ahead.length > 0;
    const blocks = [behind.length && this.#behind(behind, second), ahead.length && this.#ahead(ahead)].filter(Boolean);
    section.append(...(this.order === "desc" ? blocks.reverse() : blocks));
    this.gaps();
    if (section.querySelector("[hidden]")) {
      const words_ = words.say("show-all", { count: model.events.length });
      section.append(Object.assign(element("button", "show-all", words_), { type: "button" }));
    }
    return section;
  }

  *#head() {
    const { model, words } = this;
    if (this.titled) yield this.#content(this.#heading(0, "title", model.title));
    if (model.intro) yield this.#content(element("p", "intro", model.intro));
    const range = this.titled ? words.span(model.events) : "";
    const few = model.few && words.say("of", model.few); // not every row is here
    const line = [range, few, words.updated(model.updated)].filter(Boolean).join(" · ");
    if (line) yield element("p", "summary-line", line);
  }

  #ordered(events) {
    return this.order === "desc" ? [...events].reverse() : events;
  }

  #heading(depth, part, ...children) {
    return element(`h${Math.min(this.top + depth, 6)}`, part, ...children);
  }

  // Words of the articles, which may be in another language than the words around them.
  #content(made) {
    if (this.model.language) made.lang = this.model.language;
    made.dir = "auto";
    return made;
  }

  // In groups, or in one list; that one needs a heading only where it stands below what is ahead.
  #behind(events, second) {
    const runs = this.#runs(this.#ordered(events));
    const happened = this.words.say("happened");
    const group = (name, events) =>
      element("div", "group", name && this.#heading(1, "group-title", name), this.#list(events, name || happened, 2));
    if (runs[1]) return element("div", "happened", ...runs.map(({ name, events }) => group(name, events)));
    return element(
      "div",
      "happened",
      second ? group(happened, runs[0].events) : this.#list(runs[0].events, happened, 1),
    );
  }

  #ahead(events) {
    const words = this.words.say("ahead");
    const heading = this.#heading(1, "group-title ahead-title", words);
    return element("div", "ahead", heading, this.#list(this.#ordered(events), words, 2));
  }

  // Neighbours of the same day, month or year; by themselves those of the same date, where that says a date less often.
  // The order of the events is never changed for it.
  #runs(events) {
    if (this.unit === "none") return [{ events }];
    const auto = this.unit === "auto";
    const runs = [];
    for (const event of events) {
      const day = dayOf(event);
      const at = auto ? (day ? this.words.heading("day", day) : this.words.begun(event)) : cell(this.unit, event);
      if (runs.length && runs.at(-1).at === at) runs.at(-1).events.push(event);
      else runs.push({ at, events: [event] });
    }
    if (auto && runs.length === events.length) return [{ events }];
    return runs.map(({ at, events }) => ({ name: auto ? at : this.words.heading(this.unit, at), events }));
  }

  // What depends on which rows are seen: a heading is not said twice, and the time between neighbours of one block is.
  gaps() {
    for (const gap of this.section.querySelectorAll(".gap")) gap.remove();
    let above;
    for (const title of this.section.querySelectorAll(".group:has(.event:not([hidden])) > .group-title")) {
      title.classList.toggle("again", title.textContent === above); // what stood between is not seen
      above = title.textContent;
    }
    for (const block of this.order === "desc" ? [] : this.section.querySelectorAll(".happened, .ahead")) {
      let before;
      for (const item of block.querySelectorAll("[data-event]:not([hidden])")) {
        const day = civil(this.days.get(item));
        const gap = before && day && this.words.gap(before, day);
        const group = item.closest(".group");
        const first = group?.querySelector("[data-event]:not([hidden])") === item;
        if (gap && first) group.prepend(element("p", "gap", gap));
        else if (gap) item.before(element("li", "gap", gap));
        before = day;
      }
    }
  }

  #list(events, name, depth) {
    const ol = element("ol", "list", ...events.map((event) => this.#event(event, name, depth)));
    Object.assign(ol, { role: "list", ariaLabel: name }); // Safari forgets that a list without bullets is one
    if (this.layout !== "horizontal") return ol;
    const scroller = Object.assign(element("div", "scroller", ol), { role: "group", ariaLabel: name, tabIndex: 0 });
    const arrow = (key, sign) =>
      Object.assign(element("button", `arrow ${key}`, sign), { type: "button", ariaLabel: this.words.say(key) });
    return element("div", "strip", element("p", "arrows", arrow("back", "←"), arrow("forward", "→")), scroller);
  }

  #event(event, group, depth) {
    const title = this.#content(this.#heading(depth, "event-title", event.title));
    title.id = `title-${this.model.events.indexOf(event)}`;
    const parts = [this.#when(event, group), title, this.#share(event, title.id), ...this.#body(event, title.id)];
    const weight = event.salience >= this.key ? " key" : "";
    const item = element("li", `event ${event.status} ${event.placement}${weight}`, ...parts);
    item.dataset.event = event.id;
    this.days.set(item, cell("day", event));
    item.hidden = event.weight < this.least && !event.text && !event.image;
    return item;
  }

  #share({ id }, title) {
    const href = `#${this.anchor}${encodeURIComponent(id)}`;
    const link = element("a", "share", "#");
    link.setAttribute("aria-describedby", title);
    return Object.assign(link, { href, target: "_self", ariaLabel: this.words.say("share") });
  }

  // The date, unless the heading above has just said it, and the status, unless it is the plain one.
  #when(event, group) {
    const { words } = this;
    const day = dayOf(event);
    const under = day && !event.when.probability && group === words.heading("day", day);
    const written = under ? words.clock(event) : words.when(event);
    const machine = event.placement === "dated" ? machineDate(event.when) : "";
    const date = written === group || !written ? null : element(machine ? "time" : "span", "date", written);
    if (date && machine) date.dateTime = machine;
    const plain = event.status === "occurred" || event.status === "planned"; // what is planned stands under its heading
    const status = plain ? null : element("span", "status", words.say(event.status));
    const news = this.known?.has(event.id) ? "changed" : "new";
    const fresh = this.known && this.known.get(event.id) !== told(event) && element("span", news, words.say(news));
    const parts = [date, status, fresh].filter(Boolean).flatMap((part) => [" ", part]);
    return parts.length ? element("p", "when", ...parts.slice(1)) : "";
  }

  *#body(event, title) {
    const { words } = this;
    if (event.text) yield this.#content(element("p", "text", event.text));
    if (event.image) yield this.#picture(event.image);
    if (event.source) yield this.#content(element("p", "own-source", event.source));
    if (event.link) {
      const link = this.#content(element("a", "link", event.link.label));
      yield element("p", "more", Object.assign(link, { href: event.link.url, rel: "noopener" }));
    }
    if (event.attribution)
      yield element("p", "attribution", words.say("according", { who: isolated(event.attribution) }));
    if (event.disputed.length) {
      const sides = event.disputed.map((side) => element("li", "side", this.#side(side)));
      yield element("div", "disputed", element("p", "", words.say("disputed")), element("ul", "sides", ...sides));
    }
    const reasons = [...this.#reasons(event)];
    if (!event.quotes.length && !reasons.length) return;
    const summary = element("summary", "summary", words.say("why"));
    summary.setAttribute("aria-describedby", title);
    const why = reasons.length ? element("ul", "reasons", ...reasons) : null;
    yield element("details", "details", summary, ...event.quotes.map((quote) => this.#quote(quote)), why);
  }

  #picture({ url, alt, credit }) {
    const image = Object.assign(element("img", "image"), { src: url, alt, loading: "lazy", decoding: "async" });
    return element("figure", "figure", image, credit && this.#content(element("figcaption", "credit", credit)));
  }

  #side({ from, ...side }) {
    const date = this.words.when(side);
    const who = from?.title || from?.url;
    return who ? this.words.say("says", { who: isolated(who), date }) : date;
  }

  *#reasons({ dated, orders, reasons }) {
    const { words } = this;
    if (dated && !reasons.length) yield element("li", "", words.say("dated-by", { words: isolated(dated) }));
    if (!reasons.length) for (const order of orders) yield element("li", "", words.order(order));
    for (const reason of reasons) yield element("li", "", this.#content(element("span", "reason", reason)));
  }

  #quote({ parts, from }) {
    const words = parts.map(([text, kind]) => (kind ? element("mark", `mark mark-${kind}`, text) : text));
    const quote = element("blockquote", "quote", this.#content(element("p", "", ...words)));
    if (from && (from.title || from.url)) quote.append(this.#source(from));
    return quote;
  }

  #source({ title, url, published }) {
    const name = element(url ? "a" : "span", "source-title", title || url);
    if (url) Object.assign(name, { href: url, rel: "noopener nofollow" });
    const date = civil(published) ? ` · ${this.words.date(DAY, published)}` : "";
    return element("p", "source", this.#content(name), date);
  }
}
