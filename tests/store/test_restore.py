"""What docs/operations.md says of a backup of PostgreSQL: it is restored as it was, also behind an upgrade."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from glob import glob
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from stored import put
from waiting import BOUND

from timeline_service.store import Store, find

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
pytestmark = pytest.mark.server


@pytest.fixture
def run(postgresql: str, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Run commands of PostgreSQL as the page has them, beside a database ``timelines`` that is there."""
    url = make_url(postgresql)
    path = os.pathsep.join([*sorted(glob("/usr/lib/postgresql/*/bin")), os.environ["PATH"]])
    own = {"PGHOST": url.host or "", "PGPORT": str(url.port), "PGUSER": url.username or "", "PATH": path}

    def call(commands: str) -> None:
        subprocess.run(["sh", "-e", "-c", commands], cwd=tmp_path, env=os.environ | own, timeout=BOUND, check=True)

    call("createdb timelines")
    yield call
    call("dropdb timelines")


def test_a_backup_is_restored_behind_an_upgrade(run: Callable[[str], None], postgresql: str) -> None:
    backup, restore = (next(block for block in BLOCKS if block.startswith(first)) for first in ("pg_dump", "dropdb"))
    url = make_url(postgresql).set(database="timelines").render_as_string(hide_password=False)
    store = Store(url)
    store.migrate()
    before = put(store)
    run(backup)
    put(store, version=1, quotes="sentence")
    with store.engine.begin() as connection:  # what a newer version may do
        connection.execute(text("CREATE TABLE newer (id varchar PRIMARY KEY REFERENCES timelines (id))"))
        connection.execute(text("INSERT INTO newer VALUES ('a')"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    run(restore)
    store.migrate()
    with store.reading() as session:
        assert find(session, "a") == before
    store.close()
