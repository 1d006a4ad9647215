"""Lengths of time: ``three days``, ``two-year``, ``the first nine months``, ``a while``."""

from __future__ import annotations

import re

from timeline_service.calendar.expressions import Amount, Base, Duration, Shift, Vague, Window
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

MONEY = re.compile(
    r"(?:[$£€¥#]\S{1,12}|\d%?|\b(?:percent|million|billion|cents|dollars|euros|pounds|rupees|yen|times|once|twice))\s$"
)
ADJECTIVE = r"(?:(?:{counted}|of the) )?"


MINUTES_OF = re.compile(r"[Mm]inutes (?:of (?:the|its|[A-Z])|show)")  # what was written down
PLURAL = re.compile(
    r"\b(?!(?:as|is|was|has|less|lasts|takes|spends|plus|does|this|its|thus|perhaps|years|"
    r"comes|follows|arrives|happens|ends|begins|opens|closes)\b)[a-z]{2,}s\s$"
)


def is_rate(m: Match) -> bool:
    """Whether "a week" says how much in each week: "$5 a week", "three times a day", "four flights a week"."""
    return m.text("number").lower() in ("a", "an") and bool(MONEY.search(m.before()) or PLURAL.search(m.before()))


def is_share(m: Match) -> bool:
    """Whether "a second", "a quarter", "a minute amount" count, divide or describe something else than time."""
    unit = m.text("unit").lower()
    if unit == "minute" and m.after(10).lower().startswith((" amount", " detail", " fraction", " quantit", " trace")):
        return True
    return (unit in ("second", "quarter", "season") and m["number"] == 1) or (
        unit == "quarters" and m.text("number").lower() == "three"
    )


@en.rule("one day", r"(?:one|some) day", examples={"he will [one day] return": "FUTURE_REF"})
def one_day(m: Match) -> Vague | None:
    return (
        Vague("FUTURE_REF")
        if m.before(8).lower().endswith((" will ", " would ", " could ", " might ", " may "))
        else None
    )


@en.rule(
    "<n> <unit> before an event",
    r"{number} (?:full )?{unit}(?= (?P<side>after|before|following|ahead of|prior to)\b)",
    article=True,
    examples={
        "[two days] after the vote": "P2D",
        "[a week] before the trial": "P1W",
        "the verdict comes [a day] after the appeal": "P1D",
    },
)
def from_event(m: Match) -> Shift | None:
    if is_rate(m) or is_share(m):
        return None
    return Shift(amounts=m.amounts, sign=1 if m.text("side").lower() in ("after", "following") else -1, base=Base.EVENT)


@en.rule(
    "<n> <unit>",
    r"{number} " + ADJECTIVE + r"{unit}(?! old\b|-)",
    article=True,
    examples={
        "three days": "P3D",
        "two and a half years": "P2Y6M",
        "a few minutes": "PTXM",
        "2 1/2 years": "P2Y6M",
        "five straight weeks": "P5W",
        "twenty-four hours": "PT24H",
        "two hundred years": "P200Y",
    },
)
def number_unit(m: Match) -> Duration | None:
    number, unit = m["number"], m.text("unit")
    if m.before(1) in ("-", "–", "/") and m.text("number").isdigit():
        return None  # half of something else: "the 2024-25 season"
    if (m.text("number").isdigit() and unit == "Minutes") or (m["counted"] == 2 and number == 1):
        return None  # a programme: "60 Minutes"; a judgement: "a difficult day"
    if (
        unit == "day"
        and number == 1
        and m.after(10).lower().startswith((" of rest", " of prayer", " off", " of mourning", " of fast"))
    ):
        return None  # what kind of day it is
    names = number is not None and number > 999 and not unit.endswith("s")  # "the 2010 season"
    return None if is_rate(m) or is_share(m) or names else Duration(amounts=m.amounts)


@en.rule(
    "<n> <unit> and a half",
    r"(?P<one>a|an|one) {unit} and a half",
    examples={"a minute and a half": "PT1M30S", "a year and a half": "P1Y6M"},
)
def and_a_half(m: Match) -> Duration:
    return Duration(amounts=(m.amount(1.5),))


@en.rule(
    "a quarter of a <unit>",
    r"(?P<share>a quarter|half|three(?:-| )quarters) of an? (?P<whole>hour|century|millennium)",
    examples={"a quarter of a century": "P25Y", "three quarters of an hour": "PT45M"},
)
def share_of(m: Match) -> Duration:
    quarters = {"a": 1, "half": 2}.get(m.text("share").lower().split()[0], 3)
    whole = Unit[m.lexicon.value("unit", m.text("whole"))]
    years = {Unit.CENTURY: 25, Unit.MILLENNIUM: 250}.get(whole)
    amount = Amount(quarters * years, Unit.YEAR) if years else Amount(quarters * 15, Unit.MINUTE)
    return Duration(amounts=(amount,))


@en.rule(
    "<n> or <n> <unit>",
    r"{number}(?: or | to |-){number2} (?:more )?{unit}",
    examples={"two or three days": "P2D", "12 to 18 months": "P12M"},
)
def either(m: Match) -> Duration | None:
    season = m["number"] is not None and m["number"] > 999  # "the 2024-25 season"
    return None if is_share(m) or is_rate(m) or season else Duration(amounts=m.amounts)


@en.rule(
    "a <unit> or two",
    r"(?P<one>a|an) {unit} or (?:two|so)(?! ago)",
    mod="APPROX",
    examples={"a year or two": "P1Y APPROX"},
)
def or_two(m: Match) -> Duration:
    return Duration(amounts=(m.amount(1),))


@en.rule(
    "<units> or <units>", r"{unit}(?: or | and ){unit2}", examples={"weeks or months": "PXW", "days and nights": "PXD"}
)
def units_or_units(m: Match) -> Duration | None:
    plural = m.text("unit").lower().endswith("s") and m.text("unit2").lower().endswith("s")
    return Duration(amounts=(m.amount(None),)) if plural else None


@en.rule(
    "<n>-<unit>",
    r"{number}(?:-|‑|–){unit}(?:-long|-plus)?(?!-olds?\b)(?! olds?\b)(?:(?: |-)(?P<noun>period|term|span|stretch))?",
    examples={"two-year": "P2Y", "30-day": "P30D", "a [three-year period]": "P3Y", "decade-long": "P10Y"},
)
def hyphenated(m: Match) -> Duration | None:
    return None if is_share(m) else Duration(amounts=m.amounts)


@en.rule("<unit>-long", r"{unit}(?:-| )long", examples={"months-long": "PXM", "day-long": "P1D"})
def unit_long(m: Match) -> Duration:
    return Duration(amounts=(Amount(None if m.text("unit").endswith("s") else 1, m.unit),))


_CLOCK_WORDS = (["half"], ["quarter"], ["minutes"], ["five"], ["ten"], ["twenty"], ["twenty-five"])


@en.rule(
    "the past <n> <unit>",
    r"(?:(?:the|these|this|their|its|his|her) )?"
    r"(?P<side>past|last|previous|preceding|next|coming|following|final|first|latest|remaining|opening|closing|"
    r"early|late) "
    r"(?:{number2} or )?{number} (?:{ordinal} )?(?:fiscal |trading |consecutive |straight )?{unit}",
    examples={
        "the past three months": "P3M",
        "the next two or three days": "P3D",
        "the next two weeks": "P2W",
        "the first nine months": "P9M",
        "last few years": "PXY",
    },
)
def window(m: Match) -> Window | Duration | None:
    side = m.text("side").lower()
    if side == "past" and m.match[0].lower().startswith("past") and m.before(12).lower().split()[-1:] in _CLOCK_WORDS:
        return None  # "half past ten last night"
    if side in ("past", "last", "previous", "preceding", "next", "coming", "following"):
        base = Base.NARRATED if side in ("following", "preceding") else Base.SPEECH
        return Window(amounts=m.amounts, sign=1 if side in ("next", "coming", "following") else -1, base=base)
    return Duration(amounts=m.amounts)


@en.rule(
    "the next <unit> or two",
    r"(?:the |this )(?P<side>past|last|next|coming) {unit} or two",
    examples={"the next day or two": "P2D", "the past year or two": "P2Y"},
)
def window_or_two(m: Match) -> Window:
    return Window(amounts=(m.amount(2),), sign=1 if m.text("side").lower() in ("next", "coming") else -1)


@en.rule(
    "the past <unit>",
    r"the past {unit}",
    examples={"the past year": "P1Y", "the past decade": "P10Y", "the past weeks": "PXW"},
)
def past_unit(m: Match) -> Window:
    plural = m.text("unit").lower().endswith("s")
    return Window(amounts=(m.amount(None if plural else 1),), sign=-1)


@en.rule(
    "the last <units>",
    r"(?:the )?(?:last|next|first|final|early|opening|closing|intervening|following|previous|preceding) "
    r"(?P<plural>minutes|hours|days|weeks|months|years|decades|centuries|quarters)",
    examples={"the final days": "PXD", "the early years": "PXY", "the following weeks": "PXW"},
)
def last_units(m: Match) -> Duration:
    return Duration(amounts=(Amount(None, Unit[m.lexicon.value("unit", m.text("plural"))]),))


@en.rule(
    "the <units> ahead",
    r"the (?P<plural>hours|days|weeks|months|years|decades) ahead(?! of\b)",
    examples={"in [the weeks ahead]": "PXW"},
)
def units_ahead(m: Match) -> Duration:
    return Duration(amounts=(Amount(None, Unit[m.lexicon.value("unit", m.text("plural"))]),))


@en.rule(
    "<units>",
    r"(?P<plural>minutes|hours|days|weeks|months|years|decades|centuries)(?! old\b)",
    article=True,
    examples={"weeks": "PXW", "decades": "PXDE", "[years] of war": "PXY"},
)
def plural(m: Match) -> Duration | None:
    if m.before(1) == "-":
        return None  # "after-hours"
    if m.text("plural") == "Minutes" and m.before(2)[:1].isdigit():
        return None
    if m.after(8).lower().startswith((" apart", " away")) or MINUTES_OF.match(m.text("plural") + m.after(8)):
        return None
    return Duration(amounts=(Amount(None, Unit[m.lexicon.value("unit", m.text("plural"))]),))


@en.rule(
    "a while",
    r"(?:quite )?a (?:long |little |short )?while|some time(?! (?:ago|in|on|next|last|this)\b)"
    r"|a (?:(?:fairly|very|rather) )?(?:long|lengthy|short|brief) (?:time|period)(?: of time)?",
    examples={"a while": "PXX", "some time": "PXX", "a long time": "PXX"},
)
def a_while(m: Match) -> Duration:
    return Duration()


FORTNIGHT = (Amount(2, Unit.WEEK),)


@en.rule(
    "a fortnight",
    r"(?:a|the|one) (?:(?P<side>past|last|next|coming) )?fortnight",
    examples={"a fortnight": "P2W", "the past fortnight": "P2W"},
)
def fortnight(m: Match) -> Duration | Window:
    if not m.has("side"):
        return Duration(amounts=FORTNIGHT)
    return Window(amounts=FORTNIGHT, sign=-1 if m.text("side").lower() in ("past", "last") else 1)
