"""Who is signed in at the desk: a random token for a key, until a time. Only a hash of the token is stored."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from timeline_service.store.keys import Key, key_of, key_of_hash, secret_hash
from timeline_service.store.records import utc
from timeline_service.store.tables import SessionRow


def sign_in(session: Session, secret: str, *, now: datetime, until: datetime) -> tuple[str, Key] | None:
    """(token, key) of a new session with the key of this secret; None where there is no such key.

    Sessions that are over are deleted.
    """
    if (key := key_of(session, secret)) is None:
        return None
    session.execute(delete(SessionRow).where(SessionRow.until <= now))
    token = secrets.token_urlsafe(32)
    session.add(SessionRow(token_sha256=_hash(token), secret_sha256=secret_hash(secret), until=until))
    return token, key


def signed_in(session: Session, token: str, *, now: datetime) -> tuple[Key, datetime] | None:
    """The key of a session and when it ends; None where it is over, or its key was revoked."""
    row = session.scalar(select(SessionRow).where(SessionRow.token_sha256 == _hash(token)))
    if row is None or utc(row.until) <= now or (key := key_of_hash(session, row.secret_sha256)) is None:
        return None
    return key, utc(row.until)


def sign_out(session: Session, token: str) -> None:
    """End a session."""
    session.execute(delete(SessionRow).where(SessionRow.token_sha256 == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
