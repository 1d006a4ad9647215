"""``resolve``: a meaning and its anchors become a stretch of the calendar. Pure: no words, no clock, no zone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from timeline_service.calendar import holidays
from timeline_service.calendar.expressions import (
    Amount,
    Base,
    Between,
    Clock,
    Duration,
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
from timeline_service.calendar.timex3 import Reading
from timeline_service.calendar.units import MONTHS, Cell, Unit


class Direction(Enum):
    """Where to look for a bare weekday, day, month, season or quarter, seen from the anchor."""

    PAST = "past"  # the latest that does not begin after the anchor
    FUTURE = "future"  # the first that does not end before the anchor
    NEAREST = "nearest"
    TOLD = "told"  # inside a narrated year; beside a narrated day or month, rather after than before it


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


def resolve(expression: Expression | None, anchors: Anchors) -> Reading:
    """The reading of a meaning; its ``cell`` and ``window`` are None where the anchors do not suffice."""
    rule = _RULES.get(type(expression))
    try:
        return rule(expression, anchors) if rule else NOTHING
    except (ValueError, OverflowError):
        return NOTHING


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
    if named.year is not None:
        others = (cell_in_year(named.other, named.year),) if named.other and _possible(named.other) else ()
        return Reading(cell=cell_in_year(named, named.year), others=others)
    base = anchors.of(anchors.bare)
    if base is None:
        return NOTHING
    candidates = [c for c in _candidates(named, base) if c is not None]
    if named.decade is not None or named.short_year is not None:  # "the twenties" have been, unless only they can come
        candidates = [c for c in candidates if c.start < base.end][-1:] or candidates
    cell = choose(candidates, base, anchors.direction)
    return Reading(cell=cell, anchor=anchors.bare)


def _possible(named: Named) -> bool:
    try:
        return named.year is not None and bool(cell_in_year(named, named.year))
    except ValueError:
        return False


def cell_in_year(named: Named, year: int) -> Cell:
    """The cell of named fields in a year; raises ValueError where the calendar has no such day."""
    if named.holiday:
        first, days = holidays.in_year(named.holiday, year)
        return Cell(Unit.DAY, first) if days == 1 else Cell.at(named.unit, first * MINUTES_A_DAY)
    if named.day is not None and named.month is not None:
        return Cell.of_day(year, named.month, named.day)
    if named.month is not None:
        return Cell.of_day(year, named.month, unit=Unit.MONTH)
    if named.season is not None:
        return Cell.of_day(year, 3 * named.season, unit=Unit.SEASON)
    if named.quarter is not None:
        return Cell.of_day(year, 3 * named.quarter, unit=Unit.QUARTER)
    if named.half is not None:
        return Cell.of_day(year, 6 * named.half, unit=Unit.HALF)
    if named.week is not None:
        return Cell.of_day(year, 1, 4, unit=Unit.WEEK).step(
            named.week - 1
        )  # ISO 8601-1, 4.3.4.1: 4 January is in week 1
    return Cell.of_day(year, unit=named.unit)


def _candidates(named: Named, base: Cell) -> list[Cell | None]:
    year = base.date[0]
    if named.weekday is not None and named.day is None:
        week = base.to(Unit.WEEK).index
        return [Cell(Unit.DAY, (week + k) * 7 + named.weekday) for k in (-1, 0, 1)]
    if named.unit in (Unit.WEEKEND, Unit.WEEK) and named.week is None:
        return [base.to(named.unit).step(k) for k in (-1, 0, 1)]
    if named.decade is not None:
        century = year - year % 100 + named.decade
        return [Cell.of_day(century + k, unit=Unit.DECADE) for k in (-100, 0, 100)]
    if named.short_year is not None:
        century = year - year % 100 + named.short_year
        return [_in_year_or_none(named, century + k) for k in (-100, 0, 100)]
    if named.day is not None and named.month is None:
        months = [base.to(Unit.MONTH).step(k) for k in (-1, 0, 1)]
        return [_day_of_month(month, named.day) for month in months]
    cells = [_in_year_or_none(named, year + k) for k in (-1, 0, 1)]
    if named.weekday is not None:  # "Friday, Oct. 13": the weekday decides, where it can
        fitting = [c for c in cells if c and weekday(c.index) == named.weekday]
        return list(fitting) or cells
    return cells


def _in_year_or_none(named: Named, year: int) -> Cell | None:
    try:
        return cell_in_year(named, year)
    except ValueError:
        return None


def _day_of_month(month: Cell, day: int) -> Cell | None:
    year, number, _ = month.date
    try:
        return Cell.of_day(year, number, day)
    except ValueError:
        return None


def choose(candidates: list[Cell], base: Cell, direction: Direction) -> Cell | None:
    """The candidate that lies in the direction, unless one on the other side is very much nearer.

    Weekdays keep to the direction; for longer cycles a tense may mislead ("the record date is Nov. 9", "expects a loss
    for the third quarter"), so the wrong side only costs ``_AGAINST`` times its distance.
    """
    if not candidates:
        return None
    if direction is Direction.TOLD and base.unit.days >= Unit.YEAR.days:
        candidates = [c for c in candidates if c.date[0] == base.date[0]] or candidates
    weekly = max(c.start for c in candidates) - min(c.start for c in candidates) <= 14 * MINUTES_A_DAY
    return min(candidates, key=lambda c: (_cost(c, base, direction, weekly=weekly), c.start))


_AGAINST = 6


def _cost(cell: Cell, base: Cell, direction: Direction, *, weekly: bool) -> float:
    if cell.holds(base):
        return 0 if cell.unit is not Unit.DAY or direction is not Direction.FUTURE else 0.5
    distance = base.start - cell.end + 1 if cell.end <= base.start else cell.start - base.end + 1
    past = cell.start < base.start
    if direction is Direction.TOLD:
        return 1.5 * distance if past else distance
    if direction is Direction.NEAREST or past == (direction is Direction.PAST):
        return distance
    if weekly:
        return distance + 100 * MINUTES_A_DAY
    return _AGAINST * max(distance, MINUTES_A_DAY)


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
        return Reading(cell=cell.to(of).step(n), anchor=used)
    return Reading(cell=_named_step(of, n, cell), anchor=used)


def _named_step(named: Named, n: int, base: Cell) -> Cell | None:
    cells = sorted(c for c in _candidates(named, base) if c is not None)
    if n == 0:
        holder = base.to(Unit.WEEK if named.weekday else Unit.YEAR)
        inside = (
            [c for c in cells if holder.holds(c)] if named.weekday else [c for c in cells if c.date[0] == base.date[0]]
        )
        return inside[0] if inside else choose(cells, base, Direction.NEAREST)
    if n < 0:
        before = [c for c in cells if c.end <= base.start]
        return before[n] if len(before) >= -n else None
    after = [c for c in cells if c.start >= base.end]
    return after[n - 1] if len(after) >= n else None


def _shift(shift: Shift, anchors: Anchors) -> Reading:
    start = resolve(shift.of, anchors).cell if shift.of is not None else anchors.of(shift.base)
    used = None if shift.of is not None else shift.base
    if any(a.count is None for a in shift.amounts) or not shift.amounts:
        return Reading(vague="FUTURE_REF" if shift.sign > 0 else "PAST_REF", anchor=used)
    if start is None:
        return NOTHING
    return Reading(cell=shifted(start, shift.amounts, shift.sign), anchor=used)


def shifted(start: Cell, amounts: tuple[Amount, ...], sign: int) -> Cell | None:
    """The cell so far from ``start``, in the unit that was counted; None where the start is known too coarsely."""
    unit = min((a.unit for a in amounts), key=lambda u: u.days)
    if unit is Unit.YEAR and start.unit in (Unit.QUARTER, Unit.HALF) and len(amounts) == 1:
        return start.step(sign * int(amounts[0].count or 0) * (4 if start.unit is Unit.QUARTER else 2))
    if start.unit.days > unit.days:
        return None
    if unit is Unit.SECOND:
        return None
    if any((a.count or 0) % 1 for a in amounts):
        return _fractional(start, amounts[0], sign)
    months = sum(int(a.count or 0) * MONTHS[a.unit] for a in amounts if a.unit in MONTHS)
    if unit in MONTHS:
        return (
            start.to(Unit.MONTH).step(sign * months).to(unit)
            if len(amounts) > 1
            else start.to(unit).step(sign * int(amounts[0].count or 0))
        )
    moved = _months_on(start, sign * months) if months else start
    for amount in amounts:
        if amount.unit not in MONTHS:
            size = round(amount.unit.days / unit.days)
            moved = moved.to(unit).step(sign * size * int(amount.count or 0))
    return moved


def _months_on(start: Cell, months: int) -> Cell:
    """The same day of another month, or its last day where it has fewer."""
    month = start.to(Unit.MONTH).step(months)
    depth = start.to(Unit.DAY).index - start.to(Unit.MONTH).to(Unit.DAY).index
    return Cell(Unit.DAY, min(month.to(Unit.DAY).index + depth, Cell.at(Unit.DAY, month.end - 1).index))


def _fractional(start: Cell, amount: Amount, sign: int) -> Cell:
    count = (amount.count or 0) * sign
    if amount.unit.days >= 365:
        months = round(count * amount.unit.days / 365 * 12)
        return start.to(Unit.MONTH).step(months)
    smaller = Unit.DAY if amount.unit.days > 1 else Unit.MINUTE
    return start.to(smaller).step(round(count * amount.unit.days / smaller.days))


# Parts -------------------------------------------------------------------------------------------------------------


def _nth(nth: Nth, anchors: Anchors) -> Reading:
    within = resolve(nth.within, anchors)
    if within.interval is None or within.interval.start is None or within.interval.end is None:
        return NOTHING
    if isinstance(nth.of, Named):
        return _nth_weekday(nth, within)
    if nth.of is Unit.WEEK and nth.n > 0 and within.cell and within.cell.unit is not Unit.YEAR:
        first = Cell.at(nth.of, within.interval.start + 3 * MINUTES_A_DAY)  # the week that has most of its days inside
        return Reading(cell=first.step(nth.n - 1), anchor=within.anchor)
    first, last = Cell.at(nth.of, within.interval.start), Cell.at(nth.of, within.interval.end - 1)
    cell = first.step(nth.n - 1) if nth.n > 0 else last.step(nth.n + 1)
    return Reading(cell=cell, anchor=within.anchor) if first <= cell <= last else NOTHING


def _within(within: Within, anchors: Anchors) -> Reading:
    whole = resolve(within.whole, anchors)
    if whole.cell is None or whole.cell.unit is not Unit.YEAR:
        return NOTHING
    return Reading(cell=cell_in_year(within.of, whole.cell.date[0]), anchor=whole.anchor)


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
    base = anchors.of(window.base)
    if base is None or not window.amounts or any(a.count is None for a in window.amounts):
        return NOTHING
    far = shifted(base, window.amounts, window.sign)
    if far is None or base.unit.days > 1:
        return NOTHING
    day, edge = base.to(Unit.DAY), _same_distance(base, far)
    first, last = (edge, day.index) if window.sign < 0 else (day.index, edge)
    return Reading(window=Interval.of_days(first, last), anchor=window.base) if first <= last else NOTHING


def _same_distance(base: Cell, far: Cell) -> int:
    """The day inside ``far`` that lies as deep as the base does in its own unit, for windows of months or years."""
    depth = base.to(Unit.DAY).index - base.to(far.unit).to(Unit.DAY).index
    return min(far.to(Unit.DAY).index + depth, Cell.at(Unit.DAY, far.end - 1).index)


def _between(between: Between, anchors: Anchors) -> Reading:
    first, last = resolve(between.first, anchors), resolve(between.last, anchors)
    start = first.interval.start if first.interval else None
    end = last.interval.end if last.interval else None
    missing = (between.first and start is None) or (between.last and end is None)
    if missing or (start is None and end is None):
        return NOTHING
    return Reading(window=Interval(start, end), anchor=first.anchor or last.anchor)


def _vague(vague: Vague, anchors: Anchors) -> Reading:
    return Reading(vague=vague.ref, anchor=Base.SPEECH if anchors.speech else None)


def _without(expression: Duration | Every, anchors: Anchors) -> Reading:
    return NOTHING


_RULES: dict[type | None, Callable[[Any, Anchors], Reading]] = {
    Named: _named, This: _this, Last: _last, Next: _next, Shift: _shift, Nth: _nth, Within: _within, PartOfDay: _part_of_day,
    Clock: _clock, Window: _window, Between: _between, Vague: _vague, Duration: _without, Every: _without,
}  # fmt: skip
