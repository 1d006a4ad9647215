"""How a story costs as it grows: rows, bytes of the answer, and CPU seconds to add an article and to correct an event.

  python -m benchmarks.long_stories [--size 5 20 50 100 200 500] [--baseline COMMIT --baseline-size 5 20 50 100]

The articles are the written stories (``training/stories``, ``benchmarks/held_out_stories``, ``seeds``), told as one
story; where they are used up they come again nine weeks later, with the same names and other dates. Every change goes
through the desk, as one over HTTP does: read from a store in a file, made, written. Times are CPU seconds of one
process, the best of some rounds: an article that is added is read each time, the others are remembered; ``edit, cold``
remembers none, as a worker does that has just begun. Memory is the most that the process has had by then.

The page is written after every size: a run that is cut short keeps what it saw. With ``--baseline`` the program of that
commit does the same in a process of its own right after, and the table has the ratios of the two.
"""
from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from benchmarks import report
from benchmarks.archive import moved
from benchmarks.results import ROOT, save
from benchmarks.shapes import LONGEST
from timeline_service import desk, editing, seeding
from timeline_service.schemas.article import Article
from timeline_service.schemas.canonical import canonical
from timeline_service.store import Store, StoredTimeline
from timeline_service.stories import READINGS
from timeline_service.workers import Queue, Work, process

SIZES = (5, 20, 50, 100, 200, 500)
FOLDERS = (ROOT / "training" / "stories", ROOT / "benchmarks" / "held_out_stories")
_AGAIN = 9  # weeks
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_HOUR = 3_600.0
Change = Callable[[StoredTimeline], StoredTimeline]


def written() -> list[Mapping[str, Any]]:
    """The articles of the written stories, in the order of their folders."""
    places = [place for folder in FOLDERS for place in sorted(folder.iterdir()) if place.is_dir()]
    seeds = (seed for place in (*places, ROOT / "seeds") for seed in seeding.read(place))
    return [{name: value for name, value in seed.article.items() if value} for seed in seeds]


def articles() -> Iterator[dict[str, Any]]:
    """Articles without end, each as it is sent."""
    whole = written()
    weeks = 0
    while True:
        for article in whole:
            published = str(article.get("published_at", "2025-10-24"))
            day, later = date.fromisoformat(published[:10]), timedelta(weeks=weeks)
            words = {name: moved(article[name], day, later) for name in ("title", "text") if name in article}
            yield {**article, **words, "published_at": f"{day + later}{published[10:]}"}
        weeks += _AGAIN


class Newsroom:
    """One story in a store, changed through the desk."""

    def __init__(self, folder: Path) -> None:
        store = Store(f"sqlite:///{folder / 'timelines.db'}")
        store.migrate()
        queue = Queue(places=2, turns=1, long=1, patience=_HOUR)
        self.desk = desk.Desk(store, Work(queue, seconds=_HOUR, patience=_HOUR))
        self.articles: list[Mapping[str, Any]] = []

    @cached_property
    def id(self) -> str:
        """The story, which is made of the first article when it is first asked for."""
        made = self.desk.create(
            lambda: desk.opened(
                self.articles[:1], id="long", newsroom="here", external_id=None, now=_NOW, longest=LONGEST
            ),
            newsroom="here", by="benchmark", what="made", size=0, once=None,
        )  # fmt: skip
        return made.id

    def timeline(self) -> StoredTimeline:
        """As it is stored."""
        return self.desk.own(self.id, newsroom="here")

    def change(self, make: Change) -> None:
        """Change the story as a request does."""
        self.desk.change(
            self.id, make, newsroom="here", by="benchmark", what="changed", size=0, check=lambda _: None, exact=False
        )

    def say(self, **said: Any) -> None:
        """One correction."""
        self.change(lambda before: editing.corrected(before, [said], by="benchmark", now=_NOW))

    def grow(self, size: int) -> None:
        """Make it a story of so many articles."""
        whole = self.articles[:size]
        self.change(lambda before: desk.replaced(before, whole, now=_NOW, longest=LONGEST))


def seconds(work: Callable[[], None]) -> float:
    """CPU seconds of a piece of work."""
    started = process_time()
    work()
    return process_time() - started


def add(newsroom: Newsroom, size: int) -> float:
    """What it costs to add the last article."""
    article = newsroom.articles[size - 1]
    return seconds(lambda: newsroom.change(lambda t: desk.with_document(t, article, now=_NOW, longest=LONGEST)))


def measure(newsroom: Newsroom, size: int, rounds: int) -> dict[str, float]:
    """The figures of a story of ``size`` articles."""
    newsroom.grow(size - 1)
    added = [add(newsroom, size)]
    for _ in range(rounds - 1):
        newsroom.change(lambda t: desk.without_document(t, t.documents[-1].key, now=_NOW))
        added.append(add(newsroom, size))
    timeline = newsroom.timeline()
    dated = [event["id"] for event in timeline.answer["events"] if event["when"]["basis"] in ("stated", "resolved")]
    row = dated[len(dated) // 2]

    def said(**said: Any) -> float:
        return seconds(lambda: newsroom.say(event=row, **said))

    edited = [said(date=f"2025-03-{day:02}") for day in range(1, rounds + 1)]
    titled = [said(title=f"As the desk puts it, {n}") for n in range(rounds)]
    pinned, hidden = said(pinned=True), said(hidden=True)
    READINGS.forget(set(timeline.texts.values()))
    cold = said(date="2025-03-30")
    return {
        "documents": size,
        "characters": sum(map(len, timeline.texts.values())),
        "mentions": sum(len(anchors) for anchors in timeline.identities["anchors"].values()),
        "rows": len(timeline.answer["events"]),
        "answer": len(canonical(timeline.answer).encode()),
        "add": min(added),
        "edit": min(edited),
        "edit, cold": cold,
        "title": min(titled),
        "pin": pinned,
        "hide": hidden,
        "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def run(sizes: list[int], rounds: int) -> Iterator[dict[str, float]]:
    """The figures of each size, rising."""
    desk.documents.MOST_DOCUMENTS = max(sizes)  # earlier versions took fewer
    gc.collect()
    gc.freeze()
    gc.set_threshold(*getattr(process, "RUBBISH", gc.get_threshold()))  # as workers do, since there is a setting for it
    with tempfile.TemporaryDirectory() as folder:
        newsroom = Newsroom(Path(folder))
        newsroom.articles = [Article().load(each) for each in islice(articles(), max(sizes))]
        for size in sorted(sizes):
            figures = {name: round(value, 3) for name, value in measure(newsroom, size, rounds).items()}
            print(*(f"{name} {value:,}" for name, value in figures.items()), sep=" · ", file=sys.stderr, flush=True)
            yield figures


def elsewhere(commit: str, sizes: list[int], rounds: int) -> list[dict[str, float]]:
    """The same of the program of a commit, run by this file."""
    with tempfile.TemporaryDirectory() as folder:
        git = ("git", "archive", commit, "timeline_service")
        packed = subprocess.run(git, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        subprocess.run(("tar", "x"), cwd=folder, input=packed.stdout, check=True)
        command = [sys.executable, "-m", "benchmarks.long_stories", "--print", "--rounds", str(rounds), "--size"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((folder, str(ROOT)))}
        done = subprocess.run(
            (*command, *map(str, sizes)), cwd=folder, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    found: list[dict[str, float]] = json.loads(done.stdout)
    return found


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", nargs="+", type=int, default=list(SIZES), help="articles, rising")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--baseline", help="a commit to compare with")
    parser.add_argument("--baseline-size", nargs="+", type=int, default=[5, 20, 50, 100])
    parser.add_argument("--print", action="store_true", help="print the figures as JSON, and save nothing")
    chosen = parser.parse_args(arguments)
    if chosen.print:
        print(json.dumps(list(run(chosen.size, chosen.rounds))))
        return
    paths = [path for folder in (*FOLDERS, ROOT / "seeds") for path in folder.rglob("*.toml")]
    figures: dict[str, Any] = {"sizes": [], "baseline": chosen.baseline, "before": []}

    def keep() -> None:
        save("long-stories", command=f"python -m benchmarks.long_stories{_asked(chosen)}", gold=paths, figures=figures)
        report.main()

    for each in run(chosen.size, chosen.rounds):
        figures["sizes"].append(each)
        keep()
    if chosen.baseline:
        figures["before"] = elsewhere(chosen.baseline, chosen.baseline_size, chosen.rounds)
        keep()


def _asked(chosen: argparse.Namespace) -> str:
    sizes = " ".join(map(str, chosen.baseline_size))
    return f" --baseline {chosen.baseline} --baseline-size {sizes}" if chosen.baseline else ""


if __name__ == "__main__":
    main()
