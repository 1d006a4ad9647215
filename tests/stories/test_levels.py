"""How much of a timeline is shown: the rows that most articles tell, that have dates and weigh most."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from timeline_service import desk, editing
from timeline_service.stories import making
from timeline_service.stories.levels import MOST_ROWS, at_level

NOW = datetime(2025, 11, 1, tzinfo=UTC)


def answer(count: int) -> dict[str, Any]:
    """A row for each number; every third is told by three articles, every second has a date."""
    events = [
        {
            "id": f"e{n}", "rank": n, "salience": (n % 7) / 100,
            "mentions": [{"document": f"d{k}"} for k in range(3 if n % 3 == 0 else 1)],
            "when": {"basis": "stated" if n % 2 == 0 else "none"},
        }
        for n in range(1, count + 1)
    ]  # fmt: skip
    relations = [{"source": f"e{n}", "target": f"e{n + 1}"} for n in range(1, count)]
    return {"events": events, "relations": relations, "conflicts": [], "notes": []}


@pytest.mark.parametrize(("level", "rows"), [("brief", 10), ("standard", 30), ("full", 60)])
def test_a_level_shows_as_many_rows_in_their_order(level, rows):
    shown = at_level(answer(60), level)
    numbers = [int(event["id"][1:]) for event in shown["events"]]
    assert len(numbers) == rows
    assert numbers == sorted(numbers)
    assert [event["rank"] for event in shown["events"]] == list(range(1, rows + 1))
    assert all({each["source"], each["target"]} <= {event["id"] for event in shown["events"]}
               for each in shown["relations"])  # fmt: skip


def test_rows_of_several_articles_with_dates_come_first():
    shown = at_level(answer(60), "brief")["events"]
    assert all(len(event["mentions"]) == 3 and event["when"]["basis"] == "stated" for event in shown)


def test_what_is_left_away_is_said_with_counts():
    shown = at_level(answer(60), "brief")
    assert shown["detail"] == {"level": "brief", "shown": 10, "of": 60}
    assert "10 of 60 rows" in shown["notes"][0]["message"]
    assert at_level(answer(8), "brief")["notes"] == []


def test_rows_that_had_no_room_are_counted_at_every_level():
    crowded = answer(60) | {"left_out": {"count": 80, "crowded_out": 12}}
    full, brief = at_level(crowded, "full"), at_level(crowded, "brief")
    assert full["detail"] == {"level": "full", "shown": 60, "of": 72}
    assert [note["code"] for note in full["notes"]] == ["crowded-out"]
    assert full["notes"][0]["message"].startswith("60 of 72 rows are shown")
    assert (brief["detail"]["shown"], brief["detail"]["of"]) == (10, 72)
    assert brief["notes"][0]["message"].endswith("`detail=full` shows 60.")


def test_what_editors_pinned_stays_at_any_level():
    shown = at_level(answer(60), "brief", always={"e1", "e5"})["events"]
    assert {"e1", "e5"} <= {event["id"] for event in shown}
    assert len(shown) == 10


def test_full_changes_nothing():
    assert at_level(answer(60), "full") == answer(60)
    assert MOST_ROWS["full"] is None


@pytest.mark.usefixtures("pipeline")
def test_a_story_that_has_no_room_for_a_row_says_so_until_an_editor_takes_it_in(monkeypatch):
    monkeypatch.setattr(making, "MOST_EVENTS", 3)
    text = " ".join(f"The council closed bridge {n} on October {n}." for n in range(1, 7))
    article = {"text": text, "published_at": "2025-10-24"}
    made = desk.opened([article], id="t", newsroom="n", external_id=None, now=NOW, longest=10_000)
    told = desk.shown(made, quoted=True)
    assert (len(told["events"]), told["detail"]["of"]) == (3, 6)
    assert "crowded-out" in {note["code"] for note in told["notes"]}
    rest = desk.left_out(made)
    said = [{"event": row["id"], "pinned": True} for row in rest]
    every = desk.shown(editing.corrected(made, said, by="ann", now=NOW), quoted=True)
    assert len(every["events"]) == 6 and "detail" not in every and not every["notes"]
