"""The house stands as docs/how-it-works.md says: imports point one way, stages hand on what the next ones need."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from scheduling import SLOWEST
from waiting import BOUND

import timeline_service
from timeline_service import languages
from timeline_service.model import Document, Story
from timeline_service.pipeline import DATES, READ, TELL
from timeline_service.stories.reader_version import READS, sources

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "timeline_service"
LONGEST = 300  # lines
MODULES = sorted(PACKAGE.rglob("*.py"))
READING = ("calendar", "evidence", "lookups", "network", "stages", "syntax")  # of texts in any language
SPELLED_LIKE_WORDS = {  # and are none of a text
    "evidence/dates/tenses.py": {"since", "from", "until", "by", "before", "after"},  # names of lists of words
    "stages/apply_corrections.py": {"before", "after"},  # kinds of corrections
    "stages/join_articles/pairing.py": {"one", "other"},  # names of traits
    "stages/join_articles/times.py": {"when", "within"},
    "stages/judge_status/clauses.py": {"if", "then"},  # conditions of clauses
    "stages/order_events/date_entries.py": {"since"},  # a kind of claims
    "stages/order_events/likely_order.py": {"first", "second"},  # of two rows
    "stages/read_clauses.py": {"if"},
    "stages/resolve_pronouns/candidates.py": {"a", "the", "this"},  # names of features that were learned of English
    "stages/write_titles/laws.py": {"if"},
    "stages/write_titles/phrase_features.py": {"a"},
}


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
    assert [name for name in READS if not (PACKAGE / name).exists()] == []


def test_all_that_reads_an_article_is_among_what_readings_depend_on() -> None:
    known, waiting = {timeline_service.__name__}, ["timeline_service.pipeline"]
    for name in waiting:
        known.add(name)
        waiting += _imported(name) - known
    hashed = [path for name in READS for path in sources(PACKAGE / name)]
    assert {path for name in waiting if (path := _module(name)) is not None} - {*hashed} == set()


def test_the_words_of_a_language_are_among_what_readings_depend_on() -> None:
    hashed = [path for name in READS for path in sources(PACKAGE / name)]
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
    for folder in ("calendar", "network", "languages", "lookups", "stages", "evidence"):
        for path in (PACKAGE / folder).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            for call in ("datetime.now(", "date.today(", "time.time(", "localtime(", "utcnow("):
                assert call not in source, f"{path.relative_to(ROOT)} asks for {call}"


@pytest.mark.parametrize("folder", READING)
def test_words_of_a_language_stand_in_its_folder(folder: str) -> None:
    english = languages.load("en")
    tables = ("small_word", "range", "joint", "preposition", "modal", "ordinal")
    words = {*english.words["recognition"]["function_words"], *(word for t in tables for word in english.lexicon[t])}
    found = {}
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        held = {word for text in held_against(ast.parse(path.read_text(encoding="utf-8"))) for word in words_of(text)}
        if written := held & words:
            found[str(path.relative_to(PACKAGE))] = written
    assert found == {file: words for file, words in SPELLED_LIKE_WORDS.items() if file.startswith(folder)}


def held_against(tree: ast.Module) -> Iterator[str]:
    """What a module may hold a text against: its constants, patterns, operands of comparisons, and arguments of what
    compares. A name that is asked for ("since" of ``index.listed(word, "since")``) is none."""
    calls = {"startswith", "endswith", "isdisjoint", "intersection", "removeprefix"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from _strings(node.left, *node.comparators)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in calls:
            yield from _strings(*node.args)
        elif isinstance(node, ast.BinOp):
            yield from _strings(*(side for side in (node.left, node.right) if isinstance(side, ast.Set)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"\(\?|\\[bsw]", node.value):
            yield node.value
    for node in tree.body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            yield from _strings(node.value)


def _strings(*nodes: ast.expr | None) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            yield from _strings(*node.elts)
        elif isinstance(node, ast.Dict):
            yield from _strings(*node.keys, *node.values)
        elif isinstance(node, ast.JoinedStr):
            yield from _strings(*node.values)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("frozenset", "set"):
            yield from _strings(*node.args)


def words_of(text: str) -> set[str]:
    """A text as it is, and the words of a pattern."""
    pattern = re.sub(r"\\.|\(\?P<\w+>|\[[^]]*\]", " ", text) if re.search(r"[(|\\]", text) else ""
    return {text.strip(), *(word for word in re.findall(r"(?<![A-Za-z])[a-z']+(?![A-Za-z])", pattern) if len(word) > 1)}


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
