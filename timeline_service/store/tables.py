"""The tables. Every change of them is a migration in ``migrations/versions``; a test compares the two."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """All tables."""


class TimelineRow(Base):
    """A timeline; ``answer`` is what ``/v1/extract`` would answer for its documents, made again when they change."""

    __tablename__ = "timelines"
    __table_args__ = (UniqueConstraint("newsroom", "external_id"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    newsroom: Mapped[str] = mapped_column(String(64), index=True)
    external_id: Mapped[str | None] = mapped_column(String(500))
    title: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(35))
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(Integer)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    documents: Mapped[list[DocumentRow]] = relationship(
        order_by="DocumentRow.position", cascade="all, delete-orphan", passive_deletes=True
    )


class DocumentRow(Base):
    """An article of a timeline, as it was sent; ``key`` is its id within the timeline: d1, d2 …"""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("timeline_id", "key"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    timeline_id: Mapped[str] = mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(16))
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(35))
    published_at: Mapped[str | None] = mapped_column(String(40))
    published_at_source: Mapped[str | None] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[str] = mapped_column(String(64))
