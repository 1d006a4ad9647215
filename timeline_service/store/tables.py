"""The tables. Every change of them is a migration in ``migrations/versions``; a test compares the two."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
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
    publish_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), index=True)
    publish_by: Mapped[str | None] = mapped_column(String(200))
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
    markup: Mapped[list[list[Any]]] = mapped_column(JSON, server_default="[]")


class ReadingRow(Base):
    """What was read of a document; ``reader`` and ``article`` are hashes of what read it and of what was read."""

    __tablename__ = "readings"

    timeline_id: Mapped[str] = mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(16), primary_key=True)
    reader: Mapped[str] = mapped_column(String(64))
    article: Mapped[str] = mapped_column(String(64))
    data: Mapped[bytes] = mapped_column(LargeBinary)


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
    """Who changed what, when: one row a version; ``rows`` are those of the timeline then, as hashes (``rows.py``)."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("timeline_id", "version"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    timeline_id: Mapped[str] = _timeline_id()
    version: Mapped[int] = mapped_column(Integer)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    what: Mapped[str] = mapped_column(Text)
    rows: Mapped[dict[str, str] | None] = mapped_column(JSON)


class IdempotencyRow(Base):
    """A request that was seen, by its Idempotency-Key; ``timeline_id`` is null while ``owner`` carries it out."""

    __tablename__ = "idempotency"

    newsroom: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    timeline_id: Mapped[str | None] = mapped_column(String(64), index=True)
    owner: Mapped[str] = mapped_column(String(255), server_default="")
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


class SessionRow(Base):
    """Somebody at the desk, signed in with a key until a time; by the SHA-256 of what the cookie holds."""

    __tablename__ = "sessions"

    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    secret_sha256: Mapped[str] = mapped_column(ForeignKey("keys.secret_sha256", ondelete="CASCADE"))
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class CommentRow(Base):
    """What the newsroom says among itself of an event; no part of the timeline or of its versions."""

    __tablename__ = "comments"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    timeline_id: Mapped[str] = _timeline_id()
    event: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class EventRow(Base):
    """An event of a timeline, to be searched for: a copy of what is in its ``answer``, made anew with each version.

    ``words`` is what a search looks at; SQLite has it in the full-text table ``events_words`` too, by triggers, and
    PostgreSQL in an index. ``first_day`` and ``last_day`` are its bounds as year, month and day in one number.
    """

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    timeline_id: Mapped[str] = _timeline_id()
    event: Mapped[str] = mapped_column(String(16))
    rank: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16))
    placement: Mapped[str] = mapped_column(String(16))
    first_day: Mapped[int | None] = mapped_column(Integer)
    last_day: Mapped[int | None] = mapped_column(Integer)
    when: Mapped[dict[str, Any]] = mapped_column(JSON)
    participants: Mapped[list[str]] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(Text)


class WebhookRow(Base):
    """Who wants to hear what happens to one timeline, or (no ``timeline_id``) to all published ones of a newsroom.

    Or, with a ``job_id``, that a job has ended: made when it has, and gone when that is heard or given up.

    ``after`` is when it may be called again: a call is under way until then, or the last one failed.
    """

    __tablename__ = "webhooks"
    __table_args__ = (UniqueConstraint("newsroom", "external_id"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    newsroom: Mapped[str] = mapped_column(String(64), index=True)
    external_id: Mapped[str | None] = mapped_column(String(500))
    timeline_id: Mapped[str | None] = mapped_column(String(64))
    job_id: Mapped[str | None] = mapped_column(String(64), index=True)
    url: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(String(100))
    by: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    disabled_because: Mapped[str | None] = mapped_column(Text)
    after: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    tries: Mapped[int] = mapped_column(Integer, server_default="0")
    failing_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_answer: Mapped[str | None] = mapped_column(Text)
    delivered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class DeliveryRow(Base):
    """What a webhook is yet to be told, the first first; written with the change that it tells of."""

    __tablename__ = "webhook_deliveries"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(String(64))
    webhook_id: Mapped[str] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


class JobRow(Base):
    """Many documents to be read; ``done`` and ``failed`` count those that are."""

    __tablename__ = "jobs"
    __table_args__ = (UniqueConstraint("newsroom", "external_id"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    newsroom: Mapped[str] = mapped_column(String(64), index=True)
    external_id: Mapped[str | None] = mapped_column(String(500))
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), index=True)
    total: Mapped[int] = mapped_column(Integer)
    done: Mapped[int] = mapped_column(Integer, server_default="0")
    failed: Mapped[int] = mapped_column(Integer, server_default="0")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    touched_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    webhook: Mapped[str | None] = mapped_column(Text)


class JobItemRow(Base):
    """A document of a job; ``article`` is there until it is read, ``answer`` is zlib over the bytes of the answer."""

    __tablename__ = "job_items"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    source_id: Mapped[str | None] = mapped_column(Text)
    article: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    owner: Mapped[str | None] = mapped_column(String(64))
    until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    tries: Mapped[int] = mapped_column(Integer, server_default="0")


class LeaseRow(Base):
    """Who alone does something for now."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DeletionsRow(Base):
    """How often texts were deleted for good: one row, which others than who deletes look at."""

    __tablename__ = "deletions"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    times: Mapped[int] = mapped_column(Integer)
