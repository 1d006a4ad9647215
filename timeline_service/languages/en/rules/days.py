"""Dates that name their fields: ``October 13, 2025``, ``13 Oct``, ``2025-10-13``, ``May 3-5``."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_service.calendar.expressions import Named
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

YEAR = r"(?P<year>1\d{3}|20\d\d|2100)(?![\d%]|,\d(?! [a-z])|\.\d|[-–]\d{3}\b|:\d|[-/]\d{1,2}[-/]\d)"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.:]\d|,\d{3}(?!\d)|%)"
MONTH_CONTEXT = frozenset(
    "in by since until till of from to through during before after for last next this early late mid and or "
    "each every mid- end- between around about on –".split()
)
OF_A_MONTH = re.compile(r" (?!on\b|of\b|to\b|government|administration|cabinet)[a-z]")  # "the March accession"
WEEKDAY = r"(?:{weekday}(?:,|, |\x20))?"


def _date(m: Match, *, year: bool = False) -> Named:
    names = m.match.groupdict()
    weekday = m["weekday"] if names.get("weekday") else None
    stated = int(m.text("year")) if year else None
    return Named(
        unit=Unit.DAY, year=stated, month=m["month"], day=int(m.text("day")), weekday=None if year else weekday
    )


@en.rule(
    "<month> <day>, <year>",
    WEEKDAY + r"{month} ?" + DAY + r"(?: ?,? ?| of )" + YEAR,
    origin="month-day",
    examples={"October 13, 2025": "2025-10-13", "Friday, Oct. 24, 2025": "2025-10-24", "March 9th 1998": "1998-03-09"},
)
def month_day_year(m: Match) -> Named:
    return _date(m, year=True)


@en.rule(
    "<day> <month> <year>",
    WEEKDAY + r"(?:the )?" + DAY + r"(?: | of |-){month}(?:,? |-)" + YEAR,
    origin="day-month",
    examples={"13 October 2025": "2025-10-13", "the 9th of March, 1998": "1998-03-09", "5-Nov-2001": "2001-11-05"},
)
def day_month_year(m: Match) -> Named:
    return _date(m, year=True)


@en.rule(
    "<day> <month> <early year>",
    r"(?:" + DAY + r" {month}|{month2} of) (?P<year>[1-9]\d\d)(?=[).,;]|$)",
    origin="day-month",
    examples={"30 September 420": "0420-09-30", "in [December of 384]": "0384-12"},
)
def early_date(m: Match) -> Named:
    day = int(m.text("day")) if m.has("day") else None
    month = m["month"] or m["month2"]
    return Named(unit=Unit.DAY if day else Unit.MONTH, year=int(m.text("year")), month=month, day=day)


@en.rule(
    "<month> <day>",
    WEEKDAY + r"{month} (?:the )?" + DAY + r"(?!,? (?:1\d{3}|20\d\d)\b)",
    origin="month-day",
    examples={"October 13": "2012-10-13", "Monday, Feb. 18": "2013-02-18"},
)
def month_day(m: Match) -> Named | None:
    return None if m.unsure("month") else _date(m)


@en.rule(
    "<day> <month>",
    WEEKDAY + r"(?:the )?" + DAY + r"(?: | of ){month}",
    origin="day-month",
    examples={"13 October": "2012-10-13", "the 20th of January": "2013-01-20"},
)
def day_month(m: Match) -> Named | None:
    return None if m.unsure("month") else _date(m)


@en.rule(
    "<month> <ordinal>",
    WEEKDAY + r"{month} (?:the )?{ordinal}",
    origin="month-day",
    examples={"January eighth": "2013-01-08", "October the first": "2012-10-01"},
)
def month_ordinal(m: Match) -> Named | None:
    if m["ordinal"] < 1 or m.unsure("month") or (m.text("ordinal").istitle() and m.after(2)[1:].isupper()):
        return None  # "by the end of May the Second Squadron"
    return Named(unit=Unit.DAY, month=m["month"], day=m["ordinal"], weekday=m["weekday"])


@en.rule(
    "the <ordinal> of <month>",
    r"(?:the )?{ordinal} of {month}(?:,? (?P<year>1\d{3}|20\d\d))?",
    examples={"the fifth of January": "2013-01-05", "fourth of July 1999": "1999-07-04"},
)
def ordinal_month(m: Match) -> Named | None:
    year = int(m.text("year")) if m.has("year") else None
    return (
        None
        if m["ordinal"] < 1 or m.unsure("month")
        else Named(unit=Unit.DAY, month=m["month"], day=m["ordinal"], year=year)
    )


@en.rule(
    "<month> <year>",
    r"{month}(?:,? (?:of )?)" + YEAR,
    examples={"October 2025": "2025-10", "Sept. 1989": "1989-09", "May of 1945": "1945-05"},
)
def month_year(m: Match) -> Named:
    return Named(unit=Unit.MONTH, year=int(m.text("year")), month=m["month"])


def _is_month(m: Match) -> bool:
    """Whether "May" or "March" stands where a month does: after a preposition or a determiner, before no name."""
    before = m.before().lower().split()
    if before and (before[-1] in ("the", "a") or before[-1].endswith(("'s", "’s"))):
        return bool(OF_A_MONTH.match(m.after()))
    return bool(before) and before[-1].strip(",(") in MONTH_CONTEXT and not m.after(4).startswith((" I ", " we "))


def _is_person(m: Match) -> bool:
    """Whether "June" stands before a surname and behind no preposition: "Harold and June Petrie"."""
    before = m.before().lower().split()
    behind = before[-1] if before else ""
    return bool(re.match(r" [A-Z][a-z]+", m.after())) and (
        behind not in (*MONTH_CONTEXT, "the") or behind in ("and", "or", "of")
    )


@en.rule("<month>", r"{month}", examples={"January": "2013-01", "in [August]": "2012-08"})
def month_alone(m: Match) -> Named | None:
    word = m.text("month")
    if not word[:1].isupper() or (word.lower() in m.lexicon.ambiguous and len(word) < 5 and word != "May"):
        return None
    if word in ("May", "March") and not _is_month(m):
        return None
    if word in ("April", "June", "August") and _is_person(m):
        return None
    return Named(unit=Unit.MONTH, month=m["month"])


@en.rule(
    "<year>-<month>-<day>",
    r"(?P<year>(?!0000)\d{4})-(?P<month_number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])",
    examples={"2025-10-13": "2025-10-13"},
)
def iso_date(m: Match) -> Named:
    return Named(unit=Unit.DAY, year=int(m.text("year")), month=int(m.text("month_number")), day=int(m.text("day")))


@en.rule(
    "<number>/<number>/<year>",
    r"(?<!\d[/.])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?!0000)\d{4}|\d\d)(?![/.-]?\d)",
    examples={"10/13/2025": "2025-10-13", "13.10.2025": "2025-10-13", "11-02-89": "1989-11-02"},
)
def numeric(m: Match) -> Named | None:
    one, two, year, short = int(m.text("one")), int(m.text("two")), int(m.text("year")), None
    if len(m.text("year")) == 2:
        short, year = year, year + (1900 if year > 49 else 2000)
    month_first = (
        Named(unit=Unit.DAY, year=year, short_year=short, month=one, day=two)
        if 1 <= one <= 12 and 1 <= two <= 31
        else None
    )
    day_first = (
        Named(unit=Unit.DAY, year=year, short_year=short, month=two, day=one)
        if 1 <= two <= 12 and 1 <= one <= 31
        else None
    )
    if m.text("mark") == ".":
        return day_first or month_first
    if month_first and day_first and one != two:
        return replace(month_first, other=day_first)
    return month_first or day_first


AND = r"(?:-|–|—| - | – | and | to | or | through | until |, )"


MONTH_BEFORE = re.compile(
    rf"\b({en.lexicon.alternation('month')}) (\d{{1,2}})(?:st|nd|rd|th)?{AND.replace(', ', ',? (?:and )?')}$",
    re.IGNORECASE,
)


@en.rule(
    "<day> and <day> <month>",
    r"(?:the )?"
    + DAY
    + r"(?="
    + AND
    + r"(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: | of ){month}(?:,? (?P<year>1\d{3}|20\d\d))?)",
    examples={"[28] and 29 August 2012": "2012-08-28", "[3]-4 May 2012": "2012-05-03"},
)
def day_and_day_month(m: Match) -> Named:
    return Named(
        unit=Unit.DAY, month=m["month"], day=int(m.text("day")), year=int(m.text("year")) if m.has("year") else None
    )


@en.rule(
    "<month> <day> and <day>",
    r"(?:the )?" + DAY + r"(?:,? (?P<year>1\d{3}|20\d\d)\b)?(?!-?\w| (?:percent|people|million|billion|{month}))",
    examples={"May 3 and [5]": "2012-05-05", "Oct. 13-[15]": "2012-10-15", "May 3-[5, 2011]": "2011-05-05"},
)
def month_day_and_day(m: Match) -> Named | None:
    before = MONTH_BEFORE.search(m.before(32))
    if not before or int(before[2]) >= int(m.text("day")):
        return None
    year = int(m.text("year")) if m.has("year") else None
    return Named(unit=Unit.DAY, month=m.lexicon.value("month", before[1]), day=int(m.text("day")), year=year)


@en.rule(
    "the <nth>",
    r"the (?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)"
    r"(?=[,.;:]|$| (?:and|to|the|an?|he|she|they|of (?:the|this|that|the same) month)\b)",
    examples={
        "it began on [the 5th], at sea": "2013-02-05",
        "by [the 10th of the month]": "2013-02-10",
        "on [the 5th] the king fled": "2013-02-05",
    },
)
def day_alone(m: Match) -> Named | None:
    leads = m.before(8).lower().split()[-1:]
    day = int(m.text("day"))
    return (
        Named(unit=Unit.DAY, day=day) if leads and leads[0] in ("on", "by", "until", "from", "since") and day else None
    )
