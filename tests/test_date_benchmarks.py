"""What the benchmarks of dates count: kinds of expression, notations, classes of error."""

from __future__ import annotations

import pytest

from benchmarks.date_errors import VALUES
from benchmarks.dates import is_notation
from benchmarks.peers import PUBLISHED, kinds, ours, verdicts
from timeline_service import pipeline


def test_there_are_fifty_kinds_and_ours_reads_them() -> None:
    documents = [{"id": str(n), "text": kind["text"], "dct": PUBLISHED} for n, kind in enumerate(kinds())]
    rows, _ = ours(documents, pipeline.read_dates)
    assert {kind["name"]: said for kind, said in zip(kinds(), verdicts(rows), strict=True) if said != "yes"} == {}
    assert len(documents) == 50


def test_a_day_within_what_is_meant_is_near_and_any_find_where_nothing_is_is_wrong() -> None:
    near = {"last week": "2025-10-17", "words that are no dates": "2025-05", "duration": "2025-10-27"}
    rows = [{"timexes": [{"value": near[k["name"]]}] if k["name"] in near else []} for k in kinds()]
    said = dict(zip([kind["name"] for kind in kinds()], verdicts(rows), strict=True))
    assert [said[name] for name in near] == ["near", "no", "no"]


@pytest.mark.parametrize(("gold", "ours", "same"), [
    ("10:30:00", "2007-03-03T10:30", True),
    ("10:30:00", "2007-03-03T22:30", False),
    ("-480", "BC0480", True),
    ("-1200", "1200", False),
    ("500", "0500", True),
    ("2007-03-03", "2007-03-03TNI", True),
    ("2007-03-03", "2007-03-04TNI", False),
    ("2007-03-03T10:30:00", "2007-03-03T10:30", True),
])  # fmt: skip
def test_notations(gold: str, ours: str, same: bool) -> None:
    assert is_notation(gold, ours) is same


@pytest.mark.parametrize(("gold", "ours", "name"), [
    ("2000-W7", "2000-W07", "the same in another notation"),
    ("P1DE", "P10Y", "the same in another notation"),
    ("1989-WXX", "1989-W43", "the gold leaves the week, day or quarter open (1989-WXX)"),
    ("1998-10-23", "1998-10-23TNI", "one says the part of the day, the other the day"),
    ("PXM", "PAST_REF", "vague words: a length or …_REF"),
    ("1998-10-13", "P10D", "a length in one, a date in the other"),
    ("1918-SP", "1917-SP", "seasons"),
    ("1975-04-25", "1976-04-25", "the year of a bare date"),
    ("1990-08-07", "1990-08-14", "another week or day"),
])  # fmt: skip
def test_classes_of_error(gold: str, ours: str, name: str) -> None:
    assert next(n for n, fits in VALUES if fits(gold, ours)) == name
