"""Seasons, weeks, weekends, holidays, the n-th of something."""

from __future__ import annotations

import re

from timeline_service.calendar.expressions import (
    Amount,
    Base,
    Duration,
    Expression,
    Last,
    Named,
    Next,
    Nth,
    Shift,
    This,
)
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

YEAR = r"(?P<year>1\d{3}|20\d\d)"


@en.rule(
    "<season> <year>",
    r"{season}(?:,? (?:of )?)" + YEAR,
    article=True,
    examples={"the spring of 1916": "1916-SP", "summer 2012": "2012-SU", "fall 2008": "2008-FA"},
)
def season_year(m: Match) -> Named:
    return Named(unit=Unit.SEASON, year=int(m.text("year")), season=m["season"])


NOT_GAMES = r"(?! (?:Olympic|Paralympic|Games|Universiade))"
NOT_A_SEASON = (" back", " out", " up", " for ", " short", " apart", " below", " from", " to ")


@en.rule("<year> <season>", YEAR + r" {season}" + NOT_GAMES, article=True, examples={"the 1982 summer": "1982-SU"})
def year_then_season(m: Match) -> Named:
    return Named(unit=Unit.SEASON, year=int(m.text("year")), season=m["season"])


@en.rule(
    "<season>",
    r"{season}" + NOT_GAMES,
    article=True,
    examples={"the summer": "2012-SU", "in [winter]": "2012-WI", "this fall": "2013-FA"},
)
def season(m: Match) -> Named | None:
    if m.text("season").lower() == "fall" and (
        not m.before().lower().endswith((" the ", " in ", " by ", " since ", " late ", " early ", "the ", "in "))
        or m.after(4).lower().startswith((" of", " in"))
    ):
        return None
    word, before, after = m.text("season"), m.before(3).lower(), m.after(8)
    if word.lower() == "spring" and before.endswith((" a ", "a ")):
        return None
    if word.lower() in ("spring", "fall") and after.lower().startswith(NOT_A_SEASON) and not m.before(5) == "from ":
        return None
    if word.istitle() and after.startswith(" of ") and after[4:5].isupper():  # a movement: "Spring of Nations"
        return None
    return Named(unit=Unit.SEASON, season=m["season"])


@en.rule("the weekend", r"the weekend|weekends?(?= of\b)", examples={"the weekend": "2013-W06-WE"})
def weekend(m: Match) -> Named:
    return Named(unit=Unit.WEEKEND)


_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_ORDERS = (
    rf"(?:(?:the )?{_DAY}(?: of)? {{month}}|{{month2}} {_DAY.replace('<day>', '<day2>')})(?:,? "
    + YEAR
    + r")?(?!,? \d{4})"
)


@en.rule(
    "the week of <month> <day>",
    r"(?:the )?week (?:of|beginning|commencing|starting|ending|ended)(?: on)?(?: {weekday},?)? " + _ORDERS,
    examples={
        "the week of January 7": "2013-W02",
        "the week ended Jan. 12": "2013-W02",
        "the week beginning Monday 1 October 2012": "2012-W40",
        "the week of 4 February": "2013-W06",
    },
)
def week_of(m: Match) -> Shift:
    day = Named(
        unit=Unit.DAY,
        year=int(m.text("year")) if m.has("year") else None,
        month=m["month"] or m["month2"],
        day=int(m.text("day") or m.text("day2")),
    )
    return Shift(amounts=(Amount(0, Unit.WEEK),), sign=1, of=day)


@en.rule(
    "the week beginning <weekday>",
    r"(?:the )?week (?P<edge>beginning|commencing|starting|ending)(?: on)? (?:(?P<which>next|last|this) )?{weekday}",
    examples={"the week beginning next Monday": "2013-W08", "the week ending last Sunday": "2013-W06"},
)
def week_from(m: Match) -> Shift:
    day = en_step(m.text("which"), Named(unit=Unit.DAY, weekday=m["weekday"]))
    return Shift(amounts=(Amount(0, Unit.WEEK),), sign=1, of=day)


@en.rule(
    "<holiday> week",
    r"{holiday} (?P<unit_of>week|weekend)",
    examples={"Easter week": "2013-W13", "Thanksgiving weekend": "2012-W47-WE"},
)
def holiday_week(m: Match) -> Shift | None:
    unit = Unit.WEEK if m.text("unit_of").lower() == "week" else Unit.WEEKEND
    named = Named(unit=Unit.DAY, holiday=m["holiday"])
    return Shift(amounts=(Amount(0, unit),), sign=1, of=named) if m.text("holiday")[:1].isupper() else None


UNKNOWN = "unknown"  # a feast whose day no calendar here has
_PEOPLE = re.compile(r"\b[A-Z][a-z]{2,10}(?:[ie]an|ese|ish|ic|ox) $")


@en.rule(
    "<holiday>",
    r"(?:(?P<which>last|this|next) )?{holiday}(?:,? "
    + YEAR
    + r")?(?! (?:term|break|holidays?|tree|card|carol|cake|parade|crackers|Island|egg|bunny|Offensive))",
    examples={"Christmas Day": "2012-12-25", "Easter Monday 2013": "2013-04-01", "last Thanksgiving": "2012-11-22"},
)
def holiday(m: Match) -> Expression | None:
    if not m.text("holiday")[:1].isupper():
        return None
    long = m["holiday"] == "ramadan"
    key = UNKNOWN if not m.has("which") and _PEOPLE.search(m.before(16)) else m["holiday"]  # "Martian New Year"
    named = Named(
        unit=Unit.MONTH if long else Unit.DAY, holiday=key, year=int(m.text("year")) if m.has("year") else None
    )
    return en_step(m.text("which"), named)


def en_step(which: str, named: Named) -> Expression:
    """A named date with "last", "this" or "next" before it."""
    kind = {"last": Last, "this": This, "next": Next}.get(which.lower())
    return kind(of=named) if kind else named


NTH = r"(?:{ordinal}|(?P<nth>\d{1,2})(?:st|nd|rd|th))"


def nth(m: Match) -> int:
    """The number of NTH; −1 is the last."""
    return int(m.text("nth")) if m.has("nth") else m["ordinal"]


@en.rule(
    "<nth> <unit> of",
    r"(?:the )?" + NTH + r" (?P<named>day|week|weekend|month|quarter|decade|{weekday})(?= (?:of|in)\b)",
    examples={
        "the first week of March 2013": "2013-W10",
        "the third Sunday in June 2013": "2013-06-16",
        "the last day of October 2012": "2012-10-31",
    },
)
def nth_of(m: Match) -> Nth:
    of = (
        Named(unit=Unit.DAY, weekday=m["weekday"])
        if m.has("weekday")
        else Unit[m.lexicon.value("unit", m.text("named"))]
    )
    return Nth(n=nth(m), of=of, within=None)


@en.rule(
    "the <nth> day",
    r"(?:the|a|its|their) " + NTH + r"(?:(?: and)? (?:final|straight|consecutive|full))? day(?!-)",
    examples={"the second day": "XXXX-XX-XX"},
)
def nth_day(m: Match) -> Nth:
    return Nth(n=nth(m), of=Unit.DAY, within=This(of=Unit.DAY, base=Base.EVENT))


@en.rule("the <nth> <unit>", r"the " + NTH + r" (?P<named>week|month|year)", examples={"the second week": "P1W"})
def nth_unit(m: Match) -> Expression:
    return Duration(amounts=(Amount(1, Unit[m.lexicon.value("unit", m.text("named"))]),))


@en.rule(
    "week <n>",
    r"(?:week|Week) (?P<week>[1-9]|[1-4]\d|5[0-3])(?:,? (?:of )?"
    + YEAR
    + r")|(?P<year2>20\d\d)-?W(?P<week2>[0-4]\d|5[0-3])",
    examples={"week 42 of 2025": "2025-W42", "2025-W07": "2025-W07"},
)
def iso_week(m: Match) -> Named:
    return Named(
        unit=Unit.WEEK, year=int(m.text("year") or m.text("year2")), week=int(m.text("week") or m.text("week2"))
    )
