"""What a pipeline was taught after it was assembled: its card says so, and no other takes its place that has less."""
from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from timeline_service.reader.comparison import HEADS, path_of
from timeline_service.reader.component import READER
from training.assemble import assemble
from training.card import RESULT, card
from training.evaluate import PIPELINE
from training.later import COMPARING, REFIT, later_steps, mark_refitted
from training.sources import read_sources

FIGURES = json.loads(RESULT.read_text(encoding="utf-8"))["figures"]


@pytest.fixture
def assembled(tmp_path: Path) -> Path:
    """As much of a pipeline as tells what it was taught."""
    (tmp_path / "pipeline" / READER).mkdir(parents=True)
    (tmp_path / "pipeline" / "meta.json").write_text('{"name": "x"}', encoding="utf-8")
    return tmp_path / "pipeline"


@pytest.fixture
def program(need: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What ``make train`` runs, with all inputs there."""
    need(find_spec("torch"), what="torch", install="pip install -r training/requirements.txt")
    from training import __main__

    monkeypatch.setattr(__main__, "problems", lambda _: [])
    return __main__


def test_every_head_that_a_pipeline_may_have_is_known() -> None:
    assert list(COMPARING) == list(HEADS)
    assert later_steps(PIPELINE) == [REFIT, *COMPARING.values()]


def test_a_card_says_what_is_there(assembled: Path) -> None:
    alone = card(assembled, FIGURES, read_sources())
    assert "do two mentions tell one event.\nMade by `make train` in the source repository (`training/`), with fixed " \
           "steps and seeds.\n" in alone  # fmt: skip
    path_of(assembled / READER, "precedence").touch()
    mark_refitted(assembled)
    assert json.loads((assembled / "meta.json").read_text(encoding="utf-8"))["name"] == "x"
    more = card(assembled, FIGURES, read_sources())
    assert "do two mentions tell one event, which of two began first.\n" in more
    assert "seeds; after that: the heads over whole articles fitted to more of them (`training/reader/refit.py`), a " \
           "head of order (`training/likely_order.py`).\n" in more  # fmt: skip


@pytest.mark.parametrize("what", ["same_day", "precedence", "refitted"])
def test_what_has_more_is_not_written_over(assembled: Path, tmp_path: Path, what: str) -> None:
    mark_refitted(assembled) if what == "refitted" else path_of(assembled / READER, what).touch()
    with pytest.raises(FileExistsError, match="would be lost"):
        assemble(tmp_path, tmp_path, tmp_path, assembled)


def test_that_is_said_before_anything_is_trained(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["training", str(tmp_path / "data"), "--output", str(PIPELINE)])
    with pytest.raises(FileExistsError, match=r"likely_days\.py"):
        program.main()


def test_the_program_writes_beside_what_ships(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[Path] = []
    monkeypatch.setattr(program.learn, "learn", lambda *_: None)
    monkeypatch.setattr(program.learn_heads, "teach", lambda *_: None)
    monkeypatch.setattr(program, "export", lambda *_: None)
    monkeypatch.setattr(program, "_read_articles", lambda *_, **__: None)
    monkeypatch.setattr(program, "assemble", lambda *places: made.append(places[-1]))
    monkeypatch.setattr(program, "measure", lambda _, pipeline: made.append(pipeline))
    monkeypatch.setattr(program, "write_card", lambda pipeline, _: made.append(pipeline))
    monkeypatch.setattr(sys, "argv", ["training", str(tmp_path), "--work", str(tmp_path / "work")])
    program.main()
    assert made == [tmp_path / "work" / "first-pipeline", *[tmp_path / "work" / "pipeline"] * 3]
