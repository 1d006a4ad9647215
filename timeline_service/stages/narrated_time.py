"""The time a text is telling about: whether it is a history at all, and the dates told so far."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from timeline_service.calendar.expressions import (
    Amount,
    Base,
    Clock,
    Duration,
    Expression,
    Last,
    Named,
    Next,
    Nth,
    PartOfDay,
    Shift,
    This,
    Window,
    Within,
)  # fmt: skip
from timeline_service.calendar.named import step_from
from timeline_service.calendar.units import Cell, Unit
from timeline_service.model import Timex

_SENTENCE_HEAD = re.compile(r"(?:^|[.!?:][\"”’)\]]*\s|\n)[^.!?,;\n]{0,28}$")
_PARAGRAPH = 2000  # characters of a paragraph, at most
_LENGTHY = 1500  # characters
_LOOK_BACK = 40  # dates told before, at most, that an anaphor may mean


def is_narrative(timexes: tuple[Timex, ...], speech: Cell | None) -> bool:
    """Whether a text tells of times long gone: it names years far from its own far more often than days near it."""
    far = near = this_year = 0
    for timex in timexes:
        expression = timex.expression
        if isinstance(expression, (Clock, PartOfDay)):
            expression = expression.of
        if isinstance(expression, Named):
            stated = expression.year
            if stated is not None:
                distant = speech is None or abs(stated - speech.date[0]) > 1
                far, this_year = far + distant, this_year + (not distant)
            near += expression.weekday is not None and expression.month is None
        near += isinstance(expression, (This, Last, Next, Shift)) and expression.base is Base.SPEECH
    near += min(this_year, 2)
    return far > 3 * near and far >= (3 if near == 0 else 5 if near == 1 else 10)


def is_timeless(text: str, timexes: tuple[Timex, ...]) -> bool:
    """Whether a text of some length never says on which day it speaks: a guide, a description, no news."""
    return len(text) >= _LENGTHY and not any(_is_of_the_day(timex.expression) for timex in timexes)


def _is_of_the_day(expression: Expression | None) -> bool:
    """Whether an expression counts from the day of speaking: "Tuesday", "yesterday", "last month"; not "now"."""
    while isinstance(expression, (Clock, PartOfDay)):
        expression = expression.of
    if isinstance(expression, Named):
        return expression.weekday is not None and expression.month is None
    if not isinstance(expression, (Last, Next, Shift)) or expression.base is not Base.SPEECH:
        return False
    return needed_unit(expression).days < Unit.YEAR.days


@dataclass(slots=True)
class NarratedTime:
    """The dates told so far, each with the id of its timex; ``now`` is where the narrative stands."""

    text: str
    speech: Cell | None
    narrative: bool
    prospects: tuple[str, ...] = ()  # words before a year that make it one still to come
    told: list[tuple[str, Cell]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # of what was told, in the text
    now: tuple[str, Cell] | None = None
    period: tuple[str, Cell] | None = None  # the quarter that a company report is about
    lost: bool = False  # whether the text has moved on to a time known too coarsely for the expression asked for last
    end: int = 0  # of the date told last
    compared: tuple[str, Cell] | None = None  # the quarter or year that "a year ago" is a year before

    def tell(self, timex: Timex, cell: Cell) -> None:
        """Add a date that was told. A year named in passing ("the plan for 1976") does not move the narrative."""
        assert timex.span
        self.told.append((timex.id, cell))
        self.starts.append(timex.span.start)
        guessed = cell.unit is Unit.SEASON and is_bare(timex.expression)
        if self.now is None or (cell.finer_than(Unit.YEAR) and not guessed) or self._moves(timex, cell):
            self.now = (timex.id, cell)
        self.end = timex.span.end
        stated = isinstance(timex.expression, Named) and timex.expression.quarter is not None
        if stated and cell.unit is Unit.QUARTER and (self.speech is None or cell.end <= self.speech.end):
            self.period = self.compared = (timex.id, cell)

    def note(self, timex: Timex) -> None:
        """Take note of what a report compares: a quarter, or months or a year as a whole."""
        expression = timex.expression
        if self.period is None or self.speech is None:
            return
        if isinstance(expression, This) and expression.of is Unit.QUARTER:
            self.compared = self.period
        elif _whole_year(expression):
            self.compared = ("t0", self.speech.to(Unit.YEAR))

    def _moves(self, timex: Timex, cell: Cell) -> bool:
        assert self.now and timex.span
        if cell.unit is not Unit.YEAR or cell.holds(self.now[1]):
            return False
        before = self.text[max(0, timex.span.start - 40) : timex.span.start]
        if self.prospects and _ahead(self.prospects).search(before):
            return False
        section = "\n\n" in self.text[self.end : timex.span.start]
        return section or cell.index - self.now[1].date[0] == 1 or bool(_SENTENCE_HEAD.search(before))

    @property
    def is_of_late(self) -> bool:
        """Whether the narrative has come to the last year before publication, which is told onwards."""
        if self.speech is None or self.now is None or not self.now[1].finer_than(Unit.YEAR):
            return False
        return self.now[1].start <= self.speech.start and self.speech.date[0] - self.now[1].date[0] <= 1

    def anchor_of(self, expression: Expression | None, at: int) -> tuple[str, Cell] | tuple[None, Cell | None]:
        """What an anaphoric or bare expression is counted from: the latest date told that is fine enough.

        ``at`` is where it stands in the text.
        """
        unit = needed_unit(expression)
        if unit is Unit.QUARTER and not self.narrative:
            return self.period or (None, self.speech and self.speech.to(Unit.QUARTER).step(-1))
        if unit is Unit.YEAR and self.now and isinstance(expression, (Named, Clock, PartOfDay)):
            return self.now
        self.lost = False
        since: list[Cell] = []  # coarser dates told after the one looked for: it must lie in all of them
        for source, cell in reversed(self.told[-_LOOK_BACK:]):
            if cell.unit.days <= unit.days:
                self.lost = not all(later.holds(cell) for later in since)
                if not self.lost and unit is Unit.DAY and not since:
                    source, cell = self._day_before_break(at) or (source, cell)
                return (None, None) if self.lost else (source, cell)
            since.append(cell)
        return None, None


    def past_of(self, named: Named) -> tuple[str, Cell] | None:
        """The date told last whose year has "that November" before publication."""
        for source, cell in reversed(self.told[-_LOOK_BACK:]):
            meant = step_from(named, 0, cell)
            if meant and self.speech and meant.start < self.speech.end:
                return source, cell
        return None

    def last_in_paragraph(self, at: int) -> tuple[str, Cell] | None:
        """The date told last, where no paragraph has begun since."""
        return self.told[-1] if self.told and "\n" not in self.text[self.end : at] else None

    def last_day(self, since: int, *, by: Cell) -> tuple[str, Cell] | None:
        """The day told last, not before a place in the text, that does not lie after ``by``."""
        for start, (source, cell) in zip(reversed(self.starts), reversed(self.told), strict=True):
            if start < since:
                return None
            if cell.unit.days <= 1 and cell.start < by.end:
                return source, cell
        return None

    def _day_before_break(self, at: int) -> tuple[str, Cell] | None:
        """At the head of a paragraph: the day that the one before tells about, the latest of those told most often."""
        close = self.text.rfind("\n", self.starts[-1], at)
        if close < 0:
            return None
        opening = self.text.rfind("\n", max(0, self.starts[-1] - _PARAGRAPH), self.starts[-1])
        days = [
            (source, cell)
            for start, (source, cell) in zip(self.starts[-_LOOK_BACK:], self.told[-_LOOK_BACK:], strict=True)
            if start > opening and cell.unit.days <= 1
        ]
        counts = Counter(cell.to(Unit.DAY).index for _, cell in days)
        most = max(counts.values())
        return next((s, c) for s, c in reversed(days) if counts[c.to(Unit.DAY).index] == most)


@lru_cache(maxsize=16)
def _ahead(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b[^.!?;\n]{{0,24}}$", re.IGNORECASE)


def _whole_year(expression: Expression | None) -> bool:
    """Whether an expression is "the first nine months", "the year" or "the fiscal year"."""
    if isinstance(expression, Duration):
        return any(a.unit is Unit.MONTH and a.count in (6, 9) for a in expression.amounts) or expression.amounts == (
            Amount(1, Unit.YEAR),
        )
    return isinstance(expression, This) and expression.of is Unit.YEAR and expression.base is Base.SETTING


def is_bare(expression: Expression | None) -> bool:
    """Whether the calendar fields that were said leave the year open."""
    while isinstance(expression, (Clock, PartOfDay, Nth, Window)):
        expression = expression.within if isinstance(expression, Nth) else expression.of
    return isinstance(expression, Named) and expression.year is None


def is_day(expression: Expression | None) -> bool:
    """Whether an expression denotes one day."""
    of = getattr(expression, "of", None)
    return (expression.unit if isinstance(expression, Named) else of) is Unit.DAY


def is_year_back(expression: Expression | None) -> bool:
    """Whether an expression is "a year ago" or "a year earlier"."""
    one_year = isinstance(expression, Shift) and expression.amounts == (Amount(1, Unit.YEAR),)
    return one_year and expression.of is None and expression.sign < 0  # type: ignore[union-attr]


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
    if isinstance(expression, Window):
        return needed_unit(expression.of) if expression.of else Unit.DAY
    if not isinstance(expression, Named):
        return Unit.YEAR
    if expression.unit is Unit.QUARTER and expression.quarter is None:
        return Unit.QUARTER
    if expression.weekday is not None and expression.month is None:
        return Unit.WEEK
    return Unit.MONTH if expression.day is not None and expression.month is None else Unit.YEAR
