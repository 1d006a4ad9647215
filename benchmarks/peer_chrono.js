// Reads documents with chrono-node, as peer_readers.py does with the others:
//   NODE_PATH=PEERS/node_modules node benchmarks/peer_chrono.js < documents.jsonl > found.jsonl
// Offsets out are code points, as in Python. A value is as fine as the fields that chrono is certain of.
"use strict";
const chrono = require("chrono-node");

const pad = (number, size = 2) => String(number).padStart(size, "0");

function valueOf(start) {
  const day = `${pad(start.get("year"), 4)}-${pad(start.get("month"))}-${pad(start.get("day"))}`;
  if (start.isCertain("hour")) return ["TIME", `${day}T${pad(start.get("hour"))}:${pad(start.get("minute"))}`];
  if (start.isCertain("day") || start.isCertain("weekday")) return ["DATE", day];
  if (start.isCertain("month")) return ["DATE", day.slice(0, 7)];
  return ["DATE", start.isCertain("year") ? day.slice(0, 4) : day];
}

function read(text, published) {
  const points = (units) => [...text.slice(0, units)].length;
  return chrono.parse(text, new Date(`${published.slice(0, 10)}T12:00:00`)).map((found) => {
    const start = points(found.index);
    const [type, value] = valueOf(found.start);
    return { start, end: start + [...found.text].length, text: found.text, type, value, mod: null };
  });
}

const lines = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
read("On May 3, 2020 it began.", "2020-05-04");
const started = process.cpuUsage();
for (const document of lines) {
  console.log(JSON.stringify({ id: document.id, timexes: read(document.text, document.dct), failed: null }));
}
const used = process.cpuUsage(started);
console.log(JSON.stringify({ seconds: (used.user + used.system) / 1e6 }));
