"""docs/performance.md, made of the result files of speed, serving and growth. Nothing in it is typed by hand.

  python -m benchmarks.performance
"""
from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from benchmarks.results import RESULTS, ROOT
from benchmarks.shapes import SHAPES

_MEASURABLE = 0.2  # seconds; a doubling of less is mostly noise
PAGE = ROOT / "docs" / "performance.md"
_HEAD = """# How fast it is, measured

This page is generated from result files: `python -m benchmarks.speed`, `python -m benchmarks.serving`,
`python -m benchmarks.growth` and `python -m benchmarks.long_stories` measure, save and write it again. Times are CPU
time of one thread unless they say otherwise, the best of several rounds; every ratio is of one run. Articles are
made of the sample stories in `seeds/`.
"""
_BOUNDS = (
    ("a request", "`TIMELINE_MAX_BODY`, `TIMELINE_MAX_TEXT`; beyond, 413", "docs/operations.md"),
    ("the reading of a request", "`TIMELINE_DEADLINE`; beyond, 503 with `Retry-After`", "`workers/process.py`"),
    ("what runs between two looks at it", "16,000 characters of a parse, a sentence, a claim", "`deadline.py`"),
    ("what never looks", "interrupted 2 seconds later", "`deadline.py`"),
    ("the way up from a connective to its clause", "40 words", "`lookups/document_index.py`"),
    ("a run without a space", "cut every 60 characters; marks alone are not parsed", "`stages/annotate/`"),
    ("a paragraph without an end", "parsed 4,000 characters at a time", "`stages/annotate/`"),
    ("spaCy's strings", "given back after every 16,000 characters", "`stages/annotate/`"),
    ("mentions of one event", "meet the last 32 chains alike, 32 mentions of each", "`stages/link_mentions/`"),
    ("claims", "40 with one chain as their source", "`stages/gather_claims.py`"),
    ("a path that makes a relation needless", "100 entries looked at", "`stages/order_events/`"),
    ("a title", "weighed from the 80 words on either side of the trigger", "`stages/write_titles/`"),
    ("dates that an anaphor may mean", "the last 40", "`stages/narrated_time.py`"),
)


_LONG_STORIES = (
    "One story of so many written articles, changed through the desk and a store in a file: CPU seconds to add an "
    "article (with its reading), to correct a date, the same with nothing of the story in memory, and to give a row a "
    "title, pin it or hide it. A story shows up to 300 rows. MiB is the most that the process has had by then."
)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, ["---"] * len(head), *rows])


def _result(name: str) -> dict[str, Any] | None:
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _provenance(result: dict[str, Any]) -> str:
    return f"Measured on commit {result['commit']} by `{result['command']}`.\n"


def _met(found: float, bar: float) -> str:
    return "yes" if found <= bar else "**no**"


def speed() -> str:
    """The bars, and the time by stage."""
    result = _result("speed")
    if result is None:
        return ""
    figures = result["figures"]
    bars = [
        [bar["what"], f"{bar['found']:.2f} {bar['unit']}", f"≤ {bar['bar']:g}", _met(bar["found"], bar["bar"])]
        for bar in figures["bars"]
    ]
    whole = sum(figures["stages"].values())
    stages = [
        [name, f"{took:.1f}", f"{100 * took / whole:.1f}", f"{took / figures['pass']:.3f}"]
        for name, took in figures["stages"].items()
    ]
    yardsticks = (
        f"The bare spaCy pass takes {figures['pass']:.1f} ms over the same article; its tokenizer alone "
        f"{figures['tokenizer_cold']:.1f} ms with an empty cache, and {figures['tokenizer_warm']:.1f} ms when it has "
        "seen every word before. The service gives the cache back with spaCy's other memory after every batch."
    )
    head = f"## Speed\n\n{_table(('what', 'found', 'bar', 'met'), bars)}\n"
    table = _table(("stage", "ms", "% of the whole", "of the spaCy pass"), stages)
    title = f"### By stage, one article of {figures['words']} words"
    return f"{head}\n{title}\n\n{yardsticks}\n\n{table}\n\n{_provenance(result)}"


def serving() -> str:
    """Many callers at once, and the memory of the processes."""
    result = _result("serving")
    if result is None:
        return ""
    figures = result["figures"]
    loads = [
        [load["what"], *(f"{load[name]:,}" for name in ("answered", "sent_away", "failed")),
         *(f"{load[name]:.2f}" for name in ("median", "p95", "rate"))]
        for load in figures["loads"]
    ]  # fmt: skip
    head = ("load", "answered", "503", "failed", "median s", "95 % within s", "answers/s")
    intro = (
        f"`serve` with {figures['workers']} workers on {figures['cores']} cores; articles of {figures['words']} words "
        "to `POST /v1/extract`. Seconds of the clock, of what was answered; who gets 503 comes back after the seconds "
        f"that `Retry-After` names. The load average of the machine was {figures['load_average']:.1f} when the run "
        "began: whatever else was at work on it is in these figures."
    )
    memory = [[each["process"], *(f"{each[name]:.0f}" for name in ("rss", "pss", "own"))] for each in figures["memory"]]
    shared = (
        "### Memory\n\nMiB, after the load, from `/proc/PID/smaps_rollup`. Rss counts what is shared in every process, "
        "Pss divides it among those who share it, own is what this process alone has. The model is loaded before the "
        "workers fork."
    )
    page = [f"## Many callers at once\n\n{intro}", _table(head, loads), shared]
    page += [_table(("process", "Rss", "Pss", "own"), memory), _provenance(result)]
    return "\n\n".join(page)


def growth() -> str:
    """Seconds by size, and the worst doubling of each shape."""
    result = _result("growth")
    if result is None:
        return ""
    figures = result["figures"]
    rows = []
    for shape, took in figures["seconds"].items():
        worst = max((two / one for one, two in pairwise(took) if two >= _MEASURABLE), default=1.0)
        rows.append([shape, *(f"{s:.2f}" for s in took), f"{worst:.2f}", _met(worst, figures["bar"])])
    sizes = [f"{size:,}" for size in figures["sizes"]]
    unseen = [shape for shape in SHAPES if shape not in figures["seconds"]]
    figure = f"A doubling that takes less than {_MEASURABLE} s is not counted."
    if unseen:
        figure += f" The run was cut short before: {', '.join(unseen)}."
    table = _table(("CPU seconds at characters", *sizes, "worst doubling ×", f"≤ {figures['bar']}"), rows)
    return f"## Growth\n\n{figure}\n\n{table}\n\n{_provenance(result)}"


_OF_STORIES = ("add", "edit", "edit, cold", "title", "pin", "hide")


def long_stories() -> str:
    """What a story costs as it grows, and the ratio to an earlier commit."""
    result = _result("long-stories")
    if result is None:
        return ""
    figures = result["figures"]
    head = ("articles", "characters", "mentions", "rows", "answer KiB", *(f"{name}, s" for name in _OF_STORIES), "MiB")
    rows = [
        [f"{each[name]:,.0f}" for name in ("documents", "characters", "mentions", "rows")]
        + [f"{each['answer'] / 1024:,.0f}", *(f"{each[name]:.2f}" for name in _OF_STORIES), f"{each['MiB']:,.0f}"]
        for each in figures["sizes"]
    ]
    page = [f"## Long stories\n\n{_LONG_STORIES}", _table(head, rows)]
    now = {each["documents"]: each for each in figures["sizes"]}
    if figures["before"]:
        ratios = [
            [f"{before['documents']}"]
            + [f"{before[name]:.2f} → {now[before['documents']][name]:.2f}"
               f" (× {now[before['documents']][name] / before[name]:.2f})" for name in ("add", "edit", "edit, cold")]
            for before in figures["before"] if before["documents"] in now
        ]  # fmt: skip
        said = f"Against commit {figures['baseline']}, which did the same right after:"
        page += [said, _table(("articles", "add, s", "edit, s", "edit, cold, s"), ratios)]
    return "\n\n".join([*page, _provenance(result)])


def bounds() -> str:
    """What keeps the cost of any text down."""
    return f"## What bounds the cost\n\n{_table(('what', 'bound', 'where'), _BOUNDS)}\n"


def write() -> None:
    """Write the page."""
    parts = (_HEAD, speed(), serving(), growth(), long_stories(), bounds())
    PAGE.write_text("\n".join(part for part in parts if part), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    write()
