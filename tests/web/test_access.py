"""Who may do what: every address, by every kind of caller. Newsrooms do not see each other's timelines."""

from __future__ import annotations

import pytest
from flask import Flask
from stored import NOW, put

from timeline_service.settings import Settings
from timeline_service.store import StoredCorrection
from timeline_service.store.keys import issue
from timeline_service.web import create_app

CALLERS = ("nobody", "reader", "writer", "stranger", "forged")
DRAFT, PUBLIC = "/v1/timelines/draft", "/v1/timelines/public"
ADDRESSES = {  # method, path → status for nobody, reader, writer, stranger (writer of another newsroom), forged key
    ("POST", "/v1/extract"): (401, 422, 422, 422, 401),
    ("POST", "/v1/annotate"): (401, 422, 422, 422, 401),
    ("POST", "/v1/dates"): (401, 422, 422, 422, 401),
    ("POST", "/export/csv"): (401, 422, 422, 422, 401),
    ("GET", "/healthz"): (200, 200, 200, 200, 200),
    ("GET", "/v1/timelines"): (401, 200, 200, 200, 401),
    ("POST", "/v1/timelines"): (401, 403, 422, 422, 401),
    ("GET", DRAFT): (404, 200, 200, 404, 404),
    ("GET", PUBLIC): (200, 200, 200, 200, 200),
    ("GET", f"{DRAFT}/export?format=csv"): (404, 200, 200, 404, 404),
    ("GET", f"{PUBLIC}/export?format=csv"): (200, 200, 200, 200, 200),
    ("GET", f"{DRAFT}/export.csv"): (404, 200, 200, 404, 404),
    ("GET", f"{PUBLIC}/export.csv"): (200, 200, 200, 200, 200),
    ("GET", f"{DRAFT}/export?format=timeml"): (403, 200, 200, 404, 403),
    ("GET", f"{PUBLIC}/export?format=timeml"): (403, 200, 200, 404, 403),
    ("GET", f"{DRAFT}/revisions"): (401, 200, 200, 404, 401),
    ("GET", f"{PUBLIC}/revisions"): (401, 200, 200, 404, 401),
    ("PUT", PUBLIC): (401, 403, 422, 422, 401),
    ("PATCH", PUBLIC): (401, 403, 428, 404, 401),
    ("DELETE", PUBLIC): (401, 403, 428, 404, 401),
    ("POST", f"{PUBLIC}/documents"): (401, 403, 422, 422, 401),
    ("DELETE", f"{PUBLIC}/documents/d1"): (401, 403, 428, 404, 401),
    ("PATCH", f"{PUBLIC}/events/c1"): (401, 403, 422, 422, 401),
    ("DELETE", f"{PUBLIC}/corrections/1"): (401, 403, 428, 404, 401),
}


@pytest.fixture(scope="module")
def locked(tmp_path_factory) -> tuple[Flask, dict[str, dict[str, str]]]:
    """An application that has keys, and the headers of each kind of caller."""
    database = tmp_path_factory.mktemp("locked") / "t.sqlite3"
    application = create_app(Settings(database_url=f"sqlite:///{database}", hosts="timelines.example.org"))
    store = application.extensions["store"]
    put(store, id="draft")
    hidden = StoredCorrection(number=1, kind="title", event="c1", value="A title", by="Ada", at=NOW)
    put(store, id="public", state="published", corrections=(hidden,))
    with store.writing() as session:
        secrets = {
            "reader": issue(session, newsroom="local", name="r", scope="read", now=NOW),
            "writer": issue(session, newsroom="local", name="w", scope="write", now=NOW),
            "stranger": issue(session, newsroom="other", name="s", scope="write", now=NOW),
        } | {"forged": "tl_forged"}
    yield application, {"nobody": {}} | {name: {"Authorization": f"Bearer {each}"} for name, each in secrets.items()}
    store.close()


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize(("method", "path"), ADDRESSES, ids=[f"{method} {path}" for method, path in ADDRESSES])
def test_who_may_do_what(locked, method: str, path: str, caller: str) -> None:
    application, headers = locked
    body = None if method in ("GET", "DELETE") else {}
    response = application.test_client().open(path, method=method, json=body, headers=headers[caller])
    assert response.status_code == ADDRESSES[method, path][CALLERS.index(caller)], response.text
    if response.status_code == 401:
        assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_every_address_that_needs_a_key_is_in_the_table(locked) -> None:
    application, _ = locked
    known = {(method, path.split("?")[0].replace(PUBLIC, "").replace(DRAFT, "")) for method, path in ADDRESSES}
    names = {"<id>": "", "<document>": "d1", "<event>": "c1", "<int:number>": "1", "<extension>": "csv"}
    for rule in application.url_map.iter_rules():
        if rule.rule.startswith("/v1/"):
            path = rule.rule
            for name, value in names.items():
                path = path.replace(f"/{name}" if name == "<id>" else name, value)
            path = path.removeprefix("/v1/timelines") if "<id>" in rule.rule else path
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                assert (method, path) in known, rule.rule


def test_a_key_in_its_own_header(locked) -> None:
    application, headers = locked
    secret = headers["reader"]["Authorization"].removeprefix("Bearer ")
    assert application.test_client().get(DRAFT, headers={"X-API-Key": secret}).status_code == 200


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
    "127.0.0.1:8000": 200,
    "[::1]:8000": 200,
    "timelines.example.org": 200,
    "evil.example.org": 403,
    "127.0.0.1.evil.example.org": 403,
}


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_that_was_made_to_point_here_is_refused(locked, host: str) -> None:
    application, _ = locked
    assert application.test_client().get("/healthz", headers={"Host": host}).status_code == HOSTS[host]


def test_another_sites_page_may_change_nothing(client) -> None:
    """On a first run there is no key, and a browser on this machine could be made to send anything."""
    for origin in ("https://evil.example.org", "null", "http://localhost.evil.example.org"):
        response = client.post("/v1/timelines", json={}, headers={"Origin": origin})
        assert response.status_code == 403, origin
    assert client.post("/v1/timelines", json={}, headers={"Origin": "http://localhost:8000"}).status_code == 422
    form = {"Content-Type": "text/plain"}
    assert client.post("/v1/timelines", data=b'{"documents": []}', headers=form).status_code == 415
