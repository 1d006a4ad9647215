"""A webhook is told that a job has ended: only where the operator allows it, signed, without a word of an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from listening import KEY, SECRET, Listener, listening, signed
from waiting import BOUND

from timeline_service.jobs.queue import Queue, now
from timeline_service.settings import Settings
from timeline_service.store import Store, jobs, outbox
from timeline_service.store.jobs import NewItem
from timeline_service.webhooks.deliverer import Deliverer


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as server:
        yield server


@pytest.fixture
def queue(tmp_path: Path, listener: Listener) -> Iterator[Queue]:
    store = Store(f"sqlite:///{tmp_path / 't.sqlite3'}")
    store.migrate()
    yield Queue(store, Settings(webhook_hosts=listener.host, webhook_secret=SECRET))
    store.close()


def ended(queue: Queue, url: str) -> None:
    """A job that has ended, and was read without the parser."""
    items = [NewItem(source_id="a", article={"id": "a", "text": "A secret on May 3.", "language": "en"})]
    with queue.store.writing() as session:
        jobs.add(session, items, id="j", newsroom="desk", kind="dates", webhook=url, now=now())
    assert told(queue) == []
    assert not queue.run("j", seconds=BOUND), "it was all that there was to read"


def told(queue: Queue) -> list[bool]:
    """Tell what is due; of each whether it was heard."""
    deliverer = Deliverer(queue.store, queue.settings)
    with queue.store.reading() as session:
        due = outbox.due(session, now=now())
    return [deliverer.tell(webhook) for webhook, _ in due]


def test_it_is_told_once(queue: Queue, listener: Listener) -> None:
    ended(queue, f"http://{listener.host}/done")
    assert told(queue) == [True]
    assert told(queue) == []
    ((headers, body),) = listener.told
    (message,) = listener.messages
    with queue.store.reading() as session:
        job = jobs.find(session, "j", newsroom="desk")
    assert job is not None and job.ended_at is not None
    assert (message["type"], message["timestamp"]) == ("job.ended", job.ended_at.isoformat())
    assert message["data"] == {"id": "j", "kind": "dates", "state": "done", "total": 1, "done": 1, "failed": 0}
    assert b"secret" not in body
    assert headers["webhook-signature"] == signed(KEY, headers, body)


@pytest.mark.parametrize("status", [500, 404, 302])
def test_what_is_not_2xx_is_told_again_later(
    queue: Queue, listener: Listener, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr(outbox, "FIRST_PAUSE_OF_JOB", timedelta())
    listener.statuses = [status]
    ended(queue, f"http://{listener.host}/done")
    assert told(queue) + told(queue) + told(queue) == [False, True]
    assert [headers["webhook-id"] for headers, _ in listener.told] == ["j", "j"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/done", "not one any more"])
def test_nobody_there_is_no_fault(queue: Queue, url: str) -> None:
    ended(queue, url)
    assert told(queue) == [False] and told(queue) == []


def test_without_a_secret_nobody_is_told(queue: Queue, listener: Listener) -> None:
    """A job that was taken when there was one."""
    ended(queue, f"http://{listener.host}/done")
    assert told(replace(queue, settings=replace(queue.settings, webhook_secret=""))) == [False]
    assert listener.told == []
