"""What the tests of the plug-ins share: a running service with keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from widget.serving import served

from timeline_service.settings import Settings
from timeline_service.web import create_app

from .keys import new_keys

ARTICLE = "<p>The truce was signed in Cairo on October 13.</p><p>Two days later, a bomb killed 40 people.</p>"


@dataclass(frozen=True)
class Desk:
    """Where the service is, a key that may write, one that may only read."""

    url: str
    key: str
    reader: str


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, pipeline: object) -> Iterator[Desk]:
    database: Path = tmp_path_factory.mktemp("store") / "timelines.sqlite3"
    keys = new_keys(f"sqlite:///{database}")
    application = create_app(Settings(database_url=f"sqlite:///{database}"))
    with served(application) as url:
        yield Desk(url=url, key=keys["write"], reader=keys["read"])
    application.extensions["store"].close()
