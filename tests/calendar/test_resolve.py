"""Meaning to calendar, without words: what an expression and its anchors give, and when they give nothing."""

from __future__ import annotations

import pytest

from timeline_service.calendar import holidays
from timeline_service.calendar.distance import days_off
from timeline_service.calendar.expressions import (
    Amount,
    Base,
    Clock,
    Duration,
    EraYear,
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
from timeline_service.calendar.intervals import Granularity, iso_day
from timeline_service.calendar.resolve import Anchors, Direction, resolve
from timeline_service.calendar.timex3 import value_of
from timeline_service.calendar.units import Cell, Unit

SPEECH = Cell.of_day(2013, 2, 12)  # a Tuesday
ANCHORS = Anchors(speech=SPEECH, direction=Direction.PAST)
OCTOBER_13 = Named(unit=Unit.DAY, month=10, day=13)
OCTOBER = Named(unit=Unit.MONTH, month=10)
TUESDAY = Named(unit=Unit.DAY, weekday=2)
YEAR_BACK = (Amount(1, Unit.YEAR),)


@pytest.mark.parametrize(
    ("expression", "edtf"),
    [
        (Named(unit=Unit.DAY, year=2025, month=10, day=13), "2025-10-13"),
        (OCTOBER_13, "2012-10-13"),
        (Named(unit=Unit.DAY, weekday=5), "2013-02-08"),
        (Named(unit=Unit.MONTH, month=2), "2013-02"),
        (Named(unit=Unit.DECADE, decade=80), "198X"),
        (Named(unit=Unit.YEAR, short_year=68), "1968"),
        (Named(unit=Unit.WEEK, year=2025, week=1), "2024-12-30/2025-01-05"),
        (Named(unit=Unit.DAY, holiday="easter_monday", year=2025), "2025-04-21"),
        (Named(unit=Unit.MONTH, holiday="ramadan", year=2012), "2012-07-20/2012-08-18"),
        (This(of=Unit.QUARTER), "2013-33"),
        (Last(of=Unit.WEEK), "2013-02-04/2013-02-10"),
        (Next(of=Named(unit=Unit.MONTH, month=2)), "2014-02"),
        (Last(of=TUESDAY), "2013-02-05"),
        (Shift(amounts=(Amount(2, Unit.YEAR), Amount(3, Unit.MONTH)), sign=-1), "2010-11"),
        (Shift(amounts=(Amount(1.5, Unit.YEAR),), sign=-1), "2011-08"),
        (Shift(amounts=(Amount(2.5, Unit.DAY),), sign=-1), "2013-02-10"),
        (Shift(amounts=(Amount(1.5, Unit.DAY),), sign=1), "2013-02-14"),
        (Shift(amounts=(Amount(3, Unit.DAY),), sign=1, of=OCTOBER_13), "2012-10-16"),
        (
            Nth(n=-1, of=Named(unit=Unit.DAY, weekday=5), within=Named(unit=Unit.MONTH, year=2012, month=5)),
            "2012-05-25",
        ),
        (Nth(n=2, of=Unit.QUARTER, within=Last(of=Unit.YEAR)), "2012-34"),
        (Nth(n=1, of=Unit.WEEK, within=Named(unit=Unit.YEAR, year=2021)), "2021-01-04/2021-01-10"),
        (Nth(n=1, of=Unit.WEEK, within=Named(unit=Unit.YEAR, year=2026)), "2025-12-29/2026-01-04"),
        (Nth(n=-1, of=Unit.WEEK, within=Named(unit=Unit.YEAR, year=2024)), "2024-12-23/2024-12-29"),
        (Nth(n=-1, of=Unit.WEEK, within=Named(unit=Unit.YEAR, year=2020)), "2020-12-28/2021-01-03"),
        (Nth(n=53, of=Unit.WEEK, within=Named(unit=Unit.YEAR, year=2021)), None),
        (Nth(n=1, of=Unit.WEEK, within=Named(unit=Unit.MONTH, year=2026, month=5)), "2026-05-04/2026-05-10"),
        (Nth(n=-1, of=Unit.WEEK, within=Named(unit=Unit.MONTH, year=2026, month=5)), "2026-05-25/2026-05-31"),
        (Nth(n=5, of=Unit.WEEK, within=Named(unit=Unit.MONTH, year=2026, month=5)), None),
        (Within(of=Named(unit=Unit.MONTH, month=6), whole=Last(of=Unit.YEAR)), "2012-06"),
        (PartOfDay(code="NI", of=Last(of=Unit.DAY)), "2013-02-11"),
        (Clock(hour=14, minute=30, of=TUESDAY), "2013-02-12T14:30:00"),
        (Window(amounts=(Amount(3, Unit.DAY),), sign=-1), "2013-02-09/2013-02-12"),
        (Window(amounts=(Amount(2, Unit.MONTH),), sign=1), "2013-02-12/2013-04-12"),
        (Window(amounts=(Amount(3, Unit.MONTH),), sign=-1, of=OCTOBER), "2012-08-01/2012-10-31"),
        (Window(amounts=(Amount(1, Unit.YEAR),), sign=-1, of=OCTOBER_13), "2011-10-14/2012-10-13"),
        (Window(amounts=(Amount(2, Unit.WEEK),), sign=1, of=OCTOBER), "2012-10-01/2012-10-14"),
        (Window(amounts=(Amount(1, Unit.MONTH), Amount(2, Unit.DAY)), sign=1, of=OCTOBER), "2012-10-01/2012-11-02"),
    ],
)
def test_readings(expression: Expression, edtf: str | None) -> None:
    assert resolve(expression, ANCHORS).edtf() == edtf


def test_part_of_a_stretch_is_counted_in_its_own_unit_from_the_anchor_of_the_whole() -> None:
    weeks = resolve(Window(amounts=(Amount(2, Unit.WEEK),), sign=1, of=OCTOBER), ANCHORS)
    assert (weeks.unit, weeks.anchor, weeks.granularity) == (Unit.WEEK, Base.SPEECH, Granularity.WEEK)
    in_full = Named(unit=Unit.MONTH, year=2012, month=10)
    assert resolve(Window(amounts=(Amount(2, Unit.WEEK),), sign=1, of=in_full), ANCHORS).anchor is None


@pytest.mark.parametrize(
    "window",
    [
        Window(amounts=(Amount(None, Unit.MONTH),), sign=-1, of=OCTOBER),
        Window(amounts=(Amount(1.5, Unit.MONTH),), sign=-1, of=OCTOBER),
        Window(amounts=(Amount(3, Unit.HOUR),), sign=1, of=OCTOBER),
        Window(amounts=(), sign=1, of=OCTOBER),
        Window(amounts=(Amount(2, Unit.WEEK),), sign=1, of=Vague("PAST_REF")),
    ],
)
def test_part_of_a_stretch_that_is_not_counted_in_days_or_has_no_ends_is_no_date(window: Window) -> None:
    assert resolve(window, ANCHORS).interval is None


@pytest.mark.parametrize(
    ("start", "amounts", "sign", "day"),
    [
        (Cell.of_day(2013, 1, 31), (Amount(1, Unit.MONTH),), 1, Cell.of_day(2013, 2, 28)),
        (Cell.of_day(2012, 2, 29), (Amount(1, Unit.YEAR),), -1, Cell.of_day(2011, 2, 28)),
        (Cell.of_day(2013, 1, 31), (Amount(1, Unit.QUARTER), Amount(3, Unit.DAY)), 1, Cell.of_day(2013, 5, 3)),
        (Cell.of_day(2013, 3, 1), (Amount(2, Unit.WEEK),), -1, Cell.of_day(2013, 2, 15)),
        (SPEECH, (Amount(90, Unit.MINUTE),), 1, None),
        (SPEECH, (Amount(None, Unit.DAY),), 1, None),
        (SPEECH, (), 1, None),
    ],
)
def test_so_far_from_a_day_is_a_day(start: Cell, amounts: tuple[Amount, ...], sign: int, day: Cell | None) -> None:
    assert days_off(start, amounts, sign) == day


@pytest.mark.parametrize(
    ("told", "n", "weekend"),
    [
        (Cell.of_day(2013, 2, 15), 1, "2013-02-16/2013-02-17"),  # a Friday
        (Cell.of_day(2013, 2, 16), 1, "2013-02-23/2013-02-24"),
        (Cell.of_day(2013, 2, 17), 1, "2013-02-23/2013-02-24"),
        (Cell.of_day(2013, 2, 15), -1, "2013-02-09/2013-02-10"),
    ],
)
def test_the_weekend_after_a_day_is_the_first_that_has_not_begun(told: Cell, n: int, weekend: str) -> None:
    side = Next if n > 0 else Last
    anchors = Anchors(speech=SPEECH, narrated=told)
    assert resolve(side(of=Unit.WEEKEND, base=Base.NARRATED), anchors).edtf() == weekend


def test_direction_says_on_which_side_a_bare_weekday_lies() -> None:
    side = {
        d: resolve(TUESDAY, Anchors(speech=SPEECH.step(1), direction=d)).edtf()
        for d in (Direction.PAST, Direction.FUTURE)
    }
    assert side == {Direction.PAST: "2013-02-12", Direction.FUTURE: "2013-02-19"}


def test_a_very_near_date_wins_over_the_tense() -> None:
    january_31 = Named(unit=Unit.DAY, month=1, day=31)
    assert resolve(january_31, Anchors(speech=SPEECH, direction=Direction.FUTURE)).edtf() == "2013-01-31"


def test_a_weekday_with_its_date_finds_the_year() -> None:
    friday = Named(unit=Unit.DAY, month=2, day=14, weekday=5)
    assert resolve(friday, ANCHORS).edtf() == "2014-02-14"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (OCTOBER_13, "XXXX-10-13"),
        (TUESDAY, "XXXX-WXX-2"),
        (Named(unit=Unit.SEASON, season=2), "XXXX-SU"),
        (This(of=Unit.DAY), "PRESENT_REF"),
        (Last(of=Unit.WEEK), "PAST_REF"),
        (Next(of=Unit.WEEK), "FUTURE_REF"),
        (Clock(hour=9, minute=5), "XXXX-XX-XXT09:05"),
        (PartOfDay(code="MO", of=TUESDAY), "XXXX-WXX-2TMO"),
        (Clock(hour=2, minute=10, of=PartOfDay(code="MO", of=TUESDAY)), "XXXX-WXX-2T02:10"),
        (Shift(amounts=YEAR_BACK, sign=-1), "PAST_REF"),
        (Shift(amounts=(Amount(2, Unit.DAY),), sign=1, base=Base.EVENT), "P2D"),
    ],
)
def test_without_an_anchor_nothing_is_invented(expression: Expression, value: str) -> None:
    reading = resolve(expression, Anchors())
    assert reading.interval is None
    assert value_of(expression, reading)[1] == value


def test_a_week_that_the_year_has_not_is_no_date() -> None:
    assert resolve(Named(unit=Unit.WEEK, year=2026, week=53), ANCHORS).edtf() == "2026-12-28/2027-01-03"
    assert resolve(Named(unit=Unit.WEEK, year=2025, week=53), ANCHORS).interval is None


def test_what_is_known_too_coarsely_gives_no_date() -> None:
    told = Anchors(speech=SPEECH, narrated=Cell.of_day(1943, unit=Unit.YEAR))
    assert resolve(Next(of=Unit.DAY, base=Base.NARRATED), told).interval is None
    assert resolve(Shift(amounts=(Amount(2, Unit.DAY),), sign=1, base=Base.NARRATED), told).interval is None
    assert resolve(Shift(amounts=(Amount(1.5, Unit.YEAR),), sign=1, base=Base.NARRATED), told).interval is None


def test_a_year_before_a_quarter_is_the_same_quarter() -> None:
    told = Anchors(speech=SPEECH, narrated=Cell.of_day(1989, 9, unit=Unit.QUARTER))
    assert resolve(Shift(amounts=YEAR_BACK, sign=-1, base=Base.NARRATED), told).edtf() == "1988-35"


def test_a_year_and_a_half_before_a_quarter_is_six_quarters() -> None:
    told = Anchors(speech=SPEECH, narrated=Cell.of_day(1989, 9, unit=Unit.QUARTER))
    back = Shift(amounts=(Amount(1.5, Unit.YEAR),), sign=-1, base=Base.NARRATED)
    assert resolve(back, told).edtf() == "1988-33"


def test_half_a_day_is_of_the_clock_only_from_a_time_of_the_clock() -> None:
    told = Anchors(speech=SPEECH, narrated=Cell.of_day(2013, 2, 10, unit=Unit.MINUTE).step(15 * 60))
    later = Shift(amounts=(Amount(1.5, Unit.DAY),), sign=1, base=Base.NARRATED)
    assert resolve(later, told).edtf() == "2013-02-12T03:00:00"
    assert value_of(later, resolve(later, Anchors(speech=SPEECH))) == ("DATE", "2013-02-14")


@pytest.mark.parametrize("amounts", [
    (Amount(1, Unit.YEAR), Amount(2.5, Unit.MONTH)),
    (Amount(1.5, Unit.WEEK), Amount(1, Unit.DAY)),
])  # fmt: skip
def test_no_part_of_a_distance_is_left_out(amounts: tuple[Amount, ...]) -> None:
    assert resolve(Shift(amounts=amounts, sign=-1), ANCHORS).interval is None


def test_value_edtf_and_interval_come_from_one_cell() -> None:
    weekend = resolve(This(of=Unit.WEEKEND), ANCHORS)
    assert (value_of(This(of=Unit.WEEKEND), weekend)[1], weekend.edtf()) == ("2013-W07-WE", "2013-02-16/2013-02-17")
    assert weekend.interval is not None and weekend.interval.earliest == "2013-02-16"


def test_durations_and_vague_times_have_no_interval() -> None:
    assert resolve(Duration(amounts=(Amount(3, Unit.DAY),)), ANCHORS).interval is None
    assert resolve(Vague("PRESENT_REF"), ANCHORS).interval is None


def test_an_ambiguous_numeric_date_keeps_its_other_reading() -> None:
    other = Named(unit=Unit.DAY, year=2025, month=4, day=3)
    both = resolve(Named(unit=Unit.DAY, year=2025, month=3, day=4, other=other), ANCHORS)
    assert (both.edtf(), [value_of(other, resolve(other, ANCHORS))[1]]) == ("2025-03-04", ["2025-04-03"])
    assert both.others == (Cell.of_day(2025, 4, 3),)


@pytest.mark.parametrize("year", [1583, 1900, 2000, 2024, 2025])
def test_every_named_day_falls_in_its_year(year: int) -> None:
    for key in holidays.KEYS:
        try:
            first, _ = holidays.in_year(key, year)
        except ValueError:
            assert key in holidays.LUNAR and year < 2001  # the tables of the library begin between 1900 and 2001
            continue
        assert iso_day(first).startswith(f"{year:04d}-"), key


@pytest.mark.parametrize(
    ("year", "day"), [(1961, "1961-04-02"), (2000, "2000-04-23"), (2013, "2013-03-31"), (2025, "2025-04-20")]
)
def test_easter(year: int, day: str) -> None:
    assert iso_day(holidays.easter(year)) == day


def test_a_named_day_without_a_table_for_the_year_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="no date of ramadan"):
        holidays.in_year("ramadan", 1066)


def test_a_named_day_that_no_day_of_the_year_is_has_no_date() -> None:
    """In 1100 the Julian calendar fell back a day: from 31 December 1099 its Christmas moved to 1 January 1101."""
    christmas = Named(unit=Unit.DAY, holiday="orthodox_christmas", year=1100)
    assert resolve(christmas, ANCHORS).interval is None
    days = [holidays.all_in_year("orthodox_christmas", year) for year in (1099, 1101)]
    assert [iso_day(day) for ((day, _), *_) in days] == ["1099-12-31", "1101-01-01"]
    with pytest.raises(ValueError, match="1100"):
        holidays.all_in_year("orthodox_christmas_eve", 1100)


@pytest.mark.parametrize(("year", "edtf"), [
    (1945, "2023-03-22/2024-03-20"),
    (1946, "2024-03-21/2025-03-21"),  # it begins in a leap year
    (1947, "2025-03-22/2026-03-21"),
])  # fmt: skip
def test_the_saka_year_begins_a_day_earlier_in_leap_years(year: int, edtf: str) -> None:
    assert resolve(EraYear(era="saka", year=year), ANCHORS).edtf() == edtf
