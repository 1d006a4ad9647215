"""Sentences that hold several dates, distances or acts: which is of which, read from the text to the row."""

from __future__ import annotations

import pytest

from timeline_service.schemas.article import Article
from timeline_service.service import extract

pytestmark = pytest.mark.model
PUBLISHED = "2025-10-24"  # a Friday


def told(text: str) -> dict[str, tuple[str | None, str]]:
    """Words of events → their date and status."""
    article = {"text": text, "published_at": PUBLISHED, "min_salience": 0.0}
    events = extract(Article().load(article), longest=200_000)["events"]
    return {event["mentions"][0]["text"]: (event["when"]["edtf"], event["status"]) for event in events}


def dates(text: str) -> dict[str, str | None]:
    return {words: date for words, (date, _) in told(text).items()}


@pytest.mark.parametrize(
    ("text", "verb", "date"),
    [
        ("The toll rose from 12 on Monday to 40 on Thursday.", "rose", "2025-10-23"),
        ("The price fell from 9 crowns in March to 5 crowns in May.", "fell", "2025-05"),
        ("Infections climbed from six on Sunday to 31 on Wednesday.", "climbed", "2025-10-22"),
        ("The number of refugees grew from 200 on October 3 to 900 on October 20.", "grew", "2025-10-20"),
        ("The office moved from Orsa to Ludd in 2019.", "moved", "2019"),
        ("The strike lasted from Monday to Thursday.", "lasted", "2025-10-20/2025-10-23"),
    ],
)
def test_what_changed_from_one_day_to_another_came_to_that_on_the_second(text: str, verb: str, date: str) -> None:
    assert dates(text)[verb] == date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tamm resigned on October 14, four days after her house was searched and the day before her party met.",
            {"searched": "2025-10-10", "resigned": "2025-10-14", "met": "2025-10-15"},
        ),
        (
            "The mine closed on May 9, a week after a shaft collapsed and two days before its owner was arrested.",
            {"collapsed": "2025-05-02", "closed": "2025-05-09", "arrested": "2025-05-11"},
        ),
        (
            "The ferry sank on July 4, three days after it was inspected and two days before it was to be sold.",
            {"inspected": "2025-07-01", "sank": "2025-07-04"},
        ),
        (
            "Lund left on June 10, two days after her deputy resigned and a day before the council met.",
            {"resigned": "2025-06-08", "left": "2025-06-10", "met": "2025-06-11"},
        ),
        (
            "The dam broke on June 10, five days after it was filled and a week before the bridge fell.",
            {"filled": "2025-06-05", "broke": "2025-06-10", "fell": "2025-06-17"},
        ),
    ],
)
def test_two_distances_joined_by_and_are_counted_from_one_event(text: str, expected: dict[str, str]) -> None:
    found = dates(text)
    assert {verb: found.get(verb) for verb in expected} == expected


@pytest.mark.parametrize(
    ("question", "verbs"),
    [
        ("Did the mayor order the files burned?", ["order", "burned"]),
        ("Has the army shelled the town?", ["shelled"]),
        ("Were the two men beaten before they died?", ["beaten"]),
        ("Will the court free him, and did the guards sleep?", ["free", "sleep"]),
        ("Did the company have the wells poisoned?", ["poisoned"]),
    ],
)
def test_a_question_leaves_open_what_it_asks(question: str, verbs: list[str]) -> None:
    found = told(f"The inquiry opened on Monday. {question} Nobody knows.")
    assert {verb: found[verb][1] for verb in verbs} == dict.fromkeys(verbs, "possible")


@pytest.mark.parametrize(
    ("question", "verb"), [("Why did the dam burst?", "burst"), ("When was the contract signed?", "signed")]
)
def test_a_question_takes_for_granted_what_it_asks_the_reason_of(question: str, verb: str) -> None:
    assert told(f"The inquiry opened on Monday. {question} Nobody knows.")[verb][1] == "occurred"


@pytest.mark.parametrize(
    ("text", "order", "act", "date"),
    [
        ("The judge had ordered the ledger sealed on May 2, 2023.", "ordered", "sealed", "2023-05-02"),
        ("The governor ordered the gates shut on Monday.", "ordered", "shut", "2025-10-20"),
        ("The court ordered a man arrested on Tuesday.", "ordered", "arrested", "2025-10-21"),
        ("The colonel ordered the two villages cleared on March 3, 2021.", "ordered", "cleared", "2021-03-03"),
        ("The bishop ordered the books burned in 1921.", "ordered", "burned", "1921"),
    ],
)
def test_what_is_only_ordered_has_no_day_and_the_order_has_it(text: str, order: str, act: str, date: str) -> None:
    found = told(text)
    assert found[order] == (date, "occurred") and found[act][1] == "possible"


@pytest.mark.parametrize(
    ("text", "act", "date"),
    [
        ("The mayor sold a house built in 1990.", "built", "1990"),
        ("The guard had the cells searched on Tuesday.", "searched", "2025-10-21"),
        ("Police want two men seen near the bank on Monday.", "seen", "2025-10-20"),
    ],
)
def test_what_was_done_keeps_its_day(text: str, act: str, date: str) -> None:
    assert told(text)[act] == (date, "occurred")


def shown(text: str) -> list[str]:
    """Titles of the rows that are shown."""
    events = extract(Article().load({"text": text, "published_at": PUBLISHED}), longest=200_000)["events"]
    return [event["title"] for event in events]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty shall enter into force on December 1.",
        "The trial will open in Orsa on November 3.",
        "The ceasefire will take effect on Monday.",
        "The council will hold a vote on November 4.",
        "The miners will stage a walkout on November 10.",
        "The summit will take place in Ludd on December 2.",
    ],
)
def test_a_plan_told_by_a_noun_and_its_verb_is_one_row(text: str) -> None:
    assert len(shown(f"Ministers met on Wednesday. {text}")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The council will hold a vote on November 4, and the miners will strike on November 5.",
        "The attack on Tuesday killed two guards. The mayor will open the bridge on November 3.",
    ],
)
def test_two_events_of_one_text_stay_two_rows(text: str) -> None:
    assert len(shown(text)) >= 2
