"""How many requests a key may send in a minute. Beyond that the answer is 503 with Retry-After, not 429: newsroom
systems such as Superdesk never retry a 4xx.

Counted are the requests to ``/v1`` and ``/export``. Pages, the widget and embedded timelines are not counted:
thousands of readers may come through one proxy.
"""

from __future__ import annotations

import time
from typing import NoReturn

from flask import Flask, current_app, request
from flask_limiter import ApplicationLimit, Limiter, RequestLimit
from werkzeug.exceptions import ServiceUnavailable

from timeline_service.web import access

_COUNTED = ("/v1/", "/export/")


def init_app(app: Flask) -> None:
    """Count the requests of ``app``; comes after the check of the host."""
    limit = ApplicationLimit(_limit, exempt_when=lambda: not _is_counted())
    Limiter(_caller, app=app, application_limits=[limit], storage_uri="memory://", on_breach=_send_away)


def _is_counted() -> bool:
    return request.path.startswith(_COUNTED)


def _key() -> str:
    """What names the key of this request; empty without one, and where nothing is counted: that needs no store."""
    key = access.known() if _is_counted() else None
    return "" if key is None else key.prefix


def _caller() -> str:
    return f"key {prefix}" if (prefix := _key()) else f"address {request.remote_addr}"


def _limit() -> str:
    settings = current_app.config["SETTINGS"]
    return f"{settings.rate if _key() else settings.rate_without_key} per minute"


def _send_away(breached: RequestLimit) -> NoReturn:
    whose = "This key" if _key() else "This address, without a key,"
    raise ServiceUnavailable(
        f"{whose} has sent {breached.limit.amount:,} requests within a minute, which is the limit.",
        retry_after=max(1, int(breached.reset_at - time.time())),
    )
