"""What a relation between two intervals says about their four end points.

Intervals are half-open ``[start, end)`` on an axis of whole minutes, ``start < end``. A relation is a set of bounds
``later - earlier <= most`` on the starts and ends of its source and target, so every relation here is convex and a
simple temporal network can hold it. Two families:

* **TimeML** (ISO 24617-1, section 8.3): eleven of Allen's thirteen relations, exact. ``BEFORE`` leaves a gap,
  ``IBEFORE`` leaves none. TimeML has no name for Allen's *overlaps* and *overlapped by*.
* **Ours**: weaker ones that news supports, where TimeML's exact ones would claim too much. "The strike began in August"
  says where the start lies and nothing about the end.

The composition table is derived from end points, not typed. Source: J. F. Allen, "Maintaining knowledge about temporal
intervals", CACM 26(11), 1983, figure 4.
"""
from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import combinations, product
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

_SWAPPED = {SOURCE_START: TARGET_START, SOURCE_END: TARGET_END, TARGET_START: SOURCE_START, TARGET_END: SOURCE_END}


def inverse(relation: str) -> str | None:
    """The relation from target to source that says the same, or None where it has no name."""
    swapped = {Bound(_SWAPPED[later], _SWAPPED[earlier], most) for later, earlier, most in RELATIONS[relation]}
    return next((name for name, bounds in RELATIONS.items() if set(bounds) == swapped), None)


# Allen's thirteen, each by one picture: the end points of a pair that stands in it.
_PICTURES: Mapping[str, tuple[tuple[int, int], tuple[int, int]]] = MappingProxyType({
    "before": ((0, 1), (2, 3)),
    "meets": ((0, 1), (1, 2)),
    "overlaps": ((0, 2), (1, 3)),
    "finished by": ((0, 2), (1, 2)),
    "contains": ((0, 3), (1, 2)),
    "starts": ((0, 1), (0, 2)),
    "equals": ((0, 1), (0, 1)),
    "started by": ((0, 2), (0, 1)),
    "during": ((1, 2), (0, 3)),
    "finishes": ((1, 2), (0, 2)),
    "overlapped by": ((1, 3), (0, 2)),
    "met by": ((1, 2), (0, 1)),
    "after": ((2, 3), (0, 1)),
})


def _signature(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, ...]:
    return tuple((a > b) - (a < b) for a, b in product(one, other))


_NAMES = {_signature(*picture): name for name, picture in _PICTURES.items()}
ALLEN = tuple(_PICTURES)


def between(one: tuple[int, int], other: tuple[int, int]) -> str:
    """The one of Allen's thirteen relations that holds from ``one`` to ``other`` (both ``start < end``).

    >>> between((0, 4), (4, 9))
    'meets'
    """
    return _NAMES[_signature(one, other)]


@cache
def composition() -> Mapping[tuple[str, str], frozenset[str]]:
    """For each pair (r, s): the relations possible from a to c when a r b and b s c.

    Three intervals have six end points, so every way they can lie is found among the intervals over 0 … 5.
    """
    intervals = tuple(combinations(range(6), 2))
    table: dict[tuple[str, str], set[str]] = {}
    for a, b, c in product(intervals, repeat=3):
        table.setdefault((between(a, b), between(b, c)), set()).add(between(a, c))
    return MappingProxyType({pair: frozenset(found) for pair, found in table.items()})
