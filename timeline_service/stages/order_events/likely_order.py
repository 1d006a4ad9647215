"""Which of two rows that no evidence orders likely began first. A part of ``order_events``.

News tells the outcome first and then how it came to that: the verdict before the trial, the crash before the take-off.
How likely it is that of two rows the one told first began first is weighed by a logistic regression over how each is
told (tense, kind of clause, adverbs, place in the article), how far apart, which hangs from which, and what is known of
their dates, and by what the reader saw of both. The weights are data, learned by ``training/likely_order.py`` from
articles whose events people ordered: ``languages/<xx>/likely_order.toml`` has those that one can read, the reader's
folder those of what it saw. It says where rows stand that are otherwise free, and asserts nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.derived import IdentityKey
from timeline_service.logistic import Features
from timeline_service.lookups.document_index import DocumentIndex, index_of
from timeline_service.model import Clause, Document, Event, Sentence
from timeline_service.reader.comparison import Comparison, Floats

_FIRST, _SECOND = "first ", "second "  # before the signs of the row told first, and of the other
_CLAIMED = "claimed"
_LEAD = 2  # sentences of the body that tell what it is about
_DEEP = 6
_NOMINAL = ("nsubj", "obj", "obl", "nmod", "compound", "appos", "conj")
_NEAR = ("in one clause", "in one sentence", "1 apart", "2 apart", "some apart", "far apart")
_Pair = tuple[int, int]  # numbers of rows
_GAPS = np.array(
    [1, MINUTES_A_DAY, 31 * MINUTES_A_DAY]
)  # minutes: two times are apart, days apart, far apart


class Row(NamedTuple):
    """A row as its article tells it.

    ``known`` says what is known of its date, and ``minute`` where it would stand by that alone: in the middle of its
    date, or with what is told around it. ``mentions`` is how often the article tells it.
    """

    event: Event
    status: str
    known: str
    minute: int
    mentions: int = 1


class _Way(NamedTuple):
    """How an event is told: its signs, the token of the event that it hangs from, and how it does."""

    signs: tuple[str, ...]
    over: int
    hanging: tuple[str, ...]


class _Label(NamedTuple):
    """One of ``names`` for each pair of rows, [n, n]."""

    at: NDArray[np.int64]
    names: Sequence[str]


class Pairs:
    """The rows of one article, in the order of the text, as they lie to each other.

    ``weak`` are claims about two of them that are too unsure to be asserted: by the numbers of the one that is said to
    begin first and of the other, the precision. A claim counts for what its precision is worth, times a weight.
    """

    def __init__(self, index: DocumentIndex, rows: Sequence[Row], weak: Mapping[_Pair, float]) -> None:
        self._index, self._rows, self._weak = index, rows, weak

    def odds(self, weights: Mapping[str, float], precedence: Comparison | None = None) -> NDArray[np.float64]:
        """[n, n] log-odds that the one row began before the other; without weights, of claims alone.

        ``precedence`` weighs what the reader saw of the two.
        """
        n, prior = len(self._rows), weights.get("prior", 0.0)
        total = np.zeros((n, n))
        for (i, j), worth in self._claimed.items():
            total[i, j] += worth * weights.get(_CLAIMED, 1.0)
        if weights and self._index.tokens:
            first, second = _by_place(IdentityKey(weights))
            total += prior
            total += np.array([[math.fsum(first.get(sign, 0.0) for sign in self._signs[i])] for i in range(n)])
            total += np.array([math.fsum(second.get(sign, 0.0) for sign in self._signs[i]) for i in range(n)])
            for label in (self._near, self._dates):
                total += np.array([weights.get(name, 0.0) for name in label.names])[label.at]
            for (i, j), signs in self._hanging.items():
                total[i, j] += math.fsum(weights.get(sign, 0.0) for sign in signs)
            if precedence is not None and (sights := self.sights) is not None:
                above = np.triu_indices(n, 1)  # each pair once, as it is told
                total[above] += precedence.log_odds_of(sights, *above)
        upper = np.triu(total, 1)
        return upper - upper.T

    def features(self, i: int, j: int) -> Features:
        """What bears on the order of two rows, ``i`` told before ``j``."""
        names = [f"{_FIRST}{sign}" for sign in self._signs[i]] + [f"{_SECOND}{sign}" for sign in self._signs[j]]
        names += [label.names[label.at[i, j]] for label in (self._near, self._dates)]
        claimed = {_CLAIMED: self._claimed[i, j]} if (i, j) in self._claimed else {}
        return dict.fromkeys((*names, *self._hanging.get((i, j), ())), 1.0) | claimed

    @cached_property
    def sights(self) -> Floats | None:
        """What the reader saw of each row [n, width]; None where it saw nothing to compare."""
        views = self._index.document.views
        return None if views is None else views.same[[row.event.token for row in self._rows]].astype(np.float32)

    @cached_property
    def _ways(self) -> Mapping[int, _Way]:
        return self._index.document.derived(_ways, IdentityKey(self._index.words))

    @cached_property
    def _signs(self) -> Sequence[tuple[str, ...]]:
        """Of each row, how it is told."""
        return [
            (*self._ways[row.event.token].signs, row.known, row.status, *["told again"] * (row.mentions > 1))
            for row in self._rows
        ]

    @cached_property
    def _near(self) -> _Label:
        """How far apart the two are told, and whether in one paragraph."""
        events = [row.event for row in self._rows]
        sentence = np.array([event.sentence for event in events], np.int64)
        clause = np.array(
            [-1 - n if event.clause is None else event.clause for n, event in enumerate(events)], np.int64
        )
        block = np.array([self._index.document.sentences[i].block for i in sentence], np.int64)
        steps = np.abs(sentence - sentence[:, None])
        far = np.select([clause == clause[:, None], steps < 3, steps < 7], [0, steps + 1, 4], 5)
        return _Label(far * 2 + (block == block[:, None]), [f"{n}{p}" for n in _NEAR for p in ("", ", one paragraph")])

    @cached_property
    def _dates(self) -> _Label:
        """What is known of the dates of the two, and by how much the second lies behind the first by that."""
        minute = np.array([row.minute for row in self._rows], np.int64)
        gap = minute - minute[:, None]
        step = np.sign(gap) * np.searchsorted(_GAPS, np.abs(gap), side="right") + len(_GAPS)
        kinds = sorted({row.known for row in self._rows})
        known = np.array([kinds.index(row.known) for row in self._rows], np.int64)
        steps = range(-len(_GAPS), len(_GAPS) + 1)
        names = [f"{one}, {other}, {n:+d}" for one in kinds for other in kinds for n in steps]
        return _Label((known[:, None] * len(kinds) + known) * len(steps) + step, names)

    @cached_property
    def _hanging(self) -> Mapping[_Pair, Sequence[str]]:
        """Of the rows of which the one hangs from the other: which, and how."""
        found: dict[_Pair, Sequence[str]] = {}
        number = {row.event.token: i for i, row in enumerate(self._rows)}
        for i, row in enumerate(self._rows):
            way = self._ways[row.event.token]
            above = number.get(way.over, i)
            if above != i:
                side = "from the first" if above < i else "from the second"
                found[min(i, above), max(i, above)] = [f"{side}: {sign}" for sign in way.hanging]
        return found

    @cached_property
    def _claimed(self) -> Mapping[_Pair, float]:
        """The log-odds of what is claimed of rows: positive where the one told first is said to begin first."""
        found: dict[_Pair, float] = {}
        for (i, j), precision in self._weak.items():
            worth = math.log(precision / (1 - precision))
            pair = min(i, j), max(i, j)
            found[pair] = found.get(pair, 0.0) + (worth if i < j else -worth)
        return found


@lru_cache(maxsize=4)
def _by_place(weights: IdentityKey) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The weights of the signs of the row told first, and those of the row told second."""
    first, second = (
        {name.removeprefix(place): weight for name, weight in weights.thing.items() if name.startswith(place)}
        for place in (_FIRST, _SECOND)
    )
    return first, second


def _ways(document: Document, words: IdentityKey) -> Mapping[int, _Way]:
    """Token → how its event is told, for all of a document."""
    index = index_of(document, words.thing)
    beside: dict[int, set[str]] = {}
    for token, timex in index.timed.items():
        beside.setdefault(index.sentence_at[token], set()).add(f"beside a {timex.type.lower()}")
    places = {sentence.i: tuple(_place(sentence, document)) for sentence in document.sentences}
    found = {}
    for event in document.events:
        place = places[event.sentence]
        signs = dict.fromkeys((*place, *_signs(index, event), *sorted(beside.get(event.sentence, ()))))
        found[event.token] = _Way(tuple(signs), *_hanging(index, event))
    return found


def _signs(index: DocumentIndex, event: Event) -> Iterator[str]:
    """How an event is told."""
    word, own = index.tokens[event.token], index.clause_at.get(event.token)
    clause = own or index.clause_above(event.token)
    first = index.document.sentences[event.sentence].first
    if all(token.dep == "punct" for token in index.tokens[first : event.token]):
        yield "opens a sentence"
    yield _tense(own)
    yield f"as {event.pos.lower()}"
    yield f"class {event.event_class.lower()}"
    if index.is_narrated(event):
        yield "narrated"
    if event.polarity == "NEG":
        yield "negated"
    if event.attribution is not None:
        yield "reported"
    if event.modality:
        yield f"modal {event.modality}"
    for child in index.below(word.i):
        if child.dep == "advmod":
            yield f"adverb {child.text.lower()}"
        elif own is None and child.dep in ("det", "case"):
            yield f"{child.dep} {child.text.lower()}"
    if own is None:
        label = word.dep.partition(":")[0]
        yield f"noun {label}" if label in _NOMINAL else "noun elsewhere"
        yield f"inside {_tense(clause)}"
    else:
        yield f"clause {own.relation}"
        if own.marker:
            yield f"marked {own.marker.lower()}"
        if own.governor is not None and own.relation != "root":
            yield f"{own.relation} of {_tense(index.document.clauses[own.governor])}"
    if clause is not None:
        yield from (name for name, holds in (
            ("quoted", clause.quoted), ("framed", clause.frame is not None), ("conditional", bool(clause.condition)),
            ("passive", clause.passive),
        ) if holds)  # fmt: skip


def _place(sentence: Sentence, document: Document) -> Iterator[str]:
    """Where in the article a sentence stands."""
    sentences = document.sentences
    first = next((other.i for other in sentences if other.kind == "body"), 0)
    yield "headline" if sentence.kind == "headline" else "lead" if sentence.i - first < _LEAD else "body"
    yield f"in sentence {min(sentence.i, _DEEP)}"
    yield f"in quarter {sentence.i * 4 // len(sentences) + 1}"
    if sentence.i == 0 or sentences[sentence.i - 1].block != sentence.block:
        yield "opens a paragraph"


def _tense(clause: Clause | None) -> str:
    return "noun" if clause is None else f"{clause.tense} {clause.aspect}".lower()


def _hanging(index: DocumentIndex, event: Event) -> tuple[int, tuple[str, ...]]:
    """The token of the event that one hangs from, -1 where there is none, and by which labels and words."""
    step = index.tokens[event.token]
    for above in index.tree.ancestors(event.token):
        if above.i in index.event_at:
            mark = next((child.text.lower() for child in index.below(step.i, "case", "mark")), "")
            tense = _tense(index.clause_at.get(event.token))
            return above.i, (step.dep, f"{step.dep} {mark}".rstrip(), f"{step.dep} {tense}")
        step = above
    return -1, ()
