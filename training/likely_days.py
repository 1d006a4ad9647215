"""Learn the weights of ``languages/en/likely_days.toml`` from articles where people dated the events.

Each event that the rules leave without a date is asked which of the dates that it may share is its own, or none. The
articles beside this file, those in ``training/real`` and, with ``--newsroom``, a folder of annotated real articles
answer; the weights make the right answer the likeliest. They are shared by all who mark, but for how likely none is by
itself, because some leave more undated than others: what is shipped is that of the real articles.
Run from the root: ``python -m training.likely_days [--newsroom FOLDER] [--write]``; it prints, of a cross-validation
over articles, how many dates would be right at each probability from which a date is shown.
"""
from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.marks import told_by
from benchmarks.results import ROOT
from benchmarks.timelines import LONGEST, cases_in
from timeline_service import languages
from timeline_service.evidence.document_index import indexes
from timeline_service.logistic import shares
from timeline_service.model import Story
from timeline_service.pipeline import ORDER, read
from timeline_service.schemas.article import Article
from timeline_service.service import document_of
from timeline_service.stages.order_events.day_features import Dates, day_of
from timeline_service.stages.order_events.likely_days import dates_of, is_undated
from training.choices import Choice, learned
from training.columns import keep

TARGET = ROOT / "timeline_service" / "languages" / "en" / "likely_days.toml"
REAL = "real"
STRENGTH = 10.0  # of the L2 penalty
SEEN = 8  # articles in which a feature must stand, to have a weight
FOLDS = 10
LEAST = 0.01  # the smallest weight that is kept, either way


class Asked(NamedTuple):
    """An event without a date: its answers, the last of which is none, and whether it has a date at all."""

    choice: Choice
    marker: str
    dated: bool


def asked(newsroom: Path | None) -> Iterator[Asked]:
    """Each undated event of the marked articles that may share a date, with the answer of the marks."""
    english = languages.load("en")
    untaught = replace(english, words={**english.words, "likely_days": {}})
    folders = [("articles", ROOT / "training" / "articles"), (REAL, ROOT / "training" / "real")]
    for marker, folder in folders + ([(REAL, newsroom)] if newsroom else []):
        for id, request, path in cases_in(folder):
            document = read(document_of(Article().load(request), longest=LONGEST), untaught)
            story = Story(documents=(document,))
            for stage in ORDER:
                story = stage(story, untaught)
            gold = json.loads(path.read_text(encoding="utf-8"))["events"]
            dates = Dates(indexes(story, untaught)[0], dict(dates_of(story.entries).get(document.id, ())))
            for entry in story.entries:
                told = {n for ref in entry.chain.mentions for n in told_by(story.event(ref).span, gold)}
                if not told or not is_undated(entry) or document.dct is None:
                    continue
                days = _dates(gold[min(told)])
                found, none = dates.choices(story.event(entry.chain.mentions[0]), entry.when.bounds)
                right = [n for n, each in enumerate(found) if day_of(each.timex) in days]
                answers = [*(each.features for each in found), {**none, f"none, of {marker}": 1.0}]
                if found:
                    yield Asked(Choice(id, answers, frozenset(right or [len(found)])), marker, bool(days))


def _dates(event: Mapping[str, Any]) -> set[str]:
    """The dates that are right for a marked event; none where the article gives none."""
    if event["granularity"] in (None, "null"):
        return set()
    return {date.partition("T")[0] for date in (event["when"], *event.get("when_also", ()))}


def learn(data: Sequence[Asked]) -> dict[str, float]:
    """The weights, with the readiness of the real articles to leave an event undated."""
    found = learned([each.choice for each in data], seen=SEEN, strength=STRENGTH)
    none = found.get("none", 0.0) + found.get(f"none, of {REAL}", 0.0)
    rest = {name: round(weight, 2) for name, weight in found.items() if not name.startswith("none, of ")}
    return {name: w for name, w in {**rest, "none": round(none, 2)}.items() if abs(w) >= LEAST}


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--newsroom", type=Path, help="folder of annotated real articles")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    data = list(asked(arguments.newsroom))
    articles = sorted({each.choice.article for each in data})
    shown: list[tuple[float, Asked, bool]] = []
    for fold in range(FOLDS):
        out = set(articles[fold::FOLDS])
        weights = learn([each for each in data if each.choice.article not in out])
        shown += [_likeliest(each, weights) for each in data if each.choice.article in out]
    for marker in sorted({each.marker for each in data}):
        _report(marker, [each for each in shown if each[1].marker == marker])
    weights = learn(data)
    print(f"{len(data)} questions, {len(weights)} weights")
    if arguments.write:
        says = "Log-odds that an event is of a date, or of none, by feature. Learned by training/likely_days.py."
        keep(TARGET, says, (f'"{name}" = {weight:.2f}' for name, weight in sorted(weights.items())))


def _likeliest(each: Asked, weights: Mapping[str, float]) -> tuple[float, Asked, bool]:
    """The probability of the likeliest date of an event, and whether it is right."""
    odds = shares(each.choice.answers, weights)[:-1]
    best = max(range(len(odds)), key=odds.__getitem__)
    return odds[best], each, best in each.choice.right


def _report(marker: str, likeliest: Sequence[tuple[float, Asked, bool]]) -> None:
    """How many likeliest dates are shown from each probability up, and how many of them are right."""
    for least in (0.25, 0.33, 0.4, 0.5, 0.6):
        shown = [(each, right) for p, each, right in likeliest if p >= least]
        right, undated = sum(right for _, right in shown), sum(not each.dated for each, _ in shown)
        print(f"{marker}, {len(likeliest)}, from {least:.2f}: {len(shown)} dated, {right} right, {undated} have none")


if __name__ == "__main__":
    main()
