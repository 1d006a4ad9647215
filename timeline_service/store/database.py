"""Opening the store: engine, transactions, and the migrations that run when the service starts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from timeline_service.faults import Away, InputError, not_installed
from timeline_service.store.traces import Traces

WAITED = 30  # seconds that one waits for another who writes (SQLite)
PROBED = 2  # seconds that a look at the store may wait
HASTE = 0.1  # seconds that clearing up behind a deletion waits, each time it is tried
_ONE_STATE: dict[str, dict[str, Any]] = {  # of the store, for all that a transaction reads
    "sqlite": {"reading": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
MIGRATIONS = Path(__file__).parent / "migrations"


class Store:
    """One database; ``url`` is an SQLAlchemy URL. Nothing is looked at before it is migrated, or used."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._snapshots = self.engine.execution_options(**_ONE_STATE[self.dialect])
        self._probe = self._snapshots if self._in_memory else _engine(url, probe=True)
        self._traces = None if self._file is None else Traces(_hasty(self.engine.url))

    def migrate(self, *, new: bool = True) -> None:
        """Bring the tables to the newest shape; safe to call at every start.

        ``new``: where there are no tables yet they are made, and for SQLite the file and its folder. Raises InputError
        where there are none to be found otherwise, or those of a newer version of this program, and as ``in_words``.
        """
        if self._file is not None:
            if not (new or self._file.exists()):
                raise self._missing()
            _of_its_owner_alone(self._file)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.in_words(), self._snapshots.connect() as connection:
            self._check_tables(connection, config, new=new)
        with self.in_words(), self.engine.connect() as connection:
            _lock_for_migration(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()

    @contextmanager
    def in_words(self) -> Iterator[None]:
        """What is wrong with the database itself, met inside of this, is told in a sentence.

        Raises :class:`Away` where it does not answer, InputError where it is damaged.
        """
        try:
            yield
        except OperationalError as error:
            raise Away(f"The store {self.address} does not answer: {error.orig}") from None
        except DatabaseError as error:
            if type(error) is not DatabaseError:  # the other kinds are faults of this program
                raise
            said = f"The store {self.address} is damaged or no database: {error.orig}. Restore a backup of it."
            raise InputError(said) from None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the store, and waits for no writer."""
        with Session(self._snapshots) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed as a whole, or not at all."""
        with Session(self.engine) as session, session.begin():
            yield session

    def wipe(self, *, patience: float = 1.0) -> bool:
        """Leave nothing of what was deleted in SQLite's full-text index and write-ahead log, within so many seconds.

        Elsewhere that is the server's business. False where it is left to :meth:`wipe_if_due`: somebody else reads or
        writes, or the index is so large that it is cleared for several deletions together.
        """
        return self._traces is None or self._traces.clear(patience=patience)

    def wipe_if_due(self) -> None:
        """Do what :meth:`wipe` left, or a process that was killed before it."""
        if self._traces is not None:
            self._traces.clear_if_due()

    def answers(self) -> None:
        """Read a row, as a request does, but wait for nothing longer than ``PROBED`` seconds.

        Raises SQLAlchemyError where the store is not there, not ours, or damaged where everybody reads.
        """
        with self._probe.connect() as connection:
            connection.execute(text("SELECT id, newsroom, version FROM timelines LIMIT 1")).all()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @property
    def address(self) -> str:
        """Where it is, for people to read: the path of the file, or the URL without password and options."""
        if self._file is not None:
            return str(self._file.absolute())
        url = self.engine.url
        return URL.create(self.dialect, url.username, None, url.host, url.port, url.database).render_as_string()

    def close(self) -> None:
        """Let go of every connection: before a fork, and at the end."""
        self.engine.dispose()
        self._probe.dispose()

    @property
    def _in_memory(self) -> bool:
        return self.dialect == "sqlite" and self._file is None

    @property
    def _file(self) -> Path | None:
        """That of SQLite; None in memory, and elsewhere."""
        name = self.engine.url.database
        return Path(name) if self.dialect == "sqlite" and name and name != ":memory:" else None

    def _missing(self) -> InputError:
        said = "Nothing was ever stored there. Is TIMELINE_DATABASE_URL (or XDG_DATA_HOME) set as for the service?"
        return InputError(f"There is no store {self.address}. {said}")

    def _check_tables(self, connection: Connection, config: Config, *, new: bool) -> None:
        at = MigrationContext.configure(connection).get_current_revision()
        if at is None:
            if not new:
                raise self._missing()
        elif at not in {known.revision for known in ScriptDirectory.from_config(config).walk_revisions()}:
            said = "Run that version, or restore the backup from before the upgrade."
            raise InputError(f"The store {self.address} was used by a newer version of timeline-service. {said}")


def _engine(url: str, *, probe: bool = False) -> Engine:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise InputError("TIMELINE_DATABASE_URL is no URL such as postgresql://user:password@host/name.") from None
    if parsed.get_backend_name() == "postgresql":
        try:
            return _postgresql(parsed.set(drivername="postgresql+psycopg"), probe=probe)
        except ImportError:
            raise not_installed("PostgreSQL needs psycopg", "postgresql") from None
    if parsed.get_backend_name() != "sqlite":
        raise InputError("TIMELINE_DATABASE_URL must begin with sqlite: or postgresql:.")
    if probe:
        engine = create_engine(parsed, poolclass=NullPool, connect_args={"timeout": PROBED})
        event.listen(engine, "connect", _leave_transactions_to_us)
        return engine.execution_options(reading=True)
    pool = {} if parsed.database in (None, "", ":memory:") else {"pool_size": 10, "max_overflow": 30}
    engine = create_engine(parsed, connect_args={"timeout": WAITED}, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _postgresql(url: URL, *, probe: bool) -> Engine:
    if probe:
        waits = {"connect_timeout": PROBED, "options": f"-c statement_timeout={PROBED * 1000}"}
        return create_engine(url, poolclass=NullPool, connect_args=waits)
    return create_engine(
        url, connect_args={"connect_timeout": 5}, pool_size=10, max_overflow=30, pool_timeout=10, pool_pre_ping=True
    )


def _hasty(url: URL) -> Engine:
    """Connections to a file of SQLite that wait for nobody long; of their own, so that no request gets one of them."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": HASTE})
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _of_its_owner_alone(file: Path) -> None:
    """Make the file where there is none, and let nobody else read it; SQLite gives its log the same mode."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        if file.stat().st_uid == os.geteuid():
            file.chmod(0o600)
    except OSError as error:
        raise InputError(f"The store {file.absolute()} cannot be opened: {error.strerror}.") from None


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # they are begun below, not by the driver


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    _leave_transactions_to_us(connection, _record)
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
