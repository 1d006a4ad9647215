"""The repairs of a parse on trial: in how many articles each one fires, and what the timelines are without it.

  python -m benchmarks.repairs [--set newsroom real-dev …] [--shared FOLDER] [--no-scores]

Firings are counted over every article at hand, with gold or without. A set with gold is scored with all repairs,
without any, and without each one that fires in it; only articles in which a repair fires are read again.
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.results import ROOT, SHARED, need, save
from benchmarks.timelines import HELD_OUT, LONGEST, cases_in
from timeline_service import pipeline
from timeline_service.model import Document, Language
from timeline_service.schemas.article import Article
from timeline_service.service import extract
from timeline_service.stages.annotate import annotate
from timeline_service.stages.repair_parse import repair_parse, repaired

SETS = {
    "newsroom": "newsroom/dev", "real-dev": "newsroom/real/dev", "real-train": "newsroom/real/train",
    "seed": "newsroom/seed",
}  # fmt: skip
FEW = 5  # articles: a rule that fires in fewer has not earned its place
_FIGURES = ("usable", "usable_strict", "date_exact", "order_wrong_of_asserted")
_ALL = "all"

Fired = dict[str, Counter[str]]  # article → repair → how often


class Trial:
    """The pipeline with repairs that can be left out; every article is parsed once."""

    def __init__(self) -> None:
        self.without: Collection[str] = ()
        self.fired: Counter[str] = Counter()
        self._parsed: dict[tuple[str, str | None], Document] = {}

    def annotate(self, document: Document, language: Language) -> Document:
        """The parse of a document, from memory where it was asked for before."""
        key = (document.text, document.title)
        if key not in self._parsed:
            self._parsed[key] = annotate(document, language)
        parsed = self._parsed[key]
        return replace(document, tokens=parsed.tokens, sentences=parsed.sentences)

    def repair(self, document: Document, language: Language) -> Document:
        """The repairs of the stage, but those that are left out."""
        draft = repaired(document, language, without=self.without)
        self.fired = draft.fired
        return replace(document, tokens=tuple(draft.tokens))

    @contextmanager
    def in_pipeline(self) -> Iterator[None]:
        """Have ``READ`` take these two in the place of its own."""
        own, turned = pipeline.READ, {annotate: self.annotate, repair_parse: self.repair}
        pipeline.READ = tuple(turned.get(stage, stage) for stage in own)  # type: ignore[assignment,misc]
        try:
            yield
        finally:
            pipeline.READ = own

    def answer(self, request: dict[str, Any], *, without: Collection[str] = ()) -> dict[str, Any]:
        """The timeline of an article; ``fired`` counts what fired on the way."""
        self.without = without
        return extract(Article().load(request), longest=LONGEST)


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    most = ["newsroom", "real-dev", "real-train", "held-out"]
    parser.add_argument("--set", nargs="+", choices=[*SETS, "held-out"], default=most)
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the gold stands")
    parser.add_argument("--no-scores", action="store_true", help="count firings alone")
    chosen = parser.parse_args(arguments)
    trial = Trial()
    with trial.in_pipeline():
        firings, articles = _firings(trial, chosen.shared)
        scores = {} if chosen.no_scores else {name: _scores(trial, name, chosen.shared) for name in chosen.set}
    figures = {"articles": articles, "firings": firings, "scores": scores}
    _print(figures)
    gold = [path for name in scores for *_, path in cases_in(_folder(name, chosen.shared))]
    save("repairs", command="python -m benchmarks.repairs", gold=gold, figures=figures)


def _folder(name: str, shared: Path) -> Path:
    return HELD_OUT if name == "held-out" else need(shared / SETS[name])


def _articles(shared: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, request) of every article at hand, those with gold and others."""
    for name in (*SETS, "held-out"):
        yield from ((f"{name}/{id}", request) for id, request, _ in cases_in(_folder(name, shared)))
    yield from ((f"training/{id}", request) for id, request, _ in cases_in(ROOT / "training" / "articles"))
    for path in sorted((ROOT / "seeds").glob("*.toml")):
        seed = tomllib.loads(path.read_text(encoding="utf-8"))
        yield f"seeds/{path.stem}", {"text": seed["article"]}
    for line in need(shared / "corpora" / "timeset.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield f"timeset/{case['id']}", {"text": case["text"], "title": case["title"], "published_at": case["dct"]}


def _firings(trial: Trial, shared: Path) -> tuple[dict[str, dict[str, int]], int]:
    """Repair → in how many articles it fires and how often; and the number of articles, each text counted once."""
    documents: Counter[str] = Counter()
    times: Counter[str] = Counter()
    seen: set[str] = set()
    for _, request in _articles(shared):
        if request["text"] not in seen:
            seen.add(request["text"])
            trial.answer({key: value for key, value in request.items() if value is not None})
            documents.update(trial.fired.keys())
            times += trial.fired
    return {name: {"articles": documents[name], "times": times[name]} for name in sorted(documents)}, len(seen)


def _scores(trial: Trial, name: str, shared: Path) -> dict[str, dict[str, float]]:
    """What is left out → the figures of a set."""
    folder = _folder(name, shared)
    requests = {id: request for id, request, _ in cases_in(folder)}
    whole: dict[str, dict[str, Any]] = {}
    fires_in: dict[str, list[str]] = defaultdict(list)
    for id, request in requests.items():
        whole[id] = trial.answer(request)
        for repair in trial.fired:
            fires_in[repair].append(id)
    found = {"none": _score(whole, folder, shared)}
    for repair, ids in sorted(fires_in.items()):
        other = {id: trial.answer(requests[id], without={repair}) for id in ids}
        found[repair] = _score(whole | other, folder, shared) | {"articles": len(ids)}
    every = {id: trial.answer(request, without=_Everything()) for id, request in requests.items()}
    return found | {_ALL: _score(every, folder, shared)}


class _Everything(frozenset[str]):
    """A set that holds whatever is asked for."""

    def __contains__(self, item: object) -> bool:
        return True


def _score(answers: dict[str, dict[str, Any]], folder: Path, shared: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        for id, answer in answers.items():
            (out / f"{id}.json").write_text(json.dumps(answer), encoding="utf-8")
        scorer, scores = _scorer(shared), out / "scores.json"
        subprocess.run([sys.executable, scorer, folder, out, "--json", scores], check=True, capture_output=True)
        micro = json.loads(scores.read_text(encoding="utf-8"))["micro"]["metrics"]
    return {name: round(micro[name], 4) for name in _FIGURES}


@cache
def _scorer(shared: Path) -> Path:
    return need(shared / "newsroom" / "score.py")


def _print(figures: dict[str, Any]) -> None:
    """A line a repair: where it fires, and by how much USABLE and strict change without it."""
    scores = figures["scores"]
    print(f"{figures['articles']} articles", *(f"{name:>16}" for name in scores))
    for name, fired in sorted(figures["firings"].items(), key=lambda item: -item[1]["articles"]):
        few = "  few" if fired["articles"] < FEW else ""
        print(f"{name:20} {fired['articles']:4} {fired['times']:5}", *_changes(scores, name), few)
    print(f"{_ALL:31}", *_changes(scores, _ALL))


def _changes(scores: dict[str, Any], name: str) -> Iterator[str]:
    for found in scores.values():
        without, whole = found.get(name), found["none"]
        pairs = [without[figure] - whole[figure] for figure in ("usable", "usable_strict")] if without else []
        yield " ".join(f"{change:+8.4f}" for change in pairs) or " " * 17


if __name__ == "__main__":
    main()
