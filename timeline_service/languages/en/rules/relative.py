"""Dates counted from the time of speaking: ``yesterday``, ``last week``, ``two weeks ago``, ``next May``."""

from __future__ import annotations

import re

from timeline_service.calendar.expressions import Amount, Base, Expression, Last, Named, Next, Shift, This, Vague
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

UNIT = r"{calendar_unit}"


@en.rule("<weekday>", r"{weekday}", examples={"Monday": "2013-02-11", "on [Tuesday]": "2013-02-12"})
def weekday(m: Match) -> Named | None:
    word = m.text("weekday")
    if not word[:1].isupper() or word.lower() in m.lexicon.ambiguous:
        return None
    return Named(unit=Unit.DAY, weekday=m["weekday"])


@en.rule("today", r"today", examples={"today": "2013-02-12"})
def today(m: Match) -> This:
    return This(of=Unit.DAY)


@en.rule("yesterday", r"yesterday", examples={"yesterday": "2013-02-11"})
def yesterday(m: Match) -> Last:
    return Last(of=Unit.DAY)


@en.rule("tomorrow", r"tomorrow", examples={"tomorrow": "2013-02-13"})
def tomorrow(m: Match) -> Next:
    return Next(of=Unit.DAY)


@en.rule("the day before yesterday", r"the day before yesterday", examples={"the day before yesterday": "2013-02-10"})
def before_yesterday(m: Match) -> Last:
    return Last(of=Unit.DAY, n=2)


@en.rule("the day after tomorrow", r"the day after tomorrow", examples={"the day after tomorrow": "2013-02-14"})
def after_tomorrow(m: Match) -> Next:
    return Next(of=Unit.DAY, n=2)


@en.rule(
    "this <unit>",
    r"(?:this|the current) (?:very )?" + UNIT,
    examples={"this week": "2013-W07", "this year": "2013", "this month": "2013-02"},
)
def this_unit(m: Match) -> Expression | None:
    if m.text("calendar_unit").istitle():
        return None  # a programme, a newspaper: "This Week"
    return This(of=Unit[m["calendar_unit"]], base=Base.SETTING)


@en.rule(
    "last <unit>",
    r"(?:last|this past) (?!(?:day|hour|minute)\b)" + UNIT,
    examples={"last week": "2013-W06", "last year": "2012", "last month": "2013-01"},
)
def last_unit(m: Match) -> Last:
    return Last(of=Unit[m["calendar_unit"]])


@en.rule(
    "the last decade",
    r"the (?:last|previous) (?P<of>decade|century)",
    examples={"the last decade": "200", "the last century": "19"},
)
def last_decade(m: Match) -> Last:
    return Last(of=Unit[m.text("of").upper()])


@en.rule(
    "next <unit>",
    r"(?:next|this coming|the coming) " + UNIT,
    examples={"next week": "2013-W08", "next year": "2014", "the coming month": "2013-03"},
)
def next_unit(m: Match) -> Next:
    return Next(of=Unit[m["calendar_unit"]])


@en.rule(
    "<n> <unit> ago",
    r"(?:{number} )?(?:more )?{unit}(?: or so)? (?:ago|back\b(?= in))",
    article=True,
    examples={
        "two weeks ago": "2013-W05",
        "a year ago": "2012",
        "10 days ago": "2013-02-02",
        "several years ago": "PAST_REF",
    },
)
def ago(m: Match) -> Shift | None:
    if not m.has("number") and not m.text("unit").lower().endswith("s"):
        return None
    return Shift(amounts=amounts_of(m), sign=-1)


@en.rule(
    "<n> <unit> from now",
    r"{number} {unit} (?:from now|hence)",
    examples={"three weeks from now": "2013-W10"},
)
def from_now(m: Match) -> Shift:
    return Shift(amounts=amounts_of(m), sign=1)


def amounts_of(m: Match) -> tuple[Amount, ...]:
    """ "<n> <unit>"; a plural without a number is vague."""
    return m.amounts if m.has("number") else (m.amount(None),)


@en.rule(
    "last <named>",
    r"(?:last|this past|(?:the )?previous) (?:{weekday}|{month}|{season})",
    examples={"last Friday": "2013-02-08", "last May": "2012-05", "last fall": "2012-FA", "last summer": "2012-SU"},
)
def last_named(m: Match) -> Last | None:
    return (
        None if is_plain(m) else Last(of=named(m), base=Base.NARRATED if "prev" in m.match[0].lower() else Base.SPEECH)
    )


@en.rule(
    "next <named>",
    r"(?:next|this coming|the (?:following|next)) (?:{weekday}|{month}|{season})",
    examples={"next Friday": "2013-02-15", "next May": "2013-05", "next fall": "2013-FA"},
)
def next_named(m: Match) -> Next | None:
    return (
        None
        if is_plain(m)
        else Next(of=named(m), base=Base.NARRATED if m.match[0].lower().startswith("the") else Base.SPEECH)
    )


@en.rule(
    "this <named>",
    r"this (?:{weekday}|{month}|{season})",
    examples={"this Friday": "2013-02-15", "this September": "2013-09", "this summer": "2013-SU"},
)
def this_named(m: Match) -> This | None:
    return None if is_plain(m) else This(of=named(m))


_GOES_ON = (
    r"(?=\s*(?:[,.;:)—–]|$|\n)| (?:and|but|when|as|after|before|with|for|in|at|by|to|while|until|because|although)\b)"
)
_SAYING = re.compile(r"\b(?:sa(?:id|ys?|ying)|announced?|reported|added|claimed|warned|found|told|hope[ds]?|so|such) $")


@en.rule(
    "that <named>",
    r"that (?:{weekday}|{month}|{season})" + _GOES_ON,
    examples={"that Friday": "2013-02-15", "that November": "2013-11", "that spring": "2013-SP"},
)
def that_named(m: Match) -> This | None:
    """Of the week or the year that is told about; "said that Monday ..." only opens a clause."""
    if is_plain(m) or _SAYING.search(m.before()):
        return None
    return This(of=named(m), base=Base.NARRATED)


@en.rule(
    "last <month> <day>",
    r"(?P<which>last|this|next) {month} (?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    examples={"last Oct. 23": "2012-10-23", "next March 1": "2013-03-01"},
)
def last_month_day(m: Match) -> Last | Next | This:
    kind: type[Last] | type[Next] | type[This] = {"last": Last, "next": Next}.get(m.text("which").lower(), This)  # type: ignore[assignment]
    return kind(of=Named(unit=Unit.DAY, month=m["month"], day=int(m.text("day"))))


def is_plain(m: Match) -> bool:
    """Whether the name is a common noun here: "this march", "last fall of"."""
    return m.unsure("month") or m.unsure("weekday")


def named(m: Match) -> Named:
    """A weekday, month or season as a named date."""
    if m.has("weekday"):
        return Named(unit=Unit.DAY, weekday=m["weekday"])
    if m.has("month"):
        return Named(unit=Unit.MONTH, month=m["month"])
    return Named(unit=Unit.SEASON, season=m["season"])


@en.rule("<vague>", r"{ref}", examples={"now": "PRESENT_REF", "recently": "PAST_REF", "the future": "FUTURE_REF"})
def vague(m: Match) -> Vague | None:
    if m.before(4).lower().split()[-1:] == ["as"] and m.after(4).lower() == " as ":
        return None  # "as recently as July"
    return Vague(m["ref"])


@en.rule("those days", r"those days(?! (?:when|that|of)\b)", examples={"in [those days]": "PAST_REF"})
def those_days(m: Match) -> Vague:
    return Vague("PAST_REF")


@en.rule(
    "recent <units>",
    r"(?:recent|past|future|coming) (?P<plural>days|weeks|months|years|quarters|decades)"
    r"(?: and (?:weeks|months|years))?",
    examples={"recent years": "PAST_REF", "coming months": "FUTURE_REF"},
)
def recent_units(m: Match) -> Vague:
    return Vague("PAST_REF" if m.match[0].lower().startswith(("recent", "past")) else "FUTURE_REF")
