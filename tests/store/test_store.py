"""The store keeps timelines whole, or not at all."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from stored import ANSWER, DOCUMENT, NOW, TIMELINE, put

from timeline_service.faults import InputError
from timeline_service.store import Changed, Store, StoredCorrection, find, forget, history, move, page, remove
from timeline_service.store.idempotency import ABANDONED, KEPT, Seen, begin, end, give_up
from timeline_service.store.keys import RESERVED, ever_any, issue, key_of, keys, revoke
from timeline_service.store.search import FULL_TEXT
from timeline_service.store.tables import Base

BELONGING = ("timelines", "documents", "corrections", "revisions")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def store(request, tmp_path):
    """Both databases keep the same contract."""
    in_a_file = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'new' / 't.sqlite3'}" if in_a_file else request.getfixturevalue("postgresql")
    opened = Store(url)
    opened.migrate()
    assert opened.answers() and opened.dialect == request.param
    yield opened
    with opened.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    opened.close()


def get(store: Store, id: str = "a", **known):
    with store.reading() as session:
        return find(session, id, **known)


def test_migrations_make_the_tables_that_the_code_has(store) -> None:
    store.migrate()  # twice is no harm
    with store.engine.connect() as connection:
        known = {"include_name": lambda name, kind, _: not (name or "").removeprefix("ix_").startswith(FULL_TEXT)}
        assert compare_metadata(MigrationContext.configure(connection, opts=known), Base.metadata) == []


def test_what_is_written_comes_back(store) -> None:
    correction = StoredCorrection(number=1, kind="date", event="e1", value="2025-10", by="ann", at=NOW)
    written = put(store, corrections=(correction,), identities={"given": 3, "anchors": {}})
    assert written.version == 1
    assert get(store) == written


def test_a_new_version_takes_the_place_of_the_old_one(store) -> None:
    first = put(store)
    other = {
        "documents": (DOCUMENT, TIMELINE.documents[0].__class__(key="d2", text="x", text_sha256="x", language="en"))
    }
    second = put(store, version=first.version, **other)
    assert get(store) == second
    assert len(second.documents) == 2
    with store.reading() as session:
        assert [each.version for each in history(session, "a")] == [2, 1]


def test_a_version_that_is_gone_is_not_overwritten(store) -> None:
    put(store)
    put(store, version=1)
    with pytest.raises(Changed):
        put(store, version=1)
    with pytest.raises(Changed):
        put(store)
    assert get(store).version == 2


def test_two_of_one_external_id_are_not_made(store) -> None:
    put(store, id="a", external_id="cms-1")
    with pytest.raises(Changed):
        put(store, id="b", external_id="cms-1")
    assert get(store, "b") is None


def test_a_failure_leaves_nothing_behind(store) -> None:
    with pytest.raises(TypeError), store.writing() as session:
        from timeline_service.store import write

        write(session, TIMELINE, by="test", what="x")
        raise TypeError
    assert get(store) is None


def test_newsrooms_states_and_external_ids(store) -> None:
    put(store, id="a", external_id="cms-1")
    put(store, id="b", state="published", updated_at=NOW + timedelta(hours=1))
    put(store, id="c", newsroom="other", external_id="cms-1")
    assert get(store, "c", newsroom="local") is None
    assert get(store, "cms-1", newsroom="local").id == "a"
    assert get(store, "a", state="published") is None
    with store.reading() as session:
        found, total = page(session, newsroom="local", size=1)
        assert ([each.id for each in found], total) == (["b"], 2)
        (line,) = found
        counts = len(TIMELINE.answer["documents"]), len(TIMELINE.answer["events"])
        assert (line.documents, line.events, line.published_at) == (*counts, "2025-10-24")
        assert (line.title, line.state, line.version) == (TIMELINE.title, "published", 1)
        assert line.updated_at == NOW + timedelta(hours=1)
        assert page(session, newsroom="local", words="TRUCE")[1] == 2
        assert page(session, newsroom="local", words="%")[1] == 0
        assert page(session, newsroom="local", state="draft")[1] == 1


def test_deleted_is_gone_with_all_that_belongs_to_it(store) -> None:
    put(store)
    with pytest.raises(Changed), store.writing() as session:
        remove(session, "a", version=7)
    with store.writing() as session:
        remove(session, "a", version=1)
    with store.engine.connect() as connection:
        for table in BELONGING:
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_what_nobody_touched_is_forgotten(store) -> None:
    correction = StoredCorrection(number=1, kind="date", event="e1", value="2025-10", by="ann", at=NOW)
    put(store, corrections=(correction,))
    put(store, id="kept", updated_at=NOW + timedelta(days=2))
    with store.writing() as session:
        assert forget(session, now=NOW + timedelta(days=30), days=31) == 0
        assert forget(session, now=NOW + timedelta(days=32), days=31) == 1
    assert get(store) is None and get(store, "kept") is not None
    with store.engine.connect() as connection:
        for table in BELONGING:
            left = connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE {_id(table)} = 'a'").scalar()
            assert left == 0, table


def _id(table: str) -> str:
    return "id" if table == "timelines" else "timeline_id"


def test_deleted_texts_are_not_left_in_the_files(tmp_path) -> None:
    """SQLite alone: what was deleted is overwritten, in the database and in its write-ahead log."""
    opened = Store(f"sqlite:///{tmp_path / 't.sqlite3'}")
    opened.migrate()
    secret = "The embargoed words of a long article. " * 500
    put(opened, documents=(replace(DOCUMENT, text=secret),))
    assert any(b"embargoed words" in path.read_bytes() for path in tmp_path.iterdir())
    with opened.writing() as session:
        forget(session, now=NOW + timedelta(days=32), days=31)
    opened.wipe()
    assert not any(b"embargoed words" in path.read_bytes() for path in tmp_path.iterdir())
    opened.close()


def test_notes_come_back_as_they_were(store) -> None:
    notes = (("publication-date", "The publication date is the item's firstCreated."), ("withheld", "Wait."))
    put(store, documents=(replace(DOCUMENT, notes=notes),))
    assert get(store).documents[0].notes == notes


def test_writers_at_once_lose_nothing(store) -> None:
    put(store)

    def work() -> None:
        for _ in range(5):
            while True:
                try:
                    put(store, version=get(store).version)
                    break
                except Changed:
                    continue

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert get(store).version == 41
    assert get(store).answer == ANSWER


def test_a_request_is_done_once(store) -> None:
    known = {"newsroom": "n", "key": "k"}

    def seen(**changed):
        with store.writing() as session:
            return begin(session, **known, **({"fingerprint": "f", "now": NOW} | changed))

    assert seen() is Seen.NEW
    assert seen() is Seen.AT_WORK
    assert seen(fingerprint="g") is Seen.OTHER
    assert seen(now=NOW + ABANDONED * 2) is Seen.NEW
    with store.writing() as session:
        give_up(session, **known)
    assert seen() is Seen.NEW
    with store.writing() as session:
        end(session, **known, timeline_id="a")
        give_up(session, **known)
    assert seen() == "a"
    assert seen(now=NOW + KEPT * 2) is Seen.NEW


def test_keys(store) -> None:
    with store.writing() as session:
        assert not ever_any(session)
        secret = issue(session, newsroom="n", name="ann", scope="write", now=NOW)
    with store.reading() as session:
        (key,) = keys(session)
        assert ever_any(session)
        assert key_of(session, secret) == key
        assert key_of(session, "tl_other") is None
    assert (key.newsroom, key.may("read"), key.may("write"), key.may("admin")) == ("n", True, True, False)
    with store.engine.connect() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM keys")
    assert secret not in str(row)
    with store.writing() as session:
        assert revoke(session, key.prefix, now=NOW) == 1
        assert revoke(session, key.prefix, now=NOW) == 0
    with store.reading() as session:
        assert key_of(session, secret) is None and keys(session) == []
        assert ever_any(session), "a key that was revoked still closes the service"


@pytest.mark.parametrize("newsroom", [*RESERVED, "Local", " seeds "])
def test_no_key_is_made_for_the_newsrooms_of_the_service_itself(store, newsroom: str) -> None:
    with pytest.raises(InputError, match="another name"), store.writing() as session:
        issue(session, newsroom=newsroom, name="ann", scope="write", now=NOW)


def test_a_newsroom_takes_over_what_was_stored_before_there_was_a_key(store) -> None:
    put(store, id="a", external_id="cms-1")
    put(store, id="b", newsroom="other", external_id="cms-1")
    with store.writing() as session:
        assert move(session, of="local", to="courier") == 1
    assert get(store, "cms-1", newsroom="courier").id == "a"
    with pytest.raises(InputError, match="external id"), store.writing() as session:
        move(session, of="courier", to="other")
    assert get(store, "a").newsroom == "courier"


@pytest.mark.parametrize("name", ["t.sqlite3", "t.sqlite3-wal", "t.sqlite3-shm"])
def test_nobody_else_on_the_machine_reads_the_file(tmp_path, name: str) -> None:
    (tmp_path / "t.sqlite3").touch(mode=0o644)
    opened = Store(f"sqlite:///{tmp_path / 't.sqlite3'}")
    opened.migrate()
    put(opened)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    opened.close()
