"""A TimeML document holds the same text, tags in place."""

from __future__ import annotations

from xml.etree import ElementTree

from story import STORY, TEXT

from timeline_service.exports import timeml
from timeline_service.schemas.annotations import annotation

ANSWER = annotation(STORY, id="x&y")


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
