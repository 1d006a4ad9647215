"""The start of a range, which takes from its end what it does not say: ``10/1–11/2/2017``, ``Dec–Feb 2024``."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_service.calendar.expressions import Last, Named, Next, Nth, This, Within
from timeline_service.calendar.named import is_possible
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

_TO = r"(?: ?[-–—] ?| to | through | thru | until | till )"
_TO_AND = r"(?: ?[-–—/] ?| to | through | until | and )"
_STEPS: dict[str, tuple[type[Last] | type[This] | type[Next], int]] = {
    "last": (Last, 1),
    "this": (This, 0),
    "next": (Next, 1),
}
_LEAP_YEAR = 2000
_MONTHS = 12
_PERSON = re.compile(r" [A-Z][a-z]+")
_MONTH_BEFORE = re.compile(rf"\b(?:{en.lexicon.alternation('month')}){_TO_AND.replace(' ', '[ ]')}$", re.IGNORECASE)
_PAIR_BEFORE = re.compile(
    r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?:/(?:\d{4}|\d\d))?(?: ?[-–—] ?| to | through | thru | until | till )$",
    re.IGNORECASE,
)


def _of(which: str, unit: Unit, *, earlier: int = 0) -> Last | This | Next:
    """This, last or next week or year, or the one ``earlier`` before it."""
    kind, n = _STEPS[which.lower()]
    n = (n if kind is Next else -n) - earlier
    return This(of=unit) if n == 0 else Next(of=unit, n=n) if n > 0 else Last(of=unit, n=-n)


@en.rule(
    "<month>–<month> last year",
    r"{month}(?=" + _TO_AND + r"{month2} (?:of )?(?P<which>last|this|next) year)",
    first=True,
    examples={"between [March] and May last year": "2012-03"},
)
def month_that_year(m: Match) -> Within | None:
    if m.unsure("month"):
        return None
    whole = _of(m.text("which"), Unit.YEAR, earlier=m["month"] > m["month2"])
    return Within(of=Named(unit=Unit.MONTH, month=m["month"]), whole=whole)


@en.rule(
    "<month>–<month>",
    r"{month}(?=" + _TO_AND + r"{month2}\b(?P<rest>.{0,16}))",
    first=True,
    examples={"for [Dec]-Feb 2012": "2011-12", "in [Jan]-Mar 2012": "2012-01"},
)
def month_to_month(m: Match) -> Named | None:
    capital = m.text("month")[:1].isupper() and m.text("month2")[:1].isupper()
    return Named(unit=Unit.MONTH, month=m["month"]) if capital and not _PERSON.match(m.text("rest")) else None


@en.rule("–<month>", r"{month}(?! \d)", first=True, examples={"in Oct–[Dec]": "2012-12"})
def to_month(m: Match) -> Named | None:
    behind = _MONTH_BEFORE.search(m.before(24))
    capital = m.text("month")[:1].isupper() and not _PERSON.match(m.after())  # "Theresa May and June Brown"
    return Named(unit=Unit.MONTH, month=m["month"]) if behind and capital else None


@en.rule(
    "<weekday>–<weekday> last week",
    r"{weekday}(?=" + _TO_AND + r"{weekday2} (?:of )?(?P<which>last|this|next) week)",
    first=True,
    examples={"from [Monday] to Wednesday last week": "2013-02-04"},
)
def weekday_that_week(m: Match) -> Nth | None:
    if m.unsure("weekday"):
        return None
    whole = _of(m.text("which"), Unit.WEEK, earlier=m["weekday"] > m["weekday2"])
    return Nth(n=1, of=Named(unit=Unit.DAY, weekday=m["weekday"]), within=whole)


def _pair(one: str, two: str, year: int | None) -> Named | None:
    """Two numbers as a day of a month, the month first where both orders are possible."""
    orders = ((int(one), int(two)), (int(two), int(one)))
    days = [Named(unit=Unit.DAY, month=month, day=day, year=year or _LEAP_YEAR) for month, day in orders]
    fit = [Named(unit=Unit.DAY, month=d.month, day=d.day, year=year) for d in days if is_possible(d)]
    if not fit:
        return None
    first, *others = fit
    other = others[0] if others and one != two else None
    return Named(unit=Unit.DAY, month=first.month, day=first.day, year=year, other=other)


def _full(year: str) -> int | None:
    return None if not year else int(year) if len(year) > 2 else 2000 + int(year)


@en.rule(
    "<n>/<n>–<n>/<n>/<year>",
    r"(?<![\d/.])(?P<one>\d{1,2})/(?P<two>\d{1,2})(?="
    + _TO
    + r"(?P<three>\d{1,2})/(?P<four>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?(?![\d/]))",
    first=True,
    examples={"[10/1]-11/2/2012": "2012-10-01", "[10/1] - 11/7": "2012-10-01", "[15/8]–31/8/2012": "2012-08-15"},
)
def pair_to_pair(m: Match) -> Named | None:
    year = _full(m.text("year"))
    first, last = _pair(m.text("one"), m.text("two"), year), _pair(m.text("three"), m.text("four"), year)
    if first is None or last is None:
        return None
    if first.other is not None and last.other is None and last.month == int(m.text("four")):  # the end decides
        first = first.other
    if year and (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0):
        first = Named(unit=Unit.DAY, month=first.month, day=first.day, year=year - 1)
    return first


@en.rule(
    "–<n>/<n>",
    r"(?P<one>\d{1,2})/(?P<two>\d{1,2})(?![\d/])",
    first=True,
    examples={"open 10/1 - [11/7]": "2012-11-07", "28/12/2011 to [3/1]": "2012-01-03"},
)
def to_pair(m: Match) -> Named | None:
    behind = _PAIR_BEFORE.search(m.before(26))
    if behind is None or _pair(behind[1], behind[2], None) is None:
        return None
    one, two = m.text("one"), m.text("two")
    if int(behind[1]) > _MONTHS:
        one, two = two, one
    end = _pair(one, two, None)
    return end and replace(end, other=None) if _MONTHS < max(int(behind[1]), int(behind[2])) else end


@en.rule(
    "<dd>.<mm>.–<dd>.<mm>.<year>",
    r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month_number>\d{1,2})\.?"
    r"(?=(?: ?[-–—] ?| to | until | till )\d{1,2}\.(?P<end>\d{1,2})\.(?P<year>\d{4}))",
    examples={"from [1.10.] to 11.11.2012": "2012-10-01", "[1.10.]–11.11.2012": "2012-10-01"},
)
def dotted_start(m: Match) -> Named | None:
    month, end = int(m.text("month_number")), int(m.text("end"))
    start = Named(unit=Unit.DAY, day=int(m.text("day")), month=month, year=int(m.text("year")) - (month > end))
    return start if 1 <= month <= 12 and is_possible(start) else None
