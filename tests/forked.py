"""Programs over the service that begin where it is loaded: processes forked from one that has loaded it.

From nothing each start would compute for seconds, at the same imports and patterns every time, and a run of the tests
has more than a hundred. From the fork on it is the program itself, in a session of its own, with its own words,
environment and files. That it starts from nothing is tested where a start is the subject: tests/web/test_server.py,
tests/jobs/executors.py, tests/jobs/test_interrupted_batch.py, tests/cli/test_determinism.py and tests/test_package.py.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NoReturn

from waiting import BOUND

ROOT = Path(__file__).parents[1]
_LONGEST = 150_000  # bytes of a request: words and environment
_DAY = 86_400  # seconds: longer than any test
_PARENT = "import sys, forked; forked.serve(int(sys.argv[1]))"


class Process:
    """A program that was started so, and what ``subprocess.Popen`` says of one: its output is kept in files."""

    def __init__(self, program: str, *words: str, cwd: Path = ROOT, env: Mapping[str, str] = os.environ) -> None:
        self.args = [program, *words]
        self.returncode: int | None = None
        self._said = b"", b""
        self._told, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._out, self._err = TemporaryFile(), TemporaryFile()
        asked = {"program": program, "words": words, "cwd": str(cwd), "env": dict(env)}
        with theirs:
            given = [theirs.fileno(), self._out.fileno(), self._err.fileno()]
            socket.send_fds(parent(), [json.dumps(asked).encode()], given)
        self.pid = self._hear(BOUND)

    def poll(self) -> int | None:
        """Its exit status, or minus the signal that ended it; None while it goes on."""
        if self.returncode is None and select.select([self._told], [], [], 0)[0]:
            self.wait(BOUND)
        return self.returncode

    def wait(self, timeout: float) -> int:
        """The same when it has ended; raise TimeoutExpired where it has not."""
        if self.returncode is None:
            self.returncode = self._hear(timeout)
            self._told.close()
            self._said = _whole(self._out), _whole(self._err)
        return self.returncode

    def communicate(self, timeout: float) -> tuple[bytes, bytes]:
        """Its standard output and standard error, when it has ended."""
        self.wait(timeout)
        return self._said

    def _hear(self, timeout: float) -> int:
        if not select.select([self._told], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(self.args, timeout)
        return int(self._told.recv(16))


def from_nothing(program: str, *words: str, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """The same that loads the service itself, as whoever installed it starts it; what it says is not kept."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    return subprocess.Popen([sys.executable, "-c", program, *words], cwd=ROOT, env=env, **quiet)


def _whole(file: BinaryIO) -> bytes:
    with file:
        file.seek(0)
        return file.read()


class _Parent:
    """The process that has loaded the service, which is started for the first who asks for another."""

    process: subprocess.Popen[bytes] | None = None
    connection: socket.socket

    def __call__(self) -> socket.socket:
        if self.process is None:
            self.connection, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            path = os.pathsep.join([str(ROOT), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
            quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
            with theirs:
                self.process = subprocess.Popen(
                    [sys.executable, "-c", _PARENT, str(theirs.fileno())],
                    cwd=ROOT, env=os.environ | {"PYTHONPATH": path}, pass_fds=[theirs.fileno()], **quiet,
                )  # fmt: skip
        return self.connection

    def end(self) -> None:
        """To be called at the end of a session."""
        if self.process is not None:
            self.connection.close()
            self.process.wait(timeout=BOUND)


parent = _Parent()


def serve(connection: int) -> None:
    """Load the service; then, for each program that is wanted, make a process that runs it and tells how it ends."""
    _load()
    with socket.socket(fileno=connection) as callers:
        while True:
            data, files, _, _ = socket.recv_fds(callers, _LONGEST, 3)
            if not data:  # the tests have ended
                return _count_in_those_that_ended()
            if not os.fork():
                _attend(json.loads(data), *files)
            for file in files:
                os.close(file)
            _count_in_those_that_ended()


def _count_in_those_that_ended() -> None:
    """What they computed is then part of what the tests computed."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _load() -> None:
    from timeline_service import service
    from timeline_service.cli import archive, articles, jobs, stored  # noqa: F401
    from timeline_service.web import server

    service.extract({"html": server.WARM_UP, "published_at": "2025-10-24"}, longest=10_000)
    gc.collect()
    gc.freeze()


def _attend(asked: dict[str, Any], told: int, *output: int) -> NoReturn:
    """Run a program in a process of its own, and say how it ended; it ends as a forked process does, without atexit."""
    try:
        with socket.socket(fileno=told) as tests:
            process = get_context("fork").Process(target=_run, args=(asked, tests, *output))
            process.start()
            if tests in wait([process.sentinel, tests], timeout=_DAY):  # the tests were killed
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.join(timeout=BOUND)
            tests.send(str(process.exitcode).encode())
    finally:
        os._exit(0)


def _run(asked: dict[str, Any], tests: socket.socket, *output: int) -> None:
    os.setsid()
    tests.send(str(os.getpid()).encode())
    tests.close()
    for number, file in enumerate(output, start=1):
        os.dup2(file, number)
        os.close(file)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    sys.argv = ["-c", *asked["words"]]
    exec(asked["program"], {"__name__": "__main__"})
