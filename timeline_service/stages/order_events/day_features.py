"""Which dates an event without one may share, and what speaks for each and for none. A part of ``order_events``.

Asked is how the date and the event lie to each other, how the event is told, and how much the article tells of the day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import NamedTuple

from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval
from timeline_service.evidence.date_sharing import names_its_time
from timeline_service.evidence.document_index import DocumentIndex
from timeline_service.logistic import Features
from timeline_service.model import Event, Timex
from timeline_service.stages.order_events.how_told import MANY, few, how_told, participants, steps, words_of

_FARTHEST = 12  # sentences back to an event that may lend its date, but for the last ones
_LOOK_BACK = 60  # dates before an event that are looked at
_AFTER = 4  # dated mentions behind that may lend theirs
_NEAR = 2  # sentences to a date that hangs from no event
_LEAD = 4  # sentences that tell what the article is about
_ADJACENT = 6  # words
_AGES = ((1, "the day before"), (7, "within a week"), (31, "within a month"))
_CROSSED = frozenset(
    {
        "is publication", "most told", "narrated last", "lead", "told last", "date +0", "told in paragraph",
        "told 0 before", "told 1 before", "of day", "told 0 after", "of year", "place last", "enclosed", "same word",
        "most told past", "only past day", "participants 1", "participants 2", "within a week", "the day before",
        "first told", "last past day", "near by saying only", "near by deed", "lent by frame",
    }
)  # fmt: skip


class Place(NamedTuple):
    """Where a date is told: by a mention of a dated chain, or by words of its own."""

    token: int
    sentence: int
    timex: Timex
    event: Event | None


@dataclass(slots=True)
class Candidate:
    """A date that an event may share: its timex, the event that lends it, if one does, and what speaks for it."""

    timex: Timex
    event: Event | None
    features: Features = field(default_factory=dict)


class Dates:
    """The dates of one document as its undated events see them; ``dated``: chain → the timex of its date here."""

    def __init__(self, index: DocumentIndex, dated: Mapping[str, str]) -> None:
        document = index.document
        self._index, self._dct = index, document.dct
        timexes = {timex.id: timex for timex in (*document.timexes, *filter(None, [document.dct]))}
        of_chain = {chain: timexes[timex] for chain, timex in dated.items() if timex in timexes}
        told = [
            Place(event.token, event.sentence, of_chain[index.chain_of[event.id]], event)
            for event in document.events if index.chain_of.get(event.id) in of_chain
        ]  # fmt: skip
        bare = [
            Place(index.place[timex.id][0], index.sentence_at[index.place[timex.id][0]], timex, None)
            for timex in document.timexes if timex.id in index.place and _is_date(timex)
        ]  # fmt: skip
        self._places = sorted([*told, *bare], key=lambda place: place.token)
        self._tokens = [place.token for place in self._places]
        self._told: dict[str, list[Place]] = {}
        for place in told:
            self._told.setdefault(day_of(place.timex), []).append(place)
        self._chains = Counter(day_of(timex) for timex in of_chain.values())
        published = day_of(document.dct) if document.dct is not None else ""
        self._past = sorted({day for p in self._places if len(day := day_of(p.timex)) == 10 and day < published})
        self._published = published
        self._most_past = next((day for day, _ in self._chains.most_common() if day != published), None)
        self._first = told[0] if told else None
        self._participants = {
            day: {w for p in own if p.event is not None for w in participants(index, p.event)}
            for day, own in self._told.items()
        }
        self._lemmas = {day: {p.event.lemma for p in own if p.event is not None} for day, own in self._told.items()}
        years = sum(len(day) == 4 for day in self._chains)
        self._history = years > 2 * sum(len(day) == 10 for day in self._chains)
        body = dict.fromkeys(sentence.block for sentence in document.sentences if sentence.kind == "body")
        self._paragraphs = {block: n for n, block in enumerate(body)}

    def choices(self, event: Event, bounds: Interval) -> tuple[list[Candidate], Features]:
        """Every date within its bounds that an event may share, each once, and what speaks for none of them.

        There are none where it names a time of its own, as "two days after the vote", wherever the vote may lie.
        """
        found: dict[str, Candidate] = {}
        signs: dict[str, set[str]] = {}
        if not names_its_time(self._index, event, but=None):
            for timex, other, own in self._signs(event):
                if timex.interval is not None and timex.interval.meets(bounds):
                    found.setdefault(day_of(timex), Candidate(timex, other))
                    signs.setdefault(day_of(timex), set()).update(own)
        about, parts = set(self._about(event)), participants(self._index, event)
        for day, candidate in found.items():
            told = signs[day] | set(self._of_day(day, signs[day], event, parts, alone=len(found) == 1))
            told |= set(self._age(candidate.timex))
            candidate.features = {
                **dict.fromkeys(told, 1.0),
                **{f"{one}, {sign}": 1.0 for sign in told & _CROSSED for one in about},
                "share": self._share(day),
            }
        about |= {*words_of(self._index, event), self._paragraph(event)}
        none = ("none", f"none of {min(len(found), MANY)}", *(f"none: {one}" for one in about))
        return list(found.values()), dict.fromkeys(none, 1.0)

    # The dates ------------------------------------------------------------------------------------------------------

    def _signs(self, event: Event) -> Iterator[tuple[Timex, Event | None, set[str]]]:
        own = self._index.chain_of.get(event.id)
        at = bisect_left(self._tokens, event.token)
        before = [p for p in self._places[max(at - _LOOK_BACK, 0) : at] if not self._is_of(p, own)][::-1]
        after = [p for p in self._places[at : at + _LOOK_BACK] if not self._is_of(p, own) and p.token > event.token]
        yield from self._told_before(event, before)
        yield from self._told_after(event, after)
        for places, sign in ((before, "place last"), (after, "place next")):
            if places:
                yield places[0].timex, places[0].event, {sign}
        dated = (place for place in self._places if place.event is not None)
        lead = (place for place in islice(dated, _LOOK_BACK) if place.sentence < _LEAD)
        most = self._told.get(self._most_past or "", ())
        for first, sign in ((lead, "lead"), (most, "most told past")):
            one = next((place for place in first if not self._is_of(place, own)), None)
            if one is not None:
                yield one.timex, one.event, {sign}
        for place in chain(before, after):
            if place.event is None and abs(place.sentence - event.sentence) <= _NEAR:
                yield place.timex, None, set(self._of_words(place, event))
        if self._dct is not None:
            yield self._dct, None, set()

    def _is_of(self, place: Place, own: str | None) -> bool:
        return place.event is not None and self._index.chain_of.get(place.event.id) == own

    def _told_before(self, event: Event, places: list[Place]) -> Iterator[tuple[Timex, Event | None, set[str]]]:
        seen: list[str] = []
        block, main = self._block(event.sentence), True
        for n, place in enumerate(place for place in places if place.event is not None):
            assert place.event is not None
            distance, apart = event.sentence - place.sentence, block - self._block(place.sentence)
            narrated = main and self._index.is_narrated(place.event)
            if distance > _FARTHEST and n and not narrated:
                if main:
                    continue
                return
            signs = {f"told {steps(distance)} before", f"told {few(apart)} paragraphs before"}
            signs |= {*["told in paragraph"] * (apart == 0), *["told last"] * (n == 0)}
            if narrated:
                main = False
                signs |= {"narrated last", f"narrated {steps(distance)} before"}
            if (day := day_of(place.timex)) not in seen:
                signs.add(f"day {min(len(seen), 3)} back")
                seen.append(day)
            yield place.timex, place.event, signs | set(self._lends(place.event, event, distance))

    def _told_after(self, event: Event, places: list[Place]) -> Iterator[tuple[Timex, Event | None, set[str]]]:
        dated = (place for place in places if place.event is not None)
        for n, place in enumerate(islice(dated, _AFTER)):
            assert place.event is not None
            distance = place.sentence - event.sentence
            signs = {f"told {steps(distance)} after", *["told next"] * (n == 0)}
            if self._block(place.sentence) == self._block(event.sentence):
                signs.add("next in paragraph")
            yield place.timex, place.event, signs | set(self._lends(place.event, event, distance))

    def _of_words(self, place: Place, event: Event) -> Iterator[str]:
        yield f"date {event.sentence - place.sentence:+d}"
        if abs(place.token - event.token) < _ADJACENT:
            yield "date near"
        if self._block(place.sentence) == self._block(event.sentence):
            yield "date in paragraph"

    def _lends(self, other: Event, event: Event, distance: int) -> Iterator[str]:
        """How an event that lends its date hangs together with one that takes it."""
        index = self._index
        if distance <= _NEAR:
            said = other.event_class == "REPORTING" or index.is_bare(other)
            yield "near by saying" if said else "near by deed" if other.pos == "VERB" else "near by noun"
        if distance:
            return
        clause = index.clause_at.get(event.token) or index.clause_above(event.token)
        if clause is not None and clause.frame is not None and index.event_of_clause.get(clause.frame) is other:
            yield "lent by frame"
        if index.event_over(event.token) is other:
            own = clause is not None and clause.head == event.token
            yield f"below by {clause.relation if own and clause else index.tokens[event.token].dep}"
        elif index.event_over(other.token) is event:
            below = index.clause_at.get(other.token)
            yield f"above by {index.tokens[other.token].dep if below is None else below.relation}"
        else:
            yield "beside"

    def _of_day(self, day: str, signs: set[str], event: Event, parts: set[str], *, alone: bool) -> Iterator[str]:
        """How much the article tells of a day, and whether what it tells of it is like the event."""
        yield f"of {_kind(day)}"
        yield f"share {int(self._share(day) * 4)}"
        yield f"participants {min(len(parts & self._participants.get(day, set())), 2)}"
        latest = max(self._chains.values(), default=0)
        for name, holds in (
            ("only date", alone),
            ("is publication", day == self._published),
            ("only past day", self._past == [day]),
            ("last past day", self._past[-1:] == [day]),
            ("most told", latest > 0 and self._chains[day] == latest),
            ("most told past day", day == self._most_past),
            ("first told", self._first is not None and day == day_of(self._first.timex)),
            ("same word", event.lemma in self._lemmas.get(day, ())),
            ("enclosed", {"told last", "told next"} <= signs),
            ("places enclosed", {"place last", "place next"} <= signs),
            ("near by saying only", "near by saying" in signs and not {"near by deed", "near by noun"} & signs),
        ):
            if holds:
                yield name

    def _age(self, timex: Timex) -> Iterator[str]:
        """How long before publication a day is."""
        then, now = timex.interval, self._dct.interval if self._dct is not None else None
        if _kind(day_of(timex)) != "day" or then is None or now is None or then.start is None or now.start is None:
            return
        days = now.start // MINUTES_A_DAY - then.start // MINUTES_A_DAY
        if days:
            yield "ahead" if days < 0 else next((name for most, name in _AGES if days <= most), "long ago")

    def _about(self, event: Event) -> Iterator[str]:
        """How an event is told, in an article like this."""
        yield from how_told(self._index, event)
        yield "in a history" if self._history else "in news"
        yield f"{few(len(self._past))} past days"

    def _paragraph(self, event: Event) -> str:
        paragraph = self._paragraphs.get(self._block(event.sentence))
        return "in no paragraph" if paragraph is None else f"paragraph {steps(paragraph)}"

    def _share(self, day: str) -> float:
        total = self._chains.total()
        return self._chains[day] / total if total else 0.0

    def _block(self, sentence: int) -> int:
        return self._index.document.sentences[sentence].block


def day_of(timex: Timex) -> str:
    """A date in EDTF; of a clock time its day."""
    return (timex.edtf or "").partition("T")[0]


def _is_date(timex: Timex) -> bool:
    return timex.type in ("DATE", "TIME") and timex.interval is not None and bool(timex.edtf)


def _kind(day: str) -> str:
    if "/" in day:
        return "stretch"
    return {10: "day", 7: "month", 4: "year"}.get(len(day), "other")
