"""Repetitions: ``every Monday``, ``twice a week``, ``annually``, ``on Sundays``."""

from __future__ import annotations

from timeline_service.calendar.expressions import Amount, Duration, Every, Named, PartOfDay
from timeline_service.calendar.timex3 import digits
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

ADVERBS = {"hourly": Unit.HOUR, "daily": Unit.DAY, "nightly": Unit.DAY, "weekly": Unit.WEEK, "monthly": Unit.MONTH,
           "quarterly": Unit.QUARTER, "yearly": Unit.YEAR, "annually": Unit.YEAR, "annual": Unit.YEAR}  # fmt: skip
QUANT = r"(?P<quant>every|each)"
TIMES = {"once": "1X", "twice": "2X"}


@en.rule("every <unit>", QUANT + r" (?:single )?{calendar_unit}", examples={"every month": "P1M", "each year": "P1Y"})
def every_unit(m: Match) -> Every:
    return Every(of=Unit[m["calendar_unit"]], quant=m.text("quant").upper())


@en.rule(
    "every <n> <unit>",
    QUANT + r" (?:{number}|(?P<other>other|second)) {unit}",
    examples={"every two weeks": "P2W", "every other day": "P2D", "every few years": "PXY"},
)
def every_so_many(m: Match) -> Every:
    count = 2 if m.has("other") else m["number"]
    return Every(of=Duration(amounts=(m.amount(count),)), quant=m.text("quant").upper())


@en.rule("every fortnight", QUANT + r" fortnight", examples={"every fortnight": "P2W"})
def every_fortnight(m: Match) -> Every:
    return Every(of=Duration(amounts=(Amount(2, Unit.WEEK),)), quant=m.text("quant").upper())


@en.rule(
    "each of the past <n> <unit>",
    r"each of (?:the|these|those) (?:past|last|next|coming|first|previous) {number} {unit}",
    examples={"each of the last three years": "P1Y"},
)
def each_of(m: Match) -> Every:
    return Every(of=m.unit, quant="EACH")


@en.rule(
    "every <named>",
    QUANT + r" (?:other |second )?(?:{weekday}|{month}|{season})(?: {part})?",
    examples={"every Monday": "XXXX-WXX-1", "each July": "XXXX-07", "every Sunday morning": "XXXX-WXX-7TMO"},
)
def every_named(m: Match) -> Every:
    named = Named(unit=Unit.SEASON, season=m["season"])
    if m.has("weekday"):
        named = Named(unit=Unit.DAY, weekday=m["weekday"])
    if m.has("month"):
        named = Named(unit=Unit.MONTH, month=m["month"])
    of = PartOfDay(code=m["part"], of=named) if m.has("part") else named
    return Every(of=of, quant=m.text("quant").upper())


@en.rule("every <part>", QUANT + r" {part}", examples={"every morning": "XXXX-XX-XXTMO"})
def every_part(m: Match) -> Every:
    return Every(of=PartOfDay(code=m["part"]), quant=m.text("quant").upper())


@en.rule("<weekday>s", r"{weekday}s(?: {part})?", examples={"on [Sundays]": "XXXX-WXX-7", "Mondays": "XXXX-WXX-1"})
def weekdays(m: Match) -> Every | None:
    return Every(of=Named(unit=Unit.DAY, weekday=m["weekday"])) if len(m.text("weekday")) > 4 else None


@en.rule(
    "<weekday> <part>s",
    r"{weekday} (?P<plural>mornings|afternoons|evenings|nights)",
    examples={"Tuesday nights": "XXXX-WXX-2TNI"},
)
def weekday_parts(m: Match) -> Every:
    day = Named(unit=Unit.DAY, weekday=m["weekday"])
    return Every(of=PartOfDay(code=m.lexicon.value("part", m.text("plural")), of=day))


@en.rule(
    "<times> a <unit>",
    r"(?:(?P<adverb>once|twice)|{number} times) (?:a|an|each|every|per) {calendar_unit}",
    examples={"twice a week": "P1W", "three times a day": "P1D"},
)
def times_a_unit(m: Match) -> Every:
    count = TIMES.get(m.text("adverb").lower()) or (f"{digits(m['number'])}X" if m["number"] else "XX")
    return Every(of=Unit[m["calendar_unit"]], freq=count)


@en.rule(
    "<adverb>",
    r"(?P<adverb>hourly|daily|nightly|weekly|monthly|yearly|annually|(?:quarterly|annual)(?=[.,;]))",
    examples={"daily": "P1D", "annually": "P1Y"},
)
def adverb(m: Match) -> Every:
    return Every(of=ADVERBS[m.text("adverb").lower()])
