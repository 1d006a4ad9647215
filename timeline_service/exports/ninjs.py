"""ninjs 3.1 (IPTC, News in JSON): a timeline as a composite item, each of its events an associated item of type event.

ninjs has dates that are known to the month or the year alone (``expectedStartDate``), so none is made finer than it is.
An event that is only bounded has no date there; its description says in words what is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from timeline_service.exports import html, words
from timeline_service.exports.ends import Fields, ends, iso

_STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[\w~:/?#\[\]@!$&'()*+,;=%.-]+", re.ASCII)
_WITH_ZONE = re.compile(r".*T.*(?:Z|[+-]\d\d:\d\d)")


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """The item; of a stored timeline with version and times. Sentences are quoted where ``texts`` has the document."""
    uri = f"urn:x-timeline-service:{quote(timeline['id'] or timeline['documents'][0]['text_sha256'], safe='')}"
    item: dict[str, Any] = {"standard": _STANDARD, "uri": uri, "type": "composite", "representationType": "full"}
    if "version" in timeline:
        item["version"] = str(timeline["version"])
        item["firstCreated"], item["versionCreated"] = timeline["created_at"], timeline["updated_at"]
    item["language"] = timeline["language"]
    if timeline["title"]:
        item["headlines"] = [{"role": "main", "contentType": "text/plain", "value": timeline["title"]}]
    item["bodies"] = [{"role": "main", "contentType": "text/html", "value": html.write(timeline, texts=texts)}]
    item["infoSources"] = [_source(each) for each in timeline["documents"]]
    item["associations"] = [_event(timeline, each, uri, texts) for each in timeline["events"]]
    return json.dumps(item, ensure_ascii=False, indent=2) + "\n"


def _source(document: Mapping[str, Any]) -> dict[str, str]:
    url = document["url"] or ""
    source = {"name": document["title"] or document["id"], "role": "article", "literal": document["id"]}
    return source | ({"uri": url} if _URI.fullmatch(url) else {})


def _event(timeline: Mapping[str, Any], event: Mapping[str, Any], uri: str, texts: Mapping[str, str]) -> dict[str, Any]:
    item = {"name": event["title"], "rel": "event", "uri": f"{uri}:{event['id']}", "type": "event"}
    dates = dict(_dates(event))
    return {
        **item,
        "title": event["title"],
        "descriptions": [{"role": role, "value": value} for role, value in _descriptions(timeline, event, texts)],
        **({"eventDetails": {"dates": dates}} if dates else {}),
    }


def _dates(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The two ends of a date that is known; a minute with its zone is the date itself, all else is expected."""
    first, last = ends(event) if event["placement"] == "dated" else (None, None)
    when = event["when"]
    if when["granularity"] == "minute" and _WITH_ZONE.fullmatch(when.get("earliest_time") or ""):
        yield "startDate", when["earliest_time"]
    elif first is not None:
        yield "expectedStartDate", _truncated(first)
        if last is not None:
            yield "expectedEndDate", _truncated(last)


def _truncated(fields: Fields) -> str:
    """ISO 8601 as far as it is known; with a clock time the seconds are asked for."""
    return f"{iso(fields)}:00" if len(fields) > 3 else iso(fields)


def _descriptions(
    timeline: Mapping[str, Any], event: Mapping[str, Any], texts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    yield "when", words.when(event)
    yield "status", words.STATUSES[event["status"]]
    if event["attribution"]:
        yield "attribution", event["attribution"]["text"]
    if event.get("source"):
        yield "source", event["source"]
    if others := words.disputed(timeline, event):
        yield "disputed", others
    if sentence := words.sentence(event, texts):
        yield "sentence", sentence
