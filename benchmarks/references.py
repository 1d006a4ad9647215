"""What the figures of timelines may be held against: a second annotator above, and a reader of endings below.

  python -m benchmarks.references

*Second annotator*: of the articles by reporters that were marked twice, each without a look at the other, the second
timeline is scored as the answer of a system: by the other dates and statuses that the first accepts, as any
answer is, and by its first readings alone, for what is accepted may be what the other read. *Floor*: every word in
lower case that ends in -ed is an event that occurred, in the order of the text and without a date. Neither is read by
the program, so no pipeline is needed.
"""
from __future__ import annotations

import heapq
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from benchmarks.marks import places
from benchmarks.results import ROOT, save
from benchmarks.timelines import newsroom_cases, score, score_newsroom

MARKED_TWICE = (ROOT / "training" / "real", ROOT / "benchmarks" / "wikinews")
SECOND = "second.json"
FLOORS = ("newsroom", "real-dev", "held-out", "wikinews")
SHOWN = ("usable", "usable_strict", "f1", "status")
_ACCEPTED = ("when_also", "status_also")
_WEIGHT = {"key": 1.0, "ok": 0.5}
Gold = Mapping[str, Any]
Answer = dict[str, Any]


def second_annotator(out: Path, *, alone: bool) -> tuple[set[Path], dict[str, Any]]:
    """The gold files, and the figures of the second timelines; ``alone``: by the first readings of the first alone."""
    cases, answers, golds = out / "cases", out / "answers", set()
    answers.mkdir()
    for second in (path for folder in MARKED_TWICE for path in sorted(folder.glob(f"*/{SECOND}"))):
        first = second.with_name("gold.json")
        case = cases / second.parent.name
        case.mkdir(parents=True)
        gold, article = json.loads(first.read_text(encoding="utf-8")), second.with_name("article.txt").read_bytes()
        (case / first.name).write_text(json.dumps(first_readings(gold) if alone else gold), encoding="utf-8")
        (case / "article.txt").write_bytes(article)
        answer = as_answer(json.loads(second.read_text(encoding="utf-8")), article.decode())
        (answers / f"{gold['id']}.json").write_text(json.dumps(answer), encoding="utf-8")
        golds |= {first, second}
    return golds, {"articles": len(list(answers.glob("*.json"))), **score(cases, answers)[1]}


def first_readings(gold: Gold) -> dict[str, Any]:
    """The marks without the other dates and statuses that they accept."""
    events = ({name: said for name, said in event.items() if name not in _ACCEPTED} for event in gold["events"])
    return {**gold, "events": list(events)}


def as_answer(gold: Gold, text: str) -> Answer:
    """A timeline that people marked, as the service would answer it: shown in their order, and where they gave none by
    the day on which each event began at the latest, then by its place in the text; what has no day comes last.
    """
    rank = {id: n for n, id in enumerate(_in_order(gold), start=1)}
    rows = [
        {
            "id": event["id"],
            "title": event["title"],
            "status": event["status"],
            "rank": rank[event["id"]],
            "salience": _WEIGHT[event["level"]],
            "when": {"edtf": event["when"], "granularity": event["granularity"], **event["bounds"]},
            "mentions": [
                {"start": place.start, "end": place.end, "text": text[place.start : place.end]}
                for place in places(event)
            ],
        }
        for event in gold["events"]
    ]
    return {"events": rows, "relations": [{"source": a, "type": "BEFORE", "target": b} for a, b in gold["order"]]}


def _in_order(gold: Gold) -> Iterator[str]:
    """The ids of the events: of those that no pair puts behind one still to come, always the one that began first."""
    events = {event["id"]: event for event in gold["events"]}
    order: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(events, ()))
    for earlier, later in gold["order"]:
        order.add(later, earlier)

    def place(id: str) -> tuple[str, int, str]:
        bounds = events[id]["bounds"]
        return bounds["latest"] or bounds["earliest"] or "9999", places(events[id])[0].start, id

    order.prepare()
    free: list[tuple[str, int, str]] = []
    while order.is_active():
        free += map(place, order.get_ready())
        heapq.heapify(free)
        id = heapq.heappop(free)[-1]
        yield id
        order.done(id)


def endings(text: str) -> Answer:
    """The timeline of a reader that knows endings alone."""
    rows = [
        {
            "id": f"e{n}", "title": word.group(), "status": "occurred", "rank": n, "when": None,
            "mentions": [{"start": word.start(), "end": word.end(), "text": word.group()}],
        }
        for n, word in enumerate(re.finditer(r"\b[a-z]+ed\b", text), start=1)
    ]  # fmt: skip
    return {"events": rows, "relations": []}


def floor(name: str, out: Path) -> tuple[set[Path], dict[str, Any]]:
    """The gold files of a set, and the figures of a reader of endings."""
    golds = set()
    for id, request, gold in newsroom_cases(name):
        (out / f"{id}.json").write_text(json.dumps(endings(request["text"])), encoding="utf-8")
        golds.add(gold)
    return golds, score_newsroom(name, out, quiet=True)


def main() -> None:
    """Score both, print, and keep the figures."""
    golds: set[Path] = set()
    figures: dict[str, Any] = {"floor": {}}
    for name in FLOORS:
        with tempfile.TemporaryDirectory() as scratch:
            paths, figures["floor"][name] = floor(name, Path(scratch))
        golds |= paths
    for name, alone in (("second", False), ("second_alone", True)):
        with tempfile.TemporaryDirectory() as scratch:
            paths, figures[name] = second_annotator(Path(scratch), alone=alone)
        golds |= paths
    for name, found in {**figures["floor"], "second": figures["second"], "alone": figures["second_alone"]}.items():
        print(name, {figure: round(found["metrics"][figure], 3) for figure in SHOWN})
    save("references", command="python -m benchmarks.references", gold=golds, figures=figures)


if __name__ == "__main__":
    main()
