"""What a text has told up to a place in it: a frozen :class:`Discourse`, handed from one expression to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from timeline_service.calendar.expressions import Clock, Expression, Named, PartOfDay, This
from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.calendar.named import step_from
from timeline_service.calendar.timex3 import Reading
from timeline_service.calendar.units import Cell, Unit
from timeline_service.calendar.zones import Zone
from timeline_service.languages.lexicon import Lexicon
from timeline_service.model import Span, Timex
from timeline_service.stages.anchor_timexes.governing_tense import TenseReader
from timeline_service.stages.anchor_timexes.meanings import is_bare, is_whole_year, needed_unit
from timeline_service.stages.anchor_timexes.sentence_ends import SentenceEnds

_HEAD = re.compile(r"(?:.*[:\n])?[^,;:\n]{0,28}", re.DOTALL)  # what stands before the date that a sentence opens with
_HEAD_REACH = 40  # characters
_PARAGRAPH = 2000  # characters of a paragraph, at most
_LOOK_BACK = 40  # dates told before, at most, that an anaphor may mean
_EVENING = 18 * 60  # a minute of the day
_PROSPECT = r"\b(?:{})\b[^.!?;\n]{{0,24}}$"


class Told(NamedTuple):
    """A date that was told: the id of its timex, what it denotes, where it stands, and whether it is of words."""

    id: str
    cell: Cell
    start: int
    said: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the text as a whole."""

    text: str
    lexicon: Lexicon
    tenses: TenseReader
    ends: SentenceEnds
    speech: Cell | None = None  # the day of publication
    written: int | None = None  # the minute of publication, where it is known
    offset: int | None = None  # of the publication time, in minutes east of UTC
    place: Zone | None = None  # of the dateline
    south: bool = False  # whether the dateline lies south of the equator
    local: bool = False  # whether the text tells the time of the place it reports from
    day_first: bool | None = None
    narrative: bool = False  # whether the text is a history
    timeless: bool = False  # whether it speaks of no day
    quotes: Sequence[Span] = ()

    def is_ahead(self, at: int) -> bool:
        """Whether a word before a year makes it one still to come: "planned for 1925"."""
        words = "|".join(map(re.escape, self.lexicon["prospect"]))
        before = self.text[max(0, at - 40) : at]
        return bool(words) and re.search(_PROSPECT.format(words), before, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Discourse:
    """The dates told so far; ``now`` is where a history stands."""

    told: tuple[Told, ...] = ()
    now: Told | None = None
    end: int = 0  # of the date told last
    period: Told | None = None  # the quarter that a company's report is about
    compared: Told | None = None  # the quarter or year that "a year ago" is a year before
    last: Span | None = None  # of the date told right before
    stated: bool = False  # whether it was given in full
    counted: bool = False  # whether it was counted from a date of the text
    evening: bool = False  # whether that was an evening or a night
    yearly: bool = False  # whether the expression right before was of any year
    edge: Expression | None = None  # the date that a stretch told right before ends with
    offsets: Mapping[str, int] = field(default_factory=dict)  # of the clock times told

    def telling(self, timex: Timex, reading: Reading, setting: Setting, *, moves: bool, counted: bool) -> Discourse:
        """With a date that was read; ``moves`` says whether the text goes on from it, ``counted`` what it is from."""
        assert reading.cell is not None and timex.span is not None
        late = reading.cell.unit.days < 1 and reading.cell.start % MINUTES_A_DAY >= _EVENING
        moved = self._moved(timex, _told_day(reading, reading.cell), setting) if moves else {}
        return replace(
            self,
            last=timex.span,
            stated=reading.anchor is None,
            counted=counted,
            evening=late or reading.part in ("EV", "NI"),
            **moved,
        )

    def _moved(self, timex: Timex, cell: Cell, setting: Setting) -> dict[str, Any]:
        """What a date that was told changes. A year named in passing ("the plan for 1976") does not move a history."""
        assert timex.span is not None
        one = Told(timex.id, cell, timex.span.start, setting.tenses.is_of_saying(timex.span))
        guessed = cell.unit is Unit.SEASON and is_bare(timex.expression)
        moves = self.now is None or (cell.finer_than(Unit.YEAR) and not guessed) or self._goes_on(one, setting)
        quarter = isinstance(timex.expression, Named) and timex.expression.quarter is not None
        past = setting.speech is None or cell.end <= setting.speech.end
        reported = quarter and cell.unit is Unit.QUARTER and past
        changes: dict[str, Any] = {"told": (*self.told, one)[-_LOOK_BACK:], "end": timex.span.end}
        if moves:
            changes["now"] = one
        if reported:
            changes |= {"period": one, "compared": one}
        return changes

    def _goes_on(self, one: Told, setting: Setting) -> bool:
        assert self.now is not None
        if one.cell.unit is not Unit.YEAR or one.cell.holds(self.now.cell) or setting.is_ahead(one.start):
            return False
        section = "\n\n" in setting.text[self.end : one.start]
        before, _ = setting.ends.around(Span(one.start, one.start), _HEAD_REACH)
        return section or one.cell.index - self.now.cell.date[0] == 1 or bool(_HEAD.fullmatch(before))

    def timed(self, id: str, offset: int) -> Discourse:
        """With the offset of a clock time, in minutes east of UTC; of as many as dates are looked back at."""
        kept = dict([*self.offsets.items()][1 - _LOOK_BACK :])
        return replace(self, offsets={**kept, id: offset})

    def comparing(self, expression: Expression | None, speech: Cell | None) -> Discourse:
        """With what a report compares: a quarter, or months or a year as a whole."""
        if self.period is None or speech is None:
            return self
        if isinstance(expression, This) and expression.of is Unit.QUARTER:
            return replace(self, compared=self.period)
        if is_whole_year(expression):
            return replace(self, compared=Told("t0", speech.to(Unit.YEAR), 0))
        return self

    # What an expression can be counted from -------------------------------------------------------------------------

    def anchor_of(self, expression: Expression | None, at: int, setting: Setting) -> tuple[Told | None, bool]:
        """The latest date told that is fine enough for an anaphoric or bare expression that stands at ``at``.

        The second is True where the text has moved on to a time that is known too coarsely for it.
        """
        unit = needed_unit(expression)
        if unit is Unit.QUARTER and not setting.narrative:
            before = setting.speech and setting.speech.to(Unit.QUARTER).step(-1)
            return self.period or (Told("", before, 0) if before else None), False
        if unit is Unit.YEAR and self.now and isinstance(expression, (Named, Clock, PartOfDay)):
            return self.now, False
        since: list[Cell] = []  # coarser dates told after the one looked for: it must lie in all of them
        for one in reversed(self.told):
            if one.cell.unit.days <= unit.days:
                if not all(later.holds(one.cell) for later in since):
                    return None, True
                if unit is Unit.DAY and not since:
                    one = self._day_before_break(at, setting.text) or one
                return one, False
            since.append(one.cell)
        return None, False

    def past_of(self, named: Named, speech: Cell | None) -> Told | None:
        """The date told last whose year has "that November" before publication."""
        for one in reversed(self.told):
            meant = step_from(named, 0, one.cell)
            if meant and speech and meant.start < speech.end:
                return one
        return None

    def last_in_paragraph(self, at: int, text: str) -> Told | None:
        """The date told last, where no paragraph has begun since."""
        return self.told[-1] if self.told and "\n" not in text[self.end : at] else None

    def year_of_list(self, at: int, ends: SentenceEnds) -> Told | None:
        """The year that the sentence named before a date of it: "in 2016 he moved twice, in March and in October"."""
        for one in reversed(self.told[:-1]):
            if not ends.same(one.start, at):
                return None
            if one.cell.unit is Unit.YEAR:
                return one if one.cell.holds(self.told[-1].cell) else None
        return None

    def is_in_sentence(self, at: int, ends: SentenceEnds) -> bool:
        """Whether no sentence has ended since the date told last."""
        return ends.same(self.end, at)

    def last_day(self, since: int, *, by: Cell) -> Told | None:
        """The day told last, not before a place in the text, that does not lie after ``by``."""
        for one in reversed(self.told):
            if one.start < since:
                return None
            if one.cell.unit.days <= 1 and one.cell.start < by.end:
                return one
        return None

    def last_deed(self, *, by: Cell) -> Told | None:
        """The day told last, not after ``by``, on which something was done, and not only said."""
        days = (one for one in reversed(self.told) if one.cell.unit.days <= 1 and not one.said)
        return next((one for one in days if one.cell.start < by.end), None)

    def is_of_late(self, speech: Cell | None) -> bool:
        """Whether a history has come to the last year before publication, which is told onwards."""
        if speech is None or self.now is None or not self.now.cell.finer_than(Unit.YEAR):
            return False
        return self.now.cell.start <= speech.start and speech.date[0] - self.now.cell.date[0] <= 1

    def _day_before_break(self, at: int, text: str) -> Told | None:
        """At the head of a paragraph: the day that the one before tells about, the latest of those told most often."""
        start = self.told[-1].start
        close = text.rfind("\n", start, at)
        if close < 0:
            return None
        opening = text.rfind("\n", max(0, start - _PARAGRAPH), start)
        days = [one for one in self.told if one.start > opening and one.cell.unit.days <= 1]
        counts = Counter(one.cell.to(Unit.DAY).index for one in days)
        most = max(counts.values())
        return next(one for one in reversed(days) if counts[one.cell.to(Unit.DAY).index] == most)


def _told_day(reading: Reading, cell: Cell) -> Cell:
    """What a time leaves told: the midnight that ends Thursday is of Thursday."""
    return Cell.at(Unit.MINUTE, cell.start - 1) if reading.end_of_day else cell
