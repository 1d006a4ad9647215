"""What is in the outbox is told by a thread, each webhook apart from the others, and without a word of an article."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from listening import Listener, listening, signed
from migrated import migrated
from stored import NOW, put
from structlog.testing import capture_logs
from waiting import BOUND, join, until

from timeline_service.settings import Settings
from timeline_service.store import Store, webhooks
from timeline_service.store.webhooks import Webhook
from timeline_service.webhooks import calling, deliverer, messages
from timeline_service.webhooks.deliverer import Deliverer

BASE = "https://timelines.example"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(migrated(tmp_path / "t.sqlite3"))
    yield opened
    opened.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as server:
        yield server


def listen(store: Store, url: str) -> Webhook:
    with store.writing() as session:
        known = {"timeline_id": None, "secret": "whsec_AAECAw==", "by": "ann"}
        return webhooks.add(session, newsroom="local", url=url, **known, now=NOW)


def seen(store: Store, webhook: Webhook) -> Webhook:
    """As it fares now."""
    with store.reading() as session:
        found = webhooks.find(session, webhook.id, newsroom="local")
    assert found is not None
    return found


class Clock:
    """The time, and what a test adds to it so that it need not wait."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return deliverer.now() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def telling(store: Store, hosts: str, clock: Clock) -> Iterator[None]:
    """A thread that tells, and has ended afterwards."""
    made = Deliverer(store, Settings(webhook_hosts=hosts, public_url=f"{BASE}/"), clock=clock)
    thread = Thread(target=made.run)
    thread.start()
    try:
        yield
    finally:
        made.stop()
        join(thread)


@pytest.fixture
def running(store: Store, listener: Listener, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(deliverer, "_IDLE", 0.02)
    with telling(store, f"{listener.host}, 127.0.0.1:9", clock):
        yield


@pytest.mark.usefixtures("running")
def test_it_is_told_in_order_signed_and_without_words(store: Store, listener: Listener) -> None:
    listen(store, f"http://{listener.host}/changes")
    for version in range(20):
        put(store, version=version, external_id="cms/7 \u00e4", state="published")
    until(lambda: len(listener.told) == 20)
    assert [message["data"]["version"] for message in listener.messages] == list(range(1, 21))
    assert [message["type"] for message in listener.messages] == ["timeline.published"] + ["timeline.changed"] * 19
    assert len({headers["webhook-id"] for headers, _ in listener.told}) == 20
    for headers, body in listener.told:
        assert headers["webhook-signature"] == signed(bytes([0, 1, 2, 3]), headers, body)
        assert b"truce" not in body.lower() and b"title" not in body
    assert listener.messages[1] == {
        "type": "timeline.changed",
        "timestamp": NOW.isoformat(),
        "data": {
            "id": "a", "external_id": "cms/7 \u00e4", "version": 2, "since": 1, "state": "published", "changes": [],
            "links": {
                "timeline": f"{BASE}/v1/timelines/a",
                "changes": f"{BASE}/v1/timelines/a/changes?since=1",
                "page": f"{BASE}/embed/a",
                "data": f"{BASE}/embed/a.json",
                "feed": f"{BASE}/embed/a.atom",
            },
        },
    }  # fmt: skip


@pytest.mark.usefixtures("running")
def test_who_does_not_answer_keeps_nobody_waiting(store: Store, listener: Listener) -> None:
    dead = listen(store, "http://127.0.0.1:9/")
    listen(store, f"http://{listener.host}/")
    for version in range(3):
        put(store, version=version, state="published")
    until(lambda: len(listener.told) == 3)

    until(lambda: seen(store, dead).tries == 1)
    assert (seen(store, dead).waiting, seen(store, dead).last_answer) == (3, "connection refused")


@contextmanager
def held(server: socket.socket) -> Iterator[list[socket.socket]]:
    """The connections to a server that answers none of them."""
    connections: list[socket.socket] = []

    def hold() -> None:
        with suppress(OSError):
            while True:
                connections.append(server.accept()[0])

    holding = Thread(target=hold)
    holding.start()
    try:
        yield connections
    finally:
        server.shutdown(socket.SHUT_RDWR)
        join(holding)
        for connection in connections:
            connection.close()


def test_a_host_that_hangs_keeps_few_calls(
    store: Store, listener: Listener, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred jobs may have ended whose address is there; what others are to be told is told meanwhile."""
    monkeypatch.setattr(calling, "PATIENCE", BOUND)
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
        for n in range(3 * deliverer.AT_ONCE):
            listen(store, f"http://{host}/{n}")
        put(store, state="published")
        with telling(store, f"{listener.host}, {host}", clock), held(server) as connections:
            until(lambda: len(connections) == deliverer.OF_A_HOST)
            listen(store, f"http://{listener.host}/")
            put(store, version=1, state="published")
            until(lambda: listener.told)
            assert len(connections) == deliverer.OF_A_HOST


@pytest.mark.usefixtures("running")
def test_what_was_not_heard_is_told_again(store: Store, listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline_service.store.outbox.FIRST_PAUSE", NOW - NOW)
    listener.statuses = [500, 302, 503]
    webhook = listen(store, f"http://{listener.host}/")
    put(store, state="published")
    until(lambda: seen(store, webhook).waiting == 0)
    assert len(listener.told) == 4
    assert len({headers["webhook-id"] for headers, _ in listener.told}) == 1


@pytest.mark.usefixtures("running")
def test_a_fault_of_our_own_is_logged_and_stops_nobody(
    store: Store, listener: Listener, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = messages.of

    def once(*given: object, **known: object) -> object:
        if not clock.ahead:
            clock.ahead = deliverer.LEASE  # what was taken before is free again, what is taken from here on is not
            raise KeyError("secret words")
        return whole(*given, **known)

    monkeypatch.setattr(messages, "of", once)
    with capture_logs() as lines:
        webhook = listen(store, f"http://{listener.host}/")
        put(store, state="published")
        until(lambda: len(listener.told) == 1 and seen(store, webhook).waiting == 0)
    (failure,) = (line for line in lines if line["event"] == "failure")
    assert (failure["kind"], failure["webhook"]) == ("KeyError", webhook.id) and "secret" not in repr(lines)
    assert [line["said"] for line in lines if line["event"] == "webhook"] == ["status 204"]
