"""Expression + anchor + tense -> interval, TIMEX3 value, EDTF.

Words that speak from the time of publication ("ago", "yesterday", a bare weekday) are counted from the DCT; words that
speak from what was just told ("the following day", "later that night") from the narrated time, the latest date of the
text that is fine enough. Histories and obituaries are told apart from news by their own dates: there a bare month or
day is read beside the narrated one. In the news the words around a bare date say on which side of the DCT it lies.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from timeline_service.calendar.expressions import (
    Base,
    Clock,
    Duration,
    Expression,
    Foreign,
    Last,
    Named,
    Next,
    PartOfDay,
    Shift,
    This,
    Window,
)
from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.calendar.resolve import Anchors, Direction, resolve
from timeline_service.calendar.timex3 import Reading
from timeline_service.calendar.units import Cell, Unit
from timeline_service.calendar.zones import Zone
from timeline_service.languages.fallback import read as read_foreign
from timeline_service.model import Document, Language, Note, Span, Timex
from timeline_service.stages import stage
from timeline_service.stages.describe_timex import described
from timeline_service.stages.governing_tense import TenseReader
from timeline_service.stages.narrated_time import NarratedTime, is_bare, is_narrative, is_timeless, is_year_back
from timeline_service.stages.neighbouring_timexes import with_their_days, with_their_wholes, with_their_years
from timeline_service.stages.place_and_order import dateline_zone, day_first, in_order

UNDATED = Note("no-publication-date", "There is no publication date: dates that depend on it are left unresolved.")
_QUOTE = re.compile(r"“[^“”\n]{1,2000}”|\"[^\"\n]{1,2000}\"")
_PARAGRAPH = re.compile(r"\n\s*")
_LOCAL = re.compile(r"\blocal time\b|\(\d{4} (?:GMT|UTC)\)")  # "4:52 a.m. local time (0022 GMT)"
_SENTENCE_END = re.compile(r"[.!?;][\"”’)]?\s")
_FAR = 600  # characters after which a clock time no longer means the day told before
_EVENING, _NOON = 18 * 60, 12  # a minute of the day, an hour


@stage(
    needs=("text", "language", "dct", "timexes", "notes"), wants=("tokens", "clauses"), gives=("timexes", "notes")
)
def anchor_timexes(document: Document, language: Language) -> Document:
    """Every timex with its value, interval, EDTF, anchor and reason."""
    speech = None
    if document.dct and document.dct.interval and document.dct.interval.start is not None:
        speech = Cell.at(Unit.DAY, document.dct.interval.start)
    time = NarratedTime(
        text=document.text,
        speech=speech,
        narrative=is_narrative(document.timexes, speech),
        prospects=tuple(language.lexicon["prospect"]),
    )
    anchoring = Anchoring(
        time=time,
        tenses=TenseReader(document, language.lexicon),
        place=dateline_zone(document, language.lexicon),
        offset=document.dct.offset if document.dct else None,
        day_first=day_first(document),
        timeless=is_timeless(document.text, document.timexes),
        written=_minute_of(document.dct),
        local=_LOCAL.search(document.text) is not None,
        quotes=[Span(*match.span()) for match in _QUOTE.finditer(document.text)] if time.narrative else [],
    )
    timexes = tuple(anchoring.anchored(timex) for timex in _with_neighbours(document).timexes)
    notes = document.notes
    left = any(t.basis == "none" and t.type in ("DATE", "TIME") for t in timexes)
    if speech is None and left and all(note.code != UNDATED.code for note in notes):
        notes = (*notes, UNDATED)
    return replace(document, timexes=timexes, notes=notes)


def _minute_of(dct: Timex | None) -> int | None:
    return dct.interval.start if dct is not None and dct.type == "TIME" and dct.interval is not None else None


def _with_neighbours(document: Document) -> Document:
    return with_their_wholes(with_their_years(with_their_days(document)))


@dataclass(slots=True)
class Anchoring:
    """One pass over the timexes of a text, in order."""

    time: NarratedTime
    tenses: TenseReader
    place: Zone | None  # of the dateline
    offset: int | None  # of the publication time
    day_first: bool | None
    quotes: list[Span]
    timeless: bool  # whether the text speaks of no day
    written: int | None  # the minute of publication, where it is known
    local: bool  # whether the text tells the time of the place it reports from
    last: Span | None = None  # of the date told right before
    stated: bool = False  # whether it was given in full
    counted: bool = False  # whether it was counted from a date of the text
    evening: bool = False  # whether that was an evening or a night
    yearly: bool = False  # whether the date told right before was of any year
    edge: Expression | None = None  # the date that a stretch told right before ends with
    offsets: dict[str, int] = field(default_factory=dict)  # of the clock times told

    def anchored(self, timex: Timex) -> Timex:
        """The timex with its value; what it denotes becomes the narrated time of what follows."""
        timex = in_order(timex, first=self.day_first, speech=self.time.speech)
        if isinstance(timex.expression, Duration) and self.tenses.is_ahead(timex):
            timex = replace(timex, expression=Shift(amounts=timex.expression.amounts, sign=1))
        timex, yearly = self._as_each_year(timex)
        time, expression = self.time, self._apposed(timex)
        source, narrated = time.anchor_of(expression, timex.span.start if timex.span else 0)
        if isinstance(expression, This) and isinstance(expression.of, Named) and not time.narrative:
            source, narrated = (expression.base is Base.NARRATED and time.past_of(expression.of)) or (source, narrated)
        source, narrated = self._by_publication(timex, expression, source, narrated)
        time.note(timex)
        if time.compared and isinstance(expression, Shift) and is_year_back(expression):
            source, narrated = time.compared  # "a year ago", among quarters, is the same quarter of the year before
            expression = replace(expression, base=Base.NARRATED)
        of_now = self._is_of_now(timex)
        telling = time.narrative and time.now is not None and not of_now
        recalled = None if telling else self._recalled(timex, expression)
        if recalled:
            source, narrated = recalled
        day = None if telling else self._day_of_clock(expression, timex, narrated)
        anchors = Anchors(
            speech=time.now[1] if telling and time.now and self._is_quoted(timex) else time.speech,
            narrated=day or narrated,
            bare=Base.NARRATED if telling or day or recalled else Base.SPEECH,
            setting=Base.NARRATED if telling or day or self._is_of_told(timex, expression) else Base.SPEECH,
            direction=Direction.TOLD if recalled else self._direction(timex, telling),
            history=telling or time.lost or self._is_adrift(timex, expression, narrated),
        )
        if time.speech is not None and self._is_yet_to_strike(timex, expression, anchors):
            anchors = replace(anchors, narrated=time.speech.step(-1), bare=Base.NARRATED)
        self.edge, edge = expression.of if isinstance(expression, Window) else None, self.edge
        reading = (
            read_foreign(expression, base=time.speech, direction=anchors.direction)
            if isinstance(expression, Foreign)
            else resolve(None if yearly else expression, anchors)
        )
        deictic = reading.anchor is not None and (reading.anchor is Base.SPEECH or source is None)
        ahead = time.is_of_late and time.speech is not None and reading.cell and reading.cell.start >= time.speech.end
        aside = time.narrative and (deictic or of_now or ahead)
        if reading.cell and timex.span and not is_year_back(expression) and not aside:
            if timex.expression is not edge and not self._goes_back(timex, expression, source):
                time.tell(timex, _told_day(reading, reading.cell))
            self.last, self.stated = timex.span, reading.anchor is None
            self.counted = reading.anchor is Base.NARRATED and source is not None
            late = reading.cell.unit.days < 1 and reading.cell.start % MINUTES_A_DAY >= _EVENING
            self.evening = late or reading.part in ("EV", "NI")
        offset = self._offset(expression, reading)
        if offset is None and source and reading.cell and reading.cell.unit.days < 1:
            offset = self.offsets.get(source)  # "51 minutes later", after 13:42 UTC
        if offset is not None:
            self.offsets[timex.id] = offset
        return described(timex, reading, source=source, offset=offset, civil=self.offset)

    def _is_of_now(self, timex: Timex) -> bool:
        """Whether a history turns to its own day: "plans to treat its first patient on Nov. 10"."""
        open_ = is_bare(timex.expression) or getattr(timex.expression, "base", None) is Base.SETTING
        if not self.time.narrative or self.time.speech is None or not open_ or self._is_quoted(timex):
            return False
        return self.tenses.is_of_now(timex)

    def _is_adrift(self, timex: Timex, expression: Expression | None, narrated: Cell | None) -> bool:
        """Whether words are counted from a day that was not said: "It reopened in February. He left the next day"."""
        if not isinstance(expression, Shift | Next | Last) or expression.base is not Base.NARRATED:
            return False
        if narrated is not None or isinstance(expression.of, Named) or not self.time.told:
            return False
        return self.tenses.side_of(timex) is Direction.PAST

    def _is_yet_to_strike(self, timex: Timex, expression: Expression | None, anchors: Anchors) -> bool:
        """Whether an hour of the day of publication was still to come when a verb in the past was written."""
        if self.written is None or not isinstance(expression, Clock) or expression.of is not None or expression.zone:
            return False
        here = self.place is None or self.place.offset(self.written // MINUTES_A_DAY) == self.offset
        if not here or self.local or anchors.bare is not Base.SPEECH:
            return False
        minute = resolve(expression, anchors).cell
        return minute is not None and minute.start > self.written and self.tenses.side_of(timex) is Direction.PAST

    def _as_each_year(self, timex: Timex) -> tuple[Timex, bool]:
        """The timex, and whether it is of any year: "in January it is cold", "usually held in May"."""
        named = timex.expression
        if isinstance(named, Next) and self.yearly:
            named = named.of  # the end of "from July to September"
        self.yearly = isinstance(named, Named) and self._is_general(timex, named)
        return (replace(timex, expression=named) if self.yearly else timex), self.yearly

    def _is_general(self, timex: Timex, named: Named) -> bool:
        """Whether a bare month or day stands with a verb in the present, in a text or sentence of what is always so."""
        if timex.span is None or named.month is None or named.weekday is not None or named.year is not None:
            return False
        always = (self.timeless and named.day is None) or self.tenses.is_habitual(timex.span)
        return always and not self.tenses.is_sided(timex.span) and self.tenses.side_of(timex) is Direction.NEAREST

    def _by_publication(
        self, timex: Timex, expression: Expression | None, source: str | None, narrated: Cell | None
    ) -> tuple[str | None, Cell | None]:
        """What was done is not counted from a day still to come, but from the last day told before that one."""
        speech, bare = self.time.speech, isinstance(expression, (Clock, PartOfDay)) and expression.of is None
        counted = getattr(expression, "base", None) is Base.NARRATED
        if not (bare or counted) or speech is None or narrated is None or narrated.start < speech.end:
            return source, narrated
        if timex.span is None or self.tenses.side_of(timex) is not Direction.PAST:
            return source, narrated
        by_hour = counted or isinstance(expression, Clock)
        told = self.time.last_day(timex.span.start - _FAR, by=speech) if by_hour else None
        return told or (None, None)

    def _recalled(self, timex: Timex, expression: Expression | None) -> tuple[str, Cell] | None:
        """The date of another year that a bare month or day goes on from: "23 days later, on April 11".

        Only where what was told before was itself counted from the story, or named that year in the same sentence:
        else the writer would have named the year.
        """
        speech, span = self.time.speech, timex.span
        if speech is None or span is None or not isinstance(expression, Named):
            return None
        told = self.time.last_in_paragraph(span.start)
        dated = is_bare(expression) and (expression.month is not None or expression.season is not None)
        if told is None or not dated or told[1].date[0] >= speech.date[0] or self.tenses.is_led(span):
            return None
        one_sentence = not _SENTENCE_END.search(self.time.text, self.time.end, span.start)
        aside = self.last is not None and self.tenses.is_aside(self.last)  # "who had left in 2023, voted in February"
        named = self.stated and told[1].unit is Unit.YEAR and one_sentence and not aside
        if not named and not (self.counted and told[1].finer_than(Unit.YEAR)):
            return None
        return told if self.tenses.side_of(timex) is Direction.PAST else None

    def _day_of_clock(self, expression: Expression | None, timex: Timex, told: Cell | None) -> Cell | None:
        """The day that a bare time of day stands beside: the last one told in this paragraph or the one before.

        A morning hour after an evening one is the next day's: "at 11:30 p.m. Sunday … at 1:12 a.m.".
        """
        if not isinstance(expression, (Clock, PartOfDay)) or expression.of is not None or told is None:
            return None
        if not self.last or not timex.span:
            return None
        if self.time.text[timex.span.start - 1 : timex.span.start] in ("", "\n") and not self.time.narrative:
            return None  # the time of an entry, in a report written as things happen
        between = self.time.text[self.last.end : timex.span.start]
        if len(between) > _FAR or len(_PARAGRAPH.findall(between)) > 1:
            return None
        early = isinstance(expression, Clock) and expression.hour < _NOON
        return told.to(Unit.DAY).step(1 if self.evening and early else 0)

    def _goes_back(self, timex: Timex, expression: Expression | None, source: str | None) -> bool:
        """Whether the words look back from the date just told: "on Dec. 3. It had been shelled the previous night".

        What comes next goes on from that date.
        """
        back = isinstance(expression, Last) or (isinstance(expression, Shift) and expression.sign < 0)
        while isinstance(expression, (Clock, PartOfDay)):
            expression = expression.of
            back = isinstance(expression, Last)
        told = self.time.told
        if not back or source is None or not told or told[-1][0] != source or timex.span is None:
            return False
        if "\n" in self.time.text[self.time.end : timex.span.start]:
            return False
        one_sentence = not _SENTENCE_END.search(self.time.text, self.time.end, timex.span.start)
        return one_sentence or self.tenses.is_before_told(timex.span)

    def _is_of_told(self, timex: Timex, expression: Expression | None) -> bool:
        """ "By the end of the month 340 had been killed": the month that the paragraph tells of."""
        setting = isinstance(expression, This) and expression.base is Base.SETTING
        if not setting or timex.span is None or self.time.last_in_paragraph(timex.span.start) is None:
            return False
        return self.tenses.is_before_told(timex.span)

    def _offset(self, expression: Expression | None, reading: Reading) -> int | None:
        """Minutes east of UTC of a clock time, where the text says its zone, or says of any time that it is local."""
        if not isinstance(expression, Clock) or reading.cell is None:
            return None
        if expression.zone not in (None, "local"):
            return Zone.parse(expression.zone or "").offset(reading.cell.start // MINUTES_A_DAY)
        if not self.local:
            return None
        return self.place.offset(reading.cell.start // MINUTES_A_DAY) if self.place else self.offset

    def _apposed(self, timex: Timex) -> Expression | None:
        """Its meaning; a day named by an event right after its date is that day: "Oct. 12, the day before"."""
        expression = timex.expression
        if isinstance(expression, Shift) and expression.dated and self.last and timex.span:
            between = self.time.text[self.last.end : timex.span.start]
            if between.strip() in (",", "-", "–", "—", "(") and len(between) < 4:
                return This(of=expression.amounts[0].unit, base=Base.NARRATED)
        return expression

    def _is_quoted(self, timex: Timex) -> bool:
        """Whether the words are somebody's own: in a history, they speak from the time that is told."""
        start = timex.span.start if timex.span else -1
        i = bisect_right(self.quotes, Span(start, 1 << 60)) - 1
        return i >= 0 and self.quotes[i].start <= start < self.quotes[i].end

    def _direction(self, timex: Timex, telling: bool) -> Direction:
        if telling:
            looks_back = timex.span is not None and self.tenses.is_before_told(timex.span)
            return Direction.FUTURE if self.time.is_of_late and not looks_back else Direction.TOLD
        if not is_bare(timex.expression):
            return Direction.PAST
        side = self.tenses.side_of(timex)
        return Direction.DONE if side is Direction.PAST and timex.span and self.tenses.is_done(timex.span) else side


def _told_day(reading: Reading, cell: Cell) -> Cell:
    """What a time leaves told: the midnight that ends Thursday is of Thursday."""
    return Cell.at(Unit.MINUTE, cell.start - 1) if reading.end_of_day else cell
