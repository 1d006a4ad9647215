"""Learn the weights of ``languages/en/salience.toml`` from articles where people marked what belongs on a timeline.

The seeds, the articles beside this file and the newsroom cases mark key and acceptable events; TimeSET (CC BY 4.0,
train split) marks the salient ones. One weight a feature is shared by all who mark; they differ in their intercepts
alone, and so do their questions: is it worth keeping, is it key. The intercept that is shipped is that of the newsroom
cases. Run from the root: ``python -m training.salience [--newsroom FOLDER] [--taught FILE --halves FOLDER FOLDER]
[--write]``; it prints the scores of a cross-validation over articles, and how precision, recall of key events and their
F1 go with the line that an entry must pass.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.metrics import average_precision_score

from benchmarks import marks
from benchmarks.results import ROOT
from benchmarks.timelines import newsroom_cases
from timeline_service import languages
from timeline_service.model import Document, Entry, Span, Story
from timeline_service.stages.select_entries import select_entries
from timeline_service.stages.select_entries.salience_features import Features, Weighing
from training.annotated import (
    Halves,
    command_line,
    halves_of,
    invented_articles,
    reading_with,
    real_articles,
    sample_articles,
    story_before,
    timeset_articles,
    with_marks,
)
from training.columns import as_toml, keep
from training.regression import ByMarker, held_out, learn_by_marker

TARGET = ROOT / "timeline_service" / "languages" / "en" / "salience.toml"
SHIPPED = "newsroom keep"  # whose intercept, and for which question
STRENGTH = 0.3  # inverse of the L2 penalty
GRAVE = 3.0  # how much more it weighs to show what the marks say must not be shown
SEEN = 8  # articles in which a feature must stand, to have a weight
FOLDS = 10


class Row(NamedTuple):
    """One question about one entry: ``asked`` is who marks and what is asked, ``entry`` its number in the article.

    ``article`` is its hash: the newsroom and TimeSET share articles.
    """

    article: str
    asked: str
    entry: int
    features: Features
    answer: int
    weight: float = 1.0


def rows(newsroom: Path | None, halves: Halves) -> Iterator[Row]:
    """One row for each question that the marks of an article answer for each entry before selection."""
    cases = with_marks(newsroom_cases("newsroom"), "newsroom")
    for article in chain(sample_articles(), invented_articles(), cases, real_articles(newsroom)):
        with reading_with(halves.get(article.id)):
            events = [(event["level"], marks.places(event)) for event in article.events]
            never = [marks.place(each) for each in article.gold["not_timeline"]]
            yield from _rows(article.text_hash, article.document, _by_question(article.marker, events), never)
    for article in timeset_articles():
        if not halves or article.id in halves:
            with reading_with(halves.get(article.id)):
                salient = {"timeset": [[marks.place(event)] for event in article.events]}
                yield from _rows(article.text_hash, article.document, salient, [])


def _by_question(marker: str, events: Sequence[tuple[str, Sequence[Span]]]) -> dict[str, list[Sequence[Span]]]:
    key = [places for level, places in events if level == "key"]
    return {f"{marker} keep": [places for _, places in events], f"{marker} key": key}


def _rows(
    article: str, document: Document, marked: Mapping[str, Sequence[Sequence[Span]]], never: Sequence[Span]
) -> Iterator[Row]:
    english = languages.load("en")
    story = story_before(select_entries, document, english)
    weighing = Weighing(story, english.words)
    shown = [weighing.features(entry) for entry in story.entries]
    for asked, events in marked.items():
        chosen = {_told_best(places, story) for places in events}
        for n, found in enumerate(shown):
            weight = GRAVE if n not in chosen and _touches(story.entries[n], never, story) else 1.0
            yield Row(article, asked, n, found, int(n in chosen), weight)


def _touches(entry: Entry, places: Sequence[Span], story: Story) -> bool:
    spans = [story.event(ref).span for ref in entry.chain.mentions]
    return any(span.overlaps(place) for place in places for span in spans)


def _told_best(places: Sequence[Span], story: Story) -> int | None:
    """The entry that tells a marked event: by its main mention at the trigger, then by most; others repeat it."""

    def hits(n: int) -> tuple[bool, int, int]:
        spans = [story.event(ref).span for ref in story.entries[n].chain.mentions]
        on = [any(span.overlaps(place) for place in places) for span in spans]
        return spans[0].overlaps(places[0]), sum(on), -n

    best = max(range(len(story.entries)), key=hits, default=None)
    return best if best is not None and hits(best)[1] else None


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    arguments = command_line(__doc__, halves=True).parse_args()
    data = list(rows(arguments.newsroom, halves_of(arguments)))
    columns = ByMarker.of([(row.article, row.asked, row.features) for row in data], seen=SEEN)
    y, worth = np.array([row.answer for row in data]), np.array([row.weight for row in data])
    fit = partial(learn_by_marker, strength=STRENGTH)
    predicted = held_out(fit, columns.x, y, worth, articles=[row.article for row in data], folds=FOLDS)[:, 1]
    _report(data, y, predicted)
    weights = columns.weights(fit(columns.x, y, worth), shipped=SHIPPED)
    lines = as_toml(weights.pop("prior"), weights.items(), digits=2, least=0.01)
    print(f"{len(lines)} weights")
    if arguments.write:
        says = "Log-odds that an editor keeps an event, by feature. Learned by training/salience.py, not by hand."
        keep(TARGET, says, lines)


def _report(data: list[Row], y: np.ndarray, predicted: np.ndarray) -> None:
    """How well each question is answered, and what each line would keep of the articles with key events marked."""
    asked = np.array([row.asked for row in data])
    for question in sorted(set(asked)):
        at = asked == question
        hit, precision = (predicted[at] >= 0.5) == y[at], average_precision_score(y[at], predicted[at])
        print(f"{question}: {at.sum()} rows, {y[at].mean():.2f} yes, accuracy {hit.mean():.3f}, AP {precision:.3f}")
    key = {(row.article, row.entry): row.answer for row in data if row.asked.endswith(" key")}
    for marker in sorted({question.removesuffix(" key") for question in asked if question.endswith(" key")}):
        at = np.flatnonzero(asked == f"{marker} keep")
        important = np.array([key[data[n].article, data[n].entry] for n in at])
        for line in np.arange(0.4, 0.7, 0.04):
            kept = predicted[at] >= line
            precision, recall = y[at][kept].mean(), important[kept].sum() / important.sum()
            f1 = 2 * precision * recall / (precision + recall)
            print(f"{marker}, from {line:.2f} up: precision {precision:.3f}, recall of key {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
