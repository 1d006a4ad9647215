"""API keys: who may do what in which newsroom. Only a hash of a secret is stored."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from timeline_service.faults import InputError
from timeline_service.store.tables import KeyRow

Scope = Literal["read", "write", "admin"]
LONGEST_NEWSROOM, LONGEST_NAME = 64, 200  # characters
LOCAL = "local"  # the newsroom of whoever sits at this machine, as long as there never was a key
RESERVED = (LOCAL, "seeds")  # that and the newsroom of the sample stories: no key is made for them
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
    """Make a key and give its secret, which is shown this once; raise InputError for a name that no key may have."""
    if len(newsroom) > LONGEST_NEWSROOM or len(name) > LONGEST_NAME:
        raise InputError(f"A newsroom has at most {LONGEST_NEWSROOM} characters, the name of a key {LONGEST_NAME}.")
    if newsroom.strip().lower() in RESERVED:
        raise InputError(f"The newsrooms {' and '.join(RESERVED)} belong to the service itself. Choose another name.")
    secret = f"tl_{secrets.token_urlsafe(32)}"
    session.add(KeyRow(secret_sha256=secret_hash(secret), newsroom=newsroom, name=name, scope=scope, created_at=now))
    return secret


def key_of(session: Session, secret: str) -> Key | None:
    """The key of a secret; None where there is none, or it was revoked."""
    return key_of_hash(session, secret_hash(secret))


def key_of_hash(session: Session, hash: str) -> Key | None:
    """The same by the hash of the secret."""
    row = session.get(KeyRow, hash)
    return None if row is None or row.revoked_at is not None else _key(row)


def keys(session: Session) -> list[Key]:
    """All keys that are in use."""
    used = select(KeyRow).where(KeyRow.revoked_at.is_(None)).order_by(KeyRow.newsroom, KeyRow.name)
    return [_key(row) for row in session.scalars(used)]


def ever_any(session: Session) -> bool:
    """Whether there ever was a key: until then, whoever sits at this machine may have the newsroom ``LOCAL``."""
    return bool(session.scalar(select(exists().select_from(KeyRow))))


def revoke(session: Session, prefix: str, *, now: datetime) -> int:
    """End the use of the keys whose prefix begins so; give how many that were."""
    used = session.scalars(select(KeyRow).where(KeyRow.revoked_at.is_(None)))
    rows = [row for row in used if row.secret_sha256.startswith(prefix)]
    for row in rows:
        row.revoked_at = now
    return len(rows)


def _key(row: KeyRow) -> Key:
    scope = cast(Scope, row.scope)
    return Key(newsroom=row.newsroom, name=row.name, scope=scope, prefix=row.secret_sha256[:12])


def secret_hash(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
