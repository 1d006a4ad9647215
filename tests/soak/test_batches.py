"""20,000 made articles through ``batch``, on this machine and on a Dask cluster of two workers.

SOAK_ARTICLES takes fewer; the figures of the whole run are kept (``benchmarks/results/soak.json``).
"""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.archive import archive
from benchmarks.batches import cluster, run
from benchmarks.results import save

WHOLE = 20_000
ARTICLES = int(os.environ.get("SOAK_ARTICLES", WHOLE))
GROWTH = 64  # MB of the largest process, from one quarter of the batch to the next
EFFICIENCY = 0.9  # of a Dask worker, of a local process in the same run


@pytest.mark.soak
def test_an_archive_in_flat_memory_and_the_same_on_a_cluster(pipeline, tmp_path: Path) -> None:
    path = tmp_path / "archive.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in archive(ARTICLES))
    local = run(path, tmp_path / "local", "--workers", "2")
    print(f"local: {local}")
    measured = [mb for mb in local["quarters"] if mb is not None]
    assert len(measured) > 1, "too few articles to tell how memory grows"
    assert all(later - earlier <= GROWTH for earlier, later in pairwise(measured))
    with cluster(2) as address:
        dask = run(path, tmp_path / "dask", "--engine", "dask", "--scheduler", address)
    print(f"Dask: {dask}")
    assert dask["hash"] == local["hash"]
    assert dask["rate"] >= EFFICIENCY * local["rate"]
    if ARTICLES == WHOLE:
        save("soak", command="make soak", gold=(), figures={"articles": ARTICLES, "local": local, "dask": dask})
