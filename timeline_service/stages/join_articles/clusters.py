"""Clusters by average linkage: the likeliest two are joined until no two are likely any more.

A part of ``join_articles``. Pairs that were not compared count as unlike, but for those of which nothing can be said:
two without a date, of two fortnights. A pair that cannot be one event keeps its two clusters apart for good.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush, merge

from timeline_service.stages.join_articles.plainly import FORTNIGHT

UNLIKE = -4.0  # log-odds of a pair that was not compared
IMPOSSIBLE = -1e6

Pair = tuple[int, int]


def clusters(
    undated: Sequence[int | None], odds: Mapping[Pair, float], *, least: float, rows: Sequence[str | None] = ()
) -> list[list[int]]:
    """The places of ``undated`` in clusters, each rising, by their first; ``odds`` are log-odds of (lower, higher).

    ``undated`` says when that came out which has no date: minutes, None for what has one or is of an unknown day.
    Clusters are joined while the average of their pairs is ``least`` or more, which is above UNLIKE. Each join costs
    the neighbours of the smaller cluster, so all of it some n·log n for n pairs. What stood in one of ``rows`` before
    stays together, and two rows are not joined.
    """
    state = _Clusters(undated, odds)
    held: dict[str, int] = {}
    for n, row in enumerate(rows):
        if row is not None:
            if row in held:
                held[row] = state.join(held[row], n)
            else:
                held[row] = n
                state.rows.add(n)
    heap = [(-each, one, other) for one, other, each in state.averages(least)]
    heapify(heap)
    while heap:
        average, one, other = heappop(heap)
        if not state.may_join(one, other) or -average != state.average(one, other):
            continue  # one of them was joined meanwhile
        kept = state.join(one, other)
        for third in state.near[kept]:
            if (new := state.average(kept, third)) >= least:
                heappush(heap, (-new, min(kept, third), max(kept, third)))
    return sorted((sorted(each) for each in state.members.values()), key=lambda each: each[0])


class _Clusters:
    """The clusters so far by the number of one of their members; ``near``: sum of log-odds, and of how many pairs."""

    def __init__(self, undated: Sequence[int | None], odds: Mapping[Pair, float]) -> None:
        self.near: dict[int, dict[int, tuple[float, int]]] = {n: {} for n in range(len(undated))}
        for (one, other), each in odds.items():
            self.near[one][other] = self.near[other][one] = (each, 1)
        self.members = {n: [n] for n in range(len(undated))}
        self.undated = {n: [] if published is None else [published] for n, published in enumerate(undated)}  # rising
        self.rows: set[int] = set()  # the clusters that were rows before

    def may_join(self, one: int, other: int) -> bool:
        """Whether both are still there, and not two rows of before."""
        return one in self.members and other in self.members and not {one, other} <= self.rows

    def averages(self, least: float) -> Iterator[tuple[int, int, float]]:
        """Each two that have a pair in common, the lower first, whose average is ``least`` or more, with it."""
        for one, others in self.near.items():
            for other, (total, pairs) in others.items():
                if one < other and total / pairs >= least and (average := self.average(one, other)) >= least:
                    yield one, other, average

    def average(self, one: int, other: int) -> float:
        """The average of the pairs of two clusters of which something can be said."""
        total, pairs = self.near[one].get(other, (0.0, 0))
        whole = len(self.members[one]) * len(self.members[other]) - self._silent(one, other)
        return (total + UNLIKE * (whole - pairs)) / whole if whole else UNLIKE

    def _silent(self, one: int, other: int) -> int:
        """Pairs without a date of articles that came out more than a fortnight apart."""
        if not self.undated[one] or not self.undated[other]:
            return 0
        few, many = sorted((self.undated[one], self.undated[other]), key=len)
        near = (bisect_right(many, each + FORTNIGHT) - bisect_left(many, each - FORTNIGHT) for each in few)
        return len(few) * len(many) - sum(near)

    def join(self, one: int, other: int) -> int:
        """Make two clusters one; its number."""
        kept, gone = (one, other) if len(self.near[one]) >= len(self.near[other]) else (other, one)
        self.members[kept] += self.members.pop(gone)
        self.undated[kept] = list(merge(self.undated[kept], self.undated.pop(gone)))
        if gone in self.rows:
            self.rows ^= {gone, kept}
        self.near[kept].pop(gone, None)
        for third, (total, pairs) in self.near.pop(gone).items():
            if third == kept:
                continue
            before = self.near[kept].get(third, (0.0, 0))
            self.near[kept][third] = self.near[third][kept] = (before[0] + total, before[1] + pairs)
            del self.near[third][gone]
        return kept
