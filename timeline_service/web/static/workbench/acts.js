// What an editor did in a stored story, act by act, to be taken back and done again.
//
// An act is kept as the way back from it: which corrections to take away, and which to say again that it replaced. They
// are known by what they say and not by their number, since what is said again has another.

const OTHER_WAY = { undo: "redo", redo: "undo" };
const ORDERS = ["before", "after"];

export class Acts {
  #ways = { undo: [], redo: [] };

  // The way back (or on again) that is next, as the corrections are now; null if there is none. What somebody else has
  // changed meanwhile is theirs: an act that does not stand any more is passed over.
  next(which, corrections) {
    return this.#ways[which].findLast((way) => fits(way, corrections)) ?? null;
  }

  // This editor said something: the corrections before and after it.
  did(before, after) {
    this.#ways.undo.push(wayBack(before, after));
    this.#ways.redo = [];
  }

  // A way was gone.
  went(which, way, before, after) {
    this.drop(which, way);
    const back = wayBack(before, after);
    this.#rename(new Map(madeBy(way.say).map((id, i) => [id, madeBy(back.take)[i]])));
    this.#ways[OTHER_WAY[which]].push(back);
  }

  drop(which, way) {
    const ways = this.#ways[which];
    ways.splice(ways.indexOf(way));
  }

  // A row that is made again has another id.
  #rename(ids) {
    const id = (old) => ids.get(old) ?? old;
    const renamed = ({ kind, event, value }) => ({ kind, event: id(event), value: isOfTwo(kind) ? id(value) : value });
    for (const ways of Object.values(this.#ways))
      for (const way of ways) for (const part of ["take", "say"]) way[part] = way[part].map(renamed);
  }
}

// A way as the API takes it: the numbers of corrections, and corrections.
export function asRequest({ take, say }, corrections) {
  return { undo: take.map((each) => standing(each, corrections).number), corrections: said(say) };
}

const wayBack = (before, after) => ({ take: without(after, before), say: without(before, after) });

// The number of a correction that is gone may be given again.
function without(all, others) {
  const name = (each) => `${each.number} ${wordsOf(each)}`;
  const known = new Set(others.map(name));
  return all.filter((each) => !known.has(name(each))).map(({ kind, event, value }) => ({ kind, event, value }));
}

// Whether all that is to be taken away stands, and nothing stands in the place of what is to be said again.
function fits({ take, say }, corrections) {
  const taken = take.map((each) => standing(each, corrections));
  if (!take.length && !say.length) return false;
  const places = new Set(corrections.filter((each) => !taken.includes(each)).map(placeOf));
  return taken.every(Boolean) && say.every((each) => !places.has(placeOf(each)));
}

function standing(wanted, corrections) {
  const words = wordsOf(wanted);
  return corrections.find((each) => wordsOf(each) === words);
}

const isOfTwo = (kind) => kind === "merge" || ORDERS.includes(kind);
const wordsOf = (each) => JSON.stringify([each.kind, each.event, valueOf(each)]);

// Where no more than one correction stands: a pair of rows has one order, a row one of each other kind.
function placeOf({ kind, event, value }) {
  if (ORDERS.includes(kind)) return ["order", event, value].sort().join(" ");
  return [kind, event, ...(kind === "split" ? [value.document, value.start] : [])].join(" ");
}

// As it is said: without the id that a split has been given, and the words of an added row.
function valueOf({ kind, value }) {
  if (kind === "split") return { document: value.document, start: value.start };
  if (kind === "added") return value.document ? { document: value.document, start: value.start, end: value.end } : null;
  return value;
}

// The ids of the rows that corrections make, in the order in which `said` says them.
function madeBy(corrections) {
  const added = corrections.filter(({ kind }) => kind === "added").map(({ event }) => event);
  return [...added, ...corrections.filter(({ kind }) => kind === "split").map(({ value }) => value.id)];
}

// Corrections in the words of the API. What is said of a row that is added again goes with it, as it has no id yet.
function said(corrections) {
  const added = corrections.filter(({ kind }) => kind === "added").map(({ event }) => event);
  const of = (row) => corrections.filter(({ event }) => event === row);
  const rows = added.map((row) => Object.fromEntries(of(row).map((each) => [each.kind, valueOf(each)])));
  const rest = corrections.filter(({ event }) => !added.includes(event));
  return [...rows, ...rest.map((each) => ({ ...(each.event && { event: each.event }), [each.kind]: valueOf(each) }))];
}
