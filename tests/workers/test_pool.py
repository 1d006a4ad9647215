"""Workers that end, hang or fail cost the request that they had, and nothing else."""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from stored import NOW, put
from story import TEXT
from waiting import join, until
from workers import doing

from timeline_service.desk import Desk
from timeline_service.schemas import Invalid
from timeline_service.store import Store, remove
from timeline_service.web.supervisor import Supervisor
from timeline_service.workers import Failed, Pool, Queue, Stopped, TakesTooLong, Work, serve

SECONDS = 0.5  # of computing for a piece of work
LONG = 60.0  # seconds that nothing takes which does not wait for what hangs, on a busy machine either


class Workers:
    """``count`` worker processes, made again by a parent of their own, and the work that they do.

    ``seconds`` is how much a piece of work may compute; ``patience`` after how many seconds a worker is given up.
    """

    def __init__(
        self, folder: Path, count: int, *, tasks: int = 1_000, seconds: float = SECONDS, patience: float = 30
    ) -> None:
        address = str(folder / "workers")
        pool = Pool(address)
        self.parent = os.fork()
        if not self.parent:
            role = partial(_serve, address, tasks)
            Supervisor([role] * count, grace=1).run()
            os._exit(0)
        self.work = Work(Queue(places=9, turns=count, long=count, patience=30), seconds=seconds, patience=patience)
        self.work.join(pool)

    def do(self, function: Callable[..., Any], *arguments: Any) -> Any:
        with self.work.turn(1):
            return self.work.do(function, *arguments)

    def stop(self) -> None:
        os.kill(self.parent, signal.SIGTERM)
        os.waitpid(self.parent, 0)


def _serve(address: str, tasks: int) -> None:
    serve(address, parent=os.getppid(), tasks=tasks)


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    made = Workers(tmp_path, 1)
    yield made
    made.stop()


def test_work_is_done_elsewhere(workers: Workers) -> None:
    assert workers.do(doing.doubled, 21) == 42
    assert workers.do(doing.process) not in (os.getpid(), workers.parent)


def test_what_is_remembered_is_not_looked_through_at_every_turn(workers: Workers) -> None:
    assert workers.do(gc.get_threshold)[0] > gc.get_threshold()[0]


def test_what_is_wrong_with_the_input_is_raised_here(workers: Workers) -> None:
    with pytest.raises(Invalid) as raised:
        workers.do(doing.invalid)
    assert raised.value.errors == {"text": ["It contains no text."]}


@pytest.mark.parametrize(("function", "kind"), [(doing.fault, "RuntimeError"), (doing.lookup, "KeyError")])
def test_a_fault_is_told_by_its_places_and_quotes_nothing(
    workers: Workers, function: Callable[[], None], kind: str
) -> None:
    with pytest.raises(Failed) as raised:
        workers.do(function)
    assert raised.value.kind == kind and "doing.py" in raised.value.frames[-1]
    assert "SECRET" not in repr(raised.value) + str(raised.value.__dict__)


def test_waiting_is_not_computing(workers: Workers) -> None:
    """A busy machine does not make an article too long."""
    assert workers.do(doing.sleep, 3 * SECONDS) == "slept"


def test_too_much_computing_is_told_to_the_sender(workers: Workers) -> None:
    with pytest.raises(TakesTooLong, match="in parts"):
        workers.do(doing.compute)
    assert workers.do(doing.doubled, 1) == 2


def test_a_worker_that_hangs_in_native_code_is_given_up(workers: Workers) -> None:
    before = workers.do(doing.process)
    with pytest.raises(Stopped) as raised:
        workers.do(doing.backtrack)
    assert raised.value.retry_after > 0 and "in parts" not in str(raised.value)
    assert workers.do(doing.process) != before


def test_a_worker_that_waits_for_ever_is_given_up(workers: Workers) -> None:
    workers.work._patience = 0.3
    with pytest.raises(Stopped, match="given up"):
        workers.do(doing.sleep, 60)
    workers.work._patience = 30
    assert workers.do(doing.doubled, 1) == 2


def test_a_worker_that_is_killed_at_work_costs_one_request(workers: Workers, tmp_path: Path) -> None:
    process, begun = workers.do(doing.process), tmp_path / "begun"
    Thread(target=lambda: (until(begun.exists), os.kill(process, signal.SIGKILL))).start()
    with pytest.raises(Stopped, match="stopped before it was done"):
        workers.do(doing.announced, begun, doing.sleep, 60)
    assert workers.do(doing.doubled, 1) == 2


def test_a_worker_that_is_killed_while_idle_costs_none(workers: Workers) -> None:
    for _ in range(5):
        os.kill(workers.do(doing.process), signal.SIGKILL)
        assert workers.do(doing.doubled, 4) == 8


def test_renewed_workers_remember_nothing(workers: Workers) -> None:
    before = workers.do(doing.process)
    assert workers.do(doing.process) == before
    workers.work.forget()
    assert workers.do(doing.process) != before


def test_workers_let_go_of_what_another_process_deleted(workers: Workers, tmp_path: Path) -> None:
    """One that then ended, as a command does, or was killed: what it left in the file goes too."""
    url = f"sqlite:///{tmp_path / 'store' / 't.sqlite3'}"
    store, elsewhere = Store(url), Store(url)
    store.migrate()
    put(store)
    here = Desk(store, workers.work)
    here.take_over()
    here.clear_up()
    before = workers.do(doing.process)
    here.clear_up()
    assert workers.do(doing.process) == before
    with elsewhere.writing() as session:
        remove(session, "a", version=1, now=NOW)
    here.clear_up()
    assert workers.do(doing.process) != before
    assert not any(TEXT.encode() in path.read_bytes() for path in (tmp_path / "store").iterdir())
    elsewhere.close()
    store.close()


def test_a_worker_ends_after_its_share_of_work(tmp_path: Path) -> None:
    made = Workers(tmp_path, 1, tasks=3)
    try:
        processes = [made.do(doing.process) for _ in range(9)]
    finally:
        made.stop()
    assert len(set(processes)) == 3


def test_workers_join_the_pool_of_a_process_that_took_the_place_of_another(tmp_path: Path) -> None:
    made = Workers(tmp_path, 2)
    try:
        before = made.do(doing.process)
        made.work._pool._listener.close()
        made.work._pool.renew()
        made.work.join(Pool(str(tmp_path / "workers")))
        assert made.do(doing.process) != before
    finally:
        made.stop()


def test_stopping_does_not_wait_for_one_that_hangs(tmp_path: Path) -> None:
    made = Workers(tmp_path, 1, seconds=2 * LONG, patience=2 * LONG)
    ends: list[type[BaseException]] = []
    begun = tmp_path / "begun"

    def hang() -> None:
        try:
            made.do(doing.announced, begun, doing.backtrack)
        except Stopped as error:
            ends.append(type(error))

    hung = Thread(target=hang)
    hung.start()
    until(begun.exists)
    began = time.monotonic()
    made.stop()
    join(hung)
    assert time.monotonic() - began < LONG
    assert ends == [Stopped]
