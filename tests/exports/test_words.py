"""Dates in words: what is not known is said."""

from __future__ import annotations

import pytest

from timeline_service.exports import words


def _event(edtf, earliest, latest, granularity, placement="dated", **times) -> dict:
    when = {"edtf": edtf, "earliest": earliest, "latest": latest, "granularity": granularity, **times}
    return {"when": when, "placement": placement}


CASES = {
    "13 October 2025": _event("2025-10-13", "2025-10-13", "2025-10-13", "day"),
    "13 to 20 October 2025": _event("2025-10-13/2025-10-20", "2025-10-13", "2025-10-20", "day"),
    "28 February to 2 March 2025": _event(None, "2025-02-28", "2025-03-02", "day"),
    "30 December 2025 to 2 January 2026": _event(None, "2025-12-30", "2026-01-02", "day"),
    "week of 13 to 19 October 2025": _event("2025-10-13/2025-10-19", "2025-10-13", "2025-10-19", "week"),
    "October 2025": _event("2025-10", "2025-10-01", "2025-10-31", "month"),
    "February 2024": _event("2024-02", "2024-02-01", "2024-02-29", "month"),
    "January to June 2025": _event("2025-01/2025-06", "2025-01-01", "2025-06-30", "month"),
    "December 2025 to January 2026": _event(None, "2025-12-01", "2026-01-31", "month"),
    "third quarter of 2025": _event("2025-35", "2025-07-01", "2025-09-30", "quarter"),
    "spring 2025": _event("2025-21", "2025-03-01", "2025-05-31", "season"),
    "2025": _event("2025", "2025-01-01", "2025-12-31", "year"),
    "1939 to 1945": _event("1939/1945", "1939-01-01", "1945-12-31", "year"),
    "1980s": _event("198X", "1980-01-01", "1989-12-31", "decade"),
    "1960s to 1980s": _event("196X/198X", "1960-01-01", "1989-12-31", "decade"),
    "20th century": _event("19XX", "1900-01-01", "1999-12-31", "century"),
    "11th century": _event("10XX", "1000-01-01", "1099-12-31", "century"),
    "18th century to 21st century": _event("17XX/20XX", "1700-01-01", "2099-12-31", "century"),
    "spring 2012 to autumn 2013": _event("2012-21/2013-23", "2012-03-01", "2013-11-30", "season"),
    "third quarter of 2012 to first quarter of 2013": _event("2012-35/2013-33", "2012-07-01", "2013-03-31", "quarter"),
    "March 2012 to December 2013": _event("2012-21/2013", "2012-03-01", "2013-12-31", "season"),
    "first quarter of 480 BC": _event("-0479-33", "-0479-01-01", "-0479-03-31", "quarter"),
    "480 BC": _event("-0479", "-0479-01-01", "-0479-12-31", "year"),
    "13 October 2025, 14:30 (UTC+02:00)": _event(
        "2025-10-13T14:30:00+02:00", "2025-10-13", "2025-10-13", "minute", earliest_time="2025-10-13T14:30:00+02:00"
    ),
    "13 October 2025, about 06:00": _event(
        "2025-10-13T06:00:00", "2025-10-13", "2025-10-13", "hour", earliest_time="2025-10-13T06:00:00"
    ),
    "about 13 October 2025": _event(
        "2025-10-13", None, "2025-10-24", "day",
        probability=0.6, likely={"earliest": "2025-10-13", "latest": "2025-10-13"},
    ),
    "between 13 and 24 October 2025": _event(None, "2025-10-13", "2025-10-24", None, "bounded"),
    "by 24 October 2025": _event("../2025-10-24", None, "2025-10-24", None, "bounded"),
    "24 October 2025 or later": _event("2025-10-24/..", "2025-10-24", None, None, "bounded"),
    "13 October, year not known": _event("XXXX-10-13", None, None, "day"),
    "date not known": _event(None, None, None, None, "unplaced"),
}


@pytest.mark.parametrize("said", CASES)
def test_when(said: str) -> None:
    assert words.when(CASES[said]) == said


def test_who_says_what_of_a_disputed_date() -> None:
    timeline = {"documents": [{"id": "d1", "title": "Bridge shut"}, {"id": "d2", "title": None}]}
    other = {
        "document": "d2",
        "edtf": "2026-05-14",
        "text": "14 May",
        "timex": "d2/t1",
        "attribution": {"text": "a diary"},
    }
    month = {"document": "d1", "edtf": "2026-05", "text": "in May", "timex": "d1/t1"}
    assert words.disputed(timeline, {"disputed": [other]}) == "d2, according to a diary: 14 May 2026"
    assert words.disputed(timeline, {"disputed": [month, other]}).startswith("Bridge shut: in May; d2")
    assert words.disputed(timeline, {"disputed": []}) == ""
