"""Which rows are seen at once, as the widget and the service have it, and the time that is said to lie between them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.widget.stories import TRUCE, answer, event, when
from timeline_service.web import heights

IMAGE = {"url": "http://newsroom.test/a.jpg", "alt": "A bridge"}


def drawn(seed: int) -> dict[str, Any]:
    """A timeline with rows of few weights, some in the background, some with what is never folded."""
    chance = random.Random(seed)
    more: list[dict[str, Any]] = [{}, {}, {}, {"text": "It held."}, {"image": IMAGE}, *[{"background": True}] * 2]
    more += [{"mentions": [{"document": f"d{n}"} for n in range(tellers)]} for tellers in (2, 3)]
    count = chance.choice([8, 12, 13, 14, 20, 30])
    weights = [chance.randrange(8) / 7 for _ in range(count)]
    return answer(*(event(f"e{n}", "It was", salience=each, **chance.choice(more)) for n, each in enumerate(weights)))


@pytest.mark.parametrize("seed", range(20))
def test_the_service_knows_which_rows_the_widget_shows_at_once(newsroom: Any, seed: int) -> None:
    newsroom.headers = {}
    newsroom.page.route("**/a.jpg", lambda route: route.fulfill(status=204))
    told = drawn(seed)
    rows = newsroom.tell(told).locator("[part~=event]:not([hidden])")
    shown = rows.evaluate_all("all => all.map((each) => each.dataset.event)")
    assert shown == [each["id"] for each in heights.at_once(told["events"])]


def test_what_most_articles_tell_is_seen_at_once(newsroom: Any) -> None:
    told = [{"document": f"d{n}"} for n in (1, 2, 2)]
    rows = [event(f"h{n}", f"Heavy {n}", salience=0.9) for n in range(12)]
    element = newsroom.tell(answer(*rows, event("s", "The ferry ran aground", salience=0.8, mentions=told)))
    assert element.get_by_text("The ferry ran aground").is_visible()


HEAVY = [event(f"h{n}", f"Heavy {n}", when=when(f"20{n + 20}-05-03"), salience=1.0) for n in range(10)]
LIGHT = [event(f"l{n}", f"Light {n}", when=when(f"200{n}-05-03"), salience=0.1) for n in range(5)]


def gaps(element: Any) -> list[str]:
    return element.locator("[part=gap]").all_text_contents()


def test_time_passes_between_the_rows_that_are_seen(newsroom: Any) -> None:
    first = event("f", "First", when=when("1990-05-03"), salience=1.0)
    element = newsroom.tell(answer(first, *LIGHT, *HEAVY[:9]))
    folded = ["30 years later", *["1 year later"] * 8]
    whole = ["10 years later", *["1 year later"] * 4, "16 years later", *["1 year later"] * 8]
    assert gaps(element) == folded
    for when_, expected in (("beforeprint", whole), ("afterprint", folded)):
        newsroom.page.evaluate("(type) => dispatchEvent(new Event(type))", when_)
        assert gaps(element) == expected
    element.get_by_role("button", name="Show all").click()
    assert gaps(element) == whole


def test_time_passes_within_what_happened_and_within_what_lies_ahead(newsroom: Any) -> None:
    told = answer(
        event("a", "The mill was built", when=when("2003-05-03")),
        event("b", "A new mill is planned", "planned", when=when("2013-05-03")),
        event("c", "The mill burned down", when=when("2023-05-03")),
        event("d", "A newer mill may follow", "possible", when=when("2043-05-03")),
    )
    element = newsroom.tell(told)
    assert element.locator("[part=happened] [part=gap]").all_text_contents() == ["20 years later"]
    assert element.locator("[part=ahead] [part=gap]").all_text_contents() == ["30 years later"]


def test_time_passes_before_the_heading_of_a_day(newsroom: Any) -> None:
    days = ["2003-05-03", "2023-05-03"]
    pairs = [event(f"{day}-{n}", f"Event {n}", when=when(day)) for day in days for n in (1, 2)]
    element = newsroom.tell(answer(*pairs))
    assert gaps(element) == ["20 years later"]
    assert element.locator("p[part=gap] + [part~=group-title]").text_content() == "3 May 2023"


def test_no_time_passes_from_a_row_back_to_an_earlier_day(newsroom: Any) -> None:
    days = ["2023-05-03", "2003-05-03", "2024-05-03"]
    element = newsroom.tell(answer(*(event(day, f"On {day}", when=when(day)) for day in days)))
    assert gaps(element) == ["21 years later"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2013-05-03", "2023-05-03", ["10 years later"]),
        ("2013-05-03", "2023-05-02", ["9 years later"]),
        ("2023-05-03", "2024-05-03", ["1 year later"]),
        ("2023-05-03", "2024-05-02", ["11 months later"]),
        ("2023-01-31", "2023-03-31", ["2 months later"]),
        ("2023-01-31", "2023-03-30", []),
        ("-0043-03-15", "0014-08-19", ["57 years later"]),
    ],
)
def test_time_is_counted_in_whole_years_and_months(newsroom: Any, first: str, last: str, said: list[str]) -> None:
    days = [when(day, day, day, granularity="day") for day in (first, last)]
    element = newsroom.tell(answer(event("a", "One", when=days[0]), event("b", "Two", when=days[1])))
    assert gaps(element) == said


def test_a_strip_that_starts_with_the_latest_shows_what_happened(newsroom: Any) -> None:
    element = newsroom.tell(TRUCE, layout="horizontal", order="desc")
    assert element.locator("[part=happened] [part~=event]").filter(visible=True).count() == 5


def headings(element: Any) -> list[str]:
    return element.locator("[part=group-title]:visible").all_inner_texts()


def test_a_heading_is_said_once_where_what_stood_between_is_folded(newsroom: Any) -> None:
    day, later = when("2025-10-22"), when("../2025-10-30", None, "2025-10-30")
    rows = [event(f"r{n}", f"Event {n}", when=day) for n in range(12)]
    between = event("b", "In between", placement="bounded", when=later, salience=0.1)
    element = newsroom.tell(answer(*rows[:6], between, *rows[6:]))
    assert headings(element) == ["22 October 2025"]
    element.get_by_role("button", name="Show all").click()
    assert headings(element) == ["22 October 2025", "by 30 October 2025", "22 October 2025"]


def test_no_row_stands_below_a_date_that_is_not_its_own(newsroom: Any) -> None:
    day, by = when("2025-10-13"), when("../2025-10-24", None, "2025-10-24")
    rows = [event("a", "Talks failed", when=day), event("b", "Crews left", when=day)]
    mentions = [{"document": "d1", "start": 0, "end": 1}]
    late = event("c", "Planes were chartered", placement="bounded", when=by, mentions=mentions)
    assert headings(newsroom.tell(answer(*rows, late))) == ["13 October 2025", "by 24 October 2025"]
    assert headings(newsroom.tell(answer(late))) == []


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (("year", "1887", "1887-01-01", "1887-12-31"), ("day", "2025-10-13"), "1887 – 2025"),
        (("season", "2025-21", "2025-03-01", "2025-05-31"), ("day", "2025-10-13"), "March – October 2025"),
        (("minute", "2025-10-11T09:30", "2025-10-11", "2025-10-11"), ("day", "2025-10-13"), "11 – 13 October 2025"),
        (("year", "2025", "2025-01-01", "2025-12-31"), ("day", "2025-10-13"), "2025"),
        (("day", "2025-10-13"), ("year", "../2025-12-31", None, "2025-12-31"), "13 October – 31 December 2025"),
    ],
)
def test_the_time_that_it_covers_is_no_finer_than_is_known(
    newsroom: Any, first: tuple[Any, ...], last: tuple[Any, ...], said: str
) -> None:
    ends = [when(*rest, granularity=granularity) for granularity, *rest in (first, last)]
    placements = ["bounded" if "/" in (end["edtf"] or "") else "dated" for end in ends]
    rows = (event(f"e{n}", "It was", placement=placements[n], when=end) for n, end in enumerate(ends))
    element = newsroom.tell(answer(*rows))
    assert element.locator("[part=summary-line]").inner_text().replace("\u2009", " ") == said
