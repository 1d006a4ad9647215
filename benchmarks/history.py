"""How old the figures are: ``history.json``, from which the pages take it.

It says of the commit of each result file when it was made and how many commits have touched ``timeline_service/``
since, up to the commit at which the pages were written. Counted whenever it is compared with its file, a page would be
out of date with every commit. None stands for a commit that the history does not have, as after a rebase.
"""
from __future__ import annotations

import json
import subprocess
from typing import Any

from benchmarks import results
from benchmarks.results import ROOT, git, measured_on

FILE = ROOT / "benchmarks" / "history.json"


def read() -> dict[str, Any]:
    """``at`` and ``date`` of the last count, ``commits``: commit → ``date`` and ``since``, or None."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def is_whole() -> bool:
    """Whether all of the history is here: it is not in a shallow clone, nor where there is no repository."""
    try:
        return git("rev-parse", "--is-shallow-repository") == "false"
    except (OSError, subprocess.CalledProcessError):
        return False


def is_known(commit: str) -> bool:
    """Whether the history of the work tree has a commit."""
    asked = ("git", "merge-base", "--is-ancestor", commit, "HEAD")
    return subprocess.run(asked, cwd=ROOT, capture_output=True).returncode == 0


def since(commit: str, until: str = "HEAD") -> int:
    """How many commits have touched ``timeline_service/`` since another."""
    return int(git("rev-list", "--count", f"{commit}..{until}", "--", "timeline_service"))


def named() -> set[str]:
    """The commits of all result files."""
    return {measured_on(results.read(path.stem))[0] for path in results.RESULTS.glob("*.json")}


def write() -> None:
    """Count again, where the history is here."""
    if not is_whole():
        print("the history is not here: the age of the figures stays as it was counted last")
        return
    commits = {
        commit: {"date": _day(commit), "since": since(commit)} if is_known(commit) else None
        for commit in sorted(named())
    }
    counted = {"at": git("rev-parse", "--short", "HEAD"), "date": _day("HEAD"), "commits": commits}
    FILE.write_text(json.dumps(counted, indent=1) + "\n", encoding="utf-8")


def _day(commit: str) -> str:
    return git("show", "--no-patch", "--format=%cs", commit)
