// <event-timeline>. Apache-2.0. Made by `make widget` from src/ and locales/: change those.
(() => {
"use strict";
const STYLE = ":host{--ink: var(--timeline-ink,light-dark(#16191d,#eef2f6));--soft: var(--timeline-soft,light-dark(#57606a,#a9b3be));--line: var(--timeline-line,light-dark(#d3d9df,#48515b));--accent: var(--timeline-accent,light-dark(#0b5fa5,#79b8ff));--paper: var(--timeline-paper,light-dark(#fff,#14181d));--mark: var(--timeline-mark,light-dark(#ffe58a,#5c4a00));--gap: var(--timeline-gap,1.15rem);display: block;min-inline-size: min(100%,15rem);container-type: inline-size;color: var(--ink);background: var(--timeline-paper,light-dark(#fff,transparent));font: var(--timeline-font,inherit);line-height: 1.45;overflow-wrap: break-word}:host([hidden]),[hidden],.again{display: none}:host([data-dark]){color-scheme: dark}:host([theme=light]){color-scheme: light}:host([theme=dark]){color-scheme: dark;background: var(--paper)}:host([theme=auto]){color-scheme: light dark;background: var(--paper)}h1,h2,h3,h4,h5,h6,p,ol,ul,blockquote,figure{margin: 0;padding: 0;font: inherit}button{font: inherit;color: var(--ink);background: none;border: 1px solid var(--line);border-radius: 2em;cursor: pointer}.title{font: var(--timeline-headline,inherit);font-size: 1.5em;font-weight: 700;line-height: 1.2;text-wrap: balance}.intro{max-inline-size: 40em;margin-block-start: .3em;font-size: 1.05em}.summary-line{margin-block: .35em .9em;color: var(--soft);font-size: .85em;font-variant-numeric: tabular-nums}.title:has(+ [part]:not(.summary-line,.intro)){margin-block-end: .6em}.group-title{position: sticky;z-index: 1;inset-block-start: 0;inline-size: fit-content;padding-block: .25em;padding-inline-end: .7em;color: var(--ink);background: var(--paper);font-size: .95em;font-weight: 700;font-variant-numeric: tabular-nums}:host([data-dark]) .group-title{position: static;background: none}.ahead-title{color: var(--accent)}.happened + .ahead,.ahead + .happened{margin-block-start: var(--gap)}.list{list-style: none;border-inline-start: 2px solid var(--line);margin-inline-start: .4rem}.ahead .list{border-inline-start-style: dashed;border-color: var(--accent)}.group:not(:has(.event:not([hidden]))){display: none}.group + .group{margin-block-start: .2rem}.event{position: relative;padding-inline-start: 1.3rem;padding-block: .05rem var(--gap)}.event:last-child{padding-block-end: .7rem}.event::before{content: \"\";position: absolute;box-sizing: border-box;inline-size: .7rem;block-size: .7rem;inset-block-start: .4em;inset-inline-start: calc(-.35rem - 1px);border: .35rem solid var(--accent);border-radius: 50%;background: var(--accent)}.key::before{inline-size: 1rem;block-size: 1rem;inset-inline-start: calc(-.5rem - 1px);border-width: .5rem}:is(.bounded,.ordered,.unplaced,.planned,.possible,.denied,.cancelled)::before{border-width: 2px;background: var(--paper)}.planned::before,.possible::before{border-style: dashed}.denied::before,.cancelled::before{border-color: var(--soft);border-radius: 0}.event[data-pointed]{background: color-mix(in srgb,var(--accent) 9%,transparent);border-radius: .3em}p.gap{margin-block: .2rem .3rem}li.gap{padding: .1rem 1.3rem .9rem}.gap{color: var(--soft);font-size: .85em;font-style: italic}.when{display: flex;flex-wrap: wrap;align-items: baseline;gap: .1em .6em;color: var(--soft);font-size: .87em;font-variant-numeric: tabular-nums}.status{padding-inline: .5em;color: var(--ink);border: 1px solid currentColor;border-radius: 1em;font-size: .9em;line-height: 1.4}.new,.changed{padding-inline: .5em;color: var(--paper);background: var(--accent);border-radius: .2em;font-size: .85em;font-weight: 700}.event-title{display: inline;font-weight: 600;text-wrap: pretty}.key > .event-title{font-size: 1.2em;font-weight: 700;line-height: 1.3}.share{margin-inline-start: .4em;padding-inline: .35em;color: var(--soft);text-decoration: none;opacity: 0}.event:hover > .share,.share:focus-visible{opacity: 1}[dir=ltr] [dir=auto]{text-align: left}[dir=rtl] [dir=auto]{text-align: right}.text,.details{max-inline-size: 40em}.text{margin-block-start: .2em;white-space: pre-line}.figure{max-inline-size: 32em;margin-block: .5em}.image{display: block;max-inline-size: 100%;max-block-size: 24em;border-radius: .25em}.credit,.own-source,.attribution,.source{color: var(--soft);font-size: .85em}.denied .event-title,.cancelled .event-title{font-weight: 400}.disputed,.details{font-size: .9em}.disputed{margin-block: .4em;padding: .5em .7em;border: 1px solid var(--line);border-radius: .3em}.sides{display: flex;flex-wrap: wrap;gap: .2em 1.5em;list-style: none}.side{flex: 1 1 10rem}.summary{inline-size: fit-content;min-block-size: 1.5rem;padding-block: .1em;color: var(--soft);font-size: .9em;cursor: pointer}.quote{margin-block: .3em .6em;padding-inline-start: .8em;border-inline-start: 3px solid var(--line)}.reasons{padding-inline-start: 1.2em;color: var(--soft)}.mark{color: inherit;background: none;font-weight: 600}.mark-date{background: var(--mark);font-weight: inherit;text-decoration: underline;text-underline-offset: .2em}a{color: var(--accent);text-underline-offset: .15em}.show-all{margin-block-start: .4rem;padding: .4em 1.2em;font-weight: 600}:focus-visible{outline: 3px solid var(--accent);outline-offset: 2px;border-radius: 2px}.arrows{display: none}:host([layout=compact]){--gap: var(--timeline-gap,.5rem);font-size: .93em}@container (min-width: 34rem){:host([layout=compact]) .event{display: grid;grid-template-columns: 11rem 1fr;column-gap: 1rem}:host([layout=compact]) .event > *{grid-column: 2}:host([layout=compact]) .when{grid-area: 1 / 1 / span 4}:host([layout=compact]) .share{display: none}:host([layout=horizontal]) .arrows{display: flex;justify-content: flex-end;gap: .4rem}:host([layout=horizontal]) .arrow{inline-size: 2.2rem;block-size: 2.2rem;padding: 0}[dir=rtl] .arrow{transform: scaleX(-1)}:host([layout=horizontal]) .scroller{overflow-x: auto;scroll-snap-type: x proximity;padding: .6rem .3rem .3rem}:host([layout=horizontal]) .list{display: flex;gap: 1rem;inline-size: max-content;margin: 0;padding-block-start: 1rem;border-inline-start: 0;border-block-start: 2px solid var(--line)}:host([layout=horizontal]) .ahead .list{border-block-start-style: dashed}:host([layout=horizontal]) .event{inline-size: 15rem;padding-inline-start: 0;scroll-snap-align: start}:host([layout=horizontal]) .gap{align-self: center;max-inline-size: 7rem;padding: 0;text-align: center}:host([layout=horizontal]) .event::before{inset-block-start: calc(-1.35rem - 1px);inset-inline-start: 0}}@media (prefers-reduced-motion: no-preference){.event{transition: background-color .15s}.scroller{scroll-behavior: smooth}}@media (hover: none){.share{opacity: 1}}@media (forced-colors: active){.event::before{border-color: CanvasText}.event[data-pointed]{outline: 2px solid Highlight}.mark{color: CanvasText;background: Canvas;forced-color-adjust: none}.mark-date{color: MarkText;background: Mark}}@media print{:host{color-scheme: light;background: none}.group-title{position: static;break-after: avoid}.event{break-inside: avoid;padding-block-end: .5rem}.summary,.share,.show-all,.arrows{display: none}:host([layout=horizontal]) .list{flex-wrap: wrap;inline-size: auto !important}}";
const ENGLISH = {"timeline": "Timeline", "empty": "There are no events yet.", "failed": "The timeline could not be loaded.", "gone": "This timeline is no longer available.", "of": "{shown} of {count} events", "happened": "What happened", "ahead": "Planned or possible", "uncertain": "Date not known exactly", "ongoing": "going on", "planned": "planned", "possible": "possible", "denied": "denied", "cancelled": "cancelled", "unknown": "date not known", "no-year": "{date}, year not known", "until": "by {date}", "from": "{date} or later", "between": "between {from} and {to}", "about": "about {date}", "spring": "spring {year}", "summer": "summer {year}", "autumn": "autumn {year}", "winter": "winter {year}", "quarter": "quarter {number} of {year}", "decade": "{year}s", "why": "Sources and reasons", "according": "according to {who}", "dated-by": "The date comes from “{words}”", "disputed": "The sources disagree on the date:", "says": "{who}: {date}", "BEFORE": "before “{title}”", "AFTER": "after “{title}”", "IBEFORE": "right before “{title}”", "IAFTER": "right after “{title}”", "INCLUDES": "during it: “{title}”", "IS_INCLUDED": "during “{title}”", "SIMULTANEOUS": "at the same time as “{title}”", "BEGINS": "at the beginning of “{title}”", "BEGUN_BY": "began with “{title}”", "ENDS": "at the end of “{title}”", "ENDED_BY": "ended with “{title}”", "show-all": "Show all ({count})", "later": "{time} later", "updated": "updated {time}", "new": "new", "changed": "changed", "share": "Link to this event", "back": "Back", "forward": "Forward"};
const LANGUAGES = ["ar", "de", "es", "fr", "he", "it", "ja", "nl", "pl", "pt", "sv", "tr", "uk", "zh"];
const RIGHT_TO_LEFT = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
const AT_ONCE = 10;
const SPARE = 2;
const FOLDED = 0.1;

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
const OPENING = /^(The|An?|His|Her|Its|Their|One|Two|Some|Several|Both)(?=\s)/;
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
  const when = { ...each.when, ...each.when?.likely };
  const tellers = new Set(list(each.mentions).map(({ document }) => document));
  const fold = each.background ? FOLDED : 1;
  return {
   id: string(each.id),
   title: string(each.title),
   status: among(STATUSES, each.status),
   placement: among(PLACEMENTS, each.placement),
   when,
   dated: string(when.text),
   published: documents.get(list(each.mentions)[0]?.document)?.published || "",
   salience: each.salience * fold || 0,
   weight: (each.salience + Math.log(tellers.size || 1)) * fold || 0,
   ...readOwn(each),
   attribution: string(each.attribution?.text).replace(OPENING, (word) => word.toLowerCase()),
   disputed: readDispute(each, documents, timexes),
   quotes: readQuotes(list(each.mentions), documents, timexes.get(when.timex)),
   orders: orders.get(each.id) || [],
   reasons: (Array.isArray(each.reasons) ? each.reasons : []).map(string).filter(Boolean),
  };
 });
 const { title, intro, language, updated_at, detail } = answer;
 const few = detail?.of > events.length && { shown: events.length, count: Number(detail.of) };
 return { title: string(title), intro: string(intro), language: string(language), updated: string(updated_at), few, events };
}
function readOwn({ text, source, link, image }) {
 return {
  text: string(text),
  source: string(source),
  link: webAddress(link?.url) && { url: link.url, label: string(link.label) || link.url },
  image: webAddress(image?.url) && { url: image.url, alt: string(image.alt), credit: string(image.credit) },
 };
}
const webAddress = (url) => /^https?:\/\//i.test(string(url)) && url;
function readDocument({ title, url, published_at, text }) {
 return {
  title: string(title),
  url: webAddress(url) || "",
  published: string(published_at).slice(0, 10),
  points: typeof text === "string" ? Array.from(text) : null,
 };
}
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
 return document?.points?.slice(sentence.start, sentence.end);
}
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
    published: "",
    salience: 0,
    weight: 0,
    ...readOwnOf(item, words),
    attribution: "",
    disputed: [],
    quotes: [...item.querySelectorAll("blockquote p")].map((quote) => ({
     parts: [...quote.childNodes].map((node) => [node.textContent, node.localName === "mark" ? "event" : ""]),
    })),
    orders: [],
    reasons: [...item.querySelectorAll(".attribution, details li")].map((each) => each.textContent.trim()),
   };
  });
 return { title: "", intro: "", updated: "", language: string(ol.closest("[lang]")?.lang), events };
}
function readOwnOf(item, words) {
 const [link, image] = [item.querySelector(".link a"), item.querySelector("img")];
 return readOwn({
  text: words(".text"),
  link: link && { url: link.href, label: link.textContent },
  image: image && { url: image.src, alt: image.alt, credit: words("figcaption") },
 });
}
function firstWords(item) {
 return string(item.querySelector(".when")?.firstChild?.textContent).trim();
}

const YEAR = { year: "numeric" };
const MONTH = { ...YEAR, month: "long" };
const DAY = { ...MONTH, day: "numeric" };
const HOURS = { hour: "numeric", minute: "2-digit" };
const CLOCK = { ...DAY, ...HOURS };
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
const formats = new Map();
function formatter(language, fields) {
 const key = language + JSON.stringify(fields);
 if (!formats.has(key)) {
  const options = { ...fields, timeZone: "UTC", calendar: "gregory" };
  formats.set(key, new Intl.DateTimeFormat(language, options));
 }
 return formats.get(key);
}
function civil(iso) {
 const found = /^(-?\d{4,6})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?/.exec(string(iso));
 if (!found) return null;
 const [year, month, day, hour, minute] = found.slice(1).map((digits) => Number(digits || 0));
 const date = new Date(0);
 date.setUTCFullYear(year, month ? month - 1 : 0, day || 1);
 date.setUTCHours(hour, minute);
 return date;
}
const written = (parts) => parts.map(({ value }) => value).join("");
const isolated = (text) => `\u2068${text}\u2069`;
class Words {
 constructor(language, strings) {
  this.language = language;
  this.direction = RIGHT_TO_LEFT.includes(language.split("-")[0]) ? "rtl" : "ltr";
  this.strings = strings;
 }
 say(key, values = {}) {
  return this.strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
 }
 order({ type, title }) {
  return this.say(type, { title: isolated(title) });
 }
 date(fields, earliest, latest = earliest) {
  return written(this.#formatted(fields, civil(earliest), civil(latest)));
 }
 #formatted(fields, from, to) {
  const era = from.getUTCFullYear() <= 0 ? { ...fields, era: "short" } : fields;
  const format = formatter(this.language, era);
  return +from === +to ? format.formatToParts(from) : format.formatRangeToParts(from, to);
 }
 between(earliest, latest) {
  const parts = this.#formatted(DAY, civil(earliest), civil(latest));
  const last = parts.findLastIndex((part) => part.source === "startRange");
  const next = parts.findIndex((part) => part.source === "endRange");
  if (last < 0 || next < 0) return this.date(DAY, earliest);
  const [from, between, to] = [parts.slice(0, last + 1), parts.slice(last + 1, next), parts.slice(next)].map(written);
  return this.say("between", { from: from + (between[0] === "." ? "." : ""), to });
 }
 span(events) {
  const days = events
   .flatMap(({ when, placement }) => {
    const fields = placement === "dated" && FIELDS[when.granularity];
    return [...[when.earliest, when.latest].map((day) => [day, fields]), endOf(when)];
   })
   .filter(([day]) => civil(day))
   .sort(([one], [other]) => civil(one) - civil(other));
  const [first, last] = [days[0], days.at(-1)];
  return days[1] ? this.date(coarser(first[1], last[1]), first[0], last[0]) : "";
 }
 when({ when, placement, orders, published }) {
  const { words, earliest, latest } = when;
  const edtf = string(when.edtf);
  if (words) return words;
  if (placement === "bounded" && !civil(earliest) && latest && latest === published) return "";
  if (!civil(earliest) && !civil(latest)) return this.#undated(edtf, placement, orders);
  if (!civil(earliest)) return this.say("until", { date: this.date(DAY, latest) });
  if (!civil(latest)) return this.say("from", { date: this.date(DAY, earliest) });
  if (placement === "bounded") return this.between(earliest, latest);
  const known = this.#known(when, edtf);
  return when.probability || /[~%]/.test(edtf) ? this.say("about", { date: known }) : known;
 }
 begun(event) {
  return this.when(event) || this.say("until", { date: this.date(DAY, event.when.latest) });
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
 #known(when, edtf) {
  const { granularity, earliest, latest } = when;
  const last = /^-?\d{4}-(\d\d)$/.exec(edtf)?.[1];
  const year = () => this.date(YEAR, earliest);
  if (granularity === "season" && SEASONS[last])
   return this.say(SEASONS[last], { year: this.date(YEAR, `${edtf.slice(0, -3)}-01-01`) });
  if (granularity === "quarter" && last >= 33 && last <= 36)
   return this.say("quarter", { number: last - 32, year: year() });
  if (granularity === "decade" && /^\d{3}X$/.test(edtf)) return this.say("decade", { year: year() });
  const clock = this.clock({ when }, CLOCK);
  const fields = FIELDS[granularity] || DAY;
  const [end, known] = endOf(when);
  return clock || (end ? this.date(coarser(fields, known), earliest, end) : this.date(fields, earliest, latest));
 }
 clock({ when: { granularity, edtf, earliest_time } }, fields = HOURS) {
  const time = /T/.test(string(edtf)) ? edtf : string(earliest_time);
  if (!/^(minute|hour)$/.test(granularity) || !civil(time)) return "";
  const zone = /(?:Z|([+-]\d\d):?(\d\d))$/.exec(time);
  const offset = zone ? ` (UTC${zone[1] ? `${zone[1]}:${zone[2]}` : ""})` : "";
  const clock = this.date(fields, time) + offset;
  return granularity === "hour" ? this.say("about", { date: clock }) : clock;
 }
 gap(from, to) {
  const [first, last] = [from, to].map((day) => day.getUTCFullYear() * 12 + day.getUTCMonth());
  const months = last - first - (to.getUTCDate() < from.getUTCDate() ? 1 : 0);
  if (months < 2) return "";
  const options = { style: "unit", unit: months < 12 ? "month" : "year", unitDisplay: "long" };
  const count = months < 12 ? months : Math.floor(months / 12);
  return this.say("later", { time: new Intl.NumberFormat(this.language, options).format(count) });
 }
 updated(iso) {
  const at = new Date(iso);
  if (!iso || Number.isNaN(+at)) return "";
  const today = at.toDateString() === new Date().toDateString();
  const options = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return this.say("updated", { time: new Intl.DateTimeFormat(this.language, options).format(at) });
 }
 heading(unit, cell) {
  return cell ? this.date({ day: DAY, month: MONTH, year: YEAR }[unit], cell) : this.say("uncertain");
 }
}
const coarser = (...fields) => [YEAR, MONTH].find((each) => fields.includes(each)) || DAY;
function endOf({ edtf, latest }) {
 const found = /^[^./]+\/(-?\d\d[\dX]{2})(-(?:0\d|1[0-2])(-\d\d)?)?(?:-\d\d)?$/.exec(string(edtf)) || [];
 const [, year = "", month = "", day] = found;
 const end = year.replaceAll("X", "9") + month;
 return civil(end) > civil(latest) ? [end, day ? DAY : month ? MONTH : YEAR] : [];
}
function dayOf(event) {
 const day = cell("day", event);
 const [told, time] = string(event.when.edtf).split("T");
 return endOf(event.when)[0] || (time && told !== day) ? null : day;
}
function cell(unit, { when: { words, edtf, earliest, latest } }) {
 const [first, last] = (words ? [edtf, edtf] : [earliest, latest]).map((iso) => cellOf(unit, string(iso)));
 return first === last ? first : null;
}
function cellOf(unit, iso) {
 const found = /^(-?\d{4,6})(-\d\d)?(-\d\d)?/.exec(iso);
 const fields = found && found.slice(1, { year: 2, month: 3, day: 4 }[unit]);
 return fields && fields.every(Boolean) ? fields.join("") : null;
}
function machineDate({ edtf }) {
 return /^\d{4}(-\d\d(-\d\d)?)?(T.*)?$/.test(string(edtf)) ? edtf : "";
}

const SCRIPT = document.currentScript?.src || new Error().stack.match(/\w+:\/\/\S+?(?=:\d+:\d+)/)?.[0];
const translations = new Map();
function canonical(tag) {
 try {
  return Intl.getCanonicalLocales(tag.split(/[.@]/)[0].trim().replaceAll("_", "-"))[0];
 } catch {}
}
function languageOf(node) {
 const near = node.closest("[lang]");
 const { host } = node.getRootNode();
 return near ? near.lang : host ? languageOf(host) : "";
}
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
async function wordsIn(...tags) {
 for (const language of tags.map(canonical).filter(Boolean)) {
  const found = await strings(language);
  if (found) return new Words(language, found);
 }
 return new Words("en", ENGLISH);
}

function element(tag, part, ...children) {
 const made = document.createElement(tag);
 if (part) made.setAttribute("part", (made.className = part));
 made.append(...children.filter((child) => child !== null && child !== ""));
 return made;
}
const told = ({ title, status, when, text }) => JSON.stringify([title, status, when, text]);
class Drawing {
 constructor(model, words, { layout, group, order, heading, known, all, anchor }) {
  Object.assign(this, { model, words, layout, order, known, anchor });
  const count = model.events.length;
  const highest = (name, n) => model.events.map((event) => event[name]).sort((a, b) => b - a)[n - 1];
  this.key = count >= 5 ? Math.max(highest("salience", Math.ceil(count / 5)), 0.8) : Infinity;
  this.least = !all && count > AT_ONCE + SPARE ? highest("weight", AT_ONCE) : -1;
  this.titled = Boolean(model.title && heading);
  this.top = this.titled ? heading : Math.max(heading, 2) - 1;
  this.unit = layout === "horizontal" ? "none" : group;
  this.days = new Map();
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
  const few = model.few && words.say("of", model.few);
  const line = [range, few, words.updated(model.updated)].filter(Boolean).join(" · ");
  if (line) yield element("p", "summary-line", line);
 }
 #ordered(events) {
  return this.order === "desc" ? [...events].reverse() : events;
 }
 #heading(depth, part, ...children) {
  return element(`h${Math.min(this.top + depth, 6)}`, part, ...children);
 }
 #content(made) {
  if (this.model.language) made.lang = this.model.language;
  made.dir = "auto";
  return made;
 }
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
 gaps() {
  for (const gap of this.section.querySelectorAll(".gap")) gap.remove();
  let above;
  for (const title of this.section.querySelectorAll(".group:has(.event:not([hidden])) > .group-title")) {
   title.classList.toggle("again", title.textContent === above);
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
  Object.assign(ol, { role: "list", ariaLabel: name });
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
 #when(event, group) {
  const { words } = this;
  const day = dayOf(event);
  const under = day && !event.when.probability && group === words.heading("day", day);
  const written = under ? words.clock(event) : words.when(event);
  const machine = event.placement === "dated" ? machineDate(event.when) : "";
  const date = written === group || !written ? null : element(machine ? "time" : "span", "date", written);
  if (date && machine) date.dateTime = machine;
  const plain = event.status === "occurred" || event.status === "planned";
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

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
function parsed() {
 if (document.readyState !== "loading") return null;
 return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}
function* around(node) {
 while ((node = node.parentElement ?? node.getRootNode().host)) yield node;
}
function lightness(color) {
 const [form, ...rest] = color.match(/[^\s(),/]+/g);
 const [x, y, z, alpha = 1] = rest.slice(form === "color" ? 1 : 0).map((each) => parseFloat(each) || 0);
 const grey = 0.299 * x + 0.587 * y + 0.114 * z;
 const light = { r: grey / 255, o: x * 0.8, l: x / 108, c: /linear|xyz/.test(color) ? grey ** 0.45 : grey };
 return alpha > 0.5 ? light[form[0]] : null;
}
class EventTimeline extends HTMLElement {
 static observedAttributes = ["src", "layout", "group", "order", "heading", "lang", "theme", "refresh"];
 #answer = null;
 #model = null;
 #source;
 #failed = "";
 #load = null;
 #asked = 0;
 #timer = 0;
 #stream = null;
 #newest = 0;
 #turn = 0;
 #drawing = null;
 #known = null;
 #all = false;
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
  if (Object.hasOwn(this, "data")) this.#attempt(() => this.#take(this.data));
 }
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
 point(id) {
  for (const item of this.#every("[data-event]")) item.toggleAttribute("data-pointed", item.dataset.event === id);
 }
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
 #wait() {
  clearTimeout(this.#timer);
  if (document.hidden || !this.hasAttribute("src") || !this.isConnected || this.#load) return;
  const seconds = this.#stream ? 60 : Number(this.getAttribute("refresh"));
  const due = this.#asked + Math.max(seconds, 10) * 1000 - performance.now();
  const wait = this.#newest > (this.#answer?.version || 0) ? Math.random() * 1000 : seconds > 0 && due;
  if (wait !== false) this.#timer = setTimeout(() => this.#start(true), wait);
 }
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
 #shade() {
  const grounds = [...around(this)].map((each) => lightness(getComputedStyle(each).backgroundColor));
  this.toggleAttribute("data-dark", grounds.find((each) => each !== null) < 0.43);
 }
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
})();
