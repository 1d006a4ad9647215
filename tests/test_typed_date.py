"""Dates as editors type them, each with how it is understood."""

from __future__ import annotations

import pytest

from timeline_service.typed_date import Unread, readings, understood

TYPED = {
    "13 Oct": ("2025-10-13", "13 October 2025"),
    "13/10/2025": ("2025-10-13", "13 October 2025"),
    "13-Oct": ("2025-10-13", "13 October 2025"),
    "October 13th, 2025": ("2025-10-13", "13 October 2025"),
    "2025-10-13": ("2025-10-13", "13 October 2025"),
    "by Friday": ("../2025-10-24", "by 24 October 2025"),
    "until 3 May 2026": ("../2026-05-03", "by 3 May 2026"),
    "before 3 May": ("../2025-05-02", "by 2 May 2025"),
    "12 March or earlier": ("../2025-03-12", "by 12 March 2025"),
    "since 1 March": ("2025-03-01/..", "1 March 2025 or later"),
    "after 1 March": ("2025-03-01/..", "1 March 2025 or later"),
    "mid-May 2019": ("2019-05-11/2019-05-20", "11 to 20 May 2019"),
    "early May 2019": ("2019-05-01/2019-05-10", "1 to 10 May 2019"),
    "late February 2024": ("2024-02-21/2024-02-29", "21 to 29 February 2024"),
    "spring 2024": ("2024-21", "spring 2024"),
    "the 1990s": ("199X", "1990s"),
    "2019": ("2019", "2019"),
    "yesterday": ("2025-10-21", "21 October 2025"),
    "9.30pm": ("2025-10-22T21:30:00", "22 October 2025, 21:30"),
    "13 Oct 2025, 9.30pm": ("2025-10-13T21:30:00", "13 October 2025, 21:30"),
    "13 October 2025, 08:30 (UTC+09:00)": ("2025-10-13T08:30:00+09:00", "13 October 2025, 08:30 (UTC+09:00)"),
    "13 October 2025, 08:30 UTC": ("2025-10-13T08:30:00Z", "13 October 2025, 08:30 UTC"),
    "13 October 2025, 08:30 CET": ("2025-10-13T08:30:00+01:00", "13 October 2025, 08:30 (UTC+01:00)"),
    "2025-10-13 08:30 EST": ("2025-10-13T08:30:00-05:00", "13 October 2025, 08:30 (UTC-05:00)"),
    "../2025-10-13": ("../2025-10-13", "by 13 October 2025"),
    "from 13 Oct to 16 Oct": ("2025-10-13/2025-10-16", "13 to 16 October 2025"),
    "13 Oct – 16 Oct": ("2025-10-13/2025-10-16", "13 to 16 October 2025"),
    "between 13 Oct and 16 Oct": ("2025-10-13/2025-10-16", "13 to 16 October 2025"),
    "13 and 14 October": ("2025-10-13/2025-10-14", "13 to 14 October 2025"),
}


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed_is_understood(typed: str) -> None:
    assert understood(typed, published_at="2025-10-22") == TYPED[typed]


@pytest.mark.parametrize(
    ("typed", "instead_of", "edtf"),
    [
        ("7 July", "2024-07", "2024-07-07"),
        ("12 Feb", "1983-02-11", "1983-02-12"),
        ("by 7 July", "2024-07", "../2024-07-07"),
        ("before 3 May", "2024-04-28", "../2024-05-02"),
        ("3 January", "2024-12", "2025-01-03"),
        ("20 December", "2026-01-04", "2025-12-20"),
        ("since 2 Sept", "2024-23", "2024-09-02/.."),
        ("21 Oct", "2019", "2025-10-21"),  # a year is no place to look in
        ("21 Oct", "2019-04-03", "2025-10-21"),
        ("21 Oct", "../2019-10-20", "2025-10-21"),
        ("21 Oct", "XXXX-10-20", "2025-10-21"),
        ("last July", "2024-07", "2025-07"),
        ("7 July 2023", "2024-07", "2023-07-07"),
    ],
)
def test_a_day_without_a_year_stays_near_the_date_that_it_replaces(typed: str, instead_of: str, edtf: str) -> None:
    assert understood(typed, published_at="2025-10-22", instead_of=instead_of).edtf == edtf


@pytest.mark.parametrize("typed", [
    "soon", "not known", "x" * 101, "13 Oct, 4 June and 5 July", "2025-02-30", "13 Oct, 16 Oct",
    "16 Oct 2025 to 13 Oct 2025", "13 Oct and 16 Oct", "13 Oct, not 16 Oct", "2 weeks or so before 13 Oct", "Oct-25",
])  # fmt: skip
def test_what_is_no_date_says_what_to_write(typed: str) -> None:
    with pytest.raises(Unread, match="Write"):
        understood(typed, published_at="2025-10-22")


READINGS = {
    "10/12/2025": {"2025-10-12", "2025-12-10"},
    "13/10/2025": {"2025-10-13"},
    "13.10.2025": {"2025-10-13"},
    "13-Oct-25": {"2025-10-13", "1925-10-13"},
    "16-Oct": {"2025-10-16"},
    "2025-10": {"2025-10"},
    "13-Oct-1935": {"1935-10-13"},
    "Oct-25": {"2025-10", "1925-10", "2025-10-25"},
    "10.12.25": {"2025-12-10", "1925-12-10"},
    "by 10/12/25": {"../2025-10-12", "../2025-12-10", "../1925-10-12", "../1925-12-10"},
    "10/12/2025 to 11/12/2025": {"2025-10-12/2025-11-12", "2025-12-10/2025-12-11"},
    "Friday": {"2025-10-17"},
}


@pytest.mark.parametrize("typed", READINGS)
@pytest.mark.parametrize("language", ["en", "en-GB", "en-US"])
def test_all_that_a_date_can_mean(typed: str, language: str) -> None:
    assert {each.edtf for each in readings(typed, published_at="2025-10-22", language=language)} == READINGS[typed]


@pytest.mark.parametrize("typed", ["13. Okt bis 16. Okt", "13. Okt – 16. Okt"])
def test_a_stretch_in_another_language(typed: str) -> None:
    assert understood(typed, published_at="2025-10-22", language="de").edtf == "2025-10-13/2025-10-16"
    with pytest.raises(Unread):
        understood("13. Okt, 16. Okt", published_at="2025-10-22", language="de")


def test_without_publication_no_year_is_made_up() -> None:
    assert understood("13 Oct", published_at=None).edtf == "XXXX-10-13"
