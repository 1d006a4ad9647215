"""A stored timeline, made by hand from the story of ``story.py``: no model, no pipeline."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from story import STORY, TEXT

from timeline_service.schemas.answers import timeline
from timeline_service.store import Store, StoredDocument, StoredTimeline, write

NOW = datetime(2025, 10, 24, 12, tzinfo=UTC)
ANSWER = timeline(STORY)
DOCUMENT = StoredDocument(
    key="d1", text=TEXT, text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(), language="en", published_at="2025-10-24"
)
TIMELINE = StoredTimeline(
    id="a", newsroom="local", answer=ANSWER, documents=(DOCUMENT,), created_at=NOW, updated_at=NOW, last_key=1
)


def put(store: Store, **changed: Any) -> StoredTimeline:
    """Store the timeline, with these changes, as its next version."""
    with store.writing() as session:
        return write(session, replace(TIMELINE, **changed), by="test", what="put")
