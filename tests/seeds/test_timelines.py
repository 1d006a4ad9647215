"""The sample stories through the whole pipeline, held to floors."""

from __future__ import annotations

import tomllib

import pytest
from seeds.scoring import FLOORS, figures, gold_hash

PINNED = tomllib.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measured(pipeline) -> dict[str, float]:
    return figures()


def test_the_floors_belong_to_these_stories() -> None:
    assert PINNED["gold"] == gold_hash(), "the stories changed: python tests/seeds/scoring.py"


@pytest.mark.parametrize("name", PINNED["floors"])
def test_no_figure_falls(name: str, measured: dict[str, float]) -> None:
    assert measured[name] >= PINNED["floors"][name] - 0.0005
