"""The same batch on a Dask cluster: the same bytes, and what is lost with a worker or the scheduler is done again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from forked import Process
from jobs.made import ROOT, ended, errors, hashes, made, run, start
from waiting import BOUND, until

pytestmark = pytest.mark.timeout(900)
COUNT = 40  # articles


class Cluster:
    """A scheduler and two workers on loopback, each a process of its own: one of them as an operator starts it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.dashboard = folder, _free(), _free()
        self.workers: list[Process | subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.scheduler = self._start("scheduler", *self._scheduler())
        self.workers = [self._start("worker", self.address, *WORKER), self._worker()]

    def start_again(self) -> None:
        """The same where all is loaded."""
        self.scheduler = self._fork("scheduler", *self._scheduler())
        self.workers = [self._worker(), self._worker()]

    def kill(self, process: Process | subprocess.Popen[bytes]) -> None:
        """End a process and all that it has started, at once."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=BOUND)

    def stop(self) -> None:
        for process in (self.scheduler, *self.workers):
            if process.poll() is None:
                self.kill(process)

    def _scheduler(self) -> tuple[object, ...]:
        return "--host", "127.0.0.1", "--port", self.port, "--dashboard-address", f"127.0.0.1:{self.dashboard}"

    def _worker(self) -> Process:
        """One where all is loaded; without a nanny, which would load it again in a process of its own."""
        return self._fork("worker", self.address, *WORKER, "--no-nanny")

    def _fork(self, kind: str, *words: object) -> Process:
        program = f"from distributed.cli.dask_{kind} import main; main()"
        return Process(program, *map(str, words), cwd=self.folder, env=os.environ | {"PYTHONPATH": str(ROOT)})

    def _start(self, kind: str, *words: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "ignore", "-m", "distributed.cli.dask_" + kind, *map(str, words)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
        return subprocess.Popen(command, cwd=self.folder, env=environment, **quiet)


WORKER = ("--nthreads", "1", "--nworkers", "1", "--memory-limit", "2GB", "--host", "127.0.0.1", "--no-dashboard")


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture
def cluster(pipeline, tmp_path: Path) -> Iterator[Cluster]:
    running = Cluster(tmp_path)
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def expected(pipeline, tmp_path_factory) -> Path:
    """A folder with an archive and its batch by the local engine."""
    folder: Path = tmp_path_factory.mktemp("local")
    made(folder / "a.jsonl", COUNT)
    status, out, err = run("batch", folder / "a.jsonl", "--out", folder / "out", "--shard-size", "5")
    assert (status, out.split(",")[0]) == (0, f"{COUNT} articles"), err
    return folder


def on(cluster: Cluster, expected: Path, out: Path) -> tuple[Any, ...]:
    words = ("batch", expected / "a.jsonl", "--out", out, "--shard-size", "5")
    return (*words, "--engine", "dask", "--scheduler", cluster.address)


def test_the_same_bytes_though_a_worker_and_the_scheduler_are_killed(
    cluster: Cluster, expected: Path, tmp_path: Path
) -> None:
    process = start(*on(cluster, expected, tmp_path / "out"))
    _until(lambda: len(list((tmp_path / "out").glob("shard-*"))) >= 2, process)
    cluster.kill(cluster.workers[0])
    _until(lambda: len(list((tmp_path / "out").glob("shard-*"))) >= 4, process)
    cluster.stop()
    cluster.start_again()
    status, *said = ended(process)
    assert status == 0, said
    assert errors(tmp_path / "out") == []
    assert hashes(tmp_path / "out") == hashes(expected / "out")


def test_a_scheduler_that_never_comes(expected: Path, tmp_path: Path) -> None:
    program = (
        "from timeline_service.jobs.engines import dask; from timeline_service.cli import main;"
        "dask._AGAIN, dask.run.__kwdefaults__['patience'] = 0.4, 1.0; main()"
    )
    nobody = Cluster(tmp_path)
    status, _, err = run(*on(nobody, expected, tmp_path / "out"), program=program)
    assert status == 3
    assert err.splitlines()[-1].startswith(f"timeline-service: The scheduler {nobody.address} is away")


def test_dask_and_a_scheduler_go_together(tmp_path: Path) -> None:
    path = made(tmp_path / "a.jsonl", 1)
    status, _, err = run("batch", path, "--out", tmp_path / "out", "--engine", "dask")
    assert status == 2 and "--scheduler" in err


def _until(what: Any, process: Process) -> None:
    until(lambda: process.poll() is not None or what())
    assert process.poll() is None, ended(process)
