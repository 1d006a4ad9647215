"""What the tests of archives share: made articles in files, the command, and what a batch wrote."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from forked import Process
from waiting import BOUND

from benchmarks.archive import archive

ROOT = Path(__file__).parents[2]
COMMAND = "from timeline_service.cli import main; main()"
POISON = {"id": "digits", "text": "1" * 1_000_000}
UNDATED = {"id": "undated", "text": "Talks ended on May 3.", "published_at": "soon"}
BAD = [POISON, b"{", {"id": "empty", "text": " "}, UNDATED]
COUNT = 14  # articles of :func:`batched` that are well


def write_jsonl(path: Path, articles: Iterable[Mapping[str, Any] | bytes]) -> Path:
    """Articles, and lines as they are, as JSON Lines."""
    lines = (each if isinstance(each, bytes) else json.dumps(each).encode() for each in articles)
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def made(path: Path, count: int) -> Path:
    """An archive of so many made articles."""
    return write_jsonl(path, archive(count))


def start(*words: str | Path, program: str = COMMAND, **settings: str) -> Process:
    """A command, started."""
    return Process(program, *map(str, words), env=os.environ | {"PYTHONPATH": str(ROOT)} | settings)


def ended(process: Process) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    try:
        out, err = process.communicate(timeout=BOUND)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise AssertionError(process.communicate(timeout=BOUND)[1].decode()) from None
    return process.wait(BOUND), out.decode(), err.decode()


def run(*words: str | Path, **known: str) -> tuple[int, str, str]:
    """The same of one that is run to its end."""
    return ended(start(*words, **known))


def hashes(out: Path) -> dict[str, str]:
    """SHA-256 of every file of a batch, by its name below ``out``."""
    files = sorted(path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def errors(out: Path) -> list[dict[str, Any]]:
    """What could not be read."""
    return [json.loads(line) for line in (out / "errors.jsonl").read_text("utf-8").splitlines()]


def ids(out: Path) -> list[str]:
    """The ids of the articles that were read, in the order of the input; of a batch in JSON Lines."""
    shards = sorted(out.glob("shard-*/articles.jsonl"))
    return [json.loads(line)["article_id"] for shard in shards for line in shard.read_text("utf-8").splitlines()]


def batched(place: Path) -> Path:
    """A folder with an archive ``a.jsonl``, and its batch ``out`` by one process."""
    write_jsonl(place / "a.jsonl", [*archive(COUNT), *BAD])
    status, out, err = run("batch", place / "a.jsonl", "--out", place / "out", "--workers", "1", "--shard-size", "5")
    assert status == 1, err
    assert out.startswith(f"{COUNT + 1} articles") and "1 of them were read without" in out
    assert "3 could not be read" in err
    return place
