"""What joining across articles is measured by: pairs of marked mentions, and B-cubed over them."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple, TypeVar

from timeline_service.model import Span

Item = TypeVar("Item", bound=Hashable)


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


def b_cubed(found: Mapping[Item, Hashable], gold: Mapping[Item, Hashable]) -> tuple[float, float]:
    """Sums over what was found: the share of its cluster that is of its class, and of its class that is in its cluster.

    Items of ``gold`` that were not found count for nothing (Bagga and Baldwin, 1998).
    """
    clusters, classes = Counter(found.values()), Counter(gold[item] for item in found)
    both = Counter((cluster, gold[item]) for item, cluster in found.items())
    alike = {item: both[cluster, gold[item]] for item, cluster in found.items()}
    precision = sum(alike[item] / clusters[cluster] for item, cluster in found.items())
    return precision, sum(alike[item] / classes[gold[item]] for item in found)


def told_together(stories: Collection[Mapping[str, Any]]) -> dict[str, Any]:
    """The figures of several stories as one: what :mod:`benchmarks.stories` counted of each, summed."""
    pairs = sum((Counts(*(story["pairs"][name] for name in Counts._fields)) for story in stories), Counts(0, 0, 0))
    sums: Counter[str] = Counter()
    for story in stories:
        sums.update({name: value for name, value in story.items() if name != "pairs"})

    def share(part: str, whole: str) -> float | None:
        return sums[part] / sums[whole] if sums[whole] else None

    return {
        "pairs": pairs.figures(),
        "b_cubed": {"precision": share("b_precision", "marked_found"), "recall": share("b_recall", "marked_found")},
        "rows": sums["rows"],
        "duplicates": share("repeating", "telling"),
        "disputes": sums["disputes"],
        "false_disputes": sums["false_disputes"],
        "date_exact": share("exact", "dated"),
        "marked_found": share("marked_found", "marked"),
    }
