"""EDTF: the standard's own forms, round trips, and what a publication time may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_service.calendar.edtf import (
    creation_day,
    creation_form,
    edtf_of_cell,
    edtf_of_interval,
    parse_creation,
    parse_edtf,
)
from timeline_service.calendar.intervals import Granularity, Interval, ordinal
from timeline_service.calendar.units import Cell, Unit

STANDARD = {  # the examples of https://www.loc.gov/standards/datetime/ that are of our forms: first and last day
    "1985-04-12": ("1985-04-12", "1985-04-12"),
    "1985-04": ("1985-04-01", "1985-04-30"),
    "1985": ("1985-01-01", "1985-12-31"),
    "1964/2008": ("1964-01-01", "2008-12-31"),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31"),
    "2004-02-01/2005-02-08": ("2004-02-01", "2005-02-08"),
    "2001-21": ("2001-03-01", "2001-05-31"),
    "201X": ("2010-01-01", "2019-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "1985-04-12/..": ("1985-04-12", None),
    "../1985-04-12": (None, "1985-04-12"),
    "-1985": ("-1985-01-01", "-1985-12-31"),
    "2001-34": ("2001-04-01", "2001-06-30"),
    "1985-04-12T23:20:30Z": ("1985-04-12", "1985-04-12"),
}


@pytest.mark.parametrize(("text", "days"), STANDARD.items())
def test_examples_of_the_standard(text: str, days: tuple[str | None, str | None]) -> None:
    interval = parse_edtf(text)
    assert (interval.earliest, interval.latest) == days


units = st.sampled_from([u for u in Unit if u not in (Unit.SECOND, Unit.MILLENNIUM)])
years = st.integers(min_value=1000, max_value=9000)


@given(units, years, st.integers(1, 12), st.integers(1, 28))
def test_what_is_written_is_read_back(unit: Unit, year: int, month: int, day: int) -> None:
    cell = Cell.of_day(year, month, day, unit=unit)
    hour = Granularity.HOUR if unit is Unit.HOUR else None
    assert parse_edtf(edtf_of_cell(cell, offset=0), granularity=hour) == cell.interval


@given(st.integers(-2000, 2100), st.integers(1, 12), st.integers(1, 28))
def test_years_before_the_common_era_go_round(year: int, month: int, day: int) -> None:
    for unit in (Unit.DAY, Unit.MONTH, Unit.YEAR, Unit.QUARTER):
        cell = Cell.of_day(year, month, day, unit=unit)
        assert parse_edtf(edtf_of_cell(cell)) == cell.interval


def test_an_interval_of_one_day_is_that_day() -> None:
    day = ordinal(2025, 10, 13)
    assert edtf_of_interval(Interval.of_days(day, day)) == "2025-10-13"
    assert edtf_of_interval(Interval(None, None)) == "../.."


@pytest.mark.parametrize(
    "text",
    [
        "2025-13", "2025-02-30", "13 October", "2025-10-13T14:30", "", "20251013", "-0000",
        "2025-10-13T99:99:00Z", "2025-10-13T24:00:00", "2025-10-13T10:00:60Z", "2025-10T10:00:00", "T10:00:00",
        "2025-10-13T10:00:00+99:99", "2025-10-13T10:00:00-13:30", "2025-10-13T10:00:00Z/2025-10-14",
        "2025/2026/2027", "../..", "/2025", "2025/", "2026/2025", "２０２５", "２０２５-10-13", "2025-10-13\n",
    ],
)  # fmt: skip
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_edtf(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("yesterday", "is no date"),
        ("2025-10-24T25:00", "no time of day"),
        ("0000-01-01", "no year 0000"),
        ("10000-01-01", "is no date"),
        ("2025-02-29", "no calendar has"),
        ("2025-10-24T18:05:00+25:00", "no time zone"),
        ("2025-10-24T18:05:00-13:30", "between -12:00 and"),
        ("２０２５-10-24", "is no date"),
        ("24/10/2025", "write YYYY-MM-DD"),
    ],
)
def test_a_publication_time_that_is_none_says_what_to_write(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_creation(text)


def test_a_publication_time_keeps_its_civil_day_and_offset() -> None:
    cell, offset = parse_creation("2025-10-24T00:30:00+02:00")
    assert edtf_of_cell(cell, offset=offset) == "2025-10-24T00:30:00+02:00"
    assert (cell.to(Unit.DAY), offset) == (Cell.of_day(2025, 10, 24), 120)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (" 2025-10-24\n", "2025-10-24"),
        ("2025-10-24T18:05", "2025-10-24T18:05"),
        ("2025-10-24 18:05:00Z", "2025-10-24T18:05:00Z"),
        ("2025-10-24 18:05:00.25+0000", "2025-10-24T18:05:00.25+00:00"),
        ("2025-10-24T18:05:00-0930", "2025-10-24T18:05:00-09:30"),
    ],
)
def test_a_publication_time_has_one_form_and_one_day(text: str, form: str) -> None:
    assert creation_form(text) == creation_form(form) == form
    assert creation_day(text) == "2025-10-24"
    assert parse_creation(text) == parse_creation(form)
