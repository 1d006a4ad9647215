"""Learn which of the days around an undated event is its own, from articles where people dated the events.

Each event that the rules leave without a date is asked which of the dates that it may share it has, or none. The
articles beside this file, those in ``training/real`` and, with ``--newsroom``, a folder of annotated real articles
answer. What is learned is shared by all who mark; they differ in their intercepts alone, because some leave more
undated than others. The intercept that is shipped is that of the real articles.
Run from the root: ``python -m training.likely_days [--newsroom FOLDER] [--write]``; it prints, of a cross-validation
over articles, how many dates would be right at each probability from which a date is shown. ``--write`` keeps the
weights of features in ``languages/en/likely_days.toml`` and those of what the reader saw in its own folder.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from sklearn.model_selection import GroupKFold

from benchmarks.marks import Gold
from benchmarks.results import ROOT
from timeline_service import languages
from timeline_service.lookups.document_index import indexes
from timeline_service.stages.order_events.day_candidates import Days, day_of
from timeline_service.stages.order_events.likely_days import dates_of, fits, is_undated, sight_of
from timeline_service.stages.select_entries import select_entries
from training.annotated import annotated, command_line, events_told, story_before
from training.columns import as_toml, keep, often
from training.reader.comparison import as_one, fit, weights_of, write
from training.reader.same_day import PLAN, Choices, Day, Question, shares

TARGET = ROOT / "timeline_service" / "languages" / "en" / "likely_days.toml"
SHIPPED = "real"  # whose intercept
COUNTS = {"real": 1.0, "modelled": 1.0, "stories": 1.0, "articles": 0.5}  # of the questions of each marker
MARKERS = tuple(COUNTS)
SEEN = 8  # articles in which a feature must stand, to have a weight
FOLDS = 5


class Asked(NamedTuple):
    """The question of one event. ``also``: for each day, whether people would let it stand."""

    article: str
    question: Question
    also: Sequence[bool]
    dated: bool


def asked(newsroom: Path | None) -> Iterator[Asked]:
    """The dates that each undated event of the marked articles may share, with the answers of the marks."""
    english = languages.load("en")
    untaught = replace(english, words={**english.words, "likely_days": {}})
    for article in annotated(newsroom):
        document = article.document
        story = story_before(select_entries, document, untaught)
        days = Days(indexes(story, untaught)[0], dict(dates_of(story.entries).get(document.id, ())))
        for entry in story.entries:
            event = story.event(entry.chain.mentions[0])
            told = {n for each in events_told(entry, story, article.events) for n in each}
            if not told or not is_undated(entry) or document.dct is None or document.views is None:
                continue
            gold = article.events[min(told)]
            fitting = [each for each in days.candidates(event) if fits(each.timex, entry.when.bounds)]
            right, sights = _dates(gold), document.views.same
            answers = [
                Day(each.features, sight_of(each, document, sights), day_of(each.timex) in right)
                for each in fitting
            ]
            question = Question(MARKERS.index(article.marker), COUNTS[article.marker], sights[event.token], answers)
            if answers:
                yield Asked(article.id, question, [day_of(each.timex) in _also(gold) for each in fitting], bool(right))


def _dates(event: Gold) -> set[str]:
    """The dates that are right for a marked event; none where the article gives none."""
    return set() if event["granularity"] in (None, "null") else _also(event)


def _also(event: Gold) -> set[str]:
    """The dates that people would let stand for a marked event."""
    return {date.partition("T")[0] for date in (event["when"], *event.get("when_also", ())) if date}


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    arguments = command_line(__doc__).parse_args()
    data = list(asked(arguments.newsroom))
    names = often(((row.article, day.features) for row in data for day in row.question.days), seen=SEEN)
    table = Choices.of([row.question for row in data], names)
    likely = np.zeros(table.right.shape)
    for taught, others in GroupKFold(FOLDS).split(data, groups=[row.article for row in data]):
        heads = fit(table.rows(torch.from_numpy(taught)), PLAN)
        likely[others] = shares(heads, table.rows(torch.from_numpy(others)))
    for n, marker in enumerate(MARKERS):
        _report(marker, [(row, p) for row, p in zip(data, likely, strict=True) if row.question.marker == n])
    heads = fit(table, PLAN)
    weights, prior = weights_of(heads)
    lines = as_toml(prior[MARKERS.index(SHIPPED)], zip(names, weights, strict=True), digits=2, least=0.01)
    print(f"{len(data)} events, {len(lines)} weights")
    if arguments.write:
        says = "Log-odds that an event is of a date, by feature. Learned by training/likely_days.py, not by hand."
        keep(TARGET, says, lines)
        write("same_day", as_one(heads))


def _report(marker: str, rows: Sequence[tuple[Asked, np.ndarray]]) -> None:
    """Of the likeliest date of each event: how many are shown from each probability up, and how many are right."""
    best = [(row, int(p.argmax()), float(p.max())) for row, p in rows]
    for least in np.arange(0.3, 0.75, 0.05):
        shown = [(row, n) for row, n, p in best if p >= least]
        right = sum(row.question.days[n].right for row, n in shown)
        idle = sum(not row.dated and not row.also[n] for row, n in shown)
        print(f"{marker}, {len(rows)} events, from {least:.2f}: {len(shown)} dated, {right} right, {idle} have none")


if __name__ == "__main__":
    main()
