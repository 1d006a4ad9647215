"""A webhook is told that a job has ended: only where the operator allows it, signed, without a word of an article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from listening import Listener, listening, signed

from timeline_service.jobs import webhooks
from timeline_service.jobs.queue import Queue
from timeline_service.settings import Settings
from timeline_service.store import Store, jobs
from timeline_service.store.jobs import NewItem


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as server:
        yield server


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
    assert headers["webhook-signature"] == signed(b"open sesame", headers, body)


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
