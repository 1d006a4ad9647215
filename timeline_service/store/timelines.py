"""Reading and writing timelines, each call inside the caller's transaction."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from timeline_service.faults import InputError
from timeline_service.store import search
from timeline_service.store.records import (
    Quotes,
    Revision,
    State,
    StoredCorrection,
    StoredDocument,
    StoredTimeline,
    Summary,
    utc,
)
from timeline_service.store.tables import CorrectionRow, DocumentRow, RevisionRow, TimelineRow

_SUMMED = ("id", "external_id", "title", "state", "version", "updated_at", "answer")
_AT_ONCE = 10  # answers in memory while a list is made; the texts of the documents are not read for it
_ALIKE = ("newsroom", "external_id", "state", "quotes", "last_key", "created_at", "updated_at")


class Changed(Exception):
    """Somebody else wrote this timeline since it was read."""


def write(session: Session, timeline: StoredTimeline, *, by: str, what: str) -> StoredTimeline:
    """Store a timeline that was made from version ``timeline.version`` (0: a new one) as the next version.

    Raises :class:`Changed` where the store has another version by now.
    """
    row = session.get(TimelineRow, timeline.id, with_for_update=True)
    if (row.version if row else 0) != timeline.version:
        raise Changed(timeline.id)
    if row is None:
        row = TimelineRow(id=timeline.id)
        session.add(row)
    row.documents.clear()
    row.corrections.clear()
    for name in _ALIKE:
        setattr(row, name, getattr(timeline, name))
    row.title, row.language, row.answer = timeline.title, timeline.answer["language"], timeline.answer
    row.identities, row.version = dict(timeline.identities), timeline.version + 1
    try:
        session.flush()
    except IntegrityError:  # the same id or external id was written at the same moment
        raise Changed(timeline.id) from None
    row.documents = [DocumentRow(position=n, **asdict(each)) for n, each in enumerate(timeline.documents)]
    row.corrections = [CorrectionRow(**asdict(each)) for each in timeline.corrections]
    row.revisions.append(RevisionRow(version=row.version, by=by, at=timeline.updated_at, what=what))
    search.index(session, timeline.id, timeline.answer, timeline.texts)
    session.flush()
    return replace(timeline, version=row.version)


def find(
    session: Session, id: str, *, newsroom: str | None = None, state: State | None = None
) -> StoredTimeline | None:
    """The timeline of this id, or of this external id in the newsroom; None if there is none, or none in this state."""
    if "\0" in id:  # PostgreSQL's texts hold none, and refuse to be asked for one
        return None
    row = session.get(TimelineRow, id)
    if newsroom is not None and (row is None or row.newsroom != newsroom):
        own = (TimelineRow.newsroom == newsroom) & (TimelineRow.external_id == id)
        row = session.scalar(select(TimelineRow).where(own))
    if row is None or (state is not None and row.state != state):
        return None
    return _stored(row)


def page(
    session: Session,
    *,
    newsroom: str,
    state: State | None = None,
    words: str = "",
    first: int = 0,
    size: int = 50,
) -> tuple[list[Summary], int]:
    """Timelines of a newsroom, the last changed first: ``size`` of them from ``first`` on, and how many in all.

    ``words`` is a part of the title, in any case.
    """
    wanted: list[ColumnElement[bool]] = [TimelineRow.newsroom == newsroom]
    if state is not None:
        wanted.append(TimelineRow.state == state)
    if words:
        wanted.append(TimelineRow.title.icontains(words, autoescape=True))
    total = session.scalar(select(func.count()).select_from(TimelineRow).where(*wanted)) or 0
    order = (TimelineRow.updated_at.desc(), TimelineRow.title, TimelineRow.id)
    last = (RevisionRow.timeline_id == TimelineRow.id) & (RevisionRow.version == TimelineRow.version)
    by = func.coalesce(select(RevisionRow.by).where(last).scalar_subquery(), "").label("changed_by")
    columns = [*(getattr(TimelineRow, name) for name in _SUMMED), by]
    rows = session.execute(select(*columns).where(*wanted).order_by(*order).offset(first).limit(size))
    return [_summary(**row._mapping) for row in rows.yield_per(_AT_ONCE)], total


def remove(session: Session, id: str, *, version: int) -> None:
    """Delete a timeline for good, with its texts, corrections and history; raise :class:`Changed` as ``write`` does."""
    row = session.get(TimelineRow, id, with_for_update=True)
    if row is None or row.version != version:
        raise Changed(id)
    session.delete(row)


def history(session: Session, id: str) -> list[Revision]:
    """Who changed what, the last change first."""
    rows = session.scalars(
        select(RevisionRow).where(RevisionRow.timeline_id == id).order_by(RevisionRow.version.desc())
    )
    return [Revision(version=row.version, by=row.by, at=utc(row.at), what=row.what) for row in rows]


def move(session: Session, *, of: str, to: str) -> int:
    """Give every timeline of a newsroom to another; give how many; raise InputError where an external id is in both."""
    moved = update(TimelineRow).where(TimelineRow.newsroom == of).values(newsroom=to)
    try:
        return cast(Any, session.execute(moved)).rowcount
    except IntegrityError:
        raise InputError(f"A timeline of {of} has the external id of one of {to}. Delete one of them first.") from None


def forget(session: Session, *, now: datetime, days: int) -> int:
    """Delete for good what nobody has changed for ``days``; give how many timelines that were."""
    gone = delete(TimelineRow).where(TimelineRow.updated_at < now - timedelta(days=days))
    return cast(Any, session.execute(gone)).rowcount


def _summary(*, answer: dict[str, Any], updated_at: datetime, **alike: Any) -> Summary:
    return Summary(
        **alike,
        updated_at=utc(updated_at),
        documents=len(answer["documents"]),
        events=len(answer["events"]),
        published_at=answer["documents"][0]["published_at"],
    )


def _stored(row: TimelineRow) -> StoredTimeline:
    return StoredTimeline(
        id=row.id,
        newsroom=row.newsroom,
        external_id=row.external_id,
        state=cast(State, row.state),
        quotes=cast(Quotes, row.quotes),
        version=row.version,
        answer=row.answer,
        identities=row.identities,
        last_key=row.last_key,
        created_at=utc(row.created_at),
        updated_at=utc(row.updated_at),
        documents=tuple(_document(each) for each in row.documents),
        corrections=tuple(replace(_record(StoredCorrection, each), at=utc(each.at)) for each in row.corrections),
    )


def _document(row: DocumentRow) -> StoredDocument:
    document: StoredDocument = _record(StoredDocument, row)
    return replace(document, notes=tuple((code, message) for code, message in row.notes))


def _record(kind: type[Any], row: object) -> Any:
    return kind(**{name: getattr(row, name) for name in kind.__dataclass_fields__})
