"""Where rows stand: by what is asserted, by their dates, and by what is likely where those leave it open.

A part of ``order_events``. The rows of an article are put into a line that agrees best with the likelier order of each
pair (:mod:`.likely_order`), in which what is sure outweighs all that is likely. The line says where an undated row
would stand among those with a date; the network then gives every row its place, and keeps all that is asserted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from timeline_service import deadline
from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval, ordinal
from timeline_service.lookups.document_index import DocumentIndex, indexes
from timeline_service.model import AHEAD, Because, Bounds, Claim, Entry, Event, Language, Story
from timeline_service.network.arranging import arranged
from timeline_service.reader.comparison import Comparison
from timeline_service.reader.loading import load_comparison
from timeline_service.stages.order_events.admit_claims import Order
from timeline_service.stages.order_events.likely_order import Pairs, Row

_YEAR = 366 * MINUTES_A_DAY
_LONG_GONE = 31 * MINUTES_A_DAY
_ONCE_AHEAD = (*AHEAD, "cancelled")  # what was called off stands where it was to come
_BEFORE = ("STARTS_BEFORE", "BEFORE", "IBEFORE", "INCLUDES")
_AFTER = ("STARTS_AFTER", "AFTER", "IAFTER", "IS_INCLUDED", "STARTS_PAST", "STARTS_FROM")
_MOST = 150  # rows of one line: a longer article has several
# log-odds for what is plain to see: a row that is misjudged is so against all others, and that adds up
_TOLD = 0.2  # for the order of telling
_DATED = 0.6  # for the order of dates, and of those of what is told around
_SCALE = 1000  # of log-odds, as whole numbers
_BY_DATE, _SURE = 10**7, 10**10
_Pair = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """Rows that one article tells, in the order of the text.

    ``minutes`` is where each would stand by what is known of its date; it is ``fixed`` where it is shown with that,
    and then stands no earlier than the date ``opens``.
    ``sure`` [n, n] is how much speaks for the one before the other that is more than likely, and ``pairs`` what is.
    """

    entries: Sequence[Entry]
    events: Sequence[Event]
    minutes: Sequence[int]
    fixed: Sequence[bool]
    opens: Sequence[int]
    sure: NDArray[np.int64]
    pairs: Pairs

    def line(
        self, weights: Mapping[str, float], precedence: Comparison | None
    ) -> tuple[list[int], NDArray[np.float64]]:
        """The numbers of the rows as they likely follow each other, and the log-odds [n, n] by which they do."""
        number, minutes = np.arange(len(self.entries)), np.array(self.minutes, np.int64)
        odds = self.pairs.odds(weights, precedence)
        plain = _TOLD * np.sign(number - number[:, None]) + _DATED * np.sign(minutes - minutes[:, None])
        worth = np.rint((odds + plain * bool(weights)) * _SCALE).astype(np.int64) + self.sure
        return arranged(sorted(number.tolist(), key=lambda i: self.minutes[i]), worth.tolist()), odds

    def wanted(self, line: Sequence[int]) -> Iterator[int]:
        """Where each row of a line would stand: at its date, else between those before and after; minutes that rise."""
        soonest = math.inf  # of the dates that follow
        at: list[int] = []
        for i in reversed(line):
            minute = int(min(self.minutes[i], soonest))
            at.append(max(minute, self.opens[i]) if self.fixed[i] else minute)
            soonest = min(soonest, self.minutes[i] if self.fixed[i] else soonest)
        last: int | None = None
        for minute in reversed(at):
            last = minute if last is None or minute > last else last + 1
            yield last

    def told(self, line: Sequence[int], odds: NDArray[np.float64]) -> Iterator[Entry]:
        """The entries of a line; one that is put before what is told earlier says so, where that is only likely."""
        for n, i in enumerate(line):
            entry = self.entries[i]
            later = next((j for j in line[n + 1 :] if j < i), None)
            if later is not None and self.sure[i, later] == 0 and odds[i, later] > 0:
                likely = 1 / (1 + math.exp(-odds[i, later]))
                spans = (self.events[i].span, self.events[later].span)
                note = f"{self.events[i].text}, then {self.events[later].text}: likely, {likely:.2f}"
                entry = replace(entry, because=(*entry.because, Because("order/likely", note, spans)))
            yield entry


def ranked(
    entries: Sequence[Entry],
    story: Story,
    language: Language,
    *,
    network: Order,
    bounds: Mapping[str, Bounds],
    weak: Sequence[Claim],
) -> list[Entry]:
    """The entries with their ranks, and with the reason where their place is only likely.

    ``weak`` are the claims that are too unsure to be asserted.
    """
    weights: Mapping[str, float] = getattr(language, "words", {}).get("likely_order", {})
    precedence = load_comparison(language.code, "precedence") if weights else None
    wanted: dict[str, int] = {}
    told: list[Entry] = []
    for passage in passages(entries, story, language, bounds=bounds, stated=network.admitted, weak=weak):
        line, odds = passage.line(weights, precedence)
        wanted |= {passage.entries[i].chain.id: at for i, at in zip(line, passage.wanted(line), strict=True)}
        told += passage.told(line, odds)
    starts = network.starts(wanted)
    told.sort(key=lambda entry: starts[entry.chain.id])
    return [replace(entry, rank=rank) for rank, entry in enumerate(told, start=1)]


def passages(
    entries: Sequence[Entry],
    story: Story,
    language: Language,
    *,
    bounds: Mapping[str, Bounds],
    stated: Sequence[Claim],
    weak: Sequence[Claim],
) -> Iterator[Passage]:
    """The rows of each article in the order of its text, in as many passages as they need."""
    own: dict[str, list[Entry]] = {document.id: [] for document in story.documents}
    for entry in entries:
        own[entry.chain.mentions[0].document].append(entry)
    past = [e.when.bounds.end for e in entries if e.when.placement == "dated" and e.status not in _ONCE_AHEAD]
    latest = max((end for end in past if end is not None), default=0)
    sure, unsure = _Claims(stated), _Claims(weak)
    for document, index in zip(story.documents, indexes(story, language), strict=True):
        rows = sorted(own[document.id], key=lambda entry: story.event(entry.chain.mentions[0]).token)
        published = None if document.dct is None or document.dct.interval is None else document.dct.interval.whole_days
        now = published.start if published and published.start is not None else latest
        wanted = list(_wanted(rows, story, index, now))
        for first in range(0, len(rows), _MOST):
            deadline.check()
            part, minutes = rows[first : first + _MOST], wanted[first : first + _MOST]
            events = [story.event(entry.chain.mentions[0]) for entry in part]
            told = [
                Row(event, entry.status, _known(entry), minute, len(entry.chain.mentions))
                for event, entry, minute in zip(events, part, minutes, strict=True)
            ]
            number = {entry.chain.id: i for i, entry in enumerate(part)}
            fixed = [_is_fixed(entry, now) for entry in part]
            opens, closes = zip(*map(_shown, part, minutes), strict=True)
            settled = _sure(part, minutes, fixed, (opens, closes), sure.between(number), bounds)
            yield Passage(part, events, minutes, fixed, opens, settled, Pairs(index, told, unsure.between(number)))


class _Claims:
    """Claims that one event began before another, by the chains that they are about."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._of: dict[str, list[tuple[str, float]]] = {}
        for claim in claims:
            if claim.relation in _BEFORE:
                self._of.setdefault(claim.source, []).append((claim.target, claim.precision))
            elif claim.relation in _AFTER:
                self._of.setdefault(claim.target, []).append((claim.source, claim.precision))

    def between(self, number: Mapping[str, int]) -> dict[_Pair, float]:
        """(number of the chain that began first, of the other) → precision, of those that have a number."""
        return {
            (number[one], number[other]): precision
            for one in number
            for other, precision in self._of.get(one, ())
            if other in number
        }


def _is_fixed(entry: Entry, now: int) -> bool:
    """Whether an entry is shown with a date, or with a day by which it is to happen."""
    return entry.when.placement == "dated" or (_is_ahead(entry, now) and entry.when.bounds.end is not None)


def _is_ahead(entry: Entry, now: int) -> bool:
    """Whether an entry is or was to come; what may have happened by the day of publication is not."""
    by = entry.when.bounds.end
    begun = entry.status == "possible" and by is not None and by <= now + MINUTES_A_DAY
    return entry.status in _ONCE_AHEAD and not begun


def _shown(entry: Entry, minute: int) -> tuple[int, int]:
    """The minutes between which an entry stands by the date that it is shown with, else that at which it would."""
    days = entry.when.days if entry.when.placement == "dated" else Interval(None, None)
    if days.start is None or days.end is None:
        return minute, minute + 1
    return days.start, days.end


def _known(entry: Entry) -> str:
    """What is known of the date of an entry, as weights name it."""
    if entry.when.placement == "dated":
        return "likely" if entry.when.probability is not None else "dated"
    return "bounded below" if entry.when.bounds.start is not None else entry.when.placement


def _sure(
    entries: Sequence[Entry],
    minutes: Sequence[int],
    fixed: Sequence[bool],
    shown: tuple[Sequence[int], Sequence[int]],
    stated: Iterable[_Pair],
    bounds: Mapping[str, Bounds],
) -> NDArray[np.int64]:
    """[n, n] what is asserted outweighs the dates that are shown, and these outweigh all that is likely.

    A time of a day and that day are no two dates of which one is the earlier. ``shown``: first and last minutes.
    """
    starts = [bounds[entry.chain.id].start for entry in entries]
    first = np.array([-np.inf if start.start is None else start.start for start in starts])
    last = np.array([np.inf if start.end is None else start.end for start in starts])
    sure = last[:, None] <= first
    for one, other in stated:
        sure[one, other] = True
    at, dated = np.array(minutes, np.int64), np.array(fixed, bool)
    opens, closes = np.array(shown, np.int64)
    day, alone = opens // MINUTES_A_DAY, np.arange(-len(at), 0)
    day = np.where(day == (closes - 1) // MINUTES_A_DAY, day, alone)
    of_one_day = (day[:, None] == day) & (opens[:, None] < closes) & (opens < closes[:, None])
    by_date = dated[:, None] & dated & (at[:, None] < at) & ~of_one_day
    before = np.where(sure, _SURE, np.where(by_date, _BY_DATE, 0))
    return before - before.T


def _wanted(rows: Sequence[Entry], story: Story, index: DocumentIndex, now: int) -> Iterator[int]:
    """Where each row of an article would stand if nothing else were known; minutes.

    A dated one in the middle of its date, one of an unknown year in the year before; an undated past one with what was
    told last before it in its paragraph, else, where it is narrated, right before what its paragraph tells next and is
    long gone ("she taught in Orsa, and in 1921 moved to Tarn"), or else at publication; one of the future after
    publication or what it comes after, or at its deadline.
    """
    events = [story.event(entry.chain.mentions[0]) for entry in rows]
    sentences = index.document.sentences
    blocks = [sentences[event.sentence].block if sentences else 0 for event in events]
    dated = [_dated(entry, now) for entry in rows]
    past = [None if entry.status in _ONCE_AHEAD else at for entry, at in zip(rows, dated, strict=True)]
    next_told = _last_in_block(blocks[::-1], past[::-1])[::-1]
    told = zip(rows, events, dated, _last_in_block(blocks, past), next_told, strict=True)
    for entry, event, at, before, behind in told:
        if at is not None:
            yield at
        elif _is_ahead(entry, now):
            opens, by = entry.when.bounds.start or now, entry.when.bounds.end
            yield max(opens, now) + MINUTES_A_DAY if by is None else by
        elif before is not None:
            yield before
        elif behind is not None and behind < now - _LONG_GONE and index.is_narrated(event):
            yield behind - 1
        else:
            yield now + MINUTES_A_DAY // 2


def _last_in_block(blocks: Sequence[int], minutes: Sequence[int | None]) -> list[int | None]:
    """For each row the last minute that is known of those before it, where that is in its paragraph."""
    found: list[int | None] = []
    told: tuple[int, int] | None = None  # (block, minute)
    for block, minute in zip(blocks, minutes, strict=True):
        found.append(told[1] if told is not None and told[0] == block else None)
        told = told if minute is None else (block, minute)
    return found


def _dated(entry: Entry, now: int) -> int | None:
    """The middle of the date that an entry is shown with; of one without a year, in the year before."""
    middle = _middle(entry.when.days if entry.when.placement == "dated" else Interval(None, None))
    into_year = _into_year(entry.when.edtf) if middle is None else None
    return middle if into_year is None else now - _YEAR + into_year


def _into_year(edtf: str | None) -> int | None:
    """Minutes from New Year's Day to a day of a year that is not known, ``XXXX-10-13``; None for another date."""
    match = re.fullmatch(r"XXXX-(\d\d)(?:-(\d\d))?", edtf or "")
    return (ordinal(4, int(match[1]), int(match[2] or 1)) - ordinal(4)) * MINUTES_A_DAY if match else None


def _middle(interval: Interval) -> int | None:
    if interval.start is None or interval.end is None:
        return None
    return (interval.start + interval.end) // 2
