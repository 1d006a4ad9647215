"""What a newsroom says among itself of the rows of a timeline; gone with the timeline, and never part of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from timeline_service.faults import InputError
from timeline_service.store.records import Comment, utc
from timeline_service.store.tables import CommentRow

MOST = 500  # comments on one timeline


class TooManyComments(InputError):
    """There are as many comments on the timeline as it takes."""


def comment(session: Session, id: str, *, event: str, text: str, by: str, now: datetime) -> Comment:
    """Store a comment on an event of a timeline; raise :class:`TooManyComments`."""
    count = select(func.count()).select_from(CommentRow).where(CommentRow.timeline_id == id)
    if (session.scalar(count) or 0) >= MOST:
        raise TooManyComments(f"A timeline takes at most {MOST} comments. Delete some that are settled.")
    row = CommentRow(timeline_id=id, event=event, text=text, by=by, at=now)
    session.add(row)
    session.flush()
    return _comment(row)


def comments(session: Session, id: str) -> list[Comment]:
    """The comments on a timeline, the first first."""
    rows = session.scalars(select(CommentRow).where(CommentRow.timeline_id == id).order_by(CommentRow.id))
    return [_comment(row) for row in rows]


def uncomment(session: Session, id: str, number: int) -> None:
    """Delete a comment, if it is there."""
    row = session.get(CommentRow, number)
    if row is not None and row.timeline_id == id:
        session.delete(row)


def _comment(row: CommentRow) -> Comment:
    return Comment(number=row.id, event=row.event, text=row.text, by=row.by, at=utc(row.at))
