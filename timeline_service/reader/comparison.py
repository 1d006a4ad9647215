"""Two sights compared: what a small learned head makes of what the encoder saw of two words; log-odds come out."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NAMES = ("first", "first_bias", "second", "second_bias", "pair", "pair_bias", "joined", "joined_bias")
"""The arrays of a head's file."""
HEADS = ("same_day", "precedence")
"""The heads that may lie in a reader's folder: is an event of the day beside it, and which of two began first."""
Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


class Comparison:
    """A head's weights, as ``training.reader.comparison`` wrote them: the mean of several, as one."""

    def __init__(self, weights: Mapping[str, NDArray[np.generic]]) -> None:
        arrays = (weights[name].astype(np.float32) for name in NAMES)
        self._first, self._first_bias, self._second, self._second_bias, self._pair, self._pair_bias, *rest = arrays
        self._joined, self._joined_bias = rest

    @classmethod
    def of(cls, folder: Path) -> dict[str, Comparison]:
        """The heads of a folder, by name."""
        found = {}
        for name in HEADS:
            if (path := path_of(folder, name)).exists():
                with np.load(path) as file:
                    found[name] = cls(file)
        return found

    def log_odds(self, first: Floats, second: Floats) -> Floats:
        """Of sights of the one side [N, width] and of the other [M, width], what each with each is worth [N, M]."""
        return self._joined_to(self._one(first)[:, None], self._two(second)[None])

    def log_odds_of(self, sights: Floats, ones: Ints, twos: Ints) -> Floats:
        """Of sights [N, width] and places of pairs among them [P], what each pair is worth [P]."""
        return self._joined_to(self._one(sights)[ones], self._two(sights)[twos])

    def _one(self, sights: Floats) -> Floats:
        return gelu(sights @ self._first.T + self._first_bias)

    def _two(self, sights: Floats) -> Floats:
        return gelu(sights @ self._second.T + self._second_bias)

    def _joined_to(self, one: Floats, two: Floats) -> Floats:
        hidden = gelu(side_by_side(one, two) @ self._pair.T + self._pair_bias)
        scores: Floats = hidden @ self._joined[0] + self._joined_bias[0]
        return scores


def path_of(folder: Path, name: str) -> Path:
    """The file of a head."""
    return folder / f"{name}.npz"


def side_by_side(left: Floats, right: Floats) -> Floats:
    """Where two sights agree, where they differ, and both together [..., 3 * width]; one may stand beside many."""
    return np.concatenate((left * right, np.abs(left - right), left + right), -1)


def gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, to 1.5e-7: Abramowitz & Stegun 7.1.26, as NumPy has no error function."""
    size = np.abs(x)
    t = 1 / (1 + np.float32(0.3275911 / 2**0.5) * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.asarray((x + size * (1 - series * np.exp(-x * x / 2))) / 2, np.float32)
