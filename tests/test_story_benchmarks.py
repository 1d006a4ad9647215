"""What the benchmarks of joined stories count, on two articles that one can count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import stories
from benchmarks.joins import Counts, Marked, b_cubed, pairs, rows_of, told_together
from timeline_service.model import Span

# Two articles tell a strike, a vote and a deal: d1 the strike twice, d2 each once.
STRIKE_1, AGAIN_1, VOTE_1 = (Marked("d1", Span(n, n + 6), event) for n, event in ((0, "s"), (10, "s"), (20, "v")))
STRIKE_2, VOTE_2, DEAL_2 = (Marked("d2", Span(n, n + 6), event) for n, event in ((0, "s"), (10, "v"), (20, "d")))
MARKED = (STRIKE_1, AGAIN_1, VOTE_1, STRIKE_2, VOTE_2, DEAL_2)
# Row a has the strikes and, wrongly, the deal; b and c a vote each; the strike that d1 tells again was not found.
NONE = Counts(0, 0, 0).figures()
HOME = {STRIKE_1: "a", STRIKE_2: "a", DEAL_2: "a", VOTE_1: "b", VOTE_2: "c"}


def _row(id: str, *mentions: tuple[str, int, int], **more: Any) -> dict[str, Any]:
    return {"id": id, "mentions": [{"document": d, "start": s, "end": e} for d, s, e in mentions], **more}


def test_a_marked_mention_is_in_the_row_that_overlaps_it_most() -> None:
    rows = [
        _row("a", ("d1", 0, 2), ("d2", 0, 6)),  # two letters of the strike in d1
        _row("b", ("d1", 2, 6), ("d1", 20, 23)),  # four, and half of the vote
        _row("c", ("d1", 23, 26)),  # the other half: of equals the first
    ]
    assert rows_of(rows, MARKED) == {STRIKE_1: "b", STRIKE_2: "a", VOTE_1: "b"}


def test_pairs_are_of_two_articles() -> None:
    # To join: two strikes with one, vote with vote. Joined: strike and deal of d2 with the strike of d1; one is right.
    assert pairs(MARKED, HOME) == Counts(joined=2, right=1, gold=3)


def test_counts_are_summed_before_they_are_divided() -> None:
    figures = (Counts(2, 1, 3) + Counts(2, 2, 2)).figures()
    assert figures == {"joined": 4, "right": 3, "gold": 5, "precision": 0.75, "recall": 0.6, "f1": pytest.approx(6 / 9)}
    nothing, missed = Counts(0, 0, 0).figures(), Counts(0, 0, 2).figures()
    assert [nothing[name] for name in ("precision", "recall", "f1")] == [None, None, None]
    assert [missed[name] for name in ("precision", "recall", "f1")] == [None, 0, 0]


def test_b_cubed_is_of_the_mentions_found() -> None:
    # Precision: in row a the strikes have 2/3, the deal 1/3; each vote 1. Recall: strikes and deal 1, votes 1/2.
    found = b_cubed(HOME, {each: each.event for each in HOME})
    assert found == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1, 1 + 1 + 1 + 1 / 2 + 1 / 2))


def test_rows_that_repeat_disputes_that_are_false_and_dates_that_are_exact() -> None:
    day = {"when": "2024-03-01", "granularity": "day"}
    events = {
        "s": [day, {**day, "when": "2024-03-01/2024-03-02"}],  # a day is common to both: nothing to dispute
        "v": [day, {**day, "when": "2024-03-02", "when_also": ["2024-03"]}],
        "d": [{"when": None, "granularity": None}],
    }
    case = stories.Annotated(name="x", documents=(), marked=MARKED, events=events)
    rows = [
        _row("a", disputed=True, when={"edtf": "2024-03-02"}),
        _row("b", disputed=["what"], when={"edtf": "2024-03"}),
        _row("c", disputed=False, when={"edtf": "2024-04"}),
        _row("z", disputed=True, when={"edtf": None}),  # it tells nothing that is marked
    ]
    found = stories._counted(case, {"events": rows}, HOME)
    assert found["rows"] == 4 and found["telling"] == 3 and found["repeating"] == 1
    assert (found["disputes"], found["false_disputes"]) == (3, 2)
    assert (found["dated"], found["exact"]) == (3, 1)
    assert (found["marked"], found["marked_found"]) == (6, 5)
    assert told_together([{"pairs": NONE, **found}])["duplicates"] == pytest.approx(1 / 3)
    assert told_together([{"pairs": NONE, **found, "telling": 0}])["duplicates"] is None


@pytest.mark.parametrize(("dates", "apart"), [
    (["2024-03-01", "2024-03-02"], True),
    (["2024-03-01", "2024-03", "2024-03-02"], True),
    (["2024-03-01", "2024-03"], False),
    (["2024-03-01", None], False),
])  # fmt: skip
def test_dates_are_apart_where_two_have_no_day_in_common(dates: list[str | None], apart: bool) -> None:
    assert stories._dated_apart([{"when": each} for each in dates]) is apart


def test_what_is_joined_of_one_day_under_two_words_is_neither_right_nor_wrong() -> None:
    # Of the pairs in row a one is right, one is of one day under two words, one of two days.
    shot, kill, quit = (Marked(d, Span(n, n + 4), event) for d, n, event in (
        ("d1", 0, "shot 2024-03-01"), ("d2", 0, "kill 2024-03-01"), ("d2", 10, "quit 2024-03-02"),
    ))  # fmt: skip
    again = Marked("d2", Span(20, 24), "shot 2024-03-01")
    home = dict.fromkeys((shot, kill, quit, again), "a")
    assert pairs(list(home), home) == Counts(joined=3, right=1, gold=1)
    assert stories._weakly(Counts(3, 1, 1), home) == Counts(joined=2, right=1, gold=1)


def test_an_event_is_anchored_where_one_day_holds_it() -> None:
    days = {"t1": "2024-03-01", "t2": "2024-03-02", "t3": "2024-03", "t4": None}
    links = [
        ("e1", "IS_INCLUDED", "t1"), ("t2", "INCLUDES", "e2"), ("t1", "IS_INCLUDED", "e3"), ("e4", "IS_INCLUDED", "t3"),
        ("e5", "SIMULTANEOUS", "t1"), ("e5", "DURING", "t2"), ("e6", "AFTER", "t1"), ("e7", "BEGUN_BY", "t4"),
    ]  # fmt: skip
    row = {
        "id": "d", "timexes": [{"tid": id, "value": value} for id, value in days.items()],
        "tlinks": [{"id1": one, "rel": rel, "id2": other} for one, rel, other in links],
        "events": [{"eid": f"e{n}", "text": "Shooting", "start": n, "end": n + 8} for n in range(1, 8)],
    }  # fmt: skip
    assert list(stories._anchored(row)) == [
        Marked("d", Span(1, 9), "shoo 2024-03-01"), Marked("d", Span(2, 10), "shoo 2024-03-02"),
    ]  # fmt: skip
