"""Reports written as things happen: the day of an entry is that of what it tells."""
from __future__ import annotations

from typing import Any

import pytest

from timeline_service.schemas.article import Article
from timeline_service.service import extract

LIVE = """Harbour fire: live updates

16:40 Road open again
The police have reopened the coast road.

15:10 Two treated
Medics treated two dockers at the gate. A crane collapsed in May 2024.

13:20 What we know
Fire crews reached the north quay. They left the office dark."""


def dates(text: str) -> dict[str, str | None]:
    article: dict[str, Any] = {"text": text, "published_at": "2026-03-04T17:00:00+00:00", "min_salience": 0.0}
    events = extract(Article().load(article), longest=200_000)["events"]
    return {event["mentions"][0]["text"]: event["when"]["edtf"] for event in events}


@pytest.mark.parametrize(("event", "date"), [
    ("reopened", "2026-03-04"),
    ("treated", "2026-03-04"),
    ("reached", "2026-03-04"),
    ("collapsed", "2024-05"),
])
def test_an_entry_tells_of_its_day(event: str, date: str) -> None:
    assert dates(LIVE)[event] == date


def test_two_times_make_no_report_of_the_day() -> None:
    text = LIVE.replace("13:20 What", "What")
    assert dates(text)["reached"] == "../2026-03-04"
