"""Half-open intervals of civil time on an integer axis.

The unit is one minute; minute 0 is midnight of the day before 0001-01-01 in the proleptic Gregorian calendar, so that
``minute // 1440 == datetime.date.toordinal()`` for every date that Python knows, and years before 1 (astronomical
numbering: year 0 is 1 BCE) just continue downwards. The axis is civil time in the zone of the document creation time.
Day arithmetic follows H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

MINUTES_A_DAY = 1440
_ERA_DAYS = 146_097  # days in 400 Gregorian years
_ORDINAL_OF_0000_03_01 = -305  # ordinal of 0000-03-01, Hinnant's origin


class Granularity(IntEnum):
    """How finely a date is known; finer is smaller, so ``min`` is the finest."""

    MINUTE = 0
    HOUR = 1
    DAY = 2
    WEEK = 3
    MONTH = 4
    QUARTER = 5
    SEASON = 6
    YEAR = 7
    DECADE = 8
    CENTURY = 9

    @property
    def label(self) -> str:
        """The word the contract uses: ``day``, ``month`` …"""
        return self.name.lower()


def ordinal(year: int, month: int = 1, day: int = 1) -> int:
    """Day number of a Gregorian date; equals ``date(year, month, day).toordinal()`` for years 1 to 9999."""
    y = year - (month <= 2)
    era, year_of_era = divmod(y, 400)
    day_of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _ERA_DAYS + day_of_era + _ORDINAL_OF_0000_03_01


@lru_cache(maxsize=8192)
def civil(day: int) -> tuple[int, int, int]:
    """(year, month, day) of a day number; the inverse of :func:`ordinal`."""
    era, day_of_era = divmod(day - _ORDINAL_OF_0000_03_01, _ERA_DAYS)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def weekday(day: int) -> int:
    """ISO weekday of a day number: 1 Monday … 7 Sunday."""
    return (day - 1) % 7 + 1


def iso_day(day: int) -> str:
    """``YYYY-MM-DD`` of a day number; a year before 0 has a minus sign, as ISO 8601-1 section 4.3.2 asks."""
    year, month, day_of_month = civil(day)
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day_of_month:02d}"


@dataclass(frozen=True, slots=True)
class Interval:
    """``[start, end)`` in minutes on the axis of this module; ``None`` is unbounded on that side."""

    start: int | None
    end: int | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"an interval must not be empty: [{self.start}, {self.end})")

    @classmethod
    def of_days(cls, first: int, last: int) -> Interval:
        """The interval from the start of day ``first`` to the end of day ``last`` (both day numbers, inclusive)."""
        return cls(first * MINUTES_A_DAY, (last + 1) * MINUTES_A_DAY)

    @property
    def first_day(self) -> int | None:
        """Day number of the first minute, or None where unbounded."""
        return None if self.start is None else self.start // MINUTES_A_DAY

    @property
    def last_day(self) -> int | None:
        """Day number of the last minute (inclusive), or None where unbounded."""
        return None if self.end is None else (self.end - 1) // MINUTES_A_DAY

    @property
    def earliest(self) -> str | None:
        """First civil day, ``YYYY-MM-DD``, or None where unbounded."""
        return None if self.first_day is None else iso_day(self.first_day)

    @property
    def latest(self) -> str | None:
        """Last civil day, inclusive, ``YYYY-MM-DD``, or None where unbounded."""
        return None if self.last_day is None else iso_day(self.last_day)

    @property
    def whole_days(self) -> Interval:
        """The days that it touches, from the first minute of the first to the last of the last."""
        start, end = self.start, self.end
        return Interval(
            None if start is None else start // MINUTES_A_DAY * MINUTES_A_DAY,
            None if end is None else -(-end // MINUTES_A_DAY) * MINUTES_A_DAY,
        )

    def to_zone(self, east: int | None, *, of: int | None) -> Interval:
        """The same time on the clocks of a zone, minutes ``east`` of UTC, where it is told on those ``of`` another.

        It stays as it is told where one of the two is not known.
        """
        ahead = 0 if east is None or of is None else east - of
        return Interval(
            None if self.start is None else self.start + ahead, None if self.end is None else self.end + ahead
        )

    def meets(self, other: Interval) -> bool:
        """Whether some minute is in both; an unbounded side meets everything there."""
        before = self.end is not None and other.start is not None and self.end <= other.start
        return not (before or (other.end is not None and self.start is not None and other.end <= self.start))
