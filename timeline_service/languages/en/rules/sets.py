"""Repetitions: ``every Monday``, ``twice a week``, ``annually``."""
from __future__ import annotations

from timeline_service.calendar.expressions import Every, Named
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

ADVERBS = {"hourly": Unit.HOUR, "daily": Unit.DAY, "nightly": Unit.DAY, "weekly": Unit.WEEK, "monthly": Unit.MONTH,
           "quarterly": Unit.QUARTER, "yearly": Unit.YEAR, "annually": Unit.YEAR, "annual": Unit.YEAR}  # fmt: skip


@en.rule("every <unit>", r"(?P<quant>every|each) {calendar_unit}", examples={"every month": "P1M", "each year": "P1Y"})
def every_unit(m: Match) -> Every:
    return Every(of=Unit[m["calendar_unit"]], quant=m.text("quant").upper())


@en.rule("every <named>", r"(?P<quant>every|each) (?:{weekday}|{month}|{season})",
         examples={"every Monday": "XXXX-WXX-1", "each July": "XXXX-07"})
def every_named(m: Match) -> Every:
    if m.has("weekday"):
        return Every(of=Named(unit=Unit.DAY, weekday=m["weekday"]), quant=m.text("quant").upper())
    if m.has("month"):
        return Every(of=Named(unit=Unit.MONTH, month=m["month"]), quant=m.text("quant").upper())
    return Every(of=Named(unit=Unit.SEASON, season=m["season"]), quant=m.text("quant").upper())


@en.rule("<adverb>", r"(?P<adverb>hourly|daily|nightly|weekly|monthly|yearly|annually|(?:quarterly|annual)(?=[.,;)]))", examples={"daily": "P1D", "annually": "P1Y"})
def adverb(m: Match) -> Every:
    return Every(of=ADVERBS[m.text("adverb").lower()])
