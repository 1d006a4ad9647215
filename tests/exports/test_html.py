"""The ordered list: complete, escaped, and readable without a script."""

from __future__ import annotations

import lxml.html
import pytest
from story import STORY, TEXT

from timeline_service.exports import html
from timeline_service.schemas.answers import timeline

ANSWER = timeline(STORY)


def test_an_ordered_list_with_one_item_an_event() -> None:
    page = lxml.html.fromstring(html.write(ANSWER, texts={"d1": TEXT}))
    assert page.tag == "ol"
    assert {item.find("h3").get("lang") for item in page} == {ANSWER["language"]}
    assert [item.findtext("h3") for item in page] == [event["title"] for event in ANSWER["events"]]
    assert page[0].find(".//time").get("datetime") == "2025-10-13"
    assert page[1].find(".//time") is None, "no datetime where HTML has no form for the date"
    assert page[2].findtext(".//span") == "planned"
    assert page[0].findtext(".//mark") == "signed"
    assert "before “Strikes followed”" in page[0].text_content()


DATETIMES = {
    "2025": "2025", "2025-10": "2025-10", "2025-10-13": "2025-10-13", "2025-21": None, "2025-33": None, "198X": None,
    "0000": None, "0000-03-15": None, "-0043-03-15": None, "2025-10-13/2025-10-20": None, "XXXX-10-13": None,
    "2025-10-13T14:30:00+02:00": "2025-10-13T14:30:00+02:00", "0000-10-13T14:30:00": None, "-0043-10-13T14:30:00": None,
}  # fmt: skip


@pytest.mark.parametrize("edtf", DATETIMES)
def test_a_datetime_is_one_that_html_has(edtf: str) -> None:
    timed = {"granularity": "minute", "earliest_time": edtf} if "T" in edtf else {}
    event = ANSWER["events"][0] | {"when": ANSWER["events"][0]["when"] | {"edtf": edtf, **timed}}
    (item,) = lxml.html.fromstring(html.write(ANSWER | {"events": [event], "relations": []}, texts={}))
    assert [each.get("datetime") for each in item.iter("time")] == [DATETIMES[edtf]] * (DATETIMES[edtf] is not None)


def test_no_sentence_is_quoted_without_its_text() -> None:
    assert "blockquote" not in html.write(ANSWER, texts={})


def test_hostile_words_stay_words() -> None:
    evil = "<script>alert(1)</script>\"'"
    event = ANSWER["events"][0] | {"title": evil, "id": evil, "attribution": {"text": evil}}
    event["because"] = [{"rule": evil, "note": evil, "spans": []}]
    text = evil * 10
    event["mentions"] = [{"document": "d1", "start": 1, "end": 9, "text": "", "sentence": {"start": 0, "end": 60}}]
    page = html.write(ANSWER | {"events": [event], "relations": []}, texts={"d1": text})
    assert "<script" not in page
    assert lxml.html.fromstring(page)[0].findtext("h3") == evil
