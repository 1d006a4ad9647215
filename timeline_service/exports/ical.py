"""iCalendar (RFC 5545): what is planned, for the planning desk; a feed to subscribe to.

Only events that are planned or called off, and only those whose day is known: a month has no place in a calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from timeline_service.exports import words

_DAY = re.compile(r"(?!0000|9999-12-31)\d{4}-\d\d-\d\d")  # what has a next day in four digits
_FOLD = 74  # octets of a line after the first; with the blank that marks it 75 (RFC 5545 section 3.1)


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """The calendar; the stamp of an event is the day on which its article was published."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//timeline-service//timeline//EN", "CALSCALE:GREGORIAN"]
    if timeline["title"]:
        lines.append(f"NAME:{_text(timeline['title'])}")
        lines.append(f"X-WR-CALNAME:{_text(timeline['title'])}")
    for event in timeline["events"]:
        lines += _event(timeline, event, texts)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _event(timeline: Mapping[str, Any], event: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    when = event["when"]
    fine = when["granularity"] in ("day", "hour", "minute")
    if event["status"] not in ("planned", "cancelled") or event["placement"] != "dated" or not fine:
        return
    if not all(_DAY.fullmatch(when[end] or "") for end in ("earliest", "latest")):
        return
    sentence = words.sentence(event, texts)
    yield "BEGIN:VEVENT"
    yield f"UID:{timeline['id'] or timeline['documents'][0]['text_sha256'][:16]}-{event['id']}@timeline-service"
    yield f"DTSTAMP:{_stamp(words.source(timeline, event))}"
    yield f"DTSTART;VALUE=DATE:{when['earliest'].replace('-', '')}"
    yield f"DTEND;VALUE=DATE:{(date.fromisoformat(when['latest']) + timedelta(days=1)).isoformat().replace('-', '')}"
    yield f"SUMMARY:{_text(event['title'])}"
    yield f"STATUS:{'CANCELLED' if event['status'] == 'cancelled' else 'CONFIRMED'}"
    yield f"DESCRIPTION:{_text(' '.join(filter(None, [words.when(event) + '.', sentence])))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _stamp(source: Mapping[str, Any] | None) -> str:
    published = source and source["published_at"]
    return f"{(published or '1970-01-01')[:10].replace('-', '')}T000000Z"


def _text(text: str) -> str:
    escaped = re.sub(r"([\\;,])", r"\\\1", text)
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", re.sub(r"\r\n|\r|\n", r"\\n", escaped))


def _folded(line: str) -> Iterator[str]:
    octets, first = line.encode(), True
    while octets:
        cut = min(len(octets), _FOLD + first)
        while cut < len(octets) and octets[cut] & 0xC0 == 0x80:
            cut -= 1  # never inside a character
        yield ("" if first else " ") + octets[:cut].decode()
        octets, first = octets[cut:], False
