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
        names = sorted({word for words in own for word in words})
        number = {word: n for n, word in enumerate(names)}
        self._own = [np.array(sorted(number[word] for word in words), np.int64) for words in own]
        self._weight = np.array([weights.get(word, 1.0) if weights else 1.0 for word in names])
        self._number = number
        self._count = len(own)
        self.size = np.array([self._weight[each].sum() for each in self._own])
        self.said = np.array([len(each) > 0 for each in self._own])
        order = np.concatenate(self._own) if own else np.zeros(0, np.int64)
        holders = np.repeat(np.arange(len(own)), [len(each) for each in self._own])
        places = np.argsort(order, kind="stable")
        self._holders = holders[places]
        self._starts = np.searchsorted(order[places], np.arange(len(names) + 1))

    def shared(self, i: int) -> Floats:
        """The weight of the words that each telling shares with the ``i``-th."""
        return self._sum(self._own[i])

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

    def overlap(self, i: int) -> Ints:
        """For each telling: 0 where one of the two says nothing, 1 where they differ, 2 where they share a word."""
        both = self.said & self.said[i]
        return np.where(both, 1 + (self.shared(i) > 0), 0)
