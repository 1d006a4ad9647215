"""Requests that were seen before, by their Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header-07)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from timeline_service.store.records import utc
from timeline_service.store.tables import IdempotencyRow

KEPT = timedelta(hours=24)
ABANDONED = timedelta(minutes=2)  # a request that has not ended by then never will


class Seen(Enum):
    """What is known of a key: nothing, that its first request is still at work, or that it was for something else."""

    NEW = "new"
    AT_WORK = "at work"
    OTHER = "other"


def begin(session: Session, *, newsroom: str, key: str, fingerprint: str, now: datetime) -> Seen | str:
    """Take note of a request; give the id of the timeline that an earlier one of the same key and content made."""
    session.execute(delete(IdempotencyRow).where(IdempotencyRow.at < now - KEPT))
    row = session.get(IdempotencyRow, (newsroom, key))
    if row is not None and row.fingerprint != fingerprint:
        return Seen.OTHER
    if row is not None and row.timeline_id is not None:
        return row.timeline_id
    if row is not None and utc(row.at) > now - ABANDONED:
        return Seen.AT_WORK
    try:
        with session.begin_nested():
            session.merge(IdempotencyRow(newsroom=newsroom, key=key, fingerprint=fingerprint, timeline_id=None, at=now))
    except IntegrityError:  # another request of this key began at the same moment
        return Seen.AT_WORK
    return Seen.NEW


def end(session: Session, *, newsroom: str, key: str, timeline_id: str) -> None:
    """The request is done: in the same transaction as what it wrote."""
    row = session.get(IdempotencyRow, (newsroom, key))
    if row is not None:
        row.timeline_id = timeline_id


def give_up(session: Session, *, newsroom: str, key: str) -> None:
    """The request failed and may be sent again."""
    row = session.get(IdempotencyRow, (newsroom, key))
    if row is not None and row.timeline_id is None:
        session.delete(row)
