"""Named dates on the calendar: the cell of named fields, and which of the possible ones is meant."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from timeline_service.calendar import holidays
from timeline_service.calendar.expressions import Expression, Named
from timeline_service.calendar.intervals import MINUTES_A_DAY, weekday
from timeline_service.calendar.units import Cell, Unit

_DECEMBER = 12  # the summer of a year begins in it, in the south
_LEAP_YEAR = 2000  # has every day that a year can have


class Direction(Enum):
    """Where to look for a bare weekday, day, month, season or quarter, seen from the anchor."""

    PAST = "past"  # the latest that does not begin after the anchor
    DONE = "done"  # the same, and never after it
    FUTURE = "future"  # the first that does not end before the anchor
    NEAREST = "nearest"
    TOLD = "told"  # inside a narrated year; beside a narrated day or month, rather after than before it


def is_possible(named: Named) -> bool:
    """Whether a calendar has the day of fully named fields."""
    try:
        return named.year is not None and bool(cell_in_year(named, named.year))
    except ValueError:
        return False


def is_impossible(expression: Expression) -> bool:
    """Whether a meaning names a day that no calendar has, itself or inside: "30 February", "noon on 31 June"."""
    if isinstance(expression, Named):
        whole = expression.month is not None and expression.day is not None
        year = _LEAP_YEAR if expression.year is None else expression.year
        return whole and not is_possible(replace(expression, year=year))
    parts = (getattr(expression, name, None) for name in ("of", "within", "whole", "first", "last"))
    return any(is_impossible(part) for part in parts if part is not None)


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
        month = (3 * named.season + 5) % 12 + 1 if named.south else 3 * named.season
        return Cell.of_day(year - (named.south and month == _DECEMBER), month, unit=Unit.SEASON)
    if named.quarter is not None:
        return Cell.of_day(year, 3 * named.quarter, unit=Unit.QUARTER)
    if named.half is not None:
        return Cell.of_day(year, 6 * named.half, unit=Unit.HALF)
    if named.week is not None:
        week_one = Cell.of_day(year, 1, 4, unit=Unit.WEEK)  # ISO 8601-1, 4.3.4.1: 4 January is in week 1
        week = week_one.step(named.week - 1)
        if week > Cell.of_day(year, 12, 28, unit=Unit.WEEK):
            raise ValueError(f"{year} has no week {named.week}")
        return week
    return Cell.of_day(year, unit=named.unit)


def candidates_near(named: Named, base: Cell, *, reach: int = 1) -> list[Cell | None]:
    """The cells that named fields without a year can mean around a base, in order; None where there is no such day.

    ``reach`` is how many to either side are looked for.
    """
    year, around = base.date[0], range(-reach, reach + 1)
    if named.weekday is not None and named.day is None:
        week = base.to(Unit.WEEK).index
        return [Cell(Unit.DAY, (week + k) * 7 + named.weekday) for k in around]
    if named.unit in (Unit.WEEKEND, Unit.WEEK) and named.week is None:
        return [base.to(named.unit).step(k) for k in around]
    if named.decade is not None:
        century = year - year % 100 + named.decade
        return [Cell.of_day(century + k, unit=Unit.DECADE) for k in (-100, 0, 100)]
    if named.short_year is not None:
        century = year - year % 100 + named.short_year
        return [_in_year_or_none(named, century + k) for k in (-100, 0, 100)]
    if named.day is not None and named.month is None:
        months = [base.to(Unit.MONTH).step(k) for k in around]
        return [_day_of_month(month, named.day) for month in months]
    if named.holiday:
        return [cell for k in around for cell in _feasts(named, year + k)]
    cells = [_in_year_or_none(named, year + k) for k in around]
    if named.weekday is not None:  # "Friday, Oct. 13": the weekday decides, where it can
        fitting = [c for c in cells if c and weekday(c.index) == named.weekday]
        return list(fitting) or cells
    return cells


def _feasts(named: Named, year: int) -> list[Cell]:
    """A named day in a year, which may have it twice or not at all."""
    try:
        times = holidays.all_in_year(named.holiday or "", year)
    except ValueError:
        return []
    return [Cell(Unit.DAY, day) if n == 1 else Cell.at(named.unit, day * MINUTES_A_DAY) for day, n in times]


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
    if direction is Direction.NEAREST or past == (direction in (Direction.PAST, Direction.DONE)):
        return distance
    if weekly or direction is Direction.DONE:
        return distance + 1000 * MINUTES_A_DAY
    return _AGAINST * max(distance, MINUTES_A_DAY)


def step_from(named: Named, n: int, base: Cell) -> Cell | None:
    """The ``n``-th such date after the base (before it, where negative); 0 is the one in its own week or year."""
    cells = sorted(c for c in candidates_near(named, base, reach=abs(n) or 1) if c is not None)
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
