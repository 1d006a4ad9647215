"""What one article tells of one event, as it is held against what other articles tell. A part of ``join_articles``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity, Interval
from timeline_service.evidence.dates import own_dates
from timeline_service.lookups.document_index import DocumentIndex, is_bare_report
from timeline_service.model import HAPPENED, Document, Event, Token

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_PHRASES = ("obl", "nmod", "appos", "compound")
_GOVERNED = ("obj", "obl", "nsubj:pass", "xcomp")
_PLACES = ("GPE", "LOC")
_LEDE = 2  # sentences behind the first of the body that tell the news
_NEWS = 7 * MINUTES_A_DAY  # before publication
_NEAR = 7  # words on either side of a trigger
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One mention of a telling: who does what to whom, and the words and kinds that its trigger may stand for."""

    lemma: str
    verb: bool
    keys: Words
    agents: Words
    patients: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event as one article tells it: ``events`` are its mentions there, the most telling first, ``verbs`` the
    lemmas of those that are verbs.

    ``published`` is in minutes. ``roots`` are its words and the verbs that they derive from, ``kinds`` the rows of
    words that mean the like, ``akin`` the broader ones of words by which one deed may be told. ``about`` are the
    content words of its sentences, ``near`` those beside its triggers, ``deeds`` what other verbs and nouns there could
    tell of the same: "imposed a deduction". ``date`` hangs from it; ``time`` is that date, or between what it began by
    the order of its article, or the week before publication where it is news. ``sentence`` counts those of the
    article; ``worth`` are log-odds of being worth a row.
    """

    document: str
    published: int | None
    events: tuple[Event, ...]
    parts: tuple[Part, ...]
    polarities: Words
    lemmas: Words
    verbs: Words
    roots: Words
    kinds: Words
    akin: Words
    agents: Words
    patients: Words
    others: Words
    names: Words
    numbers: Words
    places: Words
    about: Words
    near: Words
    deeds: Words
    apart: Words
    date: Interval | None
    granularity: Granularity | None
    time: Interval
    status: str
    verb: bool
    reporting: bool
    headline: bool
    sentence: int
    worth: float

    @property
    def people(self) -> Words:
        """Whoever and whatever takes part, in any role."""
        return self.agents | self.patients | self.others

    @property
    def who(self) -> Words:
        """The names of those who act and are acted on."""
        return self.names & (self.agents | self.patients)


class Tellings:
    """Tells what the chains of one document tell; ``words`` are those of its language."""

    def __init__(self, index: DocumentIndex, words: Mapping[str, Any]) -> None:
        self._index, self._words = index, words
        self._document: Document = index.document
        self._same = words.get("same", {})
        self._placing = self._same.get("placing", ())
        body = (sentence.i for sentence in self._document.sentences if sentence.kind == "body")
        self._lede = next(body, 0) + _LEDE
        self._bounds = {event: told.began for told in index.document.told for event in told.events}
        self._dates = own_dates(index)

    def of(self, events: Sequence[Event]) -> Telling:
        """What these mentions of one event tell together."""
        document, words = self._document, self._words
        dated = sorted((self._dates[e.id] for e in events if e.id in self._dates), key=lambda pair: pair[1])
        date, granularity = dated[0] if dated else (None, None)
        sentences = {document.sentences[event.sentence] for event in events}
        about = [t for s in sentences for t in document.tokens[s.first : s.last] if t.pos in _CONTENT]
        near = [t for t in about if self._is_near(t, events)]
        lemmas = frozenset(event.lemma for event in events)
        roots = frozenset(root for event in events for root in _roots(event, words))
        return Telling(
            document=document.id,
            published=document.dct.interval.start if document.dct and document.dct.interval else None,
            events=tuple(events),
            parts=tuple(self._part(event) for event in events),
            polarities=frozenset(event.polarity for event in events),
            lemmas=lemmas,
            verbs=frozenset(event.lemma for event in events if event.pos == "VERB"),
            roots=roots,
            kinds=frozenset(self._kinds(roots)),
            akin=frozenset(kind for event in events for kind in self._akin(event)),
            agents=frozenset(self._taking_part(events, "agent")),
            patients=frozenset((*self._taking_part(events, "patient"), *self._owning(events))),
            others=frozenset(self._taking_part(events, "place", "recipient")),
            names=frozenset(t.lemma.lower() for t in about if t.pos == "PROPN" and not self._is_dated(t)),
            numbers=frozenset(self._counted(about)),
            places=frozenset(self._places(events)),
            about=frozenset(t.lemma.lower() for t in about) - lemmas,
            near=frozenset(t.lemma.lower() for t in near) - lemmas,
            deeds=frozenset(root for t in near for root in self._roots_of(t)) - roots,
            apart=frozenset(self._apart(events)),
            date=date,
            granularity=granularity,
            time=date or self._time(events[0]),
            status=events[0].status or "occurred",
            verb=any(event.pos == "VERB" for event in events),
            reporting=all(is_bare_report(event, words) for event in events),
            headline=document.sentences[events[0].sentence].kind == "headline",
            sentence=events[0].sentence,
            worth=max(self._worth(event) for event in events),
        )

    def _time(self, event: Event) -> Interval:
        """Between what an event without a date of its own began; news is of the last days."""
        began = self._bounds.get(event.id, Interval(None, None))
        published = self._document.dct.interval if self._document.dct else None
        if (began.start is not None and began.end is not None) or published is None or published.start is None:
            return began
        if event.status not in HAPPENED or event.sentence > self._lede:
            return began
        if event.tense == "PAST" and event.aspect == "PERFECTIVE":
            return began
        return Interval(published.start - _NEWS, published.end)

    def _worth(self, event: Event) -> float:
        return float(self._document.views.worth[event.token][0]) if self._document.views is not None else 0.0

    def _part(self, event: Event) -> Part:
        roots = frozenset(_roots(event, self._words))
        roles = (frozenset(self._taking_part([event], role)) for role in ("agent", "patient"))
        return Part(event.lemma, event.pos == "VERB", roots | frozenset(self._kinds(roots)), *roles)

    def _kinds(self, roots: Words) -> Iterator[str]:
        return (f"kind {n}" for n, row in enumerate(self._same.get("kinds", ())) if not roots.isdisjoint(row))

    def _akin(self, event: Event) -> Iterator[str]:
        """The kinds of deed that a trigger may tell; one that lends its form to nouns tells what they do."""
        known, nouns = self._words.get("akin", {}), self._words.get("event_nouns", {})
        token = self._document.tokens[event.token]
        words = {event.lemma, token.lemma, *(nouns.get(event.lemma, ()) if event.pos != "VERB" else ())}
        if event.pos == "VERB" and token.lemma in self._words.get("light", {}).get("verbs", ()):
            governed = [c for c in self._document.tree[token] if c.dep.startswith(_GOVERNED) and c.pos == "NOUN"]
            lent = {word for noun in governed for word in (noun.lemma, *nouns.get(noun.lemma, ()))}
            words = lent if any(word in known for word in lent) else words
        yield from (kind for word in words for kind in known.get(word, ()))

    def _is_dated(self, token: Token) -> bool:
        return token.i in self._index.timed

    def _is_near(self, token: Token, events: Iterable[Event]) -> bool:
        return not self._is_dated(token) and any(abs(token.i - event.token) <= _NEAR for event in events)

    def _roots_of(self, token: Token) -> Words:
        verbs = self._words.get("event_nouns", {}).get(token.lemma, ()) if token.pos == "NOUN" else ()
        return frozenset({token.lemma, *verbs}) if token.pos in ("VERB", "NOUN") else frozenset()

    def _taking_part(self, events: Iterable[Event], *roles: str) -> Iterator[str]:
        """Lemmas of the heads and of the names among the participants of a role; a bare pronoun gives none."""
        document = self._document
        for participant in (each for event in events for each in event.participants):
            head = document.tokens[participant.noun]
            if participant.role in roles and head.is_noun and not self._is_dated(head):
                yield head.lemma.lower()
                yield from (c.lemma.lower() for c in document.tree[head] if c.pos == "PROPN")

    def _owning(self, events: Iterable[Event]) -> Iterator[str]:
        """Who owns a deed that is told as a noun, and may be the one it was done to: "his arrest"."""
        nouns = (event for event in events if event.pos != "VERB")
        yield from self._taking_part(nouns, "agent")

    def _places(self, events: Iterable[Event]) -> Iterator[str]:
        """Where it happened: names of places in phrases of the event, or behind a preposition of place."""
        document = self._document
        heads = (t for event in events for t in (event.token, *(p.token for p in event.participants)))
        for word in (child for head in heads for child in document.tree[document.tokens[head]]):
            case = next((c.text.lower() for c in document.tree[word] if c.dep == "case"), "")
            named = word.pos == "PROPN" and word.entity not in ("PERSON", "ORG") and case in self._placing
            if word.dep.startswith(_PHRASES) and (word.entity in _PLACES or (named and not self._is_dated(word))):
                parts = (word, *(c for c in document.tree[word] if c.pos == "PROPN" and c.dep in ("flat", "compound")))
                yield " ".join(part.lemma.lower() for part in sorted(parts, key=lambda part: part.i))

    def _counted(self, tokens: Iterable[Token]) -> Iterator[str]:
        """What is counted and how many: ``38 passenger``; a number that counts nothing alone."""
        written = self._same.get("numbers", {})
        for token in tokens:
            if token.pos == "NUM" and not self._is_dated(token):
                digits = re.sub(r"[^\d.]", "", token.text) or token.lemma.lower()
                head = self._document.tokens[token.head]
                digits = written.get(digits, digits)
                yield f"{digits} {head.lemma.lower()}" if token.dep == "nummod" else digits

    def _apart(self, events: Iterable[Event]) -> Iterator[str]:
        """Words that count one among others of its kind: "a second strike", "another vote"."""
        for event in events:
            if event.pos != "VERB":
                modifiers = self._document.tree[self._document.tokens[event.token]]
                yield from (c.text.lower() for c in modifiers if c.text.lower() in self._same.get("apart", ()))


def _roots(event: Event, words: Mapping[str, Any]) -> Iterator[str]:
    yield event.lemma
    if event.pos != "VERB":
        yield from words.get("event_nouns", {}).get(event.lemma, ())
