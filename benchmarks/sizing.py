"""docs/sizing.md, made of ``batches.json`` and ``soak.json``.

What is calculated there, and not measured, is said to be so.

``python -m benchmarks.report`` writes it.
"""
from __future__ import annotations

from typing import Any

from benchmarks.pages import measured_by, table
from benchmarks.results import is_measured, read

MILLION = 1_000_000
HOUR = 3_600.0
CORE_HOUR = 0.04  # US dollars: a calculation needs a price; put your own in its place
_HEAD = """# How large, how long, how dear

This page is generated from `benchmarks/results/batches.json`: `python -m benchmarks.batches` measures, saves and writes
it again. Articles are those of `python -m benchmarks.archive` (made from the sample stories: other dates, other names,
another order of paragraphs), {articles:,} of them, of {characters:,.0f} characters on average.
"""
_BREAKS = """## What breaks first

A calculation from the figures above and from how the code works, not a measurement.

- **One machine**: the cores. Memory is the pipeline, shared by all processes, and what each shard needs of its own.
- **A hundred workers**: nothing we know of. The command sends one small task a shard, and a worker does one in
  {shard:.0f} seconds, so the scheduler sees {tasks:.0f} tasks a second from a hundred workers.
- **A thousand workers**: the shared file system, before the scheduler. A shard is six files that are made and synced,
  and each article one write to the small file that knows which article is being read: {marks:,.0f} such writes a
  second from a thousand workers. Larger shards (`--shard-size 2000`) make fewer files; put `--out` on a file system
  whose metadata is made for it, or cut the archive into a batch a year. The scheduler would see {thousand:.0f} tasks a
  second; Dask's documentation gives about a millisecond of its time for each.
- **The command itself** reads all inputs once before it begins (for their hash, and to find where shards begin) and
  keeps a record of each shard in memory: of a billion articles, five million. Cut such an archive into several batches.
"""


def page() -> str:
    """The page."""
    result = read("batches")
    figures = result["figures"]
    passes = figures["passes"]
    best = passes["by article"]
    reader = table(
        ("what", "CPU ms an article", "of the pass by article"),
        [[name, f"{took:.1f}", f"{took / best:.2f}"] for name, took in passes.items()],
    )
    busy = figures["load"] > 0.5
    load = (
        f"The machine has {figures['cores']} cores; its load average was {figures['load']:.1f} when the run began."
        + (" **It was busy with other work: rates by the clock are too low, and say little.**" if busy else "")
    )
    parts = [
        _HEAD.format(**figures),
        f"## The reader and the rest\n\nCPU time of one thread; in the first three rows of spaCy alone.\n\n{reader}\n",
        f"{_gain(passes)}\n",
        f"## By processes\n\n{load}\n\n{_scaling(figures)}\n",
        f"{_dask(figures) if 'dask' in figures else 'A Dask cluster was not measured in this run.'}\n",
        _soak() if is_measured("soak") else "",
        f"## A million articles\n\n{_million(passes)}\n",
        _BREAKS.format(**_rates(passes)),
        measured_by(result),
    ]
    return "\n".join(part for part in parts if part)


def _gain(passes: dict[str, float]) -> str:
    many = min(passes["many articles at once"], passes["many, sorted by length"])
    gain = passes["by article"] / many
    return (
        f"Batches across articles would make the reader {gain:.2f} times as fast; the blocks of one article are a batch"
        " already. `batch` reads article by article: an answer does not depend on which articles stand beside it."
    )


def _scaling(figures: dict[str, Any]) -> str:
    one = figures["local"].get("1") or figures["local"].get(1)
    rows = []
    for workers, found in figures["local"].items():
        share = f"{found['rate'] / one['rate'] / int(workers):.2f}" if one else ""
        rows.append([str(workers), f"{found['seconds']:.0f}", f"{found['rate']:.1f}", share, _memory(found)])
    if len(rows) < 2:
        rows.append(["2, 4", "not measured", "", "", ""])
    head = ("processes", "seconds", "articles/s", "efficiency a process", "MB of the largest process, by quarter")
    return table(head, rows)


def _dask(figures: dict[str, Any]) -> str:
    local, dask = figures["local"].get("2") or figures["local"].get(2), figures["dask"]
    same = "the same bytes" if figures["same_bytes"] else "**other bytes**"
    share = f", {dask['rate'] / local['rate']:.2f} of two local processes in the same run" if local else ""
    return f"On a Dask cluster of two workers on loopback: {dask['rate']:.1f} articles/s{share}; {same}."


def _soak() -> str:
    """Many more articles than in the other runs: what the memory does, and whether a cluster keeps up."""
    result = read("soak")
    figures = result["figures"]
    ways = {"two local processes": figures["local"], "a Dask cluster of two workers": figures["dask"]}
    rows = [
        [name, f"{found['seconds'] / 60:.0f}", f"{found['rate']:.1f}", _memory(found)] for name, found in ways.items()
    ]
    share = figures["dask"]["rate"] / figures["local"]["rate"]
    told = (
        f"{figures['articles']:,} articles, one way after the other: a worker of the cluster does {share:.2f} of what a"
        f" local process does, and the results are {_same(figures['dask'], figures['local'])}."
    )
    head = ("by", "minutes", "articles/s", "MB of the largest process, by quarter")
    return f"## A long batch\n\n{told}\n\n{table(head, rows)}\n\n{measured_by(result)}\n"


def _memory(found: dict[str, Any]) -> str:
    return " · ".join(f"{mb:.0f}" if mb else "not measured" for mb in found["quarters"])


def _same(one: dict[str, Any], other: dict[str, Any]) -> str:
    return "the same bytes" if one["hash"] == other["hash"] else "**other bytes**"


def _million(passes: dict[str, float]) -> str:
    hours = passes["whole extraction"] / 1_000 * MILLION / HOUR
    rows = [[f"{cores:,}", f"{hours / cores:,.2f}", f"{hours * CORE_HOUR:,.2f}"] for cores in (1, 8, 64, 1_000)]
    told = (
        f"A calculation: {passes['whole extraction']:.0f} CPU milliseconds an article are"
        f" {HOUR * 1_000 / passes['whole extraction']:,.0f} articles an hour a core, if nothing else is slow. The price"
        f" is that of a core for an hour, put at ${CORE_HOUR}; longer articles take longer in proportion."
    )
    return f"{told}\n\n{table(('cores', 'hours', 'US dollars'), rows)}"


def _rates(passes: dict[str, float]) -> dict[str, float]:
    article = passes["whole extraction"] / 1_000
    return {"shard": 200 * article, "tasks": 100 / (200 * article), "marks": 1_000 / article,
            "thousand": 1_000 / (200 * article)}  # fmt: skip
