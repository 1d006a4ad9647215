"""The civil time of the place that an article comes from: systems keep times in UTC, and "today" is the day there."""

from __future__ import annotations

from datetime import datetime

from timeline_service.calendar.edtf import parse_creation
from timeline_service.calendar.zones import Zone
from timeline_service.ingest.dateline import language_of
from timeline_service.languages.places import Place
from timeline_service.model import Document
from timeline_service.stages.anchor_timexes.place_and_order import dateline


def zone_of(document: Document, located: str | None) -> Zone | None:
    """The zone of the city that the article is located in, else of its dateline; None where the city is not known."""
    lexicon = language_of(document).lexicon
    city, _, rest = (located or "").partition(",")
    place: Place | None = lexicon.places.city(city, rest) or dateline(document, lexicon)
    return None if place is None else place.zone


def is_in_utc(value: str) -> bool:
    """Whether an ISO 8601 time is in UTC, as systems keep it, and not in the zone of a place."""
    return parse_creation(value)[1] == 0


def local(value: str, zone: Zone) -> str:
    """An ISO 8601 time in UTC as the time of a zone; any other date or time as it is."""
    if not is_in_utc(value):
        return value
    try:
        here = zone.local(datetime.fromisoformat(value))
        return here.isoformat() if here.utcoffset() else value
    except (ValueError, OverflowError):  # a leap second, the last hours of the year 9999
        return value
