"""Expression + anchor + tense -> interval, TIMEX3 value, EDTF.

Words that speak from the time of publication ("ago", "yesterday", a bare weekday) are counted from the DCT; words that
speak from what was just told ("the following day", "later that night") from the narrated time, the latest date of the
text that is fine enough. Histories and obituaries are told apart from news by their own dates: there a bare month or
day is read inside the narrated year. The tense of the governing verb says on which side a bare date of the news lies.
"""
from __future__ import annotations

from dataclasses import dataclass, field, replace

from timeline_service.calendar.expressions import Amount, Base, Clock, Expression, Last, Named, Next, Nth, PartOfDay, Shift, This, Window, Within
from timeline_service.calendar.resolve import Anchors, Direction, resolve
from timeline_service.calendar.timex3 import Reading, value_of
from timeline_service.calendar.units import Cell, Unit
from timeline_service.model import Because, Document, Language, Note, Timex
from timeline_service.stages import stage
from timeline_service.stages.governing_tense import TenseReader

UNDATED = Note("no-publication-date", "There is no publication date: dates that depend on it are left unresolved.")


@stage(needs=("timexes",), gives=("timexes", "notes"))
def anchor_timexes(document: Document, language: Language) -> Document:
    """Every timex with its value, interval, EDTF, anchor and reason."""
    speech = None
    if document.dct and document.dct.interval and document.dct.interval.start is not None:
        speech = Cell.at(Unit.DAY, document.dct.interval.start)
    told = Telling(speech=speech, narrative=is_narrative(document.timexes, speech), tenses=TenseReader(document, language.lexicon))
    timexes = tuple(told.anchored(timex) for timex in document.timexes)
    notes = document.notes
    if speech is None and any(t.basis == "none" and t.type in ("DATE", "TIME") for t in timexes) and UNDATED not in notes:
        notes = (*notes, UNDATED)
    return replace(document, timexes=timexes, notes=notes)


def is_narrative(timexes: tuple[Timex, ...], speech: Cell | None) -> bool:
    """Whether a text tells of times long gone: it names years far from its own date more often than days near it."""
    if speech is None:
        return True
    year = speech.date[0]
    far = near = this_year = 0
    for timex in timexes:
        expression = timex.expression
        if isinstance(expression, (Clock, PartOfDay)):
            expression = expression.of
        if isinstance(expression, Named):
            stated = expression.year
            far += stated is not None and abs(stated - year) > 1
            this_year += stated is not None and abs(stated - year) <= 1
            near += expression.weekday is not None and expression.month is None
        near += isinstance(expression, (This, Last, Next, Shift)) and expression.base is Base.SPEECH
    near += min(this_year, 2)
    return far > 3 * near and far >= (3 if near == 0 else 5 if near == 1 else 10)


@dataclass(slots=True)
class Telling:
    """The state of one pass over a text: the times told so far, and how bare dates are to be read."""

    speech: Cell | None
    narrative: bool
    tenses: TenseReader
    told: list[tuple[str, Cell]] = field(default_factory=list)
    period: tuple[str, Cell] | None = None  # the quarter that a company report is about

    def anchored(self, timex: Timex) -> Timex:
        """The timex with its value; what it denotes becomes the narrated time of what follows."""
        expression = timex.expression
        source, narrated = self._narrated(expression)
        if self.period and _is_year_back(expression):
            source, narrated = self.period  # "a year ago", among quarters, is the same quarter of the year before
            expression = replace(expression, base=Base.NARRATED)
        setting = Base.NARRATED if self.narrative else Base.SPEECH
        bare = Base.NARRATED if self.narrative and self.told else Base.SPEECH
        anchors = Anchors(speech=self.speech, narrated=narrated, bare=bare, setting=setting, direction=self._direction(timex))
        reading = resolve(expression, anchors)
        deictic = reading.anchor is not None and (reading.anchor is Base.SPEECH or source is None)
        if reading.cell and timex.span and not _is_year_back(expression) and not (self.narrative and deictic):
            self.told.append((timex.id, reading.cell))
            self._note_period(timex, reading.cell)
        return _described(timex, reading, source)

    def _note_period(self, timex: Timex, cell: Cell) -> None:
        stated = isinstance(timex.expression, Named) and timex.expression.quarter is not None
        if stated and cell.unit is Unit.QUARTER and (self.speech is None or cell.end <= self.speech.end):
            self.period = (timex.id, cell)

    def _narrated(self, expression: Expression | None) -> tuple[str | None, Cell | None]:
        unit = needed_unit(expression)
        if unit is Unit.QUARTER and not self.narrative:
            return self.period or (None, self.speech and self.speech.to(Unit.QUARTER).step(-1))
        for source, cell in reversed(self.told[-40:]):
            if cell.unit.days <= unit.days:
                return source, cell
        return None, None

    def _direction(self, timex: Timex) -> Direction:
        if self.narrative and self.told:
            return Direction.TOLD
        if not _is_bare(timex.expression):
            return Direction.PAST
        return self.tenses.side_of(timex)


def _is_bare(expression: Expression | None) -> bool:
    """Whether the calendar fields that were said leave the year open."""
    while isinstance(expression, (Clock, PartOfDay, Nth)):
        expression = expression.within if isinstance(expression, Nth) else expression.of
    return isinstance(expression, Named) and expression.year is None


def _is_year_back(expression: Expression | None) -> bool:
    return isinstance(expression, Shift) and expression.of is None and expression.sign < 0 and expression.amounts == (Amount(1, Unit.YEAR),)


def needed_unit(expression: Expression | None) -> Unit:
    """How finely the anchor of an expression must be known."""
    if isinstance(expression, Shift):
        if expression.of is not None:
            return needed_unit(expression.of)
        return min((a.unit for a in expression.amounts), key=lambda u: u.days)
    if isinstance(expression, (This, Last, Next)):
        return expression.of if isinstance(expression.of, Unit) else needed_unit(expression.of)
    if isinstance(expression, (Clock, PartOfDay)):
        return needed_unit(expression.of) if expression.of else Unit.DAY
    if isinstance(expression, Nth):
        return needed_unit(expression.within)
    if isinstance(expression, Within):
        return needed_unit(expression.whole)
    if isinstance(expression, Named):
        if expression.unit is Unit.QUARTER and expression.quarter is None:
            return Unit.QUARTER
        if expression.weekday is not None and expression.month is None:
            return Unit.WEEK
        return Unit.MONTH if expression.day is not None and expression.month is None else Unit.YEAR
    if isinstance(expression, Window):
        return Unit.DAY
    return Unit.YEAR


def _described(timex: Timex, reading: Reading, source: str | None) -> Timex:
    kind, value = value_of(timex.expression, reading)
    anchor = None if reading.anchor is None else "t0" if reading.anchor is Base.SPEECH or source is None else source
    rule = timex.because[0].rule if timex.because else ""
    note = f"counted from {anchor}" if anchor else ""
    return replace(
        timex,
        type=kind,
        value=value,
        interval=reading.interval,
        granularity=reading.granularity,
        edtf=reading.edtf(),
        anchor=anchor,
        basis="none" if reading.interval is None else "stated" if anchor is None else "resolved",
        because=(Because(rule, note, timex.because[0].spans if timex.because else ()), *timex.because[1:]),
    )
