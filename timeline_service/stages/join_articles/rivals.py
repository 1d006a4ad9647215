"""The second look at a pair: whether either telling has a likelier partner, and what third articles say.

A part of ``join_articles``. An article tells an event once or twice, so of what it tells seldom more than one or two
tellings are the event that another article tells: a pair counts for more where neither has a rival, and where both are
likely one with the same third.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from timeline_service.stages.join_articles.fields import Floats, Ints
from timeline_service.stages.join_articles.pairing import LABELS as FIRST

LABELS: Mapping[str, Sequence[str]] = {name: FIRST[name] for name in ("word", "status", "when", "one")}
_NONE = 0.5  # odds that an article does not tell the event at all
_CLOSEST = 8  # partners of a telling over which third articles are asked
_WIDEST, _LAST = 4.0, 8  # of margins, of ranks


def measures(pairs: Ints, odds: Floats, document: Ints, worth: Floats) -> dict[str, Floats]:
    """For P pairs [P, 2] of tellings with their log-odds: the measures of the second look, by name.

    ``document`` and ``worth`` are of each telling. All takes some n·log n for n pairs.
    """
    here, there = pairs[:, 0], pairs[:, 1]
    own, other = np.concatenate([here, there]), np.concatenate([there, here])
    rank, margin, share = _among_rivals(own, document[other], np.concatenate([odds, odds]))
    (rank, rank_back), (margin, margin_back) = np.split(rank, 2), np.split(margin, 2)
    share, share_back = np.split(share, 2)
    likely = 1 / (1 + np.exp(-np.concatenate([odds, odds])))
    mass = np.bincount(own, likely, len(document))
    best, total = _thirds(pairs, odds, len(document))
    return {
        "odds": odds,
        "odds over even": np.maximum(odds, -2.0),
        "better rank": np.minimum(np.minimum(rank, rank_back), _LAST),
        "worse rank": np.minimum(np.maximum(rank, rank_back), _LAST),
        "both first": ((rank == 0) & (rank_back == 0)).astype(np.float64),
        "smaller margin": np.clip(np.minimum(margin, margin_back), -_WIDEST, _WIDEST),
        "larger margin": np.clip(np.maximum(margin, margin_back), -_WIDEST, _WIDEST),
        "share": np.sqrt(share * share_back),
        "smaller mass": np.minimum(mass[here], mass[there]),
        "larger mass": np.maximum(mass[here], mass[there]),
        "best third": best,
        "thirds": np.minimum(total, 3.0),
        "less worth": np.minimum(worth[here], worth[there]),
        "more worth": np.maximum(worth[here], worth[there]),
        "odds, one article": odds * (document[here] == document[there]),
    }


def _among_rivals(own: Ints, article: Ints, odds: Floats) -> tuple[Floats, Floats, Floats]:
    """Of each partner among those that one article offers: rank, lead over the best other, share of the odds."""
    order = np.lexsort((-odds, article, own))
    own, article, odds = own[order], article[order], odds[order]
    begins = np.ones(len(own), bool)
    begins[1:] = (own[1:] != own[:-1]) | (article[1:] != article[:-1])
    first = np.flatnonzero(begins)
    size = np.diff(np.r_[first, len(own)])
    start = np.repeat(first, size)
    place = np.arange(len(own)) - start
    second = np.where(size > 1, odds[np.minimum(first + 1, max(len(own) - 1, 0))], odds[first] - _WIDEST)
    lead = odds - np.where(place == 0, np.repeat(second, size), odds[start])
    even = np.exp(np.clip(odds, -9, 9))
    share = even / (_NONE + np.repeat(np.add.reduceat(even, first) if len(own) else even, size))
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return place[back].astype(np.float64), lead[back], share[back]


def _thirds(pairs: Ints, odds: Floats, count: int) -> tuple[Floats, Floats]:
    """Of each pair the best third that both are likely one with, and how many thirds, by their likelihood."""
    partner, closest = _partners(pairs, odds, count)
    likely = 1 / (1 + np.exp(-closest))
    best, total = np.full(len(pairs), -_WIDEST), np.zeros(len(pairs))
    here, there = pairs[:, 0], pairs[:, 1]
    for mine in range(_CLOSEST):
        third, mine_odds = partner[here, mine], closest[here, mine]
        for theirs in range(_CLOSEST):
            met = np.flatnonzero((third == partner[there, theirs]) & (third >= 0))
            if len(met):
                best[met] = np.maximum(best[met], np.minimum(mine_odds[met], closest[there[met], theirs]))
                total[met] += likely[here[met], mine] * likely[there[met], theirs]
    return best, total


def _partners(pairs: Ints, odds: Floats, count: int) -> tuple[Ints, Floats]:
    """Of each telling its likeliest partners, -1 where there are no more, and their log-odds [count, _CLOSEST]."""
    place = np.concatenate([np.arange(len(pairs))] * 2)
    own, other = np.concatenate([pairs, pairs[:, ::-1]]).T
    order = np.lexsort((place, -odds[place], own))
    own, other, place = own[order], other[order], place[order]
    rank = np.arange(len(own)) - np.searchsorted(own, own)
    near = rank < _CLOSEST
    partner, closest = np.full((count, _CLOSEST), -1, np.int64), np.zeros((count, _CLOSEST))
    partner[own[near], rank[near]], closest[own[near], rank[near]] = other[near], odds[place[near]]
    return partner, closest
