"""How the times of tellings stand to each other, for one telling and many others at once. A part of ``join_articles``.

What is known of the time of a telling is its date, or less: :class:`~tellings.Telling`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity
from timeline_service.stages.join_articles.fields import Floats, Ints
from timeline_service.stages.join_articles.plainly import FORTNIGHT
from timeline_service.stages.join_articles.tellings import Telling

_DATES = ("none", "one, news", "one, old", "one, fine, news", "one, fine, old", "one, and not yet", "apart", "close",
          "within", "equal")  # fmt: skip
_LENGTHS = ("day", "week", "month", "year", "open")
_LONGEST = np.array([1, 8, 31, 366]) * MINUTES_A_DAY
_GAPS = ("meet", "days apart", "a week apart", "a month apart", "far apart")
_GAP = np.array([2, 7, 31]) * MINUTES_A_DAY
_AGES = ("no matter", "ahead", "fresh", "days", "weeks", "months", "years")
_AGE = np.array([-1, 1.5, 4, 15, 93]) * MINUTES_A_DAY  # of what one article dates, when the other comes out
_PUBLISHED = ("within a day", "within days", "within a fortnight", "within months", "far apart")
_APART = np.array([1.5, 4, 15, 93]) * MINUTES_A_DAY
_NEWS = 3 * MINUTES_A_DAY  # between a date and the publication of an article that tells the news of it
_CLOSE = 2 * MINUTES_A_DAY  # sources err by a day or two
_NEVER, _EVER = -(2**60), 2**60
LABELS: Mapping[str, Sequence[str]] = {
    "dates": _DATES,
    "when": [f"{one} and {other}, {gap}" for one in _LENGTHS for other in _LENGTHS for gap in _GAPS],
    "age": _AGES,
    "published": [f"{how}{apart}" for how in ("", "undated, ") for apart in _PUBLISHED],
}


class Times:
    """The times of the tellings of one story; ``document`` numbers the article of each, ``ahead`` says which are not
    told as done."""

    def __init__(self, tellings: Sequence[Telling], document: Ints, ahead: NDArray[np.bool_]) -> None:
        self._ahead = ahead
        known = (_NEVER if each.published is None else each.published for each in tellings)
        self._published = np.fromiter(known, np.int64, len(tellings))
        self._date = _spans([each.date for each in tellings])
        self._dated = np.array([each.date is not None for each in tellings], bool)
        self._fine = np.array([(each.granularity or 0) <= Granularity.DAY for each in tellings], bool) & self._dated
        self._when = _spans([each.time for each in tellings])
        self._length = np.searchsorted(_LONGEST, self._when[:, 1] - self._when[:, 0])
        self._alone = _alone(document, self._when, self._length)

    def on_the_day_of(self, i: int) -> NDArray[np.bool_]:
        """Which tellings are known to begin on the day on which the ``i``-th does."""
        one_day = (self._length == 0) & (self._length[i] == 0)
        found: NDArray[np.bool_] = one_day & (self._when[:, 0] == self._when[i, 0])
        return found

    def later(self, i: int, others: Ints) -> NDArray[np.bool_]:
        """Which of the others are in articles that came out no earlier than that of the ``i``-th."""
        found: NDArray[np.bool_] = self._published[others] >= self._published[i]
        return found

    def of_one_time(self, i: int, others: Ints) -> NDArray[np.bool_]:
        """Which of the others are of articles that came out within a fortnight of that of the ``i``-th, as far as is
        known, or have a date, or it has."""
        published, mine = self._published[others], self._published[i]
        near: NDArray[np.bool_] = np.abs(published - mine) <= FORTNIGHT
        return near | (published == _NEVER) | (mine == _NEVER) | self._dated[others] | self._dated[i]

    def dates(self, i: int, others: Ints) -> Ints:
        """How the dates stand to each other; of a single one, whether the other article is news of that day."""
        start, end = self._date[:, 0], self._date[:, 1]
        dated, fine = self._dated, self._fine
        gap = np.maximum(start[others] - end[i], start[i] - end[others])
        two = np.where(gap < 0, np.where(fine[others] & fine[i], 9, 8), np.where(gap <= _CLOSE, 7, 6))
        if dated[i]:
            day, bare = start[i], others
            known = np.full(len(others), start[i] > _NEVER)
            is_fine = np.full(len(others), fine[i])
        else:
            day, bare, known, is_fine = start[others], np.full(len(others), i), start[others] > _NEVER, fine[others]
        published = self._published[bare]
        known &= published > _NEVER
        since = published - day
        one = np.where(since <= _NEWS, 1, 2) + 2 * is_fine
        one = np.where(~self._ahead[bare] & (since < -MINUTES_A_DAY), 5, one)
        one = np.where(known, one, 0)
        either = dated[others] | dated[i]
        return np.where(dated[others] & dated[i], two, np.where(either, one, 0))

    def whens(self, i: int, others: Ints) -> Ints:
        """What is known of both times, by date or by the order of the article: how long, and how far apart."""
        shorter = np.minimum(self._length[others], self._length[i])
        longer = np.maximum(self._length[others], self._length[i])
        gap = self._gap(i, others)
        apart = np.where(gap < 0, 0, 1 + np.searchsorted(_GAP, gap))
        return (shorter * len(_LENGTHS) + longer) * len(_GAPS) + apart

    def _gap(self, i: int, others: Ints) -> Ints:
        start, end = self._when[:, 0], self._when[:, 1]
        return np.maximum(start[others] - end[i], start[i] - end[others])

    def _is_known(self, i: int, others: Ints) -> tuple[NDArray[np.bool_], bool]:
        """Whether the times of the others, and of the ``i``-th, are known to the year or better."""
        return self._length[others] < len(_LONGEST), bool(self._length[i] < len(_LONGEST))

    def meet(self, i: int, others: Ints) -> NDArray[np.bool_]:
        known, mine = self._is_known(i, others)
        return known & mine & (self._gap(i, others) < 0)

    def ages(self, i: int, others: Ints) -> Ints:
        """Where one time alone is known: how long before the publication of the other article it lies."""
        known, mine = self._is_known(i, others)
        day = self._when[i, 0] if mine else self._when[others, 0]
        published = self._published[others] if mine else self._published[i]
        age = np.where(published > _NEVER, published - day, 0)
        return np.where(known != mine, 1 + np.searchsorted(_AGE, age, side="right"), 0)

    def published_apart(self, i: int, others: Ints) -> Ints:
        known, mine = self._is_known(i, others)
        apart = np.searchsorted(_APART, np.abs(self._published[others] - self._published[i]), side="right")
        return np.where(known | mine, 0, len(_PUBLISHED)) + apart

    def alone(self, i: int, others: Ints) -> Floats:
        """Up to 1 where both have one time, and their articles tell nothing else of it."""
        known, mine = self._is_known(i, others)
        equal = known & mine & (self._when[others] == self._when[i]).all(1)
        return np.where(equal, np.sqrt(self._alone[others] * self._alone[i]), 0.0)


def _alone(document: Ints, when: Ints, length: Ints) -> Floats:
    """One divided by how many tellings of an article have the same time."""
    keys = np.column_stack([document, when])
    _, place, count = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    return 1 / count[place.reshape(-1)] * (length < len(_LONGEST))


def _spans(intervals: Sequence[Any]) -> Ints:
    """Start and end of each interval, an open or unknown side far away."""
    sides = [
        (_NEVER if each is None or each.start is None else each.start,
         _EVER if each is None or each.end is None else each.end)
        for each in intervals
    ]  # fmt: skip
    return np.array(sides, np.int64).reshape(-1, 2)
