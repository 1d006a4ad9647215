"""Corrections that need no telling give what telling the story again gives, to the byte; others are told again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from stored import NOW

from timeline_service import desk, editing
from timeline_service.schemas.canonical import canonical
from timeline_service.store import StoredTimeline

ARTICLES = [
    {"id": "a", "published_at": "2025-10-24", "text": (
        "The truce was signed in Cairo on October 13. The port reopened on October 20, a week later. "
        "The minister resigned on October 21 after the port had reopened.")},
    {"id": "b", "published_at": "2025-10-25", "text": (
        "The port reopened on October 20. Trains will run again on November 3. The bridge collapsed on October 22.")},
]  # fmt: skip


@pytest.fixture(scope="module")
def timeline(pipeline: object) -> StoredTimeline:
    made = desk.opened(ARTICLES, id="s", newsroom="n", external_id=None, now=NOW, longest=200_000)
    assert len(made.answer["events"]) >= 3 and made.answer["relations"]
    return made


def corrected(timeline: StoredTimeline, *said: dict[str, Any]) -> StoredTimeline:
    return editing.corrected(timeline, said, by="ann", now=NOW)


def said(timeline: StoredTimeline, case: str) -> list[dict[str, Any]]:
    first, second = (event["id"] for event in timeline.answer["events"][:2])
    return {
        "a title": [{"event": first, "title": "The truce"}],
        "titles, a text and a picture": [
            {"event": first, "title": "One", "text": "More of it.", "image": "https://a.example/1.jpg"},
            {"event": second, "title": "Two"}],
        "a headline and an introduction": [{"headline": "A story", "intro": "What came of it."}],
        "hidden": [{"event": first, "hidden": True}],
        "pinned": [{"event": second, "pinned": True}],
        "all of it": [{"event": first, "hidden": True}, {"event": second, "title": "Two", "pinned": True}],
        "every row hidden": [{"event": each["id"], "hidden": True} for each in timeline.answer["events"]],
    }[case]  # fmt: skip


CASES = ["a title", "titles, a text and a picture", "a headline and an introduction", "hidden", "pinned", "all of it",
         "every row hidden"]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_told_again_and_the_answer_is_the_same(
    timeline: StoredTimeline, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        pytest.fail("it was told again")

    with monkeypatch.context() as patched:
        patched.setattr("timeline_service.desk.documents.make", fail)
        quick = corrected(timeline, *said(timeline, case))
    assert quick.corrections
    with monkeypatch.context() as patched:  # and a second time, over what is there
        patched.setattr("timeline_service.desk.documents.make", fail)
        for event in quick.answer["events"][-1:]:
            quick = corrected(quick, {"event": event["id"], "link": "https://a.example/"})
            quick = corrected(quick, {"event": event["id"], "text": "And more."})
    again = desk.remade(quick, now=NOW)
    assert canonical(quick.answer) == canonical(again.answer)


TWICE_TOLD = (
    "Marle gave up plans to host the fair on October 13. Two men were shot and killed in Orsa on October 20. "
    "The mill said on October 21 that it had sold its yard. The port reopened on October 22."
)


@pytest.mark.parametrize("kind", ["hidden", "pinned"])
def test_what_was_told_twice_stays_away_and_no_title_changes(pipeline: object, kind: str) -> None:
    made = desk.opened(
        [{"id": "a", "published_at": "2025-10-24", "text": TWICE_TOLD}],
        id="s", newsroom="n", external_id=None, now=NOW, longest=200_000,
    )  # fmt: skip
    assert made.answer["left_out"]["count"]
    for event in made.answer["events"]:
        quick = corrected(made, {"event": event["id"], kind: True})
        assert canonical(quick.answer) == canonical(desk.remade(quick, now=NOW).answer), event["title"]


@pytest.mark.parametrize("said", [{"title": ""}, {"hidden": False}, {"status": "planned"}, {"date": "2025-10-14"}])
def test_what_changes_more_is_told_again(timeline: StoredTimeline, said: dict[str, Any]) -> None:
    first = timeline.answer["events"][0]["id"]
    titled = corrected(timeline, {"event": first, "title": "One", "hidden": False})
    changed = corrected(titled, {"event": first, **said})
    assert changed.answer == desk.remade(changed, now=NOW).answer


def test_a_correction_reads_nothing_that_the_store_has(timeline: StoredTimeline, monkeypatch: Any) -> None:
    from timeline_service.stories import READINGS

    def fail(_document: Any) -> None:
        pytest.fail("it was read again")

    monkeypatch.setattr(READINGS, "_known", {})
    monkeypatch.setattr(READINGS, "_read", fail)
    kept = {key: replace(each, stored=True) for key, each in timeline.readings.items()}
    first = timeline.answer["events"][0]["id"]
    changed = corrected(replace(timeline, readings=kept), {"event": first, "date": "2025-10-14"})
    assert changed.answer["events"] and all(each.stored for each in changed.readings.values())
