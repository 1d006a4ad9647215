"""Dates that name their fields: ``October 13, 2025``, ``13 Oct``, ``2025-10-13``, ``1998``, ``480 BC``."""

from __future__ import annotations

import re

from timeline_service.calendar.expressions import Clock, Named
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

YEAR = r"(?P<year>1\d{3}|20\d\d|2100)(?![\d%]|,\d|\.\d|[-–]\d{3}\b|:\d)"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.:]\d|,\d{3}(?!\d)|%)"
MONTH_CONTEXT = frozenset(
    "in by since until till of from to through during before after for last next this early late mid and or "
    "each every mid- between around about on –".split()
)
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
    examples={"October 13, 2025": "2025-10-13", "Friday, Oct. 24, 2025": "2025-10-24", "March 9th 1998": "1998-03-09"},
)
def month_day_year(m: Match) -> Named:
    return _date(m, year=True)


@en.rule(
    "<day> <month> <year>",
    WEEKDAY + r"(?:the )?" + DAY + r"(?: | of |-){month}(?:,? |-)" + YEAR,
    examples={"13 October 2025": "2025-10-13", "the 9th of March, 1998": "1998-03-09", "5-Nov-2001": "2001-11-05"},
)
def day_month_year(m: Match) -> Named:
    return _date(m, year=True)


@en.rule(
    "<month> <day>",
    WEEKDAY + r"{month} (?:the )?" + DAY + r"(?!,? (?:1\d{3}|20\d\d)\b)",
    examples={"October 13": "2012-10-13", "Monday, Feb. 18": "2013-02-18"},
)
def month_day(m: Match) -> Named | None:
    return None if m.unsure("month") else _date(m)


@en.rule(
    "<day> <month>",
    WEEKDAY + r"(?:the )?" + DAY + r"(?: | of ){month}",
    examples={"13 October": "2012-10-13", "the 20th of January": "2013-01-20"},
)
def day_month(m: Match) -> Named | None:
    return None if m.unsure("month") else _date(m)


@en.rule(
    "<month> <ordinal>",
    WEEKDAY + r"{month} (?:the )?{ordinal}",
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
    return bool(before) and before[-1].strip(",(") in MONTH_CONTEXT and not m.after(3).startswith((" I ", " we"))


@en.rule("<month>", r"{month}", examples={"January": "2013-01", "in August": "2012-08"})
def month_alone(m: Match) -> Named | None:
    word = m.text("month")
    if not word[:1].isupper() or (word.lower() in m.lexicon.ambiguous and len(word) < 5 and word != "May"):
        return None
    if word in ("May", "March") and not _is_month(m):
        return None
    return Named(unit=Unit.MONTH, month=m["month"])


@en.rule(
    "<year>-<month>-<day>",
    r"(?P<year>\d{4})-(?P<month_number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])",
    examples={"2025-10-13": "2025-10-13"},
)
def iso_date(m: Match) -> Named:
    return Named(unit=Unit.DAY, year=int(m.text("year")), month=int(m.text("month_number")), day=int(m.text("day")))


@en.rule(
    "<number>/<number>/<year>",
    r"(?P<one>\d{1,2})([/.-])(?P<two>\d{1,2})\2(?P<year>\d{4}|\d\d)(?![/.-]?\d)",
    examples={"10/13/2025": "2025-10-13", "13.10.2025": "2025-10-13", "11-02-89": "1989-11-02"},
)
def numeric(m: Match) -> Named | None:
    one, two, year = int(m.text("one")), int(m.text("two")), int(m.text("year"))
    if len(m.text("year")) == 2:
        year += 1900 if year > 49 else 2000
    month_first = Named(unit=Unit.DAY, year=year, month=one, day=two) if 1 <= one <= 12 and 1 <= two <= 31 else None
    day_first = Named(unit=Unit.DAY, year=year, month=two, day=one) if 1 <= two <= 12 and 1 <= one <= 31 else None
    if month_first and day_first and one != two:
        return Named(unit=Unit.DAY, year=year, month=one, day=two, other=day_first)
    return month_first or day_first


def is_count(m: Match) -> bool:
    """Whether a number names or measures something else: "Flight 1549", "1500 metres"."""
    before, after = m.before(14).lower().split()[-1:], m.after(14).lower().split()[:1]
    return bool(
        (before and before[0] in m.lexicon["numbered"]) or (after and after[0].strip(".,;") in m.lexicon["measured"])
    )


@en.rule(
    "<year>-<month>-<day>T<time>",
    r"(?P<year>\d{4})-(?P<month_number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?:T|\x20)(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?P<z>Z| UTC| GMT)?",
    examples={"2013-02-11T14:30:00Z": "2013-02-11T14:30Z"},
)
def iso_time(m: Match) -> Clock:
    return Clock(
        hour=int(m.text("hour")), minute=int(m.text("minute")), zone="0" if m.has("z") else None, of=iso_date(m)
    )


@en.rule(
    "<year>",
    YEAR + r"(?!-?(?:foot|mile|pound|page|seat|strong|people|men|miles|feet|pounds|tons|dollars|points|km)\b)",
    examples={"1998": "1998", "in 2025": "2025"},
)
def year(m: Match) -> Named | None:
    before = m.before(2)
    if (before[-1:] and before[-1] in "$£€¥#/.,@+=") or is_count(m):
        return None
    return Named(unit=Unit.YEAR, year=int(m.text("year")))


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
    examples={"28 and 29 August 2012": "2012-08-28", "3-4 May 2012": "2012-05-03"},
)
def day_and_day_month(m: Match) -> Named:
    return Named(
        unit=Unit.DAY, month=m["month"], day=int(m.text("day")), year=int(m.text("year")) if m.has("year") else None
    )


@en.rule(
    "<month> <day> and <day>",
    r"(?:the )?" + DAY + r"(?:,? (?P<year>1\d{3}|20\d\d)\b)?(?!-?\w| (?:percent|people|million|billion|{month}))",
    examples={"May 3 and 5": "2013-05-05", "Oct. 13-15": "2012-10-15", "May 3-5, 2011": "2011-05-05"},
)
def month_day_and_day(m: Match) -> Named | None:
    before = MONTH_BEFORE.search(m.before(32))
    if not before or int(before[2]) >= int(m.text("day")):
        return None
    year = int(m.text("year")) if m.has("year") else None
    return Named(unit=Unit.DAY, month=m.lexicon.value("month", before[1]), day=int(m.text("day")), year=year)


@en.rule("<year>-<short year>", r"(?P<short>\d\d)(?!\d|[.,:%-]\d)", examples={"1914–18": "1918"})
def year_range_end(m: Match) -> Named | None:
    first = re.search(r"(?:^|[^\d])(1\d{3}|20\d\d)[-–/]$", m.before(8))
    year = int(first[1][:2] + m.text("short")) if first else 0
    return Named(unit=Unit.YEAR, year=year) if first and year > int(first[1]) else None


@en.rule(
    "'<short year>",
    r"(?<=['’‘])(?P<short>\d\d)(?!\d|['’]|(?: |-)(?:feet|foot|inches))",
    examples={"summer of '68": "1968-SU", "'98": "1998"},
)
def apostrophe_year(m: Match) -> Named | None:
    return None if m.before(2)[:1].isdigit() else Named(unit=Unit.YEAR, short_year=int(m.text("short")))


@en.rule(
    "post-<year>", r"(?P<side>post|pre)-(?P<year>1\d{3}|20\d\d)", examples={"post-1959": "1959", "pre-2003": "2003"}
)
def beside_year(m: Match) -> Named:
    return Named(unit=Unit.YEAR, year=int(m.text("year")))


@en.rule(
    "<year> BC",
    r"(?P<number_of>\d{1,4}) (?:BCE|BC|B\.C\.E\.|B\.C\.?)",
    examples={"480 BC": "BC0480", "44 B.C.": "BC0044"},
)
def year_bc(m: Match) -> Named:
    return Named(unit=Unit.YEAR, year=1 - int(m.text("number_of")))


@en.rule(
    "AD <year>",
    r"(?:AD|A\.D\.) (?P<after>\d{1,4})|(?P<before_ad>\d{1,4}) (?:CE|C\.E\.|AD|A\.D\.)",
    examples={"AD 79": "0079", "410 CE": "0410"},
)
def year_ad(m: Match) -> Named:
    return Named(unit=Unit.YEAR, year=int(m.text("after") or m.text("before_ad")))


@en.rule("<decade>s", r"(?P<first>1[0-9]\d|20\d)0[’']?s", article=True, examples={"the 1990s": "199", "1880s": "188"})
def decade(m: Match) -> Named:
    return Named(unit=Unit.DECADE, year=int(m.text("first")) * 10)


@en.rule(
    "<short decade>",
    r"(?<=['’‘])(?P<tens>[1-9]0)[’']?s|{decade}",
    article=True,
    examples={"the '80s": "198", "the nineties": "199"},
)
def short_decade(m: Match) -> Named:
    return Named(unit=Unit.DECADE, decade=int(m.text("tens")) if m.has("tens") else m["decade"])


@en.rule("the <tens>s", r"(?P<tens>[2-9]0)[’']?s", article=True, examples={"the 70s": "197", "the late 80s": "198 END"})
def bare_decade(m: Match) -> Named | None:
    before = m.before(12).lower()
    return (
        Named(unit=Unit.DECADE, decade=int(m.text("tens")))
        if before.endswith(("the ", "the early ", "the late ", "the mid-", "70s and ", "60s and "))
        else None
    )


@en.rule(
    "<ordinal> century",
    r"(?:(?P<nth>\d{1,2})(?:st|nd|rd|th)|{ordinal})(?: |-)century(?P<bc> BCE?| B\.C\.(?:E\.)?)?",
    article=True,
    examples={"the 20th century": "19", "eighteenth-century": "17", "5th century BC": "BC04"},
)
def century(m: Match) -> Named | None:
    nth = int(m.text("nth")) if m.has("nth") else m["ordinal"]
    if nth < 1:
        return None
    return Named(unit=Unit.CENTURY, year=-100 * nth if m.has("bc") else 100 * (nth - 1))


@en.rule(
    "<spoken year>",
    r"(?:the year )?(?P<one>nineteen|eighteen|seventeen|sixteen)(?: |-)(?P<number>(?:hundred)|{number2})",
    examples={"nineteen ninety-six": "1996"},
)
def spoken_year(m: Match) -> Named | None:
    century_number, rest = m.lexicon.numbers.value(m.text("one")), m["number"]
    if century_number is None or rest is None or not (10 <= rest <= 99 or rest == 100):
        return None
    return Named(unit=Unit.YEAR, year=int(century_number) * 100 + int(rest) % 100)


@en.rule(
    "the year two thousand",
    r"(?:the year )?two thousand(?: (?:and )?(?P<one>one|two|three|four|five|six|seven|eight|nine|ten))?",
    examples={"the year two thousand": "2000"},
)
def year_two_thousand(m: Match) -> Named | None:
    if not m.match[0].lower().startswith("the year"):
        return None
    return Named(unit=Unit.YEAR, year=2000 + int(m.lexicon.numbers.value(m.text("one")) or 0 if m.has("one") else 0))
