"""Is an event of the day that lies beside it? What the encoder saw of the event and of who has the day, compared."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from timeline_service.reader.sameness import gelu, side_by_side

WEIGHTS = "same_day.npz"
NAMES = ("event", "event_bias", "other", "other_bias", "holders", "pair", "pair_bias", "joined", "joined_bias")
"""The arrays of that file."""
Floats = NDArray[np.float32]


class Holder(IntEnum):
    """Who has a day: publication, another event, or nobody: it is written down alone."""

    PUBLICATION = 0
    EVENT = 1
    NOBODY = 2


class SameDay:
    """The heads' weights, as ``training.reader.same_day`` wrote them: their mean, as one head."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / WEIGHTS) as file:
            weights = [file[name].astype(np.float32) for name in NAMES]
        self._event, self._event_bias, self._other, self._other_bias, self._holders, *rest = weights
        self._pair, self._pair_bias, self._joined, self._joined_bias = rest

    def log_odds(self, event: Floats, others: Floats, holders: Sequence[Holder]) -> Floats:
        """For N days, what the sight of an event [width] and of those who have them [N, width] adds; nobody's is 0."""
        one = gelu(self._event @ event + self._event_bias)[None]
        two = gelu(others @ self._other.T + self._other_bias + self._holders[list(holders)])
        hidden = gelu(side_by_side(one, two) @ self._pair.T + self._pair_bias)
        scores: Floats = hidden @ self._joined[0] + self._joined_bias[0]
        return scores
