"""Which of two rows began first, as a head learns it: the one told first, yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from timeline_service.logistic import Features
from training.columns import matrix
from training.reader.comparison import Asked, ComparisonHead, Plan, by_marker

PLAN = Plan(epochs=8, together=256, feature_rate=2e-2, pair_rate=1e-3, ridge=1e-3)
"""How it is learned."""


@dataclass(frozen=True)
class Question:
    """Two rows, by which marker, what the answer counts, what is said of them and what the reader saw of each.

    ``right``: the one told first began first.
    """

    marker: int
    counts: float
    features: Features
    sights: tuple[np.ndarray, np.ndarray]
    right: bool


@dataclass(frozen=True)
class Orders(Asked):
    """Questions as arrays [pairs, …]."""

    features: Tensor
    first: Tensor
    second: Tensor
    right: Tensor

    @classmethod
    def of(cls, questions: Sequence[Question], names: Sequence[str]) -> "Orders":
        """Of the features those with these names."""
        features = matrix([each.features for each in questions], names).toarray().astype(np.float32)
        first, second = (np.stack([each.sights[n] for each in questions]).astype(np.float32) for n in (0, 1))
        right, counts = (np.array([getattr(each, of) for each in questions], np.float32) for of in ("right", "counts"))
        marker = by_marker([each.marker for each in questions])
        return cls(*map(torch.from_numpy, (marker, counts, features, first, second, right)))

    def head(self) -> ComparisonHead:
        """One that nothing was taught."""
        return ComparisonHead(self.features.shape[-1], self.marker.shape[-1])

    def loss(self, head: ComparisonHead) -> Tensor:
        """Minus the logarithm of what is given to the right answers."""
        odds = head(self.features, self.marker, self.first, self.second)
        wrong = functional.binary_cross_entropy_with_logits(odds, self.right, reduction="none")
        return (wrong * self.counts).sum() / self.counts.sum()
