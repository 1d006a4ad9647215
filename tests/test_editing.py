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
    assert history == "link of “One” set; taken back: text of “One” set"


TOLD_BY_HAND = "The port reopened on October 20.\n\nOf\n\nTraders fear a war and pandemonium."


def with_row(text: str, words: str) -> dict:
    """The row of these words of an article, which an editor made."""
    article = {"id": "a", "published_at": "2025-10-24", "text": text}
    made = desk.opened([article], id="s", newsroom="n", external_id=None, now=NOW, longest=200_000)
    start = text.index(words)
    added = {"document": "d1", "start": start, "end": start + len(words)}
    told = editing.corrected(made, [{"added": added}], by="ann", now=NOW)
    return next(each for each in told.answer["events"] if each["id"] == told.corrections[-1].event)


def test_a_row_of_a_word_that_tells_nothing_is_titled_with_it(pipeline: object) -> None:
    assert with_row(TOLD_BY_HAND, "Of")["title"] == "Of"


def test_the_status_of_a_row_by_hand_is_judged_beside_the_other_events(pipeline: object) -> None:
    assert with_row(TOLD_BY_HAND, "pandemonium")["status"] == "possible"
