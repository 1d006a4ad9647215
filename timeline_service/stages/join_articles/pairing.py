"""What speaks for or against two tellings being one event, for one telling and many others at once.

A part of ``join_articles``. What speaks is of two sorts: *traits*, each of a few labels ("dates equal"), and *measures*
(how much of what is told is shared, a word that every article has counting little). Weights are learned by
``training/joining.py`` under names: ``dates equal``, ``word root, dates equal``, ``likeness``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity
from timeline_service.stages.join_articles.tellings import Telling, Words

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_WORDS = ("other", "deed", "beside", "kind", "root", "same")
_DATES = ("none", "one, news", "one, old", "one, fine, news", "one, fine, old", "one, and not yet", "apart", "close",
          "within", "equal")  # fmt: skip
_PUBLISHED = ("within 1", "within 3", "within 8", "within 15", "within 61", "far apart", "some day")
_DAYS = np.array([1, 3, 8, 15, 61]) * MINUTES_A_DAY
_OVERLAP = ("unsaid", "differ", "shared")
_STATUS = ("same", "like", "come true", "turned round", "denied", "differ")
_BOUNDS = tuple(f"{days} days, {how}" for days in (0, 1, 2) for how in ("meet", "apart"))
_COUNTED = ("no", "one of them", "apart")
_REPORTS = ("none", "one", "both")
_SIDES = ("articles", "article")
LABELS: Mapping[str, Sequence[str]] = {
    "word": _WORDS, "dates": _DATES, "published": _PUBLISHED, "status": _STATUS, "agent": _OVERLAP,
    "patient": _OVERLAP, "people": _OVERLAP, "numbers": _OVERLAP, "places": _OVERLAP, "bounds": _BOUNDS,
    "counted": _COUNTED, "reports": _REPORTS, "one": _SIDES,
}  # fmt: skip
TOGETHER = (
    ("word", "dates"), ("published", "dates"), ("word", "bounds"), ("word", "agent"), ("word", "patient"),
)  # fmt: skip
BY_TRAIT = (("likeness", "word"), ("near and near", "word"), ("people", "word"), ("likeness", "bounds"),
            ("people", "bounds"))  # fmt: skip
_KINDS = {"occurred": 0, "ongoing": 0, "planned": 1, "possible": 1, "denied": 2, "cancelled": 3}
_NEWS = 3 * MINUTES_A_DAY  # between a date and the publication of an article that tells the news of it
_CLOSE = 2 * MINUTES_A_DAY  # sources err by a day or two
_NEVER, _EVER = -(2**60), 2**60
_MOST_SHARED, _MOST_NAMES = 5.0, 4.0


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


class Pairing:
    """The tellings of one story, held against each other."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.tellings = tellings
        documents = {each.document: None for each in tellings}
        self._documents = max(len(documents), 1)
        seen: dict[str, set[str]] = {}
        for each in tellings:
            for word in each.about | each.people | each.near:
                seen.setdefault(word, set()).add(each.document)
        whole = np.log(1 + self._documents)
        self._weights = {word: float(np.log((1 + self._documents) / len(at)) / whole) for word, at in seen.items()}
        number = {document: n for n, document in enumerate(documents)}
        self.document = np.array([number[each.document] for each in tellings], np.int64)
        self._published = np.array([_NEVER if each.published is None else each.published for each in tellings])
        self._date = _spans([each.date for each in tellings])
        self._dated = np.array([each.date is not None for each in tellings], bool)
        self._fine = np.array([(each.granularity or 0) <= Granularity.DAY for each in tellings], bool) & self._dated
        self._bounds = _spans([each.bounds for each in tellings])
        self._kind = np.array([_KINDS.get(each.status, 0) for each in tellings], np.int64)
        statuses = sorted({each.status for each in tellings})
        self._status = np.array([statuses.index(each.status) for each in tellings], np.int64)
        self._reports = np.array([each.reporting for each in tellings], bool)
        self._counts = np.array([len(each.apart) > 0 for each in tellings], bool)

    def _field(self, of: Callable[[Telling], Words], *, weighed: bool = False) -> Field:
        return Field([of(each) for each in self.tellings], self._weights if weighed else None)

    @cached_property
    def _fields(self) -> dict[str, Field]:
        plain = ("lemmas", "roots", "kinds", "deeds", "agents", "patients", "numbers", "places", "apart")
        fields = {name: self._field(lambda t, name=name: getattr(t, name)) for name in plain}  # type: ignore[misc]
        for name in ("about", "near", "people", "names"):
            fields[name] = self._field(lambda t, name=name: getattr(t, name), weighed=True)  # type: ignore[misc]
        return fields

    def worth_comparing(self, i: int, others: Ints, most: int) -> Ints:
        """Of some others, at most so many of which the words have something to do with those of the ``i``-th."""
        fields = self._fields
        worth = fields["about"].shared(i) + fields["people"].shared(i) + 2 * (fields["roots"].shared(i) > 0)
        worth += fields["roots"].shared_with(self.tellings[i].deeds) > 0
        worth = worth[others]
        if len(others) > most:
            best = np.argsort(-worth, kind="stable")[:most]
            best.sort()
            others, worth = others[best], worth[best]
        return others[worth > 0]

    def traits(self, i: int, others: Ints) -> dict[str, Ints]:
        """For each trait the number of the label (of :data:`LABELS`) that holds between the ``i``-th and others."""
        fields = self._fields
        found = {name: fields[field].overlap(i)[others] for name, field in (
            ("agent", "agents"), ("patient", "patients"), ("people", "people"), ("numbers", "numbers"),
            ("places", "places"))}  # fmt: skip
        found["word"] = self._word(i)[others]
        found["dates"] = self._dates(i, others)
        found["published"] = self._apart_in_time(i, others)
        found["status"] = self._statuses(i, others)
        found["bounds"] = self._bounded(i, others)
        found["reports"] = self._reports[others].astype(np.int64) + int(self._reports[i])
        found["one"] = (self.document[others] == self.document[i]).astype(np.int64)
        counts = self._counts[others].astype(np.int64) + int(self._counts[i])
        alike = fields["apart"].overlap(i)[others] == 2
        found["counted"] = np.where(alike, 0, counts)
        return found

    def measures(self, i: int, others: Ints) -> dict[str, Floats]:
        """How much the ``i``-th shares with others, by name."""
        fields = self._fields
        about, near, people = fields["about"], fields["near"], fields["people"]
        shared, near_shared = about.shared(i), near.shared(i)
        one, other = self.tellings[i].near, about.shared_with(self.tellings[i].near)
        mine = np.sqrt(max(near.size[i], 1e-9) * np.maximum(about.size, 1e-9))
        roots = fields["roots"].shared(i)
        return {
            "likeness": (shared / np.sqrt(_sizes(about, i)))[others],
            "shared words": np.minimum(shared, _MOST_SHARED)[others],
            "people": people.shared(i)[others],
            "names": np.minimum(fields["names"].shared(i), _MOST_NAMES)[others],
            "near and near": (near_shared / np.sqrt(_sizes(near, i)))[others],
            "near in about": (other / mine)[others] if one else np.zeros(len(others)),
            "commonness": np.where(roots > 0, np.log(1 + (roots > 0).sum() / self._documents), 0.0)[others],
        }  # fmt: skip

    def _word(self, i: int) -> Ints:
        fields, mine = self._fields, self.tellings[i]
        code = np.zeros(len(self.tellings), np.int64)
        code[fields["deeds"].shared(i) > 0] = 1
        code[(fields["deeds"].shared_with(mine.roots) > 0) | (fields["roots"].shared_with(mine.deeds) > 0)] = 2
        for number, name in ((3, "kinds"), (4, "roots"), (5, "lemmas")):
            code[fields[name].shared(i) > 0] = number
        return code

    def _dates(self, i: int, others: Ints) -> Ints:
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
        one = np.where((self._kind[bare] == 0) & (since < -MINUTES_A_DAY), 5, one)
        one = np.where(known, one, 0)
        either = dated[others] | dated[i]
        return np.where(dated[others] & dated[i], two, np.where(either, one, 0))

    def _apart_in_time(self, i: int, others: Ints) -> Ints:
        apart = np.searchsorted(_DAYS, np.abs(self._published[others] - self._published[i]))
        known = (self._published[others] > _NEVER) & (self._published[i] > _NEVER)
        return np.where(known, apart, 6)

    def _statuses(self, i: int, others: Ints) -> Ints:
        kinds, mine = self._kind[others], self._kind[i]
        later = self._published[others] >= self._published[i]
        last = np.where(later, kinds, mine)
        pair = {0, 1} >= {int(mine)}
        plan = pair & (kinds <= 1) & (kinds != mine)
        code = np.where((kinds == 2) | (mine == 2), 4, 5)
        code = np.where(plan, np.where(last == 0, 2, 3), code)
        code = np.where(kinds == mine, 1, code)
        return np.where(self._status[others] == self._status[i], 0, code)

    def _bounded(self, i: int, others: Ints) -> Ints:
        start, end = self._bounds[:, 0], self._bounds[:, 1]
        day = (end - start) <= MINUTES_A_DAY
        apart = (start[others] >= end[i]) | (start[i] >= end[others])
        return 2 * (day[others].astype(np.int64) + int(day[i])) + apart


class Weights:
    """Weights by name as tables by label, and the log-odds that they give."""

    def __init__(self, named: Mapping[str, float]) -> None:
        named = dict(named.items())
        self._prior = named["prior"]
        self._traits = {t: np.array([named.get(f"{t} {label}", 0.0) for label in LABELS[t]]) for t in LABELS}
        self._together = {
            (a, b): np.array([[named.get(f"{a} {x}, {b} {y}", 0.0) for y in LABELS[b]] for x in LABELS[a]])
            for a, b in TOGETHER
        }
        self._by_trait = {
            (m, t): np.array([named.get(f"{m}, {t} {label}", 0.0) for label in LABELS[t]]) for m, t in BY_TRAIT
        }
        self._measures = named

    def log_odds(self, traits: Mapping[str, Ints], measures: Mapping[str, Floats]) -> Floats:
        """Log-odds of being one event, a number for each other."""
        total = self._prior + sum(table[traits[name]] for name, table in self._traits.items())
        total = total + sum(table[traits[a], traits[b]] for (a, b), table in self._together.items())
        total = total + sum(measures[m] * table[traits[t]] for (m, t), table in self._by_trait.items())
        found: Floats = total + sum(value * self._measures.get(name, 0.0) for name, value in measures.items())
        return found


def named(traits: Mapping[str, Ints], measures: Mapping[str, Floats], at: int) -> dict[str, float]:
    """The features of one pair by the names of their weights."""
    label = {name: LABELS[name][codes[at]] for name, codes in traits.items()}
    found = {f"{name} {each}": 1.0 for name, each in label.items()}
    found |= {f"{a} {label[a]}, {b} {label[b]}": 1.0 for a, b in TOGETHER}
    found |= {name: float(values[at]) for name, values in measures.items()}
    return found | {f"{m}, {t} {label[t]}": float(measures[m][at]) for m, t in BY_TRAIT}


def _sizes(field: Field, i: int) -> Floats:
    return np.maximum(field.size, 1e-9) * max(field.size[i], 1e-9)


def _spans(intervals: Sequence[Any]) -> Ints:
    """Start and end of each interval, an open or unknown side far away."""
    sides = [
        (_NEVER if each is None or each.start is None else each.start,
         _EVER if each is None or each.end is None else each.end)
        for each in intervals
    ]  # fmt: skip
    return np.array(sides, np.int64).reshape(-1, 2)
