"""Articles that are written from right to left, and what is English beside them."""

from __future__ import annotations

from typing import Any

ARABIC = "وقعت الهدنة في القاهرة في 13 أكتوبر 2025."


def test_an_article_has_its_language_and_its_direction(visit: Any, site: str) -> None:
    page = visit(site)
    page.get_by_role("textbox", name="Article", exact=True).fill(ARABIC)
    page.get_by_label("Language").select_option("ar")
    page.get_by_role("button", name="Make the timeline").click()
    text = page.locator("#article .text")
    text.wait_for()
    assert text.get_attribute("lang") == "ar" and text.evaluate("each => getComputedStyle(each).direction") == "rtl"
    headline = page.get_by_label("Headline of the timeline")
    headline.fill("الهدنة")
    headline.press("Enter")
    page.locator("#state", has_text="Saved.").wait_for()
    assert headline.evaluate("each => [each.lang, getComputedStyle(each).direction]") == ["ar", "rtl"]
    page.get_by_text("Add an event", exact=True).click()
    page.get_by_label("Title", exact=True).fill("عشاء")
    page.get_by_role("button", name="Add", exact=True).click()
    title = page.get_by_label("Title of event 1")
    title.wait_for()
    assert title.evaluate("each => [each.lang, getComputedStyle(each).direction]") == ["ar", "rtl"]


def test_the_arrows_follow_the_direction_of_the_words(visit: Any, site: str) -> None:
    page = visit(site)
    page.get_by_role("textbox", name="Article", exact=True).fill(ARABIC)
    page.get_by_label("Language").select_option("ar")
    page.get_by_role("button", name="Make the timeline").click()
    page.locator("#article .text").wait_for()
    page.locator("#article").focus()
    for key, word in (("ArrowLeft", "وقعت"), ("ArrowLeft", "الهدنة"), ("ArrowRight", "وقعت")):
        page.keyboard.press(key)
        page.locator("#chosen", has_text=f"“{word}”").wait_for()
