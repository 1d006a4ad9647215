"""What a database would not take is refused before it, on both alike: NUL, half a surrogate pair, what is too long."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from web.test_bad_input import problem

from timeline_service.settings import Settings
from timeline_service.web import create_app

pytestmark = pytest.mark.usefixtures("pipeline")
ARTICLE = {"text": "The truce was signed on October 13 in Cairo.", "published_at": "2025-10-24"}


@pytest.fixture(scope="module")
def app(database: str) -> Iterator[Flask]:
    application = create_app(Settings(database_url=database), keyless=True)
    application.config["PROPAGATE_EXCEPTIONS"] = False  # an exception is a 500, as readers would see it
    yield application
    application.extensions["store"].close()


NO_SUCH = ["/v1/timelines/a%00b", "/v1/timelines/a%00/export", "/v1/timelines/%00/revisions", "/embed/%00",
           "/embed/%00.json", "/stories/%00", "/v1/timelines/" + "x" * 5_000, "/oembed?url=http://localhost/embed/%00",
           "/v1/timelines/%ff%fe"]  # fmt: skip


@pytest.mark.parametrize("path", NO_SUCH, ids=range(len(NO_SUCH)))
def test_an_id_that_cannot_be(client, path: str) -> None:
    problem(client.get(path), 404)


@pytest.mark.parametrize("id", ["a%00b", "x" * 501])
def test_an_external_id_that_cannot_be_kept(client, id: str) -> None:
    assert problem(client.put(f"/v1/timelines/{id}", json={"documents": [ARTICLE]}), 422)["errors"]["external_id"]


def test_words_of_a_title_that_cannot_be(client) -> None:
    assert problem(client.get("/v1/timelines?title=%00"), 422)["errors"]["title"]


DOCUMENTS = {
    "a tag beyond its length": {"language": "-".join(["en", *["abcdefgh"] * 9])},
    "a second's fraction without an end": {"published_at": f"2025-10-24T10:00:00.{'1' * 50}+02:00"},
    "NUL in an id": {"id": "a\0b"},
    "half a surrogate pair in a URL": {"url": "https://example.org/\ud800"},
    "an id beyond its length": {"id": "x" * 501},
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_a_document_that_cannot_be_kept(client, case: str) -> None:
    body = json.dumps({"documents": [ARTICLE | DOCUMENTS[case]]})
    response = client.put("/v1/timelines/new", data=body, content_type="application/json")
    assert next(iter(DOCUMENTS[case])) in problem(response, 422)["errors"]["documents"][0]
    problem(client.get("/v1/timelines/new"), 404)


CORRECTIONS = [
    {"title": "a\0b"},
    {"title": "\ud800"},
    {"title": ""},
    {"title": None},
    {"date": "2025-10-13\0"},
    {"split": {"document": "\0", "start": 10**30}},
    {"before": "e" + "1" * 40},
]


@pytest.mark.parametrize("change", CORRECTIONS, ids=range(len(CORRECTIONS)))
def test_a_correction_that_cannot_be_kept(client, change: dict) -> None:
    """It leaves the timeline as it was, and it can still be read."""
    kept = client.put("/v1/timelines/kept", json={"documents": [ARTICLE]})
    event = kept.get_json()["events"][0]["id"]
    path, headers = f"/v1/timelines/kept/events/{event}", {"If-Match": kept.headers["ETag"]}
    response = client.patch(path, data=json.dumps(change), content_type="application/json", headers=headers)
    assert problem(response, 422)["errors"]
    assert client.get("/v1/timelines/kept").data == kept.data


def test_what_is_odd_and_can_be_kept(client) -> None:
    words = "🕊 \u202eשלום\u0301 \U0010fffd"
    made = client.post(
        "/v1/timelines",
        json={"documents": [ARTICLE | {"title": words, "id": words}], "external_id": words},
        headers={"Idempotency-Key": "é" * 255},
    )
    assert made.status_code == 200, made.text
    assert client.get(f"/v1/timelines/{words}").get_json()["external_id"] == words


@pytest.mark.server
def test_a_store_that_is_gone_is_told_to_come_back_to(empty: Callable[[str], str]) -> None:
    import psycopg

    url = empty("postgresql")
    application = create_app(Settings(database_url=url), keyless=True)
    server, _, name = url.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
    client = application.test_client()
    for path in ("/v1/timelines", "/embed/x", "/readyz"):
        response = client.get(path)
        problem(response, 503)
        assert int(response.headers["Retry-After"]) > 0
    application.extensions["store"].close()
