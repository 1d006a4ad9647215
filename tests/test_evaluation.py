"""The pages of figures say what the result files say, and how old that is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import history, report, sets
from benchmarks.evidence import MEASURED
from benchmarks.results import RESULTS, ROOT, measured_on, read, read_all
from benchmarks.stories import FOLDERS

NAMES = sorted(path.stem for path in RESULTS.glob("*.json"))
LOST = {"a47e074"}  # measured before its branch was rebased; to go with the next measurement of dates
whole = pytest.mark.skipif(not history.is_whole(), reason="the history is not here, or not all of it")


@pytest.mark.parametrize("path", report.PAGES, ids=lambda path: path.stem)
def test_a_page_is_made_of_the_results(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == report.PAGES[path](), "run: python -m benchmarks.report"


@pytest.mark.parametrize("name", NAMES)
def test_a_result_says_how_it_was_made(name: str) -> None:
    assert {"commit", "command", "gold_sha256", "figures"} <= read(name).keys()


@whole
@pytest.mark.parametrize("name", NAMES)
def test_a_result_is_of_a_commit_that_the_history_has(name: str) -> None:
    commit, _ = measured_on(read(name))
    assert history.is_known(commit) or commit in LOST
    assert commit in history.read()["commits"], "run: python -m benchmarks.report"


@whole
def test_the_commit_that_stories_are_compared_with_is_in_the_history() -> None:
    baseline = read("long-stories")["figures"]["baseline"]
    assert baseline is None or history.is_known(baseline)


@whole
def test_the_commits_since_are_counted_right() -> None:
    told = history.read()
    assert history.is_known(told["at"])
    for commit, age in told["commits"].items():
        if age is None:
            assert not history.is_known(commit)
        else:
            assert age["since"] == history.since(commit, told["at"]), commit


def measured_sets() -> Iterator[tuple[str, str]]:
    """(result files, set) of whatever set has figures on the page."""
    for kind in ("timelines", "ablation", "stories", "annotations"):
        yield from ((kind, name) for name in read_all(kind))
    yield from (("dates", corpus) for corpus in read("dates")["figures"])
    readers = read("peers")["figures"]["readers"].values()
    yield from {("peers", corpus) for reader in readers for corpus in reader.get("corpora", ())}
    pipeline = read("pipeline")["figures"]
    yield from (("pipeline", name) for name in (*pipeline["syntax"], *pipeline["names"]))


@pytest.mark.parametrize(("kind", "name"), sorted(measured_sets()))
def test_of_every_set_the_page_says_what_it_was_used_for(kind: str, name: str) -> None:
    assert sets.use_of(name, kind).holds


def test_a_set_that_rules_were_counted_on_does_not_only_measure() -> None:
    counted = {*MEASURED, "timebank"}  # TimeBank-Dense has the articles of TimeBank
    measure = {use.name for use in sets.uses() if use.files[0] in ("timelines", "annotations")} & counted
    assert measure == {"newsroom", "seed", "timebank", "wikinews-read"}
    assert all("precisions" in use.taught for use in sets.uses() if use.name in measure)


def test_what_measures_the_whole_has_no_say_in_what_rules_weigh() -> None:
    validate = {use.name for use in sets.uses() if use.measures != "learned from"}
    assert {"held-out", "real-dev", "wikinews"} <= validate and not validate & MEASURED.keys()
    kept_back = {("benchmarks", "held_out"), ("real", "dev"), ("benchmarks", "wikinews")}
    assert not kept_back & {folder.parts[-2:] for folder in MEASURED.values()}


def test_the_stories_that_taught_nothing_are_there() -> None:
    untaught = sets.use_of("training", "stories").untaught
    assert untaught and all((FOLDERS["training"] / name).is_dir() for name in untaught)
    assert f"{len(untaught)} that did not teach" in (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
