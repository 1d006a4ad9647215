"""How often texts were deleted for good: every server over the store looks, and lets go of what it remembers."""

from __future__ import annotations

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from timeline_service.store.tables import DeletionsRow

_ONCE_MORE = """\
INSERT INTO deletions (id, times) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET times = deletions.times + 1"""


def count(session: Session) -> int:
    """How often; it only rises."""
    return session.scalar(select(DeletionsRow.times)) or 0


def add(session: Session) -> None:
    """Texts are deleted in this transaction. To be called last in it: others who delete wait from here to its end."""
    session.flush()
    session.execute(text(_ONCE_MORE))
