"""The day of a clock time that has none: the first on which its event can lie. A part of ``order_events``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval, iso_day, ordinal
from timeline_service.evidence.clocks import floats
from timeline_service.model import Claim, Story, Timex
from timeline_service.stages.order_events.admit_claims import Order, is_asserted

_MOST = 40  # clock times of a story whose day is looked for; the rest keep the day of publication
_WIDE = 2 * MINUTES_A_DAY  # an event known no better than this does not say which day is meant


def set_clocks(network: Order, story: Story) -> dict[str, int]:
    """Timex (``document/id``) → days by which it moves from the day of publication; its claims are admitted.

    All other claims that are sure enough must stand already.
    """
    roots = {
        f"{document.id}/{timex}": f"{document.id}/{root}"
        for document in story.documents
        for timex, root in floats(document).items()
    }
    counted_from: dict[str, list[str]] = {}
    for timex, root in roots.items():
        counted_from.setdefault(root, []).append(timex)
    held: dict[str, list[Claim]] = {}
    for claim in story.claims:
        if claim.target in roots and is_asserted(claim):
            held.setdefault(roots[claim.target], []).append(claim)
    moves: dict[str, int] = {}
    for root, family in held.items():
        days = _days(network, family, root) if len(moves) < _MOST else 0
        for timex in counted_from[root]:
            moves[timex] = days
            network.constants[timex] = _shifted(network.constants[timex], days)
        network.admit(family)
    network.shift_days()
    return {timex: days for timex, days in moves.items() if days}


def floating_dates(story: Story) -> frozenset[str]:
    """The dates (``document/id``) whose day :func:`set_clocks` finds."""
    return frozenset(f"{document.id}/{timex}" for document in story.documents for timex in floats(document))


def _days(network: Order, family: list[Claim], root: str) -> int:
    """How far from its place the clock time must move to suit the event that it hangs from."""
    claim = next((claim for claim in family if claim.target == root), None)
    time = network.constants[root]
    if claim is None or time.start is None or time.end is None:
        return 0
    window = network.window(claim.source)
    if window.start is None or window.end is None or window.end - window.start > _WIDE:
        return 0
    first = -((time.end - 1 - window.start) // MINUTES_A_DAY)
    if time.start + first * MINUTES_A_DAY >= window.end and claim.relation != "STARTS_BY":
        return 0
    return first


def _shifted(interval: Interval, days: int) -> Interval:
    by = days * MINUTES_A_DAY
    start, end = interval.start, interval.end
    return Interval(None if start is None else start + by, None if end is None else end + by)


def moved(timexes: Mapping[str, Timex], days: Mapping[str, int]) -> dict[str, Timex]:
    """The dates with the clock times among them on their own days."""
    return {id: _moved(timex, days[id]) if id in days else timex for id, timex in timexes.items()}


def _moved(timex: Timex, days: int) -> Timex:
    interval = timex.interval and _shifted(timex.interval, days)
    return replace(timex, interval=interval, edtf=timex.edtf and _on(timex.edtf, days))


def _on(edtf: str, days: int) -> str:
    """An EDTF day or clock time so many days later; anything else as it is."""
    if len(edtf) < 10 or edtf[4] != "-" or not edtf[:4].isdigit() or "/" in edtf:
        return edtf
    day = ordinal(int(edtf[:4]), int(edtf[5:7]), int(edtf[8:10]))
    return iso_day(day + days) + edtf[10:]
