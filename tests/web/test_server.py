"""The real server: many callers at once, a shutdown, and a kill at any moment lose nothing that was acknowledged."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("pipeline")
CALLERS = 16


class Server:
    """``timeline-service serve`` on a free port, with a store of its own."""

    def __init__(self, database: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = os.environ | {"TIMELINE_DATABASE_URL": f"sqlite:///{database}", "TIMELINE_WORKERS": "2"}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it is ready."""
        command = [str(Path(sys.executable).with_name("timeline-service")), "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=self.environment, start_new_session=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        for _ in range(600):
            try:
                if self.ask("GET", "/readyz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        pytest.fail("the server is not ready after a minute")

    def stop(self, how: signal.Signals) -> int:
        """Send a signal to all its processes; give the exit status of the first."""
        assert self.process is not None
        whole = os.killpg if how is signal.SIGKILL else os.kill
        whole(self.process.pid, how)
        return self.process.wait(timeout=60)

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """(status, answer) of a request; raise OSError where there is no answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, json.loads(response.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path / "t.sqlite3")
    running.start()
    yield running
    if running.process is not None and running.process.poll() is None:
        running.stop(signal.SIGKILL)


def article(n: int) -> dict[str, str]:
    return {"text": f"Train {n} was cancelled on October 13.", "id": f"cms-{n}", "published_at": "2025-10-24"}


def insist(ask: Callable[[], tuple[int, Any]]) -> Any:
    """Ask again while there is too much to do, as Retry-After says."""
    while True:
        status, answer = ask()
        if status != 503:
            assert status == 200, answer
            return answer
        time.sleep(0.2)


def test_many_writers_of_one_timeline_lose_nothing(server: Server) -> None:
    _many_writers(server, CALLERS)


@pytest.mark.soak
def test_two_hundred_writers_lose_nothing(server: Server) -> None:
    _many_writers(server, 90)


def _many_writers(server: Server, writers: int) -> None:
    insist(lambda: server.ask("PUT", "/v1/timelines/story", {"documents": [article(0)]}))

    def write(n: int) -> None:
        insist(lambda: server.ask("POST", "/v1/timelines/story/documents", article(n)))

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(1, writers + 1)))
    _, timeline = server.ask("GET", "/v1/timelines/story")
    assert len(timeline["documents"]) == writers + 1
    assert timeline["version"] == writers + 1


def test_more_callers_than_it_takes_are_answered_or_sent_away(server: Server) -> None:
    def ask(n: int) -> int:
        return server.ask("POST", "/v1/extract", article(n))[0]

    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(ask, range(50)))
    assert set(statuses) <= {200, 503} and 200 in statuses


def test_one_answer_whatever_worker_gives_it(server: Server) -> None:
    answers = {json.dumps(insist(lambda: server.ask("POST", "/v1/extract", article(1)))) for _ in range(8)}
    assert len(answers) == 1


def test_a_shutdown_is_clean(server: Server) -> None:
    assert server.stop(signal.SIGTERM) == 0


def test_a_kill_loses_nothing_that_was_acknowledged(server: Server) -> None:
    _kill(server, rounds=2)


@pytest.mark.soak
def test_fifty_kills_lose_nothing_that_was_acknowledged(server: Server) -> None:
    _kill(server, rounds=50)


def _kill(server: Server, *, rounds: int) -> None:
    acknowledged: list[str] = []
    for round_ in range(rounds):
        stop = Event()

        def write(number: int = round_, stopped: Event = stop) -> None:
            n = 0
            while not stopped.is_set():
                n += 1
                name = f"r{number}-{n}"
                try:
                    status, _ = server.ask("PUT", f"/v1/timelines/{name}", {"documents": [article(n)]})
                except (OSError, ValueError):
                    return
                if status == 200:
                    acknowledged.append(name)

        writer = Thread(target=write)
        writer.start()
        time.sleep(0.5 + 0.03 * round_)
        server.stop(signal.SIGKILL)
        stop.set()
        writer.join()
        server.start()
        for name in acknowledged[-50:]:
            status, timeline = server.ask("GET", f"/v1/timelines/{name}")
            assert status == 200 and len(timeline["documents"]) == 1, name
    assert acknowledged
