"""Servers with their executors: the thread of ``serve``, and Celery workers over a Redis of their own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jobs.executors import CeleryWorkers, Executor, Thread
from listening import SECRET, Listener, listening
from serving import Server
from waiting import BOUND, until


@pytest.fixture(scope="session")
def redis(need: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a Redis that runs for the tests alone, on a socket in a folder; nothing is written to a disk."""
    found = shutil.which("redis-server")
    need(found, what="Redis", install="apt-get install redis-server")
    folder: Path = tmp_path_factory.mktemp("redis")
    socket = folder / "s"
    words = ("--port", "0", "--unixsocket", str(socket), "--save", "", "--appendonly", "no", "--dir", str(folder))
    process = subprocess.Popen([str(found), *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: socket.exists() or process.poll() is not None)
        assert process.poll() is None
        yield f"redis+socket://{socket}"
    finally:
        process.kill()
        process.wait(timeout=BOUND)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """A system of the newsroom's, which may be told that jobs have ended."""
    with listening() as server:
        yield server


@pytest.fixture(scope="module", params=["thread", pytest.param("celery", marks=pytest.mark.server)])
def executor(
    request: pytest.FixtureRequest, pipeline: object, listener: Listener, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Executor]:
    """A server that takes jobs and whatever reads them, both at work; each executor keeps the same contract."""
    # A test asks again and again; and what a reader had that was killed is read again when its lease is over, which is
    # as long as an article may take.
    often = {"TIMELINE_RATE_WITHOUT_KEY": "100000", "TIMELINE_DEADLINE": "5"}
    often |= {"TIMELINE_WEBHOOK_HOSTS": listener.host, "TIMELINE_WEBHOOK_SECRET": SECRET}
    database = f"sqlite:///{tmp_path_factory.mktemp('jobs') / 't.sqlite3'}"
    if request.param == "thread":
        running: Executor = Thread(Server(database, **often))
    else:
        running = CeleryWorkers(Server(database, TIMELINE_BROKER_URL=request.getfixturevalue("redis"), **often))
    try:
        running.start()
        yield running
    finally:
        running.stop()
