"""How neighbours become one expression: a clock time and its day, a part and its whole, a day and its year."""

from __future__ import annotations

from dataclasses import replace

from timeline_service.calendar.expressions import (
    Base,
    Clock,
    Duration,
    Expression,
    Last,
    Named,
    Next,
    Nth,
    PartOfDay,
    Shift,
    This,
    Within,
)
from timeline_service.calendar.units import Unit
from timeline_service.languages.en import en
from timeline_service.languages.en.rules.clock import in_part

DATE = (Named, This, Last, Next, Shift)


def is_day(expression: Expression) -> bool:
    """Whether an expression denotes one day."""
    of = getattr(expression, "of", None)
    unit = of if isinstance(of, Unit) else getattr(of if isinstance(of, Named) else expression, "unit", None)
    if isinstance(expression, Shift):
        return all(a.unit is Unit.DAY for a in expression.amounts)
    return unit is Unit.DAY


@en.join("<clock> <day>", Clock, r",? (?:on |of )?", DATE, examples={"10 p.m. Wednesday": "2013-02-06T22:00"})
def clock_day(clock: Clock, day: Expression) -> Clock | None:
    return replace(clock, of=day) if is_day(day) and clock.of is None else None


@en.join(
    "<day> <clock>",
    DATE,
    r",? (?:at |around |about |shortly after |shortly before )?",
    Clock,
    examples={"Monday at 9 a.m.": "2013-02-11T09:00"},
)
def day_clock(day: Expression, clock: Clock) -> Clock | None:
    return replace(clock, of=day) if is_day(day) and clock.of is None else None


@en.join(
    "<clock> <part>",
    Clock,
    r",? (?:in |on )?(?:the )?",
    PartOfDay,
    examples={
        "4 a.m. this morning": "2013-02-12T04:00",
        "3:15 on Saturday afternoon": "2013-02-09T15:15",
        "2 a.m. Saturday night": "2013-02-10T02:00",
    },
)
def clock_part(clock: Clock, part: PartOfDay) -> Clock | None:
    if clock.of is not None and part.of is not None:
        return None
    day = replace(part, of=clock.of) if clock.of is not None else part
    return in_part(clock, part.code, day if day.of else None)


@en.join(
    "<day> <part>",
    DATE,
    r" ",
    PartOfDay,
    examples={"Saturday night": "2013-02-09TNI", "yesterday morning": "2013-02-11TMO"},
)
def day_part(day: Expression, part: PartOfDay) -> PartOfDay | None:
    return replace(part, of=day) if is_day(day) and part.of is None else None


@en.join(
    "<part> of <day> <part>",
    PartOfDay,
    r" ",
    PartOfDay,
    examples={"the early hours of Monday morning": "2013-02-11TMO"},
)
def part_of_day_part(early: PartOfDay, part: PartOfDay) -> PartOfDay | None:
    return early if early.code == part.code and early.of is not None and part.of is None else None


@en.join("<part> of <day>", PartOfDay, r" (?:of |on )?", DATE, examples={"the night of 20 June 1791": "1791-06-20TNI"})
def part_of_day(part: PartOfDay, day: Expression) -> PartOfDay | None:
    return replace(part, of=day) if is_day(day) and part.of is None else None


@en.join(
    "<n> <unit> before <day>",
    Shift,
    r" (?:before|after|following|prior to|ahead of) ",
    (Named, Last, Next, This),
    examples={"the day before last Tuesday": "2013-02-04", "two days after Christmas 2012": "2012-12-27"},
)
def beside_day(shift: Shift, day: Expression) -> Shift | None:
    fits = shift.base is Base.EVENT and shift.of is None and is_day(day)
    return replace(shift, base=Base.SPEECH, of=day) if fits else None


@en.join(
    "<period> of <year>", Named, r"(?:,? (?:of |in )?['’‘]?)", Named, examples={"the third quarter of 1984": "1984-Q3"}
)
def period_of_year(period: Named, year: Named) -> Named | None:
    whole = year.unit is Unit.YEAR and (year.year is not None or year.short_year is not None)
    if whole and period.year is None and period.unit.days < 365 and period.weekday is None:
        return replace(period, year=year.year, short_year=year.short_year)
    return None


@en.join(
    "<period> this year",
    Named,
    r" (?:of )?",
    (This, Last, Next),
    examples={"January this year": "2013-01", "June last year": "2012-06", "Christmas last year": "2012-12-25"},
)
def period_this_year(period: Named, year: This | Last | Next) -> Within | None:
    named = period.month or period.season or period.quarter or period.half or period.holiday
    return Within(of=period, whole=year) if named and period.year is None and year.of is Unit.YEAR else None


@en.join(
    "<clock> <day> last year",
    Clock,
    r" (?:of )?",
    (This, Last, Next),
    examples={"5.40am on 2 February last year": "2012-02-02T05:40"},
)
def clock_that_year(clock: Clock, year: This | Last | Next) -> Clock | None:
    day = period_this_year(clock.of, year) if isinstance(clock.of, Named) else None
    return replace(clock, of=day) if day is not None else None


@en.join(
    "<length> and <length>",
    Duration,
    r",? (?:and )?",
    Duration,
    examples={"2 hours, 23 minutes and 31 seconds": "PT2H23M31S", "two years and six months": "P2Y6M"},
)
def length_and_length(long: Duration, short: Duration) -> Duration | None:
    counted = all(amount.count for amount in (*long.amounts, *short.amounts)) and long.amounts and short.amounts
    if not counted or long.amounts[-1].unit.days <= short.amounts[0].unit.days:
        return None
    return replace(long, amounts=(*long.amounts, *short.amounts))


@en.join(
    "last year's <holiday>",
    (This, Last, Next),
    r"(?:['’]s)? ",
    Named,
    examples={"last year's Thanksgiving": "2012-11-22", "next year's Easter": "2014-04-20"},
)
def years_holiday(year: This | Last | Next, day: Named) -> Within | None:
    return Within(of=day, whole=year) if day.holiday and day.year is None and year.of is Unit.YEAR else None


@en.join(
    "<weekday> last week",
    Named,
    r" (?:of )?",
    (This, Last, Next),
    examples={"Tuesday last week": "2013-02-05", "on [Friday of next week]": "2013-02-22"},
)
def weekday_of_week(day: Named, week: This | Last | Next) -> Nth | None:
    fits = day.weekday is not None and day.month is None and week.of is Unit.WEEK
    return Nth(n=1, of=day, within=week) if fits else None


@en.join("<nth> of <period>", Nth, r" (?:of |in )", DATE, examples={"the last week of August 2012": "2012-W35"})
def nth_of(nth: Nth, whole: Expression) -> Nth:
    return replace(nth, within=whole)
