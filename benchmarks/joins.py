"""What joining across articles is measured by: pairs of marked mentions, and B-cubed over them."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from timeline_service.model import Span


class Marked(NamedTuple):
    """A mention that people marked: the article, the trigger, and the event that it tells."""

    document: str
    span: Span
    event: str


class Counts(NamedTuple):
    """Pairs of marked mentions in two articles: joined, of those right, and how many there were to join."""

    joined: int
    right: int
    gold: int

    def __add__(self, other: tuple[int, ...]) -> Counts:  # type: ignore[override]
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))

    def figures(self) -> dict[str, Any]:
        """Precision, recall and F1; None for what nothing was counted of."""
        precision = self.right / self.joined if self.joined else None
        recall = self.right / self.gold if self.gold else None
        f1 = 2 * self.right / (self.joined + self.gold) if self.joined + self.gold else None
        return {**self._asdict(), "precision": precision, "recall": recall, "f1": f1}


def rows_of(rows: Iterable[Mapping[str, Any]], marked: Sequence[Marked]) -> dict[Marked, str]:
    """The row that holds each marked mention that was found: the one that overlaps it most, of equals the first."""
    places: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for row in rows:
        for mention in row["mentions"]:
            places[mention["document"]].append((Span(mention["start"], mention["end"]), row["id"]))
    found = {}
    for each in marked:
        shared = [(_shared(each.span, span), id) for span, id in places[each.document] if span.overlaps(each.span)]
        if shared:
            found[each] = max(shared, key=lambda pair: pair[0])[1]
    return found


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def pairs(marked: Sequence[Marked], home: Mapping[Marked, str]) -> Counts:
    """Pairs in two articles; one of which a mention was not found at all is one not joined."""
    gold = {frozenset(pair) for pair in _across(marked, lambda each: each.event)}
    joined = {frozenset(pair) for pair in _across(list(home), lambda each: home[each])}
    return Counts(len(joined), len(gold & joined), len(gold))


def _across(mentions: Sequence[Marked], by: Any) -> Iterator[tuple[Marked, Marked]]:
    groups: dict[Hashable, list[Marked]] = defaultdict(list)
    for each in mentions:
        groups[by(each)].append(each)
    for group in groups.values():
        yield from ((a, b) for a, b in combinations(group, 2) if a.document != b.document)


def b_cubed(home: Mapping[Marked, str]) -> tuple[float, float]:
    """Sums over the mentions found: the share of its row that tells its event, and of its event that is in its row."""
    rows: dict[str, list[Marked]] = defaultdict(list)
    events: dict[str, list[Marked]] = defaultdict(list)
    for each, row in home.items():
        rows[row].append(each)
        events[each.event].append(each)
    alike = {each: sum(other.event == each.event for other in rows[row]) for each, row in home.items()}
    precision = sum(alike[each] / len(rows[row]) for each, row in home.items())
    return precision, sum(alike[each] / len(events[each.event]) for each in home)
