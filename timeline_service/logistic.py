"""Logistic regression with weights that one can read: features by name, as files of ``languages/`` weigh them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Features = dict[str, float]


def log_odds(features: Features, weights: Mapping[str, float]) -> float:
    """What the weights make of features; ``prior`` is the intercept, and what has no weight says nothing.

    The order of the features, which may come from sets, has no part in it, down to the last bit.
    """
    told = [weights[name] * value for name, value in features.items() if name in weights]
    return math.fsum([weights.get("prior", 0.0), *told])


def probability(features: Features, weights: Mapping[str, float]) -> float:
    """The same, in [0, 1]."""
    return 1 / (1 + math.exp(-log_odds(features, weights)))


def shares(choices: Sequence[Features], weights: Mapping[str, float]) -> list[float]:
    """How likely each of several choices is the right one, where one is: positive numbers whose sum is 1."""
    odds = [log_odds(features, weights) for features in choices]
    most = max(odds)
    parts = [math.exp(each - most) for each in odds]
    whole = sum(parts)
    return [part / whole for part in parts]


def shares_beside_none(odds: Sequence[float]) -> list[float]:
    """How likely each of several choices is the right one, by log-odds; what is left to 1 is none, whose odds are 0."""
    most = max((0.0, *odds))
    parts = [math.exp(each - most) for each in odds]
    whole = math.exp(-most) + math.fsum(parts)
    return [part / whole for part in parts]


def outcomes(features: Features, weights: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """How likely each outcome is that has weights; what is left to 1 is that none comes."""
    odds = {outcome: log_odds(features, own) for outcome, own in weights.items()}
    return dict(zip(odds, shares_beside_none(list(odds.values())), strict=True))
