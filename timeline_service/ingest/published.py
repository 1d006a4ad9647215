"""When was this published: the candidates of an HTML page, most trustworthy first.

The order is JSON-LD ``datePublished`` (schema.org), then OpenGraph ``article:published_time``, then what htmldate finds
in other meta elements and ``<time>``. A page that says two dates often says them in two zones, and "yesterday" shifts
with them, so all candidates are kept. No URL is fetched and no clock is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from htmldate import find_date
from lxml.html import HtmlElement

from timeline_service.model import creation_time

_ZONE_WITHOUT_COLON = re.compile(r"(T[\d:.]+[+-]\d\d)(\d\d)$")
_NO_CLOCK = re.compile(r"T00:00:00$")
_DEEPEST = 20  # levels of JSON-LD that are looked into


class Published(NamedTuple):
    """A date as ``creation_time`` reads it, and where it was found: ``json-ld opengraph htmldate ninjs``.

    ``member`` names the part of the source where that has several.
    """

    value: str
    source: str
    member: str = ""

    @property
    def name(self) -> str:
        """What to call it in a note."""
        return self.member or self.source


def candidates(page: HtmlElement) -> tuple[Published, ...]:
    """Every publication date that the page states, first the one to use."""
    found: dict[str, Published] = {}
    for source, raw in _raw_candidates(page):
        value = with_colon(raw)
        if source not in found and readable(value):
            found[source] = Published(value, source)
    return tuple(found.values())


def _raw_candidates(page: HtmlElement) -> Iterator[tuple[str, str]]:
    for script in page.xpath("//script[@type='application/ld+json']"):
        for raw in _json_ld_dates(script.text or ""):
            yield "json-ld", raw
    for raw in page.xpath("//meta[@property='article:published_time' or @property='og:published_time']/@content"):
        yield "opengraph", str(raw)
    raw = find_date(
        page, original_date=True, extensive_search=False, outputformat="%Y-%m-%dT%H:%M:%S%z", max_date="2999-12-31"
    )
    if raw:
        yield "htmldate", _NO_CLOCK.sub("", raw)


def _json_ld_dates(script: str) -> Iterator[str]:
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    yield from _dates_published(data, depth=0)


def _dates_published(data: Any, *, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from _dates_published(each, depth=depth + 1)


def with_colon(raw: str) -> str:
    """A date-time with a colon in its offset, as ISO 8601 has it: many systems write ``+0200``."""
    return _ZONE_WITHOUT_COLON.sub(r"\1:\2", raw.strip())


def readable(value: str) -> bool:
    """Whether ``creation_time`` reads it."""
    try:
        creation_time(value)
    except ValueError:
        return False
    return True
