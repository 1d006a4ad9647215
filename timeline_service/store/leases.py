"""Leases by name: what one process at a time does, each call inside the caller's transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from timeline_service.store.records import utc
from timeline_service.store.tables import LeaseRow


def hold(session: Session, name: str, *, holder: str, now: datetime, lease: timedelta) -> bool:
    """Take a lease, or hold it for longer; False where somebody else has it."""
    row = session.get(LeaseRow, name, with_for_update=True)
    if row is None:
        session.add(LeaseRow(name=name, holder=holder, until=now + lease))
        session.flush()
        return True
    if row.holder != holder and utc(row.until) > now:
        return False
    row.holder, row.until = holder, now + lease
    return True


def let_go(session: Session, name: str, *, holder: str) -> None:
    """Give a lease back."""
    session.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.holder == holder))
