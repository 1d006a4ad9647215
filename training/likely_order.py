"""Learn the weights of ``languages/en/likely_order.toml`` from articles whose events people ordered.

Two rows that no evidence orders are asked: did the one told first begin first? The articles beside this file, those in
``training/real``, TimeSET's and, with ``--newsroom`` and ``--meantime``, annotated real articles and the links of
MEANTIME answer: by the order that was marked, by what follows from it, and by dates that do not meet. What is learned
is shared by all who mark; they differ in their intercepts alone, because each marks its own choice of pairs. The
intercept that is shipped is that of the real articles.
Run from the root: ``python -m training.likely_order [--newsroom FOLDER] [--meantime FILE] [--write]``; it prints, of a
cross-validation over articles, how many marked pairs stand right, and how often each probability is borne out.
``--write`` keeps the weights of features in ``languages/en/likely_order.toml`` and those of what the reader saw in its
own folder.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.model_selection import GroupKFold

from benchmarks.article_evidence import began, closure, is_before
from benchmarks.marks import place, places
from benchmarks.results import ROOT
from timeline_service import languages
from timeline_service.model import Span, Story
from timeline_service.reader.comparison import Comparison
from timeline_service.stages.order_events.admit_claims import is_asserted
from timeline_service.stages.order_events.rank_entries import Passage, passages
from timeline_service.stages.select_entries import select_entries
from training.annotated import (
    Annotated,
    annotated,
    command_line,
    meantime_articles,
    story_before,
    timeset_articles,
)
from training.columns import as_toml, keep, often
from training.reader.comparison import as_one, fit, weights_of, write
from training.reader.precedence import PLAN, Orders, Question

TARGET = ROOT / "timeline_service" / "languages" / "en" / "likely_order.toml"
SHIPPED = "real"  # whose intercept
SEEN = 8  # articles in which a feature must stand, to have a weight
FOLDS = 5
WORTH = {  # of a pair, by who marked it
    "real": 1.0, "timeset": 0.5, "meantime": 0.5, "articles": 0.3, "modelled": 0.3, "stories": 0.3,
}  # fmt: skip
CERTAIN = {"marked": 1.0, "follows": 0.5, "dates": 0.3}  # by what says its order
MARKERS = tuple(WORTH)
MOST = 60  # pairs that one article counts for
_BEFORE, _AFTER = ("BEFORE", "IBEFORE", "INCLUDES", "ENDED_BY"), ("AFTER", "IAFTER", "IS_INCLUDED", "ENDS")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Marked:
    """An article whose events people ordered: where each is told, and of pairs, the earlier first, what says so."""

    article: Annotated
    marker: str
    spans: Mapping[str, Sequence[Span]]
    pairs: Mapping[Pair, str]


@dataclass(frozen=True)
class Asked:
    """One passage of such an article, and the pairs of its rows of which people said the order: (the number of the
    earlier, of the later, what says so)."""

    marked: Marked
    passage: Passage
    pairs: Sequence[tuple[int, int, str]]

    @property
    def article(self) -> str:
        """Its hash: who marks share articles."""
        return self.marked.article.text_hash

    @property
    def free(self) -> list[tuple[int, int, str]]:
        """The pairs that nothing sure decides."""
        return [(one, other, why) for one, other, why in self.pairs if self.passage.sure[one, other] == 0]

    @property
    def worth(self) -> np.ndarray:
        """What each of these pairs counts for."""
        certain = np.array([CERTAIN[why] for *_, why in self.free])
        return certain * WORTH[self.marked.marker] * min(1.0, MOST / certain.sum())


def marked(newsroom: Path | None, meantime: Path | None) -> Iterator[Marked]:
    """Every article, by who marked it; what may only measure is not among them."""
    for article in annotated(newsroom):
        spans = {event["id"]: places(event) for event in article.events}
        pairs = _ordered(article.gold["order"]) | _dated(article.events)
        yield Marked(article, article.marker, spans, pairs)
    for article in timeset_articles():
        spans = {event["id"]: [place(event)] for event in article.events}
        yield Marked(article, "timeset", spans, _ordered(article.gold["order"]))
    for article in meantime_articles(meantime):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", article.request["published_at"]):
            continue
        links = [(link["id1"], link["rel"], link["id2"]) for link in article.gold["tlinks"]]
        ordered = [(a, b) if rel in _BEFORE else (b, a) for a, rel, b in links if rel in _BEFORE + _AFTER]
        spans = {event["eid"]: [place(event)] for event in article.events}
        yield Marked(article, "meantime", spans, dict.fromkeys(ordered, "follows"))


def _ordered(order: Sequence[Sequence[str]]) -> dict[Pair, str]:
    return dict.fromkeys(sorted(closure(order)), "follows") | dict.fromkeys(map(tuple, order), "marked")


def _dated(events: Sequence[Mapping[str, Any]]) -> dict[Pair, str]:
    """The pairs of events whose dates do not meet."""
    days = {event["id"]: began(event) for event in events}
    return {(a, b): "dates" for a in days for b in days if is_before(days[a], days[b])}


def asked(articles: Iterator[Marked]) -> Iterator[Asked]:
    """The passages of each article with the pairs of rows whose order is known."""
    english = languages.load("en")
    for each in articles:
        story = story_before(select_entries, each.article.document, english)
        refused = {conflict.claim for conflict in story.conflicts}
        sure = [claim for claim in story.claims if is_asserted(claim) and claim not in refused]
        weak = [claim for claim in story.claims if not is_asserted(claim)]
        for passage in passages(story.entries, story, english, bounds=story.bounds, stated=sure, weak=weak):
            row = _told(each, passage, story)
            pairs = [(row[a], row[b], why) for (a, b), why in each.pairs.items() if a in row and b in row]
            yield Asked(each, passage, [(a, b, why) for a, b, why in pairs if a != b])


def _told(marked: Marked, passage: Passage, story: Story) -> dict[str, int]:
    """Marked event → the number of the first row that tells it, by its most telling mention that tells any."""
    found: dict[str, int] = {}
    for n, entry in enumerate(passage.entries):
        spans = (story.event(ref).span for ref in entry.chain.mentions)
        told = ([id for id, own in marked.spans.items() if any(span.overlaps(s) for s in own)] for span in spans)
        for id in next((ids for ids in told if ids), [])[:1]:
            found.setdefault(id, n)
    return found


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    parser = command_line(__doc__)
    parser.add_argument("--meantime", type=Path, help="the articles of MEANTIME, one a line")
    arguments = parser.parse_args()
    articles = marked(arguments.newsroom, arguments.meantime)
    data = [each for each in asked(articles) if each.free and each.passage.pairs.sights is not None]
    held: list[tuple[Asked, Learned]] = []
    for train, test in GroupKFold(FOLDS).split(data, groups=[each.article for each in data]):
        found = learned([data[n] for n in train])
        held += [(data[n], found) for n in test]
    _report(held)
    found = learned(data)
    weights = dict(found.weights)
    lines = as_toml(weights.pop("prior"), weights.items(), digits=2, least=0.01)
    print(f"{sum(len(each.free) for each in data)} pairs, {len(lines)} weights")
    if arguments.write:
        says = "Log-odds that the row told first began first. Learned by training/likely_order.py, not by hand."
        keep(TARGET, says, lines)
        write("precedence", found.sights)


class Learned(NamedTuple):
    """The weights of features by name, with the intercept that ships as ``prior``, and those of what the reader saw."""

    weights: Mapping[str, float]
    sights: Mapping[str, np.ndarray]


def learned(data: Sequence[Asked]) -> Learned:
    """What these articles teach."""
    questions = [(each.article, question) for each in data for question in _questions(each)]
    names = often(((article, question.features) for article, question in questions), seen=SEEN)
    heads = fit(Orders.of([question for _, question in questions], names), PLAN)
    weights, markers = weights_of(heads)
    prior = {"prior": markers[MARKERS.index(SHIPPED)]}
    return Learned(prior | dict(zip(names, weights, strict=True)), as_one(heads))


def _questions(each: Asked) -> Iterator[Question]:
    pairs, marker = each.passage.pairs, MARKERS.index(each.marked.marker)
    for (one, other, _), counts in zip(each.free, each.worth, strict=True):
        first, second = min(one, other), max(one, other)
        sights = pairs.sights[first], pairs.sights[second]
        yield Question(marker, counts, pairs.features(first, second), sights, right=one < other)


def _report(held: Sequence[tuple[Asked, Learned]]) -> None:
    """Of the marked pairs: how many stand right in the order of the text and as they are shown, and of those that
    nothing sure decides, how many of each probability are right."""
    stands: dict[str, Counter[str]] = defaultdict(Counter)
    borne: list[tuple[float, bool]] = []
    for each, found in held:
        line, odds = each.passage.line(found.weights, Comparison(found.sights))
        place = {row: n for n, row in enumerate(line)}
        for one, other, why in each.pairs:
            if why == "marked":
                stands[each.marked.marker].update(all=1, told=one < other, shown=place[one] < place[other])
        if each.marked.marker == SHIPPED:
            borne += [(abs(odds[a, b]), odds[a, b] > 0) for a, b, why in each.free if why == "marked"]
    for marker, count in sorted(stands.items()):
        print(f"{marker}: {count['all']} pairs, right as told {count['told']}, as shown {count['shown']}")
    for part in np.array_split(sorted(borne), 5):
        says = 1 / (1 + np.exp(-part[:, 0]))
        print(f"{SHIPPED}: said {says.mean():.2f}, right {part[:, 1].mean():.2f}")


if __name__ == "__main__":
    main()
