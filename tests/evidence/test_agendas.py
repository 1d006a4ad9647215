"""Agendas, in lists and in prose, lie ahead; times without a day are of the day that introduces them."""

from __future__ import annotations

import pytest

from timeline_service.schemas.article import Article
from timeline_service.service import extract

PUBLISHED = "2024-03-06"  # a Wednesday


def told(text: str, **more: float) -> dict[str, tuple[str | None, str]]:
    """Words of the rows that are shown → their date and status, in order."""
    article = {"text": text, "published_at": PUBLISHED} | more
    events = extract(Article().load(article), longest=200_000)["events"]
    return {event["mentions"][0]["text"]: (event["when"]["edtf"], event["status"]) for event in events}


def dates(text: str) -> dict[str, str | None]:
    return {words: date for words, (date, _) in told(text, min_salience=0.0).items()}


def on_days(text: str) -> list[tuple[str, str]]:
    """Date and status of what is of one day, in order."""
    found = {(date, status) for date, status in told(text, min_salience=0.0).values() if date and "/" not in date}
    return sorted(found)


HEADED = "Coming up"
AGENDAS = [
    (
        f"{HEADED}\n\nThursday: A court hears dockers.\n\nFriday: Teachers march.\n\nMonday: Orsa elects a mayor.",
        ["2024-03-07", "2024-03-08", "2024-03-11"],
    ),
    (
        "Diary\n\n- Thursday: Miners ballot.\n- Saturday: Kesh buries its bishop.\n- Tuesday: A ferry sails.",
        ["2024-03-07", "2024-03-09", "2024-03-12"],
    ),
    (
        "Thursday – The bank publishes its accounts.\n\nFriday – Judges will rule on the appeal.",
        ["2024-03-07", "2024-03-08"],
    ),
    (
        "On Friday the bank publishes its accounts. On Monday jurors hear a witness. Nurses walk out on Tuesday.",
        ["2024-03-08", "2024-03-11", "2024-03-12"],
    ),
    (
        "Nurses walk out at six clinics on Tuesday, and Kessia elects a president on Sunday.",
        ["2024-03-10", "2024-03-12"],
    ),
    ("Ministers meet in Orsa on Monday.\n\nJudges rule on the appeal on Tuesday.", ["2024-03-11", "2024-03-12"]),
]
WEEKS = [
    (
        "How the week unfolded\n\nMonday: The president sacks his chief.\n\nTuesday: Troops ring the palace.",
        ["2024-03-04", "2024-03-05"],
    ),
    ("Monday: The president sacked his chief.\n\nTuesday: Troops ringed the palace.", ["2024-03-04", "2024-03-05"]),
    ("On Monday the president sacked his chief. Troops ringed the palace on Tuesday.", ["2024-03-04", "2024-03-05"]),
    ("Pupils carry candles through Orsa on Tuesday.", ["2024-03-05"]),
]


@pytest.mark.parametrize(("text", "days"), AGENDAS)
def test_an_agenda_of_days_of_the_week_lies_ahead(text: str, days: list[str]) -> None:
    assert on_days(text) == [(day, "planned") for day in days]


@pytest.mark.parametrize(("text", "days"), WEEKS)
def test_a_week_that_is_told_lies_behind(text: str, days: list[str]) -> None:
    assert on_days(text) == [(day, "occurred") for day in days]


INTRODUCED = {
    "an account": "Police gave this account of Monday's attack on the library.",
    "a colon": "The night of Monday, hour by hour:",
    "a headline": "How Monday's attack unfolded",
    "a full date": "A timeline of the attack of March 4, 2024, from the report of the county.",
    "yesterday": "The harbour master set out the sequence of events. It happened two days ago.",
}


@pytest.mark.parametrize("lead", INTRODUCED.values(), ids=INTRODUCED)
def test_times_are_of_the_day_that_introduces_them(lead: str) -> None:
    found = dates(f"{lead}\n\n14:02 – The alarm sounded.\n\n14:10 – Crews arrived.\n\n14:45 – The valve was closed.")
    assert found["sounded"] == "2024-03-04T14:02:00" and found["closed"] == "2024-03-04T14:45:00"


def test_a_night_that_is_introduced_goes_on_into_the_next_day() -> None:
    lead = "This is how the attack unfolded on Monday night."
    found = dates(f"{lead}\n\n23:40 – The alarm sounded.\n\n23:50 – Crews arrived.\n\n00:20 – The valve was closed.")
    assert found["sounded"] == "2024-03-04T23:40:00" and found["closed"] == "2024-03-05T00:20:00"


@pytest.mark.parametrize(
    "lead", ["The minister resigned on Monday.", "How the attack unfolded between Sunday and Monday"]
)
def test_a_day_told_in_passing_introduces_no_times(lead: str) -> None:
    found = dates(f"{lead}\n\n14:02 – The alarm sounded.\n\n14:10 – Crews arrived.\n\n14:45 – The valve was closed.")
    assert found["sounded"] == f"{PUBLISHED}T14:02:00"


def test_what_comes_next_stands_behind_what_it_comes_after() -> None:
    assert [*told("The choir will sing in Orsa on May 3 and will then travel to Kesh.")] == ["sing", "travel"]
