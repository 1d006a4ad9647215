"""How good the timelines are: the newsroom cases, the seed article, articles held out, TimeSET, each by its own scorer.

  python -m benchmarks.timelines [--set newsroom|seed|real-dev|held-out|timeset-train|timeset-test ...] [--out FOLDER]
  [--details]
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.results import ROOT, SHARED, need, save
from timeline_service.schemas.article import Article
from timeline_service.service import extract

SETS = ("newsroom", "seed", "real-dev", "held-out", "timeset-train", "timeset-test")
HELD_OUT = ROOT / "benchmarks" / "held_out"
LONGEST = 200_000  # characters, as the service takes


def newsroom_cases(name: str) -> Iterator[tuple[str, dict[str, Any], Path]]:
    """(id, request, gold file) of the dev cases, the seed article, or the articles held out."""
    yield from cases_in(_folder(name))


def _folder(name: str) -> Path:
    if name == "held-out":
        return HELD_OUT
    return need(SHARED / "newsroom") / {"newsroom": "dev", "seed": "seed", "real-dev": "real/dev"}[name]


def cases_in(folder: Path) -> Iterator[tuple[str, dict[str, Any], Path]]:
    """(id, request, gold file) of annotated articles, a folder each; text with its newlines untouched."""
    for path in sorted(folder.rglob("gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name("article.txt").read_bytes().decode()
        yield gold["id"], _request(text, gold["published_at"], gold["title"]), path


def timeset_cases(split: str) -> Iterator[tuple[str, dict[str, Any], Path]]:
    """(id, request, gold file) of the articles of one split."""
    path = need(SHARED / "corpora" / "timeset.jsonl")
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if gold["split"] == split:
            yield gold["id"], _request(gold["text"], gold["dct"], gold["title"]), path


def _request(text: str, published_at: str | None, title: str | None) -> dict[str, Any]:
    request = {"text": text, "published_at": published_at, "title": title}
    return {key: value for key, value in request.items() if value is not None}


def measure(name: str, out: Path, *, details: bool) -> None:
    """Run every article of a set through the service, score the answers, keep the figures."""
    cases = timeset_cases if name.startswith("timeset") else newsroom_cases
    golds = set()
    for id, request, gold in cases(name.removeprefix("timeset-")):
        golds.add(gold)
        answer = extract(Article().load(request), longest=LONGEST)
        (out / f"{id}.json").write_text(json.dumps(answer), encoding="utf-8")
    figures = _score_timeset(name, out) if name.startswith("timeset") else score_newsroom(name, out, details=details)
    save(f"timelines-{name}", command=f"python -m benchmarks.timelines --set {name}", gold=golds, figures=figures)


def score_newsroom(name: str, out: Path, *, details: bool = False, quiet: bool = False) -> dict[str, Any]:
    """The scorer's micro figures for the answers in a folder."""
    scores = out / "scores.json"
    scorer = need(SHARED / "newsroom") / "score.py"
    command = [sys.executable, str(scorer), str(_folder(name)), str(out), "--json", str(scores)]
    told = subprocess.run([*command, *["--details"] * details], check=True, capture_output=True, text=True).stdout
    if not quiet:
        print(told)
    return json.loads(scores.read_text(encoding="utf-8"))["micro"]


def _score_timeset(name: str, out: Path) -> dict[str, Any]:
    split = name.removeprefix("timeset-")
    gold = SHARED / "corpora" / "timeset.jsonl"
    command = [sys.executable, str(SHARED / "score_timeset.py"), str(gold), str(out), "--split", split, "--json"]
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
