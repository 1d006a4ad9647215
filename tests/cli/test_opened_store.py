"""The store of a command: which it is, that none is made by looking, and what is wrong with it in a line."""

from __future__ import annotations

import socket
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from timeline_service.cli import stored
from timeline_service.store import Store

Run = Callable[..., tuple[int, str, str]]
LOOKING = (
    ("forget",), ("keys", "list"), ("keys", "revoke", "0123456789ab"), ("timelines", "list"),
    ("timelines", "show", "a"), ("timelines", "history", "a"), ("timelines", "correct", "a", "--headline", "One"),
    ("timelines", "publish", "a"), ("timelines", "withdraw", "a"), ("timelines", "delete", "a", "--yes"),
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the store is; it is not there yet."""
    path = tmp_path / "new" / "t.sqlite3"
    monkeypatch.setenv("TIMELINE_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def made(file: Path) -> Path:
    """The same, with a store."""
    store = Store(f"sqlite:///{file}")
    store.migrate()
    store.close()
    return file


def refused(run: Run, *words: str, status: int = 2) -> str:
    """The one line that says why not."""
    got, out, err = run(*words)
    assert (got, out) == (status, ""), err
    assert err.startswith("timeline-service: ") and err.count("\n") == 1
    return err


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_a_store_that_is_not_there_is_not_made_by_looking(run: Run, file: Path, words: tuple[str, ...]) -> None:
    said = refused(run, *words)
    assert f"There is no store {file}." in said and "TIMELINE_DATABASE_URL" in said
    assert not file.parent.exists()


@pytest.mark.parametrize("words", LOOKING[:2], ids=" ".join)
def test_a_file_without_tables_is_no_store_either(run: Run, file: Path, words: tuple[str, ...]) -> None:
    file.parent.mkdir()
    file.touch()
    assert "There is no store" in refused(run, *words)


def test_a_key_is_made_with_its_store_and_says_of_which(run: Run, file: Path) -> None:
    status, secret, told = run("keys", "new", "--newsroom", "courier", "--name", "cms")
    assert (status, told) == (0, f"timeline-service: A key of the store {file}\n")
    assert secret.startswith("tl_") and len(secret.split()) == 1
    assert run("keys", "list")[1].endswith("write  courier  cms\n")


def test_a_store_of_a_newer_version_is_left_alone(run: Run, made: Path) -> None:
    with closing(sqlite3.connect(made)) as known:
        known.execute("UPDATE alembic_version SET version_num = '9999'")
        known.commit()
    said = refused(run, "keys", "list")
    assert str(made) in said and "newer version" in said and "backup" in said


@pytest.mark.parametrize("noise", [b"These are no tables. " * 1_000, b"SQLite format 3\0" + b"\xa5" * 65_536])
def test_a_damaged_file_is_named(run: Run, made: Path, noise: bytes) -> None:
    for path in made.parent.iterdir():
        path.unlink()
    made.write_bytes(noise)
    said = refused(run, "keys", "list")
    assert str(made) in said and "damaged" in said and "backup" in said


def test_a_folder_that_cannot_be_made_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TIMELINE_DATABASE_URL", f"sqlite:///{tmp_path}/file/deeper/t.sqlite3")
    assert "cannot be opened: Not a directory" in refused(run, "keys", "new", "--newsroom", "courier", "--name", "cms")


def test_a_database_that_does_not_answer_may_do_so_later(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("TIMELINE_DATABASE_URL", f"postgresql://ann:secret@127.0.0.1:{port}/timelines")
    said = refused(run, "keys", "list", status=3)
    assert f"postgresql://ann@127.0.0.1:{port}/timelines does not answer" in said and "secret" not in said


@pytest.mark.server
def test_a_database_that_goes_away_during_a_command_may_come_back(
    run: Run, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_DATABASE_URL", postgresql)
    assert run("keys", "new", "--newsroom", "courier", "--name", "cms")[0] == 0
    away = text("SELECT pg_terminate_backend(pg_backend_pid())")
    monkeypatch.setattr(stored, "forget_old", lambda session, **_: session.execute(away))
    assert "does not answer" in refused(run, "forget", status=3)


WRONG = {
    "no driver": ("postgresql://ann@127.0.0.1/timelines", "'.[postgresql]'"),
    "no port": ("postgresql://ann@127.0.0.1:five/timelines", "no URL such as"),
}


@pytest.mark.parametrize("case", WRONG)
def test_an_address_that_is_of_no_use(run: Run, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    url, said = WRONG[case]
    monkeypatch.setitem(sys.modules, "psycopg", None)  # as where it is not installed
    monkeypatch.setenv("TIMELINE_DATABASE_URL", url)
    assert said in refused(run, "keys", "list")


def test_the_address_that_is_told_holds_no_password() -> None:
    assert Store("postgresql://ann:secret@db/timelines?password=secret").address == "postgresql://ann@db/timelines"
