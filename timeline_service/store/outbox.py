"""What webhooks are yet to be told, each call inside the caller's transaction.

It is written in the transaction of the change itself (``tell``, ``tell_end``): a change that was acknowledged is told,
whatever is killed in between. A webhook is told one thing after the other, in the order in which they happened.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.orm import Session

from timeline_service.store.records import State, utc
from timeline_service.store.revisions import rows_at
from timeline_service.store.rows import changes
from timeline_service.store.tables import DeliveryRow, JobRow, WebhookRow
from timeline_service.store.webhooks import OF_NO_JOB, Webhook, disable, webhook_of

Kind = Literal["timeline.published", "timeline.changed", "timeline.withdrawn", "timeline.deleted"]
KINDS: tuple[Kind, ...] = ("timeline.published", "timeline.changed", "timeline.withdrawn", "timeline.deleted")
JOB_ENDED = "job.ended"
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)  # before what has failed is tried again
FIRST_PAUSE_OF_JOB, MOST_TRIES_OF_JOB = timedelta(seconds=30), 8
GIVEN_UP = timedelta(days=3)  # of nothing but failures
_DOUBLINGS = 12  # after which the pause is the longest in any case


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happened to a timeline: its state now (None: it is gone) and before (None: it is new).

    ``rows`` are those that it has now, as hashes (``rows.py``).
    """

    id: str
    external_id: str | None
    newsroom: str
    version: int
    state: State | None
    was: State | None
    rows: Mapping[str, str]

    @property
    def kind(self) -> Kind:
        """What it is called."""
        if self.state is None:
            return "timeline.deleted"
        if self.state == "published" != self.was:
            return "timeline.published"
        return "timeline.withdrawn" if self.was == "published" != self.state else "timeline.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One thing to be told to one webhook, under the same ``id`` however often it is tried."""

    id: str
    webhook: Webhook
    kind: str
    at: datetime
    data: Mapping[str, Any]


def tell(session: Session, what: Happening, *, now: datetime) -> None:
    """Write down what is to be told to those who listen.

    To readers a timeline that was published is new: every row is. Who listens to all published timelines hears nothing
    of drafts, but that one was withdrawn.
    """
    mine = WebhookRow.timeline_id == what.id
    if "published" in (what.state, what.was):
        mine = or_(mine, WebhookRow.timeline_id.is_(None))
    own = select(WebhookRow.id).where(
        WebhookRow.newsroom == what.newsroom, WebhookRow.disabled_because.is_(None), OF_NO_JOB, mine
    )
    listeners = session.scalars(own.order_by(WebhookRow.created_at, WebhookRow.id)).all()
    if not listeners:
        return
    known = what.kind == "timeline.changed" and what.version > 1
    before = rows_at(session, what.id, what.version - 1) if known else None
    there = {} if what.kind in ("timeline.withdrawn", "timeline.deleted") else what.rows
    data = {
        "id": what.id,
        "external_id": what.external_id,
        "version": what.version,
        "since": None if before is None else what.version - 1,
        "state": what.state,
        "changes": [{"event": event, "change": change} for event, change in changes(there, before or {})],
    }
    for listener in listeners:
        id = f"msg_{secrets.token_urlsafe(16)}"
        session.add(DeliveryRow(id=id, webhook_id=listener, kind=what.kind, at=now, data=data))


def tell_end(session: Session, job: JobRow, *, now: datetime) -> None:
    """Write down that a job has ended, for the address that came with it if one did; it is called by the job's id."""
    if job.webhook is None:
        return
    row = WebhookRow(
        id=f"wh_{job.id}", newsroom=job.newsroom, job_id=job.id, url=job.webhook, secret="", by="", created_at=now
    )
    session.add(row)
    session.flush()
    data = {name: getattr(job, name) for name in ("id", "kind", "state", "total", "done", "failed")}
    session.add(DeliveryRow(id=job.id, webhook_id=row.id, kind=JOB_ENDED, at=now, data=data))


def due(session: Session, *, now: datetime) -> list[tuple[str, str]]:
    """(id, URL) of the webhooks that can be told something now, the longest unheard first."""
    order = (WebhookRow.after.nulls_first(), WebhookRow.id)  # else PostgreSQL has those that never failed last
    wanted = select(WebhookRow.id, WebhookRow.url).where(_due(now)).order_by(*order)
    return [(row.id, row.url) for row in session.execute(wanted)]


def claim(session: Session, webhook_id: str, *, now: datetime, lease: timedelta) -> Delivery | None:
    """What a webhook is to be told next; None where that is nothing, or somebody else tells it.

    Nobody else is given it for ``lease``, nor anything that comes after it.
    """
    wanted = select(WebhookRow).where(WebhookRow.id == webhook_id, _due(now))
    row = session.scalar(wanted.with_for_update(skip_locked=True))
    if row is None:
        return None
    waiting = select(DeliveryRow).where(DeliveryRow.webhook_id == row.id).order_by(DeliveryRow.number).limit(1)
    first = session.scalar(waiting)
    if first is None:
        return None
    row.after = now + lease
    return Delivery(
        id=first.id, webhook=webhook_of(session, row), kind=first.kind, at=utc(first.at), data=first.data
    )


def delivered(session: Session, delivery: Delivery, *, answer: str, now: datetime) -> None:
    """It was heard; a webhook of one timeline goes with the news that the timeline is gone, that of a job always."""
    row = session.get(WebhookRow, delivery.webhook.id, with_for_update=True)
    if row is None:
        return
    if row.job_id is not None or (delivery.kind == "timeline.deleted" and row.timeline_id is not None):
        session.delete(row)
        return
    mine = (DeliveryRow.webhook_id == row.id) & (DeliveryRow.id == delivery.id)
    session.execute(delete(DeliveryRow).where(mine))
    row.after, row.tries, row.failing_since = None, 0, None
    row.last_answer, row.delivered_at = answer, now


def failed(session: Session, delivery: Delivery, *, answer: str, unwanted: bool, now: datetime) -> None:
    """It was not heard, and is tried again later.

    Where that has gone on for ``GIVEN_UP``, or nobody wants to hear it any more, the webhook is told nothing more; that
    of a job goes then, or after ``MOST_TRIES_OF_JOB``.
    """
    row = session.get(WebhookRow, delivery.webhook.id, with_for_update=True)
    if row is None:
        return
    row.tries, row.last_answer = row.tries + 1, answer
    row.failing_since = row.failing_since or now
    first = FIRST_PAUSE if row.job_id is None else FIRST_PAUSE_OF_JOB
    row.after = now + min(first * 2 ** min(row.tries - 1, _DOUBLINGS), LONGEST_PAUSE)
    if row.job_id is not None:
        if unwanted or row.tries >= MOST_TRIES_OF_JOB:
            session.delete(row)
    elif unwanted or now - utc(row.failing_since) >= GIVEN_UP:
        left = webhook_of(session, row).waiting
        why = "It answered 410" if unwanted else f"Nothing was heard for {GIVEN_UP.days} days, at last: {answer}"
        session.flush()
        disable(session, row.id, because=f"{why}. {left} deliveries were given up.")


def _due(now: datetime) -> ColumnElement[bool]:
    something = exists().where(DeliveryRow.webhook_id == WebhookRow.id).correlate(WebhookRow)
    return (
        WebhookRow.disabled_because.is_(None) & or_(WebhookRow.after.is_(None), WebhookRow.after <= now) & something
    )
