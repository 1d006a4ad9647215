"""What tells whether an event is of a day beside it: weights in a file, log-odds out, as they were learned."""
from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from timeline_service.reader.same_day import NAMES, WEIGHTS, Holder, SameDay
from timeline_service.reader.sameness import gelu

SEEN = 3


@pytest.fixture
def head(tmp_path: Path) -> SameDay:
    """Two numbers of each side, the first of three that were seen; their sum is the answer, less one."""
    first = np.eye(2, SEEN, dtype=np.float16)
    nothing, sums = np.zeros(2, np.float16), np.ones((1, 6), np.float16)
    holders = np.array([[0, 0], [0.5, 0], [0, 0.25]], np.float16)
    arrays = (first, nothing, first, nothing, holders, sums, nothing[:1], np.ones((1, 1), np.float16), -np.ones(1))
    np.savez(tmp_path / WEIGHTS, **dict(zip(NAMES, arrays, strict=True)))
    return SameDay(tmp_path)


def test_the_event_and_each_day_are_compared_by_who_has_it(head: SameDay) -> None:
    event = np.array([1.0, -0.5, 9.0], np.float32)
    others = np.array([[0, 0, 0], [2.0, 1.0, 9.0], [0, 0, 0]], np.float32)
    found = head.log_odds(event, others, [Holder.PUBLICATION, Holder.EVENT, Holder.NOBODY])
    one = gelu(event[:2])
    for n, more in enumerate(([0, 0], [0.5, 0], [0, 0.25])):
        other = gelu(others[n, :2] + np.array(more, np.float32))
        total = (one * other + np.abs(one - other) + one + other).sum()
        assert found[n] == pytest.approx(float(gelu(np.array([total], np.float32))[0]) - 1, abs=1e-5)


def test_what_ships_says_what_was_learned(need: Callable[..., None], tmp_path: Path) -> None:
    need(find_spec("torch"), what="torch", install="pip install -r training/requirements.txt")
    import torch

    from timeline_service.reader.encoder import SAME
    from training.reader.same_day import Day, Plan, Question, Table, fit, shares, write

    random = np.random.default_rng(7)
    sights = random.normal(size=(40, SAME))
    days = [
        [
            Day({"near": 1.0}, sights[n], Holder.EVENT, right=n % 2 == 0),
            Day({}, sights[0] * 0, Holder.PUBLICATION, right=n % 2 > 0),
        ]
        for n in range(40)
    ]
    table = Table.of([Question(0, sights[-n], answers) for n, answers in enumerate(days)], ["near"])
    learned = fit(table, torch.ones(1), Plan(epochs=3, together=8, heads=2), markers=1)
    write(learned, tmp_path)
    pair = SameDay(tmp_path)
    for n, likely in enumerate(shares(learned, table)):
        others = np.stack([day.sight for day in days[n]]).astype(np.float32)
        odds = pair.log_odds(sights[-n].astype(np.float32), others, [day.holder for day in days[n]]).astype(float)
        named = [(each.markers.item(), each.weights.item()) for each in learned]
        odds += np.mean([[marker + near, marker] for marker, near in named], axis=0)
        parts = np.exp(odds)
        assert likely == pytest.approx(parts / (1 + parts.sum()), abs=0.01)
