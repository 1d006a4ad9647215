"""A story that is stored nowhere yet: nothing that was done to it is lost, and it is kept once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.desk.pages import EMOJI, LONGER, make, said, titles
from tests.widget.serving import served
from timeline_service.settings import Settings
from timeline_service.store.keys import issue
from timeline_service.web import create_app

AWAY = json.dumps({"detail": "The service is away."})
STORED = "JSON.parse(localStorage.getItem('timeline-service story'))"


def edited(page: Any, text: str = EMOJI, **more: str) -> None:
    """Make a timeline and give its first row a title."""
    make(page, text, **more)
    page.get_by_label("Title of event 1").fill("A truce")
    page.keyboard.press("Enter")
    said(page, "Saved.")


def refusing(route: Any) -> None:
    route.fulfill(status=503, body=AWAY)


def reload(page: Any) -> None:
    page.once("dialog", lambda dialog: dialog.accept())  # leaving warns
    page.reload()


def article(page: Any) -> Any:
    return page.get_by_role("textbox", name="Article", exact=True)


def test_edits_outlast_a_service_that_is_away(visit: Any, site: str) -> None:
    page = visit(site, failing=True)
    edited(page)
    page.route("**/v1/timelines", refusing)
    reload(page)
    page.locator("#form-state", has_text="The service is away.").wait_for()
    page.get_by_role("button", name="Make the timeline").click()
    page.locator("#form-state", has_text="The service is away.").wait_for()
    assert len(page.evaluate(STORED)["said"]) == 1
    page.unroute("**/v1/timelines", refusing)
    page.get_by_role("button", name="Make the timeline").click()
    said(page, "is back.")
    assert titles(page)[0] == "A truce"


def test_another_article_takes_the_place_of_edits_on_request_alone(visit: Any, site: str) -> None:
    page = visit(site, failing=True)
    edited(page)
    page.route("**/v1/timelines", refusing)
    reload(page)
    page.locator("#form-state", has_text="The service is away.").wait_for()
    page.unroute("**/v1/timelines", refusing)
    article(page).fill(LONGER)
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Make the timeline").click()
    assert "would be lost" in asked[0] and len(page.evaluate(STORED)["said"]) == 1
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Make the timeline").click()
    page.locator("#rows > li").first.wait_for()
    assert page.evaluate(STORED)["said"] == []


@pytest.fixture
def locked(tmp_path: Path, pipeline: object) -> Iterator[tuple[str, str]]:
    """The address of a service that has keys, and one of them."""
    application = create_app(Settings(database_url=f"sqlite:///{tmp_path}/locked.sqlite3"), keyless=True)
    store = application.extensions["store"]
    with store.writing() as session:
        secret = issue(session, newsroom="courier", name="desk", scope="write", now=datetime.now(UTC))
    with served(application) as address:
        yield address, secret
    store.close()


def test_edits_outlast_a_session(visit: Any, locked: tuple[str, str]) -> None:
    site, secret = locked
    page = visit(site)
    page.get_by_label("API key").fill(secret)
    page.get_by_label("API key").press("Enter")
    page.get_by_role("button", name="Sign out").wait_for()
    page.get_by_label("Language").select_option("nl")
    article(page).fill("De burgemeester trad op 13 oktober 2025 af.")
    page.get_by_role("button", name="Make the timeline").click()
    headline = page.get_by_label("Headline of the timeline")
    headline.fill("Afgetreden")
    headline.press("Enter")
    said(page, "Saved.")
    page.context.clear_cookies()
    reload(page)
    page.get_by_label("API key").fill(secret)
    page.get_by_label("API key").press("Enter")
    said(page, "is back.")
    assert headline.input_value() == "Afgetreden" and page.evaluate(STORED)["article"]["language"] == "nl"


def kept(client: Any, headline: str) -> int:
    """How many stories have this headline."""
    return client.get("/v1/timelines", query_string={"title": headline}).get_json()["total"]


def keep_without_hearing(page: Any, headline: str) -> None:
    """A story is kept under a headline, and the answer that says so is lost."""
    make(page, EMOJI)
    page.get_by_label("Headline of the timeline").fill(headline)
    page.keyboard.press("Enter")
    said(page, "Saved.")

    def lose(route: Any) -> None:
        route.fetch()
        route.abort()

    page.route("**/v1/timelines", lose, times=1)
    page.get_by_role("button", name="Keep as a draft").click()
    said(page, "Failed to fetch")


def test_a_story_whose_answer_was_lost_is_kept_once(visit: Any, site: str, client: Any) -> None:
    page = visit(site, failing=True)
    keep_without_hearing(page, "Kept once")
    page.get_by_role("button", name="Keep as a draft").click()
    page.wait_for_url("**/edit")
    assert kept(client, "Kept once") == 1


def test_a_story_that_was_kept_is_kept_again_with_later_edits_on_request(visit: Any, site: str, client: Any) -> None:
    page = visit(site, failing=True)
    keep_without_hearing(page, "Kept twice")
    page.get_by_label("Title of event 1").fill("A truce")
    page.keyboard.press("Enter")
    said(page, "Saved.")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Keep as a draft").click()
    page.locator("#keep:enabled").wait_for()
    assert "among yours already" in asked[0] and kept(client, "Kept twice") == 1
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Keep as a draft").click()
    page.wait_for_url("**/edit")
    page.locator("#rows > li").first.wait_for()
    assert titles(page)[0] == "A truce" and kept(client, "Kept twice") == 2


def test_keep_cannot_be_pressed_while_it_is_stored(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    held: list[Any] = []
    page.route("**/v1/timelines", lambda route: held.append(route))
    page.get_by_role("button", name="Keep as a draft").click()
    page.locator("#keep:disabled").wait_for()
    page.get_by_role("button", name="Keep as a draft").click(force=True)
    held[0].continue_()
    page.wait_for_url("**/edit")
    assert len(held) == 1


def test_markup_that_was_dropped_stays_markup_and_is_remembered(visit: Any, site: str) -> None:
    page = visit(site)
    markup = f"<!doctype html><title>T</title><article><h1>T</h1><p>{EMOJI}</p></article>"
    page.locator("#file").set_input_files({"name": "a.html", "mimeType": "text/html", "buffer": markup.encode()})
    page.get_by_text("a.html is ready to be read.").wait_for()
    page.reload()
    assert article(page).input_value() == markup
    article(page).fill(markup.replace("Cairo", "Geneva"))
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Make the timeline").click()
    assert "Geneva" in sent.value.post_data_json["documents"][0]["html"]
    page.locator("#article mark.event", has_text="signed").wait_for()


# Small things -----------------------------------------------------------------------


@pytest.mark.parametrize("clipboard", [True, False])
def test_copied_is_said_of_what_was_copied(visit: Any, site: str, clipboard: bool) -> None:
    page = visit(site, permissions=["clipboard-read", "clipboard-write"])
    if not clipboard:  # as on plain http
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.reload()
    make(page, EMOJI)
    page.get_by_text("Embed and export").click()
    copy = page.get_by_role("button", name=("Copy"), exact=True)
    copy.click()
    page.get_by_role("button", name="Copied").click()
    page.get_by_role("button", name="Copied").wait_for()
    copy.wait_for()
    page.get_by_text("Introduction for readers").click()
    page.get_by_label("Introduction", exact=True).focus()
    page.keyboard.press("Control+v")
    assert "<event-timeline>" in page.get_by_label("Introduction", exact=True).input_value()


def test_a_slow_answer_does_not_take_the_place_of_a_newer_one(visit: Any, site: str, client: Any) -> None:
    for headline in ("Otters in the harbour", "Otters leave"):
        body = {"documents": [{"text": EMOJI, "published_at": "2025-10-24", "title": headline}]}
        client.post("/v1/timelines", json=body)
    page = visit(site)
    held: list[Any] = []
    page.route("**/v1/timelines?*title=otters", lambda route: held.append(route))
    find = page.get_by_role("searchbox", name="Find")
    with page.expect_request("**/v1/timelines?*title=otters"):
        find.fill("otters")
    find.fill("otters leave")
    page.locator("#stories-said", has_text="1 story").wait_for()
    with page.expect_response("**/v1/timelines?*title=otters"):
        held[0].continue_()
    page.wait_for_timeout(100)
    assert page.locator("#stories-said").text_content() == "1 story"
