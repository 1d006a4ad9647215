"""An item of Superdesk as an article of the service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import unescape
from re import sub
from typing import Any

from dateutil import tz

DATES = ("firstpublished", "versioncreated", "firstcreated")  # its words count from the first that it has
_STAMP = "%Y-%m-%dT%H:%M:%S%z"  # as Superdesk's API writes it: +0000


class Unreadable(Exception):
    """The item has no text to read; the message is for the editor."""


def article(item: Mapping[str, Any], *, zone: str) -> dict[str, Any]:
    """What ``/v1/extract`` takes; ``zone`` is for items without a place. Raises :class:`Unreadable`."""
    body = item.get("body_html") or ""
    if not words(body):
        raise Unreadable("The item has no text yet, so there is nothing to make a timeline of.")
    told = {
        "html": f"<article>{body}</article>",
        "title": words(item.get("headline") or "") or None,
        "published_at": _published(item, zone=zone),
        "language": item.get("language") or "en",
        "id": item.get("guid"),
    }
    return {name: value for name, value in told.items() if value}


def words(markup: str) -> str:
    """What a reader sees of a piece of HTML."""
    return " ".join(unescape(sub("<[^>]*>", " ", markup)).split())


def _published(item: Mapping[str, Any], *, zone: str) -> str | None:
    """When the item is from, by the clocks of its place: Superdesk keeps UTC, and "yesterday" is a day there."""
    given = next((item[name] for name in DATES if item.get(name)), None)
    if given is None:
        return None
    when = given if isinstance(given, datetime) else datetime.strptime(given.replace("Z", "+0000"), _STAMP)
    if when.tzinfo is None:
        when = when.replace(tzinfo=tz.UTC)
    located = ((item.get("dateline") or {}).get("located") or {}).get("tz")
    there = tz.gettz(located or zone) or tz.UTC
    return when.astimezone(there).isoformat(timespec="seconds")
