"""Many writers at once over HTTP: no change is lost, and no reader ever sees half of one."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event, Thread
from typing import Any

import pytest
from serving import Server, serving
from waiting import BOUND, join

pytestmark = [pytest.mark.usefixtures("pipeline"), pytest.mark.timeout(600)]
MANY = 200
# More than are read or wait at a time, and than there are threads: some are sent away, and nearly all find that another
# was quicker. More of them, before a server of the usual size, repeat that for minutes; they are in `make soak`.
WRITERS = 24
SMALL = {"TIMELINE_THREADS": "18", "TIMELINE_MAX_IN_FLIGHT": "12"}
STORY = "/v1/timelines/story"


@pytest.fixture(scope="module")
def server(database: str) -> Iterator[Server]:
    with serving(database, TIMELINE_RATE_WITHOUT_KEY="1000000", **SMALL) as running:
        yield running


def article(n: int) -> dict[str, str]:
    return {"text": f"Train {n} was cancelled on October 13.", "id": f"cms-{n}", "published_at": "2025-10-24"}


def insist(ask: Callable[[], tuple[int, Any]]) -> tuple[int, Any]:
    """Ask again while there is too much to do, after about as long as Retry-After says."""
    end = time.monotonic() + BOUND
    while True:
        status, answer = ask()
        if status != 503:
            return status, answer
        assert time.monotonic() < end, answer
        time.sleep(random.uniform(1, 3))


def title(timeline: dict[str, Any]) -> str:
    (event,) = timeline["events"]
    return event["title"]


def test_on_one_timeline_each_version_is_one_writers(server: Server) -> None:
    _each_version_is_one_writers(server, WRITERS)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_on_one_timeline(empty: Callable[[str], str], kind: str) -> None:
    with serving(empty(kind), TIMELINE_RATE_WITHOUT_KEY="1000000") as running:
        _each_version_is_one_writers(running, MANY)


def _each_version_is_one_writers(server: Server, writers: int) -> None:
    """Each reads, changes what it read, and reads again where somebody was quicker: 412."""
    status, first = insist(lambda: server.ask("PUT", STORY, {"documents": [article(0)]}))
    assert status == 200
    path = f"{STORY}/events/{first['events'][0]['id']}"
    seen: set[tuple[int, str]] = set()
    stop = Event()

    def read() -> None:
        while not stop.is_set():
            _, timeline = insist(lambda: server.ask("GET", STORY))
            seen.add((timeline["version"], title(timeline)))
            time.sleep(0.02)

    def write(n: int) -> tuple[int, str]:
        wait, end = 0.5, time.monotonic() + BOUND
        while True:
            assert time.monotonic() < end, "others are always quicker"
            _, timeline = insist(lambda: server.ask("GET", STORY))
            change = partial(server.ask, "PATCH", path, {"title": f"Words of {n}"})
            status, answer = insist(partial(change, If_Match=f'"{timeline["version"]}"'))
            if status == 200:
                assert answer["version"] == timeline["version"] + 1, "it went over a version that it had not read"
                return answer["version"], title(answer)
            assert status == 412, answer
            time.sleep(random.uniform(0, wait))
            wait = min(2.0 * wait, 16.0)

    reader = Thread(target=read)
    reader.start()
    try:
        with ThreadPoolExecutor(writers) as pool:
            written = dict(pool.map(write, range(writers)))
    finally:
        stop.set()
        join(reader)
    last = first["version"] + writers
    assert sorted(written) == list(range(first["version"] + 1, last + 1)), "a version was written twice"
    assert set(written.values()) == {f"Words of {n}" for n in range(writers)}
    whole = set(written.items()) | {(first["version"], title(first))}
    assert seen <= whole, "a reader saw what nobody wrote"
    _, now = server.ask("GET", STORY)
    assert (now["version"], title(now)) == (last, written[last])
    _, history = server.ask("GET", f"{STORY}/revisions")
    assert [each["version"] for each in history["revisions"]] == list(range(last, 0, -1))


def test_on_many_timelines_each_keeps_its_own(server: Server) -> None:
    _each_keeps_its_own(server, WRITERS)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_timelines_keep_their_own(empty: Callable[[str], str], kind: str) -> None:
    with serving(empty(kind), TIMELINE_RATE_WITHOUT_KEY="1000000") as running:
        _each_keeps_its_own(running, MANY)


def _each_keeps_its_own(server: Server, writers: int) -> None:
    def write(n: int) -> dict[str, Any]:
        status, answer = insist(lambda: server.ask("PUT", f"/v1/timelines/many-{n}", {"documents": [article(n)]}))
        assert status == 200, answer
        return answer

    with ThreadPoolExecutor(writers) as pool:
        written = list(pool.map(write, range(writers)))
    for n, answer in enumerate(written):
        assert server.ask("GET", f"/v1/timelines/many-{n}") == (200, answer)
        assert f"Train {n} " in title(answer)
    assert len({answer["id"] for answer in written}) == writers


def test_documents_sent_at_once_are_all_there(server: Server) -> None:
    """Without If-Match the service makes the change again by itself where somebody was quicker."""
    path, sent = "/v1/timelines/grown", 24
    assert insist(lambda: server.ask("PUT", path, {"documents": [article(0)]}))[0] == 200

    def write(n: int) -> int:
        return insist(lambda: server.ask("POST", f"{path}/documents", article(n)))[0]

    with ThreadPoolExecutor(sent) as pool:
        assert set(pool.map(write, range(1, sent + 1))) == {200}
    _, timeline = server.ask("GET", path)
    assert len(timeline["documents"]) == timeline["version"] == sent + 1
