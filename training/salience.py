"""Learn the weights of ``languages/en/salience.toml`` from articles where people marked what belongs on a timeline.

The seeds and the newsroom cases mark key and acceptable events; TimeSET (CC BY 4.0, train split) marks the salient
ones. One weight a feature is shared by three questions that differ in their intercepts alone: is it worth keeping, is
it key, would TimeSET's annotators have chosen it. Only the first intercept is shipped. Run from the root:
``python -m training.salience [--write]``; it prints the scores of a cross-validation over articles.
"""
from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from benchmarks.results import ROOT
from benchmarks.timelines import LONGEST, newsroom_cases, timeset_cases
from timeline_service import languages, seeding
from timeline_service.model import Story
from timeline_service.pipeline import TELL, read
from timeline_service.schemas.article import Article
from timeline_service.service import document_of
from timeline_service.stages.select_entries import Features, features, select_entries

TARGET = ROOT / "timeline_service" / "languages" / "en" / "salience.toml"
QUESTIONS = ("keep", "key", "timeset")
STRENGTH = 0.3  # inverse of the L2 penalty
Row = tuple[str, str, Features, int]  # article, question, features, answer


def rows() -> Iterator[Row]:
    """One row for each question that the marks of an article answer for each entry before selection."""
    for seed in seeding.read(ROOT / "seeds"):
        spans = {
            level: [span for e in seed.events if level in ("keep", e["level"]) for span in seed.spans(e)]
            for level in ("keep", "key")
        }
        yield from _rows(seed.name, seed.article, spans)
    for id, request, path in newsroom_cases("newsroom"):
        events = json.loads(path.read_text(encoding="utf-8"))["events"]
        marked = {
            level: [(m["start"], m["end"]) for e in events if level in ("keep", e["level"]) for m in (e["trigger"], *e["alternatives"])]
            for level in ("keep", "key")
        }
        yield from _rows(id, request, marked)
    for id, request, path in timeset_cases("train"):
        gold = next(g for g in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if g["id"] == id)
        yield from _rows(id, request, {"timeset": [(e["start"], e["end"]) for e in gold["events"]]})


def _rows(article: str, request: dict, marked: dict[str, list[tuple[int, int]]]) -> Iterator[Row]:
    english = languages.load("en")
    document = document_of(Article().load({k: v for k, v in request.items() if v}), longest=LONGEST)
    story = Story(documents=(read(document, english),))
    for stage in TELL[: TELL.index(select_entries)]:
        story = stage(story, english)
    for entry in story.entries:
        spans = [story.event(ref).span for ref in entry.chain.mentions]
        for question, gold in marked.items():
            hit = any(a < span.end and span.start < b for span in spans for a, b in gold)
            yield article, question, features(entry, story, english.words), int(hit)


def matrix(data: list[Row], names: list[str]) -> np.ndarray:
    """Features as columns, then one column a question."""
    columns = {name: n for n, name in enumerate([*names, *QUESTIONS])}
    x = np.zeros((len(data), len(columns)))
    for n, (_, question, found, _) in enumerate(data):
        x[n, columns[question]] = 1
        for name, value in found.items():
            x[n, columns[name]] = value
    return x


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    data = list(rows())
    names = sorted({name for _, _, found, _ in data for name in found})
    x, y = matrix(data, names), np.array([row[3] for row in data])
    groups, questions = np.array([row[0] for row in data]), np.array([row[1] for row in data])
    predicted = np.zeros(len(y))
    for train, test in GroupKFold(8).split(x, y, groups):
        predicted[test] = _learn(x[train], y[train]).predict_proba(x[test])[:, 1]
    for question in QUESTIONS:
        at = questions == question
        hit = (predicted[at] >= 0.5) == y[at]
        precision = average_precision_score(y[at], predicted[at])
        print(f"{question}: {at.sum()} rows, {y[at].mean():.2f} yes, accuracy {hit.mean():.3f}, AP {precision:.3f}")
    weights = dict(zip([*names, *QUESTIONS], _learn(x, y).coef_[0], strict=True))
    lines = [f'prior = {weights.pop("keep"):.3f}', *(f'"{n}" = {w:.3f}' for n, w in sorted(weights.items()) if n not in QUESTIONS)]
    print("\n".join(lines))
    if arguments.write:
        head = "# Log-odds that an editor keeps an event, by feature. Learned by training/salience.py; do not edit by hand.\n"
        TARGET.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def _learn(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000).fit(x, y)


if __name__ == "__main__":
    main()
