"""How the cost of one article grows with its length: CPU seconds for real prose and for shapes made to break things.

  python -m benchmarks.growth [--shape NAME ...] [--size 25000 50000 100000 200000] [--rounds 2]

The bar: twice the text costs at most 2.3 times as much, up to the longest text that the service takes. Times are CPU
seconds of one thread, the best of some rounds; the longest text once.
The page is written after every shape: a run that is cut short keeps what it saw.
"""
from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Callable, Mapping
from itertools import pairwise
from time import process_time
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from benchmarks import report
from benchmarks.results import ROOT, save
from benchmarks.shapes import LONGEST, PUBLISHED_AT, SHAPES, nested_page, shaped
from timeline_service.schemas.canonical import canonical
from timeline_service.service import extract

BAR = 2.3
SIZES = (25_000, 50_000, 100_000, 200_000)
WARM_UP = 10_000

Article = Callable[[int], dict[str, Any]]


def _texts(shape: str) -> Article:
    return lambda size: {"text": shaped(shape, size), "published_at": PUBLISHED_AT}


ARTICLES: Mapping[str, Article] = {
    **{shape: _texts(shape) for shape in SHAPES},
    "HTML: nested tags and scripts": lambda size: {"html": nested_page(size), "published_at": PUBLISHED_AT},
}


def seconds(article: dict[str, Any]) -> float:
    """CPU seconds from a loaded request to the bytes of its answer."""
    gc.collect()
    started = process_time()
    canonical(extract(article, longest=LONGEST))
    return process_time() - started


def measure(shape: str, sizes: list[int], rounds: int) -> list[float]:
    """The best time at each size; the longest is measured once, where a round more would cost most and tell least."""
    article = ARTICLES[shape]
    return [min(seconds(article(size)) for _ in range(rounds if size < max(sizes) else 1)) for size in sizes]


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", nargs="+", default=list(ARTICLES), choices=list(ARTICLES))
    parser.add_argument("--size", nargs="+", type=int, default=list(SIZES), help="characters, rising")
    parser.add_argument("--rounds", type=int, default=2)
    chosen = parser.parse_args(arguments)
    for article in ARTICLES.values():
        seconds(article(WARM_UP))
    gc.freeze()
    seeds = sorted((ROOT / "seeds").glob("*.toml"))
    found: dict[str, list[float]] = {}
    for shape in chosen.shape:
        found[shape] = [round(took, 3) for took in measure(shape, chosen.size, chosen.rounds)]
        steps = " ".join(f"{two / one:.2f}" for one, two in pairwise(found[shape]))
        print(f"{shape:32}", *(f"{took:8.2f}" for took in found[shape]), f"  × {steps}", flush=True)
        if chosen.shape == list(ARTICLES) and len(chosen.size) > 1:
            figures = {"sizes": chosen.size, "seconds": found, "bar": BAR}
            save("growth", command="python -m benchmarks.growth", gold=seeds, figures=figures)
            report.main()


if __name__ == "__main__":
    main()
