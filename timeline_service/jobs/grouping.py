"""Articles, in the order of time → stories: each joins the story that it is most like among those of the last weeks.

Memory is bounded by the window: what is older is let go, and so are the oldest beyond ``MOST`` articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.neighbors import NearestNeighbors

from timeline_service.jobs.features import Told, Vectors

MOST = 5_000  # articles in the window
_TOGETHER = 500  # articles of one day that are compared at once
_NEIGHBOURS = 8  # that may decide
_FADES = 0.5  # of the likeness over a whole window


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How alike the articles of a story are, 0 to 1, and how many days may lie between one and the next."""

    likeness: float = 0.16
    days: int = 14


class Grouping:
    """Gives each article the number of its story; articles come in the order of their days."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._vectors = Vectors()
        self._rows: csr_matrix | None = None
        self._days: list[date] = []
        self._stories: list[int] = []
        self._next = 0

    def of(self, articles: Iterable[Told]) -> Iterator[tuple[int, Told]]:
        """Story and article, in the order they come in."""
        for _, same_day in groupby(articles, key=lambda article: article.day):
            while some := list(islice(same_day, _TOGETHER)):
                yield from zip(self._assigned(some), some, strict=True)

    def _assigned(self, articles: Sequence[Told]) -> list[int]:
        """The stories of some articles of one day, which are in the window from now on."""
        day = articles[0].day
        self._let_go(day - timedelta(days=self._limits.days), MOST - len(articles))
        before, new = len(self._days), self._vectors.of(articles)
        self._rows = new if self._rows is None else vstack([self._rows, new], format="csr")
        self._days += [day] * len(articles)
        most = min(_NEIGHBOURS + 1, len(self._days))
        nearest = NearestNeighbors(n_neighbors=most, metric="cosine", algorithm="brute")
        distances, places = nearest.fit(self._rows).kneighbors(new)
        for number in range(len(articles)):
            own = before + number
            likeness = {
                int(place): (1 - distance) * self._kept(day - self._days[place])
                for distance, place in zip(distances[number], places[number], strict=True)
                if place < own
            }
            best = max(likeness, key=lambda place: (round(likeness[place], 6), -place), default=None)
            if best is not None and likeness[best] >= self._limits.likeness:
                self._stories.append(self._stories[best])
            else:
                self._stories.append(self._next)
                self._next += 1
        return self._stories[before:]

    def _kept(self, passed: timedelta) -> float:
        """What is left of a likeness after some days."""
        return float(_FADES ** (passed.days / max(1, self._limits.days)))

    def _let_go(self, oldest: date, most: int) -> None:
        first = int(np.searchsorted(np.array(self._days, dtype="datetime64[D]"), np.datetime64(oldest)))
        first = max(first, len(self._days) - most)
        if first and self._rows is not None:
            self._rows = self._rows[first:]
            del self._days[:first], self._stories[:first]
