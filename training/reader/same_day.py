"""Which of the days around an event is its own, as a head learns it: one choice among the days and none."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from timeline_service.logistic import Features
from timeline_service.reader.encoder import SAME
from timeline_service.stages.order_events.likely_days import Holder
from training.columns import matrix
from training.reader.comparison import Asked, ComparisonHead, Plan, by_marker

PLAN = Plan(epochs=10, together=64, feature_rate=2e-2, pair_rate=2e-3, ridge=3e-3)
"""How it is learned."""
_NEVER = -30.0  # log-odds of what pads a row


@dataclass(frozen=True)
class Day:
    """A day that an event may have: what is said of it, what the reader saw of who has it, whether it is the one."""

    features: Features
    sight: np.ndarray
    right: bool


@dataclass(frozen=True)
class Question:
    """An event, by which marker, what its answer counts, and its days; right is one of them, several as one, or none.

    That an event has none of its days has log-odds 0.
    """

    marker: int
    counts: float
    sight: np.ndarray
    days: Sequence[Day]


@dataclass(frozen=True)
class Choices(Asked):
    """Questions as arrays [events, days, …], padded to the most days; ``there`` marks those that are days."""

    features: Tensor
    event: Tensor
    other: Tensor
    right: Tensor
    there: Tensor

    @classmethod
    def of(cls, questions: Sequence[Question], names: Sequence[str]) -> "Choices":
        """Of the features those with these names."""
        shape = (len(questions), max(len(each.days) for each in questions))
        features, right = np.zeros((*shape, len(names)), np.float32), np.zeros(shape, np.float32)
        other, there = np.zeros((*shape, SAME + len(Holder)), np.float32), np.zeros(shape, bool)
        for row, question in enumerate(questions):
            for n, day in enumerate(question.days):
                other[row, n], right[row, n], there[row, n] = day.sight, day.right, True
        features[there] = matrix([day.features for each in questions for day in each.days], names).toarray()
        event = np.stack([each.sight for each in questions]).astype(np.float32)
        marker = by_marker([each.marker for each in questions])
        counts = np.array([each.counts for each in questions], np.float32)
        return cls(*map(torch.from_numpy, (marker, counts, features, event, other, right, there)))

    def head(self) -> ComparisonHead:
        """One that nothing was taught."""
        return ComparisonHead(self.features.shape[-1], self.marker.shape[-1], second=self.other.shape[-1])

    def log_odds(self, head: ComparisonHead) -> Tensor:
        """[events, 1 + days], of none first."""
        odds = head(self.features, self.marker[:, None], self.event[:, None], self.other)
        return torch.cat([torch.zeros(len(odds), 1), odds.masked_fill(~self.there, _NEVER)], 1)

    def loss(self, head: ComparisonHead) -> Tensor:
        """Minus the logarithm of what is given to the right days together, or to none."""
        none = (self.right.sum(1, keepdim=True) == 0).float()
        wrong = torch.cat([none, self.right], 1) == 0
        likely = functional.log_softmax(self.log_odds(head), 1).masked_fill(wrong, -torch.inf)
        return -(torch.logsumexp(likely, 1) * self.counts).mean()


def shares(heads: Sequence[ComparisonHead], asked: Choices) -> np.ndarray:
    """How likely each day of each event is [events, days], by the mean of what several heads say."""
    with torch.no_grad():
        return torch.softmax(torch.stack([asked.log_odds(head) for head in heads]).mean(0), 1)[:, 1:].numpy()
