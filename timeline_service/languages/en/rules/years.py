"""Years, decades and centuries: ``1998``, ``'98``, ``480 BC``, ``the late 1970s``, ``the 20th century``."""

from __future__ import annotations

import re

from timeline_service.calendar.expressions import Named
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en
from timeline_service.languages.en.rules.days import YEAR

_NOTED = re.compile(r",\d")  # the mark of a footnote, or the rest of a number
_SURE = re.compile(r"\b(?:in|since|by|until) $", re.IGNORECASE)


def is_count(m: Match) -> bool:
    """Whether a number names or measures something else: "Flight 1549", "1500 metres"."""
    before, after = m.before(14).lower().split()[-1:], m.after(14).lower().split()[:1]
    return bool(
        (before and before[0] in m.lexicon["numbered"]) or (after and after[0].strip(".,;") in m.lexicon["measured"])
    )


@en.rule(
    "<year> to <year> BC",
    r"(?P<number_of>\d{1,4})(?=(?:-|–| to | and | until )(?:about |c\. )?\d{1,4} (?:BCE|BC|B\.C\.))",
    examples={"from [1200] to 400 BCE": "BC1200", "[499]–449 BC": "BC0499"},
)
def year_bc_range(m: Match) -> Named:
    return Named(unit=Unit.YEAR, year=1 - int(m.text("number_of")))


@en.rule(
    "<year>",
    YEAR + r"(?!-?(?:foot|mile|pound|page|seat|strong|people|men|miles|feet|pounds|tons|dollars|points|km)\b)",
    examples={"1998": "1998", "in [2025]": "2025", "founded in [1987],3 it folded": "1987"},
)
def year(m: Match) -> Named | None:
    before, noted = m.before(8), _NOTED.match(m.after(2))
    if (before[-1:] and before[-1] in "$£€¥#/.,@+=") or is_count(m):
        return None
    if noted and not _SURE.search(before):
        return None
    return Named(unit=Unit.YEAR, year=int(m.text("year")))


@en.rule("<year>-<short year>", r"(?P<short>\d\d)(?!\d|[.,:%-]\d)", examples={"1914–[18]": "1918"})
def year_range_end(m: Match) -> Named | None:
    first = re.search(r"(?:^|[^\d])(1\d{3}|20\d\d)[-–/]$", m.before(8))
    year = int(first[1][:2] + m.text("short")) if first else 0
    return Named(unit=Unit.YEAR, year=year) if first and year > int(first[1]) else None


_NAME = 30  # characters
_OF_A_NAME = re.compile(r"(?:\b[a-z]+[A-Z]\w*|(?<=[a-z,] )[A-Z]\w+) ['’‘]$")  # "iMake '11", "at Mix '07"


@en.rule(
    "'<short year>",
    r"(?<=['’‘])(?P<short>\d\d)(?!\d|['’]|(?: |-)(?:feet|foot|inches))",
    examples={"summer of '68": "1968-SU", "'98": "1998"},
)
def apostrophe_year(m: Match) -> Named | None:
    before = m.before(2)
    opening = before in ("''", "‘‘")  # quotation marks: "CBS's ''60 Minutes''"
    if opening or before[:1].isdigit() or _OF_A_NAME.search(m.before(_NAME)):
        return None
    return Named(unit=Unit.YEAR, short_year=int(m.text("short")))


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
def decade(m: Match) -> Named | None:
    if m.match[0][-2:] in ("'s", "’s") and not re.search(r"\b(?:the|early|late|mid)[ -]$", m.before().lower()):
        return None  # "2030's budget"
    return Named(unit=Unit.DECADE, year=int(m.text("first")) * 10)


_OF_AN_AGE = (" his ", " her ", " their ", " my ", " our ", " your ", "’s ", "'s ")


@en.rule(
    "<short decade>",
    r"(?<=['’‘])(?P<tens>[1-9]0)[’']?s|{decade}",
    article=True,
    examples={"the '80s": "198", "the nineties": "199"},
)
def short_decade(m: Match) -> Named | None:
    if m.before(8).lower().endswith(_OF_AN_AGE):
        return None  # "in his thirties"
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
    return Named(unit=Unit.CENTURY, year=1 - 100 * nth if m.has("bc") else 100 * nth - 99)


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
