"""Who may do what: every route, by every kind of caller. Newsrooms do not see each other's timelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from stored import NOW, put
from web.access_table import CALLERS, TABLE
from web.test_bad_input import problem

from timeline_service.settings import Settings
from timeline_service.store import Store, StoredCorrection
from timeline_service.store.keys import Scope, issue
from timeline_service.web import create_app

OURS, PUBLIC = ("reader", "writer"), "/v1/timelines/public"
DOCUMENTS = [
    {"id": "a", "text": "The truce was signed in Cairo on October 13.", "published_at": "2025-10-24"},
    {"id": "b", "text": "The port reopened on October 23.", "published_at": "2025-10-24"},
]
Locked = tuple[Flask, dict[str, dict[str, str]]]


@pytest.fixture(scope="module")
def locked(database: str) -> Iterator[Locked]:
    """An application that has keys, and the headers of each kind of caller."""
    application = create_app(Settings(database_url=database, hosts="timelines.example.org", rate=100_000), keyless=True)
    store: Store = application.extensions["store"]
    put(store, id="draft", newsroom="courier")
    hidden = StoredCorrection(number=1, kind="title", event="c1", value="A title", by="Ada", at=NOW)
    put(store, id="public", newsroom="courier", state="published", corrections=(hidden,))
    keys: dict[str, tuple[str, Scope]] = {
        "stranger": ("other", "write"), "reader": ("courier", "read"), "writer": ("courier", "write")
    }  # fmt: skip
    with store.writing() as session:
        secrets = {name: issue(session, newsroom=of, name=name, scope=may, now=NOW) for name, (of, may) in keys.items()}
    headers = {name: {"Authorization": f"Bearer {each}"} for name, each in (secrets | {"forged": "tl_forged"}).items()}
    yield application, {"nobody": {}, **headers}
    store.close()


def test_every_route_is_in_the_table(locked: Locked) -> None:
    rules = locked[0].url_map.iter_rules()
    assert set(TABLE) == {(method, rule.rule) for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}}


@pytest.fixture(scope="module")
def read_only(locked: Locked) -> dict[str, dict[str, Any]]:
    """State → a timeline of ours in it, for all that only read it."""
    return {}


@pytest.fixture
def made(locked: Locked, read_only: dict[str, dict[str, Any]], pipeline: object, request: Any) -> dict[str, Any]:
    """A timeline of ours in a state, with two documents and a correction; a new one where a route may write to it."""
    method, rule, state = (request.node.callspec.params[name] for name in ("method", "rule", "state"))
    if method != "GET" and "<id>" in rule:
        return _made(locked, state)
    if state not in read_only:
        read_only[state] = _made(locked, state)
    return read_only[state]


def _made(locked: Locked, state: str) -> dict[str, Any]:
    client, writer = locked[0].test_client(), locked[1]["writer"]
    timeline = client.post("/v1/timelines", json={"documents": DOCUMENTS}, headers=writer).get_json()
    path = f"/v1/timelines/{timeline['id']}"
    client.patch(path, json={"state": state}, headers=writer | {"If-Match": f'"{timeline["version"]}"'})
    event = f"{path}/events/{timeline['events'][0]['id']}"
    pinned = client.patch(event, json={"pinned": True}, headers=writer | {"If-Match": "*"}).get_json()
    assert (pinned["state"], len(pinned["corrections"])) == (state, 1)
    return pinned


@pytest.mark.parametrize("state", ["draft", "published"])
@pytest.mark.parametrize(("method", "rule"), TABLE, ids=[f"{method} {rule}" for method, rule in TABLE])
def test_who_may_do_what(locked: Locked, made: dict[str, Any], method: str, rule: str, state: str) -> None:
    application, headers = locked
    client, row = application.test_client(), TABLE[method, rule]
    body = {"timeline": _without(made), "texts": {}} if row.body == "carried" else row.body
    address = _address(rule, made) + row.query.format(**made)
    for caller, wanted in zip(CALLERS, getattr(row, state), strict=True):  # the writer, who may, comes last
        sent = headers[caller] | ({"If-Match": f'"{made["version"]}"'} if row.changes and method != "PUT" else {})
        response = client.open(address, method=method, json=body, headers=sent, buffered=True)
        assert response.status_code == wanted, (caller, response.text)
        if wanted == 401:
            assert response.headers["WWW-Authenticate"].startswith("Bearer")
        if wanted >= 400:
            problem(response, wanted)
        any_site = row.sites and ("/v1/" not in rule or (wanted == 200 and caller not in OURS))
        assert _any_site(response) == any_site, caller
        ours = client.get(f"/v1/timelines/{made['id']}", headers=headers["writer"])
        if row.changes and caller == "writer":
            assert ours.status_code == 404 or ours.get_json()["version"] == made["version"] + 1
        else:
            assert ours.get_json() == made, f"{caller} changed it"


def _address(rule: str, timeline: dict[str, Any]) -> str:
    parts = {
        "id": timeline["id"], "job": "none", "webhook": "none", "document": "d2", "event": timeline["events"][0]["id"],
        "extension": "csv", "int:number": "1", "path:name": "event-timeline.js", "path:filename": "pages.css",
        "name": "csv",
    }  # fmt: skip
    return re.sub(r"<([^>]+)>", lambda found: parts[found[1]], rule)


def _without(timeline: dict[str, Any]) -> dict[str, Any]:
    """The timeline as ``/v1/extract`` would have answered it."""
    kept = ("external_id", "state", "quotes", "version", "corrections", "created_at", "updated_at", "publish_at")
    answer = deepcopy({name: value for name, value in timeline.items() if name not in kept})
    for event in answer["events"]:
        for mention in event["mentions"]:
            mention["sentence"].pop("text", None)
    return answer


def _any_site(response: Any) -> bool:
    """Whether a page of any site may read this."""
    allowed = response.headers.get("Access-Control-Allow-Origin")
    assert allowed in (None, "*")
    return allowed == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_no_page_of_another_site_is_allowed_to_write(locked: Locked, method: str) -> None:
    client = locked[0].test_client()
    asked = {"Origin": "https://news.example", "Access-Control-Request-Method": method}
    for path in (PUBLIC, "/v1/timelines", "/v1/extract", "/embed/public", "/widget/embed.js"):
        preflight = client.options(path, headers=asked)
        assert not any(name.startswith("Access-Control") for name in preflight.headers.keys()), path
        answer = client.open(path, method=method, json={}, headers=asked | locked[1]["writer"])
        assert answer.status_code == 403 and not _any_site(answer), path


def test_a_newsroom_finds_its_own_alone(locked: Locked) -> None:
    client: FlaskClient = locked[0].test_client()
    found = {caller: client.get("/v1/timelines", headers=locked[1][caller]).get_json() for caller in CALLERS[2:]}
    assert {"draft", "public"} <= {each["id"] for each in found["reader"]["timelines"]} or found["reader"]["total"] > 20
    ours = {each["id"] for each in found["reader"]["timelines"]}
    assert not ours & {each["id"] for each in found["stranger"]["timelines"]}


def test_a_key_in_its_own_header(locked) -> None:
    application, headers = locked
    secret = headers["reader"]["Authorization"].removeprefix("Bearer ")
    assert application.test_client().get("/v1/timelines/draft", headers={"X-API-Key": secret}).status_code == 200


def test_readers_without_a_key_see_no_sentences_unless_they_may(locked) -> None:
    application, headers = locked
    client = application.test_client()
    unseen, seen = client.get(PUBLIC), client.get(PUBLIC, headers=headers["reader"])
    assert "text" not in unseen.get_json()["events"][0]["mentions"][0]["sentence"]
    assert "text" in seen.get_json()["events"][0]["mentions"][0]["sentence"]
    assert unseen.headers["ETag"] != seen.headers["ETag"]
    assert "Authorization" in unseen.headers["Vary"]
    quotes = client.get(f"{PUBLIC}/export?format=html")
    assert "blockquote" not in quotes.text


def test_who_corrected_what_is_for_the_newsroom_alone(locked) -> None:
    application, headers = locked
    client = application.test_client()
    kept = client.get(PUBLIC, headers=headers["reader"]).get_json()["corrections"]
    assert [each["by"] for each in kept] == ["Ada"]
    for caller in ("nobody", "stranger"):
        assert client.get(PUBLIC, headers=headers[caller]).get_json()["corrections"] == []


HOSTS = {
    "localhost": 200,
    "LOCALHOST:8000": 200,
    "127.0.0.1:8000": 200,
    "[::1]:8000": 200,
    "timelines.example.org": 200,
    "Timelines.Example.org": 200,
    "evil.example.org": 403,
    "127.0.0.1.evil.example.org": 403,
}


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_that_was_made_to_point_here_is_refused(locked, host: str) -> None:
    application, _ = locked
    assert application.test_client().get("/healthz", headers={"Host": host}).status_code == HOSTS[host]


def test_another_sites_page_may_change_nothing(client) -> None:
    """Where no key is needed, a browser on this machine could be made to send anything."""
    for origin in ("https://evil.example.org", "null", "http://localhost.evil.example.org", "http://[::1", "http://[x]"):
        response = client.post("/v1/timelines", json={}, headers={"Origin": origin})
        assert response.status_code == 403, origin
    for origin in ("http://localhost:8000", "http://LocalHost:8000", "http://[::1]:8000"):
        assert client.post("/v1/timelines", json={}, headers={"Origin": origin}).status_code == 422, origin
    form = {"Content-Type": "text/plain"}
    assert client.post("/v1/timelines", data=b'{"documents": []}', headers=form).status_code == 415
