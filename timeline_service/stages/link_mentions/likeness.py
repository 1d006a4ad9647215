"""How alike the learned heads see two mentions. A part of ``link_mentions``."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from timeline_service.model import Document, Event
from timeline_service.reader.sameness import Sameness, distance_of, features_of

_LIKEST = 12  # earlier mentions of an article that a mention is held against for their likeness alone
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class View:
    """What the reader saw of a mention: its lemma and part of speech, "the" or "this" before it, ``seen`` a vector."""

    document: str
    sentence: int
    lemma: str
    part: str
    definite: bool
    seen: Floats


class Viewed(Protocol):
    """A mention with its view, None where the reader has no heads."""

    @property
    def view(self) -> View | None: ...


def view_of(event: Event, document: Document, same: Mapping[str, Any]) -> View | None:
    """The view of an event's trigger; ``same``: the words of that table."""
    if document.views is None:
        return None
    token = document.tokens[event.token]
    definite = any(c.dep == "det" and c.lemma in same.get("pointing", ()) for c in document.tree[token])
    seen = document.views.same[event.token].astype(np.float32)
    return View(document.id, event.sentence, token.lemma, token.pos, definite, seen)


class Likeness:
    """Log-odds that mentions tell one event; 0 where nothing was learned: without heads, and of two articles.

    ``lenience`` is added to what the head says.
    """

    def __init__(self, sameness: Sameness | None, *, lenience: float = 0.0) -> None:
        self._sameness, self._lenience = sameness, lenience

    def log_odds(self, mention: Viewed, others: Sequence[Viewed]) -> Floats:
        """One number for each other mention, all told before ``mention``."""
        view, odds = mention.view, np.zeros(len(others), np.float32)
        if self._sameness is None or view is None:
            return odds
        here = [n for n, o in enumerate(others) if o.view is not None and o.view.document == view.document]
        if here:
            odds[here] = self.of_pairs([(others[n], mention) for n in here])
        return odds

    def of_pairs(self, pairs: Sequence[tuple[Viewed, Viewed]]) -> Floats:
        """One number for each pair of mentions of one article, the earlier told first; all have views."""
        views = [(one.view, other.view) for one, other in pairs]
        known = [(one, other) for one, other in views if one is not None and other is not None]
        if self._sameness is None or not known:
            return np.zeros(len(pairs), np.float32)
        left, right = (_rows([view.seen for view in side]) for side in zip(*known))
        distances = [distance_of(one.sentence, other.sentence) for one, other in known]
        return self._sameness.log_odds(left, right, distances, [features_of(*pair) for pair in known]) + self._lenience


class Nearest:
    """The mentions of an article, in the order in which they are told, by how alike they are seen."""

    def __init__(self, mentions: Sequence[Viewed]) -> None:
        self._seen = _rows([mention.view.seen for mention in mentions if mention.view is not None])
        self._lengths = np.sqrt((self._seen * self._seen).sum(1) + 1e-6)

    def before(self, mention: Viewed, place: int) -> list[int]:
        """Places of the mentions before a place that are seen most like one; none where nothing was learned."""
        if mention.view is None:
            return []
        nearness = self._seen[:place] @ mention.view.seen / self._lengths[:place]
        return _greatest(nearness, _LIKEST).tolist()


def _greatest(values: Floats, most: int) -> NDArray[np.intp]:
    """Places of the greatest values, the greatest first, of equals the first; sorts no more than these."""
    places = np.arange(len(values))
    if len(values) > most:
        least = np.partition(values, len(values) - most)[len(values) - most]
        above = np.flatnonzero(values > least)
        places = np.concatenate((above, np.flatnonzero(values == least)[: most - len(above)]))
    return places[np.argsort(-values[places], kind="stable")]


def _rows(vectors: Sequence[Floats]) -> Floats:
    """Vectors of one width as the rows of an array."""
    return np.concatenate(vectors).reshape(len(vectors), -1) if vectors else np.zeros((0, 0), np.float32)
