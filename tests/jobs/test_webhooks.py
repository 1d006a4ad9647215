"""A webhook is told that a job has ended: only where the operator allows it, signed, without a word of an article."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from waiting import join

from timeline_service.faults import InputError
from timeline_service.jobs import webhooks
from timeline_service.jobs.queue import Queue
from timeline_service.settings import Settings
from timeline_service.store import Store, jobs
from timeline_service.store.jobs import NewItem


class Listener(HTTPServer):
    """A newsroom's system: it answers with what is in ``statuses``, then with 204, and keeps what it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statuses: list[int] = []
        self.told: list[tuple[Message, bytes]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append((self.headers, body))
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 204)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        join(thread)


@pytest.fixture
def queue(tmp_path: Path, listener: Listener) -> Iterator[Queue]:
    store = Store(f"sqlite:///{tmp_path / 't.sqlite3'}")
    store.migrate()
    hosts = f"cms.example, 127.0.0.1:{listener.server_port}"
    yield Queue(store, Settings(webhook_hosts=hosts, webhook_secret="open sesame"))
    store.close()


def ended(queue: Queue, listener: Listener) -> None:
    """A job that has ended, and was read without the parser."""
    items = [NewItem(source_id="a", article={"id": "a", "text": "A secret on May 3.", "language": "en"})]
    url = f"http://127.0.0.1:{listener.server_port}/done"
    with queue.store.writing() as session:
        jobs.add(session, items, id="j", newsroom="desk", kind="dates", webhook=url, now=webhooks.now())
    assert not webhooks.call_due(queue)
    assert queue.run("j") == 1


def test_it_is_told_once(queue: Queue, listener: Listener) -> None:
    ended(queue, listener)
    assert webhooks.call_due(queue)
    assert not webhooks.call_due(queue)
    ((headers, body),) = listener.told
    message = json.loads(body)
    assert message["type"] == "job.ended"
    assert message["data"] == {"id": "j", "kind": "dates", "state": "done", "total": 1, "done": 1, "failed": 0}
    assert b"secret" not in body
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(b"open sesame", signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


@pytest.mark.parametrize("status", [500, 404, 302])
def test_what_is_not_2xx_is_told_again_later(queue: Queue, listener: Listener, monkeypatch, status: int) -> None:
    monkeypatch.setattr(webhooks, "PAUSE", webhooks.PAUSE * 0)
    listener.statuses = [status]
    ended(queue, listener)
    assert webhooks.call_due(queue) and webhooks.call_due(queue)
    assert not webhooks.call_due(queue)
    assert [headers["webhook-id"] for headers, _ in listener.told] == ["j", "j"]


def test_nobody_there_is_no_fault(queue: Queue, listener: Listener, monkeypatch) -> None:
    monkeypatch.setattr(webhooks, "PAUSE", webhooks.PAUSE * 0)
    ended(queue, listener)
    listener.shutdown()
    listener.server_close()
    assert webhooks.call_due(queue)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://internal.example/", "may not call internal.example"),
        ("http://cms.example:8080/", "may not call cms.example:8080"),
        ("http://cms.example@169.254.169.254/", "may not call 169.254.169.254"),
        ("ftp://cms.example/", "https://"),
        ("file:///etc/passwd", "https://"),
        ("cms.example/done", "https://"),
        ("https://[::1", "Not a URL"),
        ("https://cms.example:port/", "Not a URL"),
    ],
)
def test_only_hosts_that_the_operator_names_are_called(queue: Queue, url: str, said: str) -> None:
    with pytest.raises(InputError, match=said.replace("[", r"\[")):
        webhooks.allowed(url, queue.settings)
    webhooks.allowed("https://CMS.example/done?for=1", queue.settings)
    with pytest.raises(InputError, match="TIMELINE_WEBHOOK_HOSTS"):
        webhooks.allowed("https://cms.example/", Settings())
