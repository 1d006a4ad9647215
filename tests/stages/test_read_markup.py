"""The day and the hour that ``<time datetime>`` says, as the zone of the publication has them."""

from __future__ import annotations

import pytest

from timeline_service import languages
from timeline_service.model import Document, MarkedDate, Span, creation_time
from timeline_service.pipeline import read_dates

WORDS = "Doors: late"


@pytest.mark.parametrize(("written", "value"), [
    ("2024-02-29T23:30:00Z", "2024-03-01T01:30"),
    ("2024-02-29 23:30+0200", "2024-02-29T23:30"),
    ("2024-02-29T23:30", "2024-02-29T23:30"),
    ("2024-02-29", "2024-02-29"),
    ("2024-02", "2024-02"),
    ("2016-12-31T23:59:60Z", "2017-01-01T01:59"),  # a leap second
    ("9999-12-31T23:59:59Z", "9999-12-31T23:59"),  # the end of time, as databases write it
])  # fmt: skip
def test_a_time_is_that_of_the_zone_of_the_publication(written: str, value: str) -> None:
    document = Document(
        id="d1",
        text=f"{WORDS}. It rained.",
        dct=creation_time("2024-03-06T10:00:00+02:00"),
        markup=(MarkedDate(Span(0, len(WORDS)), written),),
    )
    assert [timex.value for timex in read_dates(document, languages.load("en")).timexes] == [value]
