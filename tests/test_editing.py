"""What an editor says of a stored timeline, one request at a time."""
from __future__ import annotations

import pytest
from stored import NOW

from timeline_service import desk, editing
from timeline_service.store import StoredTimeline

TEXT = "The port reopened on October 20. A bridge fell on October 22."
ARTICLE = {"id": "a", "published_at": "2025-10-24", "text": TEXT}


@pytest.fixture(scope="module")
def timeline(pipeline: object) -> StoredTimeline:
    return desk.opened([ARTICLE], id="s", newsroom="n", external_id=None, now=NOW, longest=200_000)


def test_what_takes_the_place_of_what_is_taken_back_has_a_number_of_its_own(timeline: StoredTimeline) -> None:
    event = timeline.answer["events"][0]["id"]
    titled = editing.changed(timeline, [{"event": event, "title": "One", "text": "Of it."}], (), by="ann", now=NOW)
    assert [each.number for each in titled.corrections] == [1, 2]
    changed = editing.changed(titled, [{"event": event, "link": "https://a.example/"}], [2], by="ann", now=NOW)
    assert [(each.number, each.kind) for each in changed.corrections] == [(1, "title"), (3, "link")]
    history = editing.told(titled, changed)
    assert "https://a.example/" in history and "taken back" in history
