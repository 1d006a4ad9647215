"""Several people at the desk, before the real server: they sign in, see each other, comment, and plan to publish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import load_workbook
from serving import Server, serving

from tests.widget.test_settings import violations

ARTICLE = {
    "text": "The truce was signed in Cairo on 13 October 2025. Strikes resumed on 15 October 2025. "
    "The mayor resigned on 16 October 2025.",
    "title": "After the truce",
    "published_at": "2025-10-24",
}
REFUSED = re.compile("Failed to load resource: the server responded with a status of (4|503)")


@pytest.fixture(scope="module")
def keys() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, pipeline: object, keys: dict[str, str]) -> Iterator[Server]:
    made = Server(f"sqlite:///{tmp_path_factory.mktemp('store')}/t.sqlite3")
    for name, scope in (("Ada", "write"), ("Ben", "write"), ("Cleo", "read")):
        told = made.command("keys", "new", "--newsroom", "courier", "--name", name, "--scope", scope)
        keys[name] = next(word for word in told.split() if word.startswith("tl_"))
    with serving(made.environment["TIMELINE_DATABASE_URL"], TIMELINE_WORKERS="1", TIMELINE_BRAND="The Courier") as up:
        yield up


@pytest.fixture(scope="module")
def story(server: Server, keys: dict[str, str]) -> str:
    """The id of a draft."""
    return server.ask("POST", "/v1/timelines", {"documents": [ARTICLE]}, X_API_Key=keys["Ada"])[1]["id"]


class Desk:
    """A page of the desk in a browser of its own."""

    def __init__(self, chromium: Any, address: str, *, clock: bool = False, **settings: Any) -> None:
        self.context = chromium.new_context(viewport={"width": 1280, "height": 900}, **settings)
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda line: line.type == "error" and self._heard(line.text))
        if clock:
            self.page.clock.install()
        self.page.goto(address)

    def _heard(self, text: str) -> None:
        if not REFUSED.match(text):
            self.faults.append(text)

    def sign_in(self, key: str) -> None:
        self.page.get_by_label("API key").fill(key)
        self.page.get_by_label("API key").press("Enter")
        self.page.get_by_role("button", name="Sign out").wait_for()

    def said(self, words: str) -> None:
        self.page.locator("#state", has_text=words).wait_for()

    def titles(self) -> list[str]:
        return self.page.locator("#rows [data-control=title]").evaluate_all("all => all.map((each) => each.value)")


@pytest.fixture
def visit(chromium: Any, server: Server, story: str, keys: dict[str, str]) -> Iterator[Any]:
    opened: list[Desk] = []

    def open_(name: str = "", path: str = "", **settings: Any) -> Desk:
        opened.append(Desk(chromium, server.url + (path or f"/timelines/{story}/edit"), **settings))
        if name:
            opened[-1].sign_in(keys[name])
        return opened[-1]

    yield open_
    for each in opened:
        each.context.close()
    assert [each.faults for each in opened] == [[] for _ in opened]


def test_who_signs_in_is_named_and_stays_until_they_sign_out(visit: Any, keys: dict[str, str]) -> None:
    desk = visit(bypass_csp=True)
    page = desk.page
    page.get_by_label("API key").fill("tl_wrong")
    page.get_by_label("API key").press("Enter")
    page.get_by_role("alert").filter(has_text="There is no such key.").wait_for()
    assert violations(page) == [] and page.title().endswith("· The Courier")
    desk.sign_in(keys["Ada"])
    page.locator("#rows > li").first.wait_for()
    assert "Ada, courier" in page.locator("#who").text_content()
    (cookie,) = desk.context.cookies()
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    assert page.evaluate("document.cookie + JSON.stringify({ ...sessionStorage, ...localStorage })") == "{}"
    page.reload()
    page.locator("#rows > li").first.wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("API key").wait_for()
    page.go_back()
    page.get_by_label("API key").wait_for()
    assert page.locator("#rows > li").count() == 0


def test_two_editors_see_each_other_at_once(visit: Any) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    for each in (ada, ben):
        each.page.locator("#rows > li").first.wait_for()
    before = ada.titles()
    ada.page.get_by_label("Title of event 1").fill("A truce")
    ada.page.keyboard.press("Enter")
    ada.said("Saved.")
    ben.said(f"Changed by Ada: title “A truce” instead of “{before[0]}”.")
    assert ben.titles()[0] == "A truce"
    ben.page.get_by_label("Title of event 2").fill("Strikes again")
    ben.page.keyboard.press("Enter")
    ada.said("Changed by Ben: title “Strikes again”")
    ada.page.get_by_text("History", exact=True).click()
    first = ada.page.locator("#revisions li").first
    first.wait_for()
    assert "title “Strikes again” instead of" in first.text_content() and "Ben" in first.text_content()


def test_without_a_stream_the_desk_asks_again(visit: Any) -> None:
    ada = visit("Ada", clock=True)
    ada.page.locator("#rows > li").first.wait_for()
    ada.page.route("**/live", lambda route: route.fulfill(status=503, body="{}"))
    ada.page.reload()
    ada.page.locator("#rows > li").first.wait_for()
    ben = visit("Ben")
    ben.page.locator("#rows > li").first.wait_for()
    ben.page.get_by_label("Title of event 3").fill("The mayor is gone")
    ben.page.keyboard.press("Enter")
    ben.said("Saved.")
    ada.page.clock.fast_forward(5_000)
    ada.said("Changed by Ben")


def test_a_key_that_may_read_reads(visit: Any) -> None:
    cleo = visit("Cleo", bypass_csp=True)
    page = cleo.page
    cleo.said("You may read this story.")
    page.locator("#timeline [part~=event]").first.wait_for()
    for name in ("Publish", "Undo", "Edit", "Delete this story"):
        assert page.get_by_role("button", name=name, exact=True).count() == 0, name
    assert page.get_by_label("Headline of the timeline").get_attribute("readonly") is not None
    assert violations(page) == []
    page.get_by_text("Embed and export").click()
    with page.expect_download():
        page.get_by_role("button", name="xlsx", exact=True).click()


def test_colleagues_comment_on_a_row(visit: Any) -> None:
    ada, ben = visit("Ada", bypass_csp=True), visit("Ben")
    page = ada.page
    page.locator("#rows [data-control=more]").first.click()
    page.get_by_label("Comment for colleagues").fill("Call the ministry")
    page.get_by_role("button", name="Comment", exact=True).click()
    ada.said("Commented.")
    assert "Call the ministry" in page.locator(".row-comments li").text_content()
    assert violations(page) == []
    page.get_by_role("button", name="Close").click()
    ben.page.locator("#rows > li").first.wait_for()
    ben.page.reload()
    ben.page.locator("#rows .remarks", has_text="1 comment").wait_for()
    listed = ben.page.locator("#comments li", has_text="Call the ministry")
    assert "Ada" in listed.text_content() and listed.get_by_role("button").count() == 0, "only one's own is deleted"
    page.get_by_role("button", name="Delete the comment: Call the ministry").first.click()
    page.locator("#comments-none").wait_for()


def test_what_was_typed_outlasts_a_session(visit: Any, keys: dict[str, str]) -> None:
    ada = visit("Ada")
    page = ada.page
    page.locator("#rows [data-control=more]").first.click()
    source = page.locator(".row-form").get_by_label("Source")
    source.fill("The ministry")
    title = page.get_by_label("Title of event 2")
    title.fill("Once more")
    ada.context.clear_cookies()
    title.press("Enter")
    ada.said("You are signed out. What you typed is still here")
    ada.sign_in(keys["Ada"])
    page.locator("#state:empty").wait_for(state="attached")
    assert (title.input_value(), source.input_value()) == ("Once more", "The ministry")
    title.press("Enter")
    ada.said("Saved.")
    page.locator(".row-form").get_by_role("button", name="Save").click()
    page.locator("#corrections li", has_text="Source of").wait_for()


def test_publishing_is_planned_and_taken_back(visit: Any) -> None:
    ada = visit("Ada", bypass_csp=True, timezone_id="America/New_York")
    page = ada.page
    page.get_by_text("Publish later").click()
    page.get_by_label("Day and time, here").fill("2040-05-01T18:00")
    assert violations(page) == []
    page.get_by_role("button", name="Plan", exact=True).click()
    ada.said("The service will publish it by itself.")
    page.wait_for_function("document.activeElement.textContent === 'Do not'")
    assert "Tuesday, May 1, 2040 at 6:00 PM" in page.locator("#planned").text_content()
    assert page.locator("#badge").text_content() == "planned" and violations(page) == []
    assert page.evaluate("desk => fetch(desk).then((answer) => answer.json())", _api(page))["publish_at"] == (
        "2040-05-01T22:00:00+00:00"
    )
    home = visit("Ada", path="/")
    home.page.locator("#own-stories li", has_text="to be published on").wait_for()
    page.get_by_role("button", name="Do not").click()
    ada.said("It will not be published by itself.")
    page.wait_for_function("document.activeElement.textContent === 'Publish later'")
    assert page.locator("#badge").text_content() == "draft"


def _api(page: Any) -> str:
    return "/v1" + re.sub("^https?://[^/]+|/edit$", "", page.url)


def test_a_date_is_said_back_while_it_is_typed_and_chosen_from_a_calendar(visit: Any) -> None:
    ada = visit("Ada")
    page = ada.page
    row = page.locator("#rows > li").first
    row.locator("[data-control=date]").fill("by Friday")
    row.locator(".understood", has_text="Understood as by").wait_for()
    page.keyboard.press("Escape")
    row.locator(".day").fill("2025-10-12")
    page.locator("#corrections li", has_text="dated 12 October 2025").wait_for()


def test_a_workbook_is_taken_in(visit: Any, tmp_path: Any) -> None:
    ada = visit("Ada")
    page = ada.page
    page.get_by_text("Embed and export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="xlsx", exact=True).click()
    download.value.save_as(tmp_path / "timeline.xlsx")
    book = load_workbook(tmp_path / "timeline.xlsx")
    sheet = book.active
    title = next(cell.column for cell in sheet[1] if cell.value == "title")
    sheet.cell(2, title, "From the workbook")
    book.save(tmp_path / "timeline.xlsx")
    page.get_by_label("Take in a changed spreadsheet").set_input_files(tmp_path / "timeline.xlsx")
    ada.said("timeline.xlsx is taken in: 1 correction.")
    assert "From the workbook" in ada.titles()


def test_a_story_is_deleted_for_good(visit: Any, server: Server, keys: dict[str, str]) -> None:
    made = server.ask("POST", "/v1/timelines", {"documents": [ARTICLE]}, X_API_Key=keys["Ada"])[1]["id"]
    ada = visit("Ada", path=f"/timelines/{made}/edit")
    ada.page.on("dialog", lambda dialog: dialog.accept())
    ada.page.get_by_role("button", name="Delete this story").click()
    ada.page.wait_for_url(server.url + "/")
    assert server.send("GET", f"/v1/timelines/{made}", X_API_Key=keys["Ada"])[0] == 404


def test_a_story_that_somebody_else_deletes_is_gone(visit: Any, server: Server, keys: dict[str, str]) -> None:
    made = server.ask("POST", "/v1/timelines", {"documents": [ARTICLE]}, X_API_Key=keys["Ada"])[1]["id"]
    ben = visit("Ben", path=f"/timelines/{made}/edit")
    ben.page.get_by_label("Title of event 1").fill("Words of Ben's")
    server.send("DELETE", f"/v1/timelines/{made}", X_API_Key=keys["Ada"], If_Match='"1"')
    ben.said("Someone has deleted this story. It is only on this page now: copy what you need.")
    assert ben.page.get_by_label("Title of event 1").input_value() == "Words of Ben's"
    ben.page.keyboard.press("Enter")
    ben.said("No timeline of this newsroom has this id.")
    assert ben.page.get_by_label("Title of event 1").input_value() == "Words of Ben's"
    assert not ben.page.get_by_label("API key").is_visible(), "Ben is signed in"


@pytest.mark.parametrize("where", ["title", "form"])
def test_words_typed_in_a_row_that_somebody_takes_off_are_told(
    visit: Any, server: Server, keys: dict[str, str], where: str
) -> None:
    story = server.ask("POST", "/v1/timelines", {"documents": [ARTICLE]}, X_API_Key=keys["Ada"])[1]
    second, others = story["events"][1]["id"], [event["title"] for event in story["events"] if event["rank"] != 2]
    ben = visit("Ben", path=f"/timelines/{story['id']}/edit")
    if where == "title":
        field = ben.page.get_by_label("Title of event 2")
    else:
        ben.page.locator("#rows > li").nth(1).get_by_role("button", name="More").click()
        field = ben.page.get_by_label("Text", exact=True)
    field.fill("Words of Ben's")
    server.ask(
        "PATCH", f"/v1/timelines/{story['id']}/events/{second}", {"hidden": True}, X_API_Key=keys["Ada"], If_Match='"1"'
    )
    ben.said("Someone else has changed the timeline.")
    assert field.input_value() == "Words of Ben's"
    ben.page.keyboard.press("Enter") if where == "title" else ben.page.get_by_role("button", name="Save").click()
    ben.said("The row in which you typed “Words of Ben's” is gone.")
    assert ben.titles() == others
