"""Clock times and parts of the day: ``10 p.m. Wednesday``, ``14:30 GMT``, ``noon``, ``last night``."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_service.calendar.expressions import Amount, Base, Clock, Expression, Last, Next, PartOfDay, Shift, This
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

SPECIFIC = ("the ", "early ", "late ", "that ", "later ", "earlier ")
AMPM = r"(?P<half>a\.m\.?|p\.m\.?|am|pm)"
ZONE = (  # its letters, an offset, or both, and then the offset holds: "15:00 MSK (UTC+03:00)", "14:30 GMT+3"
    r"(?: {zone}| \({zone2}\))?(?:(?: \((?:UTC|GMT) ?|(?<=UTC)|(?<=GMT)| (?:UTC|GMT) ?)"
    r"(?P<sign>[+\u2212-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?\)?)?"
)
FIRST_HOUR = {"MO": 0, "DT": 7, "MI": 10, "AF": 12, "EV": 15, "NI": 18}  # of the twelve that a part of the day can name
_EASTMOST = 14  # hours from UTC
SMALL_HOURS = 6  # before it, an hour of a night belongs to the day that follows


def zone_of(m: Match) -> str | None:
    """The zone that ZONE matched."""
    if m.has("hours") and int(m.text("hours")) <= _EASTMOST:
        minutes = int(m.text("hours")) * 60 + int(m.text("minutes") or 0)
        return str(minutes if m.text("sign") == "+" else -minutes)
    return str(m["zone"] or m["zone2"]) if m.has("zone") or m.has("zone2") else None


def _hour(m: Match) -> int:
    hour, half = int(m.text("hour")), m.text("half").lower()
    return hour % 12 + 12 if half.startswith("p") else hour % 12 if half else hour


def _on_a_dial(m: Match) -> Clock | None:
    """The clock time of an hour of a dial, in digits or words; None for a number that no dial has."""
    hour = m["number"] if m.has("number") else int(m.text("hour"))
    on_it = hour is not None and 1 <= hour <= 12 and hour % 1 == 0
    return Clock(hour=int(hour), of_twelve=True) if on_it else None


def in_part(clock: Clock, code: str, day: Expression | None) -> Clock:
    """The clock time in a part of a day: which half of the day it is in, and which hours of a night are of the next."""
    hour, first = clock.hour, FIRST_HOUR[code]
    if clock.of_twelve:
        hour = first + (hour - first) % 12
    elif code == "NI" and hour < SMALL_HOURS:
        hour += 24
    if hour > 24 or (hour == 24 and clock.minute):
        hour -= 24
        day = day and Shift(amounts=(Amount(1, Unit.DAY),), sign=1, of=day)
    return replace(clock, hour=hour, of=day, of_twelve=False)


@en.rule(
    "<hour>:<minute> <am/pm>",
    r"(?P<hour>1[0-2]|0?[1-9])(?:(?:[:.]|[:.] (?=\d\d ?[ap]m))(?P<minute>[0-5]\d))?(?: ?|-)" + AMPM + ZONE,
    examples={
        "7:15 p.m.": "2013-02-12T19:15",
        "10 p.m.": "2013-02-12T22:00",
        "11am GMT": "2013-02-12T11:00Z",
        "6. 30am": "2013-02-12T06:30",
    },
)
def twelve_hour(m: Match) -> Clock:
    minute = int(m.text("minute")) if m.has("minute") else None
    return Clock(hour=_hour(m), minute=minute, zone=zone_of(m))


_AND = r"(?:, and |, |; | and | or | to | until | till | through | ?[-–—] ?)"
_DIGITS = r"(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?"


@en.rule(
    "<hour> and <hour> <am/pm>",
    r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?"
    rf"(?={_AND}(?:{_DIGITS}{_AND}){{0,3}}(?P<last>1[0-2]|0?[1-9])(?:[:.](?P<last_minute>[0-5]\d))?(?: ?|-){AMPM})",
    examples={
        "between [5] and 7 p.m.": "2013-02-12T17:00",
        "at [9], 10 and 11 a.m.": "2013-02-12T09:00",
        "[9]–5 p.m.": "2013-02-12T09:00",
    },
)
def hour_of_list(m: Match) -> Clock | None:
    """An hour takes the half of the day from the end of its list, or the other half where it would come after it."""
    if m.before(1) in ("$", "£", "€", ".", ":", "/"):
        return None
    minute = int(m.text("minute")) if m.has("minute") else None
    hour, last = int(m.text("hour")) % 12, int(m.text("last")) % 12
    late = m.text("half").lower().startswith("p")
    after = (hour, minute or 0) > (last, int(m.text("last_minute") or 0))
    return Clock(hour=hour + 12 * (late != after), minute=minute)


@en.rule(
    "<hour>:<minute>",
    r"(?<!\d:)(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?: ?hrs?\b)?(?!:?\d)" + ZONE,
    examples={"14:30": "2013-02-12T14:30", "16:08 UTC": "2013-02-12T16:08Z"},
)
def twenty_four_hour(m: Match) -> Clock | None:
    before = m.before(14).lower().split()[-1:]
    if before and (before[0] in m.lexicon["numbered"] or (before[0] == "in" and m.has("second"))):
        return None  # "finished in 2:27:08"
    hour = int(m.text("hour"))
    return Clock(hour=hour, minute=int(m.text("minute")), zone=zone_of(m), of_twelve=1 <= hour <= 12)


@en.rule(
    "<hour> in the <part>",
    r"(?P<hour>1[0-2]|[1-9]|{number}) (?:o'clock |o’clock )?(?:in the|at) {part}",
    examples={
        "4 in the morning": "2013-02-12T04:00",
        "nine o'clock at night": "2013-02-12T21:00",
        "two at night": "2013-02-12T02:00",
    },
)
def hour_in_part(m: Match) -> Clock | None:
    clock = _on_a_dial(m)
    return clock and in_part(clock, m["part"], None)


@en.rule(
    "half past <hour>",
    r"(?:(?P<half_hour>half)|(?:a )?quarter) (?P<side>past|to) "
    r"(?:(?P<hour>1[0-2]|[1-9])\b(?!:)|(?P<word>midnight|noon|midday)|{number})",
    examples={
        "half past three": "2013-02-12T03:30",
        "a quarter to five": "2013-02-12T04:45",
        "a quarter to one": "2013-02-12T12:45",
        "half past midnight": "2013-02-12T00:30",
        "a quarter to noon": "2013-02-12T11:45",
    },
)
def half_past(m: Match) -> Clock | None:
    if m.has("word"):
        to, half = m.text("side").lower() == "to", m.has("half_hour")
        hour = (24 if to else 0) if m.text("word").lower() == "midnight" else 12
        return Clock(hour=hour - to, minute=45 if to else 30 if half else 15)
    clock, to = _on_a_dial(m), m.text("side").lower() == "to"
    if clock is None or (to and m.has("half_hour")):
        return None
    return replace(clock, hour=(clock.hour - to) or 12, minute=45 if to else 30 if m.has("half_hour") else 15)


@en.rule(
    "<n> minutes to midnight",
    r"{number} (?:minutes? )?(?P<side>past|to|after|before) (?P<word>midnight|noon|midday)",
    examples={"five to midnight": "2013-02-12T23:55", "20 minutes past noon": "2013-02-12T12:20"},
)
def beside_noon(m: Match) -> Clock | None:
    minutes, noon = m["number"], m.text("word").lower() != "midnight"
    if minutes is None or minutes % 1 or not 0 < minutes < 60:
        return None
    to = m.text("side").lower() in ("to", "before")
    return Clock(hour=(11 if to else 12) if noon else (23 if to else 0), minute=int(60 - minutes if to else minutes))


@en.rule(
    "<hour> o'clock",
    r"(?:(?P<hour>1[0-2]|[1-9])|{number}) ?o['’]clock",
    examples={"8 o'clock": "2013-02-12T08:00", "ten o'clock": "2013-02-12T10:00"},
)
def oclock(m: Match) -> Clock | None:
    return _on_a_dial(m)


@en.rule(
    "<hhmm> <zone>",
    r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?:{zone}|hrs|hours)",
    examples={"0735 GMT": "2013-02-12T07:35Z", "1430 hours": "2013-02-12T14:30"},
)
def military(m: Match) -> Clock | None:
    before = m.before(20).lower().replace(",", " ").split()[-2:]
    dated = any(word.rstrip(".") in m.lexicon["month"] for word in before) and any(w[0].isdigit() for w in before)
    if dated and m.text("hour") in ("19", "20"):
        return None  # "on May 31, 2009 local time"
    return Clock(hour=int(m.text("hour")), minute=int(m.text("minute")), zone=zone_of(m))


_ONWARDS = re.compile(r" (?:to|until|till|through|and) ", re.IGNORECASE)
_FROM = ("from ", "between ")


@en.rule(
    "noon",
    r"(?P<word>noon|midday|midnight)" + ZONE,
    examples={"noon": "2013-02-12T12:00", "midnight": "2013-02-12T24:00"},
)
def noon(m: Match) -> Clock | None:
    if m.before(6).lower().endswith(("high ", "of ")) or _ATTRIBUTE.match(m.after()):
        return None
    if m.text("word").lower() == "midnight" and _ONWARDS.match(m.after()) and m.before(8).lower().endswith(_FROM):
        return Clock(hour=0)
    return Clock(hour=24 if m.text("word").lower() == "midnight" else 12, zone=zone_of(m))


@en.rule("last night", r"last (?P<word>night|evening)", examples={"last night": "2013-02-11TNI"})
def last_night(m: Match) -> PartOfDay:
    return PartOfDay(code=m.lexicon.value("part", m.text("word")), of=Last(of=Unit.DAY))


@en.rule("tonight", r"tonight", examples={"tonight": "2013-02-12TNI"})
def tonight(m: Match) -> PartOfDay:
    return PartOfDay(code="NI", of=This(of=Unit.DAY))


@en.rule("this <part>", r"this {part}", examples={"this morning": "2013-02-12TMO", "this evening": "2013-02-12TEV"})
def this_part(m: Match) -> PartOfDay:
    return PartOfDay(code=m["part"], of=This(of=Unit.DAY))


@en.rule("that <part>", r"(?:that|the same) {part}", examples={"that night": "2013-02-12TNI"})
def that_part(m: Match) -> PartOfDay:
    return PartOfDay(code=m["part"], of=This(of=Unit.DAY, base=Base.NARRATED))


@en.rule(
    "the next <part>",
    r"(?:the )?(?P<side>next|following|previous|preceding) {part}",
    examples={"the next morning": "2013-02-13TMO", "the previous night": "2013-02-11TNI"},
)
def next_part(m: Match) -> PartOfDay:
    side = Next if m.text("side").lower() in ("next", "following") else Last
    return PartOfDay(code=m["part"], of=side(of=Unit.DAY, base=Base.NARRATED))


@en.rule(
    "the early hours",
    r"the (?:early|small|wee) (?:{part} )?hours",
    examples={"the early hours of Monday": "2013-02-11TMO"},
)
def early_hours(m: Match) -> PartOfDay:
    return PartOfDay(code="MO")


_ATTRIBUTE = re.compile(
    r" (?:side|sky|skies|shift|train|bus|club|market|school|watch|life|vision|temperature|sun|heat|snack|nap)"
    r"(?:s|es)?\b"
)


@en.rule(
    "<part>",
    r"(?P<mid>mid(?: |-))?{part}",
    article=True,
    examples={"the morning": "2013-02-12TMO", "overnight": "2013-02-12TNI"},
)
def part(m: Match) -> PartOfDay | None:
    if m.before(5).lower().endswith(("good ", "/")) or re.search(r"\d an?\s$", m.before()):
        return None
    if _ATTRIBUTE.match(m.after()):
        return None
    before, trading = m.before(8).lower(), m.after(8).lower().startswith((" trading", " trade"))  # "in morning trading"
    specific = trading or m.has("mid") or m.text("part").lower() == "overnight" or before.endswith(SPECIFIC)
    return PartOfDay(
        code=m["part"], base=Base.SETTING if specific else Base.EVENT
    )  # "at night" is no night in particular
