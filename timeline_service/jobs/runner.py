"""The executor that is there without any other service: a process beside those that read for requests.

Every server has one; one of them holds the lease and reads, the others wait to take its place, also where one document
keeps it for longer than the lease. It gives way to the others on its machine (its niceness), so that requests are
answered in between.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from timeline_service.jobs.queue import Queue, new_owner, now
from timeline_service.store import leases

LEASE = "jobs"
_IDLE = 0.5  # seconds between looks where there is nothing to do
_AWAY = 5.0  # seconds until the next look where the store does not answer

Turn = Callable[[], AbstractContextManager[None]]


class Runner:
    """Reads the jobs of a queue from :meth:`start` to :meth:`stop`; ``turn`` is entered for each document."""

    def __init__(self, queue: Queue, turn: Turn) -> None:
        self._queue, self._turn = queue, turn
        self._owner = new_owner()
        self._ends = Event()
        self._thread = Thread(target=self._run, name="timeline-jobs", daemon=True)

    def start(self) -> None:
        """Begin; to be called in the process that reads."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the document that is being read, and let another process go on."""
        self._ends.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ends.is_set():
            try:
                pause = 0.0 if self._step() else _IDLE
            except SQLAlchemyError:
                pause = _AWAY
            self._ends.wait(pause)
        try:
            with self._queue.store.writing() as session:
                leases.let_go(session, LEASE, holder=self._owner)
        except SQLAlchemyError:
            pass  # the lease runs out by itself

    def _step(self) -> bool:
        """Read a document, if there is one to read."""
        with self._queue.store.writing() as session:
            mine = leases.hold(session, LEASE, holder=self._owner, now=now(), lease=self._queue.lease)
        if not mine:
            return False
        claim = self._queue.claim(self._owner)
        if claim is None:
            return False
        with self._turn():
            self._queue.read(claim)
        return True
