"""The widget under every setting of the reader: width, colours, direction, motion, print. axe-core finds nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.widget.conftest import Newsroom
from tests.widget.stories import TRUCE, answer, event, when
from tests.widget.test_build import DOCS

SIDES = [{"document": "d1", "timex": "t1", "edtf": "2025-10-12", "text": "October 12"}]
FULL = TRUCE | {"events": [*TRUCE["events"], event("d", "Talks began", when=when("2025-10-13"), disputed=SIDES)]}
HEBREW = answer(event("e1", "הסכם הפסקת האש נחתם", when=when("2025-10-13")), language="he", title="הפסקת האש מחזיקה")
SETTINGS = {
    "plain": ({}, {}),
    "phone": ({"viewport": {"width": 320, "height": 640}}, {}),
    "dark": ({"color_scheme": "dark"}, {"theme": "auto"}),
    "dark by attribute": ({}, {"theme": "dark"}),
    "forced colours": ({"forced_colors": "active"}, {}),
    "forced colours, dark": ({"forced_colors": "active", "color_scheme": "dark"}, {"theme": "auto"}),
    "reduced motion": ({"reduced_motion": "reduce"}, {}),
    "compact": ({}, {"layout": "compact"}),
    "compact phone": ({"viewport": {"width": 320, "height": 640}}, {"layout": "compact"}),
    "horizontal": ({}, {"layout": "horizontal"}),
    "horizontal phone": ({"viewport": {"width": 320, "height": 640}}, {"layout": "horizontal"}),
    "Arabic chrome": ({}, {"lang": "ar"}),
    "Hebrew phone": ({"viewport": {"width": 320, "height": 640}}, {"lang": "he"}),
    "latest first": ({}, {"order": "desc"}),
}  # fmt: skip


@pytest.fixture
def visit(chromium: Any) -> Any:
    contexts = []

    def open_(**settings: Any) -> Newsroom:
        contexts.append(chromium.new_context(**settings))
        return Newsroom(contexts[-1].new_page(), headers={})  # axe adds a script and styles of its own

    yield open_
    for context in contexts:
        context.close()


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes']]}" for each in found]


@pytest.mark.parametrize("setting", SETTINGS)
def test_axe_finds_nothing_and_nothing_is_cut_off(visit: Any, setting: str) -> None:
    settings, attributes = SETTINGS[setting]
    newsroom = visit(**settings)
    element = newsroom.tell(HEBREW if setting.startswith("Hebrew") else FULL, **attributes)
    for details in element.locator("details").all():
        details.evaluate("it => { it.open = true }")
    assert violations(newsroom.page) == []
    width = newsroom.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1], "the page scrolls sideways"
    assert newsroom.faults == []


def test_a_page_that_knows_no_dark_keeps_a_light_widget(visit: Any) -> None:
    newsroom = visit(color_scheme="dark")
    paper = "it => getComputedStyle(it).backgroundColor"
    assert newsroom.tell(TRUCE).evaluate(paper) == "rgb(255, 255, 255)"
    assert newsroom.tell(TRUCE, theme="auto").evaluate(paper) == "rgb(20, 24, 29)"


def test_properties_and_parts_change_the_look(visit: Any) -> None:
    style = (
        "<style>event-timeline { --timeline-accent: rgb(200, 0, 0) }"
        "event-timeline::part(event-title) { font-style: italic }</style>"
    )
    newsroom = visit()
    element = newsroom.show(
        page=style, inside="<script type='application/json'>" + '{"events":[{"id":"a","title":"A"}]}</script>'
    )
    assert (
        element.locator("[part~=event]").evaluate("it => getComputedStyle(it, '::before').borderTopColor")
        == "rgb(200, 0, 0)"
    )
    assert element.locator("[part~=event-title]").evaluate("it => getComputedStyle(it).fontStyle") == "italic"


def test_right_to_left_puts_the_line_on_the_right(visit: Any) -> None:
    newsroom = visit(viewport={"width": 400, "height": 600})
    element = newsroom.tell(FULL, lang="ar")
    assert element.locator("section").evaluate("it => getComputedStyle(it).direction") == "rtl"
    item, title = (element.locator(part).first.bounding_box() for part in ("[part~=event]", "[part~=event-title]"))
    assert item["x"] + item["width"] - title["x"] - title["width"] > 15
    assert element.locator("[part~=summary]").first.text_content() == "المصادر والأسباب"


def test_marked_words_can_be_read_in_forced_colours(visit: Any) -> None:
    element = visit(forced_colors="active", color_scheme="dark").tell(TRUCE, theme="auto")
    for mark in element.locator("mark").all():
        colours = mark.evaluate("it => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor]")
        assert colours[0] != colours[1] and not colours[1].startswith("rgba")


def test_motion_only_where_it_is_welcome(visit: Any) -> None:
    for motion, expected in (("reduce", "0s"), ("no-preference", "0.15s")):
        element = visit(reduced_motion=motion).tell(TRUCE)
        assert (
            element.locator("[part~=event]").first.evaluate("it => getComputedStyle(it).transitionDuration") == expected
        )


def test_print_opens_every_source_and_closes_them_again(visit: Any) -> None:
    newsroom = visit()
    element = newsroom.tell(TRUCE)
    newsroom.page.evaluate(
        "addEventListener('beforeprint', () => { window.opened = document.querySelector('event-timeline')"
        ".shadowRoot.querySelectorAll('details[open]').length })"
    )
    pdf = newsroom.page.pdf()
    assert pdf.startswith(b"%PDF")
    assert newsroom.page.evaluate("window.opened") == element.locator("details").count() > 0
    assert element.locator("details[open]").count() == 0


def test_a_column_of_a_layout_does_not_collapse_it(visit: Any) -> None:
    newsroom = visit()
    page = "<style>main { display: flex } h1 { flex: none }</style>"
    newsroom.tell(TRUCE, page=page)
    assert newsroom.page.locator("event-timeline").bounding_box()["width"] >= 240


def test_the_documentation_names_every_part(visit: Any) -> None:
    element = visit().tell(FULL | {"title": "T", "events": [*FULL["events"], FULL["events"][0]]}, layout="horizontal")
    used = element.evaluate("it => [...it.shadowRoot.querySelectorAll('[part]')].flatMap((each) => [...each.part])")
    named = re.search(r"Parts for `::part\(\)`: `(.*?)`", DOCS.read_text(encoding="utf-8"), re.DOTALL)[1].split()
    assert set(used) - set(named) == {each[key] for each in FULL["events"] for key in ("status", "placement")}
