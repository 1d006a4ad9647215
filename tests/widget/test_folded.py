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
