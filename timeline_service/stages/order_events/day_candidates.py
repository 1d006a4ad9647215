"""The days that an event without a date may share, each with how it and the event lie to each other.

Those of the lead, of what is told before and behind, of the dates written near, and publication. A part of
``order_events``, for :mod:`timeline_service.stages.order_events.likely_days`.
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice
from operator import itemgetter

from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.evidence.dates.sharing import names_its_time
from timeline_service.logistic import Features
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import Document, Event, Sentence, Timex

_FARTHEST = 12  # sentences back to an event that may lend its date
_AFTER = 4  # dated mentions behind that may
_NEAR = 2  # sentences to a date that hangs from no event
_LEAD = 4  # sentences that tell what the article is about
_DEEPEST = 40  # steps up the tree from a date to the event that it may describe
_ADJACENT = 6  # words
_TOO_FAR = 6
_AGES = ((1, "a day"), (3, "days"), (7, "a week"), (31, "a month"), (366, "a year"))
_LONG_GONE = 3  # days


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that an event may share: its timex, what speaks for it, and the event that has it, if one does."""

    timex: Timex
    features: Features
    event: Event | None


class Days:
    """The dates of one document as its undated events see them; ``dated``: chain → the timex of its date here."""

    def __init__(self, index: DocumentIndex, dated: Mapping[str, str]) -> None:
        self._index = index
        timexes = {timex.id: timex for timex in index.document.timexes}
        if index.document.dct is not None:
            timexes[index.document.dct.id] = index.document.dct
        self._of_chain = {chain: timexes[timex] for chain, timex in dated.items() if timex in timexes}
        self._share = Counter(day_of(timex) for timex in self._of_chain.values())
        self._most = max(self._share.values(), default=0)

    @property
    def document(self) -> Document:
        """The document."""
        return self._index.document

    @cached_property
    def _dated(self) -> list[Event]:
        """The mentions of dated chains, in text order."""
        chains = self._index.chain_of
        return [event for event in self._index.document.events if chains.get(event.id) in self._of_chain]

    @cached_property
    def _in_lead(self) -> list[Event]:
        """Those of them that stand in the lead."""
        return [event for event in self._dated if event.sentence < _LEAD]

    @cached_property
    def _written(self) -> list[tuple[int, Timex, Sentence]]:
        """The dates of the text with their first words, in its order, and their sentences."""
        places = ((self._index.place[t.id][0], t) for t in self._index.document.timexes if t.id in self._index.place)
        dates = sorted(((word, timex) for word, timex in places if _is_date(timex)), key=itemgetter(0))
        return [(word, timex, self._index.sentence_of(word)) for word, timex in dates]

    def candidates(self, event: Event) -> Iterator[Candidate]:
        """Every date that an event may share, each once; none where it names a time of its own, or looks back.

        "Two days after the vote" is such a time, wherever the vote may lie.
        """
        if names_its_time(self._index, event, but=None) or self._looks_back(event):
            return
        found: dict[str, tuple[Timex, Event | None, set[str]]] = {}
        for timex, other, signs in self._signs(event):
            if self._describes(timex, other, event):
                continue
            found.setdefault(day_of(timex), (timex, other, set()))[2].update(signs)
        about = list(dict.fromkeys(_of_event(self._index, event)))
        for timex, other, signs in found.values():
            yield Candidate(timex, self._features(timex, signs, about, alone=len(found) == 1), other)

    def _looks_back(self, event: Event) -> bool:
        """ "They had quarrelled", "having won twice": before what is told, nobody says how long."""
        clause = self._index.clause_at.get(event.token)
        return clause is not None and clause.is_perfect and clause.finite_tense != "PRESENT"

    def _describes(self, timex: Timex, other: Event | None, event: Event) -> bool:
        """ "Those who led the 1992 strike have moved": a date that only tells who or what takes part in an event."""
        word = self._index.place.get(timex.id, (-1, -1))[1] if other is None else other.token
        way = islice(self._index.tree.way_up(word), _DEEPEST) if word >= 0 else ()
        relative = False
        for above in way:
            if above.i == event.token:
                return relative
            relative = relative or above.dep == "acl:relcl"
        return False

    def _features(self, timex: Timex, signs: set[str], about: Sequence[str], *, alone: bool) -> Features:
        day, dct = day_of(timex), self._index.document.dct
        share = self._share[day] / len(self._of_chain) if self._of_chain else 0.0
        signs = {*signs, f"of {_kind(day)}", f"share {int(share * 4)}", *["only date"] * alone}
        if dct is not None and day == day_of(dct):
            signs.add("is publication")
        signs |= _age(timex, dct)
        if self._of_chain and self._share[day] == self._most:
            signs.add("most told")
        crossed = sorted(signs & _CROSSED)
        names = [*signs, *[f"event {one}" for one in about]]
        names += [f"{one}, {sign}" for sign in crossed for one in about]
        names += [f"{one} and {other}" for one, other in combinations(crossed, 2)]
        return dict.fromkeys(names, 1.0) | {"share": share}

    def _signs(self, event: Event) -> Iterator[tuple[Timex, Event | None, set[str]]]:
        yield from self._told_before(event)
        yield from self._told_after(event)
        sentences = self._index.document.sentences
        block, own = sentences[event.sentence].block, self._index.chain_of.get(event.id)
        lead = next((e for e in self._in_lead if self._index.chain_of[e.id] != own), None)
        if lead is not None:
            yield self._of_chain[self._index.chain_of[lead.id]], lead, {"lead"}
        near = sentences[max(event.sentence - _NEAR, 0) : event.sentence + _NEAR + 1]
        start = bisect_left(self._written, near[0].first, key=itemgetter(0))
        end = bisect_left(self._written, near[-1].last, key=itemgetter(0))
        for word, timex, sentence in self._written[start:end]:
            distance = event.sentence - sentence.i
            same, adjacent = block == sentence.block, abs(word - event.token) < _ADJACENT
            yield timex, None, {f"date {distance:+d}", *["date near"] * adjacent, *["date in paragraph"] * same}
        dct = self._index.document.dct
        if dct is not None:
            yield dct, None, set()

    def _told_before(self, event: Event) -> Iterator[tuple[Timex, Event | None, set[str]]]:
        index, seen = self._index, set[str]()
        own, block = index.chain_of.get(event.id), index.document.sentences[event.sentence].block
        main = True
        before = range(bisect_left(self._dated, event.token, key=_token) - 1, -1, -1)
        others = (other for n in before if index.chain_of[(other := self._dated[n]).id] != own)
        for n, other in enumerate(others):
            distance = event.sentence - other.sentence
            if distance > _FARTHEST:
                return
            timex = self._of_chain[index.chain_of[other.id]]
            signs = {f"told {_steps(distance)} before"}
            if index.document.sentences[other.sentence].block == block:
                signs.add("told in paragraph")
            if n == 0:
                signs.add("told last")
            if main and index.is_narrated(other):
                main = False
                signs |= {"narrated last", f"narrated {_steps(distance)} before"}
            if day_of(timex) not in seen:
                signs.add(f"day {min(len(seen), 3)} back")
                seen.add(day_of(timex))
            yield timex, other, signs

    def _told_after(self, event: Event) -> Iterator[tuple[Timex, Event | None, set[str]]]:
        index = self._index
        own, block = index.chain_of.get(event.id), index.document.sentences[event.sentence].block
        after = range(bisect_right(self._dated, event.token, key=_token), len(self._dated))
        others = (other for n in after if index.chain_of[(other := self._dated[n]).id] != own)
        for n, other in enumerate(islice(others, _AFTER)):
            signs = {f"told {_steps(other.sentence - event.sentence)} after", *["told next"] * (n == 0)}
            if index.document.sentences[other.sentence].block == block:
                signs.add("next in paragraph")
            yield self._of_chain[index.chain_of[other.id]], other, signs


_CROSSED = frozenset(
    {
        "is publication", "most told", "narrated last", "lead", "told last", "date +0", "told in paragraph",
        "told 0 before", "told 1 before", "of day", "told 0 after", "of year", "long gone",
    }
)  # fmt: skip


def _of_event(index: DocumentIndex, event: Event) -> Iterator[str]:
    """How an event is told."""
    sentence = index.document.sentences[event.sentence]
    clause = index.clause_at.get(event.token) or index.clause_above(event.token)
    yield f"as {event.pos.lower()}"
    yield f"in sentence {min(sentence.i, _TOO_FAR)}"
    if event.event_class == "REPORTING":
        yield "of saying"
    if index.is_narrated(event):
        yield "narrated"
    if clause is None:
        return
    yield f"in the {clause.tense.lower()} {clause.aspect.lower()}"
    yield f"under {clause.relation}"
    yield from (name for name, holds in (
        ("quoted", clause.quoted), ("framed", clause.frame is not None), ("conditional", bool(clause.condition)),
        ("passive", clause.passive), ("marked", bool(clause.marker)),
    ) if holds)  # fmt: skip


def _token(event: Event) -> int:
    return event.token


def _age(timex: Timex, dct: Timex | None) -> set[str]:
    """How long before publication a day ended."""
    if dct is None or dct.interval is None or timex.interval is None:
        return set()
    now, end = dct.interval.start, timex.interval.end
    if now is None or end is None or end > now:
        return set()
    days = (now - end) // MINUTES_A_DAY
    age = next((name for most, name in _AGES if days < most), "years")
    return {f"gone {age}", *["long gone"] * (days >= _LONG_GONE)}


def _steps(sentences: int) -> str:
    return str(sentences) if sentences < 3 else "some" if sentences < _TOO_FAR else "far"


def _is_date(timex: Timex) -> bool:
    return timex.type in ("DATE", "TIME") and timex.interval is not None and bool(timex.edtf)


def day_of(timex: Timex) -> str:
    """A date in EDTF; of a clock time its day."""
    return (timex.edtf or "").partition("T")[0]


def _kind(day: str) -> str:
    if "/" in day:
        return "stretch"
    return {10: "day", 7: "month", 4: "year"}.get(len(day), "other")
