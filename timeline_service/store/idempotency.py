"""Requests that were seen before, by their Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header-07).

While a request is carried out it is on lease to the server that does it, which renews the lease. A lease that nobody
renews is over: the request may be carried out by whoever is asked next.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import ColumnElement, delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from timeline_service.store.records import Changed, utc
from timeline_service.store.tables import IdempotencyRow

KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=15)


class Seen(Enum):
    """What is known of a key: nothing, that its first request is still at work, or that it was for something else."""

    NEW = "new"
    AT_WORK = "at work"
    OTHER = "other"


def begin(session: Session, *, newsroom: str, key: str, fingerprint: str, owner: str, now: datetime) -> Seen | str:
    """Take note of a request; give the id of the timeline that an earlier one of the same key and content made."""
    session.execute(delete(IdempotencyRow).where(IdempotencyRow.at < now - KEPT))
    row = session.get(IdempotencyRow, (newsroom, key), with_for_update=True)
    if row is not None and row.fingerprint != fingerprint:
        return Seen.OTHER
    if row is not None and row.timeline_id is not None:
        return row.timeline_id
    if row is not None and utc(row.at) > now - LEASE:
        return Seen.AT_WORK
    new = IdempotencyRow(newsroom=newsroom, key=key, fingerprint=fingerprint, timeline_id=None, owner=owner, at=now)
    try:
        with session.begin_nested():
            session.merge(new)
    except IntegrityError:  # another request of this key began at the same moment
        return Seen.AT_WORK
    return Seen.NEW


def renew(session: Session, *, owner: str, now: datetime) -> None:
    """What this owner has on lease is still being carried out."""
    session.execute(update(IdempotencyRow).where(*_on_lease(owner)).values(at=now))


def end(session: Session, *, newsroom: str, key: str, timeline_id: str, owner: str) -> None:
    """The request is done: in the same transaction as what it wrote; raise :class:`Changed` without the lease."""
    row = session.get(IdempotencyRow, (newsroom, key), with_for_update=True)
    if row is None or row.timeline_id is not None or row.owner != owner:
        raise Changed(timeline_id)
    row.timeline_id = timeline_id


def give_up(session: Session, *, newsroom: str, key: str, owner: str) -> None:
    """The request failed and may be sent again."""
    row = session.get(IdempotencyRow, (newsroom, key))
    if row is not None and row.timeline_id is None and row.owner == owner:
        session.delete(row)


def end_all(session: Session, *, owner: str) -> None:
    """Whoever had this name before has died: all that it had begun may be sent again."""
    session.execute(delete(IdempotencyRow).where(*_on_lease(owner)))


def _on_lease(owner: str) -> tuple[ColumnElement[bool], ...]:
    return IdempotencyRow.owner == owner, IdempotencyRow.timeline_id.is_(None)
