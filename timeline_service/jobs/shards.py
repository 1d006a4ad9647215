"""The one core of every engine: a shard of an archive in, a folder of tables out, whole or not at all, and once."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any
from uuid import uuid4

from timeline_service import service
from timeline_service.ingest.jsonl import Line
from timeline_service.jobs import archives, tables
from timeline_service.jobs.archives import Shard
from timeline_service.jobs.attempts import Failure, attempt
from timeline_service.jobs.deaths import MOST, watched
from timeline_service.jobs.rows import rows_of

ATTEMPTS = ".attempts"
_UNDATED = "published-at-unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What results depend on besides the input: ``longest`` in characters, ``seconds`` that one article may take."""

    form: tables.Form = "parquet"
    longest: int = 200_000
    seconds: float = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many articles were read, of them without their unreadable date, how many not, and what was found."""

    articles: int = 0
    undated: int = 0
    failed: int = 0
    events: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(Counts)})


def process_shard(shard: Shard, out: Path, options: Options, *, before: Callable[[], None] = lambda: None) -> Counts:
    """Write the results of a shard into ``out / shard.name``; a shard that is there already is left as it is.

    The folder holds the tables of ``rows.TABLES``, ``errors.jsonl`` and ``counts.json``. It is written aside, synced
    and renamed, so that half of one never counts. ``before`` is called before each article. Raises OSError where the
    results cannot be written, or the input not be read.
    """
    done = out / shard.name
    if done.exists():
        return counts_of(done)
    with watched(out / ATTEMPTS / shard.name) as (mark, deadly):

        def reading(line: int) -> None:
            mark(line)
            before()

        aside = out / f".{shard.name}-{uuid4().hex}"
        aside.mkdir()
        try:
            counts = _write(shard, aside, options, reading, deadly)
            _sync(aside)
            try:
                aside.rename(done)
            except OSError as error:
                if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):  # else another worker was done sooner
                    raise
            _sync_folder(out)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return counts


def counts_of(folder: Path) -> Counts:
    """What a finished shard holds."""
    return Counts(**json.loads((folder / "counts.json").read_bytes()))


def _write(
    shard: Shard, folder: Path, options: Options, reading: Callable[[int], None], deadly: frozenset[int]
) -> Counts:
    counts, encode = Counts(), tables.encoder(options.form)
    with (
        tables.writing(folder, options.form) as put,
        (folder / "errors.jsonl").open("w", encoding="utf-8", newline="") as errors,
    ):
        for line in archives.read(shard):
            reading(line.number)
            got = _killed() if line.number in deadly else _read(shard, line, options, encode)
            if isinstance(got, Failure):
                counts += Counts(failed=1)
                errors.write(tables.json_line(_error(shard, line, got)))
            else:
                counts += got.counts
                put(got.rows)
    (folder / "counts.json").write_text(tables.json_line(asdict(counts)), encoding="utf-8")
    return counts


@dataclass(frozen=True, slots=True)
class _Read:
    """An article that was read: what it counts for, and its rows as they are written."""

    counts: Counts
    rows: tables.Encoded


def _read(shard: Shard, line: Line, options: Options, encode: tables.Encode) -> _Read | Failure:
    if line.record is None:
        return Failure("input", str(line.fault))

    def read(record: Mapping[str, Any], *, longest: int) -> _Read:
        article, undated = archives.article_of(record)
        answer = service.extract(article, longest=longest)
        if undated is not None:
            answer["notes"].append({"code": _UNDATED, "message": f"Read without its publication date: {undated}"})
        counts = Counts(articles=1, undated=int(undated is not None), events=len(answer["events"]))
        return _Read(counts, encode(rows_of(answer, source=shard.source, line=line.number)))

    return attempt(read, line.record, longest=options.longest, seconds=options.seconds)


def _killed() -> Failure:
    return Failure("killed", f"The process that read this article was killed {MOST} times.")


def _error(shard: Shard, line: Line, failure: Failure) -> dict[str, Any]:
    id = (line.record or {}).get("id")
    return {
        "source": shard.source,
        "line": line.number,
        "article_id": None if id is None else str(id),
        "kind": failure.kind,
        "reason": " ".join(failure.reason.split()),
    }


def _sync(folder: Path) -> None:
    """See that the files are on the disk before their folder gets its name."""
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a network file system may not sync folders
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
