"""A told story in the words of the contract."""

from __future__ import annotations

from dataclasses import replace

from story import DOCUMENT, STORY, TEXT

from timeline_service.calendar.intervals import Granularity, Interval
from timeline_service.model import MentionRef
from timeline_service.schemas import Annotation, Dates, Timeline
from timeline_service.schemas.annotations import annotation, dates
from timeline_service.schemas.answers import timeline

ANSWER = timeline(STORY, id="abc")


def test_the_answer_fits_its_schema() -> None:
    assert Timeline().validate(ANSWER) == {}
    written = [name for name in Timeline().fields if name not in ("detail", "intro")]  # which not every one has
    assert list(ANSWER) == written, "no member of the schema is missing"


def test_rows_stand_in_order_of_rank() -> None:
    assert [event["id"] for event in ANSWER["events"]] == ["c1", "c2", "c3"]
    assert [event["rank"] for event in ANSWER["events"]] == [1, 2, 3]


def test_offsets_count_code_points() -> None:
    mention = ANSWER["events"][0]["mentions"][0]
    assert TEXT[mention["start"] : mention["end"]] == mention["text"] == "signed"
    sentence = mention["sentence"]
    assert TEXT[sentence["start"] : sentence["end"]] == "The truce 🕊 was signed on October 13."


def test_a_dated_event() -> None:
    assert ANSWER["events"][0]["when"] == {
        "edtf": "2025-10-13", "earliest": "2025-10-13", "latest": "2025-10-13", "granularity": "day",
        "basis": "resolved", "text": "October 13", "timex": "t1",
    }  # fmt: skip


def test_an_undated_event_has_bounds_of_null() -> None:
    when = ANSWER["events"][2]["when"]
    assert (when["earliest"], when["latest"], when["edtf"], when["timex"]) == (None, None, None, None)
    assert ANSWER["events"][2]["placement"] == "ordered"


def test_a_clock_time_has_its_offset() -> None:
    minute = STORY.entries[1].when.bounds.start + 14 * 60 + 30
    when = replace(
        STORY.entries[1].when, bounds=Interval(minute, minute + 1), granularity=Granularity.MINUTE, offset=120
    )
    entry = replace(STORY.entries[1], when=when)
    answer = timeline(replace(STORY, entries=(entry,)))["events"][0]["when"]
    assert answer["earliest_time"] == answer["latest_time"] == "2025-10-13T14:30:00+02:00"


def test_relations_hold_between_events_that_are_shown() -> None:
    assert [(each["source"], each["target"]) for each in ANSWER["relations"]] == [("c1", "c2")]


def test_a_conflict_names_the_claims_against_it() -> None:
    (conflict,) = ANSWER["conflicts"]
    assert (conflict["claim"]["type"], conflict["against"][0]["target"]) == ("AFTER", "t1")


def test_the_headline_of_the_text_is_the_title() -> None:
    assert ANSWER["title"] == ANSWER["documents"][0]["title"] == "Truce holds"


def test_the_text_is_given_where_the_caller_does_not_have_it() -> None:
    assert ANSWER["documents"][0]["text"] is None
    assert timeline(STORY, with_text=["d1"])["documents"][0]["text"] == TEXT


def test_timexes_of_several_documents_are_told_apart() -> None:
    other = replace(DOCUMENT, id="d2")
    answer = timeline(replace(STORY, documents=(DOCUMENT, other)))
    assert [timex["id"] for timex in answer["timexes"]] == ["d1/t1", "d2/t1"]
    assert answer["events"][0]["when"]["timex"] == "d1/t1"
    assert MentionRef("d1", "t1") == STORY.entries[1].when.timex


def test_an_annotation() -> None:
    answer = annotation(STORY, id="x")
    assert Annotation().validate(answer) == {}
    assert [event["eiid"] for event in answer["events"]] == ["ei1", "ei2", "ei3"]
    assert {"id1": "ei1", "id2": "ei2", "rel": "BEFORE"} in answer["tlinks"]
    assert answer["events"][0]["class"] == "OCCURRENCE"


def test_dates_alone() -> None:
    answer = dates(DOCUMENT, id=7)
    assert Dates().validate(answer) == {}
    assert answer["id"] == 7
    assert [timex["value"] for timex in answer["timexes"]] == ["2025-10-13"]
