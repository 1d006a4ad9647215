"""The squares of the calendar: a unit and the number of one such stretch, so that arithmetic is on integers.

``Cell(Unit.MONTH, 24_000)`` is one month: its interval, its neighbours, its TIMEX3 value and its EDTF all follow from
these two numbers. Weeks are ISO 8601 weeks (Monday first); seasons are the meteorological ones of the northern
hemisphere (spring March to May … winter December to February, counted in the year it begins).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity, Interval, civil, ordinal


class Unit(Enum):
    """A unit of the calendar; the value is the TIMEX3 designator of a duration in it (ISO 8601-1, 4.4.2)."""

    SECOND = "TS"
    MINUTE = "TM"
    HOUR = "TH"
    DAY = "D"
    WEEKEND = "WE"
    WEEK = "W"
    MONTH = "M"
    QUARTER = "Q"
    SEASON = "SE"
    HALF = "H"
    YEAR = "Y"
    DECADE = "DE"
    CENTURY = "CE"
    MILLENNIUM = "ML"

    __hash__ = object.__hash__  # each is the only one; that of Enum is of the name, and slow

    @property
    def granularity(self) -> Granularity:
        """How finely a date in this unit is known, in the words of the contract."""
        return _GRANULARITY[self]

    @property
    def days(self) -> float:
        """Usual length in days; for comparing units, never for arithmetic."""
        return _DAYS[self]


_DAYS = {
    Unit.SECOND: 1 / 86_400, Unit.MINUTE: 1 / 1440, Unit.HOUR: 1 / 24, Unit.DAY: 1, Unit.WEEKEND: 2, Unit.WEEK: 7,
    Unit.MONTH: 30, Unit.QUARTER: 91, Unit.SEASON: 91, Unit.HALF: 182, Unit.YEAR: 365, Unit.DECADE: 3652,
    Unit.CENTURY: 36_524, Unit.MILLENNIUM: 365_242,
}  # fmt: skip
_GRANULARITY = {
    Unit.SECOND: Granularity.MINUTE, Unit.MINUTE: Granularity.MINUTE, Unit.HOUR: Granularity.HOUR,
    Unit.DAY: Granularity.DAY, Unit.WEEKEND: Granularity.DAY, Unit.WEEK: Granularity.WEEK,
    Unit.MONTH: Granularity.MONTH, Unit.QUARTER: Granularity.QUARTER, Unit.SEASON: Granularity.SEASON,
    Unit.HALF: Granularity.MONTH, Unit.YEAR: Granularity.YEAR, Unit.DECADE: Granularity.DECADE,
    Unit.CENTURY: Granularity.CENTURY, Unit.MILLENNIUM: Granularity.CENTURY,
}  # fmt: skip
MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120,
           Unit.CENTURY: 1200, Unit.MILLENNIUM: 12_000}  # fmt: skip
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60}
_COUNTED_BACK = (Unit.CENTURY, Unit.MILLENNIUM)  # those before the year 1: the fifth century BC is 500 BC to 401 BC
_SEASON_OFFSET = 2  # the first season of a year begins in month index 2, March


def _first_of_month(months: int) -> int:
    year, month = divmod(months, 12)
    return ordinal(year, month + 1)


@lru_cache(maxsize=8192)
def _interval(unit: Unit, index: int) -> Interval:
    if unit in _MINUTES:
        size = _MINUTES[unit]
        return Interval(index * size, (index + 1) * size)
    if unit is Unit.DAY:
        return Interval.of_days(index, index)
    if unit is Unit.WEEK:
        return Interval.of_days(index * 7 + 1, index * 7 + 7)
    if unit is Unit.WEEKEND:
        return Interval.of_days(index * 7 + 6, index * 7 + 7)
    return Interval.of_days(_first_of_month(_first(unit, index)), _first_of_month(_first(unit, index + 1)) - 1)


def _first(unit: Unit, index: int) -> int:
    """The first month of a cell, counted from that of the year 0."""
    return index * MONTHS[unit] + _offset(unit, back=index <= 0)


def _offset(unit: Unit, *, back: bool) -> int:
    """Months by which cells begin after a multiple of their length; ``back``: those that lie before the year 1."""
    if back and unit in _COUNTED_BACK:
        return 12
    return _SEASON_OFFSET if unit is Unit.SEASON else 0


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One stretch of the calendar: the ``index``-th ``unit``, counted from the origin of calendar/intervals.py."""

    unit: Unit
    index: int

    @classmethod
    def at(cls, unit: Unit, minute: int) -> Cell:
        """The cell of this unit that holds a minute of the axis."""
        if unit in _MINUTES:
            return cls(unit, minute // _MINUTES[unit])
        day = minute // MINUTES_A_DAY
        if unit is Unit.DAY:
            return cls(unit, day)
        if unit in (Unit.WEEK, Unit.WEEKEND):
            return cls(unit, (day - 1) // 7)
        year, month, _ = civil(day)
        return cls(unit, (year * 12 + month - 1 - _offset(unit, back=year < 1)) // MONTHS[unit])

    @classmethod
    def of_day(cls, year: int, month: int = 1, day: int = 1, *, unit: Unit = Unit.DAY) -> Cell:
        """The cell of this unit that holds a civil day; raises ValueError for a day that no calendar has."""
        number = ordinal(year, month, day)
        if not 1 <= month <= 12 or civil(number) != (year, month, day):
            raise ValueError(f"no such day: {year}-{month}-{day}")
        return cls.at(unit, number * MINUTES_A_DAY)

    @property
    def interval(self) -> Interval:
        """Where the cell lies on the axis."""
        return _interval(self.unit, self.index)

    @property
    def start(self) -> int:
        """First minute."""
        return self.interval.start  # type: ignore[return-value]

    @property
    def end(self) -> int:
        """First minute after it."""
        return self.interval.end  # type: ignore[return-value]

    @property
    def date(self) -> tuple[int, int, int]:
        """(year, month, day) of its first day."""
        return civil(self.start // MINUTES_A_DAY)

    def step(self, n: int) -> Cell:
        """The cell ``n`` further on (back, where negative)."""
        return Cell(self.unit, self.index + n)

    def to(self, unit: Unit) -> Cell:
        """The cell of another unit that holds the start of this one."""
        return Cell.at(unit, self.start)

    def finer_than(self, unit: Unit) -> bool:
        """Whether this cell is of a smaller unit."""
        return self.unit.days < unit.days

    def holds(self, other: Cell) -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end
