"""What tells whether two mentions are one event: weights in a file, log-odds out."""
from dataclasses import dataclass
from math import erf, sqrt
from pathlib import Path

import numpy as np
import pytest

from timeline_service.reader.sameness import DISTANCES, FEATURES, WEIGHTS, Sameness, distance_of, features_of

WIDTH, NEARNESS = 2, 1


@dataclass
class Word:
    lemma: str
    part: str = "NOUN"
    definite: bool = False


@pytest.fixture
def head(tmp_path: Path) -> Sameness:
    """One hidden number: the sum of all that is compared; its gelu is the answer, less one."""
    compared = 3 * WIDTH + NEARNESS + FEATURES
    np.savez(
        tmp_path / WEIGHTS,
        distance=np.arange(DISTANCES, dtype=np.float16).reshape(-1, 1),
        pair=np.ones((1, compared), np.float16), pair_bias=np.zeros(1, np.float16),
        joined=np.ones((1, 1), np.float16), joined_bias=-np.ones(1, np.float16),
    )  # fmt: skip
    return Sameness(tmp_path)


def gelu(x: float) -> float:
    return x * (1 + erf(x / sqrt(2))) / 2


@pytest.mark.parametrize(("left", "right", "distance", "features"), [
    ([0.5, 0.25], [-1.0, 0.5], 0, (0, 0, 0, 0)),
    ([0.5, 0.25], [-1.0, 0.5], 3, (1, 0, 1, 0)),
    ([-3.0, 0.0], [-1.0, -2.0], 1, (0, 0, 0, 1)),
])  # fmt: skip
def test_everything_that_is_compared_counts(head, left, right, distance, features):
    one, other = (np.array([side], np.float32) for side in (left, right))
    total = float((one * other + abs(one - other) + one + other).sum()) + distance + sum(features)
    assert head.log_odds(one, other, [distance], [features]) == pytest.approx([gelu(total) - 1], abs=1e-5)


DISTANT = [(3, 3, 0), (3, 4, 1), (4, 3, 1), (0, 2, 1), (0, 3, 2), (0, 500, 7)]


@pytest.mark.parametrize(("left", "right", "expected"), DISTANT)
def test_distance_by_powers_of_two(left, right, expected):
    assert distance_of(left, right) == expected


def test_what_the_words_say():
    assert features_of(Word("sign", "VERB"), Word("signing", definite=True)) == (0, 1, 0, 1)
    assert features_of(Word("strike"), Word("strike")) == (1, 1, 1, 0)
