"""What changed since a version, for its newsroom and for readers."""

from __future__ import annotations

from typing import Any

import pytest
from stored import ANSWER, put

from timeline_service.store import rows_at
from timeline_service.store.rows import rows_of


def answer(*titles: tuple[str, str]) -> dict[str, Any]:
    """The answer with rows of these ids and titles."""
    first = ANSWER["events"][0]
    events = [{**first, "id": id, "title": title, "rank": n} for n, (id, title) in enumerate(titles, start=1)]
    return {**ANSWER, "events": events, "relations": [], "conflicts": []}


@pytest.fixture
def story(app, request: pytest.FixtureRequest) -> str:
    """A published timeline of three versions: made, a row more and one retitled, a row less."""
    store, id = app.extensions["store"], f"followed-{abs(hash(request.node.name))}"
    put(store, id=id, state="published", answer=answer(("e1", "One"), ("e2", "Two")))
    put(store, id=id, version=1, state="published", answer=answer(("e3", "Before"), ("e1", "One"), ("e2", "Second")))
    put(store, id=id, version=2, state="published", answer=answer(("e3", "Before"), ("e2", "Second")))
    return f"/v1/timelines/{id}"


def told(client, path: str, query: str) -> tuple[Any, list[tuple[str, str]]]:
    response = client.get(f"{path}/changes{query}")
    assert response.status_code == 200, response.text
    body = response.get_json()
    assert body["version"] == 3
    return body["since"], [(each["event"], each["change"]) for each in body["changes"]]


def test_new_changed_and_withdrawn_rows_are_told_apart(client, story: str) -> None:
    assert told(client, story, "?since=1") == (1, [("e3", "new"), ("e2", "changed"), ("e1", "withdrawn")])
    assert told(client, story, "?since=2") == (2, [("e1", "withdrawn")])
    assert told(client, story, "?since=3") == (3, [])


def test_of_a_version_that_is_not_known_everything_is_new(client, story: str) -> None:
    for query in ("", "?since=99"):
        assert told(client, story, query) == (None, [("e3", "new"), ("e2", "new")])


@pytest.mark.parametrize("since", ["0", "-1", "x", "9" * 5_000, "1.5"])
def test_what_is_no_version_is_refused(client, story: str, since: str) -> None:
    assert client.get(f"{story}/changes?since={since}").status_code == 422


def test_a_row_that_only_moved_did_not_change() -> None:
    one = answer(("e1", "One"), ("e2", "Two"))
    other = replace_rank(answer(("e3", "New"), ("e1", "One"), ("e2", "Two")))
    assert {id: row for id, row in rows_of(other).items() if id != "e3"} == rows_of(one)


def replace_rank(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "events": [{**event, "salience": 0.1, "reasons": ["Other."]} for event in told["events"]]}


def test_the_rows_of_old_versions_are_let_go(app, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline_service.store.timelines.KEPT", 3)
    store = app.extensions["store"]
    put(store, id="long-followed")
    for version in range(1, 5):
        put(store, id="long-followed", version=version)
    with store.reading() as session:
        known = [rows_at(session, "long-followed", version) is not None for version in range(1, 6)]
    assert known == [False, False, True, True, True]
