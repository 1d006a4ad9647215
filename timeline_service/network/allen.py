"""What a relation between two intervals says about their four end points.

Intervals are half-open ``[start, end)`` on an axis of whole minutes, ``start < end``. A relation is a set of bounds
``later - earlier <= most`` on the starts and ends of its source and target, so every relation here is convex and a
simple temporal network can hold it. Two families:

* **TimeML** (ISO 24617-1, section 8.3): eleven of Allen's thirteen relations, exact. ``BEFORE`` leaves a gap,
  ``IBEFORE`` leaves none. TimeML has no name for Allen's *overlaps* and *overlapped by*.
* **Ours**: weaker ones that news supports, where TimeML's exact ones would claim too much. "The strike began in August"
  says where the start lies and nothing about the end.

Source: J. F. Allen, "Maintaining knowledge about temporal intervals", CACM 26(11), 1983. Its thirteen relations and
their composition are in ``tests/network/thirteen.py``, where these are held to them.
"""
from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

SOURCE_START, SOURCE_END, TARGET_START, TARGET_END = "source start", "source end", "target start", "target end"


class Bound(NamedTuple):
    """``later - earlier <= most``, minutes; ``later`` and ``earlier`` name end points of source and target."""

    later: str
    earlier: str
    most: int


def _at_most(one: str, other: str) -> Bound:
    """``one <= other``."""
    return Bound(one, other, 0)


def _less(one: str, other: str) -> Bound:
    """``one < other``: by one minute at least."""
    return Bound(one, other, -1)


def _equal(one: str, other: str) -> tuple[Bound, Bound]:
    return _at_most(one, other), _at_most(other, one)


TIMEML: Mapping[str, tuple[Bound, ...]] = MappingProxyType({
    "BEFORE": (_less(SOURCE_END, TARGET_START),),
    "AFTER": (_less(TARGET_END, SOURCE_START),),
    "IBEFORE": _equal(SOURCE_END, TARGET_START),
    "IAFTER": _equal(SOURCE_START, TARGET_END),
    "INCLUDES": (_less(SOURCE_START, TARGET_START), _less(TARGET_END, SOURCE_END)),
    "IS_INCLUDED": (_less(TARGET_START, SOURCE_START), _less(SOURCE_END, TARGET_END)),
    "SIMULTANEOUS": (*_equal(SOURCE_START, TARGET_START), *_equal(SOURCE_END, TARGET_END)),
    "BEGINS": (*_equal(SOURCE_START, TARGET_START), _less(SOURCE_END, TARGET_END)),
    "BEGUN_BY": (*_equal(SOURCE_START, TARGET_START), _less(TARGET_END, SOURCE_END)),
    "ENDS": (*_equal(SOURCE_END, TARGET_END), _less(TARGET_START, SOURCE_START)),
    "ENDED_BY": (*_equal(SOURCE_END, TARGET_END), _less(SOURCE_START, TARGET_START)),
})

OURS: Mapping[str, tuple[Bound, ...]] = MappingProxyType({
    "STARTS_BEFORE": (_less(SOURCE_START, TARGET_START),),
    "STARTS_AFTER": (_less(TARGET_START, SOURCE_START),),
    "STARTS_WITH": _equal(SOURCE_START, TARGET_START),
    "STARTS_WITHIN": (_at_most(TARGET_START, SOURCE_START), _less(SOURCE_START, TARGET_END)),
    "STARTS_BY": (_less(SOURCE_START, TARGET_END),),
    "STARTS_FROM": (_at_most(TARGET_START, SOURCE_START),),
    "STARTS_PAST": (_at_most(TARGET_END, SOURCE_START),),
    "ENDS_WITHIN": (_less(TARGET_START, SOURCE_END), _at_most(SOURCE_END, TARGET_END)),
    "ENDS_BY": (_at_most(SOURCE_END, TARGET_END),),
    "WITHIN": (_at_most(TARGET_START, SOURCE_START), _at_most(SOURCE_END, TARGET_END)),
    "COVERS": (_at_most(SOURCE_START, TARGET_START), _at_most(TARGET_END, SOURCE_END)),
    "SAME_DAY": (),  # the day is for the calendar to say: minutes have no midnight
    "OVERLAPS": (_less(SOURCE_START, TARGET_END), _less(TARGET_START, SOURCE_END)),
})

RELATIONS: Mapping[str, tuple[Bound, ...]] = MappingProxyType({**TIMEML, **OURS})
