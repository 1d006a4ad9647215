"""An article on its way through ``READ``."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from timeline_service.calendar.intervals import Interval
from timeline_service.derived import Deriving
from timeline_service.model.mentions import Event, Signal, Timex
from timeline_service.model.parse import Block, Clause, MarkedDate, Sentence, Token, Tokens
from timeline_service.model.reasons import Note, Span
from timeline_service.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class Views:
    """What the learned heads saw of each token of a document, a row each (:mod:`timeline_service.reader`).

    ``worth`` [n, 2]: log-odds that the word is worth a row of a timeline, and that such a row is key. ``same``: what
    is compared to tell whether two mentions are one event.
    """

    worth: NDArray[np.float16]
    same: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Told:
    """One event as an article alone tells it: its mentions, the most telling first, and between what it began."""

    events: tuple[str, ...]
    began: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Deriving):
    """One article on its way through ``READ``. Fields after ``dct`` are filled by stages.

    ``tokens`` may be given as any tuple of tokens; copies of a document share the trees of their :class:`Tokens`.
    ``by_hand``: no article, but the words of an editor for one row that no article tells. ``told`` is what it tells by
    itself; it is filled for articles of a story of several.
    """

    id: str
    text: str
    title: str | None = None
    language: str = "en"
    url: str | None = None
    dct: Timex | None = None
    dct_source: str | None = None
    markup: tuple[MarkedDate, ...] = ()
    blocks: tuple[Block, ...] = ()
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    clauses: tuple[Clause, ...] = ()
    antecedents: Mapping[int, int] = field(default_factory=dict)  # token of a pronoun → token of its noun
    timexes: tuple[Timex, ...] = ()
    signals: tuple[Signal, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()
    by_hand: bool = False
    told: tuple[Told, ...] = ()
    views: Views | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.tokens, Tokens):
            object.__setattr__(self, "tokens", Tokens(self.tokens))

    @property
    def tree(self) -> Tree:
        """The trees of the words."""
        return self.tokens.tree  # type: ignore[attr-defined]

    @property
    def clause_at(self) -> Mapping[int, Clause]:
        """The clauses by the number of the word that heads them."""
        return self.derived(_clause_at)

    @property
    def timex_at(self) -> Mapping[int, Timex]:
        """The time expressions by the numbers of the words that begin in them."""
        return self.derived(_timex_at)

    def words_in(self, stretch: Span) -> Sequence[Token]:
        """The words that stand in a stretch of the text, be it with a part, in its order."""
        starts = self.derived(_word_starts)
        first = bisect_right(starts, stretch.start) - 1
        if first < 0 or self.tokens[first].end <= stretch.start:
            first += 1
        return self.tokens[first : bisect_left(starts, stretch.end)]

    def timexes_in(self, stretch: Span) -> Sequence[Timex]:
        """The time expressions that begin in a stretch of the text, in its order."""
        placed, starts = self.derived(_placed_timexes)
        return placed[bisect_left(starts, stretch.start) : bisect_left(starts, stretch.end)]

    def clauses_in(self, first: int, last: int) -> Sequence[Clause]:
        """The clauses whose predicates are among the words ``[first, last)``, in text order."""
        heads = self.derived(_heads)
        return self.clauses[bisect_left(heads, first) : bisect_left(heads, last)]

    def sentence_of(self, word: int) -> Sentence:
        """The sentence that holds a word."""
        return self.sentences[bisect_right(self.derived(_firsts), word) - 1]


def _clause_at(document: Document) -> dict[int, Clause]:
    return {clause.head: clause for clause in document.clauses}


def _word_starts(document: Document) -> list[int]:
    return [token.start for token in document.tokens]


def _timex_at(document: Document) -> dict[int, Timex]:
    starts = document.derived(_word_starts)
    return {
        i: timex
        for timex in document.timexes
        if timex.span is not None
        for i in range(bisect_left(starts, timex.span.start), bisect_left(starts, timex.span.end))
    }


def _placed_timexes(document: Document) -> tuple[list[Timex], list[int]]:
    """Those that stand in the text, in its order, and where each begins."""
    placed = sorted((timex.span.start, n) for n, timex in enumerate(document.timexes) if timex.span is not None)
    return [document.timexes[n] for _, n in placed], [start for start, _ in placed]


def _heads(document: Document) -> list[int]:
    return [clause.head for clause in document.clauses]


def _firsts(document: Document) -> list[int]:
    return [sentence.first for sentence in document.sentences]


class Documents(tuple[Document, ...]):
    """The articles of a story; by which of them an id is looked up is indexed when it is first asked for."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Document id → its place among them."""
        return {document.id: n for n, document in enumerate(self)}

    @cached_property
    def articles(self) -> int:
        """How many of them are articles."""
        return sum(not document.by_hand for document in self)
