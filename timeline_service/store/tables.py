"""The tables. Every change of them is a migration in ``migrations/versions``; a test compares the two."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """All tables."""


def _timeline_id() -> Mapped[str]:
    return mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"), index=True)


class TimelineRow(Base):
    """A timeline; ``answer`` is what it was last made into, ``identities`` are the ids of its events."""

    __tablename__ = "timelines"
    __table_args__ = (UniqueConstraint("newsroom", "external_id"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    newsroom: Mapped[str] = mapped_column(String(64), index=True)
    external_id: Mapped[str | None] = mapped_column(String(500))
    title: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(35))
    state: Mapped[str] = mapped_column(String(16))
    quotes: Mapped[str] = mapped_column(String(16), server_default="none")
    version: Mapped[int] = mapped_column(Integer)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    identities: Mapped[dict[str, Any]] = mapped_column(JSON, server_default="{}")
    last_key: Mapped[int] = mapped_column(Integer, server_default="1")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    documents: Mapped[list[DocumentRow]] = relationship(
        order_by="DocumentRow.position", cascade="all, delete-orphan", passive_deletes=True
    )
    corrections: Mapped[list[CorrectionRow]] = relationship(
        order_by="CorrectionRow.number", cascade="all, delete-orphan", passive_deletes=True
    )
    revisions: Mapped[list[RevisionRow]] = relationship(
        order_by="RevisionRow.version", cascade="all, delete-orphan", passive_deletes=True
    )


class DocumentRow(Base):
    """An article of a timeline; ``key`` is its id within the timeline (d1, d2 …), ``source_id`` the caller's."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("timeline_id", "key"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    timeline_id: Mapped[str] = _timeline_id()
    key: Mapped[str] = mapped_column(String(16))
    position: Mapped[int] = mapped_column(Integer)
    source_id: Mapped[str | None] = mapped_column(String(500))
    title: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(35))
    published_at: Mapped[str | None] = mapped_column(String(40))
    published_at_source: Mapped[str | None] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[str] = mapped_column(String(64))
    notes: Mapped[list[list[str]]] = mapped_column(JSON, server_default="[]")


class CorrectionRow(Base):
    """What an editor said of an event; ``number`` names it within the timeline."""

    __tablename__ = "corrections"
    __table_args__ = (UniqueConstraint("timeline_id", "number"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    timeline_id: Mapped[str] = _timeline_id()
    number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(16))
    event: Mapped[str] = mapped_column(String(16))
    value: Mapped[Any] = mapped_column(JSON)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class RevisionRow(Base):
    """Who changed what, when: one row a version."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("timeline_id", "version"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    timeline_id: Mapped[str] = _timeline_id()
    version: Mapped[int] = mapped_column(Integer)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    what: Mapped[str] = mapped_column(Text)


class IdempotencyRow(Base):
    """A request that was seen, by its Idempotency-Key; ``timeline_id`` is null while it is being worked on."""

    __tablename__ = "idempotency"

    newsroom: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    timeline_id: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class KeyRow(Base):
    """An API key, by the SHA-256 of its secret, which has 256 random bits and needs no salt.

    A key that was revoked stays, without a use: that there ever was one is what closes the service for good.
    """

    __tablename__ = "keys"

    secret_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    newsroom: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(200))
    scope: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
