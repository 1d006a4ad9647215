"""Which addresses readers may be led to: those of the web, and none that a browser would run or open on its own."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f<>\"\\]")


def is_web_address(address: str) -> bool:
    """Whether it is ``http:`` or ``https:`` with a host, and could stand in an attribute as it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    sound = _NOT_IN_AN_ADDRESS.search(address) is None
    return sound and parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
