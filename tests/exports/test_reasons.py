"""Reasons are sentences for people: the names of rules, ids and arrows stay in the API."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline_service import service
from timeline_service.calendar.edtf import creation_form
from timeline_service.exports import html, ical

pytestmark = pytest.mark.usefixtures("pipeline")
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.toml"))
INSIDE = re.compile(r"\b(date|status|container|tense|signal|shift|entries|reporting)/[a-z]|→|\b[tec]\d+\b")
SAID = {
    "stated": ("The mill burned down on 4 May 2019.", "The date is stated: “4 May 2019”."),
    "published": (
        "The mayor resigned yesterday.",
        "“yesterday” counts from the publication on 24 October 2025, so it means 23 October 2025.",
    ),
    "anchor": (
        "The truce was signed in Cairo on 13 October 2025. Two days later strikes resumed.",
        "“Two days later” counts from 13 October 2025 (“The truce was signed in Cairo”), so it means 15 October 2025.",
    ),
    "week": (
        "Talks will open in Geneva next week.",
        "“next week” counts from the publication on 24 October 2025, so it means week of 27 October to"
        " 2 November 2025.",
    ),
    "planned": (
        "A vote will be held in May.", "The article tells it as planned, not as something that has happened.",
    ),
    "counted": (
        "The firm cut 600 posts in November 2023, four months after it bought a rival.",
        "No date is stated; the month follows from what it is told with.",
    ),
    "possible": ("The union could strike on Monday.", "The article tells it as a possibility."),
    "likely": (
        "A judge fined the plant on Friday.\n\nThe company had dumped acid in the river.",
        "No word puts it before “A judge fined the plant”, which is told earlier; it likely was.",
    ),
    "order": (
        "The market fell after the minister had resigned.", "The article puts it after “The minister had resigned”.",
    ),
    "open": (
        "The market fell after the minister had resigned.",
        "No date is stated; what stands around it leaves these days.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_a_reason_is_a_sentence(name: str) -> None:
    text, sentence = SAID[name]
    answer = service.extract({"text": text, "published_at": "2025-10-24"}, longest=10_000)
    assert sentence in [reason for event in answer["events"] for reason in event["reasons"]]


@pytest.mark.parametrize("published", [" 2025-10-24", "2025-10-24 18:05\n", "2025-10-24T18:05:00+0200"])
def test_a_publication_time_is_kept_in_one_form(published: str) -> None:
    article = {"text": "The mayor resigned yesterday. He will speak on 27 October.", "published_at": published}
    answer = service.extract(article, longest=10_000)
    assert answer["documents"][0]["published_at"] == creation_form(published)
    assert SAID["published"][1] in [reason for event in answer["events"] for reason in event["reasons"]]
    assert "DTSTAMP:20251024T000000Z" in ical.write(answer, texts={})
    answer["documents"][0]["published_at"] = published  # as one was stored before
    assert "DTSTAMP:20251024T000000Z" in ical.write(answer, texts={}) and html.write(answer, texts={})


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_no_rule_and_no_id_is_shown_to_readers(seed: Path) -> None:
    story: dict[str, Any] = tomllib.loads(seed.read_text(encoding="utf-8"))
    known = {"text": story["article"], "published_at": story.get("published_at")}
    answer = service.extract(known, longest=100_000)
    reasons = [reason for event in answer["events"] for reason in event["reasons"]]
    messages = [each["message"] for each in answer["conflicts"]]
    assert all(event["reasons"] for event in answer["events"])
    for sentence in (*reasons, *messages):
        assert not INSIDE.search(sentence) and sentence[0].isupper() | (sentence[0] == "“") and sentence.endswith(".")
    page = html.write(answer, texts={})
    assert "<code>" not in page and not INSIDE.search(re.sub(r"<[^>]+>|“[^”]*”", " ", page))
