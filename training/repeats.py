"""Learn the weights of ``languages/en/repeats.toml`` from articles where people marked which words tell one event.

Each row is held against each that weighs more: do the marks say that both tell one event? The articles beside this
file, those in ``training/real`` and, with ``--newsroom``, a folder of annotated real articles answer. What the heads
say of articles that they were taught comes from pipelines that were not: ``--halves``, two folders, each taught without
every second of the articles in ``--taught`` (a file of :mod:`training.reader.articles`), in that order.
Run from the root: ``python -m training.repeats [--newsroom FOLDER] [--taught FILE --halves FOLDER FOLDER] [--write]``;
it prints the average precision of a cross-validation over articles beside that of the reader's head alone.
"""
from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import MaxAbsScaler

from benchmarks.marks import Gold
from benchmarks.results import ROOT
from timeline_service import languages
from timeline_service.model import Entry, Story
from timeline_service.stages.annotate import annotate, load_sameness
from timeline_service.stages.link_mentions.likeness import Likeness
from timeline_service.stages.select_entries import select_entries, weigh
from timeline_service.stages.select_entries.repeat_features import Comparing, Features, Row
from training.annotated import annotated, command_line, events_told, story_before
from training.columns import as_toml, keep, often
from training.regression import held_out, learn

TARGET = ROOT / "timeline_service" / "languages" / "en" / "repeats.toml"
PIPELINE = "TIMELINE_PIPELINE_EN"
LIGHTEST = 0.3  # salience of a row that is asked
STRENGTH = 1.0  # inverse of the L2 penalty
SEEN = 5  # articles in which a feature must stand, to have a weight
FOLDS = 10


class Pair(NamedTuple):
    """Two rows of an article, both marked: is the lighter the event of the heavier?"""

    article: str
    features: Features
    answer: int
    real: bool


def pairs(newsroom: Path | None, halves: Mapping[str, Path]) -> Iterator[Pair]:
    """Every pair of marked rows whose dates meet; ``halves``: article → the pipeline that was not taught it.

    Rows that share a marked event by words beside those that tell them best are neither one event nor two: not asked.
    """
    english = languages.load("en")
    for article in annotated(newsroom):
        document, half = article.document, halves.get(article.id)
        with _reader(half):
            if half is not None:
                document = replace(document, views=annotate(document, english).views)
            story = story_before(select_entries, document, english)
            heavy = [each for each in weigh(story, english.words) if each.salience >= LIGHTEST]
            heavy.sort(key=lambda entry: (-entry.salience, entry.rank))
            rows = [(Row(each, story, english.words), _marked(article.events, each, story)) for each in heavy]
            comparing = Comparing(document, Likeness(load_sameness("en")))
            for n, (row, marks) in enumerate(rows):
                for kept, others in rows[:n]:
                    one, some = marks.main & others.main, marks.all & others.all
                    asked = marks.all and others.all and row.entry.when.bounds.meets(kept.entry.when.bounds)
                    if asked and bool(one) == bool(some):
                        yield Pair(article.id, comparing.features(kept, row), int(bool(one)), article.real)


@contextmanager
def _reader(folder: Path | None) -> Iterator[None]:
    """The pipeline in a folder in the place of the shipped one."""
    if folder is not None:
        os.environ[PIPELINE] = str(folder)
    yield
    os.environ.pop(PIPELINE, None)


class Marks(NamedTuple):
    """The numbers of the marked events that a row tells: with the words that tell it best, and with any."""

    main: set[int]
    all: set[int]


def _marked(events: Sequence[Gold], entry: Entry, story: Story) -> Marks:
    told = [set(numbers) for numbers in events_told(entry, story, events)]
    return Marks(told[0], set().union(*told))


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    parser = command_line(__doc__)
    parser.add_argument("--taught", type=Path, help="file of training.reader.articles")
    parser.add_argument("--halves", type=Path, nargs=2, help="pipelines that were taught the half of them")
    arguments = parser.parse_args()
    taught = arguments.taught.read_text(encoding="utf-8").splitlines() if arguments.taught else []
    halves = {json.loads(line)["name"]: arguments.halves[n % 2] for n, line in enumerate(taught)}
    data = list(pairs(arguments.newsroom, halves))
    names = {*often(((pair.article, pair.features) for pair in data), seen=SEEN)}
    columns = DictVectorizer()
    x = columns.fit_transform([{k: v for k, v in pair.features.items() if k in names} for pair in data])
    scale = MaxAbsScaler().fit(x)
    x, y, real = scale.transform(x), np.array([p.answer for p in data]), np.array([p.real for p in data])
    fit = partial(learn, strength=STRENGTH)
    predicted = held_out(fit, x, y, articles=[pair.article for pair in data], folds=FOLDS)[:, 1]
    alone = np.array([pair.features.get("seen alike", 0.0) for pair in data])
    for name, asked in (("real articles", real), ("invented", ~real)):
        found, head = (average_precision_score(y[asked], each[asked]) for each in (predicted, alone))
        told = f"{asked.sum()} pairs, {y[asked].sum()} one event"
        print(f"{name}: {told}; average precision {found:.3f}, of the head alone {head:.3f}")
    learned = fit(x, y)
    weights = zip(columns.get_feature_names_out(), learned.coef_[0] / scale.scale_, strict=True)
    lines = as_toml(learned.intercept_[0], weights, digits=3, least=0.005)
    print(f"{len(lines)} weights")
    if arguments.write:
        keep(TARGET, "Log-odds that a row repeats a weightier one, by feature. Learned by training/repeats.py.", lines)


if __name__ == "__main__":
    main()
