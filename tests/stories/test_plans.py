"""What an article planned and a later one tells as done is one row, which tells both."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from marshmallow import Schema

from timeline_service import desk, editing
from timeline_service.schemas import StoredTimelineOut
from timeline_service.store import StoredTimeline

pytestmark = pytest.mark.usefixtures("pipeline")
NOW = datetime(2025, 11, 1, tzinfo=UTC)
COME_ABOUT: dict[str, tuple[tuple[tuple[str, str], ...], str, str | None, str]] = {
    "a day and a weekday": (
        (("The parliament will vote on the budget on 3 June.", "2025-06-01"),
         ("The parliament voted on the budget on Tuesday.", "2025-06-05")),
        "2025-06-03", "2025-06-03", "An article announced it on 1 June 2025, for 3 June 2025.",
    ),
    "a noun with its verb": (
        (("Workers at the port will strike on Monday.", "2025-06-05"),
         ("Port workers went on strike on Monday.", "2025-06-10")),
        "2025-06-09", "2025-06-09", "An article announced it on 5 June 2025, for 9 June 2025.",
    ),
    "a month and then its day": (
        (("The museum plans to open its new wing in September.", "2025-05-06"),
         ("The museum opened its new wing on 14 September.", "2025-09-15")),
        "2025-09-14", "2025-09", "An article announced it on 6 May 2025, for September 2025.",
    ),
    "a trial": (
        (("The trial of Ana Moreno will begin on 3 March.", "2025-02-10"),
         ("The trial of Ana Moreno began on Monday.", "2025-03-04")),
        "2025-03-03", "2025-03-03", "An article announced it on 10 February 2025, for 3 March 2025.",
    ),
    "the same day twice": (
        (("Talks will open in Geneva on November 3.", "2025-10-25"),
         ("Talks opened in Geneva on November 3.", "2025-11-04")),
        "2025-11-03", "2025-11-03", "An article announced it on 25 October 2025, for 3 November 2025.",
    ),
}  # fmt: skip
NO_PLAN: dict[str, tuple[tuple[str, str], ...]] = {
    "still ahead": (
        ("The parliament will vote on the budget on 3 June.", "2025-05-20"),
        ("The vote of the parliament on the budget will be held on 3 June.", "2025-05-28"),
    ),
    "done in both": (
        ("The parliament voted on the budget on 3 June.", "2025-06-04"),
        ("The parliament voted on the budget on Tuesday.", "2025-06-05"),
    ),
    "another event": (
        ("The parliament will vote on the budget on 3 June.", "2025-06-01"),
        ("The council closed the bridge on Tuesday.", "2025-06-05"),
    ),
    "alone": (("The parliament had planned to vote on 3 June. It voted on the budget on 4 June.", "2025-06-05"),),
    "a plan that was told later": (("Ministers met in Rome on Monday.", "2025-06-05"),
                                   ("A summit will be held in Oslo on 9 July.", "2025-06-06")),
}  # fmt: skip


SLIPPED: dict[str, tuple[str, str, str, str]] = {  # plan, published; outcome, published
    "a vote": ("The parliament will vote on the budget on 3 June.", "2025-06-01",
               "The parliament voted on the budget on 4 June.", "2025-06-05"),
    "a bridge": ("The bridge is to reopen on 12 May.", "2025-05-01",
                 "The bridge reopened on 19 May.", "2025-05-20"),
    "a treaty": ("Ministers are due to sign the treaty in Geneva on Friday.", "2025-10-20",
                 "Ministers signed the treaty in Geneva on Saturday.", "2025-10-26"),
    "a launch": ("The agency plans to launch the probe on 8 March.", "2025-03-01",
                 "The agency launched the probe on 2 April.", "2025-04-03"),
    "a line": ("The mayor is to open the tram line on 5 May.", "2025-04-28",
               "The mayor opened the tram line on 12 May.", "2025-05-13"),
}  # fmt: skip


def opened(articles: tuple[tuple[str, str], ...]) -> StoredTimeline:
    sent = [{"text": text, "published_at": published} for text, published in articles]
    return desk.opened(sent, id="x", newsroom="n", external_id=None, now=NOW, longest=10_000)


def rows(articles: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    made = opened(articles)
    schema: Schema = StoredTimelineOut()
    assert schema.validate(desk.answer(made, quoted=True)) == {}
    return made.answer["events"]


@pytest.mark.parametrize("case", COME_ABOUT)
def test_one_row_tells_what_was_planned_and_what_came_of_it(case: str) -> None:
    articles, date, planned, reason = COME_ABOUT[case]
    (row,) = (each for each in rows(articles) if "planned" in each)
    assert (row["status"], row["when"]["edtf"], row["disputed"]) == ("occurred", date, [])
    assert (row["planned"]["document"], row["planned"]["edtf"]) == ("d1", planned)
    assert reason in row["reasons"]
    assert " will " not in row["title"] and " plans " not in row["title"]


@pytest.mark.parametrize("case", SLIPPED)
@pytest.mark.parametrize("into", ["outcome", "plan"])
def test_of_a_plan_that_slipped_the_outcome_dates_the_row_that_an_editor_joins(case: str, into: str) -> None:
    plan, announced, outcome, published = SLIPPED[case]
    made = opened(((plan, announced), (outcome, published)))
    by_status = {each["status"]: each for each in made.answer["events"]}
    one, other = by_status["planned"], by_status["occurred"]
    first, second = (one, other) if into == "outcome" else (other, one)
    said = {"event": first["id"], "merge": second["id"]}
    joined = editing.corrected(made, [said], by="ann", now=NOW).answer
    (row,) = (each for each in joined["events"] if "planned" in each)
    assert (row["status"], row["when"]["edtf"]) == ("occurred", other["when"]["edtf"])
    assert row["planned"]["edtf"] == one["when"]["edtf"]
    assert row["disputed"] == [] and joined["conflicts"] == []


@pytest.mark.parametrize("case", NO_PLAN)
def test_no_plan_where_there_is_none(case: str) -> None:
    assert not [each for each in rows(NO_PLAN[case]) if "planned" in each]
