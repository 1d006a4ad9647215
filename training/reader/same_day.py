"""Learns which of the days around an event is its own, from features by name and from what the reader saw of both.

The log-odds of a day are those of its features, which are shipped by name, and those of the pair of sights, which
:class:`timeline_service.reader.same_day.SameDay` runs; that an event has none of its days has log-odds 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from timeline_service.logistic import Features
from timeline_service.reader.encoder import SAME
from timeline_service.reader.same_day import NAMES, WEIGHTS, Holder

_WIDTH, _DROPPED = 32, 0.4
_NEVER = -30.0  # log-odds of what pads a row


@dataclass(frozen=True)
class Day:
    """A day that an event may have: what is said of it, what the reader saw of who has it, whether it is the one."""

    features: Features
    sight: np.ndarray
    holder: Holder
    right: bool


@dataclass(frozen=True)
class Question:
    """An event, by which marker, and its days; right is one of them, or several that are one, or none."""

    marker: int
    sight: np.ndarray
    days: Sequence[Day]


@dataclass(frozen=True)
class Plan:
    """The settings; rates fall linearly to nothing. ``ridge`` holds the weights of features, ``decay`` the others."""

    epochs: int = 10
    together: int = 64
    feature_rate: float = 2e-2
    pair_rate: float = 2e-3
    ridge: float = 3e-3
    decay: float = 0.1
    heads: int = 3


@dataclass(frozen=True)
class Table:
    """Questions as arrays [events, days, …], padded to the most days; ``there`` marks those that are days."""

    features: Tensor
    event: Tensor
    other: Tensor
    holder: Tensor
    right: Tensor
    there: Tensor
    marker: Tensor

    @classmethod
    def of(cls, questions: Sequence[Question], names: Sequence[str]) -> "Table":
        """Of the features those with these names."""
        column, most = {name: n for n, name in enumerate(names)}, max(len(each.days) for each in questions)
        shape = (len(questions), most)
        features, other = np.zeros((*shape, len(names)), np.float32), np.zeros((*shape, SAME), np.float32)
        holder, right, there = np.zeros(shape, np.int64), np.zeros(shape, np.float32), np.zeros(shape, bool)
        for row, question in enumerate(questions):
            for n, day in enumerate(question.days):
                for name in day.features.keys() & column.keys():
                    features[row, n, column[name]] = day.features[name]
                other[row, n], holder[row, n] = day.sight, day.holder
                right[row, n], there[row, n] = day.right, True
        event = np.stack([each.sight for each in questions]).astype(np.float32)
        marker = np.array([each.marker for each in questions])
        return cls(*map(torch.from_numpy, (features, event, other, holder, right, there, marker)))

    def rows(self, which: Tensor) -> "Table":
        """Some of the questions."""
        return Table(*(value[which] for value in vars(self).values()))


class SameDayHead(nn.Module):
    """What is learned; ``weights`` of features are shipped by name, the rest but ``markers`` with the reader."""

    def __init__(self, features: int, markers: int) -> None:
        super().__init__()
        self.weights, self.markers = nn.Parameter(torch.zeros(features)), nn.Parameter(torch.zeros(markers))
        self.event, self.other = nn.Linear(SAME, _WIDTH), nn.Linear(SAME, _WIDTH)
        self.holders = nn.Embedding(len(Holder), _WIDTH)
        self.pair, self.joined = nn.Linear(3 * _WIDTH, _WIDTH), nn.Linear(_WIDTH, 1)
        nn.init.zeros_(self.joined.weight)
        self.dropout = nn.Dropout(_DROPPED)

    def forward(self, asked: Table) -> Tensor:
        """Log-odds [events, 1 + days], of none first."""
        one = functional.gelu(self.event(self.dropout(asked.event)))[:, None]
        two = functional.gelu(self.other(self.dropout(asked.other)) + self.holders(asked.holder))
        compared = torch.cat([one * two, (one - two).abs(), one + two], -1)
        seen = self.joined(self.dropout(functional.gelu(self.pair(compared)))).squeeze(-1)
        told = asked.features @ self.weights + self.markers[asked.marker][:, None]
        odds = (told + seen).masked_fill(~asked.there, _NEVER)
        return torch.cat([torch.zeros(len(odds), 1), odds], 1)


def fit(asked: Table, counts: Tensor, plan: Plan, *, markers: int) -> list[SameDayHead]:
    """Heads that were taught all the questions; ``counts`` says what those of each marker count."""
    return [_fitted(asked, counts, plan, markers=markers, seed=seed) for seed in range(plan.heads)]


def _fitted(asked: Table, counts: Tensor, plan: Plan, *, markers: int, seed: int) -> SameDayHead:
    torch.manual_seed(seed)
    head = SameDayHead(asked.features.shape[-1], markers).train()
    by_name = [head.weights, head.markers]
    pair = [each for name, each in head.named_parameters() if name not in ("weights", "markers")]
    rates = (plan.feature_rate, plan.pair_rate)
    groups = [{"params": by_name, "weight_decay": 0.0}, {"params": pair, "weight_decay": plan.decay}]
    optimizer = torch.optim.AdamW(groups)
    once = -(-len(asked.marker) // plan.together)
    steps = plan.epochs * once
    for step in range(steps):
        if step % once == 0:
            order = torch.randperm(len(asked.marker)).split(plan.together)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * (1 - step / steps)
        some = asked.rows(order[step % once])
        loss = (_losses(head(some), some.right) * counts[some.marker]).mean() + plan.ridge * (head.weights**2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return head.eval()


def _losses(odds: Tensor, right: Tensor) -> Tensor:
    """Minus the logarithm of what is given to the right days together, or to none."""
    none = (right.sum(1, keepdim=True) == 0).float()
    wrong = torch.cat([none, right], 1) == 0
    return -torch.logsumexp(functional.log_softmax(odds, 1).masked_fill(wrong, -torch.inf), 1)


def shares(heads: Sequence[SameDayHead], asked: Table) -> np.ndarray:
    """How likely each day of each event is [events, days], by the mean of what several heads say."""
    with torch.no_grad():
        return torch.softmax(torch.stack([head(asked) for head in heads]).mean(0), 1)[:, 1:].numpy()


def write(heads: Sequence[SameDayHead], folder: Path) -> None:
    """What ships with the reader: the heads side by side as one, that says the mean of what they say."""
    count, width = len(heads), len(heads) * _WIDTH
    pair = torch.zeros(width, 3, width)
    for n, head in enumerate(heads):
        here = slice(n * _WIDTH, (n + 1) * _WIDTH)
        pair[here, :, here] = head.pair.weight.detach().view(_WIDTH, 3, _WIDTH)
    side = {name: [getattr(head, name) for head in heads] for name in ("event", "other", "pair", "joined")}
    arrays = {
        "event": torch.cat([each.weight for each in side["event"]]),
        "event_bias": torch.cat([each.bias for each in side["event"]]),
        "other": torch.cat([each.weight for each in side["other"]]),
        "other_bias": torch.cat([each.bias for each in side["other"]]),
        "holders": torch.cat([head.holders.weight for head in heads], 1),
        "pair": pair.view(width, 3 * width),
        "pair_bias": torch.cat([each.bias for each in side["pair"]]),
        "joined": torch.cat([each.weight for each in side["joined"]], 1) / count,
        "joined_bias": torch.stack([each.bias for each in side["joined"]]).mean(0),
    }
    np.savez(folder / WEIGHTS, **{name: arrays[name].detach().numpy().astype(np.float16) for name in NAMES})
