"""A first run needs no key: on this machine alone, from this machine alone, and only until there was one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from serving import Server, serving
from stored import NOW, put

from timeline_service.settings import Settings
from timeline_service.store import Store
from timeline_service.store.keys import issue, keys, revoke
from timeline_service.web import create_app

LIST = "/v1/timelines"


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Flask]:
    made = create_app(Settings(database_url=f"sqlite:///{tmp_path}/t.sqlite3", hosts="tl.example.org"), keyless=True)
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
