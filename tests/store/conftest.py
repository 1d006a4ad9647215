"""Both databases keep the same contract: a store of each, empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from migrated import migrated

from timeline_service.store import Store
from timeline_service.store.tables import Base


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with its tables."""
    if request.param == "sqlite":
        opened = Store(migrated(tmp_path / "t.sqlite3"))
    else:
        opened = Store(request.getfixturevalue("postgresql"))
        opened.migrate()  # nothing where the tables are as they should be
    opened.answers()
    assert opened.dialect == request.param
    yield opened
    with opened.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    opened.close()
