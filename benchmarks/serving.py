"""Many callers at once: what is answered, what is sent away, how long it takes, and the memory of the processes.

  python -m benchmarks.serving [--callers 50] [--requests 6]
"""
from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import report
from benchmarks.results import ROOT, save
from benchmarks.shapes import PUBLISHED_AT, article_of
from benchmarks.speed import WORDS, server

WORKERS = 2
_KINDS = {"rss": ("Rss",), "pss": ("Pss",), "own": ("Private_Clean", "Private_Dirty")}
Answer = tuple[int, float, int]  # status, seconds of the clock, seconds of Retry-After


def ask(address: str, body: bytes) -> Answer:
    """One request; status 0 where there was no answer."""
    request = urllib.request.Request(f"{address}/v1/extract", body, {"Content-Type": "application/json"})
    started = perf_counter()
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            response.read()
            return response.status, perf_counter() - started, 0
    except urllib.error.HTTPError as error:
        return error.code, perf_counter() - started, int(error.headers.get("Retry-After", 0))
    except OSError:
        return 0, perf_counter() - started, 0


def insist(address: str, body: bytes, chance: random.Random) -> list[Answer]:
    """Ask until there is an answer, waiting as ``Retry-After`` says and a little longer; all the answers."""
    answers = [ask(address, body)]
    while answers[-1][0] == 503 and answers[-1][2]:
        time.sleep(answers[-1][2] * chance.uniform(1, 2))
        answers.append(ask(address, body))
    return answers


def figures_of(what: str, answers: list[Answer], seconds: float) -> dict[str, Any]:
    """One row of the table."""
    statuses = Counter(status for status, _, _ in answers)
    took = sorted(each for status, each, _ in answers if status == 200)
    shed = sum(1 for status, _, wait in answers if status == 503 and wait)
    return {
        "what": what,
        "answered": statuses[200],
        "sent_away": shed,
        "failed": len(answers) - statuses[200] - shed,
        "median": statistics.median(took),
        "p95": statistics.quantiles(took, n=20)[-1],
        "rate": statuses[200] / seconds,
    }


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
            ask(address, body)
        loads = []
        started = perf_counter()
        alone = [ask(address, body) for _ in range(10)]
        loads.append(figures_of("one caller, 10 requests", alone, perf_counter() - started))
        started = perf_counter()
        at_once = list(pool.map(lambda _: ask(address, body), range(chosen.callers)))
        loads.append(figures_of(f"{chosen.callers} requests at once", at_once, perf_counter() - started))
        started = perf_counter()
        count = chosen.callers * chosen.requests
        insisting = list(pool.map(lambda n: insist(address, body, random.Random(n)), range(count)))
        whole = [answer for each in insisting for answer in each]
        what = f"{chosen.callers} callers, {count} articles, until each is answered"
        loads.append(figures_of(what, whole, perf_counter() - started))
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
