"""``timeline-service batch``: every article once, the rest named, the same bytes however it came about."""

from __future__ import annotations

import fcntl
import json
import time
from pathlib import Path

import duckdb
import pandas
import pyarrow
import pyarrow.parquet
import pytest
from jobs.made import BAD, COUNT, batched, errors, hashes, made, run, write_jsonl

from benchmarks.archive import archive, article
from timeline_service import service
from timeline_service.jobs.rows import TABLES, VERSION

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def folder(pipeline, tmp_path_factory) -> Path:
    return batched(tmp_path_factory.mktemp("batch"))


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


UNSOUND = (
    b'{"id": "\\ud800", "text": "It rained on May 3."}',
    b'{"id": {"n": 1e999}, "text": "It rained on May 3."}',
    b'{"id": "no text", "section": "\\ud800"}',
)


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_what_cannot_be_written_again_is_named_and_ends_no_reader(pipeline, tmp_path: Path, form: str) -> None:
    path, out = write_jsonl(tmp_path / "a.jsonl", [*UNSOUND, article(1)]), tmp_path / "out"
    status, _, err = run("batch", path, "--out", out, "--format", form)
    assert status == 1, err
    assert [(each["line"], each["kind"]) for each in errors(out)] == [(1, "input"), (2, "input"), (3, "input")]


UNWRITABLE = """
from timeline_service import cli, service

extract = service.extract

def unsound(article, **known):
    answer = extract(article, **known)
    return answer | {"title": "\\ud800"} if article.get("id") == "made-1" else answer

service.extract = unsound
cli.main()
"""


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_an_answer_that_cannot_be_written_costs_no_other(pipeline, tmp_path: Path, form: str) -> None:
    path, out = made(tmp_path / "a.jsonl", 3), tmp_path / "out"
    status, _, err = run("batch", path, "--out", out, "--format", form, program=UNWRITABLE)
    assert status == 1, err
    assert [(each["article_id"], each["kind"]) for each in errors(out)] == [("made-1", "service")]


BROKEN = """
from timeline_service import cli
from timeline_service.jobs import archives

archives.read = lambda shard: {}[shard.name]
cli.main()
"""


def test_a_fault_of_the_program_is_told_and_not_taken_for_a_kill(pipeline, tmp_path: Path) -> None:
    status, _, err = run("batch", made(tmp_path / "a.jsonl", 3), "--out", tmp_path / "out", program=BROKEN)
    assert status == 3, err
    assert "shard-000000: timeline-service failed on this shard: KeyError in " in err


def test_a_batch_of_nothing_but_errors_is_exit_status_2(pipeline, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", BAD[:3])
    assert run("batch", path, "--out", tmp_path / "out")[0] == 2
    assert len(errors(tmp_path / "out")) == 3
