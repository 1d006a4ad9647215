"""``GET /v1/events`` as callers see it; what is found is tested in tests/store/test_search.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from stored import put

from timeline_service.schemas import EventsFound
from timeline_service.settings import Settings
from timeline_service.web import create_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a store with one timeline, so that what is found is on the first page."""
    database: Path = tmp_path_factory.mktemp("store") / "timelines.sqlite3"
    application = create_app(Settings(database_url=f"sqlite:///{database}"), keyless=True)
    put(application.extensions["store"], id="for-search")
    yield application
    application.extensions["store"].close()


def test_a_page_of_events(client: FlaskClient) -> None:
    answer = client.get("/v1/events?page_size=1&page=2").get_json()
    assert EventsFound().validate(answer) == {}
    assert (answer["page"], answer["page_size"], len(answer["events"])) == (2, 1, 1)
    assert answer["total"] >= 2


def test_words_of_the_article_are_found(client: FlaskClient) -> None:
    title = client.get("/v1/timelines/for-search").get_json()["events"][0]["title"]
    found = client.get("/v1/events", query_string={"q": f'"{title}"'}).get_json()["events"]
    assert ("for-search", title) in [(each["timeline"], each["title"]) for each in found]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("q=", "q"), ("q=%3F", "q"), ("q=a%00b", "q"), ("since=soon", "since"), ("until=2025-02-30", "until"),
        ("since=2025-02-02&until=2025-02-01", "since"), ("status=done", "status"), ("participant=", "participant"),
        ("page=0", "page"), ("page_size=101", "page_size"), ("state=gone", "state"), ("sort=rank", "sort"),
    ],
)  # fmt: skip
def test_bad_queries_are_named(client: FlaskClient, query: str, field: str) -> None:
    response = client.get(f"/v1/events?{query}")
    assert response.status_code == 422 and field in response.get_json()["errors"], response.text
