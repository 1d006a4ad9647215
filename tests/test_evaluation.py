"""docs/evaluation.md says what the result files say."""

from __future__ import annotations

import json

import pytest

from benchmarks.report import PAGE, page
from benchmarks.results import RESULTS


def test_the_page_is_made_of_the_results() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m benchmarks.report"


@pytest.mark.parametrize("path", sorted(RESULTS.glob("timelines-*.json")), ids=lambda path: path.stem)
def test_a_result_says_how_it_was_made(path) -> None:  # type: ignore[no-untyped-def]
    result = json.loads(path.read_text(encoding="utf-8"))
    assert {"commit", "command", "gold_sha256", "figures"} <= result.keys()
