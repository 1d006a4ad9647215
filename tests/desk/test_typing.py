"""What is being typed stays, and the focus too, whatever is saved, asked, refused or changed by others meanwhile."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.desk.pages import EMOJI, LONGER, dates, make, said, titles, type_date

AWAY = json.dumps({"detail": "The service is away."})


@pytest.fixture
def page(visit: Any, site: str, stored: dict[str, Any]) -> Any:
    """A stored story."""
    page = visit(f"{site}/timelines/{stored['id']}/edit", failing=True)
    page.locator("#rows > li").first.wait_for()
    return page


def away(page: Any) -> Any:
    """No correction reaches the service until the handler is taken off again."""

    def refuse(route: Any) -> None:
        route.fulfill(status=503, body=AWAY)

    page.route("**/corrections", refuse)
    return refuse


def at(page: Any) -> str:
    """The name of what has the focus."""
    return page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent")


def elsewhere(client: Any, stored: dict[str, Any], **correction: Any) -> None:
    path = f"/v1/timelines/{stored['id']}/corrections"
    answer = client.post(path, json={"corrections": [correction]}, headers={"If-Match": "*"})
    assert answer.status_code == 200, answer.text


# Typing -----------------------------------------------------------------------------


def test_a_title_that_could_not_be_saved_is_saved_later(page: Any) -> None:
    refuse = away(page)
    title = page.get_by_label("Title of event 1")
    title.fill("A truce")
    title.press("Enter")
    said(page, "The service is away.")
    assert title.input_value() == "A truce"
    page.unroute("**/corrections", refuse)
    title.press("Enter")
    said(page, "Saved.")
    page.locator("#corrections li", has_text="A truce").wait_for()


def test_a_day_without_a_year_is_of_the_year_of_its_row(page: Any) -> None:
    type_date(page, "The truce", "June 2019")
    said(page, "Understood as June 2019.")
    type_date(page, "The truce", "7 June")
    said(page, "Understood as 7 June 2019.")


def test_what_is_no_date_is_said_where_it_is_seen_and_nothing_else_is(page: Any) -> None:
    page.set_viewport_size({"width": 1280, "height": 430})
    last = titles(page)[-1]
    type_date(page, last, "3 November 2025")
    said(page, "Understood as 3 November 2025.")
    type_date(page, last, "whenever")
    wrong = page.locator("#rows .understood.wrong", has_text="“whenever” is not read as a date.")
    wrong.wait_for()
    assert page.locator("#state").text_content() == ""
    bottom = "each => each.getBoundingClientRect().bottom"
    assert wrong.evaluate(bottom) <= page.locator("#rows").evaluate(bottom) + 1


def test_a_date_that_is_emptied_stays_and_says_how_to_leave_it_open(page: Any) -> None:
    before = dates(page)
    type_date(page, titles(page)[0], "")
    said(page, "The date stays. To leave it open, write what is known of it")
    assert dates(page) == before


def test_a_form_that_is_open_stays_when_another_row_is_saved(page: Any) -> None:
    page.locator("#rows [data-control=more]").first.click()
    text = page.locator(".row-form").get_by_label("Text", exact=True)
    text.fill("It held for two days.")
    title = page.get_by_label("Title of event 2")
    title.fill("Strikes again")
    title.press("Enter")
    said(page, "Saved.")
    assert text.input_value() == "It held for two days."
    page.locator(".row-form").get_by_role("button", name="Save").click()
    page.locator("#corrections li", has_text="Text of").wait_for()


@pytest.mark.usefixtures("told_at_once")
def test_a_form_that_somebody_else_was_faster_with_says_so_and_stays(
    page: Any, client: Any, stored: dict[str, Any]
) -> None:
    page.locator("#rows [data-control=more]").first.click()
    form = page.locator(".row-form")
    form.get_by_label("Text", exact=True).fill("Mine")
    elsewhere(client, stored, event=stored["events"][0]["id"], text="Theirs")
    said(page, "It is shown when you have finished here.")
    form.get_by_role("button", name="Save").click()
    said(page, "Someone else has changed the same")
    form.get_by_role("alert").filter(has_text="Text is “Theirs” by now.").wait_for()
    assert form.get_by_label("Text", exact=True).input_value() == "Mine"
    form.get_by_role("button", name="Save").click()
    said(page, "Saved.")
    assert form.count() == 0


def test_what_is_declined_stays_in_the_form(page: Any) -> None:
    page.locator("#rows [data-control=more]").first.click()
    form = page.locator(".row-form")
    form.get_by_label("Source").fill("The ministry")
    form.get_by_label("Same event as").select_option(label=titles(page)[1])
    form.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Leave it as it was").click()
    assert form.get_by_label("Source").input_value() == "The ministry"


def test_an_event_by_hand_that_could_not_be_saved_stays_in_its_form(page: Any) -> None:
    away(page)
    page.get_by_text("Add an event", exact=True).click()
    page.get_by_label("Title", exact=True).fill("A dinner was held")
    page.get_by_role("button", name="Add", exact=True).click()
    said(page, "The service is away.")
    assert page.get_by_label("Title", exact=True).input_value() == "A dinner was held"


def test_more_while_a_question_is_open_leaves_the_question_and_the_desk_alive(page: Any) -> None:
    first = titles(page)[0]
    page.get_by_label(f"Later: {first}").click()
    question = page.get_by_role("group", name="Before this is kept")
    question.wait_for()
    page.get_by_label(f"More: {first}").click()
    question.get_by_role("button", name="Leave it as it was").click()
    question.wait_for(state="detached")
    title = page.get_by_label("Title of event 2")
    title.fill("Strikes again")
    title.press("Enter")
    said(page, "Saved.")
    assert page.locator("#corrections li").count() == 1


def test_what_is_said_while_a_question_is_open_waits_and_says_so(page: Any) -> None:
    page.get_by_label(f"Later: {titles(page)[0]}").click()
    page.get_by_role("group", name="Before this is kept").wait_for()
    title = page.get_by_label("Title of event 2")
    title.fill("Strikes again")
    title.press("Enter")
    said(page, "Answer first what is asked below the row.")
    page.get_by_role("button", name="Leave it as it was").click()
    said(page, "Saved.")


def test_no_key_acts_while_an_input_method_composes_a_word(page: Any) -> None:
    sent: list[str] = []
    page.on("request", lambda request: request.method != "GET" and sent.append(request.url))
    title = page.get_by_label("Title of event 1")
    title.fill("停戦")
    for key in ("Enter", "Escape", "ArrowDown"):
        title.dispatch_event("keydown", {"key": key, "bubbles": True, "isComposing": True})
        assert (at(page), title.input_value()) == ("Title of event 1", "停戦"), key
    assert sent == []
    title.press("Enter")
    said(page, "Saved.")


# The focus --------------------------------------------------------------------------


def test_the_focus_stays_at_its_row_or_goes_to_the_next(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, LONGER)
    first, second, third = titles(page)[:3]
    type_date(page, second, "1 Oct 2025")
    said(page, "Understood as 1 October 2025.")
    assert titles(page)[0] == second and at(page) == f"Date: {second}", "it has moved, and is typed in"
    page.get_by_label(f"Hide: {second}").press("Enter")
    said(page, "Saved.")
    assert at(page) == f"Hide: {first}"
    page.get_by_label(f"Later: {first}").press("Enter")
    page.get_by_role("button", name="Leave it as it was").press("Enter")
    assert at(page) == f"Later: {first}"
    page.get_by_label(f"Later: {first}").press("Enter")
    page.get_by_role("button", name="Keep it").press("Enter")
    said(page, "Saved.")
    assert at(page) == f"Later: {first}"
    for title in (first, third):
        page.get_by_label(f"Select: {title}").check()
    page.locator("[data-many=hide]").press("Enter")
    said(page, "Hidden.")
    assert at(page) == "Title of event 1"
    page.get_by_role("button", name="Undo", exact=True).press("Enter")
    said(page, "Undone.")
    while page.get_by_role("button", name="Undo", exact=True).is_enabled():
        page.get_by_role("button", name="Undo", exact=True).press("Enter")
        page.locator("#redo:enabled").wait_for()
    assert at(page) == "Redo"


@pytest.mark.usefixtures("told_at_once")
def test_the_focus_goes_on_to_the_next_item_of_a_list(page: Any, client: Any, stored: dict[str, Any]) -> None:
    elsewhere(client, stored, min_salience=0.8)
    said(page, "Changed elsewhere")
    for number, words in ((1, "One"), (2, "Two")):
        page.get_by_label(f"Title of event {number}").fill(words)
        page.keyboard.press("Enter")
        page.locator("#corrections li", has_text=f"“{words}”").wait_for()
    page.get_by_role("button", name="Undo: title “Two”").press("Enter")
    said(page, "Undone.")
    assert at(page) == "Undo: title “One”"
    page.locator("#left-out > summary").press("Enter")
    page.locator("#left-out-rows button").nth(1).wait_for()
    taken, left = page.locator("#left-out-rows button").all()[:2]
    name = left.get_attribute("aria-label")
    taken.press("Enter")
    said(page, "Saved.")
    page.wait_for_function("name => document.activeElement.ariaLabel === name", arg=name)


def test_what_has_the_focus_is_not_below_the_bar(page: Any) -> None:
    page.evaluate("scrollTo(0, document.querySelector('#timeline-pane').getBoundingClientRect().top + scrollY)")
    button = page.get_by_role("button", name="As readers see it")
    button.focus()
    bar = page.locator("div.bar").bounding_box()
    assert button.bounding_box()["y"] >= bar["y"] + bar["height"]


def test_a_row_says_whether_it_is_unfolded(page: Any) -> None:
    more = page.locator("#rows [data-control=more]").first
    assert more.get_attribute("aria-expanded") == "false"
    more.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    page.get_by_role("button", name="Close").press("Enter")
    assert more.get_attribute("aria-expanded") == "false" and at(page) == more.get_attribute("aria-label")


def test_a_row_is_the_same_element_for_as_long_as_it_is_shown(visit: Any, site: str) -> None:
    page = visit(site)
    make(page, EMOJI)
    page.evaluate("for (const row of document.querySelectorAll('#rows > li')) row.known = true")
    type_date(page, titles(page)[1], "1 Oct 2025")
    said(page, "Understood as 1 October 2025.")
    assert dates(page)[0] == "1 October 2025"
    assert page.evaluate("[...document.querySelectorAll('#rows > li')].every((row) => row.known)")
