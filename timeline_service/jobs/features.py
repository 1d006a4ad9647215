"""What articles are compared by: words and names, hashed, so that no vocabulary grows with the archive.

A reader's vectors would join here: as further columns of :func:`vectors`, weighed like the two that are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import normalize

_BUCKETS = 2**18
_NAMES = 0.5  # share of the likeness that names have; words have the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article as it is compared: where it stands in its archive, its day, its words and the names in it."""

    source: str
    line: int
    article_id: str | None
    day: date
    words: str
    names: tuple[str, ...]


class Vectors:
    """Rows of unit length for articles; words and names that many articles have weigh little.

    How many have them is counted as articles come by, in two arrays of fixed size.
    """

    def __init__(self) -> None:
        self._words = HashingVectorizer(
            n_features=_BUCKETS, stop_words="english", alternate_sign=False, norm=None, binary=True
        )
        self._names = HashingVectorizer(
            n_features=_BUCKETS, analyzer=_folded, alternate_sign=False, norm=None, binary=True
        )
        self._seen = 0
        self._having = [np.zeros(_BUCKETS), np.zeros(_BUCKETS)]

    def of(self, articles: Sequence[Told]) -> csr_matrix:
        """The rows of these articles, which are counted from now on."""
        counts = (
            self._words.transform(article.words for article in articles),
            self._names.transform(article.names for article in articles),
        )
        self._seen += len(articles)
        parts = []
        for each, having, share in zip(counts, self._having, (1 - _NAMES, _NAMES), strict=True):
            having += np.asarray(each.sum(axis=0)).ravel()
            rarity = np.log((1 + self._seen) / (1 + having)) + 0.1
            parts.append(normalize(each.multiply(rarity).tocsr()) * np.sqrt(share))
        return hstack(parts, format="csr")


def _folded(names: Iterable[str]) -> list[str]:
    return [name.lower() for name in names]
