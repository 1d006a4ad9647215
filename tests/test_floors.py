"""Accuracy does not slip unseen: result files stand on the floors, and a floor goes down only when it is asked to."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import floors

NAME = "timelines-some"
HELD = {NAME: {"gold": "aa", "at_least": {"f1": 0.8, "dates.exact": 0.7}, "at_most": {"wrong": 0.05}}}


@pytest.fixture
def results(tmp_path: Path) -> Path:
    figures = {"f1": 0.7512, "dates": {"exact": 0.75}, "wrong": 0.04}
    (tmp_path / f"{NAME}.json").write_text(json.dumps({"gold_sha256": "aa", "figures": figures}))
    return tmp_path


def test_every_figure_of_the_result_files_stands_on_its_floor() -> None:
    assert list(floors.broken(floors.read())) == []


def test_a_figure_below_its_floor_is_named(results: Path) -> None:
    assert list(floors.broken(HELD, results)) == [f"{NAME}: f1 is 0.751, its floor 0.8"]


def test_a_share_of_wrong_ones_has_a_ceiling(results: Path) -> None:
    strict = {NAME: {"gold": "aa", "at_most": {"wrong": 0.03}}}
    assert list(floors.broken(strict, results)) == [f"{NAME}: wrong is 0.04, and may be 0.03 at most"]


def test_other_gold_is_named(results: Path) -> None:
    found = list(floors.broken({NAME: {"gold": "bb"}}, results))
    assert found == [f"{NAME}: measured against other gold than the floors"]


def test_floors_rise_and_fall_only_where_they_are_told_to(results: Path) -> None:
    raised = floors.moved(HELD, lower=frozenset(), results=results)[NAME]
    assert (raised["at_least"], raised["at_most"]) == ({"f1": 0.8, "dates.exact": 0.75}, {"wrong": 0.04})
    lowered = floors.moved(HELD, lower=frozenset([f"{NAME}.f1"]), results=results)[NAME]
    assert lowered["at_least"] == {"f1": 0.751, "dates.exact": 0.75}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("# Why.\n")
    floors.write(HELD, path)
    assert floors.read(path) == HELD
    assert path.read_text().startswith("# Why.\n")
