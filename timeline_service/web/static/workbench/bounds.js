// A picture of what is known: for each event a bar from the first to the last day on which it can have begun.
// Long gaps are drawn shorter than they are, so that a year long past does not squeeze the rest.

const NS = "http://www.w3.org/2000/svg";
const WIDTH = 720,
  ROW = 38,
  EDGE = 26,
  TOP = 30,
  DAY = 86_400_000;

function shape(tag, attributes, text = "") {
  const made = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

export function bounds(events) {
  const days = [...new Set(events.flatMap(({ when }) => [when.earliest, when.latest]).filter(Boolean))].sort(byTime);
  const height = TOP + events.length * ROW + 6;
  const svg = shape("svg", {
    viewBox: `0 0 ${WIDTH} ${height}`,
    role: "img",
    "aria-label": "The days on which each event can have begun",
  });
  if (!days.length) return svg;
  const at = scale(days);
  svg.append(...ticks(days, at, height), ...events.flatMap((event, row) => bar(event, TOP + row * ROW, at)));
  return svg;
}

const time = (iso) => {
  const [, year, month, day] = /^(-?\d+)-(\d\d)-(\d\d)/.exec(iso);
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY;
};
const byTime = (a, b) => time(a) - time(b);

function scale(days) {
  const weights = days.map((day, i) => (i ? (time(day) - time(days[i - 1])) ** 0.35 : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const places = new Map();
  let sum = 0;
  days.forEach((day, i) => places.set(day, EDGE + ((sum += weights[i]) / total) * (WIDTH - 2 * EDGE)));
  return (day) => places.get(day);
}

function* ticks(days, at, height) {
  let last = -Infinity;
  for (const day of days) {
    if (at(day) - last < 92) continue;
    last = at(day);
    const anchor = last > WIDTH - 80 ? "end" : last < 60 ? "start" : "middle";
    yield shape("line", { class: "tick", x1: last, x2: last, y1: 18, y2: height });
    yield shape("text", { class: "tick", x: last, y: 12, "text-anchor": anchor }, day);
  }
}

function bar({ title, when, status }, y, at) {
  const known = when.earliest || when.latest;
  const from = when.earliest ? at(when.earliest) : 4;
  const to = when.latest ? at(when.latest) : WIDTH - 4;
  const label = shape(
    "text",
    { class: "label", x: 4, y: y + 12 },
    title.length > 90 ? `${title.slice(0, 89)}…` : title,
  );
  const line = shape("line", { class: "row", x1: 4, x2: WIDTH - 4, y1: y + 22, y2: y + 22 });
  if (!known) return [label, line];
  const box = {
    class: `bar ${status}`,
    x: Math.min(from, to - 4),
    y: y + 17,
    width: Math.max(to - from, 5),
    height: 10,
    rx: 3,
  };
  const open = [when.earliest ? "" : "‹", when.latest ? "" : "›"];
  const ends = [
    shape("text", { class: "open", x: 0, y: y + 26 }, open[0]),
    shape("text", { class: "open", x: WIDTH - 5, y: y + 26 }, open[1]),
  ];
  return [label, line, shape("rect", box), ...ends];
}
