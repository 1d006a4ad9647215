"""Each article is scored by its own marks, also where a corpus calls two by one name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import results, timelines
from training.annotated import timeset_articles


def article(id: str, split: str, title: str, day: str) -> dict[str, object]:
    return {"id": id, "split": split, "title": title, "dct": day, "text": f"{title} began.", "events": [], "order": []}


GOLD = [
    article("health_4", "train", "One", "2014-08-11"),
    article("health_4", "train", "Two", "2011-12-23"),
    article("sports_1", "test", "Three", "2020-01-02"),
]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "corpora" / "timeset.jsonl"
    path.parent.mkdir()
    path.write_text("".join(json.dumps(gold) + "\n" for gold in GOLD))
    monkeypatch.setattr(results, "SHARED", tmp_path)
    return path


def test_two_articles_of_one_name_have_their_years_behind_it(corpus: Path) -> None:
    cases = {id: (request["text"], path) for id, request, path in timelines.timeset_cases("train")}
    assert cases == {"health_4_2014": ("One began.", corpus), "health_4_2011": ("Two began.", corpus)}
    assert [gold["id"] for gold in timelines.timeset_golds("test")] == ["sports_1"]
    assert [(each.id, each.gold["title"]) for each in timeset_articles()] == [
        ("health_4_2014", "One"), ("health_4_2011", "Two"),
    ]  # fmt: skip


def test_no_answer_is_written_over_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelines, "extract", lambda article, longest: {"events": []})
    cases = [(id, {"text": "It began."}, tmp_path / "gold.json") for id in ("a", "b", "a")]
    assert timelines.answered(cases[:2], tmp_path) == {tmp_path / "gold.json"}
    assert timelines.answered(cases[:2], tmp_path), "a folder of an earlier run may be used again"
    with pytest.raises(ValueError, match="two articles are called a"):
        timelines.answered(cases, tmp_path)
