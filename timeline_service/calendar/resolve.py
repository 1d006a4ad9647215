"""``resolve``: a meaning and its anchors become a stretch of the calendar. Pure: no words, no clock, no zone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from timeline_service.calendar import holidays
from timeline_service.calendar.distance import days_off, shifted
from timeline_service.calendar.eras import year_of_era
from timeline_service.calendar.expressions import (
    Base,
    Clock,
    Duration,
    EraYear,
    Every,
    Expression,
    Last,
    Named,
    Next,
    Nth,
    PartOfDay,
    Shift,
    This,
    Vague,
    Window,
    Within,
)  # fmt: skip
from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval, weekday
from timeline_service.calendar.named import Direction, candidates_near, cell_in_year, choose, is_possible, step_from
from timeline_service.calendar.timex3 import Reading
from timeline_service.calendar.units import Cell, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What relative meanings are counted from: the time of speech, the narrated time, and which of them fills the
    missing fields of a bare "October 13" (``bare``), looking in which ``direction``."""

    speech: Cell | None = None
    narrated: Cell | None = None
    bare: Base = Base.SPEECH
    setting: Base = Base.SPEECH
    direction: Direction = Direction.NEAREST
    history: bool = False

    def of(self, base: Base) -> Cell | None:
        """The cell of a base; narrated time falls back to the time of speech, but not in a history."""
        if base is Base.SETTING:
            base = self.setting
        if self.history and base is Base.NARRATED:
            return self.narrated
        return self.narrated or self.speech if base is Base.NARRATED else self.speech if base is Base.SPEECH else None


NOTHING = Reading()
_FIRST, _END = Cell.of_day(-9999).start, Cell.of_day(10000).start  # minutes: what four digits of a year can write


def resolve(expression: Expression | None, anchors: Anchors) -> Reading:
    """The reading of a meaning; its ``cell`` and ``window`` are None where the anchors do not suffice.

    So they are for years of more than four digits, which neither ``YYYY-MM-DD`` nor "a million years ago" is fit for.
    """
    rule = _RULES.get(type(expression))
    try:
        reading = rule(expression, anchors) if rule else NOTHING
    except (ValueError, OverflowError):
        return NOTHING
    interval = reading.interval or Interval(None, None)
    early = interval.start is not None and interval.start < _FIRST
    return NOTHING if early or (interval.end is not None and interval.end > _END) else reading


# Named dates -------------------------------------------------------------------------------------------------------


def _named(named: Named, anchors: Anchors) -> Reading:
    if named.unit is Unit.QUARTER and named.quarter is None and named.year is not None:
        told = anchors.narrated
        quarter = told.to(Unit.QUARTER) if told and told.unit.days <= Unit.HALF.days else anchors.speech
        if quarter is None:
            return Reading(cell=Cell.of_day(named.year, unit=Unit.YEAR))
        return Reading(cell=Cell.of_day(named.year, quarter.date[1], unit=Unit.QUARTER), anchor=Base.NARRATED)
    if named.year is not None and named.holiday and holidays.in_year(named.holiday, named.year)[1] > 1:
        first, days = holidays.in_year(named.holiday, named.year)
        return Reading(window=Interval.of_days(first, first + days - 1))
    if named.year is not None and named.south:
        return _southern(Reading(cell=cell_in_year(named, named.year)))
    if named.year is not None:
        others = (cell_in_year(named.other, named.year),) if named.other and is_possible(named.other) else ()
        return Reading(cell=cell_in_year(named, named.year), others=others)
    base = anchors.of(anchors.bare)
    if base is None:
        return NOTHING
    candidates = [c for c in candidates_near(named, base) if c is not None]
    if named.decade is not None or named.short_year is not None:  # "the twenties" have been, unless only they can come
        candidates = [c for c in candidates if c.start < base.end][-1:] or candidates
    cell = choose(candidates, base, anchors.direction)
    if cell and named.holiday and cell.unit is not Unit.DAY:
        first, days = holidays.in_year(named.holiday, cell.date[0])
        return Reading(window=Interval.of_days(first, first + days - 1), anchor=anchors.bare)
    reading = Reading(cell=cell, anchor=anchors.bare)
    return _southern(reading) if named.south else reading


def _southern(reading: Reading) -> Reading:
    """A season of the south as its days: TIMEX3 has the seasons of the north alone."""
    return replace(reading, cell=None, window=reading.interval, unit=Unit.SEASON)


# Steps from a base -------------------------------------------------------------------------------------------------


def _this(this: This, anchors: Anchors) -> Reading:
    return _step(this.of, 0, this.base, anchors)


def _last(last: Last, anchors: Anchors) -> Reading:
    return _step(last.of, -last.n, last.base, anchors)


def _next(following: Next, anchors: Anchors) -> Reading:
    return _step(following.of, following.n, following.base, anchors)


def _step(of: Unit | Named, n: int, base: Base, anchors: Anchors) -> Reading:
    cell = anchors.of(base)
    if cell is None:
        return NOTHING
    used = base if base is Base.SPEECH or anchors.narrated else Base.SPEECH
    if isinstance(of, Unit):
        coarser = cell.unit.days > of.days and not (n and cell.unit is Unit.WEEK)
        if coarser and base is Base.NARRATED:
            return NOTHING  # "the next day" after "in 1943"
        if of is Unit.WEEKEND and base is Base.NARRATED and n > 0 and cell.to(of).start >= cell.end:
            n -= 1  # after a Friday "the following weekend" is the one right behind it
        return Reading(cell=cell.to(of).step(n), anchor=used)
    reading = Reading(cell=step_from(of, n, cell), anchor=used)
    return _southern(reading) if of.south else reading


def _shift(shift: Shift, anchors: Anchors) -> Reading:
    whole = resolve(shift.of, anchors) if shift.of is not None else None
    start, used = (whole.cell, whole.anchor) if whole is not None else (anchors.of(shift.base), shift.base)
    if any(a.count is None for a in shift.amounts) or not shift.amounts:
        return Reading(vague="FUTURE_REF" if shift.sign > 0 else "PAST_REF", anchor=used)
    if start is None:
        return NOTHING
    if shift.to_the_day and start.unit.days >= 1:
        middle = Cell.at(Unit.DAY, (start.start + start.end - 1) // 2)
        moved = days_off(middle, shift.amounts, shift.sign)
        return Reading(cell=moved and moved.to(start.unit), anchor=used)
    return Reading(cell=shifted(start, shift.amounts, shift.sign), anchor=used)


# Parts -------------------------------------------------------------------------------------------------------------


def _nth(nth: Nth, anchors: Anchors) -> Reading:
    within = resolve(nth.within, anchors)
    if within.interval is None or within.interval.start is None or within.interval.end is None:
        return NOTHING
    if isinstance(nth.of, Named):
        return _nth_weekday(nth, within)
    half = 3 * MINUTES_A_DAY if nth.of is Unit.WEEK and within.cell else 0  # a week has most of its days inside
    first, last = Cell.at(nth.of, within.interval.start + half), Cell.at(nth.of, within.interval.end - 1 - half)
    cell = first.step(nth.n - 1) if nth.n > 0 else last.step(nth.n + 1)
    return Reading(cell=cell, anchor=within.anchor) if first <= cell <= last else NOTHING


def _within(within: Within, anchors: Anchors) -> Reading:
    whole = resolve(within.whole, anchors)
    if whole.cell is None or whole.cell.unit is not Unit.YEAR:
        return NOTHING
    reading = Reading(cell=cell_in_year(within.of, whole.cell.date[0]), anchor=whole.anchor)
    return _southern(reading) if within.of.south else reading


def _nth_weekday(nth: Nth, within: Reading) -> Reading:
    assert isinstance(nth.of, Named) and within.interval and within.interval.start is not None
    wanted, first, last = nth.of.weekday or 1, within.interval.first_day, within.interval.last_day
    assert first is not None and last is not None
    day = first + (wanted - weekday(first)) % 7 + 7 * (nth.n - 1)
    if nth.n < 0:
        day = last - (weekday(last) - wanted) % 7 + 7 * (nth.n + 1)
    return Reading(cell=Cell(Unit.DAY, day), anchor=within.anchor) if first <= day <= last else NOTHING


def _day_of(of: Expression | None, base: Base, anchors: Anchors) -> Reading:
    if of is not None:
        return resolve(of, anchors)
    cell = anchors.of(base)
    return Reading(cell=cell.to(Unit.DAY), anchor=base) if cell and cell.unit.days <= 1 else NOTHING


def _part_of_day(part: PartOfDay, anchors: Anchors) -> Reading:
    day = _day_of(part.of, part.base, anchors)
    return replace(day, part=part.code) if day.cell and day.cell.unit.days <= 2 else NOTHING


def _clock(clock: Clock, anchors: Anchors) -> Reading:
    base = anchors.bare if anchors.narrated else Base.SPEECH
    day = _day_of(clock.of, base, anchors)
    if day.cell is None or day.cell.unit.days > 1:
        return NOTHING
    start = day.cell.to(Unit.DAY).start + clock.hour * 60 + (clock.minute or 0)
    unit = Unit.HOUR if clock.minute is None else Unit.MINUTE
    return Reading(cell=Cell.at(unit, start), anchor=day.anchor, end_of_day=clock.hour == 24)


def _window(window: Window, anchors: Anchors) -> Reading:
    if window.of is not None:
        return _window_of(window, resolve(window.of, anchors))
    base = anchors.of(window.base)
    if base is None or not window.amounts or any(a.count is None for a in window.amounts):
        return NOTHING
    far = shifted(base, window.amounts, window.sign)
    if far is None or base.unit.days > 1:
        return NOTHING
    day, edge = base.to(Unit.DAY), _same_distance(base, far)
    first, last = (edge, day.index) if window.sign < 0 else (day.index, edge)
    return Reading(window=Interval.of_days(first, last), anchor=window.base) if first <= last else NOTHING


def _window_of(window: Window, whole: Reading) -> Reading:
    interval = whole.interval or Interval(None, None)
    if interval.first_day is None or interval.last_day is None:
        return NOTHING
    edge = Cell(Unit.DAY, interval.first_day if window.sign > 0 else interval.last_day + 1)
    far = days_off(edge, window.amounts, window.sign)
    if far is None:
        return NOTHING
    first, last = (edge.index, far.index - 1) if window.sign > 0 else (far.index, edge.index - 1)
    unit = min((amount.unit for amount in window.amounts), key=lambda unit: unit.days)
    return Reading(window=Interval.of_days(first, last), unit=unit, anchor=whole.anchor)


def _same_distance(base: Cell, far: Cell) -> int:
    """The day inside ``far`` that lies as deep as the base does in its own unit, for windows of months or years."""
    depth = base.to(Unit.DAY).index - base.to(far.unit).to(Unit.DAY).index
    return min(far.to(Unit.DAY).index + depth, Cell.at(Unit.DAY, far.end - 1).index)


def _era_year(year: EraYear, anchors: Anchors) -> Reading:
    return Reading(window=year_of_era(year.era, year.year), unit=Unit.YEAR)


def _vague(vague: Vague, anchors: Anchors) -> Reading:
    return Reading(vague=vague.ref, anchor=Base.SPEECH if anchors.speech else None)


def _without(expression: Duration | Every, anchors: Anchors) -> Reading:
    return NOTHING


_RULES: dict[type | None, Callable[[Any, Anchors], Reading]] = {
    Named: _named, This: _this, Last: _last, Next: _next, Shift: _shift, Nth: _nth, Within: _within,
    PartOfDay: _part_of_day,
    Clock: _clock, Window: _window, Vague: _vague, EraYear: _era_year, Duration: _without,
    Every: _without,
}  # fmt: skip
