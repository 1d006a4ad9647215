"""kill -9 at any moment: what was acknowledged is there afterwards, and nothing is there by half."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from threading import Event, Lock, Thread
from typing import Any

import pytest
from serving import Server, serving
from waiting import join

pytestmark = [pytest.mark.usefixtures("pipeline"), pytest.mark.timeout(900)]
WRITERS = 4
DOCUMENTS = 2


def test_a_kill_loses_nothing_that_was_acknowledged(database: str) -> None:
    _kill(database, rounds=4)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_fifty_kills_lose_nothing_that_was_acknowledged(empty: Callable[[str], str], kind: str) -> None:
    _kill(empty(kind), rounds=50)


def article(n: int) -> dict[str, str]:
    return {"text": f"Train {n} was cancelled on October 13.", "id": f"cms-{n}", "published_at": "2025-10-24"}


class Writers:
    """Callers who make timelines, publish and correct them, as fast as the server lets them."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.begun: set[str] = set()
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self.broken: list[tuple[str, Any, dict[str, str]]] = []
        self._lock, self._stop = Lock(), Event()

    def run(self, round_: int, *, seconds: float) -> None:
        """Write for so long, then kill the server: all of it, or every process but the first."""
        self._stop.clear()
        threads = [Thread(target=self._write, args=(f"r{round_}-w{n}",)) for n in range(WRITERS)]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        if round_ % 2:
            for process in self.server.processes():
                os.kill(process, signal.SIGKILL)
        else:
            self.server.stop(signal.SIGKILL)
        self._stop.set()
        join(*threads)

    def try_again(self) -> None:
        """What broke off is sent again, as it was: it must be done now, and at once."""
        for path, data, headers in self.broken:
            for _ in range(20):
                status, answer = self.server.ask("PUT", path, data, **headers)
                if status != 503:
                    break
                time.sleep(0.5)
            assert status == 200, answer
            self.acknowledged[path] = answer
        self.broken.clear()

    def _write(self, name: str) -> None:
        n = 0
        while not self._stop.is_set():
            n += 1
            path = f"/v1/timelines/{name}-{n}"
            self.begun.add(path)
            data, once = {"documents": [article(n), article(n + 1_000)][:DOCUMENTS]}, {"Idempotency_Key": f"{name}-{n}"}
            try:
                made = self._ask(path, "PUT", path, data, **once)
            except (OSError, HTTPException, ValueError):  # the connection broke off: not acknowledged
                with self._lock:
                    self.broken.append((path, data, once))
                return
            if made is not None:
                with suppress(OSError, HTTPException, ValueError):
                    shown = self._ask(path, "PATCH", path, {"state": "published"}, before=made)
                    event = f"{path}/events/{made['events'][0]['id']}"
                    self._ask(path, "PATCH", event, {"title": f"Words of {path}"}, before=shown or made)

    def _ask(self, timeline: str, method: str, path: str, data: Any, before: Any = None, **headers: str) -> Any:
        headers |= {"If_Match": f'"{before["version"]}"'} if before else {}
        status, answer = self.server.ask(method, path, data, **headers)
        if status == 503:
            return None
        assert status == 200, answer
        with self._lock:
            self.acknowledged[timeline] = answer
        return answer


def _kill(database: str, *, rounds: int) -> None:
    with serving(database, TIMELINE_RATE_WITHOUT_KEY="1000000") as server:
        writers = Writers(server)
        for round_ in range(rounds):
            writers.run(round_, seconds=0.7 + 0.01 * (round_ * 37 % 50))
            server.start() if server.process.poll() is not None else server.await_ready()
            writers.try_again()
            _check(server, {path for path in writers.begun if path.startswith(f"/v1/timelines/r{round_}-")}, writers)
        _check(server, writers.begun, writers)
    print(f"{rounds} kills, {len(writers.acknowledged)} of {len(writers.begun)} timelines acknowledged, none lost")
    assert len(writers.acknowledged) >= rounds


def _check(server: Server, paths: set[str], writers: Writers) -> None:
    for path in sorted(paths):
        status, timeline = server.ask("GET", path)
        known = writers.acknowledged.get(path)
        if status == 404:
            assert known is None, f"{path} was acknowledged"
            continue
        assert status == 200, timeline
        assert len(timeline["documents"]) == DOCUMENTS and timeline["events"], path
        if known is not None:
            assert timeline["version"] >= known["version"], path
            if timeline["version"] == known["version"]:
                assert timeline == known, path
        _, history = server.ask("GET", f"{path}/revisions")
        assert [each["version"] for each in history["revisions"]] == list(range(timeline["version"], 0, -1)), path
