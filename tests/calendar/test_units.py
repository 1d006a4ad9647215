"""Cells: the squares of the calendar agree with the standard library, and step without gaps."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_service.calendar.intervals import Interval, civil, iso_day, ordinal, weekday
from timeline_service.calendar.timex3 import value_of_cell
from timeline_service.calendar.units import Cell, Unit
from timeline_service.calendar.zones import Zone

dates = st.dates(min_value=date(100, 1, 1), max_value=date(9900, 12, 31))


@given(dates)
def test_days_are_those_of_the_standard_library(day: date) -> None:
    assert ordinal(day.year, day.month, day.day) == day.toordinal()
    assert civil(day.toordinal()) == (day.year, day.month, day.day)
    assert weekday(day.toordinal()) == day.isoweekday()
    assert iso_day(day.toordinal()) == day.isoformat()


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (0, 1440, (0, 1440)), (1, 1440, (0, 1440)), (1439, 1441, (0, 2880)), (-1, 1, (-1440, 1440)),
        (None, 1, (None, 1440)), (1441, None, (1440, None)), (None, None, (None, None)),
    ],
)  # fmt: skip
def test_whole_days_are_those_that_an_interval_touches(start: int | None, end: int | None, days: tuple) -> None:
    assert Interval(start, end).whole_days == Interval(*days)


@given(dates)
def test_iso_weeks_are_those_of_the_standard_library(day: date) -> None:
    year, week, _ = day.isocalendar()
    assert value_of_cell(Cell.of_day(day.year, day.month, day.day, unit=Unit.WEEK)) == f"{year:04d}-W{week:02d}"


@given(dates, st.sampled_from([u for u in Unit if u is not Unit.SECOND]), st.integers(-50, 50))
def test_neighbours_touch(day: date, unit: Unit, steps: int) -> None:
    cell = Cell.of_day(day.year, day.month, day.day, unit=unit).step(steps)
    if unit is not Unit.WEEKEND:
        assert cell.end == cell.step(1).start
    assert cell.to(unit) == cell
    assert cell.holds(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (Cell.of_day(1998, 5, 1, unit=Unit.QUARTER), "1998-Q2"),
        (Cell.of_day(1998, 2, 1, unit=Unit.SEASON), "1997-WI"),
        (Cell.of_day(1998, 5, 1, unit=Unit.HALF), "1998-H1"),
        (Cell.of_day(1998, 5, 1, unit=Unit.DECADE), "199"),
        (Cell.of_day(1998, 5, 1, unit=Unit.CENTURY), "19"),
        (Cell.of_day(2025, 10, 18, unit=Unit.WEEKEND), "2025-W42-WE"),
        (Cell.of_day(-479, unit=Unit.YEAR), "BC0480"),
        (Cell.of_day(-479, 9, 20), "BC0480-09-20"),
        (Cell.of_day(-479, 9, 20, unit=Unit.WEEK), "BC0480-W38"),
    ],
)
def test_values(cell: Cell, value: str) -> None:
    assert value_of_cell(cell) == value


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [("19", 1900, 1999), ("00", 1, 99), ("BC00", -99, 0), ("BC04", -499, -400)],  # the year 0 is 1 BC
)
def test_centuries_before_the_year_1_are_counted_back(value: str, first: int, last: int) -> None:
    for year in (first, last):
        cell = Cell.of_day(year, 7, 1, unit=Unit.CENTURY)
        assert value_of_cell(cell) == value
        assert (civil(cell.start // 1440), civil(cell.end // 1440 - 1)) == ((first, 1, 1), (last, 12, 31))
    assert [cell.step(n).step(-n) for n in (-1, 1)] == [cell, cell]
    assert cell.step(-1).end == cell.start and cell.step(1).start == cell.end


def test_a_day_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(ValueError, match="no such day"):
        Cell.of_day(2025, 2, 30)


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        ("America/New_York", (2025, 7, 1), -240),
        ("America/New_York", (2025, 1, 1), -300),
        ("America/New_York", (2025, 3, 9), -240),
        ("America/New_York", (1998, 4, 4), -300),
        ("America/New_York", (1998, 4, 5), -240),
        ("Europe/London", (2025, 10, 25), 60),
        ("Europe/London", (2025, 10, 26), 0),
        ("330", (2025, 6, 1), 330),
    ],
)
def test_daylight_saving(zone: str, day: tuple[int, int, int], offset: int) -> None:
    assert Zone.parse(zone).offset(ordinal(*day)) == offset


def test_an_unknown_daylight_saving_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="is no time zone"):
        Zone.parse("60 MARS")
