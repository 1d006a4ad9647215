"""How an event without a date and one that has a day lie to each other, by signs. A part of ``order_events``.

Who takes part in both, what is named in both of their sentences, how each is told, and what is told between them; for
:mod:`timeline_service.stages.order_events.day_candidates`.
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from timeline_service.evidence.document_index import DocumentIndex
from timeline_service.model import Event

_MOST_NAMES, _MOST_NOUNS, _MOST_BETWEEN = 2, 3, 3
_OPENING = frozenset({"ADV", "SCONJ", "CCONJ", "ADP", "DET", "PRON"})  # words that say how a sentence goes on


class Relations:
    """Those of one document; ``dated``: the mentions that have a day, in the order of the text."""

    def __init__(self, index: DocumentIndex, dated: Sequence[Event]) -> None:
        self._index = index
        self._dated = [event.token for event in dated]
        self._words: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        known = set(self._dated)
        self._narrated = [e.token for e in index.document.events if e.token not in known and index.is_narrated(e)]

    def of_event(self, event: Event) -> Iterator[str]:
        """The words that tell how an event goes on from what was told."""
        for child in self._index.below(event.token, "advmod"):
            yield f"adverb {child.text.lower()}"
        sentence = self._index.document.sentences[event.sentence]
        words = self._index.tokens[sentence.first : sentence.last]
        first = next((token for token in words if token.pos != "PUNCT"), None)
        if first is not None and first.pos in _OPENING:
            yield f"opens with {first.text.lower()}"

    def between(self, event: Event, other: Event) -> Iterator[str]:
        """How an event and another, which has a day, lie to each other."""
        yield from self._how_told(event, other)
        yield f"dated between {min(_between(self._dated, event, other), _MOST_BETWEEN)}"
        yield f"narrated between {min(_between(self._narrated, event, other), _MOST_BETWEEN)}"
        yield from self._shared(event, other)

    def _how_told(self, event: Event, other: Event) -> Iterator[str]:
        yield f"holder as {other.pos.lower()}"
        yield f"holder class {other.event_class.lower()}"
        theirs = self._index.clause_at.get(other.token)
        if theirs is None:
            return
        yield f"holder {theirs.tense} {theirs.aspect}".lower()
        own = self._index.clause_at.get(event.token) or self._index.clause_above(event.token)
        if own is not None:
            same = (own.tense, own.aspect) == (theirs.tense, theirs.aspect)
            yield "one tense" if same else "two tenses"
            if own.quoted and theirs.quoted:
                yield "both quoted"

    def _shared(self, event: Event, other: Event) -> Iterator[str]:
        own, theirs = self._takes_part(event), self._takes_part(other)
        yield from (f"shares {role}" for role in sorted({role for _, role in own & theirs}))
        if {who for who, _ in own} & {who for who, _ in theirs}:
            yield "shares anyone"
        if event.sentence == other.sentence:
            yield "one sentence"
            return
        (names, nouns), (their_names, their_nouns) = self._named(event.sentence), self._named(other.sentence)
        yield f"names shared {min(len(names & their_names), _MOST_NAMES)}"
        yield f"nouns shared {min(len(nouns & their_nouns), _MOST_NOUNS)}"

    def _takes_part(self, event: Event) -> set[tuple[str, str]]:
        """Who takes part, each with the role."""
        tokens = self._index.tokens
        heads = ((each.token if each.stands_for is None else each.stands_for, each) for each in event.participants)
        return {(tokens[head].lemma.lower(), each.role) for head, each in heads}

    def _named(self, sentence: int) -> tuple[frozenset[str], frozenset[str]]:
        """The names of a sentence, and all its nouns."""
        if sentence not in self._words:
            own = self._index.document.sentences[sentence]
            words = [(token.pos, token.lemma.lower()) for token in self._index.tokens[own.first : own.last]]
            names = frozenset(lemma for pos, lemma in words if pos == "PROPN")
            self._words[sentence] = names, names | {lemma for pos, lemma in words if pos == "NOUN"}
        return self._words[sentence]


def _between(tokens: Sequence[int], event: Event, other: Event) -> int:
    first, last = sorted((event.token, other.token))
    return bisect_left(tokens, last) - bisect_right(tokens, first)
