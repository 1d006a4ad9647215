"""A key has its share of a minute; past it the answer is 503 with Retry-After, and nobody else is sent away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from stored import NOW, put
from web.test_bad_input import problem

from timeline_service.settings import Settings
from timeline_service.store.keys import issue
from timeline_service.web import create_app

RATE, WITHOUT_KEY = 3, 5
WANTED = "/v1/timelines/public"


@pytest.fixture
def limited(tmp_path) -> Iterator[tuple[Flask, list[dict[str, str]]]]:
    """An application that takes few requests, and the headers of two keys."""
    settings = Settings(database_url=f"sqlite:///{tmp_path}/t.sqlite3", rate=RATE, rate_without_key=WITHOUT_KEY)
    application = create_app(settings, keyless=True)
    store = application.extensions["store"]
    put(store, id="public", state="published")
    with store.writing() as session:
        secrets = [issue(session, newsroom="courier", name=name, scope="read", now=NOW) for name in "ab"]
    yield application, [{"Authorization": f"Bearer {secret}"} for secret in secrets]
    store.close()


def test_one_key_is_sent_away_and_the_other_is_not(limited) -> None:
    application, (one, other) = limited
    client = application.test_client()
    assert [client.get(WANTED, headers=one).status_code for _ in range(RATE)] == [200] * RATE
    refused = client.get("/v1/timelines", headers=one)  # another address, the same account
    assert "3 requests within a minute" in problem(refused, 503)["detail"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert client.get(WANTED, headers=other).status_code == 200


def test_without_a_key_an_address_is_counted(limited) -> None:
    application, (key, _) = limited
    client = application.test_client()
    forged = {"X-API-Key": "tl_guess"}
    assert [client.post("/v1/extract", json={}, headers=forged).status_code for _ in range(WITHOUT_KEY)] == [401] * 5
    problem(client.get(WANTED), 503)
    assert client.get(WANTED, environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code == 200
    assert client.get(WANTED, headers=key).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/", "/docs", "/embed/public", "/embed/public.json", "/widget/embed.js"])
def test_what_readers_and_machines_fetch_is_not_counted(limited, path: str) -> None:
    client = limited[0].test_client()
    assert {client.get(path, buffered=True).status_code for _ in range(2 * WITHOUT_KEY)} == {200}


def test_exports_of_what_is_not_stored_are_counted(limited) -> None:
    client = limited[0].test_client()
    statuses = [client.post("/export/csv", json={}).status_code for _ in range(WITHOUT_KEY + 1)]
    assert statuses == [401] * WITHOUT_KEY + [503]
