"""What speaks for or against two tellings being one event, for one telling and many others at once.

A part of ``join_articles``. What speaks is of two sorts: *traits*, each of a few labels ("dates equal"), and *measures*
(how much of what is told is shared, a word that every article has counting little). Weights are learned by
``training/joining.py`` under names: ``dates equal``, ``likeness``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from timeline_service.stages.join_articles import times
from timeline_service.stages.join_articles.fields import Field, Floats, Ints
from timeline_service.stages.join_articles.tellings import Telling, Words

_WORDS = ("other", "deed", "beside", "akin", "kind", "root", "same")
ALIKE = _WORDS.index("kind")  # of trait ``word``, from which on two tellings have a word or a kind of words in common
_OVERLAP = ("unsaid", "differ", "shared")
_STATUS = ("same", "like", "come true", "turned round", "denied", "differ")
_COUNTED = ("no", "one of them", "apart")
_NUMBER = ("none", "one", "both")
_SIDES = ("articles", "article")
LABELS: Mapping[str, Sequence[str]] = {
    "word": _WORDS, "status": _STATUS, "agent": _OVERLAP, "patient": _OVERLAP, "people": _OVERLAP,
    "numbers": _OVERLAP, "places": _OVERLAP, "counted": _COUNTED, "reports": _NUMBER, "one": _SIDES,
    "headlines": _NUMBER, **times.LABELS,
}  # fmt: skip
_KINDS = {"occurred": 0, "ongoing": 0, "planned": 1, "possible": 1, "denied": 2, "cancelled": 3}
_MOST_SHARED, _MOST_NAMES, _LATE = 5.0, 4.0, 6


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
        self._kind = np.array([_KINDS.get(each.status, 0) for each in tellings], np.int64)
        self._times = times.Times(tellings, self.document, self._kind > 0)
        statuses = sorted({each.status for each in tellings})
        self._status = np.array([statuses.index(each.status) for each in tellings], np.int64)
        self._reports = np.array([each.reporting for each in tellings], bool)
        self._headline = np.array([each.headline for each in tellings], bool)
        self._counts = np.array([len(each.apart) > 0 for each in tellings], bool)
        self.worth = np.array([each.worth for each in tellings], np.float64)
        self._sentence = np.array([each.sentence for each in tellings], np.int64)

    def _field(self, of: Callable[[Telling], Words], *, weighed: bool = False) -> Field:
        return Field([of(each) for each in self.tellings], self._weights if weighed else None)

    @cached_property
    def _fields(self) -> dict[str, Field]:
        plain = ("lemmas", "roots", "kinds", "deeds", "agents", "patients", "numbers", "places", "apart")
        fields = {name: self._field(lambda t, name=name: getattr(t, name)) for name in plain}  # type: ignore[misc]
        for name in ("about", "near", "people", "names"):
            fields[name] = self._field(lambda t, name=name: getattr(t, name), weighed=True)  # type: ignore[misc]
        told = Counter(kind for each in self.tellings for kind in each.akin)
        whole = np.log(1 + len(self.tellings))
        rare = {kind: float(np.log((1 + len(self.tellings)) / count) / whole) for kind, count in told.items()}
        return fields | {"akin": Field([each.akin for each in self.tellings], rare)}

    def worth_comparing(self, i: int, others: Ints, most: int) -> Ints:
        """Of some others, at most so many that have something to do with the ``i``-th: words, a deed, a day."""
        fields = self._fields
        worth = fields["about"].shared(i) + fields["people"].shared(i) + 2 * (fields["roots"].shared(i) > 0)
        worth += fields["roots"].shared_with(self.tellings[i].deeds) > 0
        worth += 2 * fields["akin"].shared(i)
        worth += self._times.on_the_day_of(i)
        worth = worth[others]
        if len(others) > most:
            best = np.argsort(-worth, kind="stable")[:most]
            best.sort()
            others, worth = others[best], worth[best]
        return others[worth > 0]

    def of_one_time(self, i: int, others: Ints) -> NDArray[np.bool_]:
        """Which of the others may be compared: of articles of one fortnight with the ``i``-th, or one has a date."""
        return self._times.of_one_time(i, others)

    def traits(self, i: int, others: Ints) -> dict[str, Ints]:
        """For each trait the number of the label (of :data:`LABELS`) that holds between the ``i``-th and others."""
        fields = self._fields
        found = {name: fields[field].overlap(i, others) for name, field in (
            ("agent", "agents"), ("patient", "patients"), ("people", "people"), ("numbers", "numbers"),
            ("places", "places"))}  # fmt: skip
        found["word"] = self._word(i)[others]
        found["dates"] = self._times.dates(i, others)
        found["when"] = self._times.whens(i, others)
        found["age"] = self._times.ages(i, others)
        found["published"] = self._times.published_apart(i, others)
        found["status"] = self._statuses(i, others)
        found["reports"] = self._reports[others].astype(np.int64) + int(self._reports[i])
        found["headlines"] = self._headline[others].astype(np.int64) + int(self._headline[i])
        found["one"] = (self.document[others] == self.document[i]).astype(np.int64)
        counts = self._counts[others].astype(np.int64) + int(self._counts[i])
        alike = fields["apart"].overlap(i, others) == 2
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
        akin = fields["akin"].shared(i) / np.sqrt(_sizes(fields["akin"], i))
        met, within = self._times.meet(i, others), self.document[others] == self.document[i]
        first, last = (side(self._sentence[others], self._sentence[i]) for side in (np.minimum, np.maximum))
        found = {
            "likeness": (shared / np.sqrt(_sizes(about, i)))[others],
            "shared words": np.minimum(shared, _MOST_SHARED)[others],
            "people": people.shared(i)[others],
            "names": np.minimum(fields["names"].shared(i), _MOST_NAMES)[others],
            "near and near": (near_shared / np.sqrt(_sizes(near, i)))[others],
            "near in about": (other / mine)[others] if one else np.zeros(len(others)),
            "akin": akin[others],
            "commonness": np.where(roots > 0, np.log(1 + (roots > 0).sum() / self._documents), 0.0)[others],
            "sentences between": np.log1p(last - first) * within,
            "less worth": np.minimum(self.worth[others], self.worth[i]),
            "more worth": np.maximum(self.worth[others], self.worth[i]),
            "earlier in the article": np.minimum(first, _LATE) / _LATE,
            "later in the article": np.minimum(last, _LATE) / _LATE,
            "alone on that day": self._times.alone(i, others),
        }  # fmt: skip
        for name in ("likeness", "near and near", "people", "akin"):
            found[f"{name}, dated"], found[f"{name}, one article"] = found[name] * met, found[name] * within
        return found

    def _word(self, i: int) -> Ints:
        fields, mine = self._fields, self.tellings[i]
        code = np.zeros(len(self.tellings), np.int64)
        code[fields["deeds"].shared(i) > 0] = 1
        code[(fields["deeds"].shared_with(mine.roots) > 0) | (fields["roots"].shared_with(mine.deeds) > 0)] = 2
        for number, name in ((3, "akin"), (4, "kinds"), (5, "roots"), (6, "lemmas")):
            code[fields[name].shared(i) > 0] = number
        return code

    def _statuses(self, i: int, others: Ints) -> Ints:
        kinds, mine = self._kind[others], self._kind[i]
        later = self._times.later(i, others)
        last = np.where(later, kinds, mine)
        pair = {0, 1} >= {int(mine)}
        plan = pair & (kinds <= 1) & (kinds != mine)
        code = np.where((kinds == 2) | (mine == 2), 4, 5)
        code = np.where(plan, np.where(last == 0, 2, 3), code)
        code = np.where(kinds == mine, 1, code)
        return np.where(self._status[others] == self._status[i], 0, code)


def _sizes(field: Field, i: int) -> Floats:
    return np.maximum(field.size, 1e-9) * max(field.size[i], 1e-9)
