"""The code that shows a timeline in an article, as docs/widget.md has it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import quote


def followed(address: str, story: Mapping[str, Any], listed: str) -> str:
    """A published timeline, kept fresh; readers without scripts see the list, which the service has escaped."""
    source = escape(f"{address}/embed/{quote(story['id'], safe='')}.json")
    return f'{_script(address)}<event-timeline src="{source}" refresh="60">{listed}</event-timeline>'


def still(address: str, listed: str) -> str:
    """The timeline as it is now; the page asks for nothing later."""
    return f"{_script(address)}<event-timeline>{listed}</event-timeline>"


def _script(address: str) -> str:
    return f'<script src="{escape(address)}/widget/event-timeline.js" defer></script>'
