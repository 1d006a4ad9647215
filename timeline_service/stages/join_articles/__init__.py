"""One event, one chain: what several articles tell of it, joined.

Tellings of two articles are held against each other by weights that ``training/joining.py`` learned from stories whose
mentions people joined, and clustered over the whole story, not joined to the first that fits (average linkage; the
features are those of cross-document coreference: S. Barhom et al., "Revisiting joint modeling of cross-document entity
and event coreference resolution", ACL 2019; A. Cybulska & P. Vossen, "Translating granularity of event slots into
features for event coreference resolution", 2015).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from timeline_service import deadline
from timeline_service.derived import IdentityKey
from timeline_service.lookups.document_index import index_of
from timeline_service.model import HAPPENED, Chain, Document, Event, Language, MentionRef, Story
from timeline_service.stages import stage
from timeline_service.stages.join_articles import rivals
from timeline_service.stages.join_articles.clusters import IMPOSSIBLE, UNLIKE, clusters
from timeline_service.stages.join_articles.pairing import ALIKE, LABELS, Ints, Pairing
from timeline_service.stages.join_articles.plainly import are_dated_apart, cannot_be_one, plainly_one
from timeline_service.stages.join_articles.tellings import Telling, Tellings
from timeline_service.stages.join_articles.weights import Weights

COMPARED = 256  # tellings before it that one is held against at most: bounds the cost
PLAIN = 9.0  # log-odds of what is plainly one event: more than weights give
_DATED_APART = -3.0  # log-odds at most of what has dates that do not meet and is not plainly one event
Odds = dict[tuple[int, int], float]


@stage(needs=("documents", "rows", "chains"), gives=("chains",))
def join_articles(story: Story, language: Language) -> Story:
    """Chains in the order of their first mention; each lists its most telling mention first."""
    weights = language.words.get("joining")
    if len(story.documents) < 2 or not weights:
        return story
    rows = _rows(story)
    odds: Odds = {}
    found = list(tellings(story, language)) if None in rows else []
    if found:
        odds = log_odds(Pairing(found), weights, rows=rows)
    groups = clusters(undated(found) or [None] * len(rows), odds, least=weights["least"], rows=rows)
    chains = ([story.chains[n] for n in group] for group in groups)
    joined = tuple(_joined(f"c{n}", own, story) for n, own in enumerate(chains, start=1))
    return replace(story, chains=joined)


def tellings(story: Story, language: Language) -> Iterator[Telling]:
    """What each chain tells; the chains are of one article each, and in the order of the articles."""
    of: dict[str, list[tuple[MentionRef, ...]]] = {}
    for chain in story.chains:
        of.setdefault(chain.mentions[0].document, []).append(chain.mentions)
    for document in story.documents:
        yield from document.derived(_tellings, IdentityKey(language.words), tuple(of.get(document.id, ())))


def _tellings(
    document: Document, words: IdentityKey, chains: tuple[tuple[MentionRef, ...], ...]
) -> tuple[Telling, ...]:
    told = Tellings(index_of(document, words.thing), words.thing)
    return tuple(told.of([document.events[int(ref.event[1:]) - 1] for ref in own]) for own in chains)


def undated(found: Sequence[Telling]) -> list[int | None]:
    """When those came out that have no date, None for the others."""
    return [telling.published if telling.date is None else None for telling in found]


def _rows(story: Story) -> list[str | None]:
    """The row in which each chain stood before: a story that grows does not tear its rows apart."""
    if not story.rows:
        return [None] * len(story.chains)
    spans = {MentionRef(d.id, event.id): event.span for d in story.documents for event in d.events}
    known = [[story.rows.get((ref.document, spans[ref])) for ref in chain.mentions] for chain in story.chains]
    return [next(filter(None, own), None) for own in known]


def log_odds(pairing: Pairing, weights: Mapping[str, Any], *, rows: Sequence[str | None]) -> Odds:
    """Log-odds of the pairs that may be one event, and of those that look like it and cannot be.

    Tellings that both stood in ``rows`` before are not compared again.
    """
    first, second = Weights(weights["first"], LABELS), Weights(weights["second"], rivals.LABELS)
    plain: set[tuple[int, int]] = set()
    seen = []
    for i, others in compared(pairing, rows):
        traits = pairing.traits(i, others)
        scores = first.log_odds(traits, pairing.measures(i, others))
        alike = traits["word"] >= ALIKE
        plain |= {(other, i) for other in _plainly(pairing, i, others[alike].tolist(), scores[alike].tolist())}
        near = np.flatnonzero((scores > UNLIKE) & pairing.of_one_time(i, others))
        pairs = np.column_stack([others, np.full(len(others), i)])
        seen.append((pairs[near], scores[near], {name: traits[name][near] for name in rivals.LABELS}))
    odds: Odds = dict.fromkeys(sorted(plain), PLAIN)
    if not seen:
        return odds
    pairs, scores = np.concatenate([each[0] for each in seen]), np.concatenate([each[1] for each in seen])
    possible = np.array([may_be_one(pairing, one, other) for one, other in pairs.tolist()], bool)
    odds |= dict.fromkeys(map(tuple, pairs[~possible].tolist()), IMPOSSIBLE)
    pairs, scores = pairs[possible], scores[possible]
    traits = {name: np.concatenate([each[2][name] for each in seen])[possible] for name in rivals.LABELS}
    scores = second.log_odds(traits, rivals.measures(pairs, scores, pairing.document, pairing.worth))
    for (one, other), score in zip(pairs.tolist(), scores.tolist(), strict=True):
        if (one, other) not in plain:
            apart = are_dated_apart(pairing.tellings[one], pairing.tellings[other])
            odds[one, other] = min(score, _DATED_APART) if apart else score
    return odds


def compared(pairing: Pairing, rows: Sequence[str | None]) -> Iterator[tuple[int, Ints]]:
    """Each telling, and those before it that it is held against."""
    fresh = np.array([n for n, row in enumerate(rows) if row is None], np.int64)
    for i in deadline.checked(range(1, len(pairing.tellings))):
        before = np.arange(i) if rows[i] is None else fresh[fresh < i]
        others = pairing.worth_comparing(i, before, COMPARED) if len(before) else before
        if len(others):
            yield i, others


def may_be_one(pairing: Pairing, one: int, other: int) -> bool:
    """Whether nothing shows that two tellings are two events."""
    return not cannot_be_one(pairing.tellings[one], pairing.tellings[other])


def is_plain(pairing: Pairing, one: int, other: int) -> bool:
    """Whether two tellings are one event, whatever their weights say."""
    return plainly_one(pairing.tellings[one], pairing.tellings[other])


def _plainly(pairing: Pairing, i: int, others: Sequence[int], scores: Sequence[float]) -> frozenset[int]:
    """Those that are plainly one with the ``i``-th; of several in one article a dated one, then the likeliest."""
    best: dict[str, tuple[bool, float, int]] = {}
    dated = pairing.tellings[i].date is not None
    for other, score in zip(others, scores, strict=True):
        telling = pairing.tellings[other]
        if is_plain(pairing, i, other):
            this = (dated and telling.date is not None, score, other)
            best[telling.document] = max(best.get(telling.document, this), this)
    return frozenset(other for *_, other in best.values())


def _joined(id: str, chains: Sequence[Chain], story: Story) -> Chain:
    """The chain of all mentions; what has happened is told by a mention that says so, not by one that plans it."""
    if len(chains) == 1:
        return Chain(id, chains[0].mentions)
    mentions = [ref for chain in chains for ref in chain.mentions]
    events: dict[MentionRef, Event] = {ref: story.event(ref) for ref in (chain.mentions[0] for chain in chains)}
    done = [ref for ref, event in events.items() if event.status in HAPPENED]
    documents = {document.id: document for document in story.documents}
    first = max(done or events, key=lambda ref: _telling(events[ref], documents[ref.document]))
    return Chain(id, (first, *(ref for ref in mentions if ref != first)))


def _telling(event: Event, document: Document) -> tuple[float, bool, int]:
    """What the reader thinks worth a row, then verb before noun, with participants before without."""
    worth = float(document.views.worth[event.token][0]) if document.views is not None else 0.0
    return worth, event.pos == "VERB", min(len(event.participants), 2)
