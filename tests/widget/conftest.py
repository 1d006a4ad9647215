"""A real browser, and pages of a made-up newsroom that it is served from memory: no network, a strict policy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import timeline_service
from tests.widget.stories import TRUCE, answer, event

WIDGET = Path(timeline_service.__file__).parent / "web" / "widget"
SITE = "http://newsroom.test"
SCRIPT = "<script src='/widget/event-timeline.js'></script>"
ERRORS = "addEventListener('timeline-error', (event) => errors.push(event.detail.message))"
LATER = answer(event("n", "News of the hour"))
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'"
)
TYPES = {".js": "text/javascript", ".json": "application/json", ".html": "text/html; charset=utf-8"}


@dataclass
class Newsroom:
    """A page and what it is served; every fault that the browser reports ends up in ``faults``."""

    page: Any
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Security-Policy": POLICY})
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.route("**/*", self._serve)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda line: line.type == "error" and self.faults.append(line.text))

    def _serve(self, route: Any) -> None:
        path = route.request.url.removeprefix(SITE).partition("?")[0]
        self.asked.append(path)
        if path.startswith("/widget/"):
            file = WIDGET / path.removeprefix("/widget/")
            route.fulfill(path=file, content_type=TYPES[file.suffix])
        elif path in self.files:
            body, kind = self.files[path]
            route.fulfill(body=body, content_type=kind, headers=self.headers | {"content-type": kind})
        else:
            route.fulfill(status=204 if path == "/favicon.ico" else 404)

    def show(self, inside: str = "", *, lang: str = "en-GB", page: str = "", **attributes: str) -> Any:
        """Open a page with one ``<event-timeline>`` around ``inside``; return its locator once it is drawn."""
        written = "".join(f' {name}="{value}"' for name, value in attributes.items())
        self.files["/"] = (
            f"<!doctype html><html lang={lang}><meta charset=utf-8><meta name=viewport content='width=device-width'>"
            f"<title>News</title><script src='/widget/event-timeline.js'></script>"
            f"<main><h1>News</h1>{page}<event-timeline{written}>{inside}</event-timeline></main></html>",
            TYPES[".html"],
        )
        self.page.goto(SITE + "/")
        element = self.page.locator("event-timeline")
        element.locator("section, [part=note]").first.wait_for()
        return element

    def tell(self, answer: Any, **attributes: str) -> Any:
        """Show an answer of the service, given as JSON inside the element."""
        return self.show(inline(answer), **attributes)

    def offer(self, path: str, answer: Any) -> None:
        """Put an answer at ``path`` of the site."""
        self.files[path] = (json.dumps(answer), TYPES[".json"])


class Life(Newsroom):
    """Pages written by hand, with every ``timeline-error`` in ``errors``, and addresses that hang."""

    def open(self, body: str, *, lang: str = "en-GB", script: str = SCRIPT) -> Any:
        self.page.add_init_script(f"errors = []; {ERRORS}")
        self.headers = {}  # scripts of the page stand in the page
        self.files["/"] = (
            f"<!doctype html><html lang='{lang}'><meta charset=utf-8><title>News</title>{script}<main>{body}</main>",
            TYPES[".html"],
        )
        self.page.goto(SITE + "/")
        return self.page.locator("event-timeline").first

    def hang(self, path: str) -> list[Any]:
        """Requests for ``path`` wait in the list that is returned."""
        waiting: list[Any] = []
        self.page.route(f"**{path}", lambda route: waiting.append(route))
        return waiting

    def settle(self) -> None:
        """Let everything that is under way in the page come to its end."""
        self.page.wait_for_load_state("networkidle")

    def titles(self) -> list[str]:
        return self.page.locator("event-timeline [part~=event-title]").all_text_contents()

    @property
    def errors(self) -> list[str]:
        return self.page.evaluate("errors")


def told(version: int) -> str:
    """A stream that tells of a version, and ends; who listens comes back in a day."""
    return f"retry: 86400000\nevent: version\ndata: {json.dumps({'version': version})}\n\n"


def inline(answer: Any) -> str:
    """The answer as a data block for the page."""
    return f"<script type='application/json'>{json.dumps(answer).replace('<', chr(92) + 'u003c')}</script>"


@pytest.fixture
def newsroom(chromium: Any) -> Iterator[Newsroom]:
    context = chromium.new_context()
    context.set_default_timeout(60_000)
    yield (made := Newsroom(context.new_page()))
    context.close()
    assert made.faults == []


@pytest.fixture
def life(chromium: Any) -> Any:
    context = chromium.new_context()
    context.set_default_timeout(60_000)
    made = Life(context.new_page())
    made.offer("/t.json", TRUCE | {"version": 3})
    made.files["/t/live"] = (told(3), "text/event-stream")
    made.offer("/later.json", LATER)
    yield made
    context.close()
