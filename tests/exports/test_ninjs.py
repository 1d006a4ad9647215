"""The ninjs item is valid, says when no finer than is known, and can be read in again."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest
from stored import TIMELINE
from story import STORY, TEXT

from timeline_service import desk
from timeline_service.exports import ninjs
from timeline_service.ingest import from_ninjs
from timeline_service.schemas.answers import timeline

ANSWER = timeline(STORY)
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "ninjs-3.1.json").read_text(encoding="utf-8"))
FORMATS = jsonschema.FormatChecker(formats=["uri", "date-time"])
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=FORMATS)


def item(answer: dict, *, texts: dict[str, str] | None = None) -> dict:
    """The ninjs item of a timeline, valid."""
    made = json.loads(ninjs.write(answer, texts=texts or {}))
    VALIDATOR.validate(made)
    return made


def dated(**when) -> dict:
    """The eventDetails of one event with this date."""
    changed = deepcopy(ANSWER) | {"relations": []}
    changed["events"] = changed["events"][:1]
    changed["events"][0]["when"] |= when
    (event,) = item(changed)["associations"]
    return event["eventDetails"]["dates"]


def test_the_schema_refuses() -> None:
    good = item(ANSWER)
    for bad in (
        {"headline": "x"}, {"uri": "no uri"}, {"versionCreated": "2025-10-24"}, {"type": "timeline"},
        {"associations": [{"name": "x"}]},
        {"associations": [{"name": "x", "uri": "urn:x", "eventDetails": {"dates": {}}}]},
        {"associations": [{"name": "x", "uri": "urn:x", "eventDetails": {"dates": {"expectedStartDate": "spring"}}}]},
    ):  # fmt: skip
        assert not VALIDATOR.is_valid(good | bad), bad


def test_a_timeline_is_a_composite_of_events() -> None:
    made = item(ANSWER, texts={"d1": TEXT})
    assert (made["type"], made["language"]) == ("composite", "en")
    assert made["headlines"][0]["value"] == "Truce holds"
    assert made["bodies"][0]["value"].count("<li id=") == 3
    signed, strikes, vote = made["associations"]
    assert [each["name"] for each in made["associations"]] == [event["title"] for event in ANSWER["events"]]
    assert signed["eventDetails"]["dates"] == {"expectedStartDate": "2025-10-13"}
    assert "eventDetails" not in strikes and "eventDetails" not in vote, "bounds are no date"
    said = {each["role"]: each["value"] for each in strikes["descriptions"]}
    assert said["when"] == "between 14 and 24 October 2025"
    assert said["attribution"] == "the ministry"
    assert said["sentence"] == "Strikes followed, the ministry said."
    assert {each["role"]: each["value"] for each in vote["descriptions"]}["status"] == "planned"
    assert len({made["uri"], *(each["uri"] for each in made["associations"])}) == 4


DATES = {
    "a year": (
        {"granularity": "year", "earliest": "2025-01-01", "latest": "2025-12-31"}, {"expectedStartDate": "2025"},
    ),
    "a month": (
        {"granularity": "month", "earliest": "2025-10-01", "latest": "2025-10-31"}, {"expectedStartDate": "2025-10"},
    ),
    "a week": (
        {"granularity": "week", "earliest": "2025-10-13", "latest": "2025-10-19"},
        {"expectedStartDate": "2025-10-13", "expectedEndDate": "2025-10-19"},
    ),
    "before our era": ({"earliest": "-0043-03-15", "latest": "-0043-03-15"}, {"expectedStartDate": "-0043-03-15"}),
    "a minute with its zone": (
        {
            "granularity": "minute",
            "earliest_time": "2025-10-13T09:30:00+02:00",
            "latest_time": "2025-10-13T09:30:00+02:00",
        },
        {"startDate": "2025-10-13T09:30:00+02:00"},
    ),
    "a minute without one": (
        {"granularity": "minute", "earliest_time": "2025-10-13T09:30:00", "latest_time": "2025-10-13T09:30:00"},
        {"expectedStartDate": "2025-10-13T09:30:00"},
    ),
    "an hour": (
        {"granularity": "hour", "earliest_time": "2025-10-13T18:00:00Z", "latest_time": "2025-10-13T18:59:00Z"},
        {"expectedStartDate": "2025-10-13T18:00:00"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DATES)
def test_dates(case: str) -> None:
    when, dates = DATES[case]
    assert dated(**when) == dates


def test_a_stored_timeline_has_its_version_and_times() -> None:
    made = item(desk.exported(TIMELINE))
    assert (made["version"], made["versionCreated"]) == ("0", "2025-10-24T12:00:00+00:00")
    assert "version" not in item(ANSWER)


@pytest.mark.parametrize("id", ["cms 7", "urn:cms:é/1", None])
def test_any_id_makes_a_uri(id: str | None) -> None:
    assert item(ANSWER | {"id": id})["uri"].startswith("urn:x-timeline-service:")


@pytest.mark.parametrize(("url", "kept"), [("https://example.org/1", True), ("see the desk", False), ("né:x", False)])
def test_only_a_uri_is_one(url: str, kept: bool) -> None:
    changed = deepcopy(ANSWER)
    changed["documents"][0]["url"] = url
    (source,) = item(changed)["infoSources"]
    assert source.get("uri") == (url if kept else None)


def test_it_is_read_in_again() -> None:
    document = from_ninjs(item(desk.exported(TIMELINE)))
    assert document.title == "Truce holds"
    assert "The truce was signed" in document.text
    assert (document.dct.text, document.dct_source) == ("2025-10-24T12:00:00+00:00", "ninjs")
