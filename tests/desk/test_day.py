"""An editor's whole day at the desk, once with a pointer and once with the keyboard alone, before the real server.

What it cost is printed: ``pytest tests/desk/test_day.py -s``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from serving import Server, serving

from tests.desk.hands import Keyboard, Pointer

ARTICLE = """\
The swimming hall in Ormsby was closed on Monday after an inspector found cracks in the roof. \
The council met on Tuesday evening and voted to spend two million on repairs.

“We were lucky,” said the mayor, Jana Holt, who had visited the hall a week earlier. Engineers will measure the roof \
next Thursday. The hall opened in May 1974. Parents protested in front of the town hall on Wednesday. Hundreds of \
parents demonstrated there against the closure.

The swimming club has moved its training to Brantley."""
UPDATE = "The roof of the swimming hall in Ormsby collapsed in the night to Saturday. Nobody was hurt."
PICTURE = "https://ormsby.example/hall.jpg"
MOST = {"clicks": 32, "keys": 260}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, pipeline: object) -> Iterator[Server]:
    database = f"sqlite:///{tmp_path_factory.mktemp('store')}/t.sqlite3"
    with serving(database, TIMELINE_WORKERS="1") as running:
        yield running


@pytest.fixture
def windows(chromium: Any) -> Iterator[tuple[Any, Any]]:
    """The editor's page and a reader's, each in a window of its own: a browser draws what is behind once a second."""
    contexts = [chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-US") for _ in range(2)]
    for context in contexts:
        context.set_default_timeout(30_000)
    page, reader = (context.new_page() for context in contexts)
    yield page, reader
    for context in contexts:
        context.close()


class Day:
    """The desk as an editor sees it; ``hand`` does what is done."""

    def __init__(self, page: Any, hand: Any) -> None:
        self.page, self.hand = page, hand
        self.at_breakfast = 0
        self.told: list[str] = []

    def row(self, title: str) -> Any:
        return self.page.locator("#rows > li").filter(has=self.page.get_by_label(f"Select: {title}"))

    def control(self, title: str, name: str) -> Any:
        return self.row(title).locator(f"[data-control={name}]")

    def titles(self) -> list[str]:
        return self.page.locator("#rows [data-control=title]").evaluate_all("all => all.map((each) => each.value)")

    def said(self, words: str) -> None:
        state = self.page.locator("#state")
        try:
            state.filter(has_text=words).wait_for()
        except Exception as error:
            at = self.page.evaluate("document.activeElement.outerHTML")[:200]
            raise AssertionError(f"not “{words}” but “{state.text_content()}”, the focus at {at}") from error

    def keep_if_asked(self) -> None:
        self.page.locator(".ask, #state:text-matches('Saved|Joined|Understood')").first.wait_for()
        if self.page.locator(".ask").count():
            self.hand.press(self.page.get_by_role("button", name="Keep it"))

    def button(self, name: str) -> Any:
        return self.page.get_by_role("button", name=name, exact=True)

    def done(self, what: str) -> None:
        self.told.append(f"{self.hand.count - self.at_breakfast:4} {what}")
        self.at_breakfast = self.hand.count


@pytest.mark.parametrize("hand", [Pointer, Keyboard])
def test_a_day(server: Server, windows: tuple[Any, Any], hand: type[Pointer]) -> None:
    page, reader = windows
    faults: list[str] = []
    for each in (page, reader):
        each.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    day = Day(page, hand(page))
    headline = f"The hall, by {hand.unit}"
    morning(day, server.url, headline)
    noon(day, reader)
    evening(day, reader)
    next_day(day, server.url, headline)
    cost = f"A day at the desk took {day.hand.count} {hand.unit}:"
    print("\n".join(["", cost, *day.told]))
    assert day.hand.count <= MOST[hand.unit], cost
    assert faults == []


def morning(day: Day, url: str, headline: str) -> None:
    """Paste, put right what was read, keep."""
    page, hand = day.page, day.hand
    page.goto(url)
    hand.write(page.get_by_role("textbox", name="Article", exact=True), ARTICLE)
    hand.day(page.get_by_label("Published on"), "2025-10-24")
    hand.press(day.button("Make the timeline"))
    page.locator("#rows > li").first.wait_for()
    day.done("paste an article and its day, make the timeline")

    hand.write(day.control("The hall opened in May 1974", "date"), "12 May 1975", enter=True)
    day.keep_if_asked()
    day.said("Understood as 12 May 1975.")
    day.done("fix a date")

    hand.choose(page.locator("#article .text"), "We were lucky")
    day.said("Added from “We were lucky”.")
    day.done("make an event of words of the article")

    count = len(day.titles())
    hand.press(page.locator("#left-out > summary"))
    hand.press(page.locator("#left-out-rows button").first)
    page.locator("#row-count", has_text=f"{count + 1} rows").wait_for()
    day.done("take in what was left out")

    protests = [title for title in day.titles() if "arents" in title][:2]
    for title in protests:
        hand.check(day.control(title, "select"))
    hand.press(day.button("Join into one"))
    day.keep_if_asked()
    day.said("Joined.")
    assert sum("arents" in title for title in day.titles()) == 1
    day.done("join two rows")

    hand.write(day.control(protests[0], "title"), "Parents protested for two days", enter=True)
    day.said("Saved.")
    hand.write(page.get_by_label("Headline of the timeline"), headline, enter=True)
    page.locator("#undo:enabled").wait_for()
    day.said("Saved.")
    day.done("give a row and the story titles of its own")

    hand.press(day.button("Keep as a draft"))
    page.wait_for_url("**/edit")
    page.locator("#corrections li").first.wait_for()
    day.done("keep it as a draft")


def noon(day: Day, reader: Any) -> None:
    """A picture, and out it goes."""
    page, hand = day.page, day.hand
    hand.press(day.control("Parents protested for two days", "more"))
    form = page.locator(".row-form")
    hand.write(form.get_by_label("Picture"), PICTURE)
    hand.write(form.get_by_label("What it shows"), "A crowd in front of a town hall")
    hand.press(form.get_by_role("button", name="Save"))
    day.said("Saved.")
    day.done("add a picture")

    hand.press(page.get_by_text("Publish later"))
    hand.moment(page.get_by_label("Day and time, here"), "2040-05-01T09:30")
    hand.press(day.button("Plan"))
    day.said("The service will publish it by itself.")
    hand.press(day.button("Do not"))
    day.said("It will not be published by itself.")
    day.done("plan to publish it, and take that back")

    hand.press(day.button("Publish"))
    day.said("Readers can see it.")
    reader.goto(page.locator("#address a").get_attribute("href"))
    reader.locator("[part~=event-title]", has_text="Parents protested for two days").wait_for()
    assert reader.locator("[part=image]").get_attribute("src") == PICTURE
    day.done("publish it")


def evening(day: Day, reader: Any) -> None:
    """An update, a correction that readers see as it is made, and back it comes."""
    page, hand = day.page, day.hand
    hand.press(page.get_by_text("Add an article or a pasted update"))
    form = page.locator("#add-article")
    hand.write(form.get_by_role("textbox", name="Article"), UPDATE)
    hand.day(form.get_by_label("Published on"), "2025-10-26")
    hand.press(day.button("Add to the story"))
    page.locator("#documents li").nth(1).wait_for()
    collapsed = next(title for title in day.titles() if "collapsed" in title)
    day.done("add an update")

    hand.write(day.control(collapsed, "title"), "The roof fell in", enter=True)
    day.said("Saved.")
    reader.locator("[part~=event-title]", has_text="The roof fell in").wait_for()
    day.done("correct it, and readers see it")

    hand.press(day.button("Unpublish"))
    day.said("Readers no longer see it.")
    reader.get_by_text("This timeline is no longer available.").wait_for()
    day.done("unpublish it")


def next_day(day: Day, url: str, headline: str) -> None:
    """Find it again, as it was left."""
    page, hand, left = day.page, day.hand, day.titles()
    page.goto(url)
    hand.write(page.get_by_role("searchbox", name="Find"), headline)
    page.locator("#stories-said", has_text="1 story").wait_for()
    hand.press(page.get_by_role("link", name=headline))
    page.locator("#rows > li").first.wait_for()
    assert day.titles() == left
    day.done("find it again the next day")
