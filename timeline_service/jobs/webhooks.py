"""Telling a newsroom's system that its job has ended, as https://www.standardwebhooks.com says.

Only hosts that the operator names are called (``TIMELINE_WEBHOOK_HOSTS``); redirects are not followed. The message
says which job ended, and nothing of its articles. A call that fails is repeated, later and later, eight times in all,
and may arrive twice: its ``webhook-id`` is then the same.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from timeline_service.faults import InputError
from timeline_service.jobs.queue import Queue, now
from timeline_service.settings import Settings
from timeline_service.store import jobs
from timeline_service.store.jobs import Job

PAUSE = timedelta(seconds=15)  # doubled with every try
_PATIENCE = 10  # seconds


def allowed(url: str, settings: Settings) -> None:
    """Raise InputError, saying why, for an address that may not be called."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        raise InputError("Not a URL.") from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError("A webhook is a URL that begins with https:// or http://.")
    if host not in settings.webhook_names:
        raise InputError(f"This service may not call {host}. TIMELINE_WEBHOOK_HOSTS lists the hosts that it may call.")


def call_due(queue: Queue) -> bool:
    """Call the webhook of one job that has ended; False where none is due."""
    at = now()
    with queue.store.writing() as session:
        job = jobs.to_call(session, now=at, pause=PAUSE)
    if job is None:
        return False
    if _call(job, queue.settings, at):
        with queue.store.writing() as session:
            jobs.called(session, job.id)
    return True


def message(job: Job) -> dict[str, Any]:
    """What a webhook is told."""
    data = {name: getattr(job, name) for name in ("id", "kind", "state", "total", "done", "failed")}
    ended = job.ended_at.isoformat() if job.ended_at else None
    return {"type": "job.ended", "timestamp": ended, "data": data}


def signature(secret: str, *, id: str, timestamp: int, body: bytes) -> str:
    """The header ``webhook-signature``."""
    signed = hmac.digest(secret.encode(), f"{id}.{timestamp}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(signed).decode()}"


class _Stay(HTTPRedirectHandler):
    """A redirect is an answer like any other that is not 2xx."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _call(job: Job, settings: Settings, at: datetime) -> bool:
    try:
        allowed(job.webhook or "", settings)  # the settings may have changed
    except InputError:
        return False
    body, timestamp = json.dumps(message(job)).encode(), int(at.timestamp())
    headers = {"Content-Type": "application/json", "webhook-id": job.id, "webhook-timestamp": str(timestamp)}
    if settings.webhook_secret:
        secret = settings.webhook_secret
        headers["webhook-signature"] = signature(secret, id=job.id, timestamp=timestamp, body=body)
    request = Request(job.webhook or "", data=body, headers=headers, method="POST")
    try:
        with build_opener(_Stay).open(request, timeout=_PATIENCE) as response:
            return 200 <= response.status < 300
    except (URLError, HTTPException, OSError):
        return False
