// <event-timeline>. Apache-2.0. Made by `make widget` from src/ and locales/: change those.
(() => {
"use strict";
const STYLE = ":host {\n  --ink: var(--timeline-ink, light-dark(#1b1f24, #e6edf3));\n  --soft: var(--timeline-soft, light-dark(#57606a, #a3adb8));\n  --line: var(--timeline-line, light-dark(#c9d1d9, #444c56));\n  --accent: var(--timeline-accent, light-dark(#0b5fa5, #79b8ff));\n  --paper: var(--timeline-paper, light-dark(#fff, #14181d));\n  --mark: var(--timeline-mark, light-dark(#ffe58a, #5c4a00));\n  --gap: var(--timeline-gap, 1.25rem);\n  display: block;\n  min-inline-size: min(100%, 15rem);\n  container-type: inline-size;\n  color: var(--ink);\n  background: var(--paper);\n  font: var(--timeline-font, inherit);\n  line-height: 1.5;\n  overflow-wrap: break-word;\n}\n:host([hidden]) { display: none; }\n:host([theme=\"light\"]) { color-scheme: light; }\n:host([theme=\"dark\"]) { color-scheme: dark; }\n:host([theme=\"auto\"]) { color-scheme: light dark; }\n\nh1, h2, h3, h4, h5, h6, p, ol, ul, blockquote { margin: 0; padding: 0; font: inherit; }\n[part~=\"title\"] { font-size: 1.4em; font-weight: 700; line-height: 1.25; margin-block-end: .6em; text-wrap: balance; }\n[part~=\"group-title\"] { color: var(--soft); font-size: .95em; font-weight: 700; margin-block: .2em .7em; }\n[part~=\"happened\"] + [part~=\"ahead\"], [part~=\"ahead\"] + [part~=\"happened\"] {\n  margin-block-start: var(--gap); padding-block-start: 1rem; border-block-start: 1px solid var(--line);\n}\n[part~=\"list\"] { list-style: none; border-inline-start: 2px solid var(--line); margin-inline-start: .45rem; }\n[part~=\"ahead\"] [part~=\"list\"] { border-inline-start-style: dashed; }\n[part~=\"group\"] + [part~=\"group\"] { margin-block-start: .3rem; }\n\n[part~=\"event\"] { position: relative; padding-inline-start: 1.3rem; padding-block-end: var(--gap); }\n[part~=\"event\"]:last-child { padding-block-end: .4rem; }\n[part~=\"event\"]::before {\n  content: \"\"; position: absolute; box-sizing: border-box; inline-size: .9rem; block-size: .9rem;\n  inset-block-start: .3em; inset-inline-start: calc(-.45rem - 1px);\n  border: .45rem solid var(--accent); border-radius: 50%; background: var(--paper);\n}\n[part~=\"bounded\"]::before, [part~=\"ordered\"]::before, [part~=\"unplaced\"]::before { border-width: 2px; }\n[part~=\"planned\"]::before, [part~=\"possible\"]::before { border-width: 2px; border-style: dashed; }\n[part~=\"denied\"]::before, [part~=\"cancelled\"]::before { border-width: 2px; border-color: var(--soft); border-radius: 0; }\n[part~=\"event\"][data-pointed] { background: color-mix(in srgb, var(--accent) 10%, transparent); border-radius: .3em; }\n\n[part~=\"when\"] {\n  display: flex; flex-wrap: wrap; align-items: baseline; gap: .1em .6em;\n  color: var(--soft); font-size: .9em; font-variant-numeric: tabular-nums;\n}\n[part~=\"status\"] {\n  padding-inline: .5em; color: var(--ink);\n  border: 1px solid currentColor; border-radius: 1em; font-size: .9em; line-height: 1.4;\n}\n[part~=\"event-title\"] { font-weight: 600; text-wrap: pretty; }\n[dir=\"ltr\"] [dir=\"auto\"] { text-align: left; }\n[dir=\"rtl\"] [dir=\"auto\"] { text-align: right; }\n[part~=\"event-title\"], [part~=\"details\"] { max-inline-size: 44em; }\n[part~=\"denied\"] [part~=\"event-title\"], [part~=\"cancelled\"] [part~=\"event-title\"] { font-weight: 400; }\n[part~=\"attribution\"], [part~=\"disputed\"], [part~=\"details\"], [part~=\"source\"] { font-size: .9em; }\n[part~=\"attribution\"], [part~=\"source\"] { color: var(--soft); }\n[part~=\"disputed\"] { margin-block: .4em; padding: .5em .7em; border: 1px solid var(--line); border-radius: .3em; }\n[part~=\"sides\"] { display: flex; flex-wrap: wrap; gap: .2em 1.5em; list-style: none; }\n[part~=\"side\"] { flex: 1 1 10rem; }\n\n[part~=\"summary\"] { inline-size: fit-content; min-block-size: 1.5rem; padding-block: .15em; color: var(--soft); cursor: pointer; }\n[part~=\"quote\"] { margin-block: .3em .6em; padding-inline-start: .8em; border-inline-start: 3px solid var(--line); }\n[part~=\"reasons\"] { padding-inline-start: 1.2em; color: var(--soft); }\n[part~=\"mark\"] { color: inherit; background: none; font-weight: 600; }\n[part~=\"mark-date\"] { background: var(--mark); font-weight: inherit; text-decoration: underline; text-underline-offset: .2em; }\na { color: var(--accent); text-underline-offset: .15em; }\n:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }\n\n:host([layout=\"compact\"]) { --gap: var(--timeline-gap, .5rem); font-size: .93em; }\n@container (min-width: 34rem) {\n  :host([layout=\"compact\"]) [part~=\"event\"] { display: grid; grid-template-columns: 11rem 1fr; column-gap: 1rem; }\n  :host([layout=\"compact\"]) [part~=\"event\"] > * { grid-column: 2; }\n  :host([layout=\"compact\"]) [part~=\"when\"] { grid-area: 1 / 1 / span 4; }\n  :host([layout=\"horizontal\"]) [part~=\"scroller\"] { overflow-x: auto; padding: .6rem .3rem .3rem; }\n  :host([layout=\"horizontal\"]) [part~=\"list\"] {\n    display: flex; gap: 1rem; inline-size: max-content; margin: 0; padding-block-start: 1rem;\n    border-inline-start: 0; border-block-start: 2px solid var(--line);\n  }\n  :host([layout=\"horizontal\"]) [part~=\"ahead\"] [part~=\"list\"] { border-block-start-style: dashed; }\n  :host([layout=\"horizontal\"]) [part~=\"event\"] { inline-size: 15rem; padding-inline-start: 0; }\n  :host([layout=\"horizontal\"]) [part~=\"event\"]::before { inset-block-start: calc(-1.45rem - 1px); inset-inline-start: 0; }\n}\n@media (prefers-reduced-motion: no-preference) {\n  [part~=\"event\"] { transition: background-color .15s; }\n}\n@media (forced-colors: active) {\n  [part~=\"event\"]::before { border-color: CanvasText; }\n  [part~=\"event\"][data-pointed] { outline: 2px solid Highlight; }\n  [part~=\"mark\"] { color: CanvasText; background: Canvas; forced-color-adjust: none; }\n  [part~=\"mark-date\"] { color: MarkText; background: Mark; }\n}\n@media print {\n  :host { color-scheme: light; background: none; }\n  [part~=\"event\"] { break-inside: avoid; }\n  [part~=\"group-title\"] { break-after: avoid; }\n  [part~=\"summary\"] { display: none; }\n  :host([layout=\"horizontal\"]) [part~=\"list\"] { flex-wrap: wrap; inline-size: auto !important; }\n}\n";
const ENGLISH = {"timeline": "Timeline", "empty": "There are no events yet.", "failed": "The timeline could not be loaded.", "happened": "What happened", "ahead": "Planned or possible", "uncertain": "Date not known exactly", "ongoing": "going on", "planned": "planned", "possible": "possible", "denied": "denied", "cancelled": "cancelled", "unknown": "date not known", "no-year": "{date}, year not known", "until": "{date} or earlier", "from": "{date} or later", "between": "between {from} and {to}", "about": "about {date}", "spring": "spring {year}", "summer": "summer {year}", "autumn": "autumn {year}", "winter": "winter {year}", "quarter": "quarter {number} of {year}", "decade": "{year}s", "why": "Sources and reasons", "according": "according to {who}", "dated-by": "The date comes from “{words}”", "disputed": "The sources disagree on the date:", "says": "{who}: {date}", "BEFORE": "before “{title}”", "AFTER": "after “{title}”", "IBEFORE": "right before “{title}”", "IAFTER": "right after “{title}”", "INCLUDES": "during it: “{title}”", "IS_INCLUDED": "during “{title}”", "SIMULTANEOUS": "at the same time as “{title}”", "BEGINS": "at the beginning of “{title}”", "BEGUN_BY": "began with “{title}”", "ENDS": "at the end of “{title}”", "ENDED_BY": "ended with “{title}”"};
const LANGUAGES = ["ar", "de", "es", "fr", "he", "it", "ja", "nl", "pl", "pt", "sv", "tr", "uk", "zh"];

// What came in (an answer of the service, or its <ol>) as one plain model, checked apart from drawing.
// Offsets count code points; a JavaScript string counts UTF-16 units, so texts are cut as arrays of code points.

const RELATIONS = {
  BEFORE: "AFTER",
  AFTER: "BEFORE",
  IBEFORE: "IAFTER",
  IAFTER: "IBEFORE",
  INCLUDES: "IS_INCLUDED",
  IS_INCLUDED: "INCLUDES",
  SIMULTANEOUS: "SIMULTANEOUS",
  BEGINS: "BEGUN_BY",
  BEGUN_BY: "BEGINS",
  ENDS: "ENDED_BY",
  ENDED_BY: "ENDS",
};
const STATUSES = ["occurred", "ongoing", "planned", "possible", "denied", "cancelled"];
const PLACEMENTS = ["dated", "bounded", "ordered", "unplaced"];

const string = (value) => (typeof value === "string" ? value : "");
const list = (value) => (Array.isArray(value) ? value.filter((each) => each && typeof each === "object") : []);
const among = (choices, value) => (choices.includes(value) ? value : choices[0]);

function readAnswer(answer) {
  if (!answer || !Array.isArray(answer.events)) throw new TypeError("This is not a timeline: it has no list of events.");
  const documents = new Map(list(answer.documents).map((each) => [each.id, readDocument(each)]));
  const timexes = new Map(list(answer.timexes).map((each) => [each.id, each]));
  const titles = new Map(list(answer.events).map((each) => [each.id, string(each.title)]));
  const orders = readOrders(list(answer.relations), titles);
  const events = list(answer.events).map((each) => {
    const when = each.when || {};
    return {
      id: string(each.id),
      title: string(each.title),
      status: among(STATUSES, each.status),
      placement: among(PLACEMENTS, each.placement),
      when,
      dated: string(when.text),
      attribution: string(each.attribution && each.attribution.text),
      disputed: readDispute(each, documents, timexes),
      quotes: readQuotes(list(each.mentions), documents, timexes.get(when.timex)),
      orders: orders.get(each.id) || [],
      reasons: (Array.isArray(each.reasons) ? each.reasons : []).map(string).filter(Boolean),
    };
  });
  return { title: string(answer.title), language: string(answer.language), events };
}

function readDocument({ title, url, published_at, text }) {
  return {
    title: string(title),
    url: /^https?:\/\//i.test(string(url)) ? url : "",
    published: string(published_at).slice(0, 10),
    points: typeof text === "string" ? Array.from(text) : null,
  };
}

// The dates that the sources give, the one that the event stands at first; nothing where they agree.
function readDispute({ disputed, placement, when, mentions }, documents, timexes) {
  const others = list(disputed).map(({ document, timex, text }) => {
    return { document, placement: "dated", when: timexes.get(timex) || { words: string(text) } };
  });
  const { document } = timexes.get(when?.timex) || list(mentions)[0] || {};
  const sides = others.length ? [{ document, placement, when: when || {} }, ...others] : [];
  return sides.map((side) => ({ ...side, from: documents.get(side.document) }));
}

function readOrders(relations, titles) {
  const orders = new Map();
  const add = (id, type, other) => {
    if (!RELATIONS[type] || !titles.get(other)) return;
    if (!orders.has(id)) orders.set(id, []);
    orders.get(id).push({ type, title: titles.get(other) });
  };
  for (const { source, type, target, origin } of relations) {
    if (origin !== "stated" && origin !== "editor") continue;
    add(source, type, target);
    add(target, RELATIONS[type], source);
  }
  return orders;
}

function readQuotes(mentions, documents, timex) {
  const sentences = new Map();
  for (const { document, start, end, sentence } of mentions) {
    const key = sentence && `${document} ${sentence.start}`;
    const points = sentence && sentencePoints(sentence, documents.get(document));
    if (!points) continue;
    if (!sentences.has(key)) sentences.set(key, { points, sentence, document, marks: [] });
    sentences.get(key).marks.push({ kind: "event", start, end });
  }
  return [...sentences.values()].map(({ points, sentence, document, marks }) => {
    if (timex && timex.document === document) marks.unshift({ kind: "date", start: timex.start, end: timex.end });
    return { from: documents.get(document), parts: cut(points, sentence.start, marks) };
  });
}

function sentencePoints(sentence, document) {
  if (typeof sentence.text === "string") return Array.from(sentence.text);
  return document && document.points ? document.points.slice(sentence.start, sentence.end) : null;
}

// A sentence in parts [words, kind]: the marked words and what stands between. The first of two marks that meet wins.
function cut(points, offset, marks) {
  const kinds = new Array(points.length).fill("");
  for (const { kind, start, end } of marks) {
    for (let i = Math.max(start - offset, 0); i < Math.min(end - offset, points.length); i++)
      kinds[i] = kinds[i] || kind;
  }
  const parts = [];
  points.forEach((point, i) => {
    if (i && kinds[i] === kinds[i - 1]) parts.at(-1)[0] += point;
    else parts.push([point, kinds[i]]);
  });
  return parts;
}

// The <ol> that the service writes (exports/html.py): its words are kept as they are.
function readList(ol) {
  const events = [...ol.children]
    .filter((item) => item.localName === "li")
    .map((item) => {
      const words = (selector) => string(item.querySelector(selector)?.textContent).trim();
      const time = item.querySelector(".when time");
      return {
        id: item.dataset.event || item.id,
        title: words("h3"),
        status: STATUSES.find((each) => item.classList.contains(each)) || STATUSES[0],
        placement: PLACEMENTS.find((each) => item.classList.contains(each)) || "unplaced",
        when: { edtf: string(time?.getAttribute("datetime")), words: words(".when time") || firstWords(item) },
        dated: "",
        attribution: "",
        disputed: [],
        quotes: [...item.querySelectorAll("blockquote p")].map((quote) => ({
          parts: [...quote.childNodes].map((node) => [node.textContent, node.localName === "mark" ? "event" : ""]),
        })),
        orders: [],
        reasons: [".attribution", "details li"]
          .flatMap((each) => [...item.querySelectorAll(each)])
          .map((each) => each.textContent.trim()),
      };
    });
  return { title: "", language: string(ol.closest("[lang]")?.lang), events };
}

function firstWords(item) {
  return string(item.querySelector(".when")?.firstChild?.textContent).trim();
}

// Dates and statuses in the reader's words. Intl gets only the known fields, in UTC and the Gregorian calendar.

const YEAR = { year: "numeric" };
const MONTH = { ...YEAR, month: "long" };
const DAY = { ...MONTH, day: "numeric" };
const CLOCK = { ...DAY, hour: "numeric", minute: "2-digit" };
const FIELDS = {
  year: YEAR,
  decade: YEAR,
  century: YEAR,
  month: MONTH,
  quarter: MONTH,
  season: MONTH,
  minute: CLOCK,
  hour: CLOCK,
};
const SEASONS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" };
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;
const formats = new Map();

function formatter(language, fields) {
  const key = `${language} ${Object.keys(fields)} ${fields.era || ""}`;
  if (!formats.has(key)) {
    const options = { ...fields, timeZone: "UTC", calendar: "gregory" };
    formats.set(key, new Intl.DateTimeFormat(language, options));
  }
  return formats.get(key);
}

// 2025-10-13 or 2025-10-13T14:30:00+02:00 as a Date whose UTC fields are the civil ones; null where it is neither.
function civil(iso) {
  const found = /^(-?\d{4,6})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?/.exec(string(iso));
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1).map((digits) => Number(digits || 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month ? month - 1 : 0, day || 1);
  date.setUTCHours(hour, minute);
  return date;
}

// Free text inside a sentence of another writing direction.
const isolated = (text) => `\u2068${text}\u2069`;

class Words {
  constructor(language, strings) {
    this.language = language;
    this.direction = RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr";
    this.strings = strings;
  }

  say(key, values = {}) {
    return this.strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  order({ type, title }) {
    return this.say(type, { title: isolated(title) });
  }

  date(fields, earliest, latest = earliest) {
    return this.#formatted(fields, civil(earliest), civil(latest))
      .map((part) => part.value)
      .join("");
  }

  #formatted(fields, from, to) {
    const era = from.getUTCFullYear() <= 0 ? { ...fields, era: "short" } : fields;
    const format = formatter(this.language, era);
    return +from === +to ? format.formatToParts(from) : format.formatRangeToParts(from, to);
  }

  // "between 13 and 24 October 2025": the two ends of what Intl writes as a range, in a sentence.
  between(earliest, latest) {
    const parts = this.#formatted(DAY, civil(earliest), civil(latest));
    const last = parts.findLastIndex((part) => part.source === "startRange");
    const next = parts.findIndex((part) => part.source === "endRange");
    if (last < 0 || next < 0) return this.date(DAY, earliest);
    const joined = (...some) =>
      parts
        .slice(...some)
        .map((part) => part.value)
        .join("");
    const [point] = /^\.?/.exec(joined(last + 1, next)); // German: 13.–24. Oktober
    return this.say("between", { from: joined(0, last + 1) + point, to: joined(next) });
  }

  // When an event began. What is uncertain is said in words.
  when({ when, placement, orders }) {
    const { words, earliest, latest } = when;
    const edtf = string(when.edtf);
    if (words) return words;
    if (!civil(earliest) && !civil(latest)) return this.#undated(edtf, placement, orders);
    if (!civil(earliest)) return this.say("until", { date: this.date(DAY, latest) });
    if (!civil(latest)) return this.say("from", { date: this.date(DAY, earliest) });
    if (placement === "bounded") return this.between(earliest, latest);
    const known = this.#known(when, edtf);
    return /[~%]/.test(edtf) ? this.say("about", { date: known }) : known;
  }

  #undated(edtf, placement, orders = []) {
    const day = /^XXXX-(\d\d)-(\d\d)$/.exec(edtf);
    if (day) {
      const date = this.date({ month: "long", day: "numeric" }, `2000-${day[1]}-${day[2]}`);
      return this.say("no-year", { date });
    }
    const order = placement === "ordered" && orders.find(({ type }) => /BEFORE|AFTER|IS_INCLUDED/.test(type));
    return order ? this.order(order) : this.say("unknown");
  }

  #known({ granularity, earliest, latest, earliest_time }, edtf) {
    const last = /^-?\d{4}-(\d\d)$/.exec(edtf)?.[1];
    const year = () => this.date(YEAR, earliest);
    if (granularity === "season" && SEASONS[last]) return this.say(SEASONS[last], { year: this.#yearOf(edtf) });
    if (granularity === "quarter" && last >= 33 && last <= 36)
      return this.say("quarter", { number: last - 32, year: year() });
    if (granularity === "decade" && /^\d{3}X$/.test(edtf)) return this.say("decade", { year: year() });
    const time = /T/.test(edtf) ? edtf : earliest_time;
    if ((granularity === "minute" || granularity === "hour") && time) return this.#clock(granularity, time);
    return this.date(FIELDS[granularity] || DAY, earliest, latest);
  }

  #yearOf(edtf) {
    return this.date(YEAR, `${edtf.slice(0, -3)}-01-01`);
  }

  #clock(granularity, time) {
    const zone = /(?:Z|([+-]\d\d):?(\d\d))$/.exec(time);
    const offset = zone ? ` (UTC${zone[1] ? `${zone[1]}:${zone[2]}` : ""})` : "";
    const clock = this.date(CLOCK, time) + offset;
    return granularity === "hour" ? this.say("about", { date: clock }) : clock;
  }

  // The heading of a group: a day, a month or a year as `cell` gives it.
  heading(unit, cell) {
    return cell ? this.date({ day: DAY, month: MONTH, year: YEAR }[unit], cell) : this.say("uncertain");
  }
}

// The day, month or year in which an event surely began; null if that is not known.
function cell(unit, { when: { words, edtf, earliest, latest } }) {
  const [first, last] = (words ? [edtf, edtf] : [earliest, latest]).map((iso) => cellOf(unit, string(iso)));
  return first === last ? first : null;
}

function cellOf(unit, iso) {
  const found = /^(-?\d{4,6})(-\d\d)?(-\d\d)?/.exec(iso);
  const fields = found && found.slice(1, { year: 2, month: 3, day: 4 }[unit]);
  return fields && fields.every(Boolean) ? fields.join("") : null;
}

// Only what HTML has a form for.
function machineDate({ edtf }) {
  return /^\d{4}(-\d\d(-\d\d)?)?(T.*)?$/.test(string(edtf)) ? edtf : "";
}

// The language of the words around the events: one throughout, the page's where there are words for it.

const SCRIPT = document.currentScript?.src || new Error().stack.match(/\w+:\/\/\S+?(?=:\d+:\d+)/)?.[0]; // in a module
const translations = new Map();

// de_DE.UTF-8 is de-DE; undefined where it names no language.
function canonical(tag) {
  try {
    return Intl.getCanonicalLocales(tag.split(/[.@]/)[0].trim().replaceAll("_", "-"))[0];
  } catch {
    return;
  }
}

// The language that HTML gives a node, through the hosts of shadow roots.
function languageOf(node) {
  const near = node.closest("[lang]");
  const { host } = node.getRootNode();
  return near ? near.lang : host ? languageOf(host) : "";
}

// Fetched from beside this script once; null where there are none.
function strings(language) {
  const [base] = language.split("-");
  if (base === "en") return ENGLISH;
  if (!LANGUAGES.includes(base)) return null;
  if (!translations.has(base)) translations.set(base, fetched(base));
  return translations.get(base);
}

async function fetched(language) {
  try {
    const response = await fetch(new URL(`locales/${language}.json`, SCRIPT));
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

// Words in the first of these languages that there are words for, else in English.
async function wordsIn(...tags) {
  for (const language of tags.map(canonical).filter(Boolean)) {
    const found = await strings(language);
    if (found) return new Words(language, found);
  }
  return new Words("en", ENGLISH);
}

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

// <event-timeline>: finds its timeline, draws it, keeps it fresh. docs/widget.md names attributes, parts and events.

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

function parsed() {
  if (document.readyState !== "loading") return null;
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

class EventTimeline extends HTMLElement {
  static observedAttributes = ["src", "layout", "group", "order", "heading", "lang", "theme", "refresh"];

  #answer = null; // as it was given, fetched or found
  #model = null;
  #source; // the address that it stands for, whoever gave it
  #body = ""; // what was fetched last, to know whether it has changed
  #failed = false;
  #load = null; // what is under way
  #timer = 0;
  #turn = 0; // only the last one draws
  #printing = { before: () => this.#unfold(), after: () => this.#fold() };
  #folded = [];

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
    this.shadowRoot.adoptedStyleSheets = [sheet];
    for (const type of ["pointerover", "focusin"])
      this.shadowRoot.addEventListener(type, (event) => this.#pointed(event.target));
    this.addEventListener("pointerleave", () => this.#pointed(null));
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
    addEventListener("beforeprint", this.#printing.before);
    addEventListener("afterprint", this.#printing.after);
    this.#update();
    this.#start();
  }

  disconnectedCallback() {
    removeEventListener("beforeprint", this.#printing.before);
    removeEventListener("afterprint", this.#printing.after);
    this.#stop();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || before === after || name === "theme") return;
    if (name === "src") this.#start();
    else if (name === "refresh") this.#wait();
    else this.#update();
  }

  // Light one event (null: none), as a pointer over it does.
  point(id) {
    for (const item of this.shadowRoot.querySelectorAll("[data-event]")) {
      item.toggleAttribute("data-pointed", item.dataset.event === id);
    }
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
    this.#model = readAnswer(answer);
    this.#answer = answer;
    this.#source = this.getAttribute("src");
    this.#failed = false;
    this.#update();
  }

  // The browser asks with If-None-Match by itself, without a preflight; what comes back unchanged is not drawn again.
  async #fetch(src, refreshing, signal) {
    let status;
    this.#failed &&= refreshing;
    try {
      if (!src.trim()) throw new TypeError("The attribute src is empty.");
      const response = await fetch(src, { cache: "no-cache", credentials: "omit", signal });
      ({ status } = response);
      if (!response.ok) throw new Error(`The timeline could not be fetched: ${status}`);
      const body = await response.text();
      if (signal.aborted) return;
      if (body !== this.#body || src !== this.#source) this.#show(JSON.parse(body));
      this.#body = body;
      this.#failed = false;
    } catch (error) {
      if (signal.aborted) return;
      const other = this.#source !== undefined && src !== this.#source;
      const gone = refreshing && (status === 404 || status === 410);
      if (other || gone) this.#clear();
      this.#fail(error);
    }
  }

  #wait() {
    clearTimeout(this.#timer);
    const seconds = Number(this.getAttribute("refresh"));
    if (!(seconds > 0) || !this.hasAttribute("src") || !this.isConnected || this.#load) return;
    const again = () => (document.hidden ? this.#wait() : this.#start(true));
    this.#timer = setTimeout(again, Math.max(seconds, 10) * 1000);
  }

  #clear() {
    this.#answer = this.#model = this.#source = null;
    this.#body = "";
    this.#update();
  }

  // What is shown stays; where nothing is, it says so.
  #fail(error) {
    if (!this.#failed) this.#tell("timeline-error", { message: error.message });
    this.#failed = true;
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
    const note = element("p", "note", words.say("failed"));
    note.lang = words.language;
    note.dir = words.direction;
    this.shadowRoot.replaceChildren(note);
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
})();
