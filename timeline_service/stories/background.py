"""What lies behind a story: rows of a time well before its first article, which a reader can do without at first.

They are marked, not dropped, and stand where they stood; the widget folds them first, and levels keep them last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from timeline_service.calendar.edtf import parse_creation
from timeline_service.calendar.intervals import MINUTES_A_DAY, ordinal

Answer = dict[str, Any]
BEHIND = 30  # days before the first article was published
FOLDED = 0.1  # of its salience, that counts of a row in the background


def with_background(answer: Mapping[str, Any], *, never: Collection[str] = ()) -> Answer:
    """The answer with ``background`` true on the rows that lie behind; ``never`` are ids of rows that do not.

    A text that tells mostly of the past is about it: where that would be more than half of the rows, none is marked.
    """
    published = [_published(each["published_at"]) for each in answer["documents"] if each["published_at"]]
    if not published:
        return dict(answer)
    begins = min(published) - BEHIND
    behind = {
        event["id"]
        for event in answer["events"]
        if event["id"] not in never and event["when"]["latest"] and _day(event["when"]["latest"]) < begins
    }
    if not behind or 2 * len(behind) > len(answer["events"]):
        return dict(answer)
    events = [{**each, "background": True} if each["id"] in behind else each for each in answer["events"]]
    return {**answer, "events": events}


def weight(event: Mapping[str, Any]) -> float:
    """The salience of a row, less where it lies behind the story."""
    return float(event["salience"]) * (FOLDED if event.get("background") else 1)


def _published(written: str) -> int:
    cell, _ = parse_creation(written)
    return (cell.interval.start or 0) // MINUTES_A_DAY


def _day(written: str) -> int:
    """The number of a civil date, ``YYYY-MM-DD`` with any year."""
    year, month, day = written.rsplit("-", 2)
    return ordinal(int(year), int(month), int(day))
