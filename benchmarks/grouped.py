"""How well an archive comes apart into stories, and in how much memory.

  python -m benchmarks.grouped [--likeness 0.16] [--days 14] [--articles 10000]

The gold is that of MEANTIME (120 articles of Wikinews on four topics, 2004 to 2013): B-cubed precision is the share of
the articles of one's story that are of one's topic. Its topics run over years, and a story is what happens within
weeks, so recall by topic is low as it must be; with ``--days 20000`` time has no say. The memory is that of grouping
made articles alone, without reading them: their words stand for their events.
"""
from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import results
from benchmarks.archive import article
from benchmarks.batches import COMMAND
from benchmarks.joins import b_cubed
from benchmarks.results import ROOT, save
from timeline_service.jobs import stories
from timeline_service.jobs.features import Told
from timeline_service.jobs.grouping import Grouping, Limits


def meantime(gold: Path, likeness: float, days: int) -> dict[str, float]:
    """The command over the articles of MEANTIME."""
    topics = {row["id"]: row["corpus"] for row in results.rows(gold)}
    with TemporaryDirectory() as name:
        words = ["batch", str(gold), "--out", f"{name}/out", "--stories", "--likeness", str(likeness)]
        environment = {"TIMELINE_DATABASE_URL": f"sqlite:///{name}/t.sqlite3", "PYTHONPATH": str(ROOT)}
        subprocess.run([*COMMAND, *words, "--days", str(days)], cwd=ROOT, env=environment, check=True)
        rows = results.rows(Path(name) / "out" / "stories.jsonl")
        found = {row["article_id"]: row["story"] for row in rows}
    precision, recall = (total / len(found) for total in b_cubed(found, topics))
    f1 = 2 * precision * recall / (precision + recall)
    counts = {"articles": len(found), "stories": len(set(found.values()))}
    return counts | {"precision": precision, "recall": recall, "f1": f1}


def memory(count: int) -> list[float]:
    """MB that this process has needed at most, after each tenth of so many made articles."""
    order = sorted(range(count), key=lambda number: article(number)["published_at"])
    made = (_told(number) for number in order)
    peaks = []
    for done, _ in enumerate(Grouping(Limits()).of(made), start=1):
        if done % (count // 10) == 0:
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000)
    return peaks


def _told(number: int) -> Told:
    each = article(number)
    names = tuple(stories.NAME.findall(each["text"]))
    day = date.fromisoformat(each["published_at"])
    return Told(source="made", line=number, article_id=each["id"], day=day, words=each["text"], names=names)


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--likeness", type=float, default=0.16)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--articles", type=int, default=10_000)
    chosen = parser.parse_args(arguments)
    gold = results.corpus("meantime")
    figures = {"made": chosen.articles, "peaks_mb": memory(chosen.articles), "likeness": chosen.likeness}
    print(figures, flush=True)
    figures |= {"days": chosen.days, "meantime": meantime(gold, chosen.likeness, chosen.days)}
    print(figures["meantime"])
    command = " ".join(["python -m benchmarks.grouped", *sys.argv[1:]])
    save("grouped", command=command, gold=[gold], figures=figures)


if __name__ == "__main__":
    main()
