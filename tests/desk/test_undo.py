"""What is taken back in a stored story, and done again: this editor's own acts, with what they had replaced."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk.pages import said, select, titles

UNDO, REDO = "Control+z", "Control+Shift+z"


@pytest.fixture
def page(visit: Any, site: str, stored: dict[str, Any]) -> Any:
    page = visit(f"{site}/timelines/{stored['id']}/edit")
    page.locator("#rows > li").first.wait_for()
    return page


def retitle(page: Any, number: int, words: str) -> None:
    page.get_by_label(f"Title of event {number}").fill(words)
    page.keyboard.press("Enter")
    page.locator("#corrections li", has_text=f"Title “{words}”").wait_for()


def press(page: Any, keys: str) -> None:
    """Undo or do again, and wait for it."""
    page.evaluate("document.querySelector('#state').textContent = ''")
    page.keyboard.press(keys)
    said(page, "Undone." if keys == UNDO else "Done again.")


def has(page: Any, which: str) -> bool:
    return page.get_by_role("button", name=which, exact=True).is_enabled()


def test_what_an_act_replaced_comes_back(page: Any) -> None:
    found = titles(page)[0]
    retitle(page, 1, "B")
    retitle(page, 1, "C")
    seen = []
    for keys in (UNDO, UNDO, REDO, REDO):
        press(page, keys)
        seen.append(titles(page)[0])
    assert seen == ["B", found, "B", "C"]
    assert has(page, "Undo") and not has(page, "Redo")


@pytest.mark.usefixtures("told_at_once")
def test_what_somebody_else_did_is_theirs(page: Any, client: Any, stored: dict[str, Any]) -> None:
    def elsewhere(number: int, title: str) -> None:
        said = {"corrections": [{"event": stored["events"][number]["id"], "title": title}]}
        client.post(f"/v1/timelines/{stored['id']}/corrections", json=said, headers={"If-Match": "*"})
        page.locator("#corrections li", has_text=f"Title “{title}”").wait_for()

    found = titles(page)
    retitle(page, 1, "Mine")
    retitle(page, 2, "Mine too")
    elsewhere(2, "Theirs")
    elsewhere(1, "Theirs instead of mine")
    press(page, UNDO)
    assert titles(page)[:3] == [found[0], "Theirs instead of mine", "Theirs"], "what they replaced is passed over"
    assert not has(page, "Undo")


def test_a_row_that_was_added_comes_back_with_what_was_said_of_it(page: Any) -> None:
    page.get_by_text("Add an event", exact=True).click()
    page.get_by_label("Title", exact=True).fill("A dinner was held")
    page.locator("#add-form").get_by_label("Date").fill("14 Oct")
    page.get_by_role("button", name="Add", exact=True).click()
    said(page, "Added.")
    retitle(page, 2, "A supper was held")
    for keys in (UNDO, UNDO):
        press(page, keys)
    assert not any("was held" in title for title in titles(page))
    press(page, REDO)
    assert titles(page)[1] == "A dinner was held"
    press(page, REDO)
    assert titles(page)[1] == "A supper was held" and not has(page, "Redo")
    for keys in (UNDO, UNDO):
        press(page, keys)
    assert not has(page, "Undo")


def test_words_of_the_article_that_were_taken_back_come_again(page: Any) -> None:
    for _ in range(2):
        select(page, "was angry")
        page.get_by_role("button", name="Add as an event").click()
        said(page, "Added from “was angry”.")
        assert "The minister was angry" in titles(page)
        press(page, UNDO)
        assert "The minister was angry" not in titles(page)
    press(page, REDO)
    assert "The minister was angry" in titles(page)


def test_rows_are_joined_taken_apart_and_all_of_it_again(page: Any) -> None:
    before = titles(page)
    for title in before[:2]:
        page.get_by_label(f"Select: {title}").check()
    page.get_by_role("button", name="Join into one").click()
    page.get_by_role("button", name="Keep it").click()
    said(page, "Joined.")
    page.locator("#rows [data-control=more]").first.click()
    page.get_by_role("button", name="is another event").last.click()
    page.locator("#corrections li", has_text="an event of its own").wait_for()
    apart = titles(page)
    assert len(apart) == len(before)
    for keys in (UNDO, UNDO, REDO, REDO):
        press(page, keys)
    assert titles(page) == apart


def test_one_correction_of_the_list_is_taken_back_and_that_too(page: Any) -> None:
    found = titles(page)[0]
    retitle(page, 1, "A truce")
    page.get_by_role("button", name="Undo: title “A truce”").click()
    said(page, "Undone.")
    assert titles(page)[0] == found
    press(page, UNDO)
    assert titles(page)[0] == "A truce"
