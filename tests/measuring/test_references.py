"""What figures are held against: the timeline of a second annotator, and a reader that knows endings alone."""

from __future__ import annotations

from typing import Any

from benchmarks.references import as_answer, endings, first_readings

TEXT = "They signed it and left. Talks opened in May. A vote is due."


def marked(id: str, word: str, latest: str | None, **more: Any) -> dict[str, Any]:
    place = {"start": TEXT.index(word), "end": TEXT.index(word) + len(word)}
    bounds = {"earliest": None, "latest": latest}
    return {"id": id, "title": word, "trigger": place, "alternatives": [], "bounds": bounds, "level": "key",
            "when": latest, "granularity": "day", "status": "occurred", **more}  # fmt: skip


def test_the_marks_of_people_are_an_answer() -> None:
    events = [marked("g1", "signed", "2025-05-03"), marked("g2", "left", "2025-05-03", level="ok"),
              marked("g3", "opened", "2025-05-01"), marked("g4", "vote", None)]  # fmt: skip
    answer = as_answer({"events": events, "order": [["g2", "g1"], ["g1", "g4"]]}, TEXT)
    ranks = {row["id"]: row["rank"] for row in answer["events"]}
    assert sorted(ranks, key=ranks.__getitem__) == ["g3", "g2", "g1", "g4"]
    assert [row["salience"] for row in answer["events"]] == [1.0, 0.5, 1.0, 1.0]
    assert [mention["text"] for row in answer["events"] for mention in row["mentions"]] == [
        "signed", "left", "opened", "vote",
    ]  # fmt: skip
    assert answer["events"][0]["when"] == {
        "edtf": "2025-05-03", "granularity": "day", "earliest": None, "latest": "2025-05-03",
    }  # fmt: skip
    assert {"source": "g2", "type": "BEFORE", "target": "g1"} in answer["relations"]


def test_first_readings_accept_no_others() -> None:
    event = marked("g1", "signed", "2025-05-03")
    gold = {"id": "one", "events": [{**event, "when_also": ["2025-05"], "status_also": ["planned"]}], "order": []}
    assert first_readings(gold) == {"id": "one", "events": [event], "order": []}


def test_the_floor_knows_endings_alone() -> None:
    rows = endings(TEXT)["events"]
    assert [(row["title"], row["rank"], row["status"], row["when"]) for row in rows] == [
        ("signed", 1, "occurred", None), ("opened", 2, "occurred", None),
    ]  # fmt: skip
