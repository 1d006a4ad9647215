"""``timeline-service batch``: every article once, the rest named, the same bytes however it came about."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import duckdb
import pandas
import pyarrow
import pyarrow.parquet
import pytest
from forked import Process
from jobs.made import COMMAND, POISON, ROOT, ended, errors, hashes, ids, made, run, start, write_jsonl
from waiting import until

from benchmarks.archive import archive, article
from timeline_service import service
from timeline_service.jobs.rows import TABLES, VERSION

pytestmark = pytest.mark.timeout(600)
UNDATED = {"id": "undated", "text": "Talks ended on May 3.", "published_at": "soon"}
BAD = [POISON, b"{", {"id": "empty", "text": " "}, UNDATED]
COUNT = 14


@pytest.fixture(scope="module")
def folder(pipeline, tmp_path_factory) -> Path:
    """A folder with an archive ``a.jsonl``, and its batch ``out`` by one process."""
    place: Path = tmp_path_factory.mktemp("batch")
    write_jsonl(place / "a.jsonl", [*archive(COUNT), *BAD])
    status, out, err = run("batch", place / "a.jsonl", "--out", place / "out", "--workers", "1", "--shard-size", "5")
    assert status == 1, err
    assert out.startswith(f"{COUNT + 1} articles") and "1 of them were read without" in out
    assert "3 could not be read" in err
    return place


def again(folder: Path, out: Path, *words: str, **known: str) -> tuple[int, str, str]:
    return run("batch", folder / "a.jsonl", "--out", out, "--shard-size", "5", *words, **known)


def test_what_could_not_be_read_is_named(folder: Path) -> None:
    found = [(each["line"], each["article_id"], each["kind"]) for each in errors(folder / "out")]
    assert found == [(15, "digits", "input"), (16, None, "input"), (17, "empty", "input")]
    assert "1,000,000 characters" in errors(folder / "out")[0]["reason"]
    assert {each["source"] for each in errors(folder / "out")} == {"a.jsonl"}


def test_tables_hold_what_extract_answers(folder: Path) -> None:
    (events,) = duckdb.execute(
        f"select list(row(event_id, title, status, edtf, mentions[1].start) order by rank)"
        f" from '{folder}/out/*/events.parquet' where article_id = 'made-13'"
    ).fetchone() or ()
    expected = service.extract(article(13), longest=200_000)["events"]
    assert [tuple(each.values()) if isinstance(each, dict) else tuple(each) for each in events] == [
        (each["id"], each["title"], each["status"], each["when"]["edtf"], each["mentions"][0]["start"])
        for each in expected
    ]


def test_parquet_opens_in_pandas(folder: Path) -> None:
    articles = pandas.concat(pandas.read_parquet(path) for path in sorted((folder / "out").glob("*/articles.parquet")))
    events = pandas.concat(pandas.read_parquet(path) for path in sorted((folder / "out").glob("*/events.parquet")))
    assert list(articles["article_id"]) == [f"made-{n}" for n in range(COUNT)] + ["undated"]
    assert dict(events.groupby("article_id").size()) == dict(
        articles[articles["events"] > 0].set_index("article_id")["events"].sort_index()
    )
    undated = articles.iloc[-1]
    assert pandas.isna(undated["published_at"])
    assert "published-at-unreadable" in [note["code"] for note in undated["notes"]]


def test_the_schema_is_written_into_the_files(folder: Path) -> None:
    for name, columns in TABLES.items():
        schema = pyarrow.parquet.read_schema(folder / "out" / "shard-000000" / f"{name}.parquet")
        assert schema.names == [column.name for column in columns]
        assert schema.metadata[b"timeline_service.schema"] == str(VERSION).encode()


@pytest.mark.parametrize("source", ["jsonl", "parquet"])
def test_processes_and_formats_make_no_difference(folder: Path, tmp_path: Path, source: str) -> None:
    if source == "jsonl":
        assert again(folder, tmp_path / "out", "--workers", "3")[0] == 1
        assert hashes(tmp_path / "out") == hashes(folder / "out")
        return
    rows = [{name: each[name] for name in ("id", "text", "published_at")} for each in archive(COUNT)]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    words = ("batch", tmp_path / "a.parquet", "--out", tmp_path / "out", "--shard-size", "5", "--format", "jsonl")
    assert run(*words)[0] == 0
    lines = "".join(path.read_text("utf-8") for path in sorted(tmp_path.glob("out/*/events.jsonl"))).splitlines()
    got = [json.loads(line) for line in lines]
    expected = duckdb.execute(
        f"select title, edtf, because from '{folder}/out/*/events.parquet' where line <= {COUNT} order by line, rank"
    ).fetchall()
    assert [(each["title"], each["edtf"], each["because"]) for each in got] == expected


def test_a_finished_batch_is_not_done_again(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").glob("shard-*/*")}
    started = time.monotonic()
    assert again(folder, folder / "out")[0] == 1
    assert {path: path.stat().st_mtime_ns for path in (folder / "out").glob("shard-*/*")} == before
    assert time.monotonic() - started < 60


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
    path = made(tmp_path / "a.jsonl", 9)
    words = ("batch", path, "--out", tmp_path / "out", "--shard-size", "5", "--format", "jsonl", "--seconds", "2")
    status, _, err = run(*words, program=KILLER)
    assert status == 1, err
    assert ids(tmp_path / "out") == [f"made-{n}" for n in range(9) if n not in (3, 5)]
    assert [(each["article_id"], each["kind"]) for each in errors(tmp_path / "out")] == [
        ("made-3", "killed"), ("made-5", "time"),
    ]  # fmt: skip


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


def test_a_folder_holds_one_batch(folder: Path, tmp_path: Path) -> None:
    status, _, err = again(folder, folder / "out", "--format", "jsonl")
    assert (status, err.count("\n")) == (2, 1)
    assert "another batch (form differ)" in err
    other = made(tmp_path / "a.jsonl", 3)
    status, _, err = run("batch", other, "--out", folder / "out", "--shard-size", "5")
    assert status == 2 and "inputs" in err


def test_two_do_not_drive_one_batch(folder: Path) -> None:
    with (folder / "out" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        status, _, err = again(folder, folder / "out")
    assert status == 2 and "Another batch" in err


def test_a_batch_of_nothing_but_errors_is_exit_status_2(pipeline, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", BAD[:3])
    assert run("batch", path, "--out", tmp_path / "out")[0] == 2
    assert len(errors(tmp_path / "out")) == 3


def _reached(process: Process, out: Path, shards: int) -> bool:
    assert process.poll() is None
    return len(list(out.glob("shard-*"))) >= shards


def _child(pid: int) -> int:
    """The first process that a process forks."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return int(until(lambda: children.read_text().split())[0])
