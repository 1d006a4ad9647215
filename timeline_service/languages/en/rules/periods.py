"""Quarters, seasons, halves, weeks, weekends, fiscal years, holidays."""
from __future__ import annotations

from timeline_service.calendar.expressions import Expression, Named, Nth, This
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

YEAR = r"(?P<year>1\d{3}|20\d\d)"


@en.rule("<season> <year>", r"{season}(?:,? (?:of )?)" + YEAR, article=True, examples={"the spring of 1916": "1916-SP", "summer 2012": "2012-SU"})
def season_year(m: Match) -> Named:
    return Named(unit=Unit.SEASON, year=int(m.text("year")), season=m["season"])


@en.rule("<season>", r"{season}", article=True, examples={"the summer": "2012-SU", "in winter": "2012-WI"})
def season(m: Match) -> Named | None:
    if m.text("season").lower() in m.lexicon.ambiguous and not m.before(12).lower().endswith(("the ", "in ", "by ", "since ", "late ", "early ")):
        return None
    return Named(unit=Unit.SEASON, season=m["season"])


@en.rule("<nth> quarter", r"(?:fiscal |fiscal-)?{ordinal}(?: |-)(?:fiscal )?quarter", article=True,
         examples={"the third quarter": "2012-Q3", "fourth-quarter": "2012-Q4"})
def quarter(m: Match) -> Named | None:
    return Named(unit=Unit.QUARTER, quarter=m["ordinal"]) if 1 <= m["ordinal"] <= 4 else None


@en.rule("Q<n>", r"Q(?P<nth>[1-4])", examples={"Q3": "2012-Q3"})
def short_quarter(m: Match) -> Named:
    return Named(unit=Unit.QUARTER, quarter=int(m.text("nth")))


@en.rule("<year> <nth> quarter", YEAR + r" (?:fiscal )?{ordinal}(?: |-)quarter", article=True, examples={"the 1988 third quarter": "1988-Q3"})
def year_quarter(m: Match) -> Named | None:
    return Named(unit=Unit.QUARTER, year=int(m.text("year")), quarter=m["ordinal"]) if 1 <= m["ordinal"] <= 4 else None


@en.rule("<nth> half", r"(?:{ordinal}|last) half", article=True, examples={"the first half of 1989": "1989-H1", "the second half": "2012-H2"})
def half(m: Match) -> Named | None:
    nth = m["ordinal"] if m.has("ordinal") else -1
    return Named(unit=Unit.HALF, half=2 if nth in (2, -1) else 1) if nth in (1, 2, -1) else None


@en.rule("fiscal <year>", r"fiscal (?:year )?" + YEAR, examples={"fiscal 1989": "1989", "fiscal year 2026": "2026"})
def fiscal(m: Match) -> Named:
    return Named(unit=Unit.YEAR, year=int(m.text("year")))


@en.rule("the weekend", r"(?:the|over the) weekend", examples={"the weekend": "2013-W06-WE"})
def weekend(m: Match) -> Named:
    return Named(unit=Unit.WEEKEND)


@en.rule("<holiday>", r"{holiday}", examples={"Christmas Day": "2012-12-25", "Easter Monday": "2013-04-01"})
def holiday(m: Match) -> Named | None:
    if not m.match[0][:1].isupper():
        return None
    return Named(unit=Unit.DAY, holiday=m["holiday"])


@en.rule("<nth> <unit>", r"(?:{ordinal}|(?P<nth>\d{1,2})(?:st|nd|rd|th)) (?P<named>day|week|weekend|month|quarter|{weekday})(?= (?:of|in)\b)", article=True,
         examples={"the first week of March 2013": "2013-W10", "the third Sunday in June 2013": "2013-06-16"})
def nth_unit(m: Match) -> Expression | None:
    n = int(m.text("nth")) if m.has("nth") else m["ordinal"]
    of = Named(unit=Unit.DAY, weekday=m["weekday"]) if m.has("weekday") else Unit[m.lexicon.value("unit", m.text("named"))]
    return Nth(n=n, of=of, within=This(of=Unit.CENTURY))
