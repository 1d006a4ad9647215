"""Learn the weights of ``languages/en/repeats.toml`` from articles where people marked which words tell one event.

Each row is held against each that weighs more: do the marks say that both tell one event? The articles of
:mod:`training.annotated` answer. Run from the root: ``python -m training.repeats [--newsroom FOLDER] [--taught FILE
--halves FOLDER FOLDER] [--write]``; it prints the average precision of a cross-validation over articles beside that of
the reader's head alone.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from timeline_service.reader.loading import load_sameness
from timeline_service.stages.link_mentions.likeness import Likeness
from timeline_service.stages.select_entries import select_entries, weigh
from timeline_service.stages.select_entries.repeat_features import Comparing, Features, Row
from training.annotated import Halves, annotated, command_line, events_told, halves_of, reading_with, story_before
from training.columns import as_toml, keep, often
from training.regression import held_out, learn

TARGET = ROOT / "timeline_service" / "languages" / "en" / "repeats.toml"
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


def pairs(newsroom: Path | None, halves: Halves) -> Iterator[Pair]:
    """Every pair of marked rows whose dates meet.

    Rows that share a marked event by words beside those that tell them best are neither one event nor two: not asked.
    """
    english = languages.load("en")
    for article in annotated(newsroom):
        with reading_with(halves.get(article.id)):
            story = story_before(select_entries, article.document, english)
            heavy = [each for each in weigh(story, english.words) if each.salience >= LIGHTEST]
            heavy.sort(key=lambda entry: (-entry.salience, entry.rank))
            rows = [(Row(each, story, english.words), _marked(article.events, each, story)) for each in heavy]
            comparing = Comparing(article.document, Likeness(load_sameness("en")))
            for n, (row, marks) in enumerate(rows):
                for kept, others in rows[:n]:
                    one, some = marks.main & others.main, marks.all & others.all
                    asked = marks.all and others.all and row.entry.when.bounds.meets(kept.entry.when.bounds)
                    if asked and bool(one) == bool(some):
                        yield Pair(article.id, comparing.features(kept, row), int(bool(one)), article.real)


class Marks(NamedTuple):
    """The numbers of the marked events that a row tells: with the words that tell it best, and with any."""

    main: set[int]
    all: set[int]


def _marked(events: Sequence[Gold], entry: Entry, story: Story) -> Marks:
    told = [set(numbers) for numbers in events_told(entry, story, events)]
    return Marks(told[0], set().union(*told))


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    arguments = command_line(__doc__, halves=True).parse_args()
    data = list(pairs(arguments.newsroom, halves_of(arguments)))
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
