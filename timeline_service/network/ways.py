"""The shortest ways of a network of bounds: where every point lies against one, and which bounds say so."""
from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

Point = Hashable
Label = Hashable


class Edge(NamedTuple):
    """``later - earlier <= most``, minutes: an edge of the distance graph from ``earlier`` to ``later``."""

    earlier: Point
    later: Point
    most: int


class Arc(NamedTuple):
    tail: int
    head: int
    most: int
    label: Label


class Search(NamedTuple):
    """Shortest ways from a node, or to it: how far each node is by reduced costs, and the last arc of the way to it."""

    far: dict[int, int]
    last: dict[int, Arc]

    def way(self, node: int, *, ahead: bool) -> Iterator[Arc]:
        """The arcs between a node and the one that was searched from, where that was ``ahead`` or backwards."""
        while node in self.last:
            arc = self.last[node]
            yield arc
            node = arc.tail if ahead else arc.head


class Closure:
    """The bounds of every point against ``origin``, as they followed when it was made, and what they rest on.

    ``latest`` and ``earliest`` are the most and the least that each point lies after it, minutes; points without such a
    limit are left out.
    """

    def __init__(
        self, origin: Point, points: Sequence[Point], solution: Sequence[int], *, ahead: Search, back: Search
    ) -> None:
        self.origin = origin
        self.latest = {points[i]: far + solution[i] for i, far in ahead.far.items()}
        self.earliest = {points[i]: solution[i] - far for i, far in back.far.items()}
        self._ahead, self._back = ahead, back

    def behind(self, node: int, *, ahead: bool) -> set[Label]:
        """The labels of the arcs that say when at the latest (``ahead``) or earliest a node lies."""
        search = self._ahead if ahead else self._back
        return {arc.label for arc in search.way(node, ahead=ahead)}


def search(
    origin: int,
    arcs: Sequence[Sequence[Arc]],
    potential: Sequence[int],
    *,
    backwards: bool = False,
    only: int | None = None,
) -> Search:
    """Shortest ways from ``origin``, or to it, by Dijkstra: with potentials no arc costs less than nothing.

    ``arcs`` are those out of each node, or into it where the search goes ``backwards``. With ``only`` it ends where
    that node is reached.
    """
    near: dict[int, int] = {origin: 0}
    last: dict[int, Arc] = {}
    far: dict[int, int] = {}
    queue = [(0, origin)]
    while queue:
        distance, node = heappop(queue)
        if node in far:
            continue
        far[node] = distance
        if node == only:
            break
        for arc in arcs[node]:
            tail, head, most, _ = arc
            ahead = tail if backwards else head
            if ahead in far:
                continue
            reached = distance + potential[tail] + most - potential[head]
            if ahead not in near or reached < near[ahead]:
                near[ahead], last[ahead] = reached, arc
                heappush(queue, (reached, ahead))
    return Search(far, last)
