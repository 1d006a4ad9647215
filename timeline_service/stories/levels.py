"""How much of a timeline is shown: the rows that matter most, by the articles that tell them, dates and salience."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import log
from typing import Any

from timeline_service.exports.extent import rows_in_all, with_extent, with_room_told
from timeline_service.stories.background import weight

Answer = dict[str, Any]
MOST_ROWS: Mapping[str, int | None] = {"brief": 10, "standard": 30, "full": None}
_A_DATE = 0.3  # what a date that the text gives is worth, beside salience in [0, 1]
_KNOWN = ("stated", "resolved")


def at_level(answer: Mapping[str, Any], level: str, *, always: Collection[str] = ()) -> Answer:
    """The answer with as many rows as ``level`` shows, in their order, ranks closed up, and with a note and counts.

    ``always`` are the ids of rows that stay at any level: those that editors pinned or made. ``full`` shows all that
    had room.
    """
    most, events = MOST_ROWS[level], answer["events"]
    if most is None:
        return with_room_told(answer, more="The others are among those left out; `pinned` takes one in.")
    ordered = sorted(events, key=lambda event: (event["id"] not in always, -_weight(event), event["rank"]))
    kept = {event["id"] for n, event in enumerate(ordered) if n < most or event["id"] in always}
    shown = [{**event, "rank": rank} for rank, event in enumerate((e for e in events if e["id"] in kept), start=1)]
    every = rows_in_all(answer)
    said = f"{len(shown)} of {every} rows are shown: what most articles tell, what has a date and weighs most."
    full = "all" if every == len(events) else f"{len(events)}"
    note = {"code": "detail", "message": f"{said} `detail=full` shows {full}."}
    relations = [each for each in answer["relations"] if {each["source"], each["target"]} <= kept]
    conflicts = [each for each in answer["conflicts"] if each["claim"]["source"] in kept]
    brief = {**answer, "events": shown, "relations": relations, "conflicts": conflicts}
    return with_extent(brief, level=level, every=every, note=note if len(shown) < every else None)


def _weight(event: Mapping[str, Any]) -> float:
    votes = len({mention["document"] for mention in event["mentions"]})
    return float(log(1 + votes) + weight(event) + _A_DATE * (event["when"]["basis"] in _KNOWN))
