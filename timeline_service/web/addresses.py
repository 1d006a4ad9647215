"""Addresses that are given to others, and ids in those that come.

An external id may hold any character, a slash too, written as ``%2F``.
A WSGI server hands on the path decoded, where ``%2F`` cannot be told from the slashes between the parts of the address.
The undecoded path is in ``RAW_URI`` or ``REQUEST_URI``; from it the slashes of ids are told apart before routing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, unquote

from flask import Flask, current_app, url_for
from werkzeug.routing import UnicodeConverter

_SLASH = "\x1f"  # stands for a slash of an id; no id may hold a control character
_ENCODED = re.compile("%2f", re.IGNORECASE)
_PLAIN = "!$&'()*+,:;=@"
_WSGI = Callable[[dict[str, Any], Any], Iterable[bytes]]


class _Part(UnicodeConverter):
    """A part of an address, slashes and all."""

    def to_python(self, value: str) -> str:
        return value.replace(_SLASH, "/")

    def to_url(self, value: Any) -> str:
        return quote(str(value), safe=_PLAIN)


def external(endpoint: str, **values: Any) -> str:
    """An address for pages and programs elsewhere; it begins as ``TIMELINE_PUBLIC_URL``, else as the one asked for."""
    public: str = current_app.config["SETTINGS"].public_url
    return public.rstrip("/") + url_for(endpoint, **values) if public else url_for(endpoint, **values, _external=True)


def init_app(app: Flask) -> None:
    """Let the parts of addresses of ``app`` hold slashes, and templates give addresses; before its rules are made."""
    app.add_template_global(external)
    app.url_map.converters["default"] = _Part
    app.wsgi_app = _with_slashes_apart(app.wsgi_app)  # type: ignore[assignment, method-assign]


def _with_slashes_apart(application: _WSGI) -> _WSGI:
    def called(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        raw = str(environ.get("RAW_URI") or environ.get("REQUEST_URI") or "").partition("?")[0]
        path = re.sub(r"^https?://[^/]*", "", raw, flags=re.IGNORECASE)
        known = path.startswith("/v1/") and unquote(path, "latin-1") == environ.get("PATH_INFO")
        if known and _ENCODED.search(path):
            environ["PATH_INFO"] = unquote(_ENCODED.sub("%1F", path), "latin-1")
        return application(environ, start_response)

    return called
