"""Any text, any date: an answer, and a lawful one. Few examples here; ``make soak`` takes ten minutes of them."""
from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from laws.lawful import lawful_annotation, lawful_dates, lawful_timeline
from laws.texts import ARTICLES

from timeline_service.schemas.article import Article
from timeline_service.service import annotate, dates, extract

LONGEST = 200_000
FEW = settings(
    max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
DEEP = (
    "to try ", "that he said ", "the ", "and ", "run, ", "of the ", "( ", "two days before three weeks after ",
    "“We won,” he said, “and ",
)  # fmt: skip


def loaded(article: dict[str, Any]) -> dict[str, Any]:
    """The article as a request brings it."""
    return Article().load({name: value for name, value in article.items() if value is not None})


@FEW
@given(article=ARTICLES)
def test_a_timeline_of_any_text_is_lawful(pipeline, article: dict[str, Any]) -> None:
    lawful_timeline(json.loads(json.dumps(extract(loaded(article), longest=LONGEST))), article["text"])


@FEW
@given(article=ARTICLES)
def test_an_annotation_of_any_text_is_lawful(pipeline, article: dict[str, Any]) -> None:
    answer = annotate(loaded(article), longest=LONGEST)
    assert answer["text"] == article["text"]
    lawful_annotation(answer)


@settings(FEW, max_examples=300)
@given(article=ARTICLES)
def test_the_dates_of_any_text_are_lawful(article: dict[str, Any]) -> None:
    lawful_dates(dates(loaded(article), longest=LONGEST)["timexes"], article["text"])


@pytest.mark.parametrize("words", DEEP)
def test_a_parse_of_any_depth_is_read_without_recursion(pipeline, words: str) -> None:
    text = (words * 4_000)[:4_000]
    lawful_timeline(json.loads(json.dumps(extract(loaded({"text": text}), longest=LONGEST))), text)
