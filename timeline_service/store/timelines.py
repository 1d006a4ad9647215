"""Reading and writing timelines, each call inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from timeline_service.store.tables import DocumentRow, TimelineRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTimeline:
    """A timeline as the store keeps it: ``answer`` in the contract's shape, ``texts`` by the document's id."""

    id: str
    newsroom: str
    external_id: str | None
    state: str
    version: int
    answer: dict[str, Any]
    texts: dict[str, str]
    updated_at: datetime

    @property
    def title(self) -> str | None:
        """The headline."""
        return self.answer["title"]


def save(
    session: Session,
    *,
    id: str,
    newsroom: str,
    external_id: str | None,
    state: str,
    answer: dict[str, Any],
    texts: dict[str, str],
    now: datetime,
) -> StoredTimeline:
    """Write a timeline as a whole; one that has this id is replaced and its version goes up by one."""
    row = session.get(TimelineRow, id, with_for_update=True)
    if row is None:
        row = TimelineRow(id=id, created_at=now, version=0)
        session.add(row)
    else:
        row.documents.clear()
        session.flush()
    row.newsroom, row.external_id, row.state = newsroom, external_id, state
    row.title, row.language, row.answer = answer["title"], answer["language"], answer
    row.version, row.updated_at = row.version + 1, now
    row.documents = [
        DocumentRow(
            key=source["id"],
            position=position,
            title=source["title"],
            url=source["url"],
            language=answer["language"],
            published_at=source["published_at"],
            published_at_source=source["published_at_source"],
            text=texts[source["id"]],
            text_sha256=source["text_sha256"],
        )
        for position, source in enumerate(answer["documents"])
    ]
    session.flush()
    return _stored(row)


def find(session: Session, id: str, *, newsroom: str | None = None, state: str | None = None) -> StoredTimeline | None:
    """The timeline with this id, in this newsroom and state if they are given; None if there is none."""
    row = session.get(TimelineRow, id)
    if row is None or (newsroom is not None and row.newsroom != newsroom) or (state is not None and row.state != state):
        return None
    return _stored(row)


def page(
    session: Session, *, newsroom: str, state: str | None = None, first: int = 0, size: int = 50
) -> tuple[Sequence[StoredTimeline], int]:
    """Timelines of a newsroom by title, ``size`` of them from ``first`` on, and how many there are in all."""
    chosen = select(TimelineRow).where(TimelineRow.newsroom == newsroom)
    if state is not None:
        chosen = chosen.where(TimelineRow.state == state)
    total = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    rows = session.scalars(chosen.order_by(TimelineRow.title, TimelineRow.id).offset(first).limit(size))
    return [_stored(row) for row in rows], total


def _stored(row: TimelineRow) -> StoredTimeline:
    return StoredTimeline(
        id=row.id,
        newsroom=row.newsroom,
        external_id=row.external_id,
        state=row.state,
        version=row.version,
        answer=row.answer,
        texts={document.key: document.text for document in row.documents},
        updated_at=row.updated_at,
    )
