// Edits of a timeline that is stored nowhere: each gives a new answer, and can be undone.

export class LocalDesk {
  #past = [];
  #answer;

  constructor(answer) {
    this.#answer = answer;
  }

  get answer() {
    return this.#answer;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  // What the editor said, in the words of the API.
  get said() {
    return this.#past.map(({ event, change }) => ({ event, change }));
  }

  change(id, change) {
    const events = [...this.#answer.events];
    const at = events.findIndex((event) => event.id === id);
    const said = change.move ? { [change.move < 0 ? "before" : "after"]: events[at + change.move].id } : change;
    if (change.move) events.splice(at + change.move, 0, ...events.splice(at, 1));
    else if (change.hidden) events.splice(at, 1);
    else events[at] = edited(events[at], change);
    this.#past.push({ answer: this.#answer, event: id, change: said });
    this.#answer = { ...this.#answer, ...pruned(this.#answer, events) };
  }

  undo() {
    this.#answer = this.#past.pop()?.answer ?? this.#answer;
  }
}

function edited(event, { date, ...change }) {
  return date ? { ...event, placement: "dated", when: whenOf(date) } : { ...event, ...change };
}

// Ranks follow the order; relations of events that are hidden go with them.
function pruned(answer, events) {
  const shown = new Set(events.map((event) => event.id));
  return {
    events: events.map((event, i) => ({ ...event, rank: i + 1 })),
    relations: answer.relations.filter(({ source, target }) => shown.has(source) && shown.has(target)),
    conflicts: answer.conflicts.filter(({ claim }) => shown.has(claim.source)),
  };
}

// A year, a month or a day as an editor types it.
export function whenOf(edtf) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(edtf);
  const [year, month, day] = found ? found.slice(1).map(Number) : [];
  const last = found && new Date(Date.UTC(year, month || 12, 0)).getUTCDate();
  if (!found || month > 12 || month === 0 || day === 0 || day > last)
    throw new RangeError("Write a date as 2025, 2025-10 or 2025-10-13.");
  return {
    edtf,
    earliest: `${edtf}-01-01`.slice(0, 10),
    latest: day ? edtf : `${found[1]}-${found[2] || "12"}-${last}`,
    granularity: day ? "day" : month ? "month" : "year",
    basis: "stated",
    text: null,
    timex: null,
  };
}
