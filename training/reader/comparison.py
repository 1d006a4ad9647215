"""Learns to compare two words, by features with names and by what the reader saw of both.

The log-odds of a pair are those of its features, which are shipped by name, and those of the two sights, which
:class:`timeline_service.reader.comparison.Comparison` runs. What is asked of such pairs, and how answers are held
against it, is a table of the program that learns (:class:`Asked`).
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from timeline_service.reader.comparison import NAMES, path_of
from timeline_service.reader.component import READER
from timeline_service.reader.encoder import SAME
from timeline_service.reader.loading import PIPELINES

_WIDTH, _DROPPED = 32, 0.4


@dataclass(frozen=True)
class Plan:
    """The settings; rates fall linearly to nothing. ``ridge`` holds the weights of features, ``decay`` the others.

    ``together`` questions make a step; ``heads`` are learned, and speak as one.
    """

    epochs: int
    together: int
    feature_rate: float
    pair_rate: float
    ridge: float
    decay: float = 0.1
    heads: int = 3


class ComparisonHead(nn.Module):
    """What is learned; ``weights`` of features are shipped by name, the rest but ``markers`` with the reader."""

    def __init__(self, features: int, markers: int, *, second: int = SAME) -> None:
        super().__init__()
        self.weights, self.markers = nn.Parameter(torch.zeros(features)), nn.Parameter(torch.zeros(markers))
        self.first, self.second = nn.Linear(SAME, _WIDTH), nn.Linear(second, _WIDTH)
        self.pair, self.joined = nn.Linear(3 * _WIDTH, _WIDTH), nn.Linear(_WIDTH, 1)
        nn.init.zeros_(self.joined.weight)
        self.dropout = nn.Dropout(_DROPPED)

    def forward(self, features: Tensor, marker: Tensor, first: Tensor, second: Tensor) -> Tensor:
        """Log-odds [...] of features [..., n], markers [..., m] and two sights [..., width]; one may stand beside many.

        What the second sight has beyond the encoder's view says what kind it is, and is never dropped.
        """
        one = functional.gelu(self.first(self.dropout(first)))
        two = functional.gelu(self.second(torch.cat([self.dropout(second[..., :SAME]), second[..., SAME:]], -1)))
        compared = torch.cat([one * two, (one - two).abs(), one + two], -1)
        seen = self.joined(self.dropout(functional.gelu(self.pair(compared)))).squeeze(-1)
        return features @ self.weights + marker @ self.markers + seen


@dataclass(frozen=True)
class Asked(ABC):
    """Questions as arrays with a row each, and their answers: ``marker`` [n, markers] says who marked each, ``counts``
    what it counts.
    """

    marker: Tensor
    counts: Tensor

    def __len__(self) -> int:
        return len(self.marker)

    def rows(self, which: Tensor) -> Self:
        """Some of the questions."""
        return type(self)(**{name: value[which] for name, value in vars(self).items()})

    @abstractmethod
    def head(self) -> ComparisonHead:
        """One that nothing was taught."""

    @abstractmethod
    def loss(self, head: ComparisonHead) -> Tensor:
        """How far a head is from the answers; one number."""


def by_marker(numbers: Sequence[int]) -> np.ndarray:
    """A column for each marker that asks anything, also where only some of the questions are taken."""
    return np.eye(max(numbers) + 1, dtype=np.float32)[list(numbers)]


def fit(asked: Asked, plan: Plan) -> list[ComparisonHead]:
    """Heads that were taught all the questions."""
    return [_fitted(asked, plan, seed=seed) for seed in range(plan.heads)]


def _fitted(asked: Asked, plan: Plan, *, seed: int) -> ComparisonHead:
    torch.manual_seed(seed)
    head = asked.head().train()
    by_name = [head.weights, head.markers]
    pair = [each for name, each in head.named_parameters() if name not in ("weights", "markers")]
    rates = (plan.feature_rate, plan.pair_rate)
    groups = [{"params": by_name, "weight_decay": 0.0}, {"params": pair, "weight_decay": plan.decay}]
    optimizer = torch.optim.AdamW(groups)
    once = -(-len(asked) // plan.together)
    steps = plan.epochs * once
    for step in range(steps):
        if step % once == 0:
            order = torch.randperm(len(asked)).split(plan.together)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * (1 - step / steps)
        loss = asked.rows(order[step % once]).loss(head) + plan.ridge * (head.weights**2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return head.eval()


def weights_of(heads: Sequence[ComparisonHead]) -> tuple[list[float], list[float]]:
    """The mean weight of each feature, and the mean intercept of each marker."""
    weights, markers = (torch.stack(each).mean(0).tolist() for each in zip(*((h.weights, h.markers) for h in heads)))
    return weights, markers


def as_one(heads: Sequence[ComparisonHead]) -> dict[str, np.ndarray]:
    """What ships with the reader: the heads side by side as one, that says the mean of what they say."""
    count, width = len(heads), len(heads) * _WIDTH
    pair = torch.zeros(width, 3, width)
    for n, head in enumerate(heads):
        here = slice(n * _WIDTH, (n + 1) * _WIDTH)
        pair[here, :, here] = head.pair.weight.detach().view(_WIDTH, 3, _WIDTH)
    side = {name: [getattr(head, name) for head in heads] for name in ("first", "second", "pair", "joined")}
    arrays = {
        "first": torch.cat([each.weight for each in side["first"]]),
        "first_bias": torch.cat([each.bias for each in side["first"]]),
        "second": torch.cat([each.weight for each in side["second"]]),
        "second_bias": torch.cat([each.bias for each in side["second"]]),
        "pair": pair.view(width, 3 * width),
        "pair_bias": torch.cat([each.bias for each in side["pair"]]),
        "joined": torch.cat([each.weight for each in side["joined"]], 1) / count,
        "joined_bias": torch.stack([each.bias for each in side["joined"]]).mean(0),
    }
    return {name: arrays[name].detach().numpy().astype(np.float16) for name in NAMES}


def write(name: str, arrays: Mapping[str, np.ndarray]) -> None:
    """Ship a head with the English reader."""
    np.savez(path_of(PIPELINES / "en" / "pipeline" / READER, name), **arrays)
