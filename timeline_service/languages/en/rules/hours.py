"""Clock times in words and other notations: ``ten past two``, ``two thirty in the morning``, ``14h30``, ``24:00``."""

from __future__ import annotations

from dataclasses import replace

from timeline_service.calendar.expressions import Clock
from timeline_service.languages.base import Match
from timeline_service.languages.en import en
from timeline_service.languages.en.rules.clock import AMPM, ZONE, in_part, zone_of

_LEADS = ("at", "by", "until", "till", "since", "around", "about", "nearly", "just", "exactly")
_DIAL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MINUTES = "fifteen|twenty-five|twenty|thirty-five|thirty|forty-five|forty|fifty-five|fifty|ten"
_PARTS = (5, 10, 15, 20, 25)


def _number(m: Match, word: str) -> int:
    return int(m.lexicon.numbers.value(word) or 0)


@en.rule(
    "<n> past <hour>",
    r"{number}(?P<said> minutes?)? (?P<side>past|to|after|before) (?:(?P<hour>1[0-2]|[1-9])\b(?![:.]\d)|(?P<word>"
    + _DIAL
    + r"))"
    r"(?! (?:years|months|weeks|days|hours|minutes|people|per)\b|-)",
    first=True,
    examples={
        "at [ten past two]": "2013-02-12T02:10",
        "at [twenty to seven]": "2013-02-12T06:40",
        "five minutes to one": "2013-02-12T12:55",
    },
)
def past_hour(m: Match) -> Clock | None:
    minutes, side = m["number"], m.text("side").lower()
    if minutes is None or minutes % 1 or not 0 < minutes < 60 or (not m.has("said") and minutes not in _PARTS):
        return None
    led = (m.before(10).lower().split() or [""])[-1] in _LEADS
    if not m.has("said") and (
        side in ("after", "before") or (not led and (side == "to" or m.before(6).lower().endswith("was ")))
    ):
        return None
    hour = int(m.text("hour")) if m.has("hour") else _number(m, m.text("word"))
    to = side in ("to", "before")
    return Clock(hour=(hour - to) or 12, minute=int(60 - minutes if to else minutes), of_twelve=True)


@en.rule(
    "<hour> <minutes> in words",
    r"(?P<word>"
    + _DIAL
    + r")(?: |-)(?P<past>"
    + _MINUTES
    + r")(?: "
    + AMPM
    + r"| (?:in the|at) {part}|(?P<day>(?= on| {weekday}|[,.])))",
    examples={"two thirty in the morning": "2013-02-12T02:30", "seven forty-five p.m.": "2013-02-12T19:45"},
)
def spoken(m: Match) -> Clock | None:
    clock = Clock(hour=_number(m, m.text("word")), minute=_number(m, m.text("past")), of_twelve=True)
    if m.has("half"):
        late = m.text("half").lower().startswith("p")
        return replace(clock, hour=clock.hour % 12 + 12 * late, of_twelve=False)
    if m.has("part"):
        return in_part(clock, m["part"], None)
    return clock if m.before(4).lower().endswith("at ") else None


@en.rule(
    "<hour>h<minute>",
    r"(?P<hour>[01]?\d|2[0-3])h(?P<minute>[0-5]\d)" + ZONE,
    examples={"14h30": "2013-02-12T14:30", "9h05 GMT": "2013-02-12T09:05Z"},
)
def with_h(m: Match) -> Clock:
    return Clock(hour=int(m.text("hour")), minute=int(m.text("minute")), zone=zone_of(m))


@en.rule(
    "<hour>.<minute>",
    r"(?P<hour>[01]\d|2[0-3])\.(?P<minute>[0-5]\d)"
    r"(?= (?:on\b|today|yesterday|tomorrow|{weekday}|local\b|hours\b|hrs\b|GMT|UTC|CET|BST))",
    examples={"at [14.30 on Monday]": "2013-02-11T14:30"},
)
def with_dot(m: Match) -> Clock | None:
    led = (m.before(10).lower().split() or [""])[-1] in _LEADS
    return Clock(hour=int(m.text("hour")), minute=int(m.text("minute"))) if led else None


@en.rule(
    "24:00",
    r"(?:24[:.]00(?: ?(?:hrs|hours|h)\b)?|2400(?=(?: {zone3}| ?hrs\b| hours\b)))" + ZONE + r"(?: ?(?:hrs|hours)\b)?",
    examples={"at [24:00]": "2013-02-12T24:00", "2400 GMT": "2013-02-12T24:00Z"},
)
def end_of_day(m: Match) -> Clock:
    return Clock(hour=24, minute=0, zone=zone_of(m))


@en.rule(
    "<hour> to <hour> in the <part>",
    r"(?:(?P<hour>1[0-2]|[1-9])|(?P<word>"
    + _DIAL
    + r"))(?=(?: to | and | until |-|–)(?:(?P<hour2>1[0-2]|[1-9])|(?P<word2>"
    + _DIAL
    + r")) "
    r"(?:o['’]clock )?(?:in the|at) {part})",
    examples={"from [two] to four in the afternoon": "2013-02-12T14:00"},
)
def hour_to_hour(m: Match) -> Clock | None:
    if m.before(1) == "-":
        return None
    hour = int(m.text("hour")) if m.has("hour") else _number(m, m.text("word"))
    return in_part(Clock(hour=hour, of_twelve=True), m["part"], None)
