"""Who wants to hear of changes: webhooks of a newsroom, each call inside the caller's transaction.

What each is yet to be told is in ``outbox.py``.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from timeline_service.faults import InputError
from timeline_service.store import external_ids
from timeline_service.store.records import utc
from timeline_service.store.tables import DeliveryRow, WebhookRow

MOST = 100  # webhooks of a newsroom
OF_NO_JOB = WebhookRow.job_id.is_(None)  # what a newsroom has as its webhooks
_ALIKE = ("id", "external_id", "newsroom", "timeline_id", "url", "secret", "by", "disabled_because", "tries",
          "last_answer")  # fmt: skip
_TIMES = ("created_at", "after", "failing_since", "delivered_at")


class TooManyWebhooks(InputError):
    """The newsroom has as many webhooks as it may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address that is told what happens to one timeline, or (``timeline_id`` None) to all that are published.

    That of a job, which is told of its end, has no ``secret`` of its own.

    ``waiting`` is how much it is yet to be told, ``tries`` how often the first of that has failed, ``after`` when it
    is tried again, ``last_answer`` what came of the last call.
    """

    id: str
    newsroom: str
    timeline_id: str | None
    url: str
    secret: str
    by: str
    created_at: datetime
    disabled_because: str | None = None
    after: datetime | None = None
    tries: int = 0
    failing_since: datetime | None = None
    external_id: str | None = None
    last_answer: str | None = None
    delivered_at: datetime | None = None
    waiting: int = 0


def add(
    session: Session,
    *,
    newsroom: str,
    timeline_id: str | None,
    url: str,
    secret: str,
    by: str,
    now: datetime,
    external_id: str | None = None,
) -> Webhook:
    """Store a webhook; raise :class:`TooManyWebhooks` and :class:`external_ids.Taken`."""
    count = select(func.count()).select_from(WebhookRow).where(WebhookRow.newsroom == newsroom, OF_NO_JOB)
    if (session.scalar(count) or 0) >= MOST:
        raise TooManyWebhooks(f"A newsroom has at most {MOST} webhooks. Delete some that nobody needs.")
    row = WebhookRow(
        id=f"wh_{secrets.token_urlsafe(16)}", newsroom=newsroom, timeline_id=timeline_id, url=url, secret=secret, by=by,
        created_at=now, tries=0, external_id=external_id,
    )  # fmt: skip
    external_ids.insert(session, row)
    return webhook_of(session, row)


def all_of(session: Session, *, newsroom: str) -> list[Webhook]:
    """The webhooks of a newsroom, the last made first."""
    own = select(WebhookRow).where(WebhookRow.newsroom == newsroom, OF_NO_JOB)
    rows = session.scalars(own.order_by(WebhookRow.created_at.desc(), WebhookRow.id))
    return [webhook_of(session, row) for row in rows]


def find(session: Session, id: str, *, newsroom: str) -> Webhook | None:
    """The webhook of this id, or of this external id, in the newsroom."""
    row = external_ids.find_row(session, WebhookRow, id, newsroom=newsroom)
    return None if row is None or row.job_id is not None else webhook_of(session, row)


def remove(session: Session, id: str) -> None:
    """Delete a webhook, with what it was yet to be told."""
    session.execute(delete(WebhookRow).where(WebhookRow.id == id))


def enable(session: Session, id: str) -> None:
    """Tell a webhook again what happens from now on, and at once what still waits."""
    anew = {"disabled_because": None, "after": None, "tries": 0, "failing_since": None}
    session.execute(update(WebhookRow).where(WebhookRow.id == id).values(**anew))


def disable(session: Session, id: str, *, because: str) -> None:
    """Tell a webhook nothing more; what it was yet to be told is given up."""
    session.execute(update(WebhookRow).where(WebhookRow.id == id).values(disabled_because=because))
    session.execute(delete(DeliveryRow).where(DeliveryRow.webhook_id == id))


def webhook_of(session: Session, row: WebhookRow) -> Webhook:
    """A row as a record."""
    waiting = select(func.count()).select_from(DeliveryRow).where(DeliveryRow.webhook_id == row.id)
    alike: dict[str, Any] = {name: getattr(row, name) for name in _ALIKE}
    times: dict[str, Any] = {name: at and utc(at) for name in _TIMES for at in (getattr(row, name),)}
    return Webhook(**alike, **times, waiting=session.scalar(waiting) or 0)
