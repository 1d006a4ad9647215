"""A stored timeline, made by hand from the story of ``story.py``: no model, no pipeline."""

from __future__ import annotations

import hashlib
import json
import re
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


def numbered() -> dict[str, Any]:
    """The answer and the identities of the same timeline with ids of events as the service gives them."""
    answer = json.loads(re.sub(r'"c(\d+)"', r'"e\1"', json.dumps(ANSWER)))
    anchors = {
        each["id"]: [[mention["document"], mention["start"], mention["end"]] for mention in each["mentions"]]
        for each in answer["events"]
    }
    return {"answer": answer, "identities": {"anchors": anchors, "given": len(anchors)}}


def put(store: Store, **changed: Any) -> StoredTimeline:
    """Store the timeline, with these changes, as its next version."""
    with store.writing() as session:
        return write(session, replace(TIMELINE, **changed), by="test", what="put")
