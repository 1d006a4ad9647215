"""The element in a browser: what it draws, how it is reached by keyboard, what it does with hostile words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.widget.conftest import inline
from tests.widget.stories import TIMEX, TRUCE, answer, event, mention, when
from timeline_service.exports import html


def text(locator: Any) -> str:
    return " ".join(locator.text_content().replace("\u2068", "").replace("\u2069", "").split())


def test_every_placement_and_status_is_said_in_words(newsroom: Any) -> None:
    lines = newsroom.tell(TRUCE).locator("li[part~=event]").all()
    assert [text(line.locator("[part~=when]")) for line in lines] == [
        "13 October 2025",
        "between 14 and 24 October 2025 going on",
        "before “A vote is planned”",
        "date not known denied",
        "20 October 2025 or earlier cancelled",
        "2 November 2025 planned",
        "2 November 2025 or later possible",
    ]


def test_plans_stand_apart_from_what_happened(newsroom: Any) -> None:
    element = newsroom.tell(TRUCE)
    assert element.locator("[part~=ahead] [part~=event-title]").all_text_contents() == [
        "A vote is planned",
        "A visit may follow",
    ]
    assert element.locator("[part~=happened] [part~=event]").count() == 5
    latest_first = newsroom.tell(TRUCE, order="desc").locator("[part~=event-title]").all_text_contents()
    assert latest_first == [each["title"] for each in reversed(TRUCE["events"])]


def test_neighbours_are_grouped_and_the_heading_says_the_date_once(newsroom: Any) -> None:
    days = ["2025-10-13", "2025-10-13", "2025-10-14", "2025-10-14"]
    told = answer(*(event(f"e{i}", f"Event {i}", when=when(day)) for i, day in enumerate(days)))
    element = newsroom.tell(told)
    assert element.locator("[part~=group-title]").all_text_contents() == ["13 October 2025", "14 October 2025"]
    assert element.locator("[part~=when]").count() == 0
    element = newsroom.tell(told, group="month")
    assert element.locator("[part~=group-title]").count() == 0, "one group needs no heading"
    element = newsroom.tell(TRUCE, group="year")
    assert element.locator("[part~=happened] [part~=group-title]").all_text_contents() == [
        "2025",
        "Date not known exactly",
    ]


def test_time_elements_only_where_html_has_a_form(newsroom: Any) -> None:
    element = newsroom.tell(TRUCE)
    assert element.locator("time").evaluate_all("all => all.map((each) => each.dateTime)") == [
        "2025-10-13",
        "2025-11-02",
    ]


def test_marks_fall_on_the_right_words_after_emoji_and_cjk(newsroom: Any) -> None:
    quote = newsroom.tell(TRUCE).locator("blockquote").first
    assert quote.locator("p").first.text_content() == "The truce 🕊 was signed on 13 October."
    assert quote.locator("mark").all_text_contents() == ["signed", "13 October"]
    assert quote.locator("mark[part~=mark-date]").text_content() == "13 October"


def test_a_sentence_that_comes_without_its_article(newsroom: Any) -> None:
    quoted = mention("signed", "The truce 🕊 was signed on 13 October.")
    quoted["sentence"] |= {"text": "The truce 🕊 was signed on 13 October."}
    told = answer(event("e1", "Signed", when=when("2025-10-13", timex="t1"), mentions=[quoted]), timexes=[TIMEX])
    del told["documents"][0]["text"]
    assert newsroom.tell(told).locator("mark").all_text_contents() == ["signed", "13 October"]


def test_no_sentence_where_none_may_be_quoted(newsroom: Any) -> None:
    told = TRUCE | {"documents": [TRUCE["documents"][0] | {"text": None}]}
    element = newsroom.tell(told)
    assert element.locator("blockquote").count() == 0
    assert "The date comes from “13 October”" in text(element.locator("[part~=reasons]").first)


def test_by_keyboard(newsroom: Any) -> None:
    element = newsroom.tell(TRUCE)
    for expected in ("The truce was signed", "Strikes followed"):
        newsroom.page.keyboard.press("Tab")
        summary = element.locator("summary:focus")
        assert (
            summary.evaluate("it => it.getRootNode().getElementById(it.getAttribute('aria-describedby')).textContent")
            == expected
        )
        newsroom.page.keyboard.press("Enter")
        assert summary.locator("..").get_attribute("open") is not None
        newsroom.page.keyboard.press("Tab")
        assert element.locator("a:focus").get_attribute("href") == "https://news.example/truce"
    box = element.locator("summary").first.bounding_box()
    assert box["width"] >= 24 and box["height"] >= 24


def test_disputed_dates_stand_side_by_side(newsroom: Any) -> None:
    other = {"id": "d2/t1", "document": "d2", "text": "the 12th"} | when("2025-10-12")
    unread = {"document": "d3", "timex": "d3/t9", "edtf": "2025-10-14", "text": "on the 14th"}
    sides = [{"document": "d2", "timex": "d2/t1", "edtf": "2025-10-12", "text": "the 12th"}, unread]
    told = answer(event("e1", "Signed", when=when("2025-10-13", timex="t1"), disputed=sides), timexes=[TIMEX, other])
    told["documents"].append({"id": "d2", "title": "Another paper", "url": "javascript:alert(1)", "published_at": None})
    element = newsroom.tell(told)
    assert [text(side) for side in element.locator("[part~=side]").all()] == [
        "Truce holds: 13 October 2025",
        "Another paper: 12 October 2025",
        "on the 14th",
    ]


EVIL = [
    "<script>window.pwned=1</script>", "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>", "\"'><svg onload=window.pwned=1>",
    "javascript:window.pwned=1", "{{7*7}}${7*7}{date}",
    "__proto__", "\u202eevil\u202c",
    "' onmouseover=window.pwned=1 x='", "&lt;b&gt;", "]]>", "<!--",
]  # fmt: skip


@pytest.mark.parametrize("form", ["json", "list"])
def test_hostile_words_stay_words(newsroom: Any, form: str) -> None:
    def hostile(evil: str, i: int) -> dict[str, Any]:
        return event(
            evil, evil, "planned" if i % 2 else evil, when=when() | {"text": evil, "edtf": evil, "earliest_time": evil},
            attribution={"text": evil}, because=[{"rule": evil, "note": evil, "spans": []}],
            disputed=[{"document": evil, "timex": evil, "edtf": evil, "text": evil, "attribution": {"text": evil}}],
            mentions=[{"document": evil, "start": 0, "end": 5, "text": "", "sentence": {"start": 0, "end": 30}}],
        )  # fmt: skip

    told = answer(*(hostile(evil, i) for i, evil in enumerate(EVIL)), title=EVIL[0], language=EVIL[1])
    told["documents"] = [
        dict.fromkeys(["id", "title", "url", "published_at"], evil) | {"text": evil * 9} for evil in EVIL
    ]
    if form == "json":
        element = newsroom.tell(told)
    else:
        told["events"] = [each | {"status": "occurred"} for each in told["events"]]
        element = newsroom.show(html.write(told, texts={evil: evil * 9 for evil in EVIL}))
    titles = element.locator("[part~=event-title]").all_text_contents()
    assert sorted(title.strip() for title in titles) == sorted(EVIL)
    assert (
        element.evaluate("it => it.shadowRoot.querySelectorAll('script,img,svg,a[href]:not([href^=http])').length") == 0
    )
    assert newsroom.page.evaluate("window.pwned") is None


@pytest.mark.parametrize(
    "told", [[], {}, {"events": 1}, "x", None, {"events": [None, 1, {"mentions": [None, {}], "when": 3}]}]
)
def test_what_is_no_timeline_does_no_harm(newsroom: Any, told: Any) -> None:
    element = newsroom.tell(told)
    assert element.locator("section, [part=note]").count() == 1


def test_the_list_of_the_service_becomes_the_widget(newsroom: Any) -> None:
    ol = html.write(TRUCE | {"relations": []}, texts={"d1": TRUCE["documents"][0]["text"]})
    element = newsroom.show(ol)
    shown = element.locator("[part~=event-title]").all_text_contents()
    assert shown == [each["title"] for each in TRUCE["events"]]
    assert element.locator("mark").first.text_content() == "signed"
    assert element.locator("[part~=ahead] [part~=event]").count() == 2
    assert element.locator("[part~=date]").first.text_content() == "13 October 2025"


def test_a_list_alone_reads_without_a_script(chromium: Any, newsroom: Any) -> None:
    ol = html.write(TRUCE | {"relations": []}, texts={})
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(f"<event-timeline>{inline(TRUCE)}{ol}</event-timeline>")
    assert page.get_by_role("listitem").filter(visible=True).count() >= len(TRUCE["events"])
    assert page.get_by_text("between 14 and 24 October 2025").is_visible()
    context.close()


def test_fetched_and_kept_fresh_without_losing_the_place(newsroom: Any) -> None:
    many = [
        event(f"m{i}", f"Earlier {i}", mentions=[mention("signed", "The truce 🕊 was signed on 13 October.")])
        for i in range(40)
    ]
    newsroom.page.clock.install()
    newsroom.offer("/t.json", answer(*many))
    element = newsroom.show(src="/t.json", refresh="30")
    last = element.locator("summary").nth(35)
    last.press("Enter")
    last.scroll_into_view_if_needed()
    top = last.bounding_box()["y"]
    element.evaluate("it => { it.kept = it.shadowRoot.firstChild }")
    newsroom.page.clock.run_for(31_000)
    assert element.evaluate("it => it.kept === it.shadowRoot.firstChild"), "drawn again though nothing has changed"
    newsroom.offer("/t.json", answer(event("n", "News of the hour"), *many))
    newsroom.page.clock.run_for(31_000)
    element.get_by_text("News of the hour").wait_for(state="attached")
    again = element.locator("summary:focus")
    assert (
        again.get_attribute("aria-describedby") == "title-36" and again.locator("..").get_attribute("open") is not None
    )
    assert abs(again.bounding_box()["y"] - top) <= 1


def test_what_cannot_be_fetched_is_said_and_told(newsroom: Any) -> None:
    element = newsroom.show(src="/nowhere.json")
    assert element.locator("[part=note]").text_content() == "The timeline could not be loaded."
    assert any("404" in fault for fault in newsroom.faults)
    newsroom.faults.clear()


def test_data_and_pointing_from_a_script(newsroom: Any) -> None:
    element = newsroom.tell(TRUCE)
    element.evaluate("it => it.addEventListener('timeline-point', (event) => { it.dataset.at = event.detail.id })")
    element.get_by_text("Strikes followed", exact=True).first.hover()
    assert element.get_attribute("data-at") == "e2"
    element.evaluate("it => it.point('e1')")
    assert element.locator("[data-pointed] [part~=event-title]").text_content() == "The truce was signed"
    element.evaluate("(it, told) => { it.data = told }", json.loads(json.dumps(answer(title="Empty"))))
    element.get_by_text("There are no events yet.").wait_for()
    assert element.evaluate("it => it.data.title") == "Empty"


def test_a_second_script_does_no_harm(newsroom: Any) -> None:
    newsroom.show(inline(TRUCE), page="<script src='/widget/event-timeline.js?again'></script>")
    assert newsroom.page.locator("[part~=event]").count() == len(TRUCE["events"])


def test_a_strip_is_scrolled_by_keyboard(newsroom: Any) -> None:
    element = newsroom.tell(TRUCE, layout="horizontal")
    newsroom.page.keyboard.press("Tab")
    scroller = element.locator("[part=scroller]:focus")
    assert scroller.get_attribute("aria-label") == "What happened"
    newsroom.page.set_viewport_size({"width": 700, "height": 600})
    newsroom.page.keyboard.press("ArrowRight")
    newsroom.page.wait_for_timeout(500)
    assert scroller.evaluate("it => it.scrollLeft") > 0
