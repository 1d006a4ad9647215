"""A clock time without a day is on the day of what was told last, or in the night after it.

"It left at 11:30 p.m. on Sunday. The crew reported smoke at 1:12 a.m.": that is Monday.

Where nothing in the words around it says otherwise, such a time has the day of publication, as in TimeBank; where the
paragraph tells of another day, its events happened then. The claim says that it is that day, or the night that follows
an evening; ``order_events`` finds which.
"""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from timeline_service.calendar.expressions import Base, Clock, PartOfDay
from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity
from timeline_service.evidence.dates import Dated, attachments
from timeline_service.evidence.dates.kinds import begins_in_last_week
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import PROSE, DocumentIndex, indexes
from timeline_service.model import Claim, Document, Event, Language, Story, Timex

PRECISION = measured(
    "clock/told",
    "clock/story",  # "ended a siege on Sunday. … Witnesses said the gunman walked in at 9:05 a.m."
)
_EVENING, _MORNING, _DAYBREAK = 18 * 60, 8 * 60, 5 * 60
_LIVE = 3  # paragraphs that begin with a clock time make a report written as things happen


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """An event with a clock time whose day is not said, on the day of the event told before it."""
    for index in indexes(story, language):
        floating = floats(index.document)
        if not floating:
            continue
        found = attachments(index)
        dated = {dated.event.id: _is_recent_day(index, dated.timex) for dated in found}
        minutes = {dated.event.id: _minute(dated.timex) for dated in reversed(found)}  # of the first of its dates
        days = _StoryDays(index, found, floating)
        for at in found:
            if floating.get(at.timex.id) != at.timex.id:
                continue
            told, rule = _previous_event(index, at.event, dated), "clock/told"
            if told is None or told.id not in dated:
                day_time = isinstance(at.timex.expression, Clock) and _minute(at.timex) >= _DAYBREAK
                story_day = days.before(at.event) if day_time else None
                told, rule = (told, rule) if story_day is None else (story_day, "clock/story")
            if told is not None:
                overnight = minutes.get(told.id, 0) >= _EVENING and _minute(at.timex) < _MORNING
                relation, gap = ("STARTS_FROM", (1 - MINUTES_A_DAY, 0)) if overnight else ("SAME_DAY", None)
                yield from index.claim(
                    at.event, relation, told, rule=rule, precision=PRECISION[rule], gap=gap,
                    note=f"{at.timex.text}, beside {told.text}", spans=(*at.words, told.span), origin="inferred",
                )  # fmt: skip


def _minute(timex: Timex) -> int:
    """The minute of its day at which a clock time lies; 0 for a date."""
    fine = timex.granularity is not None and timex.granularity < Granularity.DAY
    return timex.interval.start % MINUTES_A_DAY if fine and timex.interval and timex.interval.start is not None else 0


def floats(document: Document) -> dict[str, str]:
    """Timex id → the clock time without a day that its day hangs on: itself, or what it is counted from."""
    found: dict[str, str] = {}
    for timex in document.timexes:
        said = timex.expression
        bare = isinstance(said, Clock) or (isinstance(said, PartOfDay) and said.base is Base.SETTING)
        if bare and said.of is None and timex.anchor == "t0":
            found[timex.id] = timex.id
        elif timex.anchor in found:
            found[timex.id] = found[timex.anchor]
    return found


def _previous_event(index: DocumentIndex, event: Event, dated: Mapping[str, bool]) -> Event | None:
    """In the nearest sentence before that has one: the last verb that is dated or carries the paragraph on, or a noun
    that is dated; ``dated`` says of which events the date is a recent day; the others do not count."""
    block = index.document.sentences[event.sentence].block

    def is_narrated(other: Event) -> bool:
        near = index.document.sentences[other.sentence].block == block
        carries_on = near and index.is_narrated(other)
        return other.status == "occurred" and not index.is_bare(other) and dated.get(other.id, carries_on)

    told = [other for other in index.before(event, sentences=2, blocks=2) if is_narrated(other)]
    return max(told, key=lambda other: (other.sentence, other.pos == "VERB", other.token), default=None)


class _StoryDays:
    """What an article itself tells of days in the week before publication; the day of a time ``adrift`` is none."""

    def __init__(self, index: DocumentIndex, found: Sequence[Dated], adrift: Mapping[str, str]) -> None:
        document, end = index.document, len(index.tokens)
        starts = {block.span.start for block in document.blocks}
        stamps = sum(t.span is not None and t.span.start in starts for t in document.timexes if t.type == "TIME")
        self._live = stamps >= _LIVE
        told = (
            (dated.event.token, n) for n, dated in enumerate(found)
            if _is_deed(index, dated.event) and dated.timex.id not in adrift
            and dated.relation == "STARTS_WITHIN" and dated.gap is None and _is_recent_day(index, dated.timex)
        )  # fmt: skip
        self._told: list[tuple[int, Event]] = []  # token of a deed, the deed up to there whose date was found last
        last = -1
        for token, n in sorted(told):
            last = max(last, n)
            self._told.append((token, found[last].event))
        named = sorted(
            (place[0], timex.edtf.partition("T")[0]) for timex in document.timexes
            if timex.edtf and timex.id not in adrift and _is_recent_day(index, timex)
            and (place := index.place.get(timex.id)) is not None
            and index.sentence_of(place[0]).kind in PROSE and not index.is_quoted(place[0])
        )  # fmt: skip
        others = (place for place, day in named if day != named[0][1])
        self._first, self._second = named[0][0] if named else end, next(others, end)  # where the days are named

    def before(self, event: Event) -> Event | None:
        """The last deed before an event, however far, that has such a day.

        Not where several days were told by then, nor in a report whose paragraphs begin with clock times: those are of
        its own day.
        """
        if event.status != "occurred" or self._live or not self._first < event.token <= self._second:
            return None
        place = bisect_left(self._told, event.token, key=lambda deed: deed[0])
        return self._told[place - 1][1] if place else None


def _is_deed(index: DocumentIndex, event: Event) -> bool:
    """Whether a verb tells, in the article's own voice, what was done, and not what was said."""
    done = event.pos == "VERB" and event.status == "occurred" and event.polarity == "POS"
    return done and not index.is_bare(event) and not index.is_quoted(event.token)


def _is_recent_day(index: DocumentIndex, timex: Timex) -> bool:
    """Whether a date is a day, or an hour of one, in the week up to publication, as far as that is known."""
    fine = timex.granularity is not None and timex.granularity <= Granularity.DAY
    return fine and begins_in_last_week(index, timex) is not False
