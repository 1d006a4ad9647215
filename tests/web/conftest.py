"""The application on a store of its own, in memory; pytest-flask makes ``client`` from ``app``."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from timeline_service.settings import Settings
from timeline_service.web import create_app


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    database: Path = tmp_path_factory.mktemp("store") / "timelines.sqlite3"
    application = create_app(Settings(database_url=f"sqlite:///{database}"))
    yield application
    application.extensions["store"].close()
