"""The day that an event without a date most likely shares with what is told around it. A part of ``order_events``.

Articles leave most days unsaid: a report of Friday's storm dates the storm and none of its roofs. Whether such an
event is of the day of the lead, of the sentence before, of publication or of none of these is weighed by a softmax over
what ``day_features`` says of each; its weights are data (``languages/<xx>/likely_days.toml``, learned by
``training/likely_days.py`` from annotated articles). A likely day is given with its probability as ``confidence``, for
display: it takes no part in the network, so nothing else is dated or ordered by it, and the bounds stay what is sure.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from timeline_service import deadline
from timeline_service.calendar.intervals import Granularity, Interval
from timeline_service.derived import IdentityKey
from timeline_service.evidence.document_index import DocumentIndex, index_of, indexes
from timeline_service.logistic import shares
from timeline_service.model import HAPPENED, Because, Document, Entry, Event, Language, MentionRef, Story, Timex
from timeline_service.stages.order_events.admit_claims import whole_days
from timeline_service.stages.order_events.day_features import Dates, day_of

_LEAST = 0.33  # probability from which a day is shown


class Likely(NamedTuple):
    """A date that an event shares with this probability, and the event that has it, if one does."""

    probability: float
    timex: Timex
    event: Event | None


class Days(Dates):
    """The dates of one document, with how likely each is that of an undated event."""

    def __init__(self, index: DocumentIndex, dated: Mapping[str, str]) -> None:
        super().__init__(index, dated)
        self._likeliest: dict[tuple[str, Interval], Likely | None] = {}

    def likeliest(self, event: Event, bounds: Interval, weights: Mapping[str, float]) -> Likely | None:
        """The likeliest date within an event's bounds, where it is likely enough to be shown; found once, by the
        weights of the language."""
        key = event.id, bounds
        if key not in self._likeliest:
            asked, none = self.choices(event, bounds)
            odds = shares([*(each.features for each in asked), none], weights)
            weighed = (Likely(share, each.timex, each.event) for share, each in zip(odds, asked, strict=False))
            best = max(weighed, key=lambda each: each.probability, default=None)
            self._likeliest[key] = best if best is not None and best.probability >= _LEAST else None
        return self._likeliest[key]


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
    best = days.likeliest(event, entry.when.bounds, weights)
    if best is None:
        return entry
    likely = best.probability
    ref = MentionRef(entry.chain.mentions[0].document, best.timex.id)
    assert best.timex.interval is not None
    when = replace(
        entry.when, edtf=day_of(best.timex), granularity=_granularity(best.timex), basis="inferred", placement="dated",
        timex=ref, text=best.timex.text, probability=round(likely, 3), likely=whole_days(best.timex.interval),
    )  # fmt: skip
    spans = tuple(each.span for each in (best.timex, best.event, event) if each is not None and each.span is not None)
    told = f", as {best.event.text}" if best.event is not None else ""
    reason = Because("date/likely", f"{best.timex.text}{told}: likely, {likely:.2f}", spans)
    return replace(entry, when=when, confidence=round(likely, 3), because=(*entry.because, reason))


def is_undated(entry: Entry) -> bool:
    """Whether an entry may take a likely day: it has happened, and nothing dates it."""
    return entry.status in HAPPENED and entry.when.placement != "dated" and entry.when.timex is None


def _granularity(timex: Timex) -> Granularity | None:
    """How fine a date is; of a clock time, that of its day."""
    return None if timex.granularity is None else max(timex.granularity, Granularity.DAY)
