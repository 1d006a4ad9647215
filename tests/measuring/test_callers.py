"""How long callers wait is counted from their first request, with every 503 and every wait after it."""

from __future__ import annotations

import random

import pytest

from benchmarks import calls, performance, serving
from benchmarks.calls import Answer, Insisted

AWAY = Answer(503, b"", 0.1, 3.0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that pass with waiting alone."""
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    monkeypatch.setattr(calls, "perf_counter", lambda: now[0])
    monkeypatch.setattr(calls, "sleep", sleep)
    return now


def insisted(monkeypatch: pytest.MonkeyPatch, *answers: Answer) -> Insisted:
    coming = iter(answers)
    monkeypatch.setattr(calls, "ask", lambda url, path, body: next(coming))
    return calls.insist("http://127.0.0.1", "/v1/extract", b"{}", random.Random(1))


def test_who_is_sent_away_comes_back_when_told(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    found = insisted(monkeypatch, AWAY, AWAY, Answer(200, b"{}", 0.5, 0.0))
    assert found.status == 200 and len(found.answers) == 3
    assert 6 <= found.seconds <= 12


@pytest.mark.parametrize("answer", [Answer(503, b"", 0.1, 0.0), Answer(0, b"", 0.1, 0.0), Answer(400, b"", 0.1, 0.0)])
def test_nobody_comes_back_who_is_not_told_to(
    clock: list[float], monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    assert insisted(monkeypatch, answer) == Insisted([answer], 0.0)


def test_the_row_of_a_load_has_the_waits() -> None:
    right = Answer(200, b"{}", 0.5, 0.0)
    asked = [Insisted([right], 0.5), Insisted([AWAY, AWAY, right], 9.0), Insisted([AWAY, Answer(0, b"", 1, 0)], 5.0)]
    row = serving.figures_of("three", asked, 10.0)
    assert (row["answered"], row["sent_away"], row["failed"]) == (2, 3, 1)
    assert row["median"] == pytest.approx(4.75) and row["p95"] > 8.5 and row["rate"] == pytest.approx(0.2)


@pytest.mark.parametrize(("waits", "said"), [(True, "with the waits in between"), (False, "are not in them")])
def test_the_page_says_what_was_timed(monkeypatch: pytest.MonkeyPatch, waits: bool, said: str) -> None:
    result = dict(performance.read("serving"))
    loads = [{name: value for name, value in load.items() if name != "waits"} for load in result["figures"]["loads"]]
    result["figures"] = result["figures"] | {"loads": [load | ({"waits": True} if waits else {}) for load in loads]}
    monkeypatch.setattr(performance, "read", lambda name: result)
    assert said in performance.serving()
