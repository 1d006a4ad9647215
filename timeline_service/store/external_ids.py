"""Rows that have an id of ours, and may have one of the newsroom's: each unique in the newsroom."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from timeline_service.store.tables import JobRow, WebhookRow

Row = TypeVar("Row", JobRow, WebhookRow)


class Taken(Exception):
    """The newsroom has such a row of this external id."""


def insert(session: Session, row: JobRow | WebhookRow) -> None:
    """Store a new row; raise :class:`Taken`."""
    session.add(row)
    try:
        session.flush()
    except IntegrityError:
        raise Taken(row.external_id) from None


def find_row(session: Session, table: type[Row], id: str, *, newsroom: str) -> Row | None:
    """The row of this id, or of this external id, in the newsroom; None if there is none."""
    if "\0" in id:  # PostgreSQL's texts hold none, and refuse to be asked for one
        return None
    named = or_(table.id == id, table.external_id == id)
    return session.scalar(select(table).where(table.newsroom == newsroom, named).limit(1))
