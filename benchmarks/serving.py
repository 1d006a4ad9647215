"""Many callers at once: what is answered, what is sent away, how long it takes, and the memory of the processes.

  python -m benchmarks.serving [--callers 50] [--requests 6]
"""
from __future__ import annotations

import argparse
import json
import os
import random
import statistics
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import report
from benchmarks.calls import Insisted, ask, insist, server
from benchmarks.results import ROOT, save
from benchmarks.shapes import PUBLISHED_AT, WORDS, article_of

WORKERS = 2
_KINDS = {"rss": ("Rss",), "pss": ("Pss",), "own": ("Private_Clean", "Private_Dirty")}
EXTRACT = "/v1/extract"


def figures_of(what: str, asked: list[Insisted], seconds: float) -> dict[str, Any]:
    """One row of the table; ``median`` and ``p95`` are seconds of the clock from a caller's first request for an
    article to its answer, with every wait in between, of the articles that were answered.
    """
    ends = Counter(each.status for each in asked)
    took = sorted(each.seconds for each in asked if each.status == 200)
    answers = [answer for each in asked for answer in each.answers]
    shed = sum(1 for answer in answers if answer.status == 503 and answer.wait)
    return {
        "what": what,
        "answered": ends[200],
        "sent_away": shed,
        "failed": len(answers) - ends[200] - shed,
        "median": statistics.median(took),
        "p95": statistics.quantiles(took, n=20)[-1],
        "rate": ends[200] / seconds,
        "waits": True,
    }


def once(address: str, body: bytes) -> Insisted:
    """A caller that does not come back."""
    answer = ask(address, EXTRACT, body)
    return Insisted([answer], answer.seconds)


def memory(process: int) -> list[dict[str, Any]]:
    """MiB of the parent and of its workers."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    names = ["parent", *(f"worker {n}" for n in range(1, len(children) + 1))]
    found = []
    for name, number in zip(names, [process, *children], strict=True):
        lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
        sizes = {line.partition(":")[0]: int(line.split()[1]) / 1024 for line in lines}
        found.append({"process": name, **{kind: sum(sizes[each] for each in of) for kind, of in _KINDS.items()}})
    total = {kind: sum(each[kind] for each in found) for kind in ("pss", "own")}
    return [*found, {"process": "together", "rss": sum(each["rss"] for each in found), **total}]


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--callers", type=int, default=50)
    parser.add_argument("--requests", type=int, default=6)
    chosen = parser.parse_args(arguments)
    text = article_of(WORDS)
    body = json.dumps({"text": text, "published_at": PUBLISHED_AT}).encode()
    busy = os.getloadavg()[0]
    with server(workers=WORKERS) as (address, process), ThreadPoolExecutor(chosen.callers) as pool:
        for _ in range(10):
            ask(address, EXTRACT, body)
        loads = []
        started = perf_counter()
        alone = [once(address, body) for _ in range(10)]
        loads.append(figures_of("one caller, 10 requests", alone, perf_counter() - started))
        started = perf_counter()
        at_once = list(pool.map(lambda _: once(address, body), range(chosen.callers)))
        loads.append(figures_of(f"{chosen.callers} requests at once", at_once, perf_counter() - started))
        started = perf_counter()
        count = chosen.callers * chosen.requests
        insisting = list(pool.map(lambda n: insist(address, EXTRACT, body, random.Random(n)), range(count)))
        what = f"{chosen.callers} callers, {count} articles, until each is answered"
        loads.append(figures_of(what, insisting, perf_counter() - started))
        used = memory(process)
    for load in loads:
        print(load)
    figures = {
        "workers": WORKERS, "cores": os.cpu_count(), "words": len(text.split()), "load_average": busy,
        "loads": loads, "memory": used,
    }  # fmt: skip
    gold = sorted((ROOT / "seeds").glob("*.toml"))
    save("serving", command="python -m benchmarks.serving", gold=gold, figures=figures)
    report.main()


if __name__ == "__main__":
    main()
