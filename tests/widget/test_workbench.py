"""The page at / and the editor's page, with the real service behind them: paste, look, edit, take along, publish."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.widget.serving import served
from tests.widget.test_element import EVIL
from tests.widget.test_settings import violations
from timeline_service.settings import Settings
from timeline_service.store.keys import issue
from timeline_service.web import create_app

SEED = tomllib.loads((Path(__file__).parents[2] / "seeds" / "skerrow-bridge-5-reopening.toml").read_text("utf-8"))
EMOJI = "🕊🕊 停戦が決まった。\n\nThe truce 🕊 was signed in Cairo on 13 October 2025. Strikes resumed on 15 October 2025."
REFUSED = re.compile("Failed to load resource: the server responded with a status of 4")
WIDTHS = {"phone": {"viewport": {"width": 320, "height": 700}}, "desk": {"viewport": {"width": 1280, "height": 900}}}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, pipeline: object) -> Iterator[Flask]:
    database: Path = tmp_path_factory.mktemp("store") / "timelines.sqlite3"
    application = create_app(Settings(database_url=f"sqlite:///{database}"), keyless=True)
    yield application
    application.extensions["store"].close()


@pytest.fixture(scope="module")
def site(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def visit(chromium: Any) -> Iterator[Any]:
    contexts, faults = [], []

    def open_(address: str, **settings: Any) -> Any:
        contexts.append(chromium.new_context(**settings))
        contexts[-1].set_default_timeout(30_000)
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console", lambda line: line.type == "error" and not REFUSED.match(line.text) and faults.append(line.text)
        )
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


def make(page: Any, text: str, published: str = "2025-10-24") -> None:
    page.get_by_role("textbox", name="Article").fill(text)
    page.get_by_label("Published on").fill(published)
    page.get_by_role("button", name="Make the timeline").press("Enter")
    page.locator("#rows > li").first.wait_for()


def titles(page: Any) -> list[str]:
    return (
        page.locator("#rows > li").get_by_label("Title of event").evaluate_all("all => all.map((each) => each.value)")
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_an_article_becomes_a_timeline_and_axe_finds_nothing(visit: Any, site: str, width: str) -> None:
    page = visit(site, **WIDTHS[width], bypass_csp=True)  # axe needs styles of its own
    assert violations(page) == []
    make(page, SEED["article"].strip(), SEED["published_at"][:10])
    page.locator("#rows details").first.evaluate("it => { it.open = true }")
    shown = page.locator("#timeline [part~=event-title]").all_text_contents()
    assert len(shown) == len(titles(page)) >= 5
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#bounds rect").count() >= 5


def test_dark_and_forced_colours(visit: Any, site: str) -> None:
    for settings in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
        page = visit(site, bypass_csp=True, **settings)
        make(page, EMOJI)
        assert violations(page) == []


def test_marks_fall_on_the_right_words_and_light_each_other(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    assert "13 October 2025" in page.locator("#article mark.date").all_text_contents()
    signed = page.locator("#article mark.event", has_text="signed")
    signed.hover()
    lit = page.locator("#timeline [data-pointed] [part~=event-title]")
    assert "signed" in lit.text_content()
    page.locator("#timeline [part~=event]").last.hover()
    assert "resumed" in page.locator("#article mark.event[data-lit]").all_text_contents()
    page.locator("#timeline [part~=summary]").first.focus()
    assert signed.get_attribute("data-lit") is not None, "the keyboard lights it as the pointer does"


def test_why_shows_the_derivation(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, "The mayor resigned two days ago. A vote will be held next week.")
    why = page.locator("#rows > li").first.locator("details")
    why.locator("summary").press("Enter")
    words = why.text_content()
    assert "“two days ago” → 2025-10-22" in words and "Counted from" in words


def test_edit_reorder_hide_undo(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    before = titles(page)
    first = page.locator("#rows > li").first
    first.get_by_label("Title of event").fill("A truce")
    first.get_by_label("Title of event").press("Tab")
    assert titles(page)[0] == "A truce"
    assert page.locator("#timeline [part~=event-title]").first.text_content() == "A truce"
    page.get_by_label("Later: A truce").press("Enter")
    assert titles(page)[1] == "A truce"
    page.locator("#rows > li").nth(1).get_by_label("Date").fill("2025-11")
    page.keyboard.press("Tab")
    page.locator("#timeline").get_by_text("November 2025").wait_for()
    page.get_by_label("Hide: A truce").click()
    assert "A truce" not in titles(page)
    for _ in range(4):
        page.get_by_role("button", name="Undo").click()
    assert titles(page) == before and page.get_by_role("button", name="Undo").is_disabled()
    first.get_by_label("Date").fill("2025-02-30")
    page.keyboard.press("Tab")
    page.get_by_text("Write a date as 2025, 2025-10 or 2025-10-13.").wait_for()


def test_the_code_for_a_page_is_a_timeline(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    code = page.get_by_label("Code for your page").input_value()
    assert 'integrity="sha384-' in code and "Cairo on 13" not in code
    page.get_by_label("with the sentences of the article").check()
    assert "Cairo on 13" in page.get_by_label("Code for your page").input_value()
    page.route("**/article.html", lambda route: route.fulfill(body=f"<!doctype html>{code}", content_type="text/html"))
    page.goto(f"{site}/article.html")
    page.locator("[part~=event]").first.wait_for()
    assert page.locator("[part~=event]").count() >= 2


def test_every_format_is_downloaded(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    for button in page.locator("[data-export]").all():
        with page.expect_download() as download:
            button.click()
        written = Path(download.value.path()).read_text("utf-8")
        assert "2025" in written or written.startswith("BEGIN:VCALENDAR"), button.text_content()


def test_a_dropped_html_file_is_read_as_html(visit: Any, site: str) -> None:
    page = visit(site)
    article = "<!doctype html><title>T</title><article><h1>T</h1><p>" + EMOJI + "</p></article>"
    page.locator("#file").set_input_files({"name": "a.html", "mimeType": "text/html", "buffer": article.encode()})
    page.get_by_text("a.html is ready to be read.").wait_for()
    page.get_by_role("button", name="Make the timeline").click()
    page.locator("#article mark.event", has_text="signed").wait_for()


def test_a_file_is_dropped_on_the_form(visit: Any, site: str) -> None:
    page = visit(site)
    dropped = page.evaluate_handle(
        "text => { const all = new DataTransfer(); all.items.add(new File([text], 'a.txt')); return all }",
        EMOJI,
    )
    page.dispatch_event("#form", "drop", {"dataTransfer": dropped})
    page.get_by_text("a.txt is ready to be read.").wait_for()
    assert page.get_by_role("textbox", name="Article").input_value() == EMOJI


def test_the_stories_are_there_without_a_script(visit: Any, site: str) -> None:
    page = visit(site, java_script_enabled=False)
    assert page.get_by_role("heading", name="Stories").is_visible()


def test_what_the_service_refuses_is_said(visit: Any, site: str) -> None:
    page = visit(site)
    page.get_by_role("textbox", name="Article").fill("x" * 200_001)
    page.route("**/v1/extract", lambda route: route.fulfill(status=413, body=json.dumps({"detail": "Too long."})))
    page.get_by_role("button", name="Make the timeline").click()
    page.get_by_text("Too long.").wait_for()


def test_a_key_is_asked_for_and_kept(visit: Any, tmp_path: Path) -> None:
    application = create_app(Settings(database_url=f"sqlite:///{tmp_path}/locked.sqlite3"), keyless=True)
    store = application.extensions["store"]
    with store.writing() as session:
        secret = issue(session, newsroom="courier", name="desk", scope="write", now=datetime.now(UTC))
    with served(application) as site:
        page = visit(site)
        page.get_by_role("textbox", name="Article").fill(EMOJI)
        page.get_by_role("button", name="Make the timeline").click()
        page.get_by_label("API key").fill(secret)
        page.get_by_label("API key").press("Enter")
        page.locator("#rows > li").first.wait_for()
        page.get_by_role("button", name="Keep as a draft").click()
        page.wait_for_url("**/edit")
        page.locator("#rows > li").first.wait_for()
        other = visit(page.url)
        other.get_by_label("API key").fill(secret)
        other.get_by_label("API key").press("Enter")
        other.locator("#rows > li").first.wait_for()
    store.close()


def test_hostile_articles_stay_words(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, "\n\n".join(f"The mayor {evil} resigned on 13 October 2025." for evil in EVIL))
    assert page.evaluate("window.pwned") is None
    assert page.locator("#article script, #article img, #rows img, #rows script").count() == 0


def test_the_editors_page(visit: Any, site: str) -> None:
    from playwright.sync_api import expect

    page = visit(site)
    make(page, EMOJI)
    page.get_by_role("button", name="Keep as a draft").click()
    page.wait_for_url("**/timelines/*/edit")
    page.locator("#rows > li").first.wait_for()
    before = titles(page)
    page.locator("#rows > li").first.get_by_label("Title of event").fill("A truce")
    page.keyboard.press("Tab")
    page.get_by_text("Changed.").wait_for()
    assert titles(page)[0] == "A truce"
    page.get_by_label("Hide: A truce").press("Enter")
    expect(page.locator("#corrections li")).to_have_count(2)
    assert "A truce" not in titles(page)
    for left in (1, 0):
        page.locator("#undo").press("Enter")
        expect(page.locator("#corrections li")).to_have_count(left)
    assert titles(page) == before
    page.get_by_role("button", name="Publish").press("Enter")
    page.get_by_text("Readers can see it.").wait_for()
    page.goto(page.locator("#address a").get_attribute("href"))
    page.locator("[part~=event]").first.wait_for()
    assert page.locator("[part~=quote]").count() == 0


def test_a_draft_takes_the_edits_along(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, f"{EMOJI} The mayor resigned on 16 October 2025. A vote is planned for 2 November 2025.")
    first, second, *_, last = titles(page)
    page.get_by_label(f"Hide: {last}").click()
    page.locator("#rows > li").first.get_by_label("Title of event").fill("A truce")
    page.keyboard.press("Tab")
    page.get_by_label(f"Earlier: {second}").click()
    page.get_by_role("button", name="Undo").click()
    page.locator("#rows > li").nth(1).get_by_label("Status").select_option("denied")
    page.get_by_role("button", name="Keep as a draft").click()
    page.wait_for_url("**/edit")
    page.locator("#corrections li").nth(2).wait_for()
    assert "A truce" in titles(page) and last not in titles(page) and first not in titles(page)
    assert "denied" in page.locator("#timeline [part=status]").all_text_contents()


def test_the_editors_page_shows_what_somebody_else_did(visit: Any, site: str, client: Any) -> None:
    made = client.post("/v1/timelines", json={"documents": [{"text": EMOJI, "published_at": "2025-10-24"}]})
    answer = made.get_json()
    page = visit(f"{site}/timelines/{answer['id']}/edit", bypass_csp=True)
    page.locator("#rows > li").first.wait_for()
    assert violations(page) == []
    event = answer["events"][0]["id"]
    path = f"/v1/timelines/{answer['id']}/events/{event}"
    client.patch(path, json={"title": "Theirs"}, headers={"If-Match": made.headers["ETag"]})
    page.locator("#rows > li").first.get_by_label("Status").select_option("denied")
    page.get_by_text("Someone else has changed the timeline").wait_for()
    assert titles(page)[0] == "Theirs"
