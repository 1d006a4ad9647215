"""docs/batch.md: its queries run over a batch, its tables are those of the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from jobs.made import ROOT, made, run
from waiting import BOUND

from timeline_service.jobs.rows import TABLES, Column

PAGE = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(pipeline, tmp_path_factory) -> Path:
    """A folder in which ``tables`` is a batch."""
    place: Path = tmp_path_factory.mktemp("page")
    assert run("batch", made(place / "a.jsonl", 8), "--out", place / "tables", "--shard-size", "4")[0] == 0
    return place


def test_the_queries_find_something(folder: Path, monkeypatch) -> None:
    monkeypatch.chdir(folder)
    queries = "".join(re.findall(r"^```sql\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)).split(";")[:-1]
    assert len(queries) == 2
    for query in queries:
        assert duckdb.execute(query).fetchall()


def test_the_program_finds_something(folder: Path) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=BOUND, check=True)
    assert re.search(r"^\d{4} +\d+$", done.stdout, re.MULTILINE)


def test_the_tables_are_those_of_the_code() -> None:
    told = PAGE.split("<!-- tables")[1].split("<!-- end of tables")[0]
    assert re.findall(r"^### `(\w+)`", told, re.MULTILINE) == list(TABLES)
    rows = [f"| `{column.name}` | {_kind(column)} | {column.about} |" for table in TABLES.values() for column in table]
    assert re.findall(r"^\| `.*\|$", told, re.MULTILINE) == rows


def _kind(column: Column) -> str:
    if isinstance(column.kind, str):
        return column.kind
    return f"list of ({', '.join(each.name for each in column.kind)})"
