"""Weights that make the right one of several answers the likeliest."""

from __future__ import annotations

import pytest

from timeline_service.logistic import shares

pytest.importorskip("scipy")
from training.choices import Choice, learned

ANSWERS = [{"near": 1.0, "told": 1.0}, {"told": 1.0}, {"none": 1.0}]


def test_the_right_answers_become_the_likeliest() -> None:
    data = [Choice(f"a{n}", ANSWERS, frozenset({0})) for n in range(6)] + [Choice("b", ANSWERS, frozenset({2}))]
    weights = learned(data, seen=1, strength=0.1)
    near, told, none = shares(ANSWERS, weights)
    assert near > 0.7 > none > told
    assert near + told + none == pytest.approx(1.0)


def test_where_several_answers_are_right_any_of_them_will_do() -> None:
    data = [Choice(f"a{n}", ANSWERS, frozenset({0, 1})) for n in range(6)]
    near, told, none = shares(ANSWERS, learned(data, seen=1, strength=0.1))
    assert near + told > 0.8 > none


def test_what_few_articles_have_has_no_weight() -> None:
    data = [Choice("a", ANSWERS, frozenset({0})), Choice("b", ANSWERS[1:], frozenset({0}))]
    assert learned(data, seen=2, strength=1.0).keys() == {"told", "none"}
