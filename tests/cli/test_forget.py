"""``timeline-service forget``: what TIMELINE_RETENTION_DAYS says is what goes, for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from migrated import migrated
from stored import put

from timeline_service.cli import cli
from timeline_service.store import Store, find


@pytest.fixture
def store(tmp_path: Path, monkeypatch) -> Store:
    url = migrated(tmp_path / "t.sqlite3")
    monkeypatch.setenv("TIMELINE_DATABASE_URL", url)
    opened = Store(url)
    yield opened
    opened.close()


@pytest.mark.parametrize(("days", "kept"), [("", ["young", "old"]), ("30", ["young"]), ("1", [])])
def test_what_is_older_than_the_setting_goes(store: Store, monkeypatch, days: str, kept: list[str]) -> None:
    monkeypatch.setenv("TIMELINE_RETENTION_DAYS", days)
    now = datetime.now(UTC)
    put(store, id="young", updated_at=now - timedelta(days=29))
    put(store, id="old", updated_at=now - timedelta(days=31))
    result = CliRunner().invoke(cli, ["forget"], catch_exceptions=False)
    assert result.output == f"{2 - len(kept)} timelines and 0 jobs deleted from the store {store.address}\n"
    with store.reading() as session:
        assert [id for id in ("young", "old") if find(session, id)] == kept
        assert session.connection().exec_driver_sql("SELECT count(*) FROM documents").scalar() == len(kept)
