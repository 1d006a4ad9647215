"""One event, one chain: what several articles tell of it, joined.

Tellings of two articles are held against each other by weights that ``training/joining.py`` learned from stories whose
mentions people joined, and clustered over the whole story, not joined to the first that fits (average linkage; the
features are those of cross-document coreference: S. Barhom et al., "Revisiting joint modeling of cross-document entity
and event coreference resolution", ACL 2019; A. Cybulska & P. Vossen, "Translating granularity of event slots into
features for event coreference resolution", 2015).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from timeline_service import deadline
from timeline_service.evidence.document_index import indexes
from timeline_service.model import Chain, Document, Event, Language, MentionRef, Story
from timeline_service.stages import stage
from timeline_service.stages.join_articles.clusters import IMPOSSIBLE, UNLIKE, clusters
from timeline_service.stages.join_articles.pairing import Pairing, Weights
from timeline_service.stages.join_articles.plainly import are_dated_apart, are_of_one_time, cannot_be_one, plainly_one
from timeline_service.stages.join_articles.tellings import Telling, Tellings

COMPARED = 96  # tellings before it that one is held against at most: bounds the cost
PLAIN = 9.0  # log-odds of what is plainly one event: more than weights give
_DATED_APART = -3.0  # log-odds at most of what has dates that do not meet and is not plainly one event
_COMMITTED = ("occurred", "ongoing")


@stage(needs=("documents", "rows", "chains"), gives=("chains",))
def join_articles(story: Story, language: Language) -> Story:
    """Chains in the order of their first mention; each lists its most telling mention first."""
    weights = language.words.get("joining")
    if len(story.documents) < 2 or not weights:
        return story
    rows = _rows(story)
    odds: dict[tuple[int, int], float] = {}
    if None in rows:
        odds = log_odds(Pairing(list(tellings(story, language))), Weights(weights), rows=rows)
    articles = [chain.mentions[0].document for chain in story.chains]
    groups = clusters(articles, odds, least=weights["least"], rows=rows)
    chains = ([story.chains[n] for n in group] for group in groups)
    joined = tuple(_joined(f"c{n}", own, story) for n, own in enumerate(chains, start=1))
    return replace(story, chains=joined)


def tellings(story: Story, language: Language) -> Iterator[Telling]:
    """What each chain tells; the chains are of one article each, and in the order of the articles."""
    of = {index.document.id: (index.document, Tellings(index, language.words)) for index in indexes(story, language)}
    for chain in story.chains:
        document, told = of[chain.mentions[0].document]
        yield told.of([document.events[int(ref.event[1:]) - 1] for ref in chain.mentions])


def _rows(story: Story) -> list[str | None]:
    """The row in which each chain stood before: a story that grows does not tear its rows apart."""
    if not story.rows:
        return [None] * len(story.chains)
    spans = {MentionRef(d.id, event.id): event.span for d in story.documents for event in d.events}
    known = [[story.rows.get((ref.document, spans[ref])) for ref in chain.mentions] for chain in story.chains]
    return [next(filter(None, own), None) for own in known]


def log_odds(
    pairing: Pairing, weights: Weights, *, rows: Sequence[str | None]
) -> dict[tuple[int, int], float]:
    """Log-odds of the pairs that may be one event, and of those that have words in common and cannot be.

    Tellings that both stood in ``rows`` before are not compared again.
    """
    odds: dict[tuple[int, int], float] = {}
    fresh = np.array([n for n, row in enumerate(rows) if row is None], np.int64)
    for i in deadline.checked(range(1, len(pairing.tellings))):
        before = np.arange(i) if rows[i] is None else fresh[fresh < i]
        others = pairing.worth_comparing(i, before, COMPARED) if len(before) else before
        if not len(others):
            continue
        scores = weights.log_odds(pairing.traits(i, others), pairing.measures(i, others))
        plain = _plainly(pairing, i, others.tolist(), scores.tolist())
        for other, score in zip(others.tolist(), scores.tolist(), strict=True):
            if not are_of_one_time(pairing.tellings[i], pairing.tellings[other]):
                continue
            if cannot_be_one(pairing.tellings[i], pairing.tellings[other]):
                odds[other, i] = IMPOSSIBLE
            elif other in plain:
                odds[other, i] = max(score, PLAIN)
            elif are_dated_apart(pairing.tellings[i], pairing.tellings[other]):
                odds[other, i] = min(score, _DATED_APART)
            elif score > UNLIKE:
                odds[other, i] = score
    return odds


def _plainly(pairing: Pairing, i: int, others: Sequence[int], scores: Sequence[float]) -> frozenset[int]:
    """Those that are plainly one with the ``i``-th; of several in one article a dated one, then the likeliest."""
    best: dict[str, tuple[bool, float, int]] = {}
    dated = pairing.tellings[i].date is not None
    for other, score in zip(others, scores, strict=True):
        telling = pairing.tellings[other]
        if plainly_one(pairing.tellings[i], telling):
            this = (dated and telling.date is not None, score, other)
            best[telling.document] = max(best.get(telling.document, this), this)
    return frozenset(other for *_, other in best.values())


def _joined(id: str, chains: Sequence[Chain], story: Story) -> Chain:
    """The chain of all mentions; what has happened is told by a mention that says so, not by one that plans it."""
    if len(chains) == 1:
        return Chain(id, chains[0].mentions)
    mentions = [ref for chain in chains for ref in chain.mentions]
    events: dict[MentionRef, Event] = {ref: story.event(ref) for ref in (chain.mentions[0] for chain in chains)}
    done = [ref for ref, event in events.items() if event.status in _COMMITTED]
    documents = {document.id: document for document in story.documents}
    first = max(done or events, key=lambda ref: _telling(events[ref], documents[ref.document]))
    return Chain(id, (first, *(ref for ref in mentions if ref != first)))


def _telling(event: Event, document: Document) -> tuple[float, bool, int]:
    """What the reader thinks worth a row, then verb before noun, with participants before without."""
    worth = float(document.views.worth[event.token][0]) if document.views is not None else 0.0
    return worth, event.pos == "VERB", min(len(event.participants), 2)
