"""Allen's thirteen relations and their composition, derived from end points, and the inverse of a relation of ours.

Source: J. F. Allen, "Maintaining knowledge about temporal intervals", CACM 26(11), 1983, figure 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import combinations, product
from types import MappingProxyType

from timeline_service.network.allen import RELATIONS, SOURCE_END, SOURCE_START, TARGET_END, TARGET_START, Bound

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
