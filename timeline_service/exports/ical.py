"""iCalendar (RFC 5545): what is planned, for the planning desk; a feed to subscribe to.

Only events that are planned or called off, and only those whose day is known: a month has no place in a calendar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from timeline_service.exports import words
from timeline_service.exports.ends import Fields, ends

_DAY = re.compile(r"(?!0000|9999-12-31)\d{4}-\d\d-\d\d")  # what has a next day in four digits
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
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
    for event in timeline["events"]:
        if (days := _days(event)) is not None:
            calendar.add_component(_event(timeline, event, texts, *days))
    return calendar.to_ical().decode("utf-8")


def _days(event: Mapping[str, Any]) -> tuple[date, date] | None:
    """The first and the last day of an event that belongs into a calendar."""
    when = event["when"]
    fine = when["granularity"] in ("day", "hour", "minute")
    if event["status"] not in ("planned", "cancelled") or event["placement"] != "dated" or not fine:
        return None
    first, last = ends(event)
    days = [_iso_day(first), _iso_day(last or first)]
    if not all(_DAY.fullmatch(day) for day in days):
        return None
    return date.fromisoformat(days[0]), date.fromisoformat(days[1])


def _iso_day(fields: Fields | None) -> str:
    return "-".join(f"{part:0{width}d}" for part, width in zip((fields or ())[:3], (4, 2, 2), strict=False))


def _event(
    timeline: Mapping[str, Any], event: Mapping[str, Any], texts: Mapping[str, str], first: date, last: date
) -> Event:
    made = Event()
    made.add("uid", f"{timeline['id'] or timeline['documents'][0]['text_sha256'][:16]}-{event['id']}@timeline-service")
    made.add("dtstamp", _stamp(timeline, event))
    if "version" in timeline:
        made.add("sequence", timeline["version"])
        made.add("last-modified", _stamp(timeline, event))
    made.add("dtstart", first)
    made.add("dtend", last + timedelta(days=1))
    made.add("summary", _text(event["title"]))
    made.add("status", "CANCELLED" if event["status"] == "cancelled" else "CONFIRMED")
    made.add("description", _text(" ".join(filter(None, [words.when(event) + ".", words.sentence(event, texts)]))))
    made.add("transp", "TRANSPARENT")
    return made


def _stamp(timeline: Mapping[str, Any], event: Mapping[str, Any]) -> datetime:
    """A subscribed calendar takes a change by its stamp, so that is the time of the change where there was one."""
    if "updated_at" in timeline:
        return datetime.fromisoformat(timeline["updated_at"]).astimezone(UTC)
    source = words.source(timeline, event)
    published = (source and source["published_at"]) or ""
    return datetime.fromisoformat(published[:10]).replace(tzinfo=UTC) if published else _NEVER


def _text(text: str) -> str:
    return _NO_TEXT.sub("", re.sub(r"\r\n|\r|\n", "\n", text))
