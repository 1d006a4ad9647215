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
Place = tuple[int, int]
Row = tuple[str, str, Features, int]  # article, question, features, answer


def rows() -> Iterator[Row]:
    """One row for each question that the marks of an article answer for each entry before selection."""
    for seed in seeding.read(ROOT / "seeds"):
        events = [(event["level"], [tuple(span) for span in seed.spans(event)]) for event in seed.events]
        yield from _rows(seed.name, seed.article, _by_question(events))
    for id, request, path in newsroom_cases("newsroom"):
        gold = json.loads(path.read_text(encoding="utf-8"))["events"]
        events = [(e["level"], [(m["start"], m["end"]) for m in (e["trigger"], *e["alternatives"])]) for e in gold]
        yield from _rows(id, request, _by_question(events))
    for id, request, path in timeset_cases("train"):
        gold = next(g for g in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if g["id"] == id)
        yield from _rows(id, request, {"timeset": [[(e["start"], e["end"])] for e in gold["events"]]})


def _by_question(events: list[tuple[str, list[Place]]]) -> dict[str, list[list[Place]]]:
    return {"keep": [places for _, places in events], "key": [places for level, places in events if level == "key"]}


def _rows(article: str, request: dict, marked: dict[str, list[list[Place]]]) -> Iterator[Row]:
    english = languages.load("en")
    document = document_of(Article().load({k: v for k, v in request.items() if v}), longest=LONGEST)
    story = Story(documents=(read(document, english),))
    for stage in TELL[: TELL.index(select_entries)]:
        story = stage(story, english)
    for question, events in marked.items():
        chosen = {_told_best(places, story) for places in events}
        for n, entry in enumerate(story.entries):
            yield article, question, features(entry, story, english.words), int(n in chosen)


def _told_best(places: list[Place], story: Story) -> int | None:
    """The entry that tells a marked event: by its main mention at the trigger, then by most; others repeat it."""

    def hits(n: int) -> tuple[bool, int, int]:
        spans = [story.event(ref).span for ref in story.entries[n].chain.mentions]
        on = [any(a < span.end and span.start < b for a, b in places) for span in spans]
        return on[0] and spans[0].start < places[0][1] and places[0][0] < spans[0].end, sum(on), -n

    best = max(range(len(story.entries)), key=hits, default=None)
    return best if best is not None and hits(best)[1] else None


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
    rest = [f'"{n}" = {w:.3f}' for n, w in sorted(weights.items()) if n not in ("keep", *QUESTIONS)]
    lines = [f'prior = {weights.pop("keep"):.3f}', *rest]
    print("\n".join(lines))
    if arguments.write:
        head = "# Log-odds that an editor keeps an event, by feature. Learned by training/salience.py, not by hand.\n"
        TARGET.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def _learn(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000).fit(x, y)


if __name__ == "__main__":
    main()
