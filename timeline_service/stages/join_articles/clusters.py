"""Clusters by average linkage: the likeliest two are joined until no two are likely any more.

A part of ``join_articles``. Pairs that were not compared count as unlike. A pair that cannot be one event keeps its two
clusters apart for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

UNLIKE = -4.0  # log-odds of a pair that was not compared
IMPOSSIBLE = -1e6

Pair = tuple[int, int]


def clusters(count: int, odds: Mapping[Pair, float], *, least: float) -> list[list[int]]:
    """The numbers below ``count`` in clusters, each rising, by their first; ``odds`` are log-odds of (lower, higher).

    Clusters are joined while the average of their pairs is ``least`` or more. Each join costs the neighbours of the
    smaller cluster, so all of it some n·log n for n pairs.
    """
    near: dict[int, dict[int, tuple[float, int]]] = {n: {} for n in range(count)}  # sum of odds, and of how many pairs
    for (one, other), each in sorted(odds.items()):
        near[one][other] = near[other][one] = (each, 1)
    members = {n: [n] for n in range(count)}
    heap = [(-each, one, other) for (one, other), each in odds.items() if each >= least]
    heapify(heap)
    while heap:
        average, one, other = heappop(heap)
        if one not in members or other not in members or -average != _average(near, members, one, other):
            continue  # one of them was joined meanwhile
        kept, gone = (one, other) if len(near[one]) >= len(near[other]) else (other, one)
        members[kept] += members.pop(gone)
        del near[kept][gone]
        for third, (total, pairs) in near.pop(gone).items():
            if third == kept:
                continue
            before = near[kept].get(third, (0.0, 0))
            near[kept][third] = near[third][kept] = (before[0] + total, before[1] + pairs)
            del near[third][gone]
        for third in near[kept]:
            if (new := _average(near, members, kept, third)) >= least:
                heappush(heap, (-new, min(kept, third), max(kept, third)))
    return sorted((sorted(each) for each in members.values()), key=lambda each: each[0])


def _average(near: Mapping[int, Mapping[int, tuple[float, int]]], members: Mapping[int, list[int]], one: int, other: int
             ) -> float:  # fmt: skip
    total, pairs = near[one][other]
    whole = len(members[one]) * len(members[other])
    return (total + UNLIKE * (whole - pairs)) / whole
