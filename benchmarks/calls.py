"""A server of its own, and callers that ask it as a newsroom system does: again, where it is told to come back."""
from __future__ import annotations

import os
import random
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from socket import socket
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import NamedTuple

from benchmarks.results import ROOT

_TRIES = 200  # of one caller, until somebody looks what is wrong
_TIMEOUT = 180  # seconds


@contextmanager
def server(*, workers: int = 1) -> Iterator[tuple[str, int]]:
    """A server that is ready, with a store of its own; its address and the id of its process."""
    with TemporaryDirectory() as folder, socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        store = f"sqlite:///{folder}/t.sqlite3"
        settings = {"TIMELINE_DATABASE_URL": store, "TIMELINE_WORKERS": str(workers), "TIMELINE_LOG_LEVEL": "error"}
        start = "from timeline_service.cli import main; main()"
        command = [sys.executable, "-c", start, "serve", "--port", str(port)]
        running = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stderr=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                try:
                    urllib.request.urlopen(f"{address}/readyz", timeout=5).close()
                    break
                except OSError:
                    sleep(0.1)
            yield address, running.pid
        finally:
            running.terminate()
            running.wait(timeout=60)


class Answer(NamedTuple):
    """What one request got: status (0 without an answer), body, seconds of the clock, seconds of ``Retry-After``."""

    status: int
    body: bytes
    seconds: float
    wait: float


class Insisted(NamedTuple):
    """All answers that a caller got to one article, and the seconds of the clock from the first request to the last
    answer, those of waiting in between among them.
    """

    answers: list[Answer]
    seconds: float

    @property
    def status(self) -> int:
        """How it ended."""
        return self.answers[-1].status


def ask(url: str, path: str, body: bytes | None = None, method: str = "", **headers: str) -> Answer:
    """One request; ``If_None_Match`` among the headers is ``If-None-Match``."""
    kind = {"Content-Type": "application/json"} if body is not None else {}
    sent = kind | {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url + path, body, sent, method=method or ("GET" if body is None else "POST"))
    began = perf_counter()
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:
            return Answer(answer.status, answer.read(), perf_counter() - began, 0)
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read(), perf_counter() - began, float(error.headers.get("Retry-After", 0)))
    except (OSError, HTTPException):
        return Answer(0, b"", perf_counter() - began, 0)


def insist(url: str, path: str, body: bytes, chance: random.Random) -> Insisted:
    """Ask until there is an answer, waiting as ``Retry-After`` says and up to twice as long."""
    began = perf_counter()
    answers = [ask(url, path, body)]
    while answers[-1].status == 503 and answers[-1].wait and len(answers) < _TRIES:
        sleep(answers[-1].wait * chance.uniform(1, 2))
        answers.append(ask(url, path, body))
    return Insisted(answers, perf_counter() - began)
