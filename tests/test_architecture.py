"""The house stands as docs/how-it-works.md says: imports point one way, stages hand on what the next ones need."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from scheduling import SLOWEST
from waiting import BOUND

import timeline_service
from timeline_service.model import Document, Story
from timeline_service.pipeline import DATES, READ, TELL
from timeline_service.service import _READS, _sources

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "timeline_service"
LONGEST = 300  # lines
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_imports_point_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", "setup.cfg"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=BOUND, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(("stages", "noun"), [(READ, Document), (DATES, Document), (TELL, Story)])
def test_every_stage_finds_what_it_needs(stages, noun) -> None:
    """That a stage reads what it declares, and nothing else, is watched in tests/stages/test_what_stages_read.py."""
    known = {field.name for field in fields(noun)}
    filled = {name for stage in (READ if noun is Document else TELL) for name in {*stage.gives} - {*stage.needs}}
    filled -= {"notes"}
    given = known - filled
    for stage in stages:
        assert {*stage.needs, *stage.wants, *stage.gives} <= known, stage.__name__
        assert {*stage.needs} <= given, f"{stage.__name__} needs {({*stage.needs} - given)}"
        given |= {*stage.gives}


def test_a_stage_has_a_module_of_its_own_name() -> None:
    for stage in {*READ, *TELL}:
        assert stage.__module__ == f"timeline_service.stages.{stage.__name__}"


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(PACKAGE)) for path in MODULES])
def test_modules_stay_small_and_say_what_they_are(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree) or not tree.body, "a module begins by saying what it is"
    assert len(source.splitlines()) <= LONGEST, "a module this long holds two things"
    assert path.stem not in ("utils", "helpers", "misc", "common")


def test_public_names_exist() -> None:
    for info in pkgutil.walk_packages(timeline_service.__path__, "timeline_service."):
        if ".migrations" in info.name or ".pipeline." in info.name:
            continue
        module = importlib.import_module(info.name)
        for name in getattr(module, "__all__", ()):
            assert hasattr(module, name), f"{info.name}.{name}"


def test_all_that_readings_depend_on_is_there() -> None:
    """A name that is wrong would hash nothing, and readings of an older version would be taken for new ones."""
    assert [name for name in _READS if not (PACKAGE / name).exists()] == []


def test_all_that_reads_an_article_is_among_what_readings_depend_on() -> None:
    known, waiting = {timeline_service.__name__}, ["timeline_service.pipeline"]
    for name in waiting:
        known.add(name)
        waiting += _imported(name) - known
    hashed = [path for name in _READS for path in _sources(PACKAGE / name)]
    assert {path for name in waiting if (path := _module(name)) is not None} - {*hashed} == set()


def test_the_words_of_a_language_are_among_what_readings_depend_on() -> None:
    hashed = [path for name in _READS for path in _sources(PACKAGE / name)]
    english = PACKAGE / "languages" / "en"
    words = {path for path in english.iterdir() if path.suffix in (".toml", ".tsv", ".txt")}
    assert {"cities.tsv", "countries.tsv", "event_nouns.txt", "lexicon.toml"} <= {path.name for path in words}
    assert words <= {*hashed} and PACKAGE / "evidence" / "precisions.json" in hashed
    assert not [path for path in hashed if path.suffix == ".pyc" or english / "pipeline" in path.parents]


def _imported(name: str) -> set[str]:
    """What a module of the package imports from it, at its head or later: modules, and names that may be some."""
    path = _module(name)
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if path is not None else ():
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return {each for each in found if each.startswith("timeline_service.")}


def _module(name: str) -> Path | None:
    place = ROOT.joinpath(*name.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.exists()), None)


def test_the_core_asks_no_clock_and_no_zone() -> None:
    for folder in ("calendar", "network", "languages", "stages", "evidence"):
        for path in (PACKAGE / folder).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            for call in ("datetime.now(", "date.today(", "time.time(", "localtime(", "utcnow("):
                assert call not in source, f"{path.relative_to(ROOT)} asks for {call}"


def test_no_test_waits_for_ever() -> None:
    """A bound at each wait names what did not come; the bound of pytest-timeout names the test alone."""
    endless = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                what, bounds = ast.unparse(call.func), {keyword.arg for keyword in call.keywords}
                waits = call.func.attr in ("communicate", "wait", "join") and not call.args
                if (waits or what == "subprocess.run") and "timeout" not in bounds and what != "callers.queue.wait":
                    endless.append(f"{path.relative_to(ROOT)}:{call.lineno} {what}")
    assert endless == []


def test_the_slow_files_are_there() -> None:
    assert [file for file in SLOWEST if not (ROOT / file).exists()] == []
