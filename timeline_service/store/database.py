"""Opening the store: engine, transactions, and the migrations that run when the service starts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from timeline_service.faults import InputError

MIGRATIONS = Path(__file__).parent / "migrations"


class Store:
    """One database. ``url`` is an SQLAlchemy URL; for SQLite the folder of its file is made where it is missing."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)

    def migrate(self) -> None:
        """Bring the tables to the newest shape; safe to call at every start.

        Raises InputError with a sentence where there is no such database, or it does not let us in.
        """
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        try:
            with self.engine.connect() as connection:
                _lock_for_migration(connection)
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                connection.commit()
        except OperationalError as error:
            raise InputError(f"The store of TIMELINE_DATABASE_URL does not answer: {error.orig}") from None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the store, and waits for no writer."""
        with Session(self.engine.execution_options(reading=True)) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed as a whole, or not at all."""
        with Session(self.engine) as session, session.begin():
            yield session

    def wipe(self) -> None:
        """Leave nothing of what was deleted in SQLite's full-text index and write-ahead log.

        Elsewhere that is the server's business.
        """
        if self.dialect == "sqlite":
            connection = self.engine.raw_connection()
            connection.cursor().execute("INSERT INTO events_words(events_words) VALUES ('optimize')")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()

    def answers(self) -> bool:
        """Whether a query comes back."""
        with self.engine.connect() as connection:
            return connection.scalar(text("SELECT 1")) == 1

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    def close(self) -> None:
        """Let go of every connection: before a fork, and at the end."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise InputError("TIMELINE_DATABASE_URL is no URL such as postgresql://user:password@host/name.") from None
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.get_backend_name() != "sqlite":
        raise InputError("TIMELINE_DATABASE_URL must begin with sqlite: or postgresql:.")
    if parsed.database and parsed.database != ":memory:":
        _of_its_owner_alone(Path(parsed.database).expanduser())
    engine = create_engine(parsed, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _of_its_owner_alone(file: Path) -> None:
    """Make the file where there is none, and let nobody else read it; SQLite gives its log the same mode."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.touch(mode=0o600)
        if file.stat().st_uid == os.geteuid():
            file.chmod(0o600)
    except OSError as error:
        raise InputError(f"The store of TIMELINE_DATABASE_URL cannot be opened: {error.strerror}.") from None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")  # deleted texts are overwritten, not only let go of


def _begin(connection: Any) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _lock_for_migration(connection: Any) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(20251013)"))
