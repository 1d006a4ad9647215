"""Do two mentions tell one event? What the encoder saw of each, compared; log-odds come out."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from timeline_service.reader.comparison import Floats, gelu, side_by_side

WEIGHTS = "sameness.npz"
DISTANCES, FEATURES = 8, 4
_SAME_BEGINNING = 4  # letters


class Mention(Protocol):
    """What of a mention is compared besides the encoder's view: lemma, part of speech, "the" or "this" before it."""

    @property
    def lemma(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def definite(self) -> bool: ...


def distance_of(left: int, right: int) -> int:
    """How far two sentences are apart, by powers of two."""
    return min(DISTANCES - 1, (abs(right - left) + 1).bit_length() - 1)


def features_of(left: Mention, right: Mention) -> tuple[float, ...]:
    """What the words themselves say of a pair, ``right`` the later."""
    return (
        float(left.lemma == right.lemma),
        float(left.lemma[:_SAME_BEGINNING] == right.lemma[:_SAME_BEGINNING]),
        float(left.part == right.part),
        float(right.definite),
    )


class Sameness:
    """The head's weights, as ``training.reader.export`` wrote them.

    What they make of a distance is multiplied out once: there are few distances.
    """

    def __init__(self, folder: Path) -> None:
        with np.load(folder / WEIGHTS) as file:
            distance, pair, pair_bias, self._joined, self._joined_bias = (
                file[name].astype(np.float32) for name in ("distance", "pair", "pair_bias", "joined", "joined_bias")
            )
        compared = pair.shape[1] - distance.shape[1] - FEATURES
        self._compared, of_distance, self._of_features = np.split(pair.T, (compared, compared + distance.shape[1]))
        self._of_distance = distance @ of_distance + pair_bias

    def log_odds(
        self, left: Floats, right: Floats, distances: Sequence[int], features: Sequence[Sequence[float]]
    ) -> Floats:
        """For N pairs: views of both [N, width], and what :func:`distance_of` and :func:`features_of` say."""
        pairs = side_by_side(left, right) @ self._compared
        pairs += self._of_distance[list(distances)]
        pairs += np.asarray(features, np.float32) @ self._of_features
        scores: Floats = gelu(pairs) @ self._joined[0] + self._joined_bias[0]
        return scores
