"""Relative dates of more than one step: ``the Monday before last``, ``a year ago today``, ``in ten days' time``."""

from __future__ import annotations

import re

from timeline_service.calendar.expressions import (
    Amount,
    Base,
    Expression,
    Last,
    Named,
    Next,
    PartOfDay,
    Shift,
    This,
)
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en
from timeline_service.languages.en.rules.relative import is_plain

LENGTH = r"{number} {unit}(?:(?:, | and |, and ){number2} {unit2})?"
DAY_SAID = r"(?P<day_said>today|tomorrow|yesterday|(?:(?P<which>last|next|this|this coming|this past) )?{weekday})"
_DEICTIC: dict[str, Expression] = {
    "today": This(of=Unit.DAY),
    "tomorrow": Next(of=Unit.DAY),
    "yesterday": Last(of=Unit.DAY),
}
_FIXED = re.compile(r"\b(?:set|scheduled|due|planned|fixed|slated|booked|timed|called) (?:for|to \w+) $", re.IGNORECASE)
_MEASURED = ("in ", "over ", "for ", "of ", "than ", "nearly ", "almost ", "about ", "within ", "after ", "last ")


def _lengths(m: Match) -> tuple[Amount, ...]:
    """The amounts of LENGTH, which go from the longer to the shorter."""
    two = (m.amount(m["number2"], "unit2"),) if m.has("number2") else ()
    return (*m.amounts, *two)


def _day_said(m: Match, *, towards: type[Last] | type[Next]) -> Expression | None:
    """The day named in words; a bare weekday is the one on the side that the whole looks to."""
    word = m.text("day_said").lower()
    if word in _DEICTIC:
        return _DEICTIC[word]
    if not m.text("weekday")[:1].isupper() or is_plain(m):
        return None
    of, which = Named(unit=Unit.DAY, weekday=m["weekday"]), m.text("which").lower()
    if which.endswith(("last", "past")):
        return Last(of=of)
    return Next(of=of) if which else towards(of=of)


@en.rule(
    "the <named> before last",
    r"(?:the )?(?P<of>night|day|week|weekend|month|quarter|year|decade|century|{weekday}|{month}|{season}|{holiday}) "
    r"(?P<side>before last|after next)(?! (?:{weekday2}|{month2}|{season2}|week|month|year|night)\b)",
    examples={
        "the Monday before last": "2013-02-04",
        "the year before last": "2011",
        "the week after next": "2013-W09",
        "the night before last": "2013-02-10TNI",
        "the Christmas before last": "2011-12-25",
    },
)
def before_last(m: Match) -> Expression | None:
    step = Last if m.text("side").lower().startswith("before") else Next
    if m.text("of").lower() == "night":
        return PartOfDay(code="NI", of=step(of=Unit.DAY, n=2))
    if m.has("weekday"):
        of: Named | Unit = Named(unit=Unit.DAY, weekday=m["weekday"])
    elif m.has("month"):
        of = Named(unit=Unit.MONTH, month=m["month"])
    elif m.has("season"):
        of = Named(unit=Unit.SEASON, season=m["season"])
    elif m.has("holiday"):
        of = Named(unit=Unit.DAY, holiday=m["holiday"])
    else:
        of = Unit[m.text("of").upper()]
    return None if is_plain(m) else step(of=of, n=2)


@en.rule(
    "<weekday> last",
    r"{weekday} (?P<side>last|next)(?=[,.;:)]|$|\s*\n)",
    examples={"on [Tuesday last]": "2013-02-05", "on [Friday next].": "2013-02-15"},
)
def weekday_last(m: Match) -> Last | Next | None:
    step = Last if m.text("side").lower() == "last" else Next
    return None if is_plain(m) else step(of=Named(unit=Unit.DAY, weekday=m["weekday"]))


@en.rule(
    "<n> <unit> from <day>",
    LENGTH + r" from " + DAY_SAID,
    examples={
        "set for [three weeks from Saturday]": "2013-03-09",
        "a year from today": "2014-02-12",
        "ten days from next Monday": "2013-02-28",
    },
)
def from_day(m: Match) -> Shift | None:
    if m.before().lower().endswith("for ") and not _FIXED.search(m.before(32)):
        return None  # "closed for three weeks from Saturday": a length and its beginning
    day = _day_said(m, towards=Next)
    return None if day is None else Shift(amounts=_lengths(m), sign=1, of=day, to_the_day=True)


@en.rule(
    "<n> <unit> ago <day>",
    LENGTH
    + r" ago (?:on )?(?:"
    + DAY_SAID
    + r"|(?P<to_day>to the day)|(?P<this>this) (?:very )?(?P<whole>week|month))",
    examples={
        "a year ago today": "2012-02-12",
        "six weeks ago yesterday": "2012-12-31",
        "ten years ago this month": "2003-02",
        "a year ago on Sunday": "2012-02-10",
        "five years ago to the day": "2008-02-12",
    },
)
def ago_day(m: Match) -> Shift | None:
    if m.has("to_day"):
        of: Expression | None = This(of=Unit.DAY)
    elif m.has("whole"):
        of = This(of=Unit[m.text("whole").upper()])
    else:
        of = _day_said(m, towards=Last)
    return None if of is None else Shift(amounts=_lengths(m), sign=-1, of=of, to_the_day=True)


@en.rule(
    "a week today",
    r"{number} (?P<unit>weeks?|fortnights?|months?|years?)(?P<on> on)? " + DAY_SAID + r"(?!['’]s)",
    examples={
        "due home [a week today]": "2013-02-19",
        "a week on Friday": "2013-02-22",
        "a fortnight tomorrow": "2013-02-27",
        "it was lost [a week last Tuesday]": "2013-01-29",
    },
)
def week_today(m: Match) -> Shift | None:
    before, weekday = m.before(12).lower(), m.has("weekday")
    last = m.text("which").lower().endswith(("last", "past"))
    if m.has("on") and (m.unit is not Unit.WEEK or before.endswith(_MEASURED)):
        return None  # "the highest in over a week on Monday"
    if (weekday and m.has("on") == last) or (m.has("on") and not weekday) or m["number"] is None:
        return None
    if before.endswith("for ") and not _FIXED.search(m.before(32)):
        return None  # "jailed for two weeks on Monday"
    day = _day_said(m, towards=Next)
    back = last or m.text("day_said").lower() == "yesterday" or "been " in before or m.after(6).lower() == " since"
    return None if day is None else Shift(amounts=m.amounts, sign=-1 if back else 1, of=day, to_the_day=True)


@en.rule(
    "<day> week",
    r"(?P<day_said>today|tomorrow|{weekday}) (?P<unit>week|fortnight)(?!-|['’]s)",
    examples={"Friday week": "2013-02-22", "tomorrow week": "2013-02-20", "Saturday fortnight": "2013-03-02"},
)
def day_week(m: Match) -> Shift | None:
    word = m.text("day_said")
    day = _DEICTIC.get(word.lower()) or Next(of=Named(unit=Unit.DAY, weekday=m["weekday"]))
    plain = m.has("weekday") and (not word[:1].isupper() or is_plain(m))
    return None if plain else Shift(amounts=m.amounts, sign=1, of=day, to_the_day=True)


@en.rule(
    "this time last year",
    r"this (?P<what>time|day|week|month) (?P<side>last|next) (?P<whole>week|month|year)",
    examples={"this time last year": "2012-02", "this week last year": "2012-W07", "this time next week": "2013-02-19"},
)
def this_time(m: Match) -> Shift | None:
    whole, what = Unit[m.text("whole").upper()], m.text("what").upper()
    fine = Unit.MONTH if whole is Unit.YEAR else Unit.DAY
    of = fine if what == "TIME" else Unit[what]
    sign = -1 if m.text("side").lower() == "last" else 1
    return (
        Shift(amounts=(Amount(1, whole),), sign=sign, of=This(of=of), to_the_day=True) if of.days < whole.days else None
    )


_SIDES = {"ago": (-1, Base.SPEECH), "from now": (1, Base.SPEECH), "hence": (1, Base.SPEECH),
          "earlier": (-1, Base.NARRATED), "before": (-1, Base.NARRATED), "later": (1, Base.NARRATED)}  # fmt: skip


@en.rule(
    "<n> <unit> and <n> <unit> ago",
    r"{number} {unit}(?:(?:, | and |, and ){number2} {unit2}|(?P<half> and a half)) "
    r"(?P<side>ago|from now|hence|earlier|later|before(?=[,.;]))",
    examples={
        "one month and one day ago": "2013-01-11",
        "two years and three months ago": "2010-11",
        "a year and a half ago": "2011-08",
        "a week and a half later": "2013-02-22",
    },
)
def compound_ago(m: Match) -> Shift | None:
    sign, base = _SIDES[" ".join(m.text("side").lower().split())]
    if m.has("half"):
        count = m["number"]
        small = m.unit.days < 1 and base is Base.NARRATED
        return Shift(amounts=(m.amount(count + 0.5),), sign=sign, base=base) if count and not small else None
    amounts = _lengths(m)
    ordered = amounts[0].unit.days > amounts[1].unit.days
    return Shift(amounts=amounts, sign=sign, base=base) if ordered else None


@en.rule(
    "in <n> <unit>'s time",
    LENGTH + r"(?:['’]s|['’])? time",
    examples={
        "in [ten days' time]": "2013-02-22",
        "in [a week's time]": "2013-W08",
        "in [two years’ time]": "2015",
        "in [a month's time]": "2013-03",
    },
)
def in_time(m: Match) -> Shift | None:
    singular = m["number"] == 1 and m.text("unit").lower().endswith("s")  # "the fourth in a years' time"
    ahead = m.before(4).lower().endswith(("in ", "in\n")) and not singular
    return Shift(amounts=_lengths(m), sign=1) if ahead else None
