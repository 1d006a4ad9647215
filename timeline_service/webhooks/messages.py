"""What a webhook is told of a timeline: which one, its version, which rows changed and how, where to fetch them.

No words of it: the id of a row and ``new``, ``changed`` or ``withdrawn`` are all. And of a job that has ended: which
one, and how many of its documents have answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from timeline_service.store.outbox import JOB_ENDED, Delivery

TEST = "timeline.test"


def of(delivery: Delivery, *, public_url: str) -> dict[str, Any]:
    """The message of a delivery; links are paths where ``public_url`` is empty."""
    if delivery.kind == JOB_ENDED:
        return _message(delivery.kind, delivery.at, delivery.data)
    links = _links(delivery.data, public_url.rstrip("/"))
    return _message(delivery.kind, delivery.at, {**delivery.data, "links": links})


def of_test(webhook_id: str, *, at: datetime) -> dict[str, Any]:
    """A message that tells nothing but that messages arrive."""
    return _message(TEST, at, {"webhook": webhook_id})


def _message(kind: str, at: datetime, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": kind, "timestamp": at.isoformat(), "data": dict(data)}


def _links(data: Mapping[str, Any], base: str) -> dict[str, str]:
    """Where to fetch it: for the newsroom, and what readers get of it where it is published."""
    id, since = quote(data["id"], safe=""), data["since"]
    if data["state"] is None:
        return {}
    here = f"{base}/v1/timelines/{id}"
    links = {"timeline": here, "changes": f"{here}/changes" + (f"?since={since}" if since else "")}
    if data["state"] == "published":
        links |= {"page": f"{base}/embed/{id}", "data": f"{base}/embed/{id}.json", "feed": f"{base}/embed/{id}.atom"}
    return links
