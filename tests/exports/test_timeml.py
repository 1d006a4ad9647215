"""A TimeML document holds the same text, tags in place."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from exports import timeml_reader
from exports.samples import SEEDS
from story import STORY, TEXT

from timeline_service import service
from timeline_service.exports import timeml
from timeline_service.schemas.annotations import annotation

ANSWER = annotation(STORY, id="x&y")


@pytest.mark.parametrize("name", SEEDS)
def test_nothing_of_an_annotation_is_lost(name: str, pipeline) -> None:
    answer = service.annotate(SEEDS[name], longest=200_000)
    read = timeml_reader.read(timeml.write(answer))
    assert answer["events"] and answer["timexes"]
    assert read == answer


def test_nor_of_one_made_by_hand() -> None:
    assert timeml_reader.read(timeml.write(ANSWER)) == ANSWER


def test_text_tags_and_links() -> None:
    document = ElementTree.fromstring(timeml.write(ANSWER))
    assert document.findtext("DOCID") == "x&y"
    assert document.find("DCT/TIMEX3").attrib == {
        "tid": "t0", "type": "DATE", "value": "2025-10-24", "functionInDocument": "CREATION_TIME",
    }  # fmt: skip
    assert "".join(document.find("TEXT").itertext()) == TEXT
    assert [event.text for event in document.iterfind("TEXT/EVENT")] == ["signed", "Strikes", "vote"]
    assert document.find("MAKEINSTANCE").get("eventID") == "e1"
    assert document.find("TLINK").attrib == {
        "lid": "l1", "relType": "BEFORE", "eventInstanceID": "ei1", "relatedToEventInstance": "ei2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("dct", "kind", "value"),
    [
        ("2025-10-24", "DATE", "2025-10-24"),
        ("2025-10-24T18:05:00+02:00", "TIME", "2025-10-24T18:05+02:00"),
        ("2025-10-24T18:05:00Z", "TIME", "2025-10-24T18:05Z"),
        ("2025-10-24T18:05", "TIME", "2025-10-24T18:05"),
    ],
)
def test_a_publication_time_with_a_clock_is_a_time(dct: str, kind: str, value: str) -> None:
    created = ElementTree.fromstring(timeml.write(ANSWER | {"dct": dct})).find("DCT/TIMEX3")
    assert (created.get("type"), created.get("value"), created.text) == (kind, value, dct)
    assert timeml_reader.read(timeml.write(ANSWER | {"dct": dct})) == ANSWER | {"dct": dct}


def test_links_with_times() -> None:
    answer = ANSWER | {
        "tlinks": [{"id1": "ei1", "id2": "t1", "rel": "IS_INCLUDED"}, {"id1": "t0", "id2": "ei1", "rel": "AFTER"}]
    }
    first, second = ElementTree.fromstring(timeml.write(answer)).iterfind("TLINK")
    assert (first.get("eventInstanceID"), first.get("relatedToTime")) == ("ei1", "t1")
    assert (second.get("timeID"), second.get("relatedToEventInstance")) == ("t0", "ei1")


def test_characters_that_xml_cannot_hold() -> None:
    answer = ANSWER | {"text": "a\x01b\r\nc", "timexes": [], "events": [], "tlinks": [], "id": None, "dct": None}
    document = ElementTree.fromstring(timeml.write(answer))
    assert document.findtext("TEXT") == "a\ufffdb\r\nc"
