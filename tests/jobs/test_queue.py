"""A document is its reader's for as long as it is read, and one that never ends costs its reader and nothing else."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from forked import Process
from migrated import migrated
from sqlalchemy import select
from waiting import BOUND, until

from timeline_service import service
from timeline_service.jobs import queue as module
from timeline_service.jobs.queue import Queue, now
from timeline_service.settings import Settings
from timeline_service.store import Store, jobs
from timeline_service.store.jobs import Claim, NewItem
from timeline_service.store.records import utc
from timeline_service.store.tables import JobItemRow


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    store = Store(migrated(tmp_path / "t.sqlite3"))
    with store.writing() as session:
        items = [NewItem(source_id=None, article={"text": "On May 3.", "language": "en"})]
        jobs.add(session, items, id="j", newsroom="desk", kind="dates", now=now())
    yield Queue(store, Settings())
    store.close()


def its_end(queue: Queue) -> datetime:
    """When the lease of the document is over."""
    with queue.store.reading() as session:
        return utc(session.scalars(select(JobItemRow.until)).one())


def another(queue: Queue, at: datetime) -> Claim | None:
    with queue.store.writing() as session:
        return jobs.claim(session, owner="another", now=at, lease=queue.lease)


def test_who_reads_slowly_keeps_the_document(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine may be so busy that the seconds of computing which an article may take are minutes of the clock."""
    lease = timedelta(seconds=0.5)
    monkeypatch.setattr(module, "_MARGIN", lease - timedelta(seconds=queue.settings.deadline))
    claim = queue.claim("slow")
    assert claim is not None
    first, dates = its_end(queue), service.dates

    def slow(article: Any, **known: Any) -> Any:
        until(lambda: its_end(queue) > first + 2 * lease)
        assert another(queue, its_end(queue)) is None
        return dates(article, **known)

    monkeypatch.setattr(service, "dates", slow)
    assert queue.read(claim)
    with queue.store.reading() as session:
        job = jobs.find(session, "j", newsroom="desk")
    assert job is not None and (job.state, job.done, job.failed) == ("done", 1, 0)


def test_who_lost_the_document_does_not_take_it_back(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = queue.claim("slow")
    assert claim is not None
    assert another(queue, its_end(queue) + timedelta(seconds=1)) is not None
    theirs = its_end(queue)
    monkeypatch.setattr(module, "_RENEWED", 10_000)
    with queue._kept(claim):
        until(lambda: not any(thread.name == "lease" for thread in threading.enumerate()))
    assert its_end(queue) == theirs


def test_a_job_is_read_for_a_while_and_the_rest_later(queue: Queue) -> None:
    items = [NewItem(source_id=None, article={"text": "On May 3.", "language": "en"})] * 3
    with queue.store.writing() as session:
        jobs.add(session, items, id="long", newsroom="desk", kind="dates", now=now())
    assert [queue.run("long", seconds=0) for _ in range(4)] == [True, True, True, False]
    assert not queue.run("j", seconds=BOUND)
    with queue.store.reading() as session:
        found = [jobs.find(session, id, newsroom="desk") for id in ("long", "j")]
    assert [(job.state, job.done) for job in found if job] == [("done", 3), ("done", 1)]
def test_an_answer_that_cannot_be_stored_is_a_failure(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "dates", lambda article, **known: {"id": float("inf")})
    claim = queue.claim("reader")
    assert claim is not None and queue.read(claim)
    with queue.store.reading() as session:
        job = jobs.find(session, "j", newsroom="desk")
    assert job is not None and (job.state, job.done, job.failed) == ("done", 0, 1)


HANGING = """
import os, re, signal
from contextlib import nullcontext
from timeline_service import deadline, service
from timeline_service.jobs.queue import Queue
from timeline_service.jobs.runner import Runner
from timeline_service.settings import current
from timeline_service.store import Store
from timeline_service.web import server

service.dates = lambda *article, **known: re.match(r"(a+)+$", "a" * 60 + "b")
deadline.LAST_RESORT = {signal.ITIMER_PROF: (1.0, 0.5)}
settings = current()
server._read_jobs(Runner(Queue(Store(settings.database_url), settings), nullcontext), os.getppid())
"""


def test_a_document_that_hangs_in_native_code_ends_its_reader(queue: Queue) -> None:
    """Who made the process makes it again, and another reader has the document when the lease is over."""
    url = str(queue.store.engine.url)
    process = Process(HANGING, env=os.environ | {"TIMELINE_DATABASE_URL": url, "TIMELINE_DEADLINE": "1"})
    assert process.wait(timeout=BOUND) == -signal.SIGPROF
    assert another(queue, its_end(queue) + timedelta(seconds=1)) is not None
