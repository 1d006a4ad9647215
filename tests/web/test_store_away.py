"""Without its store the service lives and says so; what needs no store is answered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from serving import Server, serving

pytestmark = pytest.mark.usefixtures("pipeline")
ARTICLE = json.dumps({"text": "Train 7 was cancelled on October 13.", "published_at": "2025-10-24"}).encode()


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose store is overwritten with noise while it runs."""
    folder: Path = tmp_path_factory.mktemp("store")
    with serving(f"sqlite:///{folder}/t.sqlite3") as server:
        for path in folder.iterdir():
            path.write_bytes(b"\xa5" * max(path.stat().st_size, 65_536))
        yield server


@pytest.fixture(scope="module")
def away(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server whose PostgreSQL does not take connections any more."""
    import psycopg

    database = request.getfixturevalue("empty")("postgresql")
    name = database.rpartition("/")[2]
    with serving(database) as server, psycopg.connect(request.getfixturevalue("postgresql"), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        yield server
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())


@pytest.fixture(params=["damaged", pytest.param("away", marks=pytest.mark.server)])
def server(request: pytest.FixtureRequest) -> Server:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("path", ["/healthz", "/version", "/docs", "/openapi.yaml", "/widget/embed.js",
                                  "/static/pages.css", "/timelines/x/edit"])  # fmt: skip
def test_what_needs_no_store_is_answered(server: Server, path: str) -> None:
    assert server.send("GET", path)[0] == 200


@pytest.mark.parametrize(("method", "path"), [
    ("GET", "/v1/timelines"), ("GET", "/v1/timelines/x"), ("POST", "/v1/extract"), ("GET", "/embed/x.json"),
    ("GET", "/"), ("GET", "/metrics"),
])  # fmt: skip
def test_what_needs_it_says_when_to_come_back(server: Server, method: str, path: str) -> None:
    status, headers, body = server.send(method, path, ARTICLE if method == "POST" else None)
    assert (status, headers["Content-Type"]) == (503, "application/problem+json"), body
    assert int(headers["Retry-After"]) > 0 and "store" in json.loads(body)["detail"]


def test_it_is_not_ready_and_says_so(server: Server) -> None:
    status, _, body = server.send("GET", "/readyz")
    assert status == 503 and "store" in json.loads(body)["detail"]


@pytest.mark.server
def test_it_says_so_as_well_while_the_store_keeps_it_waiting(empty: Callable[[str], str]) -> None:
    import psycopg

    database = empty("postgresql")
    with serving(database) as running, psycopg.connect(database) as other:
        other.execute("LOCK TABLE timelines IN ACCESS EXCLUSIVE MODE")
        status, _, body = running.send("GET", "/readyz")
        assert status == 503 and "store" in json.loads(body)["detail"]
        other.rollback()
        assert running.send("GET", "/readyz")[0] == 200


def test_a_writer_keeps_nobody_from_seeing_that_it_is_ready(tmp_path: Path) -> None:
    import sqlite3

    with serving(f"sqlite:///{tmp_path}/t.sqlite3") as running:
        other = sqlite3.connect(tmp_path / "t.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert running.send("GET", "/readyz")[0] == 200
        other.execute("ROLLBACK")
        other.close()
    shutil.rmtree(tmp_path)
