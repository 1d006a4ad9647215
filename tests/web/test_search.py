"""``GET /v1/events`` as callers see it; what is found is tested in tests/store/test_search.py."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from stored import put

from timeline_service.schemas import EventsFound


@pytest.fixture
def full(app, client: FlaskClient) -> FlaskClient:
    """A client of a store with one timeline of its own."""
    if client.get("/v1/timelines/for-search").status_code == 404:
        put(app.extensions["store"], id="for-search")
    return client


def test_a_page_of_events(full: FlaskClient) -> None:
    answer = full.get("/v1/events?page_size=1&page=2").get_json()
    assert EventsFound().validate(answer) == {}
    assert (answer["page"], answer["page_size"], len(answer["events"])) == (2, 1, 1)
    assert answer["total"] >= 2


def test_words_of_the_article_are_found(full: FlaskClient) -> None:
    title = full.get("/v1/timelines/for-search").get_json()["events"][0]["title"]
    found = full.get("/v1/events", query_string={"q": f'"{title}"'}).get_json()["events"]
    assert ("for-search", title) in [(each["timeline"], each["title"]) for each in found]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("q=", "q"), ("q=%3F", "q"), ("q=a%00b", "q"), ("since=soon", "since"), ("until=2025-02-30", "until"),
        ("since=2025-02-02&until=2025-02-01", "since"), ("status=done", "status"), ("participant=", "participant"),
        ("page=0", "page"), ("page_size=101", "page_size"), ("state=gone", "state"), ("sort=rank", "sort"),
    ],
)  # fmt: skip
def test_bad_queries_are_named(full: FlaskClient, query: str, field: str) -> None:
    response = full.get(f"/v1/events?{query}")
    assert response.status_code == 422 and field in response.get_json()["errors"], response.text
