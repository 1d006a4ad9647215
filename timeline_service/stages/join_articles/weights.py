"""Log-odds of pairs from what was learned of their traits and measures. A part of ``join_articles``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from timeline_service.stages.join_articles.fields import Floats, Ints


class Weights:
    """Weights by name as tables by label (``labels`` of each trait), and the log-odds that they give."""

    def __init__(self, named: Mapping[str, float], labels: Mapping[str, Sequence[str]]) -> None:
        self._prior = named["prior"]
        self._traits = {t: np.array([named.get(f"{t} {label}", 0.0) for label in labels[t]]) for t in labels}
        self._measures = named

    def log_odds(self, traits: Mapping[str, Ints], measures: Mapping[str, Floats]) -> Floats:
        """Log-odds of being one event, a number for each other."""
        total = sum((table[traits[name]] for name, table in self._traits.items()), np.float64(self._prior))
        known = (value * self._measures.get(name, 0.0) for name, value in measures.items())
        return np.asarray(sum(known, total), np.float64)
