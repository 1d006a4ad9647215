"""Dates that are one end of a stretch, or no date at all, in sentences that the shipped pipeline reads."""

from __future__ import annotations

import pytest

from timeline_service.schemas.article import Article
from timeline_service.service import extract

pytestmark = pytest.mark.model

PUBLISHED = "2025-06-19"
Row = tuple[str | None, str | None, str | None]


def row(text: str, word: str, published_at: str = PUBLISHED) -> Row:
    """The date of the one row with a word in its title, and the first and last day on which it can have begun."""
    answer = extract(Article().load({"text": text, "published_at": published_at}), longest=1_000)
    (when,) = (event["when"] for event in answer["events"] if word in event["title"])
    return when["edtf"], when["earliest"], when["latest"]


def test_years_with_a_dash_between_are_one_stretch() -> None:
    assert row("During the 1931-1933 strike, the mill stood idle.", "mill")[0] == "1931/1933"


@pytest.mark.parametrize(("text", "word", "date"), [
    ("The share of women on the council rose from 12% in 1999 to 40% in 2019.", "rose", "1999/2019"),
    ("Membership shrank from 4,000 in 2019 to 1,200 in 2024.", "shrank", "2019/2024"),
    ("The firm's share of the market has risen from around 7% in 2000 to 9% in 2005.", "risen", "2000/2005"),
])  # fmt: skip
def test_what_changed_from_one_year_to_another_did_so_at_some_time_between(text: str, word: str, date: str) -> None:
    first, _, last = date.partition("/")
    assert row(text, word) == (date, f"{first}-01-01", f"{last}-12-31")


@pytest.mark.parametrize(("text", "word", "found"), [
    ("Twelve concerts were held in Orsa since May 4.", "concerts", ("2025-05-04/2025-06-19", "2025-05-04", PUBLISHED)),
    ("Investors sold nine mills since early March.", "mills", ("2025-03-01/2025-06-19", "2025-03-01", PUBLISHED)),
])  # fmt: skip
def test_what_was_done_since_a_day_may_have_begun_on_it(text: str, word: str, found: Row) -> None:
    assert row(text, word) == found


@pytest.mark.parametrize(("text", "word", "found"), [
    ("Police in Orsa arrested the forger more than a year ago.", "forger", ("../2024", None, "2024-12-31")),
    ("Ida Rask founded the choir more than 45 years ago.", "choir", ("../1980", None, "1980-12-31")),
    ("The guild bought the hall less than five years ago.", "hall", ("2020-01-01/2025-06-19", "2020-01-01", PUBLISHED)),
])  # fmt: skip
def test_more_or_less_than_so_many_years_ago_is_one_end(text: str, word: str, found: Row) -> None:
    assert row(text, word) == found


def test_what_is_shown_as_a_year_may_have_begun_on_each_of_its_days() -> None:
    text = "Olav Brun has worked with the airline for 25 years."
    assert row(text, "worked", "2013-08-16") == ("1988", "1988-01-01", "1989-02-21")


def test_the_year_behind_a_year_is_that_year() -> None:
    text = "The fair has taken place every spring since 1973, the year the bridge was opened by the king."
    assert row(text, "opened") == ("1973", "1973-01-01", "1973-12-31")


@pytest.mark.parametrize("text", [
    "Some early 1980s songs opened the concert in Orsa.",
    "The band's show took the '70s retro theme to the stage.",
])  # fmt: skip
def test_decades_before_a_thing_say_of_which_kind_it_is(text: str) -> None:
    assert row(text, "")[0] == f"../{PUBLISHED}"


def test_a_day_between_a_subject_and_its_verb_is_of_the_verb() -> None:
    text = "Nine hundred opposition leaders Monday declared that they would strike."
    assert row(text, "declared")[0] == "2025-06-16"
