"""How much of a timeline is shown: the rows that most articles tell, that have dates and weigh most."""

from __future__ import annotations

from typing import Any

import pytest

from timeline_service.stories.levels import MOST_ROWS, at_level


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


def test_what_editors_pinned_stays_at_any_level():
    shown = at_level(answer(60), "brief", always={"e1", "e5"})["events"]
    assert {"e1", "e5"} <= {event["id"] for event in shown}
    assert len(shown) == 10


def test_full_changes_nothing():
    assert at_level(answer(60), "full") == answer(60)
    assert MOST_ROWS["full"] is None
