"""Signing in at the desk: what the cookie is like, when it counts, when it ends, and what it may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from stored import numbered, put
from web.test_bad_input import problem

from timeline_service.settings import Settings
from timeline_service.store import Store
from timeline_service.store.keys import issue, revoke
from timeline_service.store.sessions import sign_in, signed_in
from timeline_service.web import create_app

NOW = datetime(2025, 10, 24, 12, tzinfo=UTC)
HOST = "http://localhost"
OURS = {"Origin": HOST, "Sec-Fetch-Site": "same-origin"}
TITLE = {"corrections": [{"headline": "Ours"}]}
DRAFT = "/v1/timelines/draft"


@pytest.fixture(scope="module")
def locked(database: str) -> Iterator[tuple[Flask, dict[str, str]]]:
    """An application that has keys, with a draft; and the secrets of the keys by what they may."""
    application = create_app(Settings(database_url=database, session_hours=2), keyless=True)
    store: Store = application.extensions["store"]
    put(store, id="draft", newsroom="courier", **numbered())
    with store.writing() as session:
        secrets = {
            may: issue(session, newsroom="courier", name=f"{may} key", scope=may, now=NOW)
            for may in ("read", "write", "admin")
        }
    yield application, secrets
    store.close()


def at_the_desk(locked: tuple[Flask, dict[str, str]], may: str = "write", **headers: str) -> Any:
    """A browser of somebody who has signed in."""
    application, secrets = locked
    client = application.test_client()
    answer = client.post("/desk/session", json={"key": f" {secrets[may]}\n"}, headers=OURS | headers)
    assert answer.status_code == 200, answer.text
    return client


def test_a_key_signs_in_once_and_its_name_is_in_the_history(locked) -> None:
    client = at_the_desk(locked)
    here = client.get("/desk/session").get_json()
    assert here["signed_in"] == {"name": "write key", "newsroom": "courier", "may": "write"}
    assert timedelta(0) < datetime.fromisoformat(here["until"]) - datetime.now(UTC) <= timedelta(hours=2)
    assert client.post(f"{DRAFT}/corrections", json=TITLE, headers=OURS | {"If-Match": "*"}).status_code == 200
    last = client.get(f"{DRAFT}/revisions").get_json()["revisions"][0]
    assert last["by"] == "write key" and last["what"].startswith("headline “Ours”")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_script_reads_the_cookie_and_no_other_site_sends_it(locked, scheme: str) -> None:
    application, secrets = locked
    headers = {"Origin": f"{scheme}://localhost"}
    answer = application.test_client().post(
        "/desk/session", json={"key": secrets["read"]}, headers=headers, base_url=f"{scheme}://localhost"
    )
    name, _, rest = answer.headers["Set-Cookie"].partition("=")
    flags = {flag.strip().lower() for flag in rest.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/", "max-age=7200"} <= flags
    assert not any(flag.startswith("domain") for flag in flags)
    assert ("secure" in flags, name.startswith("__Host-")) == ((True, True) if scheme == "https" else (False, False))
    assert secrets["read"] not in answer.headers["Set-Cookie"]
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {},  # no browser of today
        {"Origin": "https://news.example"},
        {"Origin": "http://localhost:8001", "Sec-Fetch-Site": "same-site"},  # another port: the same site to browsers
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_cookie_changes_nothing_for_pages_that_are_not_ours(locked, headers: dict[str, str]) -> None:
    client = at_the_desk(locked)
    refused = client.post(f"{DRAFT}/corrections", json=TITLE, headers=headers | {"If-Match": "*"})
    assert refused.status_code in (401, 403)
    if headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        assert client.get(DRAFT, headers=headers).status_code == 404, "nor does it read"
    assert client.get(DRAFT, headers={"Sec-Fetch-Site": "none"}).status_code == 200, "an address that was typed"


def test_nobody_is_signed_in_by_a_page_of_another_site(locked) -> None:
    application, secrets = locked
    for origin in ("https://news.example", "http://localhost:8001", "null"):
        body, headers = {"key": secrets["read"]}, {"Origin": origin}
        answer = application.test_client().post("/desk/session", json=body, headers=headers)
        assert answer.status_code == 403 and "Set-Cookie" not in answer.headers


def test_who_is_unknown_is_told_so(locked) -> None:
    client = locked[0].test_client()
    assert client.get("/desk/session").get_json() == {"signed_in": None, "until": None}
    problem(client.post("/desk/session", json={"key": "tl_forged"}, headers=OURS), 401)
    problem(client.post("/desk/session", json={}, headers=OURS), 422)
    client.set_cookie("timeline-session", "forged")
    assert client.get(DRAFT).status_code == 404


def test_signing_out_ends_it_everywhere(locked) -> None:
    client = at_the_desk(locked)
    token = client.get_cookie("timeline-session").value
    client.delete("/desk/session")
    client.set_cookie("timeline-session", token)
    assert client.get(DRAFT).status_code == 200, "no page of ours asked for that"
    assert client.delete("/desk/session", headers=OURS).status_code == 204
    assert client.get_cookie("timeline-session") is None
    client.set_cookie("timeline-session", token)
    assert client.get(DRAFT).status_code == 404, "what was copied is worth nothing"


def test_a_session_ends_by_itself_and_with_its_key(locked) -> None:
    store: Store = locked[0].extensions["store"]
    with store.writing() as session:
        secret = issue(session, newsroom="courier", name="short", scope="read", now=NOW)
        token, key = sign_in(session, secret, now=NOW, until=NOW + timedelta(hours=1))
        assert signed_in(session, token, now=NOW + timedelta(minutes=59))[0] == key
        assert signed_in(session, token, now=NOW + timedelta(hours=1)) is None
        assert signed_in(session, token + "x", now=NOW) is None
        revoke(session, key.prefix, now=NOW)
        assert signed_in(session, token, now=NOW) is None
        assert sign_in(session, secret, now=NOW, until=NOW + timedelta(hours=1)) is None


def test_roles(locked) -> None:
    reader, writer, admin = (at_the_desk(locked, may) for may in ("read", "write", "admin"))
    assert reader.get(DRAFT).status_code == 200
    problem(reader.post(f"{DRAFT}/corrections", json=TITLE, headers=OURS | {"If-Match": "*"}), 403)
    event = writer.get(DRAFT).get_json()["events"][0]["id"]
    said = writer.post(f"{DRAFT}/comments", json={"event": event, "text": "Sure?"}, headers=OURS).get_json()["comments"]
    number = said[-1]["number"]
    problem(reader.delete(f"{DRAFT}/comments/{number}", headers=OURS), 403)
    assert admin.delete(f"{DRAFT}/comments/{number}", headers=OURS).status_code == 200


def test_a_key_in_a_header_goes_before_the_cookie(locked) -> None:
    client = at_the_desk(locked, "read")
    sent = {"X-API-Key": locked[1]["write"], "If-Match": "*"}
    assert client.post(f"{DRAFT}/corrections", json=TITLE, headers=sent).status_code == 200
