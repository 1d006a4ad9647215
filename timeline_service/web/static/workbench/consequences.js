// What a correction would do besides what was said: which rows it moves, which dates it changes, what it contradicts.

export function consequences(before, after, said) {
  const own = new Set(said.flatMap(({ event, merge }) => [event, merge]));
  const then = new Map(after.events.map((event) => [event.id, event]));
  const stays = before.events.filter(({ id }) => then.has(id) && !own.has(id));
  return [
    ...moved(stays, after, then),
    ...stays
      .filter((event) => event.when.edtf !== then.get(event.id).when.edtf)
      .map((event) => `“${event.title}” is dated ${then.get(event.id).when.said} then, not ${event.when.said}.`),
    ...news(before, after, said),
  ];
}

// Rows whose order among the rows that nobody touched is another than before.
function moved(stays, after, then) {
  const order = after.events.map(({ id }) => id);
  const rows = stays.map(({ id }) => id);
  const next = order.filter((id) => rows.includes(id));
  const wrong = rows.filter((id, i) => next[i] !== id);
  return wrong.length && wrong.length <= 4
    ? wrong.map((id) => `“${then.get(id).title}” moves to row ${order.indexOf(id) + 1}.`)
    : wrong.length
      ? [`${wrong.length} other rows move.`]
      : [];
}

// Contradictions that were not there before. That a date replaces the one of its row is what was asked for.
function news(before, after, said) {
  const known = new Set(before.conflicts.map(({ message }) => message));
  const dated = new Set(said.filter((each) => "date" in each).map(({ event }) => event));
  const rows = new Set(after.events.map(({ id }) => id));
  return after.conflicts
    .filter(({ claim }) => !(dated.has(claim.source) && !rows.has(claim.target)))
    .map(({ message }) => message)
    .filter((message) => !known.has(message));
}

// An order that the editor gave and that the dates refuse.
export const refused = (answer) => answer.conflicts.filter(({ claim }) => claim.origin === "editor");
