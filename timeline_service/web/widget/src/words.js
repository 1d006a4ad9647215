// Dates and statuses in the reader's words. Intl gets only the known fields, in UTC and the Gregorian calendar.

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

const written = (parts) => parts.map(({ value }) => value).join("");

// Free text inside a sentence of another writing direction.
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

  // "between 13 and 24 October 2025": the two ends of what Intl writes as a range, in a sentence.
  between(earliest, latest) {
    const parts = this.#formatted(DAY, civil(earliest), civil(latest));
    const last = parts.findLastIndex((part) => part.source === "startRange");
    const next = parts.findIndex((part) => part.source === "endRange");
    if (last < 0 || next < 0) return this.date(DAY, earliest);
    const [from, between, to] = [parts.slice(0, last + 1), parts.slice(last + 1, next), parts.slice(next)].map(written);
    return this.say("between", { from: from + (between[0] === "." ? "." : ""), to }); // German: 13.–24. Oktober
  }

  // From the first day to the last, no finer than either is known; nothing where there are not two.
  span(events) {
    const days = events
      .flatMap(({ when, placement }) => {
        const fields = placement === "dated" && FIELDS[when.granularity]; // bounds are days
        return [...[when.earliest, when.latest].map((day) => [day, fields]), endOf(when)];
      })
      .filter(([day]) => civil(day))
      .sort(([one], [other]) => civil(one) - civil(other));
    const [first, last] = [days[0], days.at(-1)];
    return days[1] ? this.date(coarser(first[1], last[1]), first[0], last[0]) : "";
  }

  // When an event began, and until when it went on. What is uncertain is said in words; nothing where only publication says that it has begun.
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

  // The same as a heading, below which nothing may stand that began at another time.
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

  // The clock time, below a heading with its day alone; empty where none is known.
  clock({ when: { granularity, edtf, earliest_time } }, fields = HOURS) {
    const time = /T/.test(string(edtf)) ? edtf : string(earliest_time);
    if (!/^(minute|hour)$/.test(granularity) || !civil(time)) return "";
    const zone = /(?:Z|([+-]\d\d):?(\d\d))$/.exec(time);
    const offset = zone ? ` (UTC${zone[1] ? `${zone[1]}:${zone[2]}` : ""})` : "";
    const clock = this.date(fields, time) + offset;
    return granularity === "hour" ? this.say("about", { date: clock }) : clock;
  }

  // What lies between two days: "22 years later", "5 months later"; nothing where it is less than two whole months.
  gap(from, to) {
    const [first, last] = [from, to].map((day) => day.getUTCFullYear() * 12 + day.getUTCMonth());
    const months = last - first - (to.getUTCDate() < from.getUTCDate() ? 1 : 0);
    if (months < 2) return "";
    const options = { style: "unit", unit: months < 12 ? "month" : "year", unitDisplay: "long" };
    const count = months < 12 ? months : Math.floor(months / 12);
    return this.say("later", { time: new Intl.NumberFormat(this.language, options).format(count) });
  }

  // When the timeline was last changed, by the reader's clock.
  updated(iso) {
    const at = new Date(iso);
    if (!iso || Number.isNaN(+at)) return "";
    const today = at.toDateString() === new Date().toDateString();
    const options = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
    return this.say("updated", { time: new Intl.DateTimeFormat(this.language, options).format(at) });
  }

  // The heading of a group: a day, a month or a year as `cell` gives it.
  heading(unit, cell) {
    return cell ? this.date({ day: DAY, month: MONTH, year: YEAR }[unit], cell) : this.say("uncertain");
  }
}

const coarser = (...fields) => [YEAR, MONTH].find((each) => fields.includes(each)) || DAY;

// Where a stretch of time ends, and its fields (a season by its year); nothing where it is over when it can last begin.
function endOf({ edtf, latest }) {
  const found = /^[^./]+\/(-?\d\d[\dX]{2})(-(?:0\d|1[0-2])(-\d\d)?)?(?:-\d\d)?$/.exec(string(edtf)) || [];
  const [, year = "", month = "", day] = found;
  const end = year.replaceAll("X", "9") + month;
  return civil(end) > civil(latest) ? [end, day ? DAY : month ? MONTH : YEAR] : [];
}

// The day on which an event surely began and ended, also by the clock that its time is told by.
function dayOf(event) {
  const day = cell("day", event);
  const [told, time] = string(event.when.edtf).split("T");
  return endOf(event.when)[0] || (time && told !== day) ? null : day;
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
