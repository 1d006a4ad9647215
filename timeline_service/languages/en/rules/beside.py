"""A day by its place in a month or beside another day: ``the 1st of next month``, ``the Friday before Christmas``."""

from __future__ import annotations

from dataclasses import replace

from timeline_service.calendar.expressions import (
    Amount,
    Base,
    Every,
    Expression,
    Last,
    Named,
    Next,
    Nth,
    Shift,
    This,
    Window,
)
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en
from timeline_service.languages.en.rules.joins import is_day
from timeline_service.languages.en.rules.periods import NTH, nth
from timeline_service.languages.en.rules.relative import is_plain

_DAY = (Amount(1, Unit.DAY),)
_MONTHS: dict[str, Expression] = {
    "next": Next(of=Unit.MONTH),
    "last": Last(of=Unit.MONTH),
    "this": This(of=Unit.MONTH),
    "the": This(of=Unit.MONTH, base=Base.SETTING),
    "that": This(of=Unit.MONTH, base=Base.NARRATED),
    "the same": This(of=Unit.MONTH, base=Base.NARRATED),
    "the next": Next(of=Unit.MONTH, base=Base.NARRATED),
    "the following": Next(of=Unit.MONTH, base=Base.NARRATED),
    "the previous": Last(of=Unit.MONTH, base=Base.NARRATED),
}


@en.rule(
    "the <nth> of next month",
    r"(?:the )?"
    + NTH
    + r" of (?P<which>next|last|this|that|the(?: same| next| following| previous)?|each|every) month",
    examples={
        "the 1st of next month": "2013-03-01",
        "the 15th of last month": "2013-01-15",
        "the third of this month": "2013-02-03",
        "the first of every month": "P1M",
    },
)
def day_of_month(m: Match) -> Nth | Every | None:
    which = " ".join(m.text("which").lower().split())
    if which in ("each", "every"):
        return Every(of=Unit.MONTH, quant=which.upper())
    return Nth(n=nth(m), of=Unit.DAY, within=_MONTHS[which]) if nth(m) > 0 else None


@en.rule(
    "the <weekday> before an event",
    r"(?:the )?(?:"
    + NTH
    + r" )?{weekday}(?= (?P<side>before|after|following|preceding) (?!last\b|next\b|that\b|noon\b|midnight\b)\w)",
    examples={"[the Monday] before the vote": "XXXX-WXX-1", "the Tuesday after Easter 2012": "2012-04-10"},
)
def weekday_beside(m: Match) -> Nth | None:
    if not m.match[0][:4].lower() == "the " or is_plain(m) or not m.text("weekday")[:1].isupper():
        return None
    n = (nth(m) if m.has("nth") or m.has("ordinal") else 1) * (
        1 if m.text("side").lower() in ("after", "following") else -1
    )
    of = Named(unit=Unit.DAY, weekday=m["weekday"])
    return Nth(n=n, of=of, within=This(of=Unit.DAY, base=Base.EVENT))


@en.join(
    "<weekday> before <day>",
    Nth,
    r" (?:before|after|following|preceding) ",
    (Named, This, Last, Next, Shift, Nth),
    examples={"the Friday before Christmas 2012": "2012-12-21"},
)
def weekday_beside_day(weekday: Nth, day: Expression) -> Nth | None:
    beside = weekday.within == This(of=Unit.DAY, base=Base.EVENT) and isinstance(weekday.of, Named)
    if not beside or not is_day(day):
        return None
    sign = 1 if weekday.n > 0 else -1
    week = (Amount(7 * abs(weekday.n), Unit.DAY),)
    return replace(weekday, within=Window(amounts=week, sign=sign, of=Shift(amounts=_DAY, sign=sign, of=day)))
