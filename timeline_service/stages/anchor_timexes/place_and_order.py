"""What a text tells about its place: the city of its dateline, its seasons, whether the day or the month is first."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_service.calendar.expressions import Named
from timeline_service.calendar.units import Cell
from timeline_service.languages.lexicon import Lexicon
from timeline_service.languages.places import Place
from timeline_service.model import Document, Timex

_DATELINE = re.compile(r"\s*([A-Z][A-Z .'’-]{2,30}[A-Z])\b([^\n]{0,60}?)(?:--|—|–|_| - )")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?!\d|[/.-]\d)")
_HEAD = 400  # characters in which a dateline stands
_ABOUT = 3000  # characters whose country words tell cities of one name apart


def dateline(document: Document, lexicon: Lexicon) -> Place | None:
    """The city of the dateline, where the tables know it."""
    for line in document.text[:_HEAD].splitlines():
        if match := _DATELINE.match(line):
            found = lexicon.places.city(match[1], match[2]) and lexicon.places.city(match[1], document.text[:_ABOUT])
            if found:
                return found
    return None


def is_southern(sentence: str, lexicon: Lexicon, dateline_south: bool) -> bool:
    """Whether the sentence around a season tells of the south, or names no place and the dateline does."""
    said = lexicon.places.is_southern(sentence)
    return dateline_south if said is None else said


def day_first(document: Document, lexicon: Lexicon) -> bool | None:
    """Whether the text writes 3/4 for 3 April; None where nothing in it decides.

    Evidence, each worth one voice: dates that only one order makes possible, spelled dates, the language tag, spelling.
    """
    text, voices = document.text, 0
    for one, _, two in _NUMERIC.findall(text):
        voices += 3 * ((int(one) > 12) - (int(two) > 12))
    for timex in document.timexes:
        voices += (timex.origin == "day-month") - (timex.origin == "month-day")
    voices += 2 * int(lexicon["order"].get(document.language.lower().replace("_", "-"), 0))
    voices += lexicon.holds("day_first_spelling", text) - lexicon.holds("month_first_spelling", text)
    return None if voices == 0 else voices > 0


def in_order(timex: Timex, *, first: bool | None, speech: Cell | None, past: bool) -> Timex:
    """The timex with its ambiguous numeric date read in the order of the text; undecided ones keep both readings.

    Where the text does not decide, or the verb is in the past, a reading that lies after the publication yields to one
    that does not.
    """
    named = timex.expression
    if not isinstance(named, Named) or named.other is None:
        return timex
    if speech is not None and named.year is not None and (first is None or past):
        later = [_is_later(reading, speech) for reading in (named, named.other)]
        first = first if later[0] == later[1] else later[0]
    if first is None:
        return timex
    return replace(timex, expression=named.other if first else replace(named, other=None))


def _is_later(named: Named, speech: Cell) -> bool:
    try:
        return Cell.of_day(named.year or 1, named.month or 1, named.day or 1) > speech
    except ValueError:
        return False
