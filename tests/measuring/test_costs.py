"""Times are those of one round, and what was not sampled is not measured."""

from __future__ import annotations

import pytest

from benchmarks import sizing
from benchmarks.batches import quarters
from benchmarks.speed import best


def test_all_stages_are_of_the_round_that_took_least() -> None:
    rounds = iter([{"read": 3.0, "tell": 1.0}, {"read": 1.0, "tell": 2.0}, {"read": 2.0, "tell": 2.0}])
    assert best(3, ["one"], lambda text: next(rounds)) == {"read": 1_000.0, "tell": 2_000.0}


def test_the_time_of_an_article_is_the_mean_over_the_texts() -> None:
    assert best(1, ["a", "bb", "ccc"], lambda text: {"read": len(text)}) == {"read": 2_000.0}


def test_a_quarter_without_a_sample_was_not_measured() -> None:
    memory = [(0, 200.0), (1, 250.0), (5, 240.0), (7, 230.0), (8, 300.0)]
    assert quarters(memory, 8) == [250.0, None, 240.0, 230.0]


def test_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    result = dict(sizing.read("batches"))
    local = {n: {**found, "quarters": [281.4, None, 290.2, 0.0]} for n, found in result["figures"]["local"].items()}
    result["figures"] = result["figures"] | {"local": local}
    read = sizing.read
    monkeypatch.setattr(sizing, "read", lambda name: result if name == "batches" else read(name))
    assert "281 · not measured · 290 · not measured" in sizing.page()
