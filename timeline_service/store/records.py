"""What the store keeps, as frozen records: nothing outside ``store/`` sees a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

State = Literal["draft", "published"]
Quotes = Literal["none", "sentence"]


class Changed(Exception):
    """Somebody else wrote this timeline since it was read."""


def utc(at: datetime) -> datetime:
    """A time from the database, in UTC: SQLite gives back no zone, PostgreSQL that of the machine."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """An article as it was sent; ``key`` is its id in the timeline, never given twice, ``source_id`` the caller's.

    ``notes`` is what was noted when it came in, (code, message): what was left out, where its date is from. ``markup``
    are words that the markup of its page dates, (start, end, date or time in ISO 8601).
    """

    key: str
    text: str
    text_sha256: str
    language: str
    source_id: str | None = None
    title: str | None = None
    url: str | None = None
    published_at: str | None = None
    published_at_source: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    markup: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """What was read of a document, as bytes, with hashes of what read it and of what was read.

    ``stored``: the store has it already.
    """

    reader: str
    article: str
    data: bytes
    stored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCorrection:
    """What an editor said, with who and when; ``number`` names it for undoing."""

    number: int
    kind: str
    event: str
    value: Any
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Who changed what, when."""

    version: int
    by: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A line of the list.

    ``documents`` and ``events`` are counts, ``published_at`` is that of the first document, ``changed_by`` the name of
    the key of the last change.
    """

    id: str
    external_id: str | None
    title: str | None
    state: State
    version: int
    updated_at: datetime
    documents: int
    events: int
    published_at: str | None
    changed_by: str
    publish_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is known of a timeline that readers may see, before its answer and its texts are read."""

    version: int
    updated_at: datetime
    newsroom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody of the newsroom says of an event, for the others; ``number`` names it for deleting."""

    number: int
    event: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTimeline:
    """A timeline: its documents and corrections, and the ``answer`` they were last made into (contract's shape).

    ``readings`` is what was read of its documents, by their keys, as far as it was asked for. ``publish_at`` is when a
    draft is to be published, and ``publish_by`` the name of the key of who said so.
    """

    id: str
    newsroom: str
    answer: dict[str, Any]
    documents: tuple[StoredDocument, ...]
    created_at: datetime
    updated_at: datetime
    external_id: str | None = None
    state: State = "draft"
    quotes: Quotes = "none"
    version: int = 0
    identities: Mapping[str, Any] = field(default_factory=dict)
    last_key: int = 0
    corrections: tuple[StoredCorrection, ...] = ()
    publish_at: datetime | None = None
    publish_by: str | None = None
    readings: Mapping[str, StoredReading] = field(default_factory=dict, compare=False, repr=False)

    @property
    def title(self) -> str | None:
        """The headline."""
        return self.answer["title"]

    @property
    def texts(self) -> dict[str, str]:
        """Texts by document id."""
        return {document.key: document.text for document in self.documents}
