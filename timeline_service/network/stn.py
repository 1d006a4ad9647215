"""A simple temporal network: points in time, and bounds ``later - earlier <= most`` between them, in whole minutes.

The network is always consistent. :meth:`Network.admit` takes a labelled set of bounds in whole or not at all, and says
which labels contradict a set that it refuses. It keeps one solution, the potentials; a bound that the solution violates
is repaired by a search over reduced costs, so what is far from the change is not looked at: S. Cotton and O. Maler,
"Fast and flexible difference constraint propagation for DPLL(T)", SAT 2006, section 4. The theory (a network is
consistent if and only if its distance graph has no negative cycle; earliest and latest times are shortest paths) is
R. Dechter, I. Meiri and J. Pearl, "Temporal constraint networks", Artificial Intelligence 49, 1991, section 2.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from timeline_service.network.ways import Arc, Closure, Edge, Label, Point, Search, search

__all__ = ["Closure", "Edge", "Label", "Network", "Point", "consistent"]
_TOO_MANY_TO_MINIMISE = 12
_FAR = 2**48  # minutes: beyond all bounds of a story taken together


class Network:
    """Points and bounds, consistent at every moment. Equal calls in equal order give equal answers.

    ``hub`` is the point, if there is one, against which most bounds are; it has a bearing on the cost alone. The
    solution that is kept begins with it far before all others, so that it need not move, and they with it, whenever one
    comes to lie later than those before.
    """

    def __init__(self, hub: Point | None = None) -> None:
        self._hub = hub
        self._index: dict[Point, int] = {}
        self._points: list[Point] = []
        self._potential: list[int] = []  # one solution: potential[head] - potential[tail] <= most for every arc
        self._out: list[list[Arc]] = []
        self._in: list[list[Arc]] = []
        self._labelled: dict[Label, list[Arc]] = {}
        self._sure: dict[int, list[Arc]] = {}  # by their tails, those under the label None
        self._order: dict[Label, int] = {}
        self._closures: dict[Point, Closure] = {}  # of what is admitted

    def __contains__(self, point: Point) -> bool:
        return point in self._index

    def admit(self, label: Label, edges: Iterable[Edge]) -> tuple[Label, ...] | None:
        """Take all ``edges`` in under ``label`` and give None; else take nothing and give the labels against them.

        The labels contradict the edges together, and, up to twelve of them, no fewer would; they come in the order of
        their admission. An empty tuple means that the edges contradict themselves. Bounds under the label None are
        never named: they are what is true without any evidence (a start before its end).
        """
        arcs = [Arc(self._point(edge.earlier), self._point(edge.later), edge.most, label) for edge in edges]
        for taken, arc in enumerate(arcs):
            cycle = self._add(arc)
            if cycle is not None:
                for other in reversed(arcs[:taken]):
                    self._out[other.tail].pop()
                    self._in[other.head].pop()
                return self._minimal(arcs, {a.label for a in cycle} - {label})
        self._closures.clear()
        for arc in arcs if label is None else ():
            self._sure.setdefault(arc.tail, []).append(arc)
        self._labelled.setdefault(label, []).extend(arcs)
        self._order.setdefault(label, len(self._order))
        return None

    def closure(self, origin: Point) -> Closure:
        """Where every point lies against one."""
        if origin not in self._closures:
            zero = self._index[origin]
            ahead, back = self._search(zero), self._search(zero, backwards=True)
            solution = [value - self._potential[zero] for value in self._potential]
            self._closures[origin] = Closure(origin, self._points, solution, ahead=ahead, back=back)
        return self._closures[origin]

    def against(self, edge: Edge, closure: Closure) -> tuple[Label, ...]:
        """The labels that a closure of this network rests on where it contradicts an edge from or to its origin.

        As :meth:`admit` gives them.
        """
        arc = Arc(self._index[edge.earlier], self._index[edge.later], edge.most, None)
        back = edge.earlier == closure.origin
        return self._minimal([arc], closure.behind(arc.head if back else arc.tail, ahead=not back))

    def most(self, earlier: Point, later: Point, *, from_later: bool = False) -> int | None:
        """The tightest bound on ``later - earlier`` that the network entails, minutes, or None.

        The search begins at ``earlier``, or at ``later``: best at the one of the two that fewer points hang from.
        """
        one, other = self._index[earlier], self._index[later]
        start, end = (other, one) if from_later else (one, other)
        far = self._search(start, backwards=from_later, only=end).far.get(end)
        return None if far is None else far + self._potential[other] - self._potential[one]

    def solution(self) -> dict[Point, int]:
        """One assignment of minutes to points that keeps every bound."""
        return {point: self._potential[i] for point, i in self._index.items()}

    def schedule(self, wanted: Mapping[Point, int], origin: Point) -> dict[Point, int]:
        """Minutes after ``origin`` for every point: the least solution in which no point lies before its wanted time.

        A wanted time later than the latest that the network allows counts as that latest; a point without a wanted
        time counts as wanted at its earliest, or at ``origin``.
        """
        latest, earliest = self.closure(origin).latest, self.closure(origin).earliest
        at = {}
        for point, i in self._index.items():
            want = wanted.get(point, earliest.get(point, min(0, latest.get(point, 0))))
            at[i] = min(max(want, earliest.get(point, want)), latest.get(point, want))
        potential = self._potential
        queue = [(potential[node] - minute, node) for node, minute in at.items()]
        heapify(queue)
        settled: set[int] = set()
        while queue:
            _, node = heappop(queue)
            if node in settled:
                continue
            settled.add(node)
            for arc in self._in[node]:
                if arc.tail not in settled:
                    at[arc.tail] = max(at[arc.tail], at[node] - arc.most)
                    heappush(queue, (potential[arc.tail] - at[arc.tail], arc.tail))
        return {point: at[i] for point, i in self._index.items()}

    def _point(self, point: Point) -> int:
        if point not in self._index:
            self._index[point] = len(self._index)
            self._points.append(point)
            self._closures.clear()
            place = -_FAR if point == self._hub else len(self._potential)
            self._potential.append(place)  # what is named later most often lies later: fewer repairs
            self._out.append([])
            self._in.append([])
        return self._index[point]

    def _add(self, arc: Arc) -> list[Arc] | None:
        """Put one arc in and mend the solution; on contradiction leave all as it was and give the negative cycle.

        Where the hub would have to move, and with it all that is held against it, a look back from the tail of the arc
        shows whether the cycle is closed there.
        """
        potential, hub = self._potential, self._index.get(self._hub)
        moved: dict[int, int] = {}
        slack = potential[arc.tail] + arc.most - potential[arc.head]
        falls, cause, queue = {arc.head: slack}, {arc.head: arc}, [(slack, arc.head)]
        while queue:
            fall, node = heappop(queue)
            if fall >= 0:
                break
            if node in moved or fall > falls[node]:
                continue
            if node == arc.tail:
                return self._way_from(arc, node, cause)
            if node == hub:
                back = self._search(arc.tail, backwards=True, only=hub)
                if hub in back.far and fall + back.far[hub] < 0:
                    return [*self._way_from(arc, hub, cause), *back.way(hub, ahead=False)]
            moved[node] = start = potential[node] + fall
            for out in self._out[node]:
                _, head, most, _ = out
                gain = start + most - potential[head]
                if gain < falls.get(head, 0) and head not in moved:
                    falls[head], cause[head] = gain, out
                    heappush(queue, (gain, head))
        for node, value in moved.items():
            potential[node] = value
        self._out[arc.tail].append(arc)
        self._in[arc.head].append(arc)
        return None

    @staticmethod
    def _way_from(arc: Arc, node: int, cause: Mapping[int, Arc]) -> list[Arc]:
        """The arcs from one arc on to a node, the last first."""
        way = [cause[node]]
        while way[-1] is not arc:
            way.append(cause[way[-1].tail])
        return way

    def _search(self, origin: int, *, backwards: bool = False, only: int | None = None) -> Search:
        arcs = self._in if backwards else self._out
        return search(origin, arcs, self._potential, backwards=backwards, only=only)

    def _minimal(self, arcs: Sequence[Arc], labels: set[Label]) -> tuple[Label, ...]:
        """Drop labels one by one while what is left still contradicts ``arcs``; bounds under None always count."""
        kept = sorted(labels - {None}, key=self._order.__getitem__)
        if len(kept) > _TOO_MANY_TO_MINIMISE:
            return tuple(kept)
        points = {i for arc in [*arcs, *(arc for label in kept for arc in self._labelled[label])] for i in arc[:2]}
        always = [*arcs, *(arc for i in sorted(points) for arc in self._sure.get(i, ()))]
        for label in tuple(kept):
            rest = [other for other in kept if other != label]
            if not consistent([*always, *(arc for other in rest for arc in self._labelled[other])]):
                kept = rest
        return tuple(kept)


def consistent(edges: Iterable[Sequence]) -> bool:
    """Whether some assignment keeps every bound ``(earlier, later, most, …)``: Bellman and Ford, slow and plain."""
    bounds: list[tuple[Point, Point, int]] = [(edge[0], edge[1], edge[2]) for edge in edges]
    value: dict[Point, int] = {point: 0 for bound in bounds for point in bound[:2]}
    for _ in range(len(value) + 1):
        changed = False
        for earlier, later, most in bounds:
            if value[earlier] + most < value[later]:
                value[later] = value[earlier] + most
                changed = True
        if not changed:
            return True
    return False
