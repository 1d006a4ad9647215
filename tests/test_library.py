"""The library's door: typed, and the same as the API."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest
from waiting import BOUND

import timeline_service
from timeline_service import service
from timeline_service.library import FORMATS

pytestmark = pytest.mark.usefixtures("pipeline")
TEXT = "The truce was signed in Cairo on 13 October. Two days later, strikes resumed. The minister was told to wait."


def test_an_article_becomes_a_typed_timeline() -> None:
    timeline = timeline_service.extract(TEXT, published_at=date(2025, 10, 24), title="Truce")
    assert isinstance(timeline, timeline_service.Timeline) and timeline.title == "Truce"
    first, second, *_ = timeline
    assert (first.when.earliest, first.when.words) == (date(2025, 10, 13), "13 October 2025")
    assert second.when.text == "Two days later" and "counts from 13 October 2025" in second.reasons[0]
    mention = first.mentions[0]
    assert timeline.texts[mention.document][mention.start : mention.end] == mention.text == "signed"
    assert timeline.left_out and all(event.when.words and event.reasons for event in timeline.left_out)


def test_it_is_what_the_api_answers() -> None:
    timeline = timeline_service.extract(TEXT, published_at="2025-10-24")
    answer = service.extract({"text": TEXT, "published_at": "2025-10-24", "left_out": True}, longest=10_000)
    assert timeline.answer == answer
    assert timeline_service.extract(TEXT, published_at="2025-10-24") == timeline, "the same every time"


@pytest.mark.parametrize("format", FORMATS)
def test_exports_work_on_it(format: str) -> None:
    timeline = timeline_service.extract(TEXT, published_at="2025-10-24")
    assert "Two days later, strikes resumed." not in timeline.export(format)  # a title has no full stop
    if format in ("html", "markdown", "csv", "timelinejs"):
        assert "Two days later, strikes" in timeline.export(format, quotes=True)


def test_a_page_brings_its_text() -> None:
    page = f"<html><body><article><h1>Truce</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    timeline = timeline_service.extract(html=page, published_at="2025-10-24")
    assert "signed in Cairo" in timeline.texts["d1"] and len(timeline) >= 2


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(ValueError, match="no text"):
        timeline_service.extract("  ")
    with pytest.raises(ValueError, match="published_at"):
        timeline_service.extract(TEXT, published_at="last week")
    with pytest.raises(ValueError, match="Choose one of"):
        timeline_service.extract(TEXT).export("pdf")
    with pytest.raises(AttributeError):
        timeline_service.nothing  # noqa: B018


def test_importing_the_package_loads_no_model() -> None:
    code = "import sys, json, timeline_service; print(json.dumps([n for n in ('spacy', 'flask') if n in sys.modules]))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=BOUND, check=True)
    assert json.loads(run.stdout) == []
