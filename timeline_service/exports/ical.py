"""iCalendar (RFC 5545): what is planned, for the planning desk; a feed to subscribe to.

Only events that are planned or called off, and only those whose day is known: a month has no place in a calendar. Where
a clock time is known, the event stands at it, in UTC; where its zone is not known, at that time wherever the reader is.
That an article tells a plan does not confirm it: the event is tentative.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event, vText

from timeline_service.calendar.edtf import creation_day
from timeline_service.exports import words
from timeline_service.exports.ends import Fields, ends
from timeline_service.ingest.characters import held_by_xml

_DAY = re.compile(r"(?!0000|9999-12-31)\d{4}-\d\d-\d\d")  # what has a next day in four digits
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """The calendar. The stamp of an event is the last change of a stored timeline, else its article's day."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//timeline-service//timeline//EN")
    calendar.add("calscale", "GREGORIAN")
    if timeline["title"]:
        calendar.add("name", _text(timeline["title"]))
        calendar.add("x-wr-calname", _text(timeline["title"]))
    if timeline.get("intro"):
        calendar.add("description", _text(timeline["intro"]))
        calendar.add("x-wr-caldesc", _text(timeline["intro"]))
    for event in timeline["events"]:
        if (span := _span(event)) is not None:
            calendar.add_component(_event(timeline, event, texts, *span))
    return calendar.to_ical().decode("utf-8")


def _span(event: Mapping[str, Any]) -> tuple[date, date | None] | None:
    """DTSTART and DTEND of an event that belongs into a calendar: days, or times, of which the end may not be known."""
    when = event["when"]
    fine = when["granularity"] in ("day", "hour", "minute")
    if event["status"] not in ("planned", "cancelled") or event["placement"] != "dated" or not fine:
        return None
    first, last = ends(event)
    days = [_iso_day(first), _iso_day(last or first)]
    if not all(_DAY.fullmatch(day) for day in days):
        return None
    begin = _moment(when.get("earliest_time")) if len(first or ()) > 3 else None
    if begin is None or (last is not None and len(last) < 4):
        return date.fromisoformat(days[0]), date.fromisoformat(days[1]) + timedelta(days=1)
    end = _moment(when.get("latest_time")) if last is not None else None
    return begin, end if end is not None and end > begin else None


def _moment(time: str | None) -> datetime | None:
    """A time in UTC, or without a zone where none is known; None where UTC has no such year."""
    found = datetime.fromisoformat(time) if time else None
    try:
        return found if found is None or found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return None


def _iso_day(fields: Fields | None) -> str:
    return "-".join(f"{part:0{width}d}" for part, width in zip((fields or ())[:3], (4, 2, 2), strict=False))


def _event(
    timeline: Mapping[str, Any], event: Mapping[str, Any], texts: Mapping[str, str], begin: date, end: date | None
) -> Event:
    made = Event()
    made.add("uid", f"{timeline['id'] or timeline['documents'][0]['text_sha256'][:16]}-{event['id']}@timeline-service")
    made.add("dtstamp", _stamp(timeline, event))
    if "version" in timeline:
        made.add("sequence", timeline["version"])
        made.add("last-modified", _stamp(timeline, event))
    made.add("dtstart", begin)
    if end is not None:
        made.add("dtend", end)
    made.add("summary", _text(event["title"]))
    made.add("status", "CANCELLED" if event["status"] == "cancelled" else "TENTATIVE")
    said = f"Source: {event['source']}." if event.get("source") else None
    told = [f"{words.line(timeline, event)}.", event.get("text"), said, words.sentence(event, texts)]
    made.add("description", _text(" ".join(filter(None, told))))
    if event.get("link"):
        made.add("url", event["link"]["url"])
    made.add("transp", "TRANSPARENT")
    return made


def _stamp(timeline: Mapping[str, Any], event: Mapping[str, Any]) -> datetime:
    """A subscribed calendar takes a change by its stamp, so that is the time of the change where there was one."""
    if "updated_at" in timeline:
        return datetime.fromisoformat(timeline["updated_at"]).astimezone(UTC)
    source = words.source(timeline, event)
    published = source and source["published_at"]
    return datetime.fromisoformat(creation_day(published)).replace(tzinfo=UTC) if published else _NEVER


def _text(text: str) -> vText:
    """TEXT, whose lines end with a line feed and which holds no DEL either, also under a name that begins with X-."""
    return vText(held_by_xml(re.sub(r"\r\n|\r", "\n", text)).replace("\x7f", ""))
