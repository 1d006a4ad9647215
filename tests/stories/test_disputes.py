"""Two short articles about one event: a date that differs is a dispute, one that says the same or less is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from timeline_service import desk

pytestmark = pytest.mark.usefixtures("pipeline")
Articles = tuple[tuple[str, str], tuple[str, str]]
NOW = datetime(2025, 11, 1, tzinfo=UTC)
DIFFER: dict[str, tuple[Articles, str, str]] = {
    "weekdays": (
        (("The treaty was signed in Geneva on Monday.", "2025-10-15"),
         ("Ministers signed the treaty on Tuesday in Geneva.", "2025-10-16")), "2025-10-13", "2025-10-14",
    ),
    "a weekday and a date": (
        (("President Ana Moreno resigned on Friday.", "2025-10-25"),
         ("Ana Moreno stepped down as president on 23 October.", "2025-10-26")), "2025-10-24", "2025-10-23",
    ),
    "active and passive": (
        (("The council closed the bridge on Tuesday.", "2025-10-15"),
         ("The bridge was closed by the council on 13 October, a spokesman said.", "2025-10-17")),
        "2025-10-14", "2025-10-13",
    ),
    "a verb and its noun": (
        (("Police arrested the suspect in Lyon on 4 May.", "2025-05-06"),
         ("The suspect's arrest in Lyon on 5 May came after a long hunt.", "2025-05-07")), "2025-05-04", "2025-05-05",
    ),
    "years": (
        (("The museum opened in 1932.", "2025-05-06"),
         ("The museum, which opened in 1934, will close in June.", "2025-05-07")), "1932", "1934",
    ),
    "a clock time and another day": (
        (("The earthquake struck the island at 5:12 a.m. on Friday.", "2025-10-25"),
         ("The quake hit the island on October 23.", "2025-10-26")), "2025-10-24T05:12:00", "2025-10-23",
    ),
}  # fmt: skip
AGREE: dict[str, Articles] = {
    "the same day in other words": (
        ("The vaccine was approved on Wednesday by the agency.", "2025-10-24"),
        ("The agency approved the vaccine on October 22.", "2025-10-25"),
    ),
    "a day and its month": (
        ("The parliament approved the budget on 3 June.", "2025-06-05"),
        ("The budget was approved by parliament in June.", "2025-06-07"),
    ),
    "a day and no date": (
        ("The parliament approved the budget on 3 June.", "2025-06-05"),
        ("Parliament has approved the budget.", "2025-06-02"),
    ),
    "a month that ends before the day": (
        ("The parliament approved the budget on 3 June.", "2025-06-05"),
        ("The budget was approved by parliament in May.", "2025-06-07"),
    ),
    "a correction of what was reported": (
        ("Police raided the Harle depot on Tuesday.", "2025-05-07"),
        ("Correction: Our report of 7 May said police raided the Harle depot on Monday, 5 May. "
         "Police raided the depot on Tuesday, 6 May.", "2025-05-09"),
    ),
    "the days of a feast": (
        ("Pilots struck on 19 April over pay, the union said.", "2025-04-25"),
        ("The pilots’ strike at Easter was over pay, the union said.", "2025-04-26"),
    ),
    "a plan that was moved": (
        ("The parliament will vote on the budget on 3 June.", "2025-06-01"),
        ("The parliament will vote on the budget on 4 June.", "2025-06-02"),
    ),
    "a plan and what became of it": (
        ("The parliament will vote on the budget on 3 June.", "2025-06-01"),
        ("The parliament voted on the budget on 4 June.", "2025-06-05"),
    ),
}


def timeline(articles: Articles) -> list[dict]:
    """The events of a story of these two."""
    sent = [{"text": text, "published_at": published} for text, published in articles]
    made = desk.opened(sent, id="x", newsroom="n", external_id=None, now=NOW, longest=10_000)
    return made.answer["events"]


@pytest.mark.parametrize("case", DIFFER)
def test_both_dates_are_kept(case: str) -> None:
    articles, first, second = DIFFER[case]
    (event,) = (each for each in timeline(articles) if each["disputed"])
    assert {mention["document"] for mention in event["mentions"]} == {"d1", "d2"}
    assert event["when"]["edtf"] == first
    assert [(each["document"], each["edtf"]) for each in event["disputed"]] == [("d2", second)]


@pytest.mark.parametrize("case", AGREE)
def test_no_dispute_where_there_is_none(case: str) -> None:
    assert not [event for event in timeline(AGREE[case]) if event["disputed"]]
