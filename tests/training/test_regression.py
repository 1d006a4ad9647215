"""Regressions that are learned over articles: each article asked of weights that were learned without it."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from training.columns import matrix
from training.regression import ByMarker, held_out, learn, learn_by_marker


def test_what_is_said_of_an_article_is_learned_from_the_others() -> None:
    articles = ["a", "a", "b", "b", "c", "c"]
    x = matrix([{article: 1.0, "odd": float(n % 2)} for n, article in enumerate(articles)], ["a", "b", "c", "odd"])
    y, worth = np.array(["yes", "no", "yes", "yes", "yes", "no"]), np.array([1.0, 1.0, 0.5, 0.5, 1.0, 1.0])
    fit = partial(learn, strength=1.0)
    likely = held_out(fit, x, y, worth, articles=articles, folds=3)
    without_a = fit(x[2:], y[2:], worth[2:])
    assert likely[:2] == pytest.approx(without_a.predict_proba(x[:2]))
    assert list(without_a.classes_) == ["no", "yes"]
    assert likely.sum(1) == pytest.approx(np.ones(6))


def test_an_answer_that_is_in_one_article_alone_is_not_expected_there() -> None:
    x, y = matrix([{"one": 1.0}, {"one": 1.0}, {"one": 1.0}, {"one": -1.0}], ["one"]), np.array([2, 0, 0, 1])
    likely = held_out(partial(learn, strength=1.0), x, y, articles=["a", "b", "c", "c"], folds=3)
    assert likely[0, 2] == 0 and likely[0, :2].sum() == pytest.approx(1)


def test_who_marks_has_an_intercept_and_the_shipped_one_is_the_prior() -> None:
    rows = [(f"{marker}{n}", marker, {"seldom" if n == 0 else "often": 1.0}) for marker in "xy" for n in range(4)]
    columns, y = ByMarker.of(rows, seen=3), np.array([1, 1, 1, 0, 0, 0, 0, 1])
    assert (columns.names, columns.markers) == (["often", "x", "y"], ["x", "y"])
    assert columns.x.toarray()[:2].tolist() == [[0, 1, 0], [1, 1, 0]]
    model = learn_by_marker(columns.x, y, strength=1.0)
    likely, seldom = columns.weights(model, shipped="x"), columns.weights(model, shipped="y")
    assert likely.keys() == {"prior", "often"} and likely["often"] == seldom["often"]
    assert likely["prior"] > seldom["prior"]
