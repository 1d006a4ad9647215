"""Days, months and seasons that are no day in particular: ``Sunday is a day of rest``, ``on a wet Wednesday``."""

from __future__ import annotations

from timeline_service.calendar.expressions import Every, Named
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en
from timeline_service.languages.en.rules.relative import is_plain

_IS = r" (?:is|was|remains|remained|has (?:always|long|traditionally) been)"
_USUALLY = r"(?:usually|always|traditionally|normally|typically|generally|often|rarely|never)"
_A_DAY = (
    r"(?:(?:a|the|an|their|our|his|her) (?:[\w-]+ ){0,2}day (?:of|off|for|when|on which)\b|"
    r"the (?:Jewish |Christian |Muslim )?(?:Sabbath|sabbath)|"
    r"(?:a |the )?(?:market|wash|washing|laundry|bath|fish|meat|pay|bin|school|baking|holy) ?day)"
)


@en.rule(
    "<weekday> is a day",
    r"{weekday}(?=" + _IS + r" (?:" + _A_DAY + r"|" + _USUALLY + r"\b))",
    first=True,
    examples={"[Sunday] is a day of rest.": "XXXX-WXX-7", "[Saturday] is market day": "XXXX-WXX-6"},
)
def weekday_is(m: Match) -> Every | None:
    named = Named(unit=Unit.DAY, weekday=m["weekday"])
    return None if is_plain(m) or not m.text("weekday")[:1].isupper() else Every(of=named)


@en.rule(
    "a <weekday>",
    r"(?P<quant>any|most|some|an?|a typical|an average|an ordinary) "
    r"(?:(?:wet|rainy|sunny|cold|hot|warm|quiet|busy|gr[ea]y|dull|"
    r"bright|snowy|windy|foggy|typical|normal|average|ordinary|usual|given|lazy|bleak|chilly) )?{weekday}s?"
    r"(?=[,.;:!?)]|$|\s*\n| (?:and|or|but|when|at|in the|to|he|she|they|we|it|is|are|only)\b)",
    examples={
        "on [a Sunday]": "XXXX-WXX-7",
        "on [a wet Wednesday], few came": "XXXX-WXX-3",
        "any Monday": "XXXX-WXX-1",
    },
)
def a_weekday(m: Match) -> Every | None:
    if is_plain(m) or not m.text("weekday")[:1].isupper():
        return None
    return Every(of=Named(unit=Unit.DAY, weekday=m["weekday"]))


@en.rule(
    "<month> is the hottest month",
    r"(?:{month}|{season})(?="
    + _IS
    + r" (?:(?:a|the|an|our|their) (?:[\w-]+ ){0,3}(?:month|season|time|period)\b|"
    + _USUALLY
    + r"\b))",
    first=True,
    examples={"[July] is the hottest month here.": "XXXX-07", "[winter] is the dry season": "XXXX-WI"},
)
def month_is(m: Match) -> Every | None:
    if is_plain(m) or (m.has("month") and not m.text("month")[:1].isupper()):
        return None
    if m.has("month"):
        return Every(of=Named(unit=Unit.MONTH, month=m["month"]))
    return Every(of=Named(unit=Unit.SEASON, season=m["season"]))
