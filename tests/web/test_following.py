"""What changed since a version, for its newsroom and for readers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from lxml import etree, html
from stored import ANSWER, NOW, put

from timeline_service.exports import words
from timeline_service.ingest.characters import held_by_xml
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


ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_feed_has_an_entry_for_each_row_the_last_changed_first(app, client) -> None:
    store, id = app.extensions["store"], "fed"
    times = [NOW + timedelta(hours=n) for n in range(3)]
    put(store, id=id, state="published", updated_at=times[0], answer=answer(("e1", "One & <more>"), ("e2", "Two")))
    put(store, id=id, version=1, state="published", updated_at=times[1],
        answer=answer(("e1", "One & <more>"), ("e2", "Second")))  # fmt: skip
    put(store, id=id, version=2, state="published", updated_at=times[2],
        answer=answer(("e3", "Before"), ("e1", "One & <more>"), ("e2", "Second")))  # fmt: skip
    response = client.get(f"/embed/{id}.atom")
    assert response.content_type == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(response.data)
    entries = [
        (entry.findtext("a:title", namespaces=ATOM), entry.findtext("a:updated", namespaces=ATOM))
        for entry in feed.findall("a:entry", ATOM)
    ]
    assert entries == [
        ("Before", times[2].isoformat()), ("Second", times[1].isoformat()), ("One & <more>", times[0].isoformat())
    ]  # fmt: skip
    assert feed.findtext("a:updated", namespaces=ATOM) == times[2].isoformat()
    ids = [each.text for each in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == 4 and all(each.startswith("http://localhost/embed/fed") for each in ids)
    again = client.get(f"/embed/{id}.atom", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_no_feed_and_no_preview_tells_as_a_fact_what_is_none(app, client) -> None:
    told = answer(("e1", "Mayor resigned"), ("e2", "Bridge opens"), ("e3", "Two \x01men\x0bwere\ufffe held"))
    rival = {"document": "d1", "text": "a rival", "start": 0, "end": 1}
    told["events"][0] |= {"status": "denied", "attribution": rival}
    told["events"][1]["status"] = "planned"
    told["title"] = "The \x08bridge"
    put(app.extensions["store"], id="doubted", state="published", answer=told)
    feed = etree.fromstring(client.get("/embed/doubted.atom").data)
    titles = ["Mayor resigned, according to a rival (denied)", "Bridge opens (planned)", "Two men were held"]
    assert [each.text for each in feed.findall("a:entry/a:title", ATOM)] == titles
    lines = [held_by_xml(words.line(told, event)) for event in told["events"]]
    assert [each.text for each in feed.findall("a:entry/a:content", ATOM)] == lines
    assert " (denied): Mayor resigned, according to a rival" in lines[0] and " (planned): Bridge opens" in lines[1]
    assert feed.findtext("a:title", namespaces=ATOM) == "The bridge"
    page = html.fromstring(client.get("/embed/doubted").text)
    (preview,) = page.xpath("//meta[@property='og:description']/@content")
    assert preview.startswith(f"{lines[0]} · {lines[1]} · ")


def test_in_the_place_of_a_timeline_that_was_withdrawn_stands_a_sentence(app, client) -> None:
    put(app.extensions["store"], id="taken-back")
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    page = client.get("/embed/taken-back", headers=browser)
    assert page.status_code == 404 and page.content_type == "text/html; charset=utf-8"
    assert "This timeline is no longer available." in page.text and "{" not in page.text
    assert "frame-ancestors *" in page.headers["Content-Security-Policy"]
    assert client.get("/embed/taken-back").content_type == "application/problem+json"
