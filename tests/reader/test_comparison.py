"""What compares two sights: weights in a file, log-odds out, as they were learned."""
from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from timeline_service.reader.comparison import NAMES, Comparison, gelu, path_of

SEEN = 3


@pytest.fixture
def head(tmp_path: Path) -> Comparison:
    """Two numbers of each side, the first of three that were seen; their sum is the answer, less one."""
    first, second = np.eye(2, SEEN, dtype=np.float16), 2 * np.eye(2, SEEN, dtype=np.float16)
    nothing, sums = np.zeros(2, np.float16), np.ones((1, 6), np.float16)
    arrays = (first, nothing, second, nothing, sums, nothing[:1], np.ones((1, 1), np.float16), -np.ones(1))
    np.savez(path_of(tmp_path, "precedence"), **dict(zip(NAMES, arrays, strict=True)))
    (found,) = Comparison.of(tmp_path).values()
    return found


def test_each_of_the_one_side_is_compared_with_each_of_the_other(head: Comparison) -> None:
    firsts = np.array([[1.0, -0.5, 9.0], [0.0, 2.0, 9.0]], np.float32)
    seconds = np.array([[0, 0, 9.0], [1.0, 0.5, 0], [0.25, -1.0, 0]], np.float32)
    found = head.log_odds(firsts, seconds)
    assert found.shape == (2, 3)
    for i, j in np.ndindex(2, 3):
        one, other = gelu(firsts[i, :2]), gelu(2 * seconds[j, :2])
        total = (one * other + np.abs(one - other) + one + other).sum()
        assert found[i, j] == pytest.approx(float(gelu(np.array([total], np.float32))[0]) - 1, abs=1e-5)


def test_pairs_of_one_side_are_worth_what_each_with_each_is(head: Comparison) -> None:
    sights = np.random.default_rng(3).normal(size=(6, SEEN)).astype(np.float32)
    ones, twos = np.triu_indices(6, 1)
    assert head.log_odds_of(sights, ones, twos) == pytest.approx(head.log_odds(sights, sights)[ones, twos], rel=1e-5)


def test_a_folder_without_heads_has_none(tmp_path: Path) -> None:
    assert Comparison.of(tmp_path) == {}


def test_days_that_ship_say_what_was_learned(need: Callable[..., None]) -> None:
    need(find_spec("torch"), what="torch", install="pip install -r training/requirements.txt")
    from timeline_service.reader.encoder import SAME
    from training.reader.comparison import Plan, as_one, fit, weights_of
    from training.reader.same_day import Choices, Day, Question, shares

    random = np.random.default_rng(7)
    sights = random.normal(size=(40, SAME))
    event, publication = (np.eye(3)[n] for n in (1, 0))
    days = [
        [
            Day({"near": 1.0}, np.concatenate((sights[n], event)), right=n % 2 == 0),
            Day({}, np.concatenate((sights[0] * 0, publication)), right=n % 2 > 0),
        ]
        for n in range(40)
    ]
    table = Choices.of([Question(0, 1.0, sights[-n], answers) for n, answers in enumerate(days)], ["near"])
    heads = fit(table, Plan(epochs=3, together=8, feature_rate=0.02, pair_rate=0.002, ridge=0.003, heads=2))
    comparison, ((near,), (prior,)) = Comparison(as_one(heads)), weights_of(heads)
    for n, likely in enumerate(shares(heads, table)):
        others = np.stack([day.sight for day in days[n]]).astype(np.float32)
        odds = comparison.log_odds(sights[-n][None].astype(np.float32), others)[0] + np.array([prior + near, prior])
        parts = np.exp(odds.astype(float))
        assert likely == pytest.approx(parts / (1 + parts.sum()), abs=0.01)


def test_the_order_that_ships_says_what_was_learned(need: Callable[..., None]) -> None:
    need(find_spec("torch"), what="torch", install="pip install -r training/requirements.txt")
    import torch

    from timeline_service.reader.encoder import SAME
    from training.reader.comparison import Plan, as_one, fit, weights_of
    from training.reader.precedence import Orders, Question

    random = np.random.default_rng(7)
    sights = random.normal(size=(40, SAME)).astype(np.float32)
    pairs = [(n, (n + 7) % 40) for n in range(40)]
    answers = [bool(sights[one, 0] > sights[other, 0]) for one, other in pairs]
    asked = [
        Question(0, 1.0, {"far": float(one)}, (sights[one], sights[other]), right=right)
        for (one, other), right in zip(pairs, answers, strict=True)
    ]
    table = Orders.of(asked, ["far"])
    plan = Plan(epochs=60, together=8, feature_rate=0.02, pair_rate=0.01, ridge=1.0, heads=2)
    heads = fit(table, plan)
    comparison, ((far,), (prior,)) = Comparison(as_one(heads)), weights_of(heads)
    with torch.no_grad():
        said = torch.stack([h(table.features, table.marker, table.first, table.second) for h in heads]).mean(0).numpy()
    odds = comparison.log_odds(sights, sights)
    for n, (one, other) in enumerate(pairs):
        assert odds[one, other] + prior + far * one == pytest.approx(said[n], abs=0.02)
    assert np.mean((said > 0) == answers) > 0.9, "it can learn what the two sights alone tell"
