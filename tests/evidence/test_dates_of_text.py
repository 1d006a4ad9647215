"""Whose a date is, in sentences that the shipped pipeline reads."""

from __future__ import annotations

import pytest

from timeline_service.schemas.article import Article
from timeline_service.service import dates, extract

pytestmark = pytest.mark.model


def rows(text: str, published_at: str) -> dict[str, str]:
    """Date by title."""
    answer = extract(Article().load({"text": text, "published_at": published_at}), longest=1_000)
    return {event["title"]: event["when"]["edtf"] for event in answer["events"]}


@pytest.mark.parametrize(("text", "published_at", "date"), [
    ("Nordfly plans to commence flights starting in April 2027.", "2025-11-05", "2027-04"),
    ("Ryde has been trying to take over Aerona since March.", "2025-06-09", "2025-03/.."),
    ("Deliveries are not due until October.", "2025-03-19", "2025-10"),
    ("The bridge will open in 2027 or 2028.", "2025-03-19", "2027/2028"),
])  # fmt: skip
def test_the_date_of_a_row(text: str, published_at: str, date: str) -> None:
    assert list(rows(text, published_at).values()) == [date]


def test_a_year_in_the_name_of_a_thing_is_no_date() -> None:
    article = {"text": "Lumen released photoLab '11 on Wednesday, and left Orsa in '09.", "published_at": "2010-10-23"}
    found = dates(Article().load(article), longest=1_000)["timexes"]
    assert [timex["value"] for timex in found] == ["2010-10-20", "2009"]
