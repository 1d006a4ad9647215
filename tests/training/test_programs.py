"""The programs that learn weights of a language folder run on a few articles, and what they write is read again."""
from __future__ import annotations

import json
import shutil
import sys
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.timelines import cases_in
from timeline_service.reader.comparison import Comparison
from timeline_service.reader.component import READER
from training import annotated, gains, repeats, salience
from training.later import later_steps

FEW = {
    "INVENTED": ("fg01", "fg06"),
    "MODELLED": ("wg05", "wk04"),
    "REAL": ("251007_Japanese_stocks_continue_to_fall_after_earthquake", "58383_Cisco_sues_Apple"),
    "WIKINEWS": ("chile", "hebdo"),
}
STORIES = {"dunlin-probe": ("01", "02"), "tarrow-rail-strike": ("01", "02")}
pytestmark = pytest.mark.usefixtures("pipeline")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of each kind of article, as they stand beside the programs, with two articles or stories each."""
    folder: Path = tmp_path_factory.mktemp("few")
    for kind, names in FEW.items():
        for name in names:
            shutil.copytree(getattr(annotated, kind) / name, folder / kind / name)
    for story, numbers in STORIES.items():
        (folder / "STORIES" / story).mkdir(parents=True)
        for number in numbers:
            shutil.copy(annotated.STORIES / story / f"{number}.toml", folder / "STORIES" / story)
    return folder


@pytest.fixture(scope="module")
def read() -> Callable[[annotated.Request], object]:
    """Each article is read once for all the programs."""
    reading, known = annotated.read_article, cache(lambda text: reading(json.loads(text)))
    return lambda request: known(json.dumps(request))


@pytest.fixture
def run(
    few: Path, read: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[ModuleType], dict]:
    """Run a program over them, cross-validated in two folds; give the table that it writes."""
    for kind in (*FEW, "STORIES"):
        monkeypatch.setattr(annotated, kind, few / kind)
    monkeypatch.setattr(annotated, "read_article", read)

    def run(program: ModuleType) -> dict:
        here = {"TARGET": tmp_path / "learned.toml", "FOLDS": 2, "SEEN": 1}
        for name in here.keys() & vars(program).keys():
            monkeypatch.setattr(program, name, here[name])
        if hasattr(program, "timeset_articles"):  # which nobody has who has the code alone
            monkeypatch.setattr(program, "timeset_articles", lambda: iter(()))
        monkeypatch.setattr(sys, "argv", [program.__name__, "--write"])
        program.main()
        return tomllib.loads((tmp_path / "learned.toml").read_text(encoding="utf-8"))

    return run


def test_gains(run: Callable[[ModuleType], dict]) -> None:
    learned = run(gains)
    assert list(learned) == list(gains.OUTCOMES)
    assert all("prior" in weights and len(weights) > 5 for weights in learned.values())


def test_repeats(run: Callable[[ModuleType], dict]) -> None:
    learned = run(repeats)
    assert learned["prior"] < 0 < learned["seen alike"]


def test_salience(run: Callable[[ModuleType], dict], few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(salience, "newsroom_cases", lambda _: cases_in(few / "MODELLED"))
    monkeypatch.setattr(salience, "sample_articles", lambda: annotated.with_marks(cases_in(few / "INVENTED"), "seeds"))
    learned = run(salience)
    assert "prior" in learned and learned["worth a row"] > 0


@pytest.fixture
def torch(need: Callable[..., None]) -> None:
    need(find_spec("torch"), what="torch", install="pip install -r training/requirements.txt")


@pytest.mark.parametrize(("program", "head"), [("likely_days", "same_day"), ("likely_order", "precedence")])
def test_likely_days_and_order(
    torch: None, run: Callable[[ModuleType], dict], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    program: str, head: str,
) -> None:  # fmt: skip
    from dataclasses import replace
    from importlib import import_module

    from training.reader import comparison

    reader = tmp_path / "en" / "pipeline" / READER
    reader.mkdir(parents=True)
    module = import_module(f"training.{program}")
    monkeypatch.setattr(module, "PLAN", replace(module.PLAN, epochs=1, heads=1))
    monkeypatch.setattr(comparison, "PIPELINES", tmp_path)
    assert "prior" in run(module)
    assert list(Comparison.of(reader)) == [head]
    assert [step.program for step in later_steps(reader.parent)] == [f"training/{program}.py"]


def test_joining(few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks import stories
    from training import joining

    monkeypatch.setattr(joining, "meantime", lambda: stories.annotated(few / "STORIES"))
    for name, value in (("TARGET", tmp_path / "learned.toml"), ("FOLDS", 2), ("SEEN", 1)):
        monkeypatch.setattr(joining, name, value)
    joining.main(["--stories", str(few / "STORIES"), "--write", "--least", "-0.5"])
    learned = tomllib.loads((tmp_path / "learned.toml").read_text(encoding="utf-8"))
    assert learned["least"] == -0.5
    assert all("prior" in learned[look] and len(learned[look]) > 5 for look in ("first", "second"))
