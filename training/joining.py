"""Learn the weights of ``languages/en/joining.toml`` from running stories whose mentions people joined.

The stories beside this file mark each event under one id in all of their articles. A pair of tellings (what two
articles tell of one event each, or one article in two places) is right where both are of one id; one that tells no
marked event is of none, and weighs less, since something unmarked may still be the same. To them come the topics of
MEANTIME, years of real news about one company each: an invented story tells few events, and whoever has seen no more
takes every announcement for the last one. Two looks are learned: the first holds two tellings against each other, the
second asks whether either has a likelier partner. Run from the root: ``python -m training.joining [--write]``; it
prints how precision and recall of the pairs of mentions that the clusters join go with the line that an average must
pass, each story and topic joined by weights of others, and writes weights for ``--least``.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, cycle
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from benchmarks.results import ROOT
from benchmarks.stories import FOLDERS, Case, annotated, meantime
from timeline_service import languages
from timeline_service.model import Story
from timeline_service.pipeline import tell_alone
from timeline_service.service import read_document
from timeline_service.stages.join_articles import (
    PLAIN,
    compared,
    is_plain,
    may_be_one,
    rivals,
    tellings,
    undated,
)
from timeline_service.stages.join_articles.clusters import IMPOSSIBLE, UNLIKE, clusters
from timeline_service.stages.join_articles.pairing import LABELS, Pairing
from timeline_service.stages.join_articles.tellings import Telling
from timeline_service.stages.link_mentions import link_mentions

TARGET = ROOT / "timeline_service" / "languages" / "en" / "joining.toml"
FIRST, SECOND = 1e-3, 3e-4  # inverse of the L2 penalty of each look, on features of variance 1
STORY = (0.2, 1.0)  # what a pair weighs of which one tells a marked event, and of which both do
TOPIC = (0.0, 1.5)  # MEANTIME marks the first sentences alone; one real topic for eleven invented stories
SEEN = 20  # pairs that must have a feature
FOLDS = 6
LINES = (-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.5)
Floats = NDArray[np.float64]
Named = dict[str, float]


@dataclass(frozen=True)
class Told:
    """A story: its tellings, the marked event of each, and the pairs [P, 2] that the stage compares and that may be
    one, with their traits and measures by name. ``heavy`` is what a pair weighs with one marked event, and with two."""

    tellings: Sequence[Telling]
    events: Sequence[str | None]
    pairing: Pairing
    pairs: NDArray[np.int64]
    traits: Mapping[str, NDArray[np.int64]]
    measures: Mapping[str, Floats]
    plain: NDArray[np.bool_]
    impossible: Sequence[tuple[int, int]]
    heavy: tuple[float, float]

    @property
    def answers(self) -> NDArray[np.bool_]:
        """Which pairs are of one marked event."""
        number = {event: n for n, event in enumerate({*self.events} - {None})}
        known = np.array([number.get(event, -1 - n) for n, event in enumerate(self.events)])
        return known[self.pairs[:, 0]] == known[self.pairs[:, 1]]

    @property
    def weights(self) -> Floats:
        """What each pair weighs: nothing where neither tells a marked event."""
        marked = np.array([event is not None for event in self.events])
        return np.array([0.0, *self.heavy])[marked[self.pairs].sum(1)]


def told(case: Case, heavy: tuple[float, float]) -> Told:
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
    return _held_together(found, events, heavy)


def _held_together(found: Sequence[Telling], events: Sequence[str | None], heavy: tuple[float, float]) -> Told:
    pairing, impossible, parts = Pairing(found), list[tuple[int, int]](), []
    for i, everything in compared(pairing, [None] * len(found)):
        possible = np.array([may_be_one(pairing, other, i) for other in everything.tolist()], bool)
        impossible += [(other, i) for other in everything[~possible].tolist()]
        others = everything[possible & pairing.of_one_time(i, everything)]
        pairs = np.column_stack([others, np.full(len(others), i)])
        plain = np.array([is_plain(pairing, other, i) for other in others.tolist()], bool)
        parts.append((pairs, pairing.traits(i, others), pairing.measures(i, others), plain))
    pairs, plain = np.concatenate([part[0] for part in parts]), np.concatenate([part[3] for part in parts])
    traits = {name: np.concatenate([part[1][name] for part in parts]) for name in parts[0][1]}
    measures = {name: np.concatenate([part[2][name] for part in parts]) for name in parts[0][2]}
    return Told(found, events, pairing, pairs, traits, measures, plain, impossible, heavy)


def named(
    traits: Mapping[str, NDArray[np.int64]], measures: Mapping[str, Floats], labels: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Floats]]:
    """Features by the names of their weights, a number for each pair."""
    for trait, own in labels.items():
        yield from ((f"{trait} {label}", (traits[trait] == n).astype(np.float64)) for n, label in enumerate(own))
    yield from measures.items()


@dataclass(frozen=True)
class Look:
    """One look at the pairs of a story: ``places`` of those that it sees, their features, answers and weights."""

    places: NDArray[np.int64]
    features: Mapping[str, Floats]
    answers: NDArray[np.bool_]
    weights: Floats

    def odds(self, weights: Mapping[str, float]) -> Floats:
        """Log-odds of its pairs."""
        known = (value * weights[name] for name, value in self.features.items() if name in weights)
        return np.asarray(weights["prior"] + sum(known), np.float64)


def first_look(story: Told) -> Look:
    """Every pair by itself."""
    places = np.arange(len(story.pairs))
    return Look(places, dict(named(story.traits, story.measures, LABELS)), story.answers, story.weights)


def second_look(story: Told, odds: Floats) -> Look:
    """The pairs that are not unlike, against their rivals."""
    places = np.flatnonzero(odds > UNLIKE)
    measures = rivals.measures(story.pairs[places], odds[places], story.pairing.document, story.pairing.worth)
    traits = {name: story.traits[name][places] for name in rivals.LABELS}
    return Look(places, dict(named(traits, measures, rivals.LABELS)), story.answers[places], story.weights[places])


def learned(looks: Sequence[Look], strength: float) -> Named:
    """The weights of the features that enough pairs have."""
    known = [look.weights > 0 for look in looks]
    columns = {
        name: np.concatenate([look.features[name][own] for look, own in zip(looks, known, strict=True)])
        for name in looks[0].features
    }
    columns = {name: values for name, values in columns.items() if np.count_nonzero(values) >= SEEN}
    x = np.stack(list(columns.values()), 1)
    mean, spread = x.mean(0), np.maximum(x.std(0), 1e-9)
    y = np.concatenate([look.answers[own] for look, own in zip(looks, known, strict=True)])
    heavy = np.concatenate([look.weights[own] for look, own in zip(looks, known, strict=True)])
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-4).fit((x - mean) / spread, y, heavy)
    weights = model.coef_[0] / spread
    return {"prior": float(model.intercept_[0] - weights @ mean), **dict(zip(columns, weights.tolist(), strict=True))}


def both(stories: Sequence[Told]) -> tuple[Named, Named]:
    """The weights of both looks. The second sees odds of the first for each story by weights of other stories."""
    looks = [first_look(story) for story in stories]
    first = [learned([looks[n] for n in others], FIRST) for others in _without_each_fold(len(looks))]
    pairs = zip(stories, looks, cycle(first))
    seconds = [second_look(story, look.odds(weights)) for story, look, weights in pairs]
    return learned(looks, FIRST), learned(seconds, SECOND)


def _without_each_fold(count: int) -> Iterator[list[int]]:
    """The numbers of stories without those of the first fold, of the second, and so forth; n is of fold n % FOLDS."""
    for fold in range(FOLDS):
        yield [n for n in range(count) if n % FOLDS != fold]


def odds_of(story: Told, first: Named, second: Named) -> dict[tuple[int, int], float]:
    """Log-odds of the pairs of a story, as the stage finds them."""
    look = second_look(story, first_look(story).odds(first))
    odds = dict.fromkeys(story.impossible, IMPOSSIBLE)
    pairs = map(tuple, story.pairs[look.places].tolist())
    odds |= dict(zip(pairs, look.odds(second).tolist(), strict=True))
    return odds | dict.fromkeys(map(tuple, story.pairs[story.plain].tolist()), PLAIN)


def joined(story: Told, odds: Mapping[tuple[int, int], float], least: float) -> tuple[int, int, int]:
    """Pairs of mentions in two articles that the clusters join, of those right, and how many there were to join."""
    marked = [n for n, event in enumerate(story.events) if event is not None]
    place = {n: at for at, n in enumerate(marked)}
    among = {(place[a], place[b]): each for (a, b), each in odds.items() if a in place and b in place}
    times = undated([story.tellings[n] for n in marked])
    groups = [[marked[n] for n in group] for group in clusters(times, among, least=least)]
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


def report(stories: Sequence[Told], topics: Sequence[Told]) -> None:
    """What the clusters join of each story and topic by weights of others."""
    cases = [*stories, *topics]
    weights = [both([cases[n] for n in others]) for others in _without_each_fold(len(cases))]
    odds = [odds_of(own, *looks) for own, looks in zip(cases, cycle(weights))]
    _report("stories", stories, odds[: len(stories)])
    _report("topics", topics, odds[len(stories) :])


def _report(name: str, cases: Sequence[Told], odds: Sequence[Mapping[tuple[int, int], float]]) -> None:
    answers, scores = [], []
    for case, own in zip(cases, odds, strict=True):
        whole = case.weights == case.heavy[1]
        answers += case.answers[whole].tolist()
        scores += [own.get(tuple(pair), UNLIKE) for pair in case.pairs[whole].tolist()]
    print(f"{name}: {len(answers)} pairs, {sum(answers)} right, AP {average_precision_score(answers, scores):.3f}")
    for line in LINES:
        found, right, gold = np.sum([joined(*each, line) for each in zip(cases, odds, strict=True)], axis=0)
        print(f"from {line:.2f} up: {found} joined, precision {right / max(found, 1):.3f}, recall {right / gold:.3f}")


def write(stories: Sequence[Told], least: float) -> None:
    """Learn from every story, and keep the weights."""
    lines = [
        "# Log-odds that two tellings are one event, by feature, at a first and a second look; the average of a row",
        "# must pass `least`. Learned by training/joining.py, not by hand.",
        f"least = {least}",
    ]
    for name, weights in zip(("first", "second"), both(stories), strict=True):
        kept = {feature: weight for feature, weight in weights.items() if abs(weight) >= 0.001 and feature != "prior"}
        lines += ["", f"[{name}]", f"prior = {weights['prior']:.3f}"]
        lines += [f'"{feature}" = {weight:.3f}' for feature, weight in sorted(kept.items())]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} lines")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=FOLDERS["training"], help="folder of annotated stories")
    parser.add_argument("--least", type=float, default=-0.25, help="log-odds that the average of a cluster must pass")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args(arguments)
    stories = [told(case, STORY) for case in annotated(chosen.stories)]
    topics = [told(case, TOPIC) for case in meantime()]
    report(stories, topics)
    if chosen.write:
        write([*stories, *topics], chosen.least)


if __name__ == "__main__":
    main()
