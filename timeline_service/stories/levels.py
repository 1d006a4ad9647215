"""How much of a timeline is shown: the rows that matter most, by the articles that tell them, dates and salience."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import log
from typing import Any

Answer = dict[str, Any]
MOST_ROWS: Mapping[str, int | None] = {"brief": 10, "standard": 30, "full": None}
_A_DATE = 0.3  # what a date that the text gives is worth, beside salience in [0, 1]
_KNOWN = ("stated", "resolved")


def at_level(answer: Mapping[str, Any], level: str, *, always: Collection[str] = ()) -> Answer:
    """The answer with as many rows as ``level`` shows, in their order, ranks closed up, and with a note and counts.

    ``always`` are the ids of rows that stay at any level: those that editors pinned or made. ``full`` shows all.
    """
    most, events = MOST_ROWS[level], answer["events"]
    if most is None:
        return dict(answer)
    ordered = sorted(events, key=lambda event: (event["id"] not in always, -_weight(event), event["rank"]))
    kept = {event["id"] for n, event in enumerate(ordered) if n < most or event["id"] in always}
    shown = [event for event in events if event["id"] in kept]
    counts = {"level": level, "shown": len(shown), "of": len(events)}
    said = f"{len(shown)} of {len(events)} rows are shown: what most articles tell, what has a date and weighs most."
    note = {"code": "detail", "message": f"{said} `detail=full` shows all."}
    return {
        **answer,
        "detail": counts,
        "events": [{**event, "rank": rank} for rank, event in enumerate(shown, start=1)],
        "relations": [each for each in answer["relations"] if {each["source"], each["target"]} <= kept],
        "conflicts": [each for each in answer["conflicts"] if each["claim"]["source"] in kept],
        "notes": [*answer["notes"], *[note] * (len(shown) < len(events))],
    }


def _weight(event: Mapping[str, Any]) -> float:
    votes = len({mention["document"] for mention in event["mentions"]})
    return float(log(1 + votes) + event["salience"] + _A_DATE * (event["when"]["basis"] in _KNOWN))
