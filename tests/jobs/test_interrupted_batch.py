"""``timeline-service batch`` that is killed, or loses a worker or the disk, goes on to the same bytes."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest
from forked import Process
from jobs.made import COMMAND, COUNT, batched, ended, errors, hashes, ids, made, run, start
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
from timeline_service import cli, deadline, service

extract = service.extract

def killing(article, **known):
    if article.get("id") == "made-3":
        os.kill(os.getpid(), signal.SIGKILL)
    while article.get("id") == "made-5":
        pass
    return extract(article, **known)

service.extract = killing
deadline.INTERRUPT_AFTER = 0.5
cli.main()
"""


def test_an_article_that_kills_or_holds_its_reader_is_named(pipeline, tmp_path: Path) -> None:
    status, _, err = read_by(KILLER, tmp_path, 9, "--seconds", "1")
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
    status, _, err = read_by(HANGING, tmp_path, 5, "--seconds", "1")
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
import ctypes, os, shutil, subprocess, sys
from multiprocessing import get_context
from pathlib import Path
from timeline_service.cli import main

command, full, size, kept, *words = sys.argv[1:]
ids = {"uid": os.getuid(), "gid": os.getgid()}
if ctypes.CDLL(None).unshare(0x10020000):  # CLONE_NEWUSER, CLONE_NEWNS
    sys.exit(77)
Path("/proc/self/setgroups").write_text("deny")
for kind, id in ids.items():
    Path(f"/proc/self/{kind}_map").write_text(f"0 {id} 1")
if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", full]).returncode:
    sys.exit(77)
first = subprocess.run([sys.executable, "-c", command, *words]).returncode
subprocess.run(["mount", "-o", "remount,size=50m", full], check=True)
sys.argv[1:] = words
second = get_context("fork").Process(target=main)
second.start()
second.join()
shutil.copytree(full, kept, dirs_exist_ok=True)
print(first, second.exitcode)
"""


def test_a_full_disk_stops_the_batch_and_costs_nothing(folder: Path, need, tmp_path: Path) -> None:
    """The first run starts from nothing, the one that goes on where all is loaded."""
    full = tmp_path / "full"
    full.mkdir()
    half = sum(path.stat().st_size for path in (folder / "out").rglob("*.*")) // 2
    words = ("batch", folder / "a.jsonl", "--out", full, "--shard-size", "5", "--format", "jsonl")
    status, said, err = run(COMMAND, full, str(half), tmp_path / "out", *words, program=FULL)
    need(status != 77, what="the right to mount a tmpfs", install="allow user namespaces, or run as root")
    assert said.splitlines()[-1] == "3 1", err
    assert "No space left on device" in err and "The same command goes on from here" in err
    assert ids(tmp_path / "out") == [f"made-{n}" for n in range(COUNT)] + ["undated"]
    assert errors(tmp_path / "out") == errors(folder / "out")


def _reached(process: Process, out: Path, shards: int) -> bool:
    assert process.poll() is None
    return len(list(out.glob("shard-*"))) >= shards


def _child(pid: int) -> int:
    """The first process that a process forks."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return int(until(lambda: children.read_text().split())[0])
