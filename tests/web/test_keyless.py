"""A first run needs no key: on this machine alone, from it alone, and only until there was one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from migrated import migrated
from serving import ROOT, Server, serving
from stored import NOW, put
from waiting import BOUND

from timeline_service.settings import Settings
from timeline_service.store import Store
from timeline_service.store.keys import issue, keys, revoke
from timeline_service.web import create_app

LIST = "/v1/timelines"


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Flask]:
    made = create_app(Settings(database_url=migrated(tmp_path / "t.sqlite3"), hosts="tl.example.org"), keyless=True)
    yield made
    made.extensions["store"].close()


def status(application: Flask, *, peer: str = "127.0.0.1", **headers: str) -> int:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return application.test_client().get(LIST, headers=sent, environ_base={"REMOTE_ADDR": peer}).status_code


def test_on_a_first_run_this_machine_needs_no_key(application: Flask) -> None:
    assert status(application) == 200


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine_has_many_names(application: Flask, peer: str) -> None:
    assert status(application, peer=peer) == 200


@pytest.mark.parametrize("peer", ["192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", "fe80::1", "", "unix:"])
def test_from_elsewhere_a_key_is_needed_whatever_the_host(application: Flask, peer: str) -> None:
    assert status(application, peer=peer, Host="localhost") == 401


@pytest.mark.parametrize(
    "header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via",
               "CF-Connecting-IP", "x-forwarded-prefix"]
)  # fmt: skip
def test_through_a_proxy_a_key_is_needed(application: Flask, header: str) -> None:
    assert status(application, **{header: "192.0.2.7"}) == 401
    assert status(application, **{header: "127.0.0.1"}) == 401


def test_nginx_shows_by_the_http_that_it_speaks(application: Flask) -> None:
    old = {"REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.0"}
    assert application.test_client().get(LIST, environ_overrides=old).status_code == 401


def test_by_another_name_a_key_is_needed(application: Flask) -> None:
    assert status(application, Host="tl.example.org") == 401


def test_a_server_that_others_reach_takes_nobody_without_a_key(tmp_path: Path) -> None:
    application = create_app(Settings(database_url=f"sqlite:///{tmp_path}/t.sqlite3"))
    assert status(application) == 401
    application.extensions["store"].close()


def test_once_there_was_a_key_revoking_the_last_one_opens_nothing(application: Flask) -> None:
    store: Store = application.extensions["store"]
    put(store, id="draft")
    with store.writing() as session:
        secret = issue(session, newsroom="courier", name="cms", scope="write", now=NOW)
    assert (status(application), status(application, X_API_Key=secret)) == (401, 200)
    with store.writing() as session:
        assert revoke(session, keys(session)[0].prefix, now=NOW) == 1
    assert (status(application), status(application, X_API_Key=secret)) == (401, 401)
    client = application.test_client()
    assert client.get(f"{LIST}/draft").status_code == 404
    assert client.delete(f"{LIST}/draft", headers={"If-Match": "*"}).status_code == 401


def through_nginx(server: Server, path: str) -> bytes:
    """The first line of what nginx gets that was told ``proxy_pass http://127.0.0.1:8000`` and nothing else."""
    with server.connect() as connection:
        head = f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\nUser-Agent: x\r\n\r\n"
        connection.sendall(head.encode())
        return connection.makefile("rb").readline()


def test_a_keyed_server_answers_readers_alone_without_a_key(pipeline: Any, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/t.sqlite3"
    store = Store(database)
    store.migrate()
    put(store, id="draft")
    put(store, id="seen", state="published")
    store.close()
    with serving(database, keyed=True, TIMELINE_LOG_LEVEL="warning") as server:
        assert server.ask("GET", LIST)[0] == 401
        for path in (LIST, f"{LIST}/draft/revisions", "/metrics"):
            assert b" 401 " in through_nginx(server, path), path
        for path in ("/embed/seen", "/embed/seen.html", f"{LIST}/seen", "/readyz", "/"):
            assert b" 200 " in through_nginx(server, path), path
        assert b" 404 " in through_nginx(server, f"{LIST}/draft")
        status, refused = server.ask("PUT", f"{LIST}/x", {"documents": [{"text": "It fell."}]})
        assert status == 401 and "keys new" in refused["detail"] and "--keyed" in refused["detail"]
        secret = server.command("keys", "new", "--newsroom", "courier", "--name", "cms")
        assert server.ask("GET", LIST, X_API_Key=secret)[0] == 200, "a key that is made works at once"
        assert "--keyed" not in server.ask("GET", LIST)[1]["detail"]
    assert said(server) == [("no key", "There is no API key yet")]


def said(server: Server) -> list[tuple[str, str]]:
    """What stands in the log of a server that has ended: events, and how what is said of each begins."""
    assert server.process is not None
    lines = [json.loads(line) for line in server.process.communicate(timeout=BOUND)[1].splitlines()]
    return [(line["event"], re.split("[:,]", line["said"])[0]) for line in lines]


def test_that_nobody_needs_a_key_is_said_in_the_log(pipeline: Any, tmp_path: Path) -> None:
    with serving(f"sqlite:///{tmp_path}/t.sqlite3", TIMELINE_LOG_LEVEL="warning") as server:
        assert server.ask("GET", LIST)[0] == 200
        assert b" 401 " in through_nginx(server, LIST)
    assert said(server) == [("keyless", "Until there is an API key")]


OTHERS = {"TIMELINE_HOSTS": "tl.example.org", "TIMELINE_PUBLIC_URL": "https://tl.example.org"}


@pytest.mark.parametrize("by", OTHERS)
def test_where_others_are_to_reach_it_a_key_is_needed(pipeline: Any, tmp_path: Path, by: str) -> None:
    database = f"sqlite:///{tmp_path}/t.sqlite3"
    with serving(database, TIMELINE_LOG_LEVEL="warning", **{by: OTHERS[by]}) as server:
        assert server.ask("GET", LIST)[0] == 401
    assert said(server) == [("no key", "There is no API key yet")]


@pytest.mark.parametrize("path", [ROOT / "compose.yaml", ROOT / "Dockerfile", *(ROOT / "deploy").rglob("*.*")])
def test_nothing_is_deployed_without_keys(path: Path) -> None:
    """A service there listens to others, or is told to ask for keys."""
    started = re.findall(r"(?m)^(?:ExecStart=|CMD ).*\bserve\b.*$", path.read_text(encoding="utf-8"))
    assert all("--keyed" in command or "0.0.0.0" in command for command in started)


def test_a_server_over_a_store_whose_keys_were_revoked_is_closed(pipeline: Any, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/t.sqlite3"
    commands = Server(database)
    commands.command("keys", "new", "--newsroom", "courier", "--name", "cms")
    commands.command("keys", "revoke", commands.command("keys", "list").split()[0])
    with serving(database) as server:
        assert server.ask("GET", LIST)[0] == 401
        assert server.ask("PUT", f"{LIST}/x", {"documents": [{"text": "It fell."}]})[0] == 401


def test_the_first_newsroom_can_take_over_what_was_stored_before(pipeline: Any, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/t.sqlite3"
    store = Store(database)
    store.migrate()
    put(store, id="draft")
    store.close()
    with serving(database) as server:
        secret = server.command("keys", "new", "--newsroom", "courier", "--name", "cms", "--take-over")
        assert server.ask("GET", f"{LIST}/draft")[0] == 404
        assert server.ask("GET", f"{LIST}/draft", X_API_Key=secret)[0] == 200
