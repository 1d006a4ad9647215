"""The day that an event without a date most likely shares with what is told around it. A part of ``order_events``.

Articles leave most days unsaid: a report of Friday's storm dates the storm and none of its roofs. Whether such an
event is of the day of the lead, of the sentence before or of publication is weighed by a logistic regression over how
the date and the event lie to each other; its weights are data (``languages/<xx>/likely_days.toml``, learned by
``training/likely_days.py`` from annotated articles). A likely day is given with its probability as ``confidence``, for
display: it takes no part in the network, so nothing else is dated or ordered by it, and the bounds stay what is sure.
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, islice
from typing import NamedTuple

from timeline_service import deadline
from timeline_service.calendar.intervals import Granularity, Interval
from timeline_service.derived import IdentityKey
from timeline_service.evidence.date_sharing import names_its_time
from timeline_service.evidence.document_index import DocumentIndex, index_of, indexes
from timeline_service.logistic import Features, probability
from timeline_service.model import (
    HAPPENED,
    Because,
    Document,
    Entry,
    Event,
    Language,
    MentionRef,
    Sentence,
    Story,
    Timex,
)
from timeline_service.stages.order_events.admit_claims import whole_days

_LEAST = 0.5  # probability from which a day is shown
_FARTHEST = 12  # sentences back to an event that may lend its date
_AFTER = 4  # dated mentions behind that may
_NEAR = 2  # sentences to a date that hangs from no event
_LEAD = 4  # sentences that tell what the article is about
_ADJACENT = 6  # words
_TOO_FAR = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that an event may share: its timex, what speaks for it, and the event that has it, if one does."""

    timex: Timex
    features: Features
    event: Event | None


class Likely(NamedTuple):
    """A date that an event shares with this probability, and the event that has it, if one does."""

    probability: float
    timex: Timex
    event: Event | None


class Days:
    """The dates of one document as its undated events see them; ``dated``: chain → the timex of its date here."""

    def __init__(self, index: DocumentIndex, dated: Mapping[str, str]) -> None:
        self._index = index
        timexes = {timex.id: timex for timex in index.document.timexes}
        if index.document.dct is not None:
            timexes[index.document.dct.id] = index.document.dct
        self._of_chain = {chain: timexes[timex] for chain, timex in dated.items() if timex in timexes}
        self._share = Counter(_day(timex) for timex in self._of_chain.values())
        self._most = max(self._share.values(), default=0)
        self._likely: dict[str, list[Likely]] = {}

    def likely(self, event: Event, weights: Mapping[str, float]) -> Sequence[Likely]:
        """The candidates that are likely enough to be shown; weighed once, by the weights of the language."""
        if event.id not in self._likely:
            weighed = ((probability(each.features, weights), each) for each in self.candidates(event))
            self._likely[event.id] = [Likely(p, each.timex, each.event) for p, each in weighed if p >= _LEAST]
        return self._likely[event.id]

    @cached_property
    def _dated(self) -> list[Event]:
        """The mentions of dated chains, in text order."""
        chains = self._index.chain_of
        return [event for event in self._index.document.events if chains.get(event.id) in self._of_chain]

    @cached_property
    def _written(self) -> list[tuple[Timex, int, Sentence]]:
        """The dates of the text, each with its first word and its sentence."""
        dates = [timex for timex in self._index.document.timexes if timex.id in self._index.place and _is_date(timex)]
        words = [self._index.place[timex.id][0] for timex in dates]
        return [(timex, word, self._index.sentence_of(word)) for timex, word in zip(dates, words)]

    def candidates(self, event: Event) -> Iterator[Candidate]:
        """Every date that an event may share, each once; none where it names a time of its own.

        "Two days after the vote" is such a time, wherever the vote may lie.
        """
        if names_its_time(self._index, event, but=None):
            return
        found: dict[str, tuple[Timex, Event | None, set[str]]] = {}
        for timex, other, signs in self._signs(event):
            found.setdefault(_day(timex), (timex, other, set()))[2].update(signs)
        about = list(dict.fromkeys(_of_event(self._index, event)))
        for day, (timex, other, signs) in found.items():
            yield Candidate(timex, self._features(day, signs, about, alone=len(found) == 1), other)

    def _features(self, day: str, signs: set[str], about: Sequence[str], *, alone: bool) -> Features:
        dct = self._index.document.dct
        share = self._share[day] / len(self._of_chain) if self._of_chain else 0.0
        signs = {*signs, f"of {_kind(day)}", f"share {int(share * 4)}", *["only date"] * alone}
        if dct is not None and day == _day(dct):
            signs.add("is publication")
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
        block = self._index.document.sentences[event.sentence].block
        own = self._index.chain_of.get(event.id)
        lead = next((e for e in self._dated if e.sentence < _LEAD and self._index.chain_of[e.id] != own), None)
        if lead is not None:
            yield self._of_chain[self._index.chain_of[lead.id]], lead, {"lead"}
        for timex, word, sentence in self._written:
            distance = event.sentence - sentence.i
            if abs(distance) <= _NEAR:
                same, adjacent = block == sentence.block, abs(word - event.token) < _ADJACENT
                yield timex, None, {f"date {distance:+d}", *["date near"] * adjacent, *["date in paragraph"] * same}
        dct = self._index.document.dct
        if dct is not None:
            yield dct, None, set()

    def _told_before(self, event: Event) -> Iterator[tuple[Timex, Event | None, set[str]]]:
        index, seen = self._index, set[str]()
        own, block = index.chain_of.get(event.id), index.document.sentences[event.sentence].block
        main = True
        before = self._dated[: bisect_left(self._dated, event.token, key=_token)]
        others = (other for other in reversed(before) if index.chain_of[other.id] != own)
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
            if _day(timex) not in seen:
                signs.add(f"day {min(len(seen), 3)} back")
                seen.add(_day(timex))
            yield timex, other, signs

    def _told_after(self, event: Event) -> Iterator[tuple[Timex, Event | None, set[str]]]:
        index = self._index
        own, block = index.chain_of.get(event.id), index.document.sentences[event.sentence].block
        after = islice(self._dated, bisect_right(self._dated, event.token, key=_token), None)
        others = (other for other in after if index.chain_of[other.id] != own)
        for n, other in enumerate(islice(others, _AFTER)):
            signs = {f"told {_steps(other.sentence - event.sentence)} after", *["told next"] * (n == 0)}
            if index.document.sentences[other.sentence].block == block:
                signs.add("next in paragraph")
            yield self._of_chain[index.chain_of[other.id]], other, signs


_CROSSED = frozenset(
    {
        "is publication", "most told", "narrated last", "lead", "told last", "date +0", "told in paragraph",
        "told 0 before", "told 1 before", "of day", "told 0 after", "of year",
    }
)  # fmt: skip


def with_likely_days(entries: Sequence[Entry], story: Story, language: Language) -> list[Entry]:
    """The entries, those without a date with the one that they likely share, where that is likely enough."""
    weights: Mapping[str, float] = getattr(language, "words", {}).get("likely_days", {})
    if not weights:
        return list(entries)
    dated = dates_of(entries)
    days = {
        index.document.id: index.document.derived(
            _days, IdentityKey(index.words), tuple(index.chain_of.items()), tuple(dated.get(index.document.id, ()))
        )
        for index in indexes(story, language)
        if index.document.sentences
    }
    return [_with_likely_day(entry, story, days.get(entry.chain.mentions[0].document), weights) for entry in entries]


def dates_of(entries: Iterable[Entry]) -> dict[str, list[tuple[str, str]]]:
    """Document → its dated chains, each with the timex of its date there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        if entry.when.placement == "dated" and entry.when.timex is not None:
            found.setdefault(entry.when.timex.document, []).append((entry.chain.id, entry.when.timex.event))
    return found


def _days(
    document: Document, words: IdentityKey, chain_of: tuple[tuple[str, str], ...], dated: tuple[tuple[str, str], ...]
) -> Days:
    return Days(replace(index_of(document, words.thing), chain_of=dict(chain_of)), dict(dated))


def _with_likely_day(entry: Entry, story: Story, days: Days | None, weights: Mapping[str, float]) -> Entry:
    if days is None or not is_undated(entry):
        return entry
    deadline.check()
    event = story.event(entry.chain.mentions[0])
    fits = [each for each in days.likely(event, weights) if _fits(each.timex, entry.when.bounds)]
    if not fits:
        return entry
    best = max(fits, key=lambda each: each.probability)
    likely = best.probability
    ref = MentionRef(entry.chain.mentions[0].document, best.timex.id)
    assert best.timex.interval is not None
    when = replace(
        entry.when, edtf=_day(best.timex), granularity=_granularity(best.timex), basis="inferred", placement="dated",
        timex=ref, text=best.timex.text, probability=round(likely, 3), likely=whole_days(best.timex.interval),
    )  # fmt: skip
    spans = tuple(each.span for each in (best.timex, best.event, event) if each is not None and each.span is not None)
    told = f", as {best.event.text}" if best.event is not None else ""
    reason = Because("date/likely", f"{best.timex.text}{told}: likely, {likely:.2f}", spans)
    return replace(entry, when=when, confidence=round(likely, 3), because=(*entry.because, reason))


def is_undated(entry: Entry) -> bool:
    """Whether an entry may take a likely day: it has happened, and nothing dates it."""
    return entry.status in HAPPENED and entry.when.placement != "dated" and entry.when.timex is None


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


def _steps(sentences: int) -> str:
    return str(sentences) if sentences < 3 else "some" if sentences < _TOO_FAR else "far"


def _is_date(timex: Timex) -> bool:
    return timex.type in ("DATE", "TIME") and timex.interval is not None and bool(timex.edtf)


def _day(timex: Timex) -> str:
    """A date in EDTF; of a clock time its day."""
    return (timex.edtf or "").partition("T")[0]


def _granularity(timex: Timex) -> Granularity | None:
    """How fine a date is; of a clock time, that of its day."""
    return None if timex.granularity is None else max(timex.granularity, Granularity.DAY)


def _kind(day: str) -> str:
    if "/" in day:
        return "stretch"
    return {10: "day", 7: "month", 4: "year"}.get(len(day), "other")


def _fits(timex: Timex, bounds: Interval) -> bool:
    return timex.interval is not None and timex.interval.meets(bounds)
