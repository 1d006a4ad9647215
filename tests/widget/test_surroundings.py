"""The page around the widget: whether it is painted dark, also when that changes, and the fragment of its address."""

from __future__ import annotations

from typing import Any

import pytest

from tests.widget.stories import TRUCE

LIGHT = ["#fff", "oklch(0.97 0.01 250)", "oklab(0.7 0 0)", "lab(90 5 5)", "lch(60 10 200)",
         "color(srgb 0.98 0.98 0.98)", "color(display-p3 1 1 1)",
         "color(srgb-linear 0.3 0.3 0.3)", "color(xyz 0.3 0.3 0.3)", "rgb(0 0 0 / 0.2)",
         "oklch(0.2 0 0 / 0.3)", "color-mix(in oklab, white 90%, black)", "#6f6f6f"]  # fmt: skip
DARK = ["#111", "oklch(0.2 0.02 250)", "oklab(0.3 0 0)", "lab(10 0 0)", "lch(30 10 200)", "color(srgb 0.05 0.05 0.05)",
        "color(display-p3 0.1 0 0.1)", "color(srgb-linear 0.03 0.03 0.03)", "color(xyz 0.02 0.02 0.02)",
        "color-mix(in oklab, white 10%, black)", "oklch(none none none)", "#6c6c6c"]  # fmt: skip
INK = {False: "rgb(22, 25, 29)", True: "rgb(238, 242, 246)"}


def is_light_on_dark(element: Any) -> bool:
    ink = element.evaluate("it => getComputedStyle(it).color")
    assert ink in INK.values()
    return ink == INK[True]


@pytest.mark.parametrize("color", LIGHT + DARK)
def test_letters_suit_the_page_in_whatever_form_its_colour_is_written(newsroom: Any, color: str) -> None:
    newsroom.headers = {}
    element = newsroom.tell(TRUCE, page=f"<style>body {{ background: {color} }}</style>")
    assert is_light_on_dark(element) == (color in DARK)


@pytest.mark.parametrize(
    "style",
    [
        "html.night body { background: oklch(0.2 0.02 250) }",
        "html.night main { background: #111 } main { transition: background-color .1s }",
        "@media (prefers-color-scheme: dark) { body { background: #111 } }",
    ],
)
def test_letters_follow_when_the_page_turns_dark(newsroom: Any, style: str) -> None:
    newsroom.headers = {}
    element = newsroom.tell(TRUCE, page=f"<style>{style}</style>")
    assert not is_light_on_dark(element)
    newsroom.page.evaluate("document.documentElement.className = 'night'")
    newsroom.page.emulate_media(color_scheme="dark")
    newsroom.page.locator("event-timeline[data-dark]").wait_for()
    assert is_light_on_dark(element)
    newsroom.page.evaluate("document.documentElement.className = ''")
    newsroom.page.emulate_media(color_scheme="light")
    newsroom.page.locator("event-timeline:not([data-dark])").wait_for()


@pytest.mark.parametrize("fragment", ["50%", "%", "timeline-%E0%A4%A", "?secret=abc"])
def test_any_fragment_of_the_address_does_no_harm(newsroom: Any, fragment: str) -> None:
    element = newsroom.tell(TRUCE)
    newsroom.page.evaluate("(fragment) => { location.hash = fragment }", fragment)
    newsroom.page.evaluate("location.hash = 'timeline-e2'")
    element.locator("[data-event=e2][data-pointed]").wait_for()
