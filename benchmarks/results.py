"""Result files: what was measured, on which day and commit, against which gold, by which command."""
from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
SHARED = ROOT.parent / "shared"  # gold that stands beside the checkout and is not ours to give away
Result = Mapping[str, Any]
_DEPENDS = ("timeline_service", "benchmarks", "training", "seeds", "constraints.txt")  # what figures depend on
_WRITTEN = (":!benchmarks/results", ":!benchmarks/history.json")  # what measuring itself writes there


def git(*words: str) -> str:
    """What git says, run at the root; raises ``CalledProcessError`` or ``OSError`` where it cannot."""
    return subprocess.run(("git", *words), cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def gold_hash(paths: Iterable[Path]) -> str:
    """SHA-256 over the gold files in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def save(name: str, *, command: str, gold: Iterable[Path], figures: Mapping[str, Any]) -> Path:
    """Write ``benchmarks/results/<name>.json`` and say so; ``dirty``: the work tree differed from the commit."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    target = RESULTS / f"{name}.json"
    result = {
        "commit": git("rev-parse", "--short", "HEAD"),
        "dirty": bool(git("status", "--porcelain", "--", *_DEPENDS, *_WRITTEN)),
        "date": f"{datetime.now(UTC).date()}",
        "command": command,
        "gold_sha256": gold_hash(gold),
        "figures": figures,
    }
    target.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"wrote {target.relative_to(ROOT)}")
    return target


def is_measured(name: str) -> bool:
    """Whether there is a result file of a name."""
    return (RESULTS / f"{name}.json").exists()


def read(name: str) -> Result:
    """A result file."""
    return json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))


def read_all(prefix: str) -> dict[str, Result]:
    """The result files of one kind: of ``timelines``, by the set that was measured."""
    stems = (path.stem for path in sorted(RESULTS.glob(f"{prefix}-*.json")))
    return {stem.removeprefix(f"{prefix}-"): read(stem) for stem in stems}


def measured_on(result: Result) -> tuple[str, bool]:
    """The commit of a result, and whether the work tree differed from it; files without ``dirty`` say that by ``+``."""
    commit = result["commit"]
    return commit.rstrip("+"), result.get("dirty", commit.endswith("+"))


def corpus(name: str) -> Path:
    """The file of an annotated corpus, a document a line."""
    return need(SHARED / "corpora" / f"{name}.jsonl")


def rows(path: Path) -> list[dict[str, Any]]:
    """What a file of JSON lines holds."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def need(path: Path) -> Path:
    """The path, or an end with a sentence that says what is missing."""
    if not path.exists():
        sys.exit(f"not measured: {path.name} is needed and stands in ../shared, which this machine does not have")
    return path
