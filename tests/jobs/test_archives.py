"""An archive is cut into shards that hold every line once, whatever their size and the format of the file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from jobs.made import write_jsonl

from timeline_service.faults import InputError
from timeline_service.jobs.archives import plan, read

ARTICLES = [{"id": n, "text": f"Talks were held on {n + 1} May.", "published_at": "2025-06-03"} for n in range(11)]


def parquet(path: Path, rows: list[dict], **known: int) -> Path:
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path, **known)
    return path


@pytest.mark.parametrize("size", [1, 2, 3, 10, 11, 12, 200])
@pytest.mark.parametrize("form", ["jsonl", "parquet", "parquet in groups"])
def test_every_line_is_in_one_shard(tmp_path: Path, form: str, size: int) -> None:
    if form == "jsonl":
        path = write_jsonl(tmp_path / "a.jsonl", ARTICLES)
    else:
        path = parquet(tmp_path / "a.parquet", ARTICLES, row_group_size=4 if "groups" in form else 100)
    inputs, shards = plan([path], size=size)
    assert [each.lines for each in inputs] == [11]
    assert [(shard.first, shard.last) for shard in shards] == [(n, min(n + size - 1, 11)) for n in range(1, 12, size)]
    lines = [line for shard in shards for line in read(shard)]
    assert [line.number for line in lines] == list(range(1, 12))
    assert [line.record for line in lines] == ARTICLES


def test_the_last_line_needs_no_end_and_empty_ones_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": 1}\n\n\n{"id": 4}')
    _, shards = plan([path], size=2)
    assert [(line.number, line.record) for shard in shards for line in read(shard)] == [(1, {"id": 1}), (4, {"id": 4})]


def test_an_empty_file_has_no_shards(tmp_path: Path) -> None:
    assert plan([write_jsonl(tmp_path / "a.jsonl", [])], size=2)[1] == []


def test_dates_of_parquet_are_iso_8601(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": "a", "published_at": date(2025, 10, 24), "section": 7}]
    path = parquet(tmp_path / "a.parquet", rows)
    at = datetime(2025, 10, 24, 9, tzinfo=UTC)
    other = parquet(tmp_path / "b.parquet", [{"id": 1, "text": "a", "published_at": at}])
    (first, second) = [line.record for shard in plan([path, other], size=5)[1] for line in read(shard)]
    assert first == {"id": 1, "text": "a", "published_at": "2025-10-24"}, "and no columns that nobody asked for"
    assert second["published_at"] == "2025-10-24T09:00:00+00:00"


def test_sources_are_named_below_the_folder_that_they_share(tmp_path: Path) -> None:
    for year in ("1990", "1991"):
        (tmp_path / year).mkdir()
    paths = [write_jsonl(tmp_path / year / "a.jsonl", ARTICLES) for year in ("1990", "1991")]
    inputs, shards = plan(paths, size=6)
    assert [each.source for each in inputs] == ["1990/a.jsonl", "1991/a.jsonl"]
    assert [shard.name for shard in shards] == [f"shard-00000{n}" for n in range(4)]


def test_what_is_no_archive_is_said(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Talks were held.")
    false = tmp_path / "a.parquet"
    false.write_text("Talks were held.")
    for path in (text, false):
        with pytest.raises(InputError, match=path.name):
            plan([path], size=2)
    path = write_jsonl(tmp_path / "a.jsonl", ARTICLES)
    with pytest.raises(InputError, match="twice"):
        plan([path, path], size=2)
