"""Stories are counted together as they are one by one, and B-cubed is what Bagga and Baldwin defined."""

from __future__ import annotations

import pytest

from benchmarks.joins import b_cubed, told_together


def test_b_cubed_of_an_example_that_is_worked_out_by_hand() -> None:
    found = {"a": 1, "b": 1, "c": 2, "d": 2}
    gold = {"a": "x", "b": "x", "c": "x", "d": "y", "never found": "y"}
    precision, recall = b_cubed(found, gold)
    assert precision == pytest.approx(1 + 1 + 1 / 2 + 1 / 2)
    assert recall == pytest.approx(2 / 3 + 2 / 3 + 1 / 3 + 1)


def test_stories_are_told_together() -> None:
    one = {
        "pairs": {"joined": 4, "right": 3, "gold": 10, "f1": 0.4}, "marked": 10, "marked_found": 8, "b_precision": 6.0,
        "b_recall": 4.0, "rows": 9, "telling": 6, "repeating": 3, "dated": 4, "exact": 3, "disputes": 1,
    }  # fmt: skip
    two = {**one, "pairs": {"joined": 0, "right": 0, "gold": 5}, "marked_found": 2, "false_disputes": 1, "exact": 1}
    both = told_together([one, two])
    assert (both["pairs"]["precision"], both["pairs"]["recall"]) == (0.75, 0.2)
    assert both["marked_found"] == 0.5 and both["duplicates"] == 0.5 and both["date_exact"] == 0.5
    assert both["b_cubed"] == {"precision": pytest.approx(1.2), "recall": pytest.approx(0.8)}
    assert (both["rows"], both["disputes"], both["false_disputes"]) == (18, 2, 1)


def test_of_nothing_there_are_no_shares() -> None:
    nothing = told_together([])
    assert nothing["marked_found"] is None and nothing["pairs"]["precision"] is None
