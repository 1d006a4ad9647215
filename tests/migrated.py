"""Stores of SQLite with their tables: the migrations run once, and what they made is copied."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from timeline_service.store import Store


def migrated(file: Path) -> str:
    """The URL of a store in a new file, as the migrations leave it."""
    file.touch(mode=0o600)
    file.write_bytes(_tables())
    return f"sqlite:///{file}"


@cache
def _tables() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "t.sqlite3"
        store = Store(f"sqlite:///{file}")
        store.migrate()
        store.close()
        return file.read_bytes()
