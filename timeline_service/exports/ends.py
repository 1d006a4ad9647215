"""The two ends of an event's date, no finer than it is known: never a day where the article gives a month.

A date that is only likely is shown in words and given to no program: it has no ends, unless a format shows nothing
without a date and says in words what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from timeline_service.calendar.edtf import granularity_of, parse_edtf

Fields = tuple[int, ...]  # year (0 is 1 BC), month, day, hour, minute; as many as are known
_KNOWN = {"century": 1, "decade": 1, "year": 1, "season": 2, "quarter": 2, "month": 2}  # fields; of others the day
_DAY = 3
_MINUTES = {"hour": 4, "minute": 5}


def ends(event: Mapping[str, Any], *, likely: bool = False) -> tuple[Fields | None, Fields | None]:
    """(first, last) of an event's date; ``last`` is None where it is the same or not known, both where nothing is.

    ``earliest`` and ``latest`` say between which days it began; the end of a stretch of time stands in its EDTF alone.
    Those of a date that is only likely are given where they are asked for.
    """
    if is_likely(event) and not likely:
        return None, None
    when = shown(event["when"])
    granularity = when["granularity"] or "day"
    if granularity in _MINUTES and "earliest_time" in when:
        first = _fields(when["earliest_time"])[: _MINUTES[granularity]]
        last = _fields(when["latest_time"])[: _MINUTES[granularity]] if "latest_time" in when else None
    else:
        known = _KNOWN.get(granularity, _DAY)
        first, last = (when[end] and _fields(when[end])[:known] for end in ("earliest", "latest"))
    if (end := end_of_stretch(when["edtf"] or "")) is not None:
        last = _fields(end.day)[: _KNOWN.get(end.granularity, _DAY)]
    return first or None, last if first and last != first else None


def is_likely(event: Mapping[str, Any]) -> bool:
    """Whether the date of an event is only likely: that of what is told around it."""
    return "probability" in event["when"]


def shown(when: Mapping[str, Any]) -> Mapping[str, Any]:
    """The ``when`` of an event with the days that are shown as its ends: of a date that is only likely, those."""
    return {**when, **when.get("likely", {})}


def iso(fields: Fields) -> str:
    """ISO 8601 reduced to what is known: ``2025``, ``2025-10``, ``2025-10-13``, ``2025-10-13T14:30``."""
    year, *rest = fields
    date = "-".join([f"{'-' if year < 0 else ''}{abs(year):04d}", *(f"{each:02d}" for each in rest[:2])])
    clock = [*rest[2:], 0][:2]
    return f"{date}T{clock[0]:02d}:{clock[1]:02d}" if rest[2:] else date


class End(NamedTuple):
    """The last day of a stretch of time, and how finely that is known: ``day month season`` …"""

    day: str
    granularity: str


def end_of_stretch(edtf: str) -> End | None:
    """The end of ``2025-11-20/2025-11-22``; None of what is no stretch, or has no beginning or no end."""
    first, _, last = edtf.partition("/")
    try:
        day, granularity = parse_edtf(last).latest, granularity_of(last)
    except ValueError:
        return None
    return End(day, granularity.label) if first != ".." and day is not None and granularity is not None else None


def _fields(text: str) -> Fields:
    found = re.match(r"(-?\d+)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?", text)
    assert found is not None, text
    return tuple(int(each) for each in found.groups() if each is not None)
