"""Years that are counted in another era: when they begin and end. No words of a language.

Islamic years come from the table of the library ``holidays`` where it has them, else from the tabular calendar
(Reingold and Dershowitz, "Calendrical Calculations" ch. 7), which may differ by a day.
"""

from __future__ import annotations

from timeline_service.calendar.holidays import all_in_year, ethiopian_new_year, in_year
from timeline_service.calendar.intervals import Interval, civil, ordinal

_ISLAMIC_EPOCH = 227_015  # day number of 1 Muharram of the year 1
_HEBREW_BEFORE = 3761  # years that the Hebrew count is ahead of ours, in autumn
_PERSIAN_AFTER = 621
_SAKA_AFTER = 78
_SAKA_DAYS = 80  # before 22 March, in leap years 21 March
ERAS = ("islamic", "hebrew", "persian", "ethiopian", "saka")


def year_of_era(era: str, year: int) -> Interval:
    """The days of a year of an era in :data:`ERAS`; ValueError where its beginning or its end is not known."""
    first, following = _first_day(era, year), _first_day(era, year + 1)
    return Interval.of_days(first, following - 1)


def _first_day(era: str, year: int) -> int:
    if era == "islamic":
        return _islamic(year)
    if era == "hebrew":
        return in_year("rosh_hashanah", year - _HEBREW_BEFORE)[0]
    if era == "persian":
        return in_year("nowruz", year + _PERSIAN_AFTER)[0]
    if era == "ethiopian":
        return ethiopian_new_year(year)
    if era == "saka":
        return ordinal(year + _SAKA_AFTER, 1, 1) + _SAKA_DAYS
    raise ValueError(f"no era is called {era!r}")


def _islamic(year: int) -> int:
    computed = _ISLAMIC_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30
    try:
        seen = [day for day, _ in all_in_year("islamic_new_year", civil(computed)[0]) if abs(day - computed) <= 3]
    except ValueError:
        seen = []
    return seen[0] if seen else computed
