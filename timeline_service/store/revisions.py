"""What is known of the versions of a timeline: who changed what, and which rows there were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline_service.store.records import Revision, utc
from timeline_service.store.rows import rows_of
from timeline_service.store.tables import RevisionRow


def history(session: Session, id: str) -> list[Revision]:
    """Who changed what, the last change first."""
    rows = session.scalars(
        select(RevisionRow).where(RevisionRow.timeline_id == id).order_by(RevisionRow.version.desc())
    )
    return [Revision(version=row.version, by=row.by, at=utc(row.at), what=row.what) for row in rows]


def rows_at(session: Session, id: str, version: int) -> dict[str, str] | None:
    """The rows of a version as hashes, in their order (``rows.py``); None where nothing is known of it."""
    wanted = (RevisionRow.timeline_id == id) & (RevisionRow.version == version)
    return session.scalar(select(RevisionRow.rows).where(wanted))


def changed_at(session: Session, id: str, answer: Mapping[str, Any]) -> dict[str, datetime]:
    """When the row of each event of an answer became what it is, as far back as rows are known."""
    known = select(RevisionRow.at, RevisionRow.rows).where(RevisionRow.timeline_id == id)
    left = rows_of(answer)
    found: dict[str, datetime] = {}
    for at, rows in session.execute(known.order_by(RevisionRow.version.desc())):
        left = {event: row for event, row in left.items() if (rows or {}).get(event) == row}
        found |= dict.fromkeys(left, utc(at))
    return found
