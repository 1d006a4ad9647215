"""The store keeps timelines whole, or not at all."""
from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from story import STORY, TEXT

from timeline_service.schemas.answers import timeline
from timeline_service.store import Store, find, page, save
from timeline_service.store.tables import Base

NOW = datetime(2025, 10, 24, 12, tzinfo=UTC)
ANSWER = timeline(STORY)


@pytest.fixture
def store(tmp_path):
    opened = Store(f"sqlite:///{tmp_path / 'new' / 'timelines.sqlite3'}")
    opened.migrate()
    yield opened
    opened.close()


def put(session, id: str = "a", **changed) -> None:
    known = {"newsroom": "n", "external_id": None, "state": "published", "answer": ANSWER, "texts": {"d1": TEXT}}
    save(session, id=id, now=NOW, **(known | changed))


def test_migrations_make_the_tables_that_the_code_has(store) -> None:
    store.migrate()  # twice is no harm
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_what_is_saved_comes_back(store) -> None:
    with store.writing() as session:
        put(session)
    with store.reading() as session:
        found = find(session, "a")
    assert found.answer == ANSWER
    assert found.texts == {"d1": TEXT}
    assert found.version == 1


def test_saving_again_replaces_and_counts(store) -> None:
    for _ in range(2):
        with store.writing() as session:
            put(session)
    with store.reading() as session:
        assert find(session, "a").version == 2
        assert page(session, newsroom="n")[1] == 1


def test_a_failure_leaves_nothing_behind(store) -> None:
    with pytest.raises(KeyError), store.writing() as session:
        put(session, texts={})
    with store.reading() as session:
        assert find(session, "a") is None


def test_newsrooms_and_states_are_apart(store) -> None:
    with store.writing() as session:
        put(session, "a")
        put(session, "b", state="draft")
        put(session, "c", newsroom="other")
    with store.reading() as session:
        assert find(session, "c", newsroom="n") is None
        assert find(session, "b", state="published") is None
        found, total = page(session, newsroom="n", size=1)
    assert ([each.id for each in found], total) == (["a"], 2)


def test_writers_at_once_lose_nothing(store) -> None:
    def write() -> None:
        for _ in range(5):
            with store.writing() as session:
                put(session)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as session:
        assert find(session, "a").version == 40
