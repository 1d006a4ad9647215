"""What every request gets: an id, a line in the log, and headers that keep a browser from doing anything rash.

Neither the text of an article nor a query string is ever logged: copy may be under embargo.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Mapping

import structlog
from flask import Flask, Response, abort, g, request
from werkzeug.exceptions import ServiceUnavailable

from timeline_service.web import live

REFUSED = "timeline.refused"  # in the WSGI environment: (status, sentence)
STREAM = "timeline.stream"  # in the WSGI environment: a list for what the answer goes on with, (id, state, published)
log = structlog.get_logger("timeline_service.web")
_REQUEST_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_PAGES = f"{_NOTHING}; style-src 'self'; img-src 'self'"
# The desk shows the pictures that editors chose, wherever they are.
SCRIPTED = f"{_NOTHING}; style-src 'self'; img-src 'self' https: http:; script-src 'self'; connect-src 'self'"
_PRIVATE = ("/v1/", "/export/", "/metrics")  # what is public there says so itself (for_any_site)
PUBLIC = frozenset(  # endpoints that anybody may read something of
    """timelines.read edits.export edits.export_as
    embedding.embed embedding.data embedding.feed embedding.listed embedding.live embedding.oembed
    embedding.widget""".split()
)
_READING = {"accept", "cache-control", "if-modified-since", "if-none-match", "x-requested-with"}
_SECRET = {"authorization", "cookie", "x-api-key"}
_TOKEN = re.compile(r"[a-z0-9!#$%&'*+.^_`|~-]{1,64}")
SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": _NOTHING,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def init_app(app: Flask) -> None:
    """Put the hooks on ``app``."""
    app.before_request(_begin)
    app.before_request(_refuse)
    app.after_request(_end)


def for_any_site(response: Response) -> Response:
    """The response, to be read by pages of all sites: only for what anybody may fetch without a key."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, X-Request-Id"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def streamed(id: str, state: tuple[int, str], *, published: bool) -> Response:
    """A stream of what happens to a timeline, from a state on.

    The server goes on with it (``web/front.py``). Where none does, it ends after the first event, and a browser asks
    again after a while.
    """
    response = Response(live.told(state, published=published), content_type=live.KIND)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # nginx hands events on as they come
    request.environ.get(STREAM, []).append((id, state, published))
    return response


def _answer_preflight(response: Response) -> None:
    """Let scripts of any site send the headers of a plain read, and no key, to what may be public."""
    asked = request.headers.get("Access-Control-Request-Method", "").upper()
    if request.method != "OPTIONS" or asked not in ("GET", "HEAD") or request.endpoint not in PUBLIC:
        return
    for_any_site(response)
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = ", ".join(sorted(_wanted_headers() | _READING))
    response.headers["Access-Control-Max-Age"] = "3600"


def _wanted_headers() -> set[str]:
    wanted = request.headers.get("Access-Control-Request-Headers", "").lower().split(",")
    return {name for each in wanted if _TOKEN.fullmatch(name := each.strip()) and name not in _SECRET}


def _begin() -> None:
    sent = request.headers.get("X-Request-Id", "")
    g.request_id = sent if _REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
    g.started = time.perf_counter()


def _refuse() -> None:
    """Answer what was refused before it came here: by what reads requests off their connections."""
    if (refused := request.environ.get(REFUSED)) is not None:
        status, detail = refused
        if status == 503:
            raise ServiceUnavailable(detail, retry_after=5)
        abort(status, detail)


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    _answer_preflight(response)
    if response.status_code == 204:
        del response.headers["Content-Type"]  # there is none
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Security-Policy", _PAGES)
    if response.status_code >= 400 or request.path.startswith(_PRIVATE):
        response.headers.setdefault("Cache-Control", "private, no-store")
    if response.status_code >= 400 and request.blueprint == "embedding" and request.method in ("GET", "HEAD"):
        for_any_site(response)  # a widget on another site is to know what was taken back from what cannot be reached
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    g.seconds = time.perf_counter() - g.started
    log.info(
        "request",
        request_id=g.request_id,
        method=request.method,
        route=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        bytes_in=request.content_length,
        milliseconds=round(g.seconds * 1000),
    )
    return response
