"""Result files: what was measured, on which commit, against which gold, by which command."""
from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
SHARED = ROOT.parent / "shared"  # gold that stands beside the checkout and is not ours to give away


def commit() -> str:
    """Short hash of the commit measured, with ``+`` where the work tree differs from it."""
    short = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", "timeline_service")
    return f"{short}+" if changed else short


def _git(*words: str) -> str:
    return subprocess.run(("git", *words), cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def gold_hash(paths: Iterable[Path]) -> str:
    """SHA-256 over the gold files in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def save(name: str, *, command: str, gold: Iterable[Path], figures: Mapping[str, Any]) -> Path:
    """Write ``benchmarks/results/<name>.json`` and say so."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    target = RESULTS / f"{name}.json"
    result = {"commit": commit(), "command": command, "gold_sha256": gold_hash(gold), "figures": figures}
    target.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"wrote {target.relative_to(ROOT)}")
    return target


def need(path: Path) -> Path:
    """The path, or an end with a sentence that says what is missing."""
    if not path.exists():
        sys.exit(f"not measured: {path.name} is needed and stands in ../shared, which this machine does not have")
    return path
