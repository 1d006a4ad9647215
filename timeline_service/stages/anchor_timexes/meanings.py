"""What an expression asks for: whether it leaves its year open, how finely its anchor must be known."""

from __future__ import annotations

from timeline_service.calendar.expressions import (
    Amount,
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
    Window,
    Within,
)
from timeline_service.calendar.units import Cell, Unit
from timeline_service.model import Timex

_LENGTHY = 1500  # characters


def is_narrative(timexes: tuple[Timex, ...], speech: Cell | None) -> bool:
    """Whether a text tells of times long gone: it names years far from its own far more often than days near it."""
    far = near = this_year = 0
    for timex in timexes:
        expression = timex.expression
        if isinstance(expression, (Clock, PartOfDay)):
            expression = expression.of
        if isinstance(expression, Named):
            stated = expression.year
            if stated is not None:
                distant = speech is None or abs(stated - speech.date[0]) > 1
                far, this_year = far + distant, this_year + (not distant)
            near += expression.weekday is not None and expression.month is None
        near += isinstance(expression, (This, Last, Next, Shift)) and expression.base is Base.SPEECH
    near += min(this_year, 2)
    return far > 3 * near and far >= (3 if near == 0 else 5 if near == 1 else 10)


def is_timeless(text: str, timexes: tuple[Timex, ...]) -> bool:
    """Whether a text of some length never says on which day it speaks: a guide, a description, no news."""
    return len(text) >= _LENGTHY and not any(_is_of_the_day(timex.expression) for timex in timexes)


def _is_of_the_day(expression: Expression | None) -> bool:
    """Whether an expression counts from the day of speaking: "Tuesday", "yesterday", "last month"; not "now"."""
    while isinstance(expression, (Clock, PartOfDay)):
        expression = expression.of
    if isinstance(expression, Named):
        return expression.weekday is not None and expression.month is None
    if not isinstance(expression, (Last, Next, Shift)) or expression.base is not Base.SPEECH:
        return False
    return needed_unit(expression).days < Unit.YEAR.days


def is_bare(expression: Expression | None) -> bool:
    """Whether the calendar fields that were said leave the year open."""
    while isinstance(expression, (Clock, PartOfDay, Nth, Window)):
        expression = expression.within if isinstance(expression, Nth) else expression.of
    return isinstance(expression, Named) and expression.year is None


def is_bare_date(expression: Expression | None) -> bool:
    """Whether it is a month, a day of a month or a season whose year is open."""
    dated = isinstance(expression, Named) and (expression.month is not None or expression.season is not None)
    return dated and is_bare(expression)


def is_weekday(expression: Expression | None) -> bool:
    """Whether it is a weekday without a date."""
    bare = isinstance(expression, Named) and expression.weekday is not None
    return bare and expression.day is None and expression.month is None  # type: ignore[union-attr]


def is_day(expression: Expression | None) -> bool:
    """Whether an expression denotes one day."""
    of = getattr(expression, "of", None)
    return (expression.unit if isinstance(expression, Named) else of) is Unit.DAY


def is_year_back(expression: Expression | None) -> bool:
    """Whether an expression is "a year ago" or "a year earlier"."""
    one_year = isinstance(expression, Shift) and expression.amounts == (Amount(1, Unit.YEAR),)
    return one_year and expression.of is None and expression.sign < 0  # type: ignore[union-attr]


def is_whole_year(expression: Expression | None) -> bool:
    """Whether an expression is "the first nine months", "the year" or "the fiscal year"."""
    if isinstance(expression, Duration):
        return any(a.unit is Unit.MONTH and a.count in (6, 9) for a in expression.amounts) or expression.amounts == (
            Amount(1, Unit.YEAR),
        )
    return isinstance(expression, This) and expression.of is Unit.YEAR and expression.base is Base.SETTING


def needed_unit(expression: Expression | None) -> Unit:
    """How finely the anchor of an expression must be known."""
    if isinstance(expression, Shift):
        if expression.of is not None:
            return needed_unit(expression.of)
        return min((a.unit for a in expression.amounts), key=lambda u: u.days)
    if isinstance(expression, (This, Last, Next)):
        return expression.of if isinstance(expression.of, Unit) else needed_unit(expression.of)
    if isinstance(expression, (Clock, PartOfDay)):
        return needed_unit(expression.of) if expression.of else Unit.DAY
    if isinstance(expression, Nth):
        return needed_unit(expression.within)
    if isinstance(expression, Within):
        return needed_unit(expression.whole)
    if isinstance(expression, Window):
        return needed_unit(expression.of) if expression.of else Unit.DAY
    if not isinstance(expression, Named):
        return Unit.YEAR
    if expression.unit is Unit.QUARTER and expression.quarter is None:
        return Unit.QUARTER
    if expression.weekday is not None and expression.month is None:
        return Unit.WEEK
    return Unit.MONTH if expression.day is not None and expression.month is None else Unit.YEAR
