"""API keys: who may do what in which newsroom. Only a hash of a secret is stored."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from timeline_service.faults import InputError
from timeline_service.store.tables import KeyRow

Scope = Literal["read", "write", "admin"]
LONGEST_NEWSROOM, LONGEST_NAME = 64, 200  # characters
SCOPES: tuple[Scope, ...] = ("read", "write", "admin")  # each holds those before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as it is known here; ``prefix`` begins its hash and names it for revoking."""

    newsroom: str
    name: str
    scope: Scope
    prefix: str

    def may(self, scope: Scope) -> bool:
        """Whether the key holds a scope."""
        return SCOPES.index(scope) <= SCOPES.index(self.scope)


def issue(session: Session, *, newsroom: str, name: str, scope: Scope, now: datetime) -> str:
    """Make a key and give its secret, which is shown this once; raise InputError for names that are too long."""
    if len(newsroom) > LONGEST_NEWSROOM or len(name) > LONGEST_NAME:
        raise InputError(f"A newsroom has at most {LONGEST_NEWSROOM} characters, the name of a key {LONGEST_NAME}.")
    secret = f"tl_{secrets.token_urlsafe(32)}"
    session.add(KeyRow(secret_sha256=_hash(secret), newsroom=newsroom, name=name, scope=scope, created_at=now))
    return secret


def key_of(session: Session, secret: str) -> Key | None:
    """The key of a secret, or None."""
    row = session.get(KeyRow, _hash(secret))
    return None if row is None else _key(row)


def keys(session: Session) -> list[Key]:
    """All keys."""
    return [_key(row) for row in session.scalars(select(KeyRow).order_by(KeyRow.newsroom, KeyRow.name))]


def any_keys(session: Session) -> bool:
    """Whether there is a key at all: without one, whoever sits at this machine has the newsroom ``local``."""
    return bool(session.scalar(select(func.count()).select_from(KeyRow)))


def revoke(session: Session, prefix: str) -> int:
    """Delete the keys whose prefix begins so; give how many that were."""
    rows = [row for row in session.scalars(select(KeyRow)) if row.secret_sha256.startswith(prefix)]
    for row in rows:
        session.delete(row)
    return len(rows)


def _key(row: KeyRow) -> Key:
    scope = cast(Scope, row.scope)
    return Key(newsroom=row.newsroom, name=row.name, scope=scope, prefix=row.secret_sha256[:12])


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
