"""Learn the weights of ``languages/en/joining.toml`` from running stories whose mentions people joined.

The stories beside this file mark each event under one id in all of their articles. A pair of tellings (what two
articles tell of one event each, or one article in two places) is right where both are of one id; one that tells no
marked event is of none, and weighs less, since something unmarked may still be the same. Run from the root:
``python -m training.joining [--write]``; it prints how precision and recall of the pairs of mentions that the clusters
join go with the line that an average must pass, in a cross-validation over stories, and writes weights for ``--least``.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from benchmarks.results import ROOT
from benchmarks.stories import FOLDERS, Annotated, annotated
from timeline_service import languages
from timeline_service.model import Story
from timeline_service.pipeline import tell_alone
from timeline_service.service import read_document
from timeline_service.stages.join_articles import COMPARED, PLAIN, tellings
from timeline_service.stages.join_articles.clusters import IMPOSSIBLE, UNLIKE, clusters
from timeline_service.stages.join_articles.pairing import Pairing, named
from timeline_service.stages.join_articles.plainly import cannot_be_one, plainly_one
from timeline_service.stages.join_articles.tellings import Telling
from timeline_service.stages.link_mentions import link_mentions

TARGET = ROOT / "timeline_service" / "languages" / "en" / "joining.toml"
STRENGTH = 0.1  # inverse of the L2 penalty
UNMARKED = 0.2  # what a pair weighs of which one tells no marked event
LINES = (-2.5, -2.0, -1.5, -1.0, -0.5, 0.0)


class Row(NamedTuple):
    """A pair of tellings of one story, by their numbers; ``possible``: nothing forbids that they are one;
    ``plain``: they are."""

    story: int
    one: int
    other: int
    features: Mapping[str, float]
    answer: int
    weight: float
    possible: bool
    plain: bool


class Told(NamedTuple):
    """A story: its tellings, and the marked event of each."""

    tellings: Sequence[Telling]
    events: Sequence[str | None]


def told(case: Annotated) -> Told:
    """What the articles of a story tell, each by itself."""
    english = languages.load("en")
    documents = tuple(tell_alone(read_document(document), english) for document in case.documents)
    story = link_mentions(Story(documents=documents), english)
    marked = defaultdict(list)
    for each in case.marked:
        marked[each.document].append(each)
    found = list(tellings(story, english))
    events = []
    for telling in found:
        here = marked[telling.document]
        on = Counter(each.event for event in telling.events for each in here if each.span.overlaps(event.span))
        events.append(on.most_common(1)[0][0] if on else None)
    return Told(found, events)


def rows(number: int, story: Told) -> Iterator[Row]:
    """The pairs that the stage compares, where one of the two tells a marked event."""
    pairing = Pairing(story.tellings)
    for i in range(1, len(story.tellings)):
        others = pairing.worth_comparing(i, np.arange(i), COMPARED)
        if not len(others):
            continue
        traits, measures = pairing.traits(i, others), pairing.measures(i, others)
        for at, j in enumerate(others.tolist()):
            both = (story.events[i] is not None) + (story.events[j] is not None)
            if both:
                same = int(both == 2 and story.events[i] == story.events[j])
                possible = not cannot_be_one(story.tellings[i], story.tellings[j])
                weight = 1.0 if both == 2 else UNMARKED
                plain = plainly_one(story.tellings[i], story.tellings[j])
                yield Row(number, i, j, named(traits, measures, at), same, weight, possible, plain)


def joined(story: Told, data: Sequence[Row], scores: Sequence[float], least: float) -> tuple[int, int, int]:
    """Pairs of mentions in two articles that the clusters join, of those right, and how many there were to join."""
    marked = [n for n, event in enumerate(story.events) if event is not None]
    place = {n: at for at, n in enumerate(marked)}
    odds = {}
    for row, score in zip(data, scores, strict=True):
        if row.one in place and row.other in place and (not row.possible or score > UNLIKE):
            known = max(float(score), PLAIN) if row.plain else float(score)
            odds[place[row.other], place[row.one]] = known if row.possible else IMPOSSIBLE
    articles = [story.tellings[n].document for n in marked]
    groups = [[marked[n] for n in group] for group in clusters(articles, odds, least=least)]
    gold = defaultdict(list)
    for n in marked:
        gold[story.events[n]].append(n)
    found, right = _pairs(story, groups)
    return found, right, _pairs(story, list(gold.values()))[0]


def _pairs(story: Told, groups: Sequence[Sequence[int]]) -> tuple[int, int]:
    found = right = 0
    for a, b in (pair for group in groups for pair in combinations(group, 2)):
        one, other = story.tellings[a], story.tellings[b]
        if one.document != other.document:
            pairs = len(one.events) * len(other.events)
            found, right = found + pairs, right + pairs * (story.events[a] == story.events[b])
    return found, right


def learned(x: csr_matrix, y: np.ndarray, heavy: np.ndarray) -> LogisticRegression:
    """The weights of the features."""
    return LogisticRegression(C=STRENGTH, max_iter=3000, solver="liblinear").fit(x, y, heavy)


def matrix(data: Sequence[Row], names: Sequence[str]) -> csr_matrix:
    """Features as columns."""
    column = {name: n for n, name in enumerate(names)}
    cells = [(n, column[f], v) for n, row in enumerate(data) for f, v in row.features.items() if f in column and v]
    at_row, at_column, values = zip(*cells, strict=True)
    return csr_matrix((values, (at_row, at_column)), shape=(len(data), len(names)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=FOLDERS["training"], help="folder of annotated stories")
    parser.add_argument("--least", type=float, default=-0.5, help="log-odds that the average of a cluster must pass")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args(arguments)
    stories = [told(case) for case in annotated(chosen.stories)]
    report_and_write(stories, least=chosen.least, write=chosen.write)


def report_and_write(stories: Sequence[Told], *, least: float, write: bool) -> None:
    """Everything but reading the articles."""
    data = [row for number, story in enumerate(stories) for row in rows(number, story)]
    seen = Counter(name for row in data for name, value in row.features.items() if value)
    names = sorted(name for name, count in seen.items() if count >= 20)
    x, y = matrix(data, names), np.array([row.answer for row in data])
    heavy, story = np.array([row.weight for row in data]), np.array([row.story for row in data])
    scores = np.zeros(len(y))
    for held in range(len(stories)):
        rest = story != held
        scores[~rest] = learned(x[rest], y[rest], heavy[rest]).decision_function(x[~rest])
    print(f"{len(y)} pairs, {y.sum()} right, AP {average_precision_score(y, scores, sample_weight=heavy):.3f}")
    for line in LINES:
        found, right, gold = np.sum(
            [
                joined(each, [data[k] for k in np.flatnonzero(story == n)], scores[story == n], line)
                for n, each in enumerate(stories)
            ],
            axis=0,
        )
        print(f"from {line:.1f} up: {found} joined, precision {right / max(found, 1):.3f}, recall {right / gold:.3f}")
    model = learned(x, y, heavy)
    weights = {name: weight for name, weight in zip(names, model.coef_[0], strict=True) if abs(weight) >= 0.01}
    lines = [f"prior = {model.intercept_[0]:.3f}", f"least = {least}"]
    lines += [f'"{name}" = {weight:.3f}' for name, weight in sorted(weights.items())]
    print(f"{len(lines)} weights")
    if write:
        head = "# Log-odds that two articles tell one event, by feature; the average of a row must pass `least`.\n"
        TARGET.write_text(head + "# Learned by training/joining.py, not by hand.\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
