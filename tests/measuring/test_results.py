"""A result file says of which commit it is, and whether the work tree was another."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from waiting import BOUND

from benchmarks import results


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(results, "ROOT", tmp_path)
    monkeypatch.setattr(results, "RESULTS", tmp_path / "benchmarks" / "results")
    (tmp_path / "timeline_service").mkdir()
    (tmp_path / "timeline_service" / "model.py").write_text("A = 1\n")
    identity = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), (*identity, "commit", "-qm", "Begin")):
        subprocess.run(("git", *words), cwd=tmp_path, check=True, timeout=BOUND)
    return tmp_path


def saved(name: str) -> results.Result:
    results.save(name, command="measure", gold=(), figures={"f1": 0.5})
    return results.read(name)


def test_a_result_of_what_is_committed_is_clean(repository: Path) -> None:
    first, second = saved("one"), saved("two")
    assert not first["dirty"] and not second["dirty"], "what measuring writes is no change of what was measured"
    commit, dirty = results.measured_on(first)
    assert results.git("rev-parse", "HEAD").startswith(commit) and not dirty
    assert len(first["date"]) == len("2026-12-01")


@pytest.mark.parametrize("path", ["timeline_service/model.py", "benchmarks/timelines.py", "training/more.py"])
def test_a_result_of_what_is_not_committed_says_so(repository: Path, path: str) -> None:
    (repository / path).parent.mkdir(exist_ok=True)
    (repository / path).write_text("A = 2\n")
    assert saved("one")["dirty"]
    assert results.measured_on(results.read("one"))[1]


def test_older_files_say_it_by_a_mark() -> None:
    assert results.measured_on({"commit": "be6587f+"}) == ("be6587f", True)
    assert results.measured_on({"commit": "be6587f"}) == ("be6587f", False)
