"""Dates in words: only what is known, in the reader's language, wherever the reader's machine stands (UTC+14 here)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.widget.stories import answer, event, when

DAY = when("2025-10-13")
TO_24 = when("2025-10-13/2025-10-24", "2025-10-13", "2025-10-24")
MARCH_2024 = when("2024-03", "2024-03-01", "2024-03-31", granularity="month")
BC = when("-0043-03-15", "-0043-03-15", "-0043-03-15", granularity="day")


def period(granularity: str, edtf: str, earliest: str, latest: str) -> dict[str, Any]:
    return when(edtf, earliest, latest, granularity=granularity)


CASES = [
    ("dated", DAY, "13 October 2025"),
    ("dated", MARCH_2024, "March 2024"),
    ("dated", period("year", "1968", "1968-01-01", "1968-12-31"), "1968"),
    ("dated", period("year", "2019/2021", "2019-01-01", "2021-12-31"), "2019 – 2021"),
    ("dated", period("decade", "197X", "1970-01-01", "1979-12-31"), "1970s"),
    ("dated", period("century", "19XX", "1900-01-01", "1999-12-31"), "1900 – 1999"),
    ("dated", period("season", "2027-21", "2027-03-01", "2027-05-31"), "spring 2027"),
    ("dated", period("quarter", "2026-33", "2026-01-01", "2026-03-31"), "quarter 1 of 2026"),
    ("dated", period("season", "2012-21/2013-23", "2012-03-01", "2013-11-30"), "March 2012 – November 2013"),
    ("dated", period("quarter", "2012-35/2013-33", "2012-07-01", "2013-03-31"), "July 2012 – March 2013"),
    ("dated", period("month", "2025-07/2025-12", "2025-07-01", "2025-12-31"), "July – December 2025"),
    ("dated", period("week", "2025-10-13/2025-10-19", "2025-10-13", "2025-10-19"), "13 – 19 October 2025"),
    ("dated", period("day", "2026-05-30/2026-05-31", "2026-05-30", "2026-05-31"), "30 – 31 May 2026"),
    ("dated", BC | {"edtf": "-0043-03-15"}, "15 March 44 BC"),
    ("dated", period("minute", "2025-10-13T14:30:00", "2025-10-13", "2025-10-13"), "13 October 2025 at 14:30"),
    ("dated", period("hour", "1999-01-01T00:00:00Z", "1999-01-01", "1999-01-01"), "about 1 January 1999 at 0:00 (UTC)"),
    ("dated", period("year", "1970~", "1970-01-01", "1970-12-31"), "about 1970"),
    ("dated", period("day", "2025-10-13", "2025-10-13", "2025-10-13") | {"probability": 0.6}, "about 13 October 2025"),
    ("bounded", TO_24, "between 13 and 24 October 2025"),
    ("bounded", when("x", "2025-09-30", "2025-10-24"), "between 30 September and 24 October 2025"),
    ("bounded", when("x", "2024-12-31", "2025-10-24"), "between 31 December 2024 and 24 October 2025"),
    ("bounded", when("x", "2025-10-13", "2025-10-13"), "13 October 2025"),
    ("bounded", when("../2025-10-24", None, "2025-10-24"), "by 24 October 2025"),
    ("bounded", when("2025-10-24/..", "2025-10-24"), "24 October 2025 or later"),
    ("ordered", when(), "before “\u2068Another\u2069”"),
    ("unplaced", when(), "date not known"),
    ("unplaced", when("XXXX-10-13"), "13 October, year not known"),
    ("dated", when("not a date", "nor this", "or this"), "date not known"),
]  # fmt: skip


def said(newsroom: Any, lang: str, *cases: tuple[str, dict[str, Any]]) -> list[str]:
    """The dates as the widget writes them. The events come in this order, each said to be before “Another”."""
    events = [event(f"e{i}", "One", "occurred", placement, when=date) for i, (placement, date) in enumerate(cases)]
    known = {"type": "BEFORE", "target": "last", "origin": "stated", "because": []}
    relations = [{"source": each["id"], **known} for each in events]
    element = newsroom.tell(answer(*events, event("last", "Another"), relations=relations), lang=lang, group="none")
    return [text.replace("\u2009", " ") for text in element.locator("[part~=date]").all_text_contents()[:-1]]


STRETCHES = [  # as the service gives them: ``earliest`` and ``latest`` say when it began, ``edtf`` alone has its end
    (period("day", "2026-01-17/2026-01-18", "2026-01-17", "2026-01-17"), "17 – 18 January 2026"),
    (period("month", "2020-03/2021-05", "2020-03-01", "2020-03-31"), "March 2020 – May 2021"),
    (period("year", "-0489/-0469", "-0489-01-01", "-0489-12-31"), "490 – 470 BC"),
    (period("month", "2024-11/2026", "2024-11-01", "2024-11-30"), "2024 – 2026"),
    (period("decade", "196X/198X", "1960-01-01", "1969-12-31"), "1960 – 1989"),
    (period("season", "2012-21/2014-23", "2012-03-01", "2012-05-31"), "2012 – 2014"),
    (period("day", "2026-01-17/..", "2026-01-17", "2026-01-17"), "17 January 2026"),
]


def test_a_stretch_of_time_keeps_its_end(newsroom: Any) -> None:
    assert said(newsroom, "en-GB", *(("dated", date) for date, _ in STRETCHES)) == [words for _, words in STRETCHES]
    covered = newsroom.tell(answer(*(event(f"e{n}", "One", when=date) for n, (date, _) in enumerate(STRETCHES[:2]))))
    assert covered.locator("[part=summary-line]").text_content().replace("\u2009", " ") == "March 2020 – January 2026"


def test_a_stretch_stands_below_no_heading_of_its_first_day(newsroom: Any) -> None:
    days = [when("2026-01-16"), when("2026-01-17"), when("2026-01-17"), STRETCHES[0][0]]
    told = newsroom.tell(answer(*(event(f"e{n}", "One", when=each) for n, each in enumerate(days))), lang="en-GB")
    found = told.locator("[part=group-title]").all_text_contents()
    assert [each.replace("\u2009", " ") for each in found] == ["16 January 2026", "17 January 2026", STRETCHES[0][1]]
    told = newsroom.tell(answer(event("e", "One", when=days[-1])), lang="en-GB", group="day")
    assert told.locator("[part=date]").text_content().replace("\u2009", " ") == STRETCHES[0][1]


def test_a_time_of_another_zone_stands_below_no_heading_of_another_day(newsroom: Any) -> None:
    quake = period("minute", "2025-10-23T23:30:00Z", "2025-10-24", "2025-10-24")
    quake |= {"earliest_time": "2025-10-24T08:30:00+09:00", "latest_time": "2025-10-24T08:30:00+09:00"}
    days = [quake, when("2025-10-24"), when("2025-10-24")]
    told = newsroom.tell(answer(*(event(f"e{n}", "One", when=each) for n, each in enumerate(days))), lang="en-GB")
    found = told.locator("[part=group-title]").all_text_contents()
    assert found == ["23 October 2025 at 23:30 (UTC)", "24 October 2025"]


def test_every_kind_of_date_in_words(newsroom: Any) -> None:
    found = said(newsroom, "en-GB", *((placement, date) for placement, date, _ in CASES))
    assert found == [words for _, _, words in CASES]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en-US", ["October 13, 2025", "between October 13 and 24, 2025", "March 2024", "March 15, 44 BC"]),
        ("de", ["13. Oktober 2025", "zwischen 13. und 24. Oktober 2025", "März 2024", "15. März 44 v. Chr."]),
        ("fr-CA", ["13 octobre 2025", "entre 13 et 24 octobre 2025", "mars 2024", "15 mars 44 av. J.-C."]),
        ("ja", ["2025年10月13日", "2025/10/13から2025/10/24の間", "2024年3月", "紀元前44年3月15日"]),
        ("he", ["13 באוקטובר 2025", "בין 13 ל־24 באוקטובר 2025", "מרץ 2024", "15 במרץ 44 לפנה״ס"]),
        ("zh", ["2025年10月13日", "2025/10/13至2025/10/24之间", "2024年3月", "公元前44年3月15日"]),
        ("th", ["October 13, 2025", "between October 13 and 24, 2025", "March 2024", "March 15, 44 BC"]),
        ("de_AT.UTF-8", ["13. Oktober 2025", "zwischen 13. und 24. Oktober 2025", "März 2024", "15. März 44 v. Chr."]),
    ],
)
def test_dates_in_other_languages(newsroom: Any, lang: str, words: list[str]) -> None:
    found = said(newsroom, lang, ("dated", DAY), ("bounded", TO_24), ("dated", MARCH_2024), ("dated", BC))
    assert found == words


def test_a_language_tag_that_is_none_reads_as_english(newsroom: Any) -> None:
    assert said(newsroom, "not_a_tag_!", ("dated", MARCH_2024)) == ["March 2024"]


def test_who_says_so_stands_within_a_sentence(newsroom: Any) -> None:
    said = [event(f"e{n}", "It was", attribution={"text": text}) for n, text in enumerate(["The union", "Theo Ode"])]
    found = newsroom.tell(answer(*said)).locator("[part=attribution]").all_text_contents()
    assert found == ["according to \u2068the union\u2069", "according to \u2068Theo Ode\u2069"]
