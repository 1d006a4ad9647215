"""Both databases keep the same contract: a store of each, empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline_service.store import Store
from timeline_service.store.tables import Base


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with its tables; the folder of the file of SQLite is made with it."""
    in_a_file = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'new' / 't.sqlite3'}" if in_a_file else request.getfixturevalue("postgresql")
    opened = Store(url)
    opened.migrate()
    opened.answers()
    assert opened.dialect == request.param
    yield opened
    with opened.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    opened.close()
