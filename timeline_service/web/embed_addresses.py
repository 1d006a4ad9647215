"""The addresses under which a timeline is embedded, in every form in which people and systems write them."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

_PORTS = {"http": 80, "https": 443}
_PATH = re.compile(r"/(?:embed|stories)/([^/]+?)(?:\.json|\.atom|\.html)?/?")


class EmbedAddress(NamedTuple):
    """The id of a timeline, and what the query string says of its look."""

    id: str
    query: tuple[tuple[str, str], ...]


def embed_address(url: str, *, host: str) -> EmbedAddress | None:
    """What an address of this service (``host``, perhaps with its port) names; None for any other."""
    try:
        parts, here = urlsplit(url.strip()), urlsplit(f"//{host}")
        port, own = parts.port or _PORTS.get(parts.scheme), here.port
    except ValueError:
        return None
    found = _PATH.fullmatch(unquote(parts.path))
    ours = parts.hostname == here.hostname and port in ({own} if own else _PORTS.values())
    if found is None or not ours or parts.scheme not in _PORTS:
        return None
    return EmbedAddress(found[1], tuple(parse_qsl(parts.query)))
