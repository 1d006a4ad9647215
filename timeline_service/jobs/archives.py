"""The input of a batch: files of JSON Lines or Parquet, cut into shards that do not depend on who does them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from timeline_service.faults import InputError
from timeline_service.ingest import read_jsonl
from timeline_service.ingest.jsonl import Line
from timeline_service.jobs.tables import arrow
from timeline_service.schemas import ArchivedArticle, Invalid, checked

JSONL, PARQUET = (".jsonl", ".ndjson"), (".parquet",)
FIELDS = frozenset(ArchivedArticle().load_fields) | {"dct"}
_PIECE = 1 << 20  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A part of one input: lines (or rows) from ``first``, numbered from 1, up to ``last``.

    ``start`` and ``end`` are their place in a file of JSON Lines, in bytes; ``source`` is the input's name in rows.
    """

    number: int
    path: str
    source: str
    first: int
    last: int
    start: int = 0
    end: int = 0

    @property
    def name(self) -> str:
        """The folder of its results."""
        return f"shard-{self.number:06d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file of the archive and what it holds; the hash tells whether it is the same file when a batch goes on."""

    source: str
    sha256: str
    lines: int


def article_of(record: Mapping[str, Any]) -> tuple[dict[str, Any], Invalid | None]:
    """The article of a line as its schema loads it, and why its date was not read, if it was not.

    A date that cannot be read leaves only the date open in an archive. Raises Invalid for what cannot be read at all.
    """
    try:
        return checked(ArchivedArticle, dict(record)), None
    except Invalid as error:
        if error.errors.keys() != {"published_at"}:
            raise
        return checked(ArchivedArticle, {**record, "published_at": None, "dct": None}), error


def plan(paths: Sequence[Path], *, size: int) -> tuple[list[Input], list[Shard]]:
    """The inputs, and their shards of at most ``size`` lines; raise InputError for a file that is neither format.

    Reads every input once.
    """
    inputs: list[Input] = []
    shards: list[Shard] = []
    numbers = count()
    for path, source in zip(paths, _names(paths), strict=True):
        with path.open("rb") as file:
            parts = list(_parts(file, path, size=size))
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        inputs.append(Input(source=source, sha256=digest, lines=parts[-1][1] if parts else 0))
        for first, last, start, end in parts:
            place = {"first": first, "last": last, "start": start, "end": end}
            shards.append(Shard(number=next(numbers), path=str(path.absolute()), source=source, **place))
    return inputs, shards


def read(shard: Shard) -> Iterator[Line]:
    """The lines of a shard that are not empty."""
    if Path(shard.path).suffix.lower() in PARQUET:
        yield from _rows(shard)
    else:
        with open(shard.path, "rb") as file:
            file.seek(shard.start)
            yield from read_jsonl(file, first=shard.first, until=shard.end)


def _names(paths: Sequence[Path]) -> list[str]:
    """What the inputs are called in rows: their paths below the folder that they share."""
    whole = [path.absolute() for path in paths]
    if len(set(whole)) < len(whole):
        raise InputError("The same input is named twice.")
    shared = Path(os.path.commonpath([path.parent for path in whole]))
    return [path.relative_to(shared).as_posix() for path in whole]


def _parts(file: BinaryIO, path: Path, *, size: int) -> Iterator[tuple[int, int, int, int]]:
    """(first, last, start, end) of each shard of a file."""
    suffix = path.suffix.lower()
    if suffix in PARQUET:
        rows = _parquet(path).metadata.num_rows
        yield from ((first, min(first + size - 1, rows), 0, 0) for first in range(1, rows + 1, size))
    elif suffix in JSONL:
        yield from _parts_of_lines(file, size=size)
    else:
        raise InputError(f"{path}: An archive is a file of {', '.join((*JSONL, *PARQUET))}.")


def _parts_of_lines(file: BinaryIO, *, size: int) -> Iterator[tuple[int, int, int, int]]:
    first, last, start, at = 1, 0, 0, 0
    begins = True
    while piece := file.readline(_PIECE):
        if begins and last - first + 1 == size:
            yield first, last, start, at
            first, start = last + 1, at
        last += begins
        begins = piece.endswith(b"\n")
        at += len(piece)
    if at > start:
        yield first, last, start, at


def _rows(shard: Shard) -> Iterator[Line]:
    """The rows of a shard, read from the row groups that hold them, a few at a time."""
    file = _parquet(Path(shard.path))
    groups, before, seen = [], 0, 0
    for group in range(file.metadata.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        if seen + rows >= shard.first and seen < shard.last:
            groups.append(group)
            before = seen if len(groups) == 1 else before
        seen += rows
    known = [name for name in file.schema_arrow.names if name in FIELDS]
    number = before
    for batch in file.iter_batches(batch_size=64, row_groups=groups, columns=known):
        if number + batch.num_rows >= shard.first:
            for offset, row in enumerate(batch.to_pylist(), start=1):
                if shard.first <= number + offset <= shard.last:
                    yield Line(number + offset, {name: _plain(value) for name, value in row.items()})
        number += batch.num_rows
        if number >= shard.last:
            return


def _plain(value: Any) -> Any:
    """A cell as JSON has it: dates and times as ISO 8601 writes them."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _parquet(path: Path) -> Any:
    pyarrow = arrow()
    try:
        return pyarrow.parquet.ParquetFile(path)
    except pyarrow.ArrowException:
        raise InputError(f"{path}: This is not a Parquet file.") from None
