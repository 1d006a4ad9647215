"""The logistic regression gives one answer for the same features, in whatever order they come."""
from __future__ import annotations

from itertools import permutations

import pytest

from timeline_service.logistic import outcomes, probability

WEIGHTS = {"prior": -0.3, "dated": 0.1, "told last": 0.2, "in paragraph": 1e16, "far": -1e16, "share": 0.7}


def test_the_order_of_features_has_no_part_in_it() -> None:
    features = dict.fromkeys(name for name in WEIGHTS if name != "prior")
    assert len({probability(dict.fromkeys(names, 1.0), WEIGHTS) for names in permutations(features)}) == 1


def test_what_has_no_weight_says_nothing() -> None:
    assert probability({"dated": 1.0, "unheard of": 9.0}, WEIGHTS) == probability({"dated": 1.0}, WEIGHTS)


def test_outcomes_and_none_of_them_share_what_is_certain() -> None:
    even = outcomes({}, {"key": {}, "spare": {}})
    assert even == pytest.approx({"key": 1 / 3, "spare": 1 / 3})
    assert outcomes({"dated": 1.0}, {"key": WEIGHTS})["key"] == pytest.approx(probability({"dated": 1.0}, WEIGHTS))
    assert outcomes({"far": -1.0}, {"key": WEIGHTS, "spare": {}}) == pytest.approx({"key": 1.0, "spare": 0.0})
    assert outcomes({}, {}) == {}
