"""The files of a shard: a table a file, as Parquet or JSON Lines. The same rows give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args

from timeline_service.faults import not_installed
from timeline_service.jobs.rows import TABLES, VERSION, Column, Row

Form = Literal["parquet", "jsonl"]
FORMS: tuple[Form, ...] = get_args(Form)
_GROUP = 10_000  # rows that are held until they are written: a row group
Encoded = Mapping[str, Any]  # rows of an article by table, in the form of the files
Encode = Callable[[Mapping[str, Sequence[Row]]], Encoded]
Put = Callable[[Encoded], None]


@contextmanager
def writing(folder: Path, form: Form) -> Iterator[Put]:
    """Write every table of ``rows.TABLES`` into ``folder``; the value takes rows as :func:`encoder` makes them."""
    with ExitStack() as files:
        puts = {name: files.enter_context(_writing(folder / f"{name}.{form}", TABLES[name], form)) for name in TABLES}

        def put(encoded: Encoded) -> None:
            for name, each in encoded.items():
                puts[name](each)

        yield put


def encoder(form: Form) -> Encode:
    """What makes rows into what is written: all that the rows of an article can fail by, before any is written."""
    if form == "jsonl":
        return lambda rows: {name: "".join(map(json_line, each)).encode() for name, each in rows.items()}
    pyarrow = arrow()
    schemas = {name: _schema(pyarrow, columns) for name, columns in TABLES.items()}
    make = pyarrow.RecordBatch.from_pylist
    return lambda rows: {name: make(each, schema=schemas[name]) for name, each in rows.items()}


def read(folder: Path, name: str, columns: Sequence[str], form: Form) -> Iterator[Row]:
    """The rows of a table of a shard, with these of its columns."""
    path = folder / f"{name}.{form}"
    if form == "parquet":
        yield from arrow().parquet.read_table(path, columns=list(columns)).to_pylist()
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield {column: row[column] for column in columns}


def arrow() -> ModuleType:
    """pyarrow with its Parquet part; raise InputError that says how to install it where it is missing."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise not_installed("Parquet needs pyarrow, and --format jsonl does not", "batch") from None
    module: ModuleType = pyarrow
    return module


@contextmanager
def _writing(path: Path, columns: tuple[Column, ...], form: Form) -> Iterator[Callable[[Any], object]]:
    if form == "jsonl":
        with path.open("wb") as file:
            yield file.write
        return
    pyarrow = arrow()
    schema = _schema(pyarrow, columns)
    held: list[Any] = []  # batches, one an article
    count = 0  # of their rows
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:

        def flush() -> None:
            nonlocal count
            writer.write_table(pyarrow.Table.from_batches(held, schema=schema).combine_chunks())
            held.clear()
            count = 0

        def put(rows: Any) -> None:
            nonlocal count
            held.append(rows)
            count += rows.num_rows
            if count >= _GROUP:
                flush()

        yield put
        flush()


def json_line(row: Mapping[str, Any]) -> str:
    """A row as a line."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def _schema(pyarrow: Any, columns: tuple[Column, ...]) -> Any:
    about = {"timeline_service.schema": str(VERSION)}
    return pyarrow.schema([_field(pyarrow, column) for column in columns], metadata=about)


def _field(pyarrow: Any, column: Column) -> Any:
    if isinstance(column.kind, str):
        return pyarrow.field(column.name, getattr(pyarrow, column.kind)())
    struct = pyarrow.struct([_field(pyarrow, each) for each in column.kind])
    return pyarrow.field(column.name, pyarrow.list_(struct))
