"""What the programs share that learn which of several choices is the right one: weights of a softmax over features."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from timeline_service.logistic import Features
from training.columns import matrix, often


class Choice(NamedTuple):
    """A question that an article asks: the features of each answer, and which of them are right."""

    article: str
    answers: Sequence[Features]
    right: frozenset[int]


def learned(data: Sequence[Choice], *, seen: int, strength: float) -> dict[str, float]:
    """The weights that make the right answers the likeliest, with a penalty of this strength on their squares.

    A feature has a weight that stands in so many articles as ``seen``.
    """
    rows = [(each.article, answer) for each in data for answer in each.answers]
    names = often(rows, seen=seen)
    table = matrix([answer for _, answer in rows], names)
    sizes = np.array([len(each.answers) for each in data])
    starts, owner = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(data)), sizes)
    right = np.array([n in each.right for each in data for n in range(len(each.answers))], float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = table @ weights
        parts = np.exp(odds - np.maximum.reduceat(odds, starts)[owner])
        share = parts / np.add.reduceat(parts, starts)[owner]
        found = np.maximum(np.add.reduceat(share * right, starts), 1e-12)
        slope = table.T @ (share - share * right / found[owner]) + strength * weights
        return float(strength / 2 * weights @ weights - np.log(found).sum()), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, found.x.tolist(), strict=True))
