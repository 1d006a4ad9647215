"""What each learned head and each module of evidence is worth: the figures of timelines without it.

  python -m benchmarks.ablation [--set newsroom|real-dev|held-out ...]

Articles are read once; each is then told with all parts and without one at a time. ``without`` names what was left
out: a head (what it says is not asked for), or a file of ``evidence/`` (none of its claims is made).
"""
from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.results import save
from benchmarks.shapes import LONGEST
from benchmarks.timelines import newsroom_cases, score_newsroom
from timeline_service import languages
from timeline_service.evidence import EVIDENCE
from timeline_service.languages.base import Language
from timeline_service.model import Document, Story
from timeline_service.pipeline import tell
from timeline_service.schemas.answers import timeline as timeline_answer
from timeline_service.schemas.article import Article
from timeline_service.service import document_of, read_document
from timeline_service.stages import gather_claims, link_mentions, select_entries

SETS = ("real-dev", "newsroom", "held-out")
KEPT = (
    "usable", "usable_strict", "f1", "key_recall", "dup_rate", "date_exact_dated", "order_right",
    "order_wrong_of_asserted", "key_at_k",
)  # fmt: skip


@contextmanager
def everything(language: Language) -> Iterator[Language]:
    """All parts."""
    yield language


@contextmanager
def no_sameness(language: Language) -> Iterator[Language]:
    """Mentions are joined by the rules alone, and no row is left out as a repeat by what the head says."""
    places = (link_mentions, select_entries.repeats)
    kept = [place.load_sameness for place in places]
    for place in places:
        place.load_sameness = lambda code: None  # type: ignore[attr-defined]
    yield language
    for place, function in zip(places, kept, strict=True):
        place.load_sameness = function  # type: ignore[attr-defined]


@contextmanager
def no_worth(language: Language) -> Iterator[Language]:
    """Rows are chosen by what can be read off the parse."""
    asked = ("worth a row", "worth a key row", "best worth a row", "best worth a key row")
    weights, gains = language.words["salience"], language.words["gains"]
    without = {outcome: {name: w for name, w in own.items() if name not in asked} for outcome, own in gains.items()}
    alone = _with(language, "salience", {name: w for name, w in weights.items() if name not in asked})
    yield _with(alone, "gains", without)


@contextmanager
def no_likely_days(language: Language) -> Iterator[Language]:
    """What has no date stays without."""
    yield _with(language, "likely_days", {})


@contextmanager
def no_likely_order(language: Language) -> Iterator[Language]:
    """Rows that nothing orders stand in the order of the text."""
    yield _with(language, "likely_order", {})


def without_module(module: str) -> Callable[[Language], Any]:
    """No claim of one file of ``evidence/`` is made."""

    @contextmanager
    def run(language: Language) -> Iterator[Language]:
        kept = gather_claims.EVIDENCE
        gather_claims.EVIDENCE = tuple(each for each in kept if _file(each) != module)
        yield language
        gather_claims.EVIDENCE = kept

    return run


def _file(claims: Any) -> str:
    return claims.__module__.rpartition(".")[2]


def _with(language: Language, name: str, weights: dict[str, Any]) -> Language:
    return replace(language, words={**language.words, name: weights})


def variants() -> dict[str, Callable[[Language], Any]]:
    """What is left out → how."""
    heads = {"nothing": everything, "sameness": no_sameness, "worth": no_worth}
    heads |= {"likely days": no_likely_days, "likely order": no_likely_order}
    modules = map(_file, EVIDENCE)
    return heads | {f"evidence/{module}": without_module(module) for module in modules}


def measure(name: str) -> dict[str, dict[str, float]]:
    """Part that was left out → figures."""
    english = languages.load("en")
    cases = list(newsroom_cases(name))
    documents = {id: read_document(document_of(Article().load(request), longest=LONGEST)) for id, request, _ in cases}
    found = {}
    for part, without in variants().items():
        with tempfile.TemporaryDirectory() as scratch, without(english) as language:
            for id, document in documents.items():
                (Path(scratch) / f"{id}.json").write_text(json.dumps(_told(document, language)), encoding="utf-8")
            metrics = score_newsroom(name, Path(scratch), quiet=True)["metrics"]
        found[part] = {figure: round(metrics[figure], 4) for figure in KEPT}
        print(part, found[part], flush=True)
    save(f"ablation-{name}", command=f"python -m benchmarks.ablation --set {name}", gold={c[2] for c in cases},
         figures=found)  # fmt: skip
    return found


def _told(document: Document, language: Language) -> dict[str, Any]:
    return timeline_answer(tell(Story(documents=(document,)), language), id=None, with_text=[])


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs="+", default=list(SETS), choices=SETS)
    for name in parser.parse_args(arguments).set:
        measure(name)


if __name__ == "__main__":
    main()
