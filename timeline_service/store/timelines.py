"""Reading and writing timelines, each call inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Label, delete, func, null, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, defer, load_only

from timeline_service.faults import InputError
from timeline_service.store import deletions, outbox, search
from timeline_service.store.records import (
    Changed,
    Published,
    Quotes,
    State,
    StoredCorrection,
    StoredDocument,
    StoredReading,
    StoredTimeline,
    Summary,
    utc,
)
from timeline_service.store.rows import KEPT, rows_of
from timeline_service.store.tables import (
    CorrectionRow,
    DocumentRow,
    EventRow,
    IdempotencyRow,
    JobRow,
    ReadingRow,
    RevisionRow,
    TimelineRow,
    WebhookRow,
)

_SUMMED = ("id", "external_id", "title", "state", "version", "updated_at", "publish_at")
_NAMED = (TimelineRow.id, TimelineRow.external_id, TimelineRow.newsroom, TimelineRow.version, TimelineRow.state)
_ALIKE = ("newsroom", "external_id", "state", "quotes", "last_key", "created_at", "updated_at",
          "publish_at", "publish_by")  # fmt: skip


def write(session: Session, timeline: StoredTimeline, *, by: str, what: str) -> StoredTimeline:
    """Store a timeline that was made from version ``timeline.version`` (0: a new one) as the next version.

    Raises :class:`Changed` where the store has another version by now.
    """
    unread = [defer(TimelineRow.answer), defer(TimelineRow.identities)]  # they are written over
    row = session.get(TimelineRow, timeline.id, with_for_update=True, options=unread)
    if (row.version if row else 0) != timeline.version:
        raise Changed(timeline.id)
    was = cast(State, row.state) if row else None
    if row is None:
        row = TimelineRow(id=timeline.id)
        session.add(row)
    stand = tuple(_document(each) for each in row.documents)  # where these go on as they were, they stay as they are
    gone = {each.text for each in stand}.difference(timeline.texts.values())
    if stand != timeline.documents[: len(stand)]:
        row.documents.clear()
        stand = ()
    row.corrections.clear()
    for name in _ALIKE:
        setattr(row, name, getattr(timeline, name))
    row.title, row.language, row.answer = timeline.title, timeline.answer["language"], timeline.answer
    row.identities, row.version = dict(timeline.identities), timeline.version + 1
    try:
        session.flush()
    except IntegrityError:  # the same id or external id was written at the same moment
        raise Changed(timeline.id) from None
    new = list(enumerate(timeline.documents))[len(stand) :]
    row.documents += [DocumentRow(position=n, **asdict(each)) for n, each in new]
    row.corrections = [CorrectionRow(**asdict(each)) for each in timeline.corrections]
    search.index(session, timeline.id, timeline.answer, timeline.texts)
    _keep_readings(session, timeline)
    rows = rows_of(timeline.answer)
    told = {"by": by, "at": timeline.updated_at, "what": what, "rows": rows}
    session.add(RevisionRow(timeline_id=row.id, version=row.version, **told))  # the others are not read for it
    old = (RevisionRow.timeline_id == timeline.id) & (RevisionRow.version == row.version - KEPT)
    session.execute(update(RevisionRow).where(old).values(rows=null()))
    session.flush()
    outbox.tell(session, _happening(row, was=was, rows=rows), now=timeline.updated_at)
    if gone:
        deletions.add(session)
    return replace(timeline, version=row.version)


def _keep_readings(session: Session, timeline: StoredTimeline) -> None:
    """Store what was read anew, and let go of what was read of documents that are gone or have other texts."""
    new = {key: each for key, each in timeline.readings.items() if not each.stored}
    own = ReadingRow.timeline_id == timeline.id
    session.execute(delete(ReadingRow).where(own, ReadingRow.key.not_in(timeline.texts.keys() - new.keys())))
    for key, each in new.items():
        session.add(
            ReadingRow(timeline_id=timeline.id, key=key, reader=each.reader, article=each.article, data=each.data)
        )


def readings(session: Session, id: str) -> dict[str, StoredReading]:
    """What was read of the documents of a timeline, by their keys."""
    rows = session.scalars(select(ReadingRow).where(ReadingRow.timeline_id == id))
    return {
        row.key: StoredReading(reader=row.reader, article=row.article, data=row.data, stored=True) for row in rows
    }


def find(
    session: Session, id: str, *, newsroom: str | None = None, state: State | None = None
) -> StoredTimeline | None:
    """The timeline of this id, or of this external id in the newsroom; None if there is none, or none in this state.

    Its readings are not with it.
    """
    if "\0" in id:  # PostgreSQL's texts hold none, and refuse to be asked for one
        return None
    row = session.get(TimelineRow, id)
    if newsroom is not None and (row is None or row.newsroom != newsroom):
        own = (TimelineRow.newsroom == newsroom) & (TimelineRow.external_id == id)
        row = session.scalar(select(TimelineRow).where(own))
    if row is None or (state is not None and row.state != state):
        return None
    return _stored(row)


def extent(session: Session, id: str, *, newsroom: str) -> tuple[str, int] | None:
    """The id of the timeline that :func:`find` finds, and how many code points its documents have; None without one."""
    if "\0" in id:
        return None
    length = select(func.coalesce(func.sum(func.length(DocumentRow.text)), 0))
    length = length.where(DocumentRow.timeline_id == TimelineRow.id)
    wanted = select(TimelineRow.id, length.scalar_subquery()).where(TimelineRow.newsroom == newsroom)
    for known in (TimelineRow.id, TimelineRow.external_id):
        if (found := session.execute(wanted.where(known == id)).first()) is not None:
            return found[0], int(found[1])
    return None


def states(session: Session, ids: Collection[str]) -> dict[str, tuple[int, str]]:
    """(version, state) of those of these timelines that are there, by id; their texts are not read for it."""
    columns = (TimelineRow.id, TimelineRow.version, TimelineRow.state)
    asked = [id for id in ids if "\0" not in id]  # PostgreSQL's texts hold none, and refuse to be asked for one
    return {
        row.id: (row.version, row.state) for row in session.execute(select(*columns).where(TimelineRow.id.in_(asked)))
    }


def published(session: Session, id: str) -> Published | None:
    """What is known of a timeline that readers may see; None without one."""
    if "\0" in id:
        return None
    wanted = select(TimelineRow.version, TimelineRow.updated_at, TimelineRow.newsroom)
    found = session.execute(wanted.where((TimelineRow.id == id) & (TimelineRow.state == "published"))).first()
    if found is None:
        return None
    return Published(version=found.version, updated_at=utc(found.updated_at), newsroom=found.newsroom)


def due(session: Session, *, now: datetime) -> list[tuple[str, str]]:
    """(id, newsroom) of the drafts whose time to be published has come, the longest due first."""
    planned = (TimelineRow.publish_at <= now) & (TimelineRow.state == "draft")
    wanted = select(TimelineRow.id, TimelineRow.newsroom).where(planned)
    order = (TimelineRow.publish_at, TimelineRow.id)
    return [(row.id, row.newsroom) for row in session.execute(wanted.order_by(*order))]


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

    ``words`` is a part of the title, in any case. Answers and texts, which may be large, are not read for it.
    """
    wanted: list[ColumnElement[bool]] = [TimelineRow.newsroom == newsroom]
    if state is not None:
        wanted.append(TimelineRow.state == state)
    if words:
        wanted.append(TimelineRow.title.icontains(words, autoescape=True))
    total = session.scalar(select(func.count()).select_from(TimelineRow).where(*wanted)) or 0
    order = (TimelineRow.updated_at.desc(), TimelineRow.title, TimelineRow.id)
    columns = [*(getattr(TimelineRow, name) for name in _SUMMED), *_counted()]
    rows = session.execute(select(*columns).where(*wanted).order_by(*order).offset(first).limit(size))
    return [_summary(**row._mapping) for row in rows], total


def remove(session: Session, id: str, *, version: int, now: datetime) -> None:
    """Delete a timeline for good, with its texts, corrections and history; raise :class:`Changed` as ``write`` does."""
    row = session.get(TimelineRow, id, with_for_update=True)
    if row is None or row.version != version:
        raise Changed(id)
    _tell_gone(session, row, now)
    session.delete(row)
    session.execute(delete(IdempotencyRow).where(IdempotencyRow.timeline_id == id))
    deletions.add(session)


def move(session: Session, *, of: str, to: str) -> int:
    """Give all that is stored of a newsroom to another; give how many timelines that were.

    Raises InputError where an external id, or the Idempotency-Key of a timeline, is in both.
    """
    try:
        for table in (WebhookRow, JobRow, IdempotencyRow):
            session.execute(update(table).where(table.newsroom == of).values(newsroom=to))
        moved = update(TimelineRow).where(TimelineRow.newsroom == of).values(newsroom=to)
        return cast(Any, session.execute(moved)).rowcount
    except IntegrityError:
        said = f"A timeline, job or webhook of {of} has the external id or the Idempotency-Key of one of {to}."
        raise InputError(f"{said} Delete one of them first.") from None


def forget(session: Session, *, now: datetime, days: int) -> int:
    """Delete for good what nobody has changed for ``days``; give how many timelines that were."""
    old = TimelineRow.updated_at < now - timedelta(days=days)
    for row in session.scalars(select(TimelineRow).where(old).options(load_only(*_NAMED))).all():
        _tell_gone(session, row, now)
    session.execute(delete(IdempotencyRow).where(IdempotencyRow.timeline_id.in_(select(TimelineRow.id).where(old))))
    if gone := cast(Any, session.execute(delete(TimelineRow).where(old))).rowcount:
        deletions.add(session)
    return cast(int, gone)


def _happening(row: TimelineRow, *, was: State | None, rows: Mapping[str, str]) -> outbox.Happening:
    known: dict[str, Any] = {name: getattr(row, name) for name in ("id", "external_id", "newsroom", "version")}
    return outbox.Happening(**known, state=cast(State, row.state), was=was, rows=rows)


def _tell_gone(session: Session, row: TimelineRow, now: datetime) -> None:
    happening = _happening(row, was=cast(State, row.state), rows={})
    outbox.tell(session, replace(happening, state=None), now=now)


def _counted() -> list[Label[Any]]:
    """What a summary says of the rows that belong to a timeline."""
    documents = select(func.count()).where(DocumentRow.timeline_id == TimelineRow.id)
    events = select(func.count()).where(EventRow.timeline_id == TimelineRow.id)
    first = select(DocumentRow.published_at).where(DocumentRow.timeline_id == TimelineRow.id)
    last = (RevisionRow.timeline_id == TimelineRow.id) & (RevisionRow.version == TimelineRow.version)
    return [
        documents.scalar_subquery().label("documents"),
        events.scalar_subquery().label("events"),
        first.order_by(DocumentRow.position).limit(1).scalar_subquery().label("published_at"),
        func.coalesce(select(RevisionRow.by).where(last).scalar_subquery(), "").label("changed_by"),
    ]


def _summary(*, updated_at: datetime, publish_at: datetime | None, **alike: Any) -> Summary:
    return Summary(**alike, updated_at=utc(updated_at), publish_at=publish_at and utc(publish_at))


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
        publish_at=row.publish_at and utc(row.publish_at),
        publish_by=row.publish_by,
        documents=tuple(_document(each) for each in row.documents),
        corrections=tuple(replace(_record(StoredCorrection, each), at=utc(each.at)) for each in row.corrections),
    )


def _document(row: DocumentRow) -> StoredDocument:
    document: StoredDocument = _record(StoredDocument, row)
    notes = tuple((code, message) for code, message in row.notes)
    return replace(document, notes=notes, markup=tuple((start, end, value) for start, end, value in row.markup))


def _record(kind: type[Any], row: object) -> Any:
    return kind(**{name: getattr(row, name) for name in kind.__dataclass_fields__})
