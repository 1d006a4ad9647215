"""Comments on rows: for the newsroom alone, no part of the timeline, gone with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select
from stored import numbered, put
from web.test_bad_input import problem

from timeline_service.exports import EXPORTS
from timeline_service.settings import Settings
from timeline_service.store import comments as stored
from timeline_service.store.tables import CommentRow
from timeline_service.web import create_app

PATH = "/v1/timelines/talked-about"
WORDS = "Call the ministry before six"


@pytest.fixture(scope="module")
def app(database: str) -> Iterator[Flask]:
    application = create_app(Settings(database_url=database), keyless=True)
    yield application
    application.extensions["store"].close()


@pytest.fixture
def event(app: Flask, client) -> Iterator[str]:
    """An event of a published timeline that has a comment."""
    put(app.extensions["store"], id="talked-about", state="published", quotes="sentence", **numbered())
    id = client.get(PATH).get_json()["events"][0]["id"]
    assert client.post(f"{PATH}/comments", json={"event": id, "text": WORDS}).status_code == 200
    yield id
    client.delete(PATH, headers={"If-Match": "*"})


def test_a_comment_is_listed_with_who_and_when(client, event: str) -> None:
    (said,) = client.get(f"{PATH}/comments").get_json()["comments"]
    assert (said["event"], said["text"], said["by"]) == (event, WORDS, "local") and said["at"].endswith("+00:00")


def test_nobody_outside_hears_of_it(client, event: str) -> None:
    before = client.get(PATH)
    client.post(f"{PATH}/comments", json={"event": event, "text": "And again"})
    after = client.get(PATH)
    assert (before.headers["ETag"], before.data) == (after.headers["ETag"], after.data), "it is no version"
    public = [client.get(f"/embed/talked-about{end}") for end in ("", ".json", ".atom", ".html")]
    public += [client.get(f"{PATH}/export?format={each.name}") for each in EXPORTS]
    public += [client.get(f"{PATH}/export?format={each.name}&copy=desk") for each in EXPORTS]
    public += [client.get(f"{PATH}/revisions"), client.get(f"{PATH}/changes")]
    for answer in public:
        assert answer.status_code == 200 and WORDS.encode() not in answer.data, answer.request.path


def test_it_is_deleted_alone_or_with_the_timeline(app: Flask, client, event: str) -> None:
    (said,) = client.get(f"{PATH}/comments").get_json()["comments"]
    problem(client.delete(f"{PATH}/comments/{said['number'] + 1}"), 404)
    assert client.delete(f"{PATH}/comments/{said['number']}").get_json() == {"comments": []}
    client.post(f"{PATH}/comments", json={"event": event, "text": WORDS})
    assert client.delete(PATH, headers={"If-Match": "*"}).status_code == 204
    with app.extensions["store"].reading() as session:
        assert session.scalar(select(func.count()).select_from(CommentRow)) == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"event": "e99", "text": "?"}, "event"), ({"event": "one", "text": "?"}, "event"), ({"text": "?"}, "event"),
        ({"event": "e1", "text": ""}, "text"), ({"event": "e1", "text": "x" * 2_001}, "text"),
        ({"event": "e1"}, "text"),
    ],
)  # fmt: skip
def test_what_is_no_comment_is_refused(client, event: str, body: dict, field: str) -> None:
    assert field in problem(client.post(f"{PATH}/comments", json=body), 422)["errors"]


def test_there_is_an_end_to_them(client, event: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "MOST", 2)
    assert client.post(f"{PATH}/comments", json={"event": event, "text": "2"}).status_code == 200
    answer = problem(client.post(f"{PATH}/comments", json={"event": event, "text": "3"}), 422)
    assert "at most 2 comments" in answer["errors"]["text"][0]
