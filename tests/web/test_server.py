"""The real server: more callers than it takes, one answer from every worker, a shutdown, a key that is not there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from serving import ROOT, Server, serving
from waiting import BOUND, join, until

pytestmark = pytest.mark.usefixtures("pipeline")
ARTICLE = {"text": "Train 7 was cancelled on October 13. It was the third in a week.", "published_at": "2025-10-24"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(f"sqlite:///{tmp_path_factory.mktemp('store')}/t.sqlite3") as running:
        yield running


def test_fifty_callers_at_once_are_answered_or_sent_away(server: Server) -> None:
    body = json.dumps(ARTICLE | {"text": ARTICLE["text"] * 20}).encode()
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: server.send("POST", "/v1/extract", body), range(50)))
    assert {status for status, _, _ in answers} == {200, 503}
    assert len({answer for status, _, answer in answers if status == 200}) == 1
    for status, headers, answer in answers:
        if status == 503:
            assert headers["Content-Type"] == "application/problem+json" and json.loads(answer)["detail"]
            assert int(headers["Retry-After"]) > 0


def test_answers_on_a_kept_connection_are_sent_at_once(server: Server) -> None:
    """A peer acknowledges late, after 40 ms, what it does not answer; the rest of an answer must not wait for that.

    If it did, every answer but the first would take as long, so that on a busy machine a few that do not will say.
    """
    connection = HTTPConnection("127.0.0.1", server.port, timeout=BOUND)

    def took() -> float:
        began = time.perf_counter()
        connection.request("GET", "/version")
        assert connection.getresponse().read()
        return time.perf_counter() - began

    quick = sum(took() < 0.035 for _ in range(300))
    connection.close()
    assert quick > 10


def test_the_same_bytes_from_one_worker_or_many(server: Server, tmp_path: Path) -> None:
    body = json.dumps(ARTICLE).encode()
    other = {"TIMELINE_WORKERS": "1", "PYTHONHASHSEED": "7"}
    with serving(f"sqlite:///{tmp_path}/t.sqlite3", loaded=False, **other) as alone:
        until(lambda: (len(alone.processes()), len(server.processes())) == (4, 5))  # ready is not yet all of them
        for path in ("/v1/extract", "/v1/annotate", "/v1/dates"):
            both = {server.send("POST", path, body)[2] for _ in range(8)}
            assert both == {alone.send("POST", path, body)[2]}, path


def test_where_it_is_served_is_said_in_the_log(tmp_path: Path) -> None:
    with serving(f"sqlite:///{tmp_path}/t.sqlite3", TIMELINE_LOG_LEVEL="info") as running:
        pass
    lines = [json.loads(line) for line in running.process.communicate(timeout=BOUND)[1].splitlines()]
    assert [line["at"] for line in lines if line["event"] == "serving"] == [running.url]


def test_a_request_under_way_is_finished_at_a_shutdown(tmp_path: Path) -> None:
    answers: list[int] = []
    first = f"import held; held.hold({str(tmp_path)!r}); "
    with serving(f"sqlite:///{tmp_path}/t.sqlite3", first=first) as running:
        idle = HTTPConnection("127.0.0.1", running.port, timeout=BOUND)
        caller = Thread(target=lambda: answers.append(running.extract(**ARTICLE)[0]))
        caller.start()
        until((tmp_path / "begun").exists)
        idle.request("GET", "/healthz")
        idle.getresponse().read()
        os.kill(running.process.pid, signal.SIGTERM)
        assert idle.sock.recv(1) == b""  # let go of, since the server is to end
        (tmp_path / "go").touch()
        join(caller)
        assert running.process.wait(BOUND) == 0
        idle.close()
    assert answers == [200]


@pytest.mark.parametrize("which", ["serving", "a worker"])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_process_that_ends_is_made_again(server: Server, which: str, how: signal.Signals) -> None:
    before = server.processes()
    gone = before[0] if which == "serving" else before[-1]
    os.kill(gone, how)
    until(lambda: gone not in server.processes() and len(server.processes()) >= len(before))
    server.await_ready()
    for path in ("/version", "/docs", "/v1/timelines", "/openapi.yaml", "/metrics"):
        assert {server.send("GET", path)[0] for _ in range(8)} == {200}, path
    assert server.ask("POST", "/v1/dates", ARTICLE)[0] == 200


def _ended(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=BOUND, check=False
    )


@pytest.mark.parametrize(("database", "status", "said"), [
    ("postgresql://nobody@127.0.0.1:1/none", 3, "does not answer"), ("here", 2, "TIMELINE_DATABASE_URL"),
])  # fmt: skip
def test_a_store_that_is_not_there_is_said_in_a_line(database: str, status: int, said: str) -> None:
    command = [str(Path(sys.executable).with_name("timeline-service")), "serve"]
    run = _ended(command, Server(database).environment)
    assert run.returncode == status and said in run.stderr
    assert run.stderr.count("\n") == 1


def test_an_id_that_is_an_address_is_written_and_read_back(server: Server) -> None:
    path = "/v1/timelines/https%3A%2F%2Fnews.example%2F2025%2Ftruce%3Fid%3D7%23x"
    body = json.dumps({"documents": [ARTICLE]}).encode()
    assert server.send("PUT", path, body)[0] == 200
    status, _, answer = server.send("GET", path)
    assert (status, json.loads(answer)["external_id"]) == (200, "https://news.example/2025/truce?id=7#x")
