"""Which phrases of a clause a title has room for. Part of ``write_titles``.

What a title does without goes in any case. Of the rest goes what is needed least taken together: a phrase that goes
takes what stands in it along at no further cost, so that no stump of it is left to spare its inner words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from timeline_service.model import Token
from timeline_service.stages.write_titles.necessity import APART, OUT
from timeline_service.stages.write_titles.text import printed

MIN_WORDS, MAX_WORDS = 4, 14
_OF_A_WORD, _OF_AN_ADJECTIVE = 0.2, 1.0  # what each word that goes costs by itself, and one that tells which is meant
_NEARER = 0.001  # what costs more by each word that a phrase stands nearer to the predicate


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase that may go: the word that it hangs from, its words, and how much the clause needs it."""

    top: Token
    words: frozenset[Token]
    need: tuple[float, int, int]  # the degree, then what is farther from the predicate first

    @property
    def cost(self) -> float:
        """What it costs a title to lose it."""
        adjective = _OF_AN_ADJECTIVE * (self.top.dep == "amod" and self.top.i < self.top.head)
        return self.need[0] - APART + _OF_A_WORD * len(self.words) + adjective + _NEARER * self.need[1]


@dataclass(frozen=True, slots=True)
class _Cut:
    """Parts that go: what they cost together, and how many of the printed words are left."""

    cost: float
    left: int
    parts: tuple[Part, ...] = ()

    def __add__(self, other: _Cut) -> _Cut:
        return _Cut(self.cost + other.cost, self.left + other.left, (*self.parts, *other.parts))


def fitted(whole: Set[Token], parts: Iterable[Part], head: Token) -> set[Token]:
    """The words without the phrases that a title does without and without as many others as make it short enough.

    In a title that is too short what it would do without comes back, what is needed most first.
    """
    ordered = sorted(parts, key=lambda part: part.need)
    kept = set(whole)
    apart: list[tuple[Part, Set[Token]]] = []
    for part in ordered:
        if part.need[0] <= APART and part.top in kept:
            apart.append((part, part.words & kept))
            kept -= part.words
    kept = _shortened(kept, [part for part in ordered if part.need[0] > APART])
    by_number = {token.i: token for token in whole}
    apart.reverse()
    for part, gone in sorted(apart, key=lambda one: one[0].top.i < head.i):
        wanted = len(printed(kept)) < MIN_WORDS and part.need[0] > OUT
        if wanted and by_number.get(part.top.head) in kept:
            fuller = _shortened(kept | gone, [p for p in ordered if p.top in gone and p is not part])
            kept = fuller if len(printed(fuller)) <= MAX_WORDS else kept
    return kept


def _shortened(kept: set[Token], parts: Iterable[Part]) -> set[Token]:
    """The words without the phrases that cost least together, where they are too many."""
    within = [part for part in parts if part.top in kept]
    shorter = kept
    for room in range(MAX_WORDS, 0, -1):  # words that are printed apart once what they were written to went
        if len(printed(shorter)) <= MAX_WORDS:
            break
        shorter = kept - _cheapest(kept, within, room)
    return shorter


def _cheapest(kept: Set[Token], parts: Sequence[Part], room: int) -> set[Token]:
    """The words of the parts that cost least together and leave no more words than there is room for; of all parts
    where none do."""
    ordered = sorted(parts, key=lambda part: len(part.words))
    starts = {word[0] for word in printed(kept)}
    inner: dict[Token | None, list[Part]] = {}  # the parts right inside of each, by its top
    for n, part in enumerate(ordered):
        around = next((other.top for other in ordered[n + 1 :] if part.top in other.words), None)
        inner.setdefault(around, []).append(part)

    def ways(top: Token | None, words: Set[Token]) -> list[_Cut]:
        """What may go within some words, without themselves."""
        below = inner.get(top, [])
        own = words - {word for part in below for word in part.words}
        found = [_Cut(0.0, len(own & starts))]
        for part in below:
            choices = [*ways(part.top, part.words & kept), _Cut(part.cost, 0, (part,))]
            found = _best([one + other for one in found for other in choices], room)
        return found

    found = ways(None, kept)
    least = min(found, key=lambda cut: (cut.left > room, cut.cost, -cut.left))
    return {word for part in least.parts for word in part.words}


def _best(cuts: Iterable[_Cut], room: int) -> list[_Cut]:
    """For each number of words the cheapest; of what leaves too many, only the shortest."""
    best: dict[int, _Cut] = {}
    for cut in cuts:
        at = min(cut.left, room + 1)
        other = best.get(at)
        if other is None or (cut.left, cut.cost) < (other.left, other.cost):
            best[at] = cut
    return list(best.values())
