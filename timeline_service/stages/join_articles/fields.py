"""Which words tellings share, for one telling and all others at once. A part of ``join_articles``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from timeline_service.stages.join_articles.tellings import Words

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Field:
    """The words that tellings have in one respect, and for one telling what of them it shares with all others."""

    def __init__(self, own: Sequence[Words], weights: Mapping[str, float] | None = None) -> None:
        names = sorted(set().union(*own))
        self._number = {word: n for n, word in enumerate(names)}
        self._weight = np.array([weights.get(word, 1.0) if weights else 1.0 for word in names])
        self._count = len(own)
        counts = np.fromiter(map(len, own), np.int64, len(own))
        words = np.fromiter((self._number[word] for each in own for word in each), np.int64, int(counts.sum()))
        holders = np.repeat(np.arange(len(own)), counts)
        self._words = words[np.lexsort((words, holders))]  # those of each telling, rising
        self._begins = np.concatenate([[0], np.cumsum(counts)])
        self.size = np.bincount(holders, self._weight[self._words], len(own)).astype(np.float64)
        self.said = counts > 0
        places = np.argsort(self._words, kind="stable")
        self._holders = holders[places]
        self._starts = np.searchsorted(self._words[places], np.arange(len(names) + 1))
        self._last = (-1, np.zeros(0))  # whose words were asked for last, and what all share with it

    def shared(self, i: int) -> Floats:
        """The weight of the words that each telling shares with the ``i``-th."""
        if self._last[0] != i:
            self._last = i, self._sum(self._words[self._begins[i] : self._begins[i + 1]])
        return self._last[1]

    def shared_with(self, words: Words) -> Floats:
        """The weight of these words that each telling has."""
        return self._sum(np.array([self._number[w] for w in sorted(words) if w in self._number], np.int64))

    def _sum(self, words: Ints) -> Floats:
        parts = [self._holders[self._starts[word] : self._starts[word + 1]] for word in words.tolist()]
        if not parts:
            return np.zeros(self._count)
        weights = np.repeat(self._weight[words], [len(part) for part in parts])
        found: Floats = np.bincount(np.concatenate(parts), weights, self._count).astype(np.float64)
        return found

    def overlap(self, i: int, others: Ints) -> Ints:
        """For each other: 0 where one of the two says nothing, 1 where they differ, 2 where they share a word."""
        both = self.said[others] & self.said[i]
        return np.where(both, 1 + (self.shared(i)[others] > 0), 0)
