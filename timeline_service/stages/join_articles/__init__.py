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
from typing import Any

import numpy as np

from timeline_service import deadline
from timeline_service.evidence.document_index import indexes
from timeline_service.model import Chain, Event, Language, MentionRef, Story
from timeline_service.stages import stage
from timeline_service.stages.join_articles.clusters import IMPOSSIBLE, UNLIKE, clusters
from timeline_service.stages.join_articles.pairing import Pairing, Weights
from timeline_service.stages.join_articles.plainly import are_of_one_time, cannot_be_one, plainly_one
from timeline_service.stages.join_articles.tellings import Telling, Tellings

COMPARED = 96  # tellings before it that one is held against at most: bounds the cost
PLAIN = 2.0  # log-odds of what is plainly one event
_COMMITTED = ("occurred", "ongoing")


@stage(needs=("documents", "chains"), gives=("chains",))
def join_articles(story: Story, language: Language) -> Story:
    """Chains in the order of their first mention; each lists its most telling mention first."""
    weights = language.words.get("joining")
    if len(story.documents) < 2 or not weights:
        return story
    found = list(tellings(story, language))
    odds = log_odds(Pairing(found), Weights(weights))
    groups = clusters(len(found), odds, least=weights["least"])
    chains = ([story.chains[n] for n in group] for group in groups)
    joined = tuple(_joined(f"c{n}", own, story) for n, own in enumerate(chains, start=1))
    return replace(story, chains=joined)


def tellings(story: Story, language: Language) -> Iterator[Telling]:
    """What each chain tells; the chains are of one article each, and in the order of the articles."""
    of = {index.document.id: (index.document, Tellings(index, language.words)) for index in indexes(story, language)}
    for chain in story.chains:
        document, told = of[chain.mentions[0].document]
        yield told.of([document.events[int(ref.event[1:]) - 1] for ref in chain.mentions])


def log_odds(pairing: Pairing, weights: Weights) -> dict[tuple[int, int], float]:
    """Log-odds of the pairs that may be one event, and of those that have words in common and cannot be."""
    odds: dict[tuple[int, int], float] = {}
    for i in deadline.checked(range(1, len(pairing.tellings))):
        others = pairing.worth_comparing(i, np.arange(i), COMPARED)
        if not len(others):
            continue
        scores = weights.log_odds(pairing.traits(i, others), pairing.measures(i, others))
        for other, score in zip(others.tolist(), scores.tolist(), strict=True):
            if not are_of_one_time(pairing.tellings[i], pairing.tellings[other]):
                continue
            if cannot_be_one(pairing.tellings[i], pairing.tellings[other]):
                odds[other, i] = IMPOSSIBLE
            elif plainly_one(pairing.tellings[i], pairing.tellings[other]):
                odds[other, i] = max(score, PLAIN)
            elif score > UNLIKE:
                odds[other, i] = score
    return odds


def _joined(id: str, chains: Sequence[Chain], story: Story) -> Chain:
    """The chain of all mentions; what has happened is told by a mention that says so, not by one that plans it."""
    if len(chains) == 1:
        return Chain(id, chains[0].mentions)
    mentions = [ref for chain in chains for ref in chain.mentions]
    events: dict[MentionRef, Event] = {ref: story.event(ref) for ref in (chain.mentions[0] for chain in chains)}
    done = [ref for ref, event in events.items() if event.status in _COMMITTED]
    first = max(done or events, key=lambda ref: _telling(events[ref]))
    return Chain(id, (first, *(ref for ref in mentions if ref != first)))


def _telling(event: Event) -> tuple[Any, ...]:
    """Verb before noun, with participants before without; of equals the first."""
    return event.pos == "VERB", min(len(event.participants), 2)
