// The model as elements. Words from outside become text nodes and attribute values, never markup.

function element(tag, part, ...children) {
  const made = document.createElement(tag);
  if (part) made.setAttribute("part", part);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

class Drawing {
  constructor(model, words, { layout, group, order, heading }) {
    Object.assign(this, { model, words, layout, order });
    this.titled = Boolean(model.title && heading);
    this.top = this.titled ? heading : Math.max(heading, 2) - 1;
    this.unit = layout === "horizontal" ? "none" : group;
  }

  draw() {
    const { model, words } = this;
    const section = element("section", "timeline");
    section.lang = words.language;
    section.dir = words.direction;
    section.setAttribute("aria-label", model.title || words.say("timeline"));
    if (this.titled) section.append(this.#content(this.#heading(0, "title", model.title)));
    if (!model.events.length) section.append(element("p", "note", words.say("empty")));
    const ahead = model.events.filter(({ status }) => status === "planned" || status === "possible");
    const behind = model.events.filter((event) => !ahead.includes(event));
    const second = this.order === "desc" && ahead.length > 0;
    const blocks = [behind.length && this.#behind(behind, second), ahead.length && this.#ahead(ahead)].filter(Boolean);
    section.append(...(this.order === "desc" ? blocks.reverse() : blocks));
    return section;
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
    const group = (name, events) =>
      element("div", "group", this.#heading(1, "group-title", name), this.#list(events, name, 2));
    const happened = this.words.say("happened");
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

  // Neighbours that began in the same day, month or year. The order of the events is never changed for it.
  #runs(events) {
    const units = this.unit === "auto" ? ["day", "month", "year"] : [this.unit];
    for (const unit of units.filter((each) => each !== "none")) {
      const runs = [];
      for (const event of events) {
        const at = cell(unit, event);
        if (runs.length && runs.at(-1).at === at) runs.at(-1).events.push(event);
        else runs.push({ at, events: [event] });
      }
      if (this.unit === "auto" && (runs.length > events.length / 2 || runs.some(({ at }) => !at))) continue;
      return runs.map(({ at, events }) => ({ name: this.words.heading(unit, at), events }));
    }
    return [{ events }];
  }

  #list(events, name, depth) {
    const ol = element("ol", "list", ...events.map((event) => this.#event(event, name, depth)));
    ol.setAttribute("role", "list"); // Safari forgets that a list without bullets is one
    ol.setAttribute("aria-label", name);
    if (this.layout !== "horizontal") return ol;
    const scroller = element("div", "scroller", ol);
    scroller.setAttribute("role", "group");
    scroller.setAttribute("aria-label", name);
    scroller.tabIndex = 0;
    return scroller;
  }

  #event(event, group, depth) {
    const title = this.#content(this.#heading(depth, "event-title", event.title));
    title.id = `title-${this.model.events.indexOf(event)}`;
    const parts = [this.#when(event, group), title, ...this.#body(event, title.id)];
    const item = element("li", `event ${event.status} ${event.placement}`, ...parts);
    item.dataset.event = event.id;
    return item;
  }

  // The date, unless the heading above has just said it, and the status, unless it is the plain one.
  #when(event, group) {
    const { words } = this;
    const written = words.when(event);
    const machine = event.placement === "dated" ? machineDate(event.when) : "";
    const date = written === group ? null : element(machine ? "time" : "span", "date", written);
    if (date && machine) date.dateTime = machine;
    const status = event.status === "occurred" ? null : element("span", "status", words.say(event.status));
    return date || status ? element("p", "when", date, date && status ? " " : null, status) : "";
  }

  *#body(event, title) {
    const { words } = this;
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

  #side(side) {
    const who = isolated(side.from?.title || side.from?.url || "");
    const date = this.words.when(side);
    return side.from ? this.words.say("says", { who, date }) : date;
  }

  *#reasons({ dated, orders, reasons }) {
    const { words } = this;
    if (dated) yield element("li", "", words.say("dated-by", { words: isolated(dated) }));
    for (const order of orders) yield element("li", "", words.order(order));
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
