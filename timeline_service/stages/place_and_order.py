"""What a text tells about its place: the zone of its dateline, and whether it writes the day or the month first."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_service.calendar.expressions import Named
from timeline_service.calendar.units import Cell
from timeline_service.calendar.zones import Zone
from timeline_service.languages.base import Lexicon
from timeline_service.model import Document, Timex

_DATELINE = re.compile(r"\s*([A-Z][A-Z .'’-]{2,30}[A-Z])\b[^\n]{0,60}?(?:--|—|–|_| - )")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d\d)(?!\d|[/.-]\d)")
_BRITISH = re.compile(
    r"\b(?:colour|honour|labour|favour|neighbour|centre|theatre|programme|defence|organis|realis|tonnes|metres|litres)\w*"
)
_AMERICAN = re.compile(
    r"\b(?:color|honor|labor|favor|neighbor|center|theater|defense|organiz|realiz)(?:s|ed|ing|ation)?\b"
)
_HEAD = 400


def dateline_zone(document: Document, lexicon: Lexicon) -> Zone | None:
    """The zone of the city in the dateline, where the lexicon knows it."""
    for line in document.text[:_HEAD].splitlines():
        if (match := _DATELINE.match(line)) and (zone := lexicon["city"].get(match[1].lower().strip())):
            return Zone.parse(zone)
    return None


def day_first(document: Document) -> bool | None:
    """Whether the text writes 3/4 for 3 April; None where nothing in it decides.

    Evidence, each worth one voice: dates that only one order makes possible, spelled dates, the language tag, spelling.
    """
    text, voices = document.text, 0
    for one, _, two in _NUMERIC.findall(text):
        voices += 3 * ((int(one) > 12) - (int(two) > 12))
    for timex in document.timexes:
        rule = timex.because[0].rule if timex.because else ""
        voices += rule.startswith("<day> <month>") - rule.startswith("<month> <day>")
    tag = document.language.lower().replace("_", "-")
    voices += 2 * (tag in ("en-gb", "en-au", "en-ie", "en-in", "en-nz", "en-za")) - 2 * (tag in ("en-us", "en-ca"))
    voices += bool(_BRITISH.search(text)) - bool(_AMERICAN.search(text))
    return None if voices == 0 else voices > 0


def in_order(timex: Timex, *, first: bool | None, speech: Cell | None) -> Timex:
    """The timex with its ambiguous numeric date read in the order of the text; undecided ones keep both readings.

    A reading that lies after the publication yields to one that does not.
    """
    named = timex.expression
    if not isinstance(named, Named) or named.other is None:
        return timex
    other = named.other
    if first is None and speech is not None:
        later = [_day(n) is not None and _day(n) > speech for n in (named, other)]  # type: ignore[operator]
        first = None if later[0] == later[1] else later[0]
    if first is None:
        return timex
    chosen = other if first else Named(unit=named.unit, year=named.year, month=named.month, day=named.day)
    return replace(timex, expression=chosen)


def _day(named: Named) -> Cell | None:
    try:
        return Cell.of_day(named.year or 1, named.month or 1, named.day or 1)
    except ValueError:
        return None
