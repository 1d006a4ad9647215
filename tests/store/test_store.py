"""The store keeps timelines whole, or not at all."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, select
from sqlalchemy.exc import DatabaseError
from stored import ANSWER, DOCUMENT, NOW, TIMELINE, put
from waiting import join

from timeline_service.faults import InputError
from timeline_service.store import (
    Changed,
    Store,
    StoredCorrection,
    StoredReading,
    StoredTimeline,
    find,
    forget,
    history,
    jobs,
    move,
    page,
    readings,
    remove,
    webhooks,
)
from timeline_service.store.database import WAITED
from timeline_service.store.idempotency import KEPT, LEASE, Seen, begin, end, end_all, give_up, renew
from timeline_service.store.keys import RESERVED, ever_any, issue, key_of, keys, revoke
from timeline_service.store.search import FULL_TEXT
from timeline_service.store.tables import Base

BELONGING = ("timelines", "documents", "readings", "corrections", "revisions")


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


def test_readings_are_kept_with_their_documents_and_go_with_them(store) -> None:
    two = (DOCUMENT, replace(DOCUMENT, key="d2"))
    new = {key: StoredReading(reader="r", article=key, data=key.encode() * 100) for key in ("d1", "d2")}
    put(store, documents=two, readings=new)
    kept = {key: replace(each, stored=True) for key, each in new.items()}
    assert _readings(store) == kept
    put(store, version=1, documents=two, state="published")
    assert _readings(store) == kept, "a change that reads nothing keeps them"
    other = StoredReading(reader="s", article="d1", data=b"other")
    put(store, version=2, documents=two, readings={"d1": other, "d2": kept["d2"]})
    assert _readings(store) == {"d1": replace(other, stored=True), "d2": kept["d2"]}
    put(store, version=3, documents=two[:1], readings={"d1": replace(other, stored=True)})
    assert _readings(store) == {"d1": replace(other, stored=True)}
    with store.writing() as session:
        remove(session, "a", version=4, now=NOW)
    assert _readings(store) == {}


def _readings(store: Store) -> dict[str, StoredReading]:
    with store.reading() as session:
        return readings(session, "a")


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


def test_a_reader_sees_one_state_of_the_store_whatever_is_written_meanwhile(store) -> None:
    first = put(store)
    written: list[StoredTimeline] = []

    def replaced(_connection, _cursor, statement: str, *_) -> None:
        if "FROM documents" in statement and not written:
            written.append(first)  # what follows reads them too
            written[0] = put(store, version=1, documents=(replace(DOCUMENT, key="d2", text="Another text."),))

    event.listen(store.engine, "before_cursor_execute", replaced)
    try:
        assert get(store) == first
    finally:
        event.remove(store.engine, "before_cursor_execute", replaced)
    assert get(store) == written[0] != first


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


def test_a_list_is_made_without_reading_answers_and_texts(store) -> None:
    earlier, later = replace(DOCUMENT, key="d2", published_at="2025-10-30"), DOCUMENT
    put(store, documents=(earlier, later))
    asked: list[str] = []

    def note(_connection, _cursor, statement: str, *_) -> None:
        asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        with store.reading() as session:
            ((line,), _) = page(session, newsroom="local")
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
    assert (line.documents, line.events, line.published_at) == (2, len(ANSWER["events"]), "2025-10-30")
    assert any("timelines.title" in each for each in asked)
    assert not any(column in each for each in asked for column in ("timelines.answer", "documents.text"))


def test_deleted_is_gone_with_all_that_belongs_to_it(store) -> None:
    put(store)
    with pytest.raises(Changed), store.writing() as session:
        remove(session, "a", version=7, now=NOW)
    with store.writing() as session:
        remove(session, "a", version=1, now=NOW)
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


CANARY = "The embargoed words of a long article. "


def in_files(folder: Path) -> bool:
    """Whether the canary is anywhere in the files of an SQLite store."""
    return any(b"embargoed words" in path.read_bytes() for path in folder.iterdir() if path.is_file())


@pytest.fixture
def told(tmp_path) -> Iterator[Store]:
    """An SQLite store with the canary in it."""
    opened = Store(f"sqlite:///{tmp_path / 't.sqlite3'}")
    opened.migrate()
    put(opened, documents=(replace(DOCUMENT, text=CANARY * 500),))
    assert in_files(tmp_path)
    yield opened
    opened.close()


def test_deleted_texts_are_not_left_in_the_files(told, tmp_path) -> None:
    """SQLite alone: what was deleted is overwritten, in the database and in its write-ahead log."""
    with told.writing() as session:
        forget(session, now=NOW + timedelta(days=32), days=31)
    assert told.wipe()
    assert not in_files(tmp_path)


def test_deleted_texts_that_somebody_still_reads_go_when_they_are_read(told, tmp_path) -> None:
    with told.reading() as reader:
        find(reader, "a")
        with told.writing() as session:
            remove(session, "a", version=1, now=NOW)
        assert not told.wipe(patience=0.3)
        assert in_files(tmp_path)
        told.wipe_if_due()
        assert in_files(tmp_path)
    told.wipe_if_due()
    assert not in_files(tmp_path)


def test_who_writes_is_waited_for_by_nobody_and_what_was_deleted_goes_later(told, tmp_path) -> None:
    with told.writing() as session:
        remove(session, "a", version=1, now=NOW)
    with closing(sqlite3.connect(tmp_path / "t.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not told.wipe(patience=0.3)
        assert in_files(tmp_path)
        other.execute("ROLLBACK")
    told.wipe_if_due()
    assert not in_files(tmp_path)
    with told.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == WAITED * 1000, "it waits as long as before"


def test_a_backup_is_whole_and_can_be_put_in_the_place_of_the_store(told, tmp_path) -> None:
    """As docs/operations.md says: a copy by ``.backup`` while it is written to, then put in its place."""
    copy = tmp_path / "elsewhere" / "copy.sqlite3"
    copy.parent.mkdir()
    before = get(told)
    with closing(sqlite3.connect(tmp_path / "t.sqlite3")) as live, closing(sqlite3.connect(copy)) as target:
        live.backup(target)
    with told.writing() as session:
        remove(session, "a", version=1, now=NOW)
    told.close()
    for name in ("t.sqlite3-wal", "t.sqlite3-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    copy.replace(tmp_path / "t.sqlite3")
    restored = Store(f"sqlite:///{tmp_path / 't.sqlite3'}")
    restored.migrate()
    assert get(restored) == before
    restored.close()


def test_a_look_at_the_store_waits_for_no_writer(told) -> None:
    with told.writing() as session:
        remove(session, "a", version=1, now=NOW)
        session.flush()
        began = time.monotonic()
        told.answers()
        assert time.monotonic() - began < 5


@pytest.mark.parametrize("damage", ["no database", "no tables", "no first page", "a page of noise"])
def test_a_look_at_the_store_finds_what_is_wrong_with_it(told, tmp_path, damage: str) -> None:
    told.close()
    file = tmp_path / "t.sqlite3"
    data = bytearray(file.read_bytes())
    if damage == "no database":
        data = bytearray(b"These are no tables. " * 1_000)
    elif damage == "no tables":
        data = bytearray()
    elif damage == "no first page":
        data[:4096] = bytes(4096)
    else:
        with closing(sqlite3.connect(file)) as known:
            root = known.execute("SELECT rootpage FROM sqlite_master WHERE name = 'timelines'").fetchone()[0]
        data[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096
    for path in tmp_path.iterdir():
        path.unlink()
    file.write_bytes(data)
    with pytest.raises(DatabaseError):
        told.answers()


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
    join(*threads)
    assert get(store).version == 41
    assert get(store).answer == ANSWER


ONE = {"newsroom": "n", "key": "k"}


def seen(store: Store, **changed):
    with store.writing() as session:
        return begin(session, **ONE, **({"fingerprint": "f", "owner": "us", "now": NOW} | changed))


def test_a_request_is_done_once(store) -> None:
    assert seen(store) is Seen.NEW
    assert seen(store) is Seen.AT_WORK
    assert seen(store, fingerprint="g") is Seen.OTHER
    with store.writing() as session:
        give_up(session, **ONE, owner="them")
    assert seen(store) is Seen.AT_WORK
    with store.writing() as session:
        give_up(session, **ONE, owner="us")
    assert seen(store) is Seen.NEW
    with store.writing() as session:
        end(session, **ONE, timeline_id="a", owner="us")
        give_up(session, **ONE, owner="us")
    assert seen(store) == "a"
    assert seen(store, now=NOW + KEPT * 2) is Seen.NEW


def test_a_lease_ends_with_its_owner(store) -> None:
    seen(store)
    with store.writing() as session:
        renew(session, owner="us", now=NOW + LEASE / 2)
    assert seen(store, now=NOW + LEASE) is Seen.AT_WORK
    assert seen(store, now=NOW + LEASE * 2, owner="them") is Seen.NEW, "nobody renewed it"
    with pytest.raises(Changed), store.writing() as session:
        end(session, **ONE, timeline_id="a", owner="us")
    with store.writing() as session:
        end_all(session, owner="us")
    assert seen(store, now=NOW + LEASE * 2) is Seen.AT_WORK, "it is theirs"
    with store.writing() as session:
        end_all(session, owner="them")
    assert seen(store, now=NOW + LEASE * 2) is Seen.NEW, "they began anew"


def test_what_is_known_of_a_request_goes_with_its_timeline(store) -> None:
    for id in ("a", "b"):
        put(store, id=id, updated_at=NOW if id == "a" else NOW + timedelta(days=9))
        with store.writing() as session:
            known = {"newsroom": "n", "key": id, "owner": "us"}
            begin(session, fingerprint="f", now=NOW, **known)
            end(session, timeline_id=id, **known)
    with store.writing() as session:
        assert forget(session, now=NOW + timedelta(days=10), days=5) == 1
    assert _requests(store) == ["b"]
    with store.writing() as session:
        remove(session, "b", version=1, now=NOW)
    assert _requests(store) == []


def _requests(store: Store) -> list[str]:
    with store.engine.connect() as connection:
        return list(connection.exec_driver_sql("SELECT timeline_id FROM idempotency").scalars())


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


def test_all_that_was_stored_is_taken_over(store) -> None:
    put(store, id="a")
    items = [jobs.NewItem(source_id=None, article={"text": "It fell."})]
    with store.writing() as session:
        jobs.add(session, items, id="j", newsroom="local", kind="dates", now=NOW)
        hook = webhooks.add(session, newsroom="local", timeline_id=None, url="https://cms.example/", secret="", by="",
                            now=NOW)  # fmt: skip
    known = {"newsroom": "local", "key": "k", "owner": "us"}
    with store.writing() as session:
        begin(session, fingerprint="f", now=NOW, **known)
        end(session, timeline_id="a", **known)
        move(session, of="local", to="courier")
    with store.engine.connect() as connection:
        owned = [table for table in Base.metadata.sorted_tables if "newsroom" in table.c and table.name != "keys"]
        whose = {table.name: list(connection.execute(select(table.c.newsroom)).scalars()) for table in owned}
    assert whose == {name: ["courier"] for name in ("timelines", "jobs", "webhooks", "idempotency")}
    with store.writing() as session:
        assert jobs.find(session, "j", newsroom="courier") and webhooks.find(session, hook.id, newsroom="courier")
        again = begin(session, fingerprint="f", now=NOW, **{**known, "newsroom": "courier"})
    assert again == "a", "the request is not carried out once more"


@pytest.mark.parametrize("kind", ["job", "request"])
def test_what_both_newsrooms_have_is_not_taken_over(store, kind: str) -> None:
    put(store, id="a")
    for newsroom in ("local", "courier"):
        with store.writing() as session:
            if kind == "job":
                jobs.add(session, [], id=newsroom, newsroom=newsroom, external_id="j", kind="dates", now=NOW)
            else:
                begin(session, newsroom=newsroom, key="k", fingerprint="f", owner="us", now=NOW)
    with pytest.raises(InputError, match="external id or the Idempotency-Key"), store.writing() as session:
        move(session, of="local", to="courier")
    assert get(store).newsroom == "local"


@pytest.mark.parametrize("name", ["t.sqlite3", "t.sqlite3-wal", "t.sqlite3-shm"])
def test_nobody_else_on_the_machine_reads_the_file(tmp_path, name: str) -> None:
    (tmp_path / "t.sqlite3").touch(mode=0o644)
    opened = Store(f"sqlite:///{tmp_path / 't.sqlite3'}")
    opened.migrate()
    put(opened)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    opened.close()
