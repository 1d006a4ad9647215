"""What is not installed is said with the command that installs it."""

from __future__ import annotations

import sys

import pytest

from timeline_service.cli import archive
from timeline_service.faults import InputError
from timeline_service.jobs import engines, tables


def test_parquet_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"--format jsonl does not\. .* -c constraints.txt -e '\.\[batch\]'"):
        tables.arrow()


def test_a_cluster_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, f"{engines.__name__}.dask", raising=False)
    monkeypatch.delattr(engines, "dask", raising=False)
    with pytest.raises(InputError, match=r"A cluster needs Dask\. .* -e '\.\[dask\]'"):
        archive._engine("tcp://127.0.0.1:1", None)
