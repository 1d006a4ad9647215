"""The executors as an operator starts them, and what the contract asks of them: to be killed and to go on."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from forked import Process, from_nothing
from serving import ROOT, Server
from waiting import BOUND

COMMAND = "from timeline_service.cli import main; main()"


class Executor(ABC):
    """A server, and what reads its jobs."""

    def __init__(self, server: Server) -> None:
        self.server = server

    @abstractmethod
    def start(self) -> None:
        """Start both."""

    @abstractmethod
    def kill_a_reader(self) -> None:
        """Kill a process that reads, with SIGKILL; what the operator has for that starts another one."""

    @abstractmethod
    def stop(self) -> None:
        """Ask both to end, and wait until they have."""

    def post(self, documents: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
        """A new job."""
        status, job = self.server.ask("POST", "/v1/jobs", {"documents": documents, **wanted})
        assert status == 202, job
        return job

    def job(self, id: str) -> dict[str, Any]:
        """How far it is."""
        status, job = self.server.ask("GET", f"/v1/jobs/{id}")
        assert status == 200, job
        return job

    def ended(self, id: str, *, seconds: float = BOUND) -> dict[str, Any]:
        """The job, when it has ended."""
        return self.until(lambda: self.job(id), lambda job: job["state"] in ("done", "cancelled"), seconds=seconds)

    def results(self, id: str) -> list[dict[str, Any]]:
        """All its results, page by page."""
        found: list[dict[str, Any]] = []
        for page in range(1, 1_000):
            status, answer = self.server.ask("GET", f"/v1/jobs/{id}/results?page={page}&page_size=7")
            assert status == 200
            found += answer["results"]
            if not answer["results"]:
                assert len(found) == answer["total"]
                return found
        raise AssertionError("pages without end")

    def until(self, look: Callable[[], Any], good: Callable[[Any], bool], *, seconds: float = BOUND) -> Any:
        """What ``look`` gives when it is good."""
        end = time.monotonic() + seconds
        while not good(found := look()):
            assert time.monotonic() < end, found
            time.sleep(0.05)
        return found


class Thread(Executor):
    """The thread of ``serve``, with two workers of which one reads."""

    def start(self) -> None:
        self.server.start()

    def kill_a_reader(self) -> None:
        for worker in self.server.processes():  # it is not known from outside which of them reads
            os.kill(worker, signal.SIGKILL)

    def stop(self) -> None:
        self.server.stop(signal.SIGTERM)


class CeleryWorkers(Executor):
    """Two Celery workers of one process each."""

    workers: list[Process | subprocess.Popen[bytes]] = []
    _command = (COMMAND, "worker", "--concurrency", "1")

    def start(self) -> None:
        self.server.start()
        self.workers = [from_nothing(*self._command, env=self._environment), self._worker()]

    def kill_a_reader(self) -> None:
        worker = self.workers.pop(0)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(timeout=BOUND)
        self.workers.append(self._worker())

    def stop(self) -> None:
        for worker in self.workers:
            os.kill(worker.pid, signal.SIGTERM)
        try:
            ended = [worker.wait(timeout=BOUND) for worker in self.workers]
            assert {*ended} <= {0, -signal.SIGTERM}, ended  # the latter of one that was only starting
        except subprocess.TimeoutExpired:
            for worker in self.workers:
                os.killpg(worker.pid, signal.SIGKILL)
            raise
        finally:
            self.server.stop(signal.SIGTERM)

    @property
    def _environment(self) -> dict[str, str]:
        known = {name: value for name, value in self.server.environment.items() if "WEBHOOK" not in name}
        return known | {"PYTHONPATH": str(ROOT)}  # they call nobody: the server does

    def _worker(self) -> Process:
        return Process(*self._command, env=self._environment)
