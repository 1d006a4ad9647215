"""Learn the weights of ``languages/en/gains.toml`` from articles where people marked what belongs on a timeline.

The rows of an article are gone through as the product does, the weightiest first: each is key or can be spared where it
tells an event that no row before it told, a repeat where it tells one that was told, and no event otherwise, or where
it tells a plan as done and the like. The articles of :mod:`training.annotated` answer; real ones that the reader was
not taught weigh most. Run from the root: ``python -m training.gains [--newsroom FOLDER] [--taught FILE --halves FOLDER
FOLDER] [--write]``; it prints how rows are told apart in a cross-validation over articles.
"""
from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler

from benchmarks.marks import Gold
from benchmarks.results import ROOT
from timeline_service import languages
from timeline_service.model import Entry, Story
from timeline_service.stages.select_entries import select_entries, weigh
from timeline_service.stages.select_entries.gains import OUTCOMES, Features, Gains
from training.annotated import Halves, annotated, command_line, events_told, halves_of, reading_with, story_before
from training.columns import as_toml, keep
from training.regression import held_out, learn

TARGET = ROOT / "timeline_service" / "languages" / "en" / "gains.toml"
LIGHTEST = 0.2  # weight by itself of a row that is asked
MODELLED, FAMILIAR = 0.15, 0.3  # what an article counts that is invented on a model, or that the reader was taught
STRENGTH = 0.3  # inverse of the L2 penalty
FOLDS = 5


class Row(NamedTuple):
    """A row of an article beside those before it; ``outcome`` is one of OUTCOMES, or "" for no event."""

    article: str
    features: Features
    outcome: str
    worth: float


def rows(newsroom: Path | None, halves: Halves) -> Iterator[Row]:
    """Every row that is not too light, in the order in which the product takes them."""
    english = languages.load("en")
    for article in annotated(newsroom):
        with reading_with(halves.get(article.id)):
            story = story_before(select_entries, article.document, english)
            weighed = sorted(weigh(story, english.words), key=lambda entry: (-entry.salience, entry.rank))
            gains, told = Gains(weighed, story, english), set[int]()
            for entry in weighed:
                if entry.salience < LIGHTEST:
                    break
                features = gains.features(entry, compared=True)
                outcome, new = _outcome(entry, story, article.events, told)
                if new is not None:
                    told.add(new)
                    gains.show(entry)
                worth = FAMILIAR if article.familiar else 1.0 if article.real else MODELLED
                yield Row(article.id, features, outcome, worth)


def _outcome(
    entry: Entry, story: Story, marked: Sequence[Gold], before: Collection[int]
) -> tuple[str, int | None]:
    """What a row turns out to be, and the number of the marked event that it tells and no row before it does."""
    new, again = _told(entry, story, marked, before)
    if new is None:
        return "repeat" if again else "", None
    if entry.status not in (marked[new]["status"], *marked[new].get("status_also", ())):
        return "", None
    return "key" if marked[new]["level"] == "key" else "spare", new


def _told(entry: Entry, story: Story, marked: Sequence[Gold], before: Collection[int]) -> tuple[int | None, bool]:
    """The first marked event that an entry tells and no row before it does, and whether it tells any at all."""
    numbers = [n for each in events_told(entry, story, marked) for n in each]
    return next((n for n in numbers if n not in before), None), bool(numbers)


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    arguments = command_line(__doc__, halves=True).parse_args()
    data = list(rows(arguments.newsroom, halves_of(arguments)))
    columns, scale = DictVectorizer(), StandardScaler(with_mean=False)
    x = scale.fit_transform(columns.fit_transform([row.features for row in data]))
    y, worth = np.array([row.outcome for row in data]), np.array([row.worth for row in data])
    outcomes = ["", *OUTCOMES]
    fit = partial(learn, strength=STRENGTH)
    learned = fit(x, y, worth)
    at = {outcome: list(learned.classes_).index(outcome) for outcome in outcomes}
    predicted = held_out(fit, x, y, worth, articles=[row.article for row in data], folds=FOLDS)
    for name, asked in (("real and new to the reader", worth == 1), ("others", worth < 1)):
        for outcome in outcomes:
            hit = y[asked] == outcome
            found = average_precision_score(hit, predicted[asked, at[outcome]])
            print(f"{name}: {hit.sum()} of {asked.sum()} {outcome or 'no event'}, average precision {found:.3f}")
    lines = []
    for outcome in OUTCOMES:
        weights = (learned.coef_[at[outcome]] - learned.coef_[at[""]]) / scale.scale_
        named = zip(columns.get_feature_names_out(), weights, strict=True)
        prior = learned.intercept_[at[outcome]] - learned.intercept_[at[""]]
        lines += [f"[{outcome}]", *as_toml(prior, named, digits=3, least=0.005)]
    if arguments.write:
        keep(TARGET, "Log-odds of what a row is, over no event, by feature. Learned by training/gains.py.", lines)


if __name__ == "__main__":
    main()
