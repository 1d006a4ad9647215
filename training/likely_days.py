"""Learn the weights of ``languages/en/likely_days.toml`` from articles where people dated the events.

Each event that the rules leave without a date is asked of each date that it may share: is it this one? The articles
beside this file, those in ``training/real`` and, with ``--newsroom``, a folder of annotated real articles answer. One
weight a feature is shared by all who mark; they differ in their intercepts alone, because some leave more undated than
others. The intercept that is shipped is that of the real articles.
Run from the root: ``python -m training.likely_days [--newsroom FOLDER] [--write]``; it prints, of a cross-validation
over articles, how many dates would be right at each probability from which a date is shown.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.marks import Gold
from benchmarks.results import ROOT
from timeline_service import languages
from timeline_service.evidence.document_index import indexes
from timeline_service.stages.order_events.likely_days import Days, Features, dates_of, is_undated
from timeline_service.stages.select_entries import select_entries
from training.annotated import annotated, command_line, events_told, story_before
from training.columns import as_toml, keep
from training.regression import ByMarker, held_out, learn_by_marker

TARGET = ROOT / "timeline_service" / "languages" / "en" / "likely_days.toml"
SHIPPED = "real"  # whose intercept
STRENGTH = 0.1  # inverse of the L2 penalty
SEEN = 8  # articles in which a feature must stand, to have a weight
FOLDS = 10


class Asked(NamedTuple):
    """One date asked of one event: ``event`` is its number among all, ``dated`` whether it has a date at all."""

    article: str
    marker: str
    event: int
    features: Features
    answer: int
    dated: bool


def asked(newsroom: Path | None) -> Iterator[Asked]:
    """Every date that each undated event of the marked articles may share, with the answer of the marks."""
    english = languages.load("en")
    untaught = replace(english, words={**english.words, "likely_days": {}})
    number = 0
    for article in annotated(newsroom):
        marker, document = article.marker, article.document
        story = story_before(select_entries, document, untaught)
        days = Days(indexes(story, untaught)[0], dict(dates_of(story.entries).get(document.id, ())))
        for entry in story.entries:
            event = story.event(entry.chain.mentions[0])
            told = {n for each in events_told(entry, story, article.events) for n in each}
            if not told or not is_undated(entry) or document.dct is None:
                continue
            number += 1
            right = _dates(article.events[min(told)])
            for each in days.candidates(event):
                day = (each.timex.edtf or "").partition("T")[0]
                yield Asked(article.id, marker, number, each.features, int(day in right), bool(right))


def _dates(event: Gold) -> set[str]:
    """The dates that are right for a marked event; none where the article gives none."""
    if event["granularity"] in (None, "null"):
        return set()
    return {date.partition("T")[0] for date in (event["when"], *event.get("when_also", ()))}


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    arguments = command_line(__doc__).parse_args()
    data = list(asked(arguments.newsroom))
    columns = ByMarker.of([(row.article, row.marker, row.features) for row in data], seen=SEEN)
    y, fit = np.array([row.answer for row in data]), partial(learn_by_marker, strength=STRENGTH)
    predicted = held_out(fit, columns.x, y, articles=[row.article for row in data], folds=FOLDS)[:, 1]
    for marker in columns.markers:
        _report(marker, data, predicted)
    weights = columns.weights(fit(columns.x, y), shipped=SHIPPED)
    lines = as_toml(weights.pop("prior"), weights.items(), digits=2, least=0.01)
    print(f"{len(data)} questions, {len(lines)} weights")
    if arguments.write:
        says = "Log-odds that an event is of a date, by feature. Learned by training/likely_days.py, not by hand."
        keep(TARGET, says, lines)


def _report(marker: str, data: Sequence[Asked], predicted: np.ndarray) -> None:
    """Of the likeliest date of each event: how many are shown from each probability up, and how many are right."""
    best: dict[int, tuple[float, Asked]] = {}
    for row, p in zip(data, predicted.tolist(), strict=True):
        if row.marker == marker and (row.event not in best or p > best[row.event][0]):
            best[row.event] = p, row
    for least in np.arange(0.3, 0.8, 0.1):
        shown = [row for p, row in best.values() if p >= least]
        right, undated = sum(row.answer for row in shown), sum(not row.dated for row in shown)
        print(f"{marker}, {len(best)} events, from {least:.1f}: {len(shown)} dated, {right} right, {undated} have none")


if __name__ == "__main__":
    main()
