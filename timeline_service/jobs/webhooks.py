"""Telling a newsroom's system that its job has ended: which one, and nothing of its articles.

A call that fails is repeated, later and later, eight times in all, and may arrive twice: its ``webhook-id`` is then the
same. How calls are made and signed is in ``timeline_service/webhooks/``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from timeline_service.jobs.queue import Queue, now
from timeline_service.store import jobs
from timeline_service.store.jobs import Job
from timeline_service.webhooks.calling import call

PAUSE = timedelta(seconds=15)  # doubled with every try


def call_due(queue: Queue) -> bool:
    """Call the webhook of one job that has ended; False where none is due."""
    at, settings = now(), queue.settings
    with queue.store.writing() as session:
        job = jobs.to_call(session, now=at, pause=PAUSE)
    if job is None:
        return False
    secret = settings.webhook_secret
    if call(job.webhook or "", message(job), id=job.id, secret=secret, at=at, settings=settings).heard:
        with queue.store.writing() as session:
            jobs.called(session, job.id)
    return True


def message(job: Job) -> dict[str, Any]:
    """What a webhook is told."""
    data = {name: getattr(job, name) for name in ("id", "kind", "state", "total", "done", "failed")}
    ended = job.ended_at.isoformat() if job.ended_at else None
    return {"type": "job.ended", "timestamp": ended, "data": data}
