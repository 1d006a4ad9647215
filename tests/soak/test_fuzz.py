"""Ten minutes of texts that nobody wrote: nothing is found.

Hypothesis makes them, a few thousand in the time; ``FUZZ_MINUTES`` sets another time, and a failure is made small.
"""
from __future__ import annotations

import json
import os
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws.lawful import lawful_annotation, lawful_dates, lawful_story, lawful_timeline
from laws.texts import ARTICLES

from benchmarks.shapes import SHAPES, shaped
from timeline_service import languages
from timeline_service.ingest import decode
from timeline_service.model import Story
from timeline_service.pipeline import read, tell
from timeline_service.schemas.article import Article
from timeline_service.service import annotate, dates, document_of, extract

pytestmark = pytest.mark.soak
SECONDS = 60 * float(os.environ.get("FUZZ_MINUTES", "10"))
LONGEST = 200_000
MANY = settings(
    max_examples=20_000, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip


def test_ten_minutes_of_any_text(pipeline) -> None:
    end, seen = time.monotonic() + SECONDS, 0

    @MANY
    @given(article=ARTICLES)
    def lawful(article: dict[str, Any]) -> None:
        nonlocal seen
        if time.monotonic() > end:
            return
        seen += 1
        text = article["text"]
        loaded = Article().load({name: value for name, value in article.items() if value is not None})
        lawful_timeline(json.loads(json.dumps(extract(loaded, longest=LONGEST))), text)
        lawful_dates(dates(loaded, longest=LONGEST)["timexes"], text)
        if seen % 5 == 0:
            lawful_annotation(annotate(loaded, longest=LONGEST))
            document, english = document_of(loaded, longest=LONGEST), languages.load("en")
            lawful_story(tell(Story(documents=(read(document, english),)), english))

    lawful()
    print(f"{seen} texts")
    assert seen > 0


@pytest.mark.parametrize("shape", SHAPES)
def test_every_hostile_shape_is_lawful_at_length(pipeline, shape: str) -> None:
    text = shaped(shape, 20_000) + "."
    answer = extract({"text": text, "published_at": "2025-10-24"}, longest=LONGEST)
    lawful_timeline(json.loads(json.dumps(answer)), text)


@settings(MANY, max_examples=3_000)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_a_page_or_are_refused(data: bytes) -> None:
    try:
        dates({"html": decode(data), "language": "en"}, longest=LONGEST)
    except ValueError as error:
        assert str(error)
