"""Rows of a time well before a story are marked, come last at every level, and are folded first by the widget."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from timeline_service import desk, editing
from timeline_service.schemas import StoredTimelineOut
from timeline_service.stories.background import with_background
from timeline_service.stories.levels import at_level

NOW = datetime(2025, 11, 1, tzinfo=UTC)
NEWS = ["2025-10-20", "2025-10-21", "2025-10-22", "2025-10-23"]


def answer(*latest: str | None, published: tuple[str | None, ...] = ("2025-10-24", "2025-11-30")) -> dict[str, Any]:
    """Rows whose last possible days are these, in a story of articles that were published then."""
    events = [
        {"id": f"e{n}", "rank": n, "salience": 0.9, "mentions": [{"document": "d1"}],
         "when": {"latest": day, "basis": "stated"}}
        for n, day in enumerate(latest, start=1)
    ]  # fmt: skip
    documents = [{"id": f"d{n}", "published_at": each} for n, each in enumerate(published, start=1)]
    return {"events": events, "documents": documents, "relations": [], "conflicts": [], "notes": []}


def behind(told: dict[str, Any], **how: Any) -> list[str]:
    return [each["id"] for each in with_background(told, **how)["events"] if each.get("background")]


@pytest.mark.parametrize(
    "latest", ["2025-09-23", "2024-12-31", "1932-05-01", "0001-01-01", "0000-12-31", "-0043-03-15", "-2190-09-04"]
)
def test_what_lies_a_month_behind_the_first_article_is_background(latest: str) -> None:
    assert behind(answer(latest, *NEWS)) == ["e1"]


@pytest.mark.parametrize("latest", ["2025-09-24", "2025-10-24", "2026-01-01", "10952-08-17", None])
def test_what_is_of_the_time_of_the_story_or_open_is_not(latest: str | None) -> None:
    assert behind(answer(latest, *NEWS)) == []


def test_the_first_article_says_when_a_story_begins() -> None:
    told = answer("2025-09-23", *NEWS, published=("2026-03-01", "2025-10-24T18:05:00+02:00", None))
    assert behind(told) == ["e1"]
    assert behind(answer("2025-09-23", *NEWS, published=(None,))) == []
    assert behind(answer("2025-09-23", *NEWS, published=("0001-01-01",))) == []


def test_a_text_about_the_past_has_no_background() -> None:
    assert behind(answer("1932-05-01", "1933-01-01", "2025-10-20")) == []
    assert behind(answer("1932-05-01", "1933-01-01", *NEWS)) == ["e1", "e2"]


def test_what_editors_pinned_is_none() -> None:
    assert behind(answer("1932-05-01", *NEWS), never={"e1"}) == []


def test_levels_keep_it_last() -> None:
    told = with_background(answer(*["1932-05-01"] * 5, *NEWS * 3))
    assert not [each["id"] for each in at_level(told, "brief")["events"] if each.get("background")]
    assert len([each for each in at_level(told, "standard")["events"] if each.get("background")]) == 5


@pytest.mark.usefixtures("pipeline")
def test_a_stored_story_marks_it_until_an_editor_pins_it() -> None:
    text = ("The dam burst on October 20. Rescuers reached the village on October 21. The governor resigned on "
            "October 22. Engineers had inspected the dam on March 3, 2019. It was built in 1932.")  # fmt: skip
    made = desk.opened([{"text": text, "published_at": "2025-10-24"}], id="t", newsroom="n", external_id=None,
                       now=NOW, longest=10_000)  # fmt: skip
    shown = desk.answer(made, quoted=True)
    assert StoredTimelineOut().validate(shown) == {}
    marked = {each["title"]: each["id"] for each in shown["events"] if each.get("background")}
    assert any("inspected" in title for title in marked) and not any("burst" in title for title in marked)
    event = next(id for title, id in marked.items() if "inspected" in title)
    pinned = editing.corrected(made, [{"event": event, "pinned": True}], by="ann", now=NOW)
    row = next(each for each in desk.answer(pinned, quoted=True)["events"] if each["id"] == event)
    assert "background" not in row
