"""How good the timelines are: the newsroom cases, the seed article, articles held out, those of Wikinews, TimeSET, each
by its own scorer.

  python -m benchmarks.timelines [--set newsroom|seed|real-dev|held-out|wikinews|wikinews-read|timeset-train|
  timeset-test ...] [--out FOLDER] [--details]
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.results import ROOT, SHARED, need, save
from benchmarks.shapes import LONGEST
from timeline_service.schemas.article import Article
from timeline_service.service import extract

SETS = ("newsroom", "seed", "real-dev", "held-out", "wikinews", "wikinews-read", "timeset-train", "timeset-test")
OWN = {
    "held-out": ROOT / "benchmarks" / "held_out",
    "wikinews": ROOT / "benchmarks" / "wikinews",
    "wikinews-read": ROOT / "training" / "wikinews",
}
"""The sets that are in the project; the others stand beside the checkout."""


def newsroom_cases(name: str) -> Iterator[tuple[str, dict[str, Any], Path]]:
    """(id, request, gold file) of the dev cases, the seed article, real dev, or a set of the project's own."""
    yield from cases_in(_folder(name))


def _folder(name: str) -> Path:
    if name in OWN:
        return OWN[name]
    return need(SHARED / "newsroom") / {"newsroom": "dev", "seed": "seed", "real-dev": "real/dev"}[name]


def cases_in(folder: Path) -> Iterator[tuple[str, dict[str, Any], Path]]:
    """(id, request, gold file) of annotated articles, a folder each; text with its newlines untouched."""
    for path in sorted(folder.rglob("gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name("article.txt").read_bytes().decode()
        yield gold["id"], _request(text, gold["published_at"], gold["title"]), path


def timeset_cases(split: str) -> Iterator[tuple[str, dict[str, Any], Path]]:
    """(id, request, gold file) of the articles of one split."""
    for gold in timeset_golds(split):
        yield gold["id"], timeset_request(gold), results.corpus("timeset")


def timeset_golds(split: str) -> list[dict[str, Any]]:
    """The marks of one split as the corpus has them, but with the year behind an id that two articles share."""
    golds = results.rows(results.corpus("timeset"))
    times = Counter(gold["id"] for gold in golds)
    named = ({**gold, "id": f"{gold['id']}_{gold['dct'][:4]}"} if times[gold["id"]] > 1 else gold for gold in golds)
    return [gold for gold in named if gold["split"] == split]


def timeset_request(gold: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked of the service for an article of TimeSET."""
    return _request(gold["text"], gold["dct"], gold["title"])


def _request(text: str, published_at: str | None, title: str | None) -> dict[str, Any]:
    request = {"text": text, "published_at": published_at, "title": title}
    return {key: value for key, value in request.items() if value is not None}


def measure(name: str, out: Path, *, details: bool) -> None:
    """Run every article of a set through the service, score the answers, keep the figures."""
    cases = timeset_cases if name.startswith("timeset") else newsroom_cases
    golds = answered(cases(name.removeprefix("timeset-")), out)
    figures = _score_timeset(name, out) if name.startswith("timeset") else score_newsroom(name, out, details=details)
    save(f"timelines-{name}", command=f"python -m benchmarks.timelines --set {name}", gold=golds, figures=figures)


def answered(cases: Iterable[tuple[str, dict[str, Any], Path]], out: Path) -> set[Path]:
    """Write each answer to ``<id>.json``, and give the gold files; ``ValueError`` where two articles have one id."""
    names, golds = set[str](), set[Path]()
    for id, request, gold in cases:
        if id in names:
            raise ValueError(f"two articles are called {id}: the answer to one would be scored as that to the other")
        names.add(id)
        golds.add(gold)
        answer = extract(Article().load(request), longest=LONGEST)
        (out / f"{id}.json").write_text(json.dumps(answer), encoding="utf-8")
    return golds


def score_newsroom(name: str, out: Path, *, details: bool = False, quiet: bool = False) -> dict[str, Any]:
    """The scorer's micro figures for the answers in a folder."""
    told, figures = score(_folder(name), out, details=details)
    if not quiet:
        print(told)
    return figures


def score(cases: Path, out: Path, *, details: bool = False) -> tuple[str, dict[str, Any]]:
    """What the scorer of the newsroom's cases prints of the answers in ``out``, and its micro figures."""
    scores = out / "scores.json"
    scorer = need(SHARED / "newsroom") / "score.py"
    command = [sys.executable, str(scorer), str(cases), str(out), "--json", str(scores)]
    told = subprocess.run([*command, *["--details"] * details], check=True, capture_output=True, text=True).stdout
    return told, json.loads(scores.read_text(encoding="utf-8"))["micro"]


def _score_timeset(name: str, out: Path) -> dict[str, Any]:
    gold = out / "gold.jsonl"  # the scorer finds an answer by its id, and the corpus has ids twice
    gold.write_text("".join(json.dumps(each) + "\n" for each in timeset_golds(name.removeprefix("timeset-"))), "utf-8")
    command = [sys.executable, str(SHARED / "score_timeset.py"), str(gold), str(out), "--json"]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(name, json.dumps({key: round(value, 3) for key, value in figures.items()}))
    return figures


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs="+", default=list(SETS), choices=SETS)
    parser.add_argument("--out", type=Path, help="keep the answers here")
    parser.add_argument("--details", action="store_true", help="every event of every case")
    chosen = parser.parse_args(arguments)
    for name in chosen.set:
        with tempfile.TemporaryDirectory() as scratch:
            out = chosen.out or Path(scratch)
            out.mkdir(parents=True, exist_ok=True)
            measure(name, out, details=chosen.details)


if __name__ == "__main__":
    main()
