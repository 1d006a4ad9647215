"""The desk with the real service behind it: paste, edit in place, find again, take along, publish; nothing is lost."""

from __future__ import annotations

import io
import json
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.desk.pages import EMOJI, LONGER, dates, make, said, select, titles, type_date
from tests.widget.serving import served
from tests.widget.test_element import EVIL
from tests.widget.test_settings import violations
from timeline_service.settings import Settings
from timeline_service.store.keys import issue
from timeline_service.web import create_app

SEED = tomllib.loads((Path(__file__).parents[2] / "seeds" / "skerrow-bridge-5-reopening.toml").read_text("utf-8"))
WIDTHS = {"phone": {"viewport": {"width": 390, "height": 800}}, "desk": {"viewport": {"width": 1280, "height": 900}}}


# What did harm ----------------------------------------------------------------------


def test_a_changed_date_moves_its_row_at_once(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    first, second = titles(page)[:2]
    type_date(page, second, "1 Oct 2025")
    said(page, "Understood as 1 October 2025.")
    assert titles(page)[:2] == [second, first] and dates(page)[0] == "1 October 2025"


def test_a_move_that_a_date_contradicts_is_shown_first_and_takes_no_date(visit: Any, site: str, stored: dict) -> None:
    page = visit(f"{site}/timelines/{stored['id']}/edit")
    page.locator("#rows > li").first.wait_for()
    before, dated = titles(page), dates(page)
    page.get_by_label(f"Later: {before[0]}").click()
    question = page.get_by_role("group", name="Before this is kept")
    assert "is dated “13 October 2025”" in question.text_content()
    page.get_by_role("button", name="Leave it as it was").click()
    question.wait_for(state="detached")
    assert page.locator("#corrections li").count() == 0
    page.get_by_label(f"Later: {before[0]}").click()
    page.get_by_role("button", name="Keep it").click()
    page.locator("#corrections li").wait_for()
    assert (titles(page), dates(page)) == (before, dated)
    assert page.locator("#rows .conflict").count() == 2, "the pair is marked, with both reasons"


def test_reloading_loses_nothing_and_leaving_warns(visit: Any, site: str) -> None:
    page = visit(site)
    page.get_by_role("textbox", name="Article", exact=True).fill("Only typed so far.")
    page.reload()
    assert page.get_by_role("textbox", name="Article", exact=True).input_value() == "Only typed so far."
    make(page, EMOJI)
    page.locator("#rows [data-control=title]").first.fill("A truce")
    page.keyboard.press("Enter")
    said(page, "Saved.")
    warned: list[str] = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.accept()))
    page.reload()
    page.locator("#rows > li").first.wait_for()
    assert warned == ["beforeunload"] and titles(page)[0] == "A truce"
    said(page, "is back.")
    assert page.get_by_role("button", name="Undo", exact=True).is_enabled()


def test_a_story_is_found_again(visit: Any, site: str, client: Any) -> None:
    article = {"text": LONGER, "published_at": "2025-10-24"}
    for headline in ("Walrus in the harbour", "Walrus leaves"):
        client.post("/v1/timelines", json={"documents": [{**article, "title": headline}]})
    page = visit(site)
    page.get_by_role("searchbox", name="Find").fill("walrus")
    page.locator("#stories-said", has_text="2 stories").wait_for()
    line = page.locator("#own-stories li").first
    assert "draft" in line.text_content() and "by local" in line.text_content()
    assert "events from 1 article," in line.text_content()
    page.get_by_label("State").select_option("published")
    page.locator("#stories-said", has_text="No story is like that.").wait_for()
    page.get_by_label("State").select_option("draft")
    page.get_by_role("link", name="Walrus leaves").click()
    page.locator("#rows > li").first.wait_for()
    assert page.get_by_label("Headline of the timeline").input_value() == "Walrus leaves"


def test_reasons_are_sentences(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, "The mayor resigned two days ago. A vote will be held next week.")
    page.get_by_label("More: The mayor resigned").press("Enter")
    why = page.locator("#rows .why").text_content()
    assert "“two days ago” counts from the publication on 24 October 2025, so it means 22 October 2025." in why
    assert page.locator("#rows code").count() == 0


# The workspace ----------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_any_state(visit: Any, site: str, width: str) -> None:
    page = visit(site, **WIDTHS[width], bypass_csp=True)  # axe needs styles of its own
    assert violations(page) == []
    make(page, SEED["article"].strip(), SEED["published_at"][:10])
    page.locator("#rows [data-control=more]").first.press("Enter")
    page.evaluate("for (const each of document.querySelectorAll('#desk details')) each.open = true")
    page.locator("#left-out-rows li").first.wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="As readers see it").click()
    page.locator("#timeline [part~=event]").first.wait_for()
    assert violations(page) == []
    if width == "phone":
        page.get_by_role("button", name="Article", exact=True).click()
        assert page.locator("#article").is_visible() and not page.locator("#timeline-pane").is_visible()
        assert violations(page) == []


def test_dark_and_forced_colours(visit: Any, site: str) -> None:
    for settings in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
        page = visit(site, bypass_csp=True, **settings)
        make(page, EMOJI)
        assert violations(page) == []


def test_marks_fall_on_the_right_words_and_light_each_other(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    assert page.locator("#article .text").text_content() == EMOJI, "the article stands whole"
    assert "13 October 2025" in page.locator("#article mark.date").all_text_contents()
    signed = page.locator("#article mark.event", has_text="signed")
    signed.hover()
    lit = page.locator("#rows > li[data-lit] [data-control=title]")
    assert "signed" in lit.input_value()
    page.locator("#rows [data-control=title]").nth(1).focus()
    assert "resumed" in page.locator("#article mark.event[data-lit]").all_text_contents()


def test_edit_hide_undo_redo_with_the_keyboard(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, LONGER)
    before = titles(page)
    page.locator("#rows [data-control=title]").first.fill("A truce")
    page.keyboard.press("Enter")
    said(page, "Saved.")
    page.get_by_label("Hide: A truce").press("Enter")
    page.locator("#row-count", has_text=f"{len(before) - 1} rows").wait_for()
    assert "A truce" not in titles(page)
    page.locator("#timeline-title").click()
    page.keyboard.press("Control+z")
    page.locator("#row-count", has_text=f"{len(before)} rows").wait_for()
    page.keyboard.press("Control+z")
    page.locator("#undo:disabled").wait_for()
    assert titles(page) == before
    page.keyboard.press("Control+Shift+z")
    page.locator("#undo:enabled").wait_for()
    assert titles(page)[0] == "A truce"


def test_a_date_that_is_none_is_said_at_its_row(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    type_date(page, titles(page)[0], "soon")
    page.locator("#rows .understood.wrong", has_text="“soon” is not read as a date. Write for example").wait_for()


def test_words_of_the_article_become_a_row(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, LONGER)
    select(page, "was angry")
    page.get_by_role("button", name="Add as an event").click()
    said(page, "Added from “was angry”.")
    assert "The minister was angry" in titles(page)
    assert "angry" in page.evaluate("document.activeElement.value"), "it can be edited at once"


def test_a_row_without_words_and_one_that_was_left_out(visit: Any, site: str, stored: dict) -> None:
    page = visit(f"{site}/timelines/{stored['id']}/edit")
    page.locator("#rows > li").first.wait_for()
    page.get_by_text("Add an event", exact=True).click()
    page.get_by_label("Title", exact=True).fill("A dinner was held")
    page.locator("#add-form").get_by_label("Date").fill("14 Oct")
    page.get_by_role("button", name="Add", exact=True).click()
    said(page, "Added.")
    assert titles(page)[1] == "A dinner was held" and dates(page)[1] == "14 October 2025"
    count = page.locator("#rows > li").count()
    page.get_by_text("Left out").click()
    page.locator("#left-out-rows button").first.click()
    page.locator("#row-count", has_text=f"{count + 1} rows").wait_for()


def test_what_was_left_out_is_read_when_somebody_looks(visit: Any, site: str, stored: dict) -> None:
    page = visit(f"{site}/timelines/{stored['id']}/edit", failing=True)
    asked: list[str] = []

    def refuse(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, body=json.dumps({"detail": "The service is away."}))

    page.route("**/left-out", refuse)
    page.get_by_label("Title of event 1").fill("A truce")
    page.keyboard.press("Enter")
    said(page, "Saved.")
    assert asked == []
    page.get_by_text("Left out").click()
    page.get_by_role("alert").filter(has_text="The service is away.").wait_for()
    page.unroute("**/left-out")
    page.get_by_label("Title of event 1").fill("The truce")
    page.keyboard.press("Enter")
    page.locator("#left-out-rows li").first.wait_for()
    assert page.locator("#left-out-said").text_content() == ""


def test_what_was_saved_is_saved_though_the_texts_cannot_be_read(visit: Any, site: str, stored: dict) -> None:
    page = visit(f"{site}/timelines/{stored['id']}/edit", failing=True)
    page.locator("#rows > li").first.wait_for()
    refused = ("GET",)
    page.route(
        "**/documents",
        lambda route: route.fulfill(status=503, body="{}") if route.request.method in refused else route.continue_(),
    )
    page.get_by_text("Add an article or a pasted update").click()
    page.locator("#add-article").get_by_role("textbox", name="Article").fill("The council met on 20 October 2025.")
    page.get_by_role("button", name="Add to the story").click()
    said(page, "Added to the story.")
    assert page.locator("#documents li").count() == 2
    page.unroute("**/documents")
    page.get_by_label("Title of event 1").fill("A truce")
    page.keyboard.press("Enter")
    said(page, "Saved.")
    assert "The council met" in page.locator("#article .text").nth(1).text_content()


def test_an_article_is_removed_on_request(visit: Any, site: str, client: Any) -> None:
    texts = ("The truce was signed on 13 October 2025.", "The council met on 20 October 2025.")
    body = {"documents": [{"text": text, "published_at": "2025-10-24"} for text in texts]}
    story = client.post("/v1/timelines", json=body).get_json()
    page = visit(f"{site}/timelines/{story['id']}/edit")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Remove The council met").click()
    assert "Remove “The council met on 20 October 2025.”" in asked[0] and page.locator("#documents li").count() == 2
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove The council met").click()
    said(page, "Removed.")
    assert page.locator("#documents li").count() == 1


def test_one_of_a_kind_is_counted_as_one(visit: Any, site: str, client: Any) -> None:
    text = "The walrus that swam into the harbour of Ormsby late last summer left on 13 October 2025."
    story = client.post("/v1/timelines", json={"documents": [{"text": text}]}).get_json()
    page = visit(site)
    page.locator("#own-stories li", has_text="1 event from 1 article,").first.wait_for()
    page.goto(f"{site}/timelines/{story['id']}/edit")
    page.locator("#row-count", has_text="1 row").wait_for()
    assert page.locator("#row-count").text_content() == "1 row"
    assert page.locator("#documents bdi").text_content() == "The walrus that swam into the harbour of Ormsby …"


def test_the_rest_of_a_row_is_one_request(visit: Any, site: str, stored: dict) -> None:
    page = visit(f"{site}/timelines/{stored['id']}/edit")
    page.locator("#rows > li").first.wait_for()
    sent: list[str] = []
    page.on("request", lambda request: request.method != "GET" and sent.append(request.url))
    page.locator("#rows [data-control=more]").first.click()
    form = page.locator(".row-form")
    form.get_by_label("Status").select_option("ongoing")
    form.get_by_label("Text").fill("It held for two days.")
    form.get_by_label("Picture").fill("https://news.example/truce.jpg")
    form.get_by_role("button", name="Save").click()
    form.get_by_role("alert").filter(has_text="what can be seen").wait_for()
    form.get_by_label("What it shows").fill("Two men shake hands")
    form.get_by_role("button", name="Save").click()
    said(page, "Saved.")
    assert len(sent) == 2, "the refused one, and the one that was kept"
    assert page.locator("#corrections li").count() == 3


def test_several_rows_are_joined_and_dragged(visit: Any, site: str, stored: dict) -> None:
    page = visit(f"{site}/timelines/{stored['id']}/edit")
    page.locator("#rows > li").first.wait_for()
    before = titles(page)
    page.locator("#rows .handle").nth(1).drag_to(page.locator("#rows > li").first, target_position={"x": 200, "y": 4})
    page.get_by_role("button", name="Leave it as it was").click()
    for title in before[:2]:
        page.get_by_label(f"Select: {title}").check()
    page.get_by_role("button", name="Join into one").click()
    page.get_by_role("button", name="Keep it").click()  # two days cannot both be that of one event
    said(page, "Joined.")
    assert len(titles(page)) == len(before) - 1


@pytest.mark.usefixtures("told_at_once")
def test_what_somebody_else_did_is_seen_and_nothing_is_overwritten(
    visit: Any, site: str, stored: dict, client: Any
) -> None:
    page = visit(f"{site}/timelines/{stored['id']}/edit")
    page.locator("#rows > li").first.wait_for()
    path, (event, other) = f"/v1/timelines/{stored['id']}", (each["id"] for each in stored["events"][:2])

    def elsewhere(**said: Any) -> None:
        client.post(f"{path}/corrections", json={"corrections": [said]}, headers={"If-Match": "*"})

    elsewhere(event=event, title="Theirs")
    said(page, "Changed elsewhere: title “Theirs” instead of")
    assert titles(page)[0] == "Theirs"
    field = page.get_by_label("Title of event 1")
    field.fill("Mine")
    elsewhere(event=event, title="Theirs again")
    said(page, "It is shown when you have finished here.")
    assert field.input_value() == "Mine", "what is being typed is not taken away"
    field.press("Enter")
    said(page, "Someone else has changed the same")
    assert titles(page)[0] == "Theirs again", "the same thing is not overwritten"
    field.fill("Mine after all")
    elsewhere(event=other, title="Theirs too")
    said(page, "It is shown when you have finished here.")
    field.press("Enter")
    said(page, "Saved.")
    assert titles(page)[:2] == ["Mine after all", "Theirs too"], "changes of different things are no obstacle"


def test_an_update_is_added_published_and_taken_back(visit: Any, site: str, stored: dict) -> None:
    page = visit(f"{site}/timelines/{stored['id']}/edit")
    page.locator("#rows > li").first.wait_for()
    page.get_by_text("Add an article or a pasted update").click()
    form = page.locator("#add-article")
    form.get_by_role("textbox", name="Article").fill("The airport of Skerrow was closed on 20 October 2025.")
    form.get_by_label("Published on").fill("2025-10-25")
    page.get_by_role("button", name="Add to the story").click()
    page.locator("#documents li").nth(1).wait_for()
    assert any("airport" in title for title in titles(page))
    assert page.locator("#article section").count() == 2
    page.get_by_role("button", name="Publish", exact=True).click()
    said(page, "Readers can see it.")
    page.get_by_text("Embed and export").click()
    address = page.locator("#address a").get_attribute("href")
    page.get_by_role("button", name="Unpublish").click()
    said(page, "Readers no longer see it.")
    page.get_by_text("History", exact=True).click()
    page.locator("#revisions li").nth(3).wait_for()
    assert page.request.get(address).status == 404


def test_the_code_names_the_address_for_readers(
    app: Flask, client: Any, visit: Any, site: str, stored: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(app.config["SETTINGS"], public_url="https://tl.example")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    client.patch(f"/v1/timelines/{stored['id']}", json={"state": "published"}, headers={"If-Match": "*"})
    page = visit(f"{site}/timelines/{stored['id']}/edit")
    page.locator("#rows > li").first.wait_for()
    page.get_by_text("Embed and export").click()
    code = page.get_by_label("Code for your page").input_value()
    assert f'src="https://tl.example/embed/{stored["id"]}"' in code
    assert 'src="https://tl.example/widget/resize.js"' in code and site not in code


def test_a_draft_is_kept_with_its_edits_in_one_request(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, LONGER)
    last = titles(page)[-1]
    page.get_by_label(f"Hide: {last}").click()
    said(page, "Saved.")
    page.get_by_label("Headline of the timeline").fill("After the truce")
    page.keyboard.press("Enter")
    page.locator("#undo:enabled").wait_for()
    said(page, "Saved.")
    shown = titles(page)
    kept: list[str] = []
    page.on("request", lambda request: request.method in ("POST", "PATCH") and kept.append(request.url))
    page.get_by_role("button", name="Keep as a draft").click()
    page.wait_for_url("**/edit")
    page.locator("#corrections li").nth(1).wait_for()
    assert titles(page) == shown and len(kept) == 1
    assert page.get_by_label("Headline of the timeline").input_value() == "After the truce"
    page.goto(site)
    page.get_by_role("link", name="After the truce").first.wait_for()
    assert page.get_by_role("textbox", name="Article", exact=True).input_value() == ""


# To take along ----------------------------------------------------------------------


def test_the_code_for_a_page_is_a_timeline(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    page.get_by_text("Embed and export").click()
    code = page.get_by_label("Code for your page").input_value()
    assert "Cairo on 13" not in code and '"because"' not in code
    page.get_by_label("with the sentences of the article").check()
    assert "Cairo on 13" in page.get_by_label("Code for your page").input_value()
    page.route("**/article.html", lambda route: route.fulfill(body=f"<!doctype html>{code}", content_type="text/html"))
    page.goto(f"{site}/article.html")
    page.locator("[part~=event]").first.wait_for()
    assert page.locator("[part~=event]").count() >= 2


def test_the_code_for_a_page_outlives_an_upgrade_and_reads_without_scripts(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    shown = titles(page)
    page.get_by_text("Embed and export").click()
    code = page.get_by_label("Code for your page").input_value()
    still = visit(f"{site}/docs", java_script_enabled=False)
    still.set_content(code)
    assert still.get_by_role("heading").all_text_contents() == shown
    assert still.get_by_role("listitem").first.inner_text().startswith("13 October 2025")
    upgraded = f"{page.request.get(f'{site}/widget/event-timeline.js').text()}\n// of another version"
    page.route("**/event-timeline.js", lambda route: route.fulfill(body=upgraded, content_type="text/javascript"))
    page.route("**/article.html", lambda route: route.fulfill(body=f"<!doctype html>{code}", content_type="text/html"))
    page.goto(f"{site}/article.html")
    page.locator("[part~=event]").first.wait_for()


def text_of_workbook(data: bytes) -> str:
    rows = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    return " ".join(str(cell) for row in rows for cell in row if cell is not None)


def test_every_format_is_downloaded(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    page.get_by_text("Embed and export").click()
    for button in page.locator("[data-export]").all():
        with page.expect_download() as download:
            button.click()
        data = Path(download.value.path()).read_bytes()
        written = text_of_workbook(data) if button.text_content() == "xlsx" else data.decode()
        assert "2025" in written or written.startswith("BEGIN:VCALENDAR"), button.text_content()
        assert "in Cairo on 13" not in written, "no sentence unless it is asked for"


def test_a_file_is_dropped_or_chosen(visit: Any, site: str) -> None:
    page = visit(site)
    dropped = page.evaluate_handle(
        "text => { const all = new DataTransfer(); all.items.add(new File([text], 'a.txt')); return all }",
        EMOJI,
    )
    page.dispatch_event("#form", "drop", {"dataTransfer": dropped})
    page.get_by_text("a.txt is ready to be read.").wait_for()
    assert page.get_by_role("textbox", name="Article", exact=True).input_value() == EMOJI
    article = "<!doctype html><title>T</title><article><h1>T</h1><p>" + EMOJI + "</p></article>"
    page.locator("#file").set_input_files({"name": "a.html", "mimeType": "text/html", "buffer": article.encode()})
    page.get_by_text("a.html is ready to be read.").wait_for()
    page.get_by_role("button", name="Make the timeline").click()
    page.locator("#article mark.event", has_text="signed").wait_for()


def test_the_samples_are_there_without_a_script(visit: Any, site: str) -> None:
    page = visit(site, java_script_enabled=False)
    assert page.get_by_role("heading", name="Sample stories").is_visible()


def test_what_the_service_refuses_is_said(visit: Any, site: str) -> None:
    page = visit(site)
    page.get_by_role("textbox", name="Article", exact=True).fill("x" * 200_001)
    refusal = json.dumps({"detail": "Too long."})
    page.route(
        "**/v1/timelines",
        lambda route: route.fulfill(status=413, body=refusal) if route.request.method == "POST" else route.continue_(),
    )
    page.get_by_role("button", name="Make the timeline").click()
    page.get_by_text("Too long.").wait_for()


def test_a_key_is_asked_for_and_kept(visit: Any, tmp_path: Path) -> None:
    application = create_app(Settings(database_url=f"sqlite:///{tmp_path}/locked.sqlite3"), keyless=True)
    store = application.extensions["store"]
    with store.writing() as session:
        secret = issue(session, newsroom="courier", name="desk", scope="write", now=datetime.now(UTC))
    with served(application) as site:
        page = visit(site)
        page.get_by_role("textbox", name="Article", exact=True).fill(EMOJI)
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
        for each in (page, other):
            each.goto("about:blank")  # the desk listens to the service, which ends
    store.close()


def test_hostile_articles_stay_words(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, "\n\n".join(f"The mayor {evil} resigned on 13 October 2025." for evil in EVIL))
    assert page.evaluate("window.pwned") is None
    assert page.locator("#article script, #article img, #rows img, #rows script").count() == 0
