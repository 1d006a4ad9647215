"""The desk with the real service behind it, in a real browser; every fault that the browser reports fails the test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.desk.pages import LONGER
from tests.widget.serving import served
from timeline_service.settings import Settings
from timeline_service.web import create_app, live

REFUSED = re.compile("Failed to load resource: the server responded with a status of 4")
UNREACHED = re.compile("Failed to load resource: (the server responded with a status of [45]|net::ERR_FAILED)")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, pipeline: object) -> Iterator[Flask]:
    database: Path = tmp_path_factory.mktemp("store") / "timelines.sqlite3"
    application = create_app(Settings(database_url=f"sqlite:///{database}"), keyless=True)
    yield application
    application.extensions["store"].close()


@pytest.fixture(scope="module")
def site(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page hears at once what others do: this server tells who listens once, and they come back in milliseconds."""
    monkeypatch.setattr(live, "AGAIN", 100)


@pytest.fixture
def visit(chromium: Any) -> Iterator[Any]:
    contexts, faults = [], []

    def open_(address: str, *, failing: bool = False, **settings: Any) -> Any:
        """A page in a browser of its own; ``failing``: the test takes the service away."""
        usual = UNREACHED if failing else REFUSED
        contexts.append(chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | settings))
        contexts[-1].set_default_timeout(60_000)
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console", lambda line: line.type == "error" and not usual.match(line.text) and faults.append(line.text)
        )
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def stored(client: Any, site: str) -> dict[str, Any]:
    return client.post("/v1/timelines", json={"documents": [{"text": LONGER, "published_at": "2025-10-24"}]}).get_json()
