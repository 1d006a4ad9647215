"""Both databases, empty, for tests over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)]


@pytest.fixture(scope="session")
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The URL of a new database of a kind; the PostgreSQL server is started for the first that is wanted."""
    numbers = count()

    def make(kind: str) -> str:
        if kind == "sqlite":
            folder: Path = tmp_path_factory.mktemp("store")
            return f"sqlite:///{folder}/t.sqlite3"
        import psycopg

        server, name = request.getfixturevalue("postgresql"), f"web{next(numbers)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return server.rpartition("/")[0] + f"/{name}"

    return make


@pytest.fixture(params=DATABASES, scope="module")
def database(request: pytest.FixtureRequest, empty: Callable[[str], str]) -> str:
    """The URL of a database of a module's own."""
    return empty(request.param)
