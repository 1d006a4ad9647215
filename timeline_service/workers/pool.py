"""The workers as the process that serves sees them: connections that wait for work.

Workers come to it, and not the other way round. Whichever side dies, the other finds its connection broken and goes on:
a request whose worker is gone is answered, and a worker whose pool is gone joins the next one.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, NamedTuple

from timeline_service.workers.faults import Stopped
from timeline_service.workers.process import Task

_NEW_ONE = 10.0  # seconds to wait for a worker to come


class _Worker(NamedTuple):
    connection: Connection
    process: int
    generation: int


class Pool:
    """The workers that came to ``address``, a socket in a folder that nobody else may enter."""

    def __init__(self, address: str) -> None:
        Path(address).unlink(missing_ok=True)  # of a process that was here before
        self._listener = Listener(address, "AF_UNIX")
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._generation, self._lock = 0, Lock()
        Thread(target=self._welcome, daemon=True, name="pool").start()

    def do(self, task: Task, *, patience: float) -> Any:
        """The result of a task, or a ``process.Raised``.

        Raises :class:`Stopped` where the worker dies, or has no answer after ``patience`` seconds and is killed.
        """
        while True:
            worker = self._free()
            with suppress(OSError, EOFError):  # it died while it was idle, and has not begun: the next
                worker.connection.send(task)
                worker.connection.recv()
                break
            worker.connection.close()
        try:
            if not worker.connection.poll(patience):
                os.kill(worker.process, signal.SIGKILL)
                raise Stopped(f"This took longer than {patience:g} seconds and was given up.", retry_after=10)
            answer = worker.connection.recv()
        except (EOFError, OSError):
            worker.connection.close()
            raise Stopped("The process that read this was stopped before it was done.", retry_after=2) from None
        except Stopped:
            worker.connection.close()
            raise
        self._back(worker)
        return answer

    def renew(self) -> None:
        """Let every worker end after what it is doing, and with it all that it remembers of texts; new ones come."""
        with self._lock:
            self._generation += 1
        for _ in range(self._idle.qsize()):
            with suppress(Empty):
                self._back(self._idle.get_nowait())

    def _free(self) -> _Worker:
        try:
            return self._idle.get(timeout=_NEW_ONE)
        except Empty:
            raise Stopped("No process is there to read this.", retry_after=5) from None

    def _back(self, worker: _Worker) -> None:
        with self._lock:
            if worker.generation == self._generation:
                self._idle.put(worker)
                return
        with suppress(ProcessLookupError):
            os.kill(worker.process, signal.SIGTERM)
        worker.connection.close()

    def _welcome(self) -> None:
        while True:
            with suppress(OSError, EOFError):
                connection = self._listener.accept()
                process = connection.recv()
                with self._lock:
                    self._idle.put(_Worker(connection, process, self._generation))
