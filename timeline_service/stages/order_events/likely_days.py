"""The day that an event without a date most likely shares with what is told around it. A part of ``order_events``.

Articles leave most days unsaid: a report of Friday's storm dates the storm and none of its roofs. Which of the days
around such an event is its own, or none, is weighed by how the day and the event lie to each other and by what the
reader saw of both. The weights are data, learned by ``training/likely_days.py`` from annotated articles:
``languages/<xx>/likely_days.toml`` has those that one can read, the reader's folder those of what it saw. A likely day
is given with its probability as ``confidence``, for display: it takes no part in the network, so nothing else is dated
or ordered by it, and the bounds stay what is sure. So is a date that is claimed and not asserted, where none is likely.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from timeline_service import deadline
from timeline_service.calendar.intervals import Granularity, Interval
from timeline_service.derived import IdentityKey
from timeline_service.logistic import log_odds, shares_beside_none
from timeline_service.lookups.document_index import index_of, indexes
from timeline_service.model import HAPPENED, Because, Claim, Document, Entry, Event, Language, MentionRef, Story, Timex
from timeline_service.reader.comparison import Comparison, Floats
from timeline_service.reader.loading import load_comparison
from timeline_service.stages.order_events.admit_claims import is_asserted
from timeline_service.stages.order_events.date_entries import ref_of
from timeline_service.stages.order_events.day_candidates import Candidate, Days, day_of

_LEAST = 0.4  # probability from which a day is shown


class Holder(IntEnum):
    """Who has a day: publication, another event, or nobody: it is written down alone."""

    PUBLICATION = 0
    EVENT = 1
    NOBODY = 2


_HOLDERS = np.eye(len(Holder), dtype=np.float32)  # a row says who has a day


class LikelyDays:
    """The days that one document's undated events may share, weighed; each event once."""

    def __init__(self, days: Days, weights: Mapping[str, float], same_day: Comparison | None) -> None:
        self._document, self._days, self._weights, self._same_day = days.document, days, weights, same_day
        self._weighed: dict[str, list[tuple[Candidate, float]]] = {}

    def likeliest(self, event: Event, bounds: Interval) -> tuple[Candidate, float] | None:
        """Of the days that meet the bounds of an event the likeliest and its probability, where that is enough."""
        fitting = [(each, odds) for each, odds in self._odds(event) if fits(each.timex, bounds)]
        shares = shares_beside_none([odds for _, odds in fitting])
        likeliest = max(zip(fitting, shares), key=lambda each: each[1], default=None)
        if likeliest is None or likeliest[1] < _LEAST:
            return None
        (best, _), likely = likeliest
        return best, likely

    def _odds(self, event: Event) -> list[tuple[Candidate, float]]:
        if event.id not in self._weighed:
            candidates = list(self._days.candidates(event))
            seen = self._seen(event, candidates)
            told = (log_odds(each.features, self._weights) for each in candidates)
            self._weighed[event.id] = [(each, odds + more) for each, odds, more in zip(candidates, told, seen)]
        return self._weighed[event.id]

    def _seen(self, event: Event, candidates: Sequence[Candidate]) -> Sequence[float]:
        """What the reader's sight of an event and of who has each day adds to its log-odds."""
        views = self._document.views
        if views is None or self._same_day is None or not candidates:
            return [0.0] * len(candidates)
        own = views.same[event.token].astype(np.float32)
        days = np.stack([sight_of(each, self._document, views.same) for each in candidates])
        return self._same_day.log_odds(own[None], days)[0].tolist()


def sight_of(candidate: Candidate, document: Document, sights: NDArray[np.float16]) -> Floats:
    """What the reader saw of the event that has a day, nothing where none has it, and who has it."""
    seen = sights[candidate.event.token] if candidate.event is not None else np.zeros_like(sights[0])
    return np.concatenate((seen, _HOLDERS[holder_of(candidate, document)]), dtype=np.float32)


def holder_of(candidate: Candidate, document: Document) -> Holder:
    """Who has a day."""
    if candidate.event is not None:
        return Holder.EVENT
    return Holder.PUBLICATION if candidate.timex is document.dct else Holder.NOBODY


def with_likely_days(entries: Sequence[Entry], story: Story, language: Language) -> list[Entry]:
    """The entries, those without a date with the one that they likely share, where that is likely enough."""
    weights: Mapping[str, float] = getattr(language, "words", {}).get("likely_days", {})
    if not weights:
        return list(entries)
    claimed = _claimed(story)
    dated = dates_of(entries)
    days = {
        index.document.id: index.document.derived(
            _days, IdentityKey(language), tuple(index.chain_of.items()), tuple(dated.get(index.document.id, ()))
        )
        for index in indexes(story, language)
        if index.document.sentences
    }
    return [
        _with_likely_day(entry, story, days.get(entry.chain.mentions[0].document), claimed.get(entry.chain.id))
        for entry in entries
    ]


def _claimed(story: Story) -> dict[str, tuple[Claim, Timex]]:
    """Chain → the surest claim that it began on a date that is not asserted, and the date."""
    dates = story.timexes()
    found: dict[str, tuple[Claim, Timex]] = {}
    for claim in story.claims:  # the surest first
        if claim.relation == "STARTS_WITHIN" and claim.target in dates and not is_asserted(claim):
            found.setdefault(claim.source, (claim, dates[claim.target]))
    return found


def dates_of(entries: Iterable[Entry]) -> dict[str, list[tuple[str, str]]]:
    """Document → its dated chains, each with the timex of its date there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        if entry.when.placement == "dated" and entry.when.timex is not None:
            found.setdefault(entry.when.timex.document, []).append((entry.chain.id, entry.when.timex.event))
    return found


def _days(
    document: Document, language: IdentityKey, chain_of: tuple[tuple[str, str], ...], dated: tuple[tuple[str, str], ...]
) -> LikelyDays:
    words = language.thing.words
    index = replace(index_of(document, words), chain_of=dict(chain_of))
    return LikelyDays(Days(index, dict(dated)), words["likely_days"], load_comparison(language.thing.code, "same_day"))


def _with_likely_day(
    entry: Entry, story: Story, days: LikelyDays | None, claimed: tuple[Claim, Timex] | None
) -> Entry:
    if days is None or not is_undated(entry):
        return entry
    deadline.check()
    event = story.event(entry.chain.mentions[0])
    found = days.likeliest(event, entry.when.bounds)
    if found is None:
        if claimed is None or not fits(claimed[1], entry.when.bounds):
            return entry
        claim, timex = claimed
        return _shown(entry, timex, ref_of(claim), claim.precision, claim.because)
    best, likely = found
    spans = tuple(each.span for each in (best.timex, best.event, event) if each is not None and each.span is not None)
    told = f", as {best.event.text}" if best.event is not None else ""
    reason = Because("date/likely", f"{best.timex.text}{told}: likely, {likely:.2f}", spans)
    return _shown(entry, best.timex, MentionRef(entry.chain.mentions[0].document, best.timex.id), likely, reason)


def _shown(entry: Entry, timex: Timex, ref: MentionRef, likely: float, reason: Because) -> Entry:
    """The entry with a date that it likely has, and where that date stands."""
    assert timex.interval is not None
    when = replace(
        entry.when, edtf=day_of(timex), granularity=_granularity(timex), basis="inferred", placement="dated",
        timex=ref, text=timex.text, probability=round(likely, 3), likely=timex.interval.whole_days,
    )  # fmt: skip
    return replace(entry, when=when, confidence=round(likely, 3), because=(*entry.because, reason))


def is_undated(entry: Entry) -> bool:
    """Whether an entry may take a likely day: it has happened, and nothing dates it."""
    return entry.status in HAPPENED and entry.when.placement != "dated" and entry.when.timex is None


def _granularity(timex: Timex) -> Granularity | None:
    """How fine a date is; of a clock time, that of its day."""
    return None if timex.granularity is None else max(timex.granularity, Granularity.DAY)


def fits(timex: Timex, bounds: Interval) -> bool:
    """Whether a day may be that of an event with these bounds."""
    return timex.interval is not None and timex.interval.meets(bounds)
