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
        "by 20 October 2025 cancelled",
        "2 November 2025",
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
    clock = when("2025-10-14T21:30:00", "2025-10-14", "2025-10-14", granularity="minute")
    timed = answer(*told["events"], event("e9", "Late", when=clock))
    assert newsroom.tell(timed).locator("[part~=when]").all_text_contents() == ["21:30"], "the clock alone"
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


LATER = [
    event(f"n{n}", f"Event {n}", when=when(f"20{n:02d}-05-0{1 + n % 3}"), salience=n / 20) for n in range(1, 16)
]
IMAGE = {"url": "https://news.example/a.jpg", "alt": "Two men shake hands", "credit": "A. Photographer"}
LINK = {"url": "https://news.example/more", "label": "The whole text"}


def test_ten_rows_first_and_all_of_them_on_demand(newsroom: Any) -> None:
    element = newsroom.tell(answer(*LATER))
    assert element.locator("[part~=event]").filter(visible=True).count() == 10
    assert element.get_by_text("Event 1", exact=True).is_hidden(), "the lightest are folded away"
    element.get_by_role("button", name="Show all (15)").press("Enter")
    assert element.locator("[part~=event]").filter(visible=True).count() == 15
    assert element.get_by_role("button").count() == 0
    pairs = [event(f"{n}b", "Beside it", when=each["when"], salience=each["salience"]) for n, each in enumerate(LATER)]
    element = newsroom.tell(answer(*(row for both in zip(LATER, pairs, strict=True) for row in both)))
    titles = element.locator("[part~=group-title]").filter(visible=True)
    assert titles.count() == 5, "no heading stands over rows that are folded away"
    assert newsroom.tell(answer(*LATER[:11])).locator("[part~=event]").filter(visible=True).count() == 11


def test_the_background_is_folded_before_what_weighs_less(newsroom: Any) -> None:
    behind = [event(f"b{n}", "Long ago", when=when(f"19{n}0-05-03"), background=True) for n in range(1, 6)]
    element = newsroom.tell(answer(*behind, *LATER[3:14]))
    visible = element.locator("[part~=event]").filter(visible=True)
    shown = {row.get_attribute("data-event") for row in visible.all()}
    assert len(shown) >= 10 and not shown & {each["id"] for each in behind}
    element.get_by_role("button", name="Show all (16)").click()
    assert visible.count() == 16


def test_an_address_leads_to_its_row(newsroom: Any) -> None:
    element = newsroom.tell(answer(*LATER))
    newsroom.page.evaluate("location.hash = 'timeline-n1'")
    row = element.locator("[data-event=n1]")
    row.filter(visible=True).wait_for()
    assert row.get_attribute("data-pointed") is not None
    assert row.get_by_role("link", name="Link to this event").get_attribute("href") == "#timeline-n1"


def test_gaps_weight_and_what_publication_alone_bounds(newsroom: Any) -> None:
    quoted = mention("signed", "The truce 🕊 was signed on 13 October.")
    told = answer(
        event("a", "The mill was built", when=when("2003-05-03"), salience=0.5),
        event("b", "The mill burned down", when=when("2025-05-14"), salience=0.95),
        event("c", "The ruin was cleared", when=when("2025-10-13"), salience=0.5),
        event("d", "A roof was put on", placement="bounded", when=when("../x", None, "2025-10-24"), mentions=[quoted],
              salience=0.5),
        event("e", "The town rejoiced", when=when("2025-10-14"), salience=0.5),
    )
    element = newsroom.tell(told, group="none")
    assert element.locator("[part=gap]").all_text_contents() == ["22 years later", "4 months later"]
    assert element.locator("[part~=key] [part~=event-title]").all_text_contents() == ["The mill burned down"]
    roof = element.locator("[data-event=d]")
    assert roof.locator("[part~=when]").count() == 0, "“by” the day of publication would say nothing"


def test_what_the_newsroom_wrote(newsroom: Any) -> None:
    newsroom.page.route("**/a.jpg", lambda route: route.abort())
    own = event("e1", "Signed", when=when("2025-10-13"), text="It held.", image=IMAGE, link=LINK, source="Our desk")
    evil = event("e2", "Evil", image={"url": "javascript:1", "alt": "x"}, link={"url": "data:x"}, text="<b>bold</b>")
    told = answer(own, evil, intro="What is known.", updated_at="2020-01-01T12:00:00Z")
    newsroom.headers = {}
    element = newsroom.tell(told)
    assert element.locator("[part=intro]").text_content() == "What is known."
    assert "updated" in element.locator("[part=summary-line]").text_content()
    image = element.get_by_role("img", name="Two men shake hands")
    assert (image.get_attribute("src"), image.get_attribute("loading")) == (IMAGE["url"], "lazy")
    assert element.locator("[part=credit]").text_content() == "A. Photographer"
    assert element.get_by_role("link", name="The whole text").get_attribute("href") == LINK["url"]
    assert element.locator("[part=own-source]").text_content() == "Our desk"
    assert element.locator("[part=text]").all_text_contents() == ["It held.", "<b>bold</b>"]
    assert element.locator("img").count() == 1 and element.locator("a[part=link]").count() == 1
    newsroom.faults.clear()


def test_rows_that_are_new_since_the_last_look_are_marked(newsroom: Any) -> None:
    newsroom.page.clock.install()
    newsroom.offer("/t.json", answer(event("a", "Old", when=when("2025-10-13"))))
    element = newsroom.show(src="/t.json", refresh="30")
    assert element.locator("[part=new]").count() == 0
    told = answer(event("a", "Old", when=when("2025-10-13")), event("b", "Fresh", when=when("2025-10-15")))
    newsroom.offer("/t.json", told)
    newsroom.page.clock.run_for(31_000)
    element.get_by_text("Fresh").wait_for()
    assert element.locator("[data-event=b] [part=new]").text_content() == "new"
    assert element.locator("[part=new]").count() == 1


def test_rows_that_were_changed_since_the_last_look_are_marked(newsroom: Any) -> None:
    """In its words, date or status: not a row that only moved, or got another reason."""
    newsroom.page.clock.install()
    rows = [event(id, title, when=when("2025-10-13")) for id, title in (("a", "One"), ("b", "Two"), ("c", "Three"),
                                                                        ("d", "Four"), ("e", "Five"))]  # fmt: skip
    newsroom.offer("/t.json", answer(*rows))
    element = newsroom.show(src="/t.json", refresh="30")
    one, two, three, four, five = rows
    moved, retitled, dated = {**one, "reasons": ["Another."]}, {**two, "title": "Second"}, when("2025-10-14")
    changed = [retitled, moved, {**three, "when": dated}, {**four, "status": "denied"}, {**five, "text": "More."}]
    newsroom.offer("/t.json", answer(*changed))
    newsroom.page.clock.run_for(31_000)
    element.get_by_text("Second").wait_for()
    marked = element.locator("[data-event]").filter(has=newsroom.page.locator("[part=changed]"))
    assert {each.get_attribute("data-event") for each in marked.all()} == {"b", "c", "d", "e"}
    assert element.locator("[part=changed]").first.text_content() == "changed"
    assert element.locator("[part=new]").count() == 0
    newsroom.page.clock.run_for(31_000)
    assert element.locator("[part=changed]").count() == 4, "what comes back as it was is not drawn again"


def test_arrows_move_the_strip(newsroom: Any) -> None:
    newsroom.page.emulate_media(reduced_motion="reduce")
    element = newsroom.tell(TRUCE, layout="horizontal")
    scroller = element.locator("[part=scroller]").first
    element.get_by_role("button", name="Forward").first.click()
    assert scroller.evaluate("it => it.scrollLeft") > 0
    element.get_by_role("button", name="Back").first.click()
    assert scroller.evaluate("it => it.scrollLeft") == 0


def test_a_dark_page_that_declares_no_scheme(newsroom: Any) -> None:
    newsroom.headers = {}
    element = newsroom.tell(TRUCE, page="<style>body { background: #111 }</style>")
    ink, paper = element.evaluate("it => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor]")
    assert ink == "rgb(238, 242, 246)" and paper == "rgba(0, 0, 0, 0)"


def test_by_keyboard(newsroom: Any) -> None:
    element = newsroom.tell(TRUCE)
    for expected in ("The truce was signed", "Strikes followed"):
        newsroom.page.keyboard.press("Tab")
        assert element.locator("a:focus").get_attribute("aria-label") == "Link to this event"
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
    told["documents"][-1]["title"] = None
    nameless = newsroom.tell(told).locator("[part~=side]").nth(1)
    assert text(nameless) == "12 October 2025", "a source without a name leaves no colon behind"


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
        dict.fromkeys(["id", "title", "url", "published_at", "text_sha256"], evil) | {"text": evil * 9} for evil in EVIL
    ]
    if form == "json":
        element = newsroom.tell(told)
    else:
        told["events"] = [each | {"status": "occurred"} for each in told["events"]]
        element = newsroom.show(html.write(told, texts={evil: evil * 9 for evil in EVIL}))
    titles = element.locator("[part~=event-title]").all_text_contents()
    assert sorted(title.strip() for title in titles) == sorted(EVIL)
    harmless = "script,img,svg,a[href]:not([href^=http], [part=share])"
    assert element.evaluate("(it, all) => it.shadowRoot.querySelectorAll(all).length", harmless) == 0
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
    assert element.locator("[part~=group-title], [part~=date]").first.text_content() == "13 October 2025"


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
    assert element.locator("[part=note]").text_content() == "This timeline is no longer available."
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
    for _ in range(3):  # the two arrows come first
        newsroom.page.keyboard.press("Tab")
    scroller = element.locator("[part=scroller]:focus")
    assert scroller.get_attribute("aria-label") == "What happened"
    newsroom.page.set_viewport_size({"width": 700, "height": 600})
    newsroom.page.keyboard.press("ArrowRight")
    newsroom.page.wait_for_timeout(500)
    assert scroller.evaluate("it => it.scrollLeft") > 0
