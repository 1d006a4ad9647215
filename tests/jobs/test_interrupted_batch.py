"""``timeline-service batch`` that is killed, or loses a worker or the disk, goes on to the same bytes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from forked import Process
from jobs.made import COMMAND, COUNT, ROOT, batched, ended, errors, hashes, ids, made, run, start
from waiting import until

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def folder(pipeline, tmp_path_factory) -> Path:
    return batched(tmp_path_factory.mktemp("batch"))


def test_a_batch_goes_on_where_it_was_killed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("batch", folder / "a.jsonl", "--out", out, "--shard-size", "5", "--workers", "1")
    for shards in (1, 2):
        process = start(*words)
        until(partial(_reached, process, out, shards))
        os.killpg(process.pid, signal.SIGKILL)
        assert ended(process)[0] == -signal.SIGKILL
        assert not (out / "errors.jsonl").exists()
    first = next(out.glob("shard-000000")).stat().st_mtime_ns
    assert run(*words)[0] == 1
    assert next(out.glob("shard-000000")).stat().st_mtime_ns == first
    assert hashes(out) == hashes(folder / "out")
    assert {path.name for path in out.iterdir() if path.name.startswith(".")} == {".lock"}, "nothing half-done is left"


def test_a_killed_worker_costs_its_shard_a_new_start_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    process = start("batch", folder / "a.jsonl", "--out", tmp_path / "out", "--shard-size", "5", "--workers", "2")
    os.kill(_child(process.pid), signal.SIGKILL)
    assert ended(process)[0] == 1
    assert hashes(tmp_path / "out") == hashes(folder / "out")


def read_by(program: str, place: Path, articles: int, *words: str, **settings: str) -> tuple[int, str, str]:
    """A batch of so many made articles, five a shard, run to its end by a program in the place of the command."""
    path, out = made(place / "a.jsonl", articles), place / "out"
    shape = ("--shard-size", "5", "--format", "jsonl")
    return run("batch", path, "--out", out, *shape, *words, program=program, **settings)


KILLER = """
import os, signal
from timeline_service import cli, service

extract = service.extract

def killing(article, **known):
    if article.get("id") == "made-3":
        os.kill(os.getpid(), signal.SIGKILL)
    while article.get("id") == "made-5":
        pass
    return extract(article, **known)

service.extract = killing
cli.main()
"""


def test_an_article_that_kills_or_holds_its_reader_is_named(pipeline, tmp_path: Path) -> None:
    status, _, err = read_by(KILLER, tmp_path, 9, "--seconds", "2")
    assert status == 1, err
    assert ids(tmp_path / "out") == [f"made-{n}" for n in range(9) if n not in (3, 5)]
    assert [(each["article_id"], each["kind"]) for each in errors(tmp_path / "out")] == [
        ("made-3", "killed"), ("made-5", "time"),
    ]  # fmt: skip


HANGING = """
import re, signal
from timeline_service import cli, deadline, service

extract = service.extract

def hanging(article, **known):
    if article.get("id") == "made-3":
        re.match("(a+)+$", "a" * 60 + "b")
    return extract(article, **known)

service.extract = hanging
deadline.LAST_RESORT = {signal.ITIMER_PROF: (1.0, 0.0)}
cli.main()
"""


def test_an_article_that_hangs_in_native_code_is_named(pipeline, tmp_path: Path) -> None:
    status, _, err = read_by(HANGING, tmp_path, 5, "--seconds", "2")
    assert status == 1, err
    assert [(each["article_id"], each["kind"]) for each in errors(tmp_path / "out")] == [("made-3", "killed")]


UNLUCKY = """
import os, signal
from pathlib import Path
from timeline_service import cli, service

extract = service.extract

def killing(article, **known):
    times = Path(os.environ["KILLED"])
    if article.get("id") == "made-3" and (not times.exists() or times.stat().st_size < 2):
        with times.open("a") as file:
            file.write(".")
        os.kill(os.getpid(), signal.SIGKILL)
    return extract(article, **known)

service.extract = killing
cli.main()
"""


def test_an_article_at_which_a_cluster_went_down_twice_is_read(pipeline, tmp_path: Path) -> None:
    killed = tmp_path / "killed"
    status, _, err = read_by(UNLUCKY, tmp_path, 5, KILLED=str(killed))
    assert killed.stat().st_size == 2
    assert status == 0, err
    assert ids(tmp_path / "out") == [f"made-{n}" for n in range(5)]


FULL = """
mount -t tmpfs -o size="$6" tmpfs "$1" || exit 77
"$2" -c "$3" batch "$4" --out "$1" --shard-size 5 --format jsonl
first=$?
mount -o remount,size=50m "$1"
"$2" -c "$3" batch "$4" --out "$1" --shard-size 5 --format jsonl
second=$?
cp -r "$1/." "$5"
echo $first $second
"""


def test_a_full_disk_stops_the_batch_and_costs_nothing(folder: Path, need, tmp_path: Path) -> None:
    need(shutil.which("unshare"), what="a file system of its own", install="apt-get install util-linux")
    (tmp_path / "full").mkdir()
    (tmp_path / "out").mkdir()
    half = sum(path.stat().st_size for path in (folder / "out").rglob("*.*")) // 2
    words = (tmp_path / "full", sys.executable, COMMAND, folder / "a.jsonl", tmp_path / "out", half)
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", FULL, "sh", *map(str, words)],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    need(done.returncode != 77, what="the right to mount a tmpfs", install="allow user namespaces, or run as root")
    assert done.stdout.splitlines()[-1] == "3 1", done.stderr
    assert "No space left on device" in done.stderr and "The same command goes on from here" in done.stderr
    assert ids(tmp_path / "out") == [f"made-{n}" for n in range(COUNT)] + ["undated"]
    assert errors(tmp_path / "out") == errors(folder / "out")


def _reached(process: Process, out: Path, shards: int) -> bool:
    assert process.poll() is None
    return len(list(out.glob("shard-*"))) >= shards


def _child(pid: int) -> int:
    """The first process that a process forks."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return int(until(lambda: children.read_text().split())[0])
