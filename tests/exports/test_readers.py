"""Sample stories in the formats of others, opened by libraries that read those formats and share no code with us."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import icalendar
import pytest
from exports.samples import SEEDS, answer, texts
from exports.test_ninjs import VALIDATOR
from pyld import jsonld as processor

from timeline_service.exports import ical, jsonld, ninjs

pytestmark = pytest.mark.usefixtures("pipeline")
SCHEMA_ORG = "https://schema.org/"
REQUIRED = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS")  # RFC 5545 asks for the first three


def _context(url: str, _options: Any) -> dict[str, Any]:
    """schema.org's context, as far as it matters here: every term is one of its vocabulary."""
    assert url == SCHEMA_ORG.rstrip("/")
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
            "document": {"@context": {"@vocab": SCHEMA_ORG}}}  # fmt: skip


def _value(node: dict[str, Any], term: str) -> Any:
    (only,) = node[SCHEMA_ORG + term]
    return only["@value"]


@pytest.mark.parametrize("name", SEEDS)
def test_json_ld_expands(name: str) -> None:
    document = json.loads(jsonld.write(answer(name), texts=texts(name)))
    (expanded,) = processor.expand(document, {"documentLoader": _context})
    assert expanded["@type"] == [f"{SCHEMA_ORG}ItemList"]
    rows = expanded[f"{SCHEMA_ORG}itemListElement"]
    assert [_value(row, "position") for row in rows] == [event["rank"] for event in answer(name)["events"]]
    for row, event in zip(rows, answer(name)["events"], strict=True):
        (item,) = row[f"{SCHEMA_ORG}item"]
        assert item["@type"] == [f"{SCHEMA_ORG}CreativeWork"]
        assert _value(item, "name") == event["title"]
        dated = event["placement"] == "dated" and event["when"]["earliest"] and "probability" not in event["when"]
        assert (f"{SCHEMA_ORG}temporalCoverage" in item) == bool(dated)


@pytest.mark.parametrize("name", SEEDS)
def test_icalendar_reads_what_is_planned(name: str) -> None:
    calendar = icalendar.Calendar.from_ical(ical.write(answer(name), texts=texts(name)))
    assert not [each for each in calendar.walk() if each.errors]
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    found = calendar.walk("VEVENT")
    wanted = [
        event for event in answer(name)["events"]
        if event["status"] in ("planned", "cancelled") and event["placement"] == "dated"
        and event["when"]["granularity"] in ("day", "hour", "minute")
    ]  # fmt: skip
    assert [str(each["SUMMARY"]) for each in found] == [event["title"] for event in wanted]
    assert len({str(each["UID"]) for each in found}) == len(found)
    for each, event in zip(found, wanted, strict=True):
        assert all(each.get(field) for field in REQUIRED)
        begins = event["when"].get("earliest_time")
        if begins is None:
            assert each.start.isoformat() == event["when"]["earliest"]
            assert each.end > each.start
        else:
            known = datetime.fromisoformat(begins)
            assert each.start == (known.astimezone(UTC) if known.tzinfo else known)
            assert each.end >= each.start


def test_some_sample_story_has_something_planned() -> None:
    assert sum(ical.write(answer(name), texts={}).count("BEGIN:VEVENT") for name in SEEDS) >= 10


@pytest.mark.parametrize("name", SEEDS)
def test_ninjs_validates(name: str) -> None:
    item = json.loads(ninjs.write(answer(name), texts=texts(name)))
    assert list(VALIDATOR.iter_errors(item)) == []
    assert len(item["associations"]) == len(answer(name)["events"]) > 3
