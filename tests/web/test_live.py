"""Streams tell every version and that a timeline was withdrawn, hold no thread, and end when the service does."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any

import pytest
from serving import Server, serving
from waiting import join, until
from watching import Widget

from timeline_service.web.live import ALIVE

pytestmark = pytest.mark.usefixtures("pipeline")
MANY = 200
TEXT = "The port reopened on October 20. The bridge was closed on October 21."
ARTICLE = {"text": TEXT, "published_at": "2025-10-24"}


class Stream:
    """A stream as a browser has it."""

    def __init__(self, server: Server, path: str, **headers: str) -> None:
        self.connection: socket = server.connect()
        extra = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self.connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{extra}\r\n".encode())
        self._file = self.connection.makefile("rb")
        self.status = int(self._file.readline().split()[1])
        self.headers: dict[str, str] = {}
        while (line := self._file.readline().strip()):
            name, _, value = line.decode().partition(":")
            self.headers[name.lower()] = value.strip()

    def events(self) -> Iterator[tuple[str, Any]]:
        """(kind, data) of each event until the stream ends."""
        kind = ""
        while (size := int(self._file.readline() or b"0", 16)):
            for line in self._file.read(size).decode().splitlines():
                name, _, value = line.partition(": ")
                kind = value if name == "event" else kind
                if name == "data":
                    yield kind, json.loads(value)
            self._file.readline()

    def close(self) -> None:
        self._file.close()
        self.connection.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = f"sqlite:///{tmp_path_factory.mktemp('store')}/t.sqlite3"
    with serving(database, TIMELINE_WORKERS="1", TIMELINE_STREAMS=str(MANY + 10)) as running:
        yield running


def published(server: Server, name: str) -> dict[str, Any]:
    path = f"/v1/timelines/{name}"
    made = server.ask("PUT", path, {"documents": [ARTICLE]})[1]
    return server.ask("PATCH", path, {"state": "published"}, If_Match=f'"{made["version"]}"')[1]


def retitled(server: Server, timeline: dict[str, Any], title: str) -> dict[str, Any]:
    path = f"/v1/timelines/{timeline['id']}/events/{timeline['events'][0]['id']}"
    status, answer = server.ask("PATCH", path, {"title": title}, If_Match=f'"{timeline["version"]}"')
    assert status == 200, answer
    return answer


def test_readers_hear_of_each_version_and_that_it_was_withdrawn(server: Server) -> None:
    timeline = published(server, "heard")
    stream = Stream(server, f"/embed/{timeline['id']}/live", Origin="https://news.example")
    assert (stream.status, stream.headers["content-type"]) == (200, "text/event-stream")
    assert stream.headers["access-control-allow-origin"] == "*" and stream.headers["cache-control"] == "no-store"
    events = stream.events()
    assert next(events) == ("version", {"version": timeline["version"], "state": "published"})
    timeline = retitled(server, timeline, "Another title")
    assert next(events) == ("version", {"version": timeline["version"], "state": "published"})
    server.ask("PATCH", "/v1/timelines/heard", {"state": "draft"}, If_Match="*")
    kind, data = next(events)
    assert kind == "withdrawn" and "withdrawn" in data["message"]
    assert list(events) == [], "the stream has ended"
    stream.close()
    status, headers, body = server.send("GET", f"/embed/{timeline['id']}/live")
    assert (status, headers["Content-Type"]) == (404, "application/problem+json"), body


def test_a_newsroom_watches_its_draft_until_it_is_deleted(server: Server) -> None:
    draft = server.ask("PUT", "/v1/timelines/watched", {"documents": [ARTICLE]})[1]
    stream = Stream(server, f"/v1/timelines/{draft['id']}/live")
    events = stream.events()
    assert next(events) == ("version", {"version": 1, "state": "draft"})
    server.ask("PATCH", "/v1/timelines/watched", {"state": "published"}, If_Match="*")
    assert next(events) == ("version", {"version": 2, "state": "published"})
    server.send("DELETE", "/v1/timelines/watched", If_Match='"2"')
    assert next(events)[0] == "withdrawn"
    stream.close()
    gone = Stream(server, f"/v1/timelines/{draft['id']}/live")
    assert gone.status == 404
    gone.close()


def test_two_hundred_streams_hold_nobody_up_and_all_hear_the_last_version(server: Server) -> None:
    timeline = published(server, "many")
    streams = [Stream(server, f"/embed/{timeline['id']}/live") for _ in range(MANY)]
    try:
        assert {stream.status for stream in streams} == {200}
        for n in range(5):
            timeline = retitled(server, timeline, f"Title {n}")
        told = time.monotonic()
        for stream in streams:
            for _, data in stream.events():
                if data["version"] == timeline["version"]:
                    break
        assert time.monotonic() - told < 30
        assert server.send("GET", "/healthz")[0] == 200
        status, _, body = server.send("GET", f"/embed/{timeline['id']}.json")
        assert status == 200 and json.loads(body)["events"][0]["title"] == "Title 4"
        over = [Stream(server, f"/embed/{timeline['id']}/live") for _ in range(20)]
        assert 503 in {stream.status for stream in over}
        for stream in over:
            stream.close()
    finally:
        for stream in streams:
            stream.close()


def test_who_leaves_a_stream_makes_room_at_once(tmp_path: Path) -> None:
    """Not only when the stream says that it is still there, and finds nobody."""
    with serving(f"sqlite:///{tmp_path}/t.sqlite3", TIMELINE_WORKERS="1", TIMELINE_STREAMS="20") as running:
        path = f"/embed/{published(running, 'left')['id']}/live"

        def twenty() -> list[Stream]:
            streams = [Stream(running, path) for _ in range(20)]
            if {stream.status for stream in streams} == {200}:
                return streams
            for stream in streams:
                stream.close()
            return []

        for _ in range(3):
            streams = until(twenty, seconds=ALIVE - 5)
            assert running.send("GET", path)[0] == 503
            for stream in streams:
                stream.close()


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody else has streams of: it finds out late that one was closed, and counts it until then."""
    with serving(f"sqlite:///{tmp_path}/t.sqlite3", TIMELINE_WORKERS="1", TIMELINE_STREAMS=str(MANY)) as running:
        yield running


@pytest.mark.timeout(900)
def test_two_hundred_widgets_follow_a_story_that_is_edited_a_hundred_times(another: Server) -> None:
    """Each hears of versions by a stream and fetches them; what it took is printed (``-s``)."""
    server = another
    timeline = published(server, "busy")
    widgets = [Widget(server.port, timeline["id"]) for _ in range(MANY)]

    async def all_of_them() -> None:
        await asyncio.gather(*(widget.live() for widget in widgets))

    watching = Thread(target=asyncio.run, args=(all_of_them(),))
    watching.start()
    until(lambda: all(widget.version for widget in widgets))
    before, computed, began = server.memory(), server.computed(), time.monotonic()
    for n in range(100):
        timeline = retitled(server, timeline, f"Edit {n}")
    ended = time.monotonic()
    until(lambda: {widget.version for widget in widgets} == {timeline["version"]})
    late = max(widget.seen[-1][0] for widget in widgets) - ended
    grown, answers = (server.memory() - before) / 2**20, sum(sum(each.statuses.values()) for each in widgets)
    print(f"100 edits in {ended - began:.1f} s, {answers} answers, {server.computed() - computed:.1f} s of computing;"
          f" all at the last version {late:.1f} s after it, {grown:.0f} MB more")  # fmt: skip
    assert late < 30, "5 on a machine with nothing else to do"
    assert grown < 100
    assert {status for widget in widgets for status in widget.statuses} <= {200, 304}
    assert all([version for _, version in each.seen] == sorted(version for _, version in each.seen) for each in widgets)
    assert server.send("GET", "/healthz")[0] == 200
    server.ask("PATCH", "/v1/timelines/busy", {"state": "draft"}, If_Match="*")
    join(watching)
    assert all("withdrawn" in widget.withdrawn for widget in widgets)


def test_who_has_a_version_is_told_without_reading_it(server: Server) -> None:
    timeline = published(server, "known")
    path = f"/embed/{timeline['id']}.json"
    tag = server.send("GET", path)[1]["ETag"]
    status, headers, body = server.send("GET", path, If_None_Match=tag)
    assert (status, headers["ETag"], body) == (304, tag, b"")
    retitled(server, timeline, "New")
    assert server.send("GET", path, If_None_Match=tag)[0] == 200


def test_streams_end_when_the_service_does(tmp_path: Path) -> None:
    with serving(f"sqlite:///{tmp_path}/t.sqlite3", TIMELINE_WORKERS="1") as running:
        timeline = published(running, "ends")
        streams = [Stream(running, f"/embed/{timeline['id']}/live") for _ in range(20)]
        began = time.monotonic()
        assert running.stop(signal.SIGTERM) == 0
        assert time.monotonic() - began < 20
        for stream in streams:
            assert [kind for kind, _ in stream.events()] == ["version"]
            stream.close()
