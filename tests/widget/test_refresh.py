"""What a new version does to a page: when it is asked for, what is drawn, and that the reader stays where they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.widget.conftest import LATER, Life, inline
from tests.widget.stories import TRUCE, answer, event, mention
from timeline_service.exports import html

# In place of the browser's own: streams that tell what the test has them tell, and a page that is looked away from.
STREAMS = """
streams = []; let away = false;
Object.defineProperty(Document.prototype, "hidden", { get: () => away });
EventSource = class extends EventTarget {
    static CLOSED = 2;
    readyState = 1;
    constructor(url) { super(); this.url = url; streams.push(this); }
    close() { this.readyState = 2; }
};
tell = (version) => {
    for (const each of streams.filter(({ readyState }) => readyState === 1))
        each.dispatchEvent(new MessageEvent("version", { data: JSON.stringify({ version }) }));
};
look = (elsewhere) => { away = elsewhere; document.dispatchEvent(new Event("visibilitychange")); };
"""
NEWS = "News of the hour"
SENTENCE = "The truce 🕊 was signed on 13 October."


def versioned(version: int, told: dict[str, Any] = TRUCE) -> dict[str, Any]:
    return told | {"version": version}


@pytest.fixture
def streams(life: Life) -> Life:
    life.page.add_init_script(STREAMS)
    return life


def opened(life: Life, attributes: str = "src=/t.json refresh=live", inside: str = "") -> Any:
    element = life.open(f"<event-timeline {attributes}>{inside}</event-timeline>")
    element.locator("section").wait_for()
    return element


def open_streams(life: Life) -> int:
    return life.page.evaluate("streams.filter(({ readyState }) => readyState === 1).length")


def kept(element: Any) -> Any:
    """Remember the drawing; what is given says whether it is still there."""
    element.evaluate("it => { it.kept = it.shadowRoot.firstChild }")
    return lambda: element.evaluate("it => it.kept === it.shadowRoot.firstChild")


# When it is asked for -----------------------------------------------------------------


@pytest.mark.parametrize(("inside", "asked"), [("", 1), (inline(versioned(3)), 0)])
def test_one_request_a_load_with_a_stream(streams: Life, inside: str, asked: int) -> None:
    """Which tells first of all the version that is there."""
    streams.page.clock.install()
    opened(streams, inside=inside)
    streams.page.evaluate("tell(2); tell(3)")
    streams.page.clock.run_for(5_000)
    streams.settle()
    assert streams.asked.count("/t.json") == asked


def test_a_version_that_is_told_while_another_is_fetched_is_fetched_too(streams: Life) -> None:
    waiting = streams.hang("/t.json")
    with streams.page.expect_request("**/t.json"):
        streams.open("<event-timeline src=/t.json refresh=live></event-timeline>")
    streams.page.evaluate("tell(4)")
    streams.page.unroute("**/t.json")
    streams.offer("/t.json", versioned(4, LATER))
    waiting[0].fulfill(json=versioned(3))
    streams.page.get_by_text(NEWS).wait_for(timeout=20_000)
    assert streams.asked.count("/t.json") == 1


def test_a_cache_that_is_behind_is_not_asked_again_and_again(streams: Life) -> None:
    streams.page.clock.install()
    opened(streams)
    streams.page.evaluate("tell(4)")
    with streams.page.expect_response("**/t.json"):
        streams.page.clock.run_for(1_000)
    streams.settle()
    streams.page.clock.run_for(50_000)
    streams.settle()
    assert streams.asked.count("/t.json") == 2


def test_nobody_listens_for_a_page_that_is_not_seen(streams: Life) -> None:
    streams.page.clock.install()
    opened(streams)
    streams.page.evaluate("look(true)")
    assert open_streams(streams) == 0
    streams.offer("/t.json", versioned(4, LATER))
    streams.page.clock.run_for(50_000)
    streams.settle()
    assert streams.asked.count("/t.json") == 1
    streams.page.evaluate("look(false); tell(4)")
    assert open_streams(streams) == 1
    streams.page.clock.run_for(1_000)
    streams.page.get_by_text(NEWS).wait_for()


def test_a_version_that_was_told_before_the_reader_looked_away_is_shown_when_they_come_back(streams: Life) -> None:
    streams.page.clock.install()
    opened(streams)
    streams.offer("/t.json", versioned(4, LATER))
    streams.page.evaluate("tell(4); look(true)")
    streams.page.clock.run_for(5_000)
    streams.settle()
    assert streams.asked.count("/t.json") == 1
    streams.page.evaluate("look(false)")
    streams.page.clock.run_for(1_000)
    streams.page.get_by_text(NEWS).wait_for()


def test_who_comes_back_is_shown_at_once_what_was_due_meanwhile(streams: Life) -> None:
    streams.page.clock.install()
    opened(streams, "src=/t.json refresh=30")
    streams.page.evaluate("look(true)")
    streams.page.clock.run_for(100_000)
    streams.settle()
    assert streams.asked.count("/t.json") == 1
    with streams.page.expect_response("**/t.json"):
        streams.page.evaluate("look(false)")
        streams.page.clock.run_for(1)


def test_a_stream_that_was_refused_is_tried_again_with_the_next_look(streams: Life) -> None:
    streams.page.clock.install()
    opened(streams)
    streams.page.evaluate("streams[0].readyState = EventSource.CLOSED")
    with streams.page.expect_response("**/t.json"):
        streams.page.clock.run_for(61_000)
    streams.page.wait_for_function("streams.length === 2")


def test_an_address_that_is_none_opens_no_stream(life: Life) -> None:
    life.open("<event-timeline src='http://[bad' refresh=live></event-timeline>")
    life.page.get_by_text("The timeline could not be loaded.").wait_for()
    assert not [fault for fault in life.faults if "EventSource" in fault] and len(life.errors) == 1


# What is drawn ------------------------------------------------------------------------


def test_what_says_the_same_is_not_drawn_again(life: Life) -> None:
    life.page.clock.install()
    element = opened(life, "src=/t.json refresh=10", inside=inline(TRUCE))
    is_there = kept(element)
    with life.page.expect_response("**/t.json"):
        life.page.clock.run_for(11_000)
    life.settle()
    assert is_there()


def test_a_refresh_that_fails_draws_nothing(life: Life) -> None:
    life.page.clock.install()
    element = opened(life, "src=/t.json refresh=10")
    is_there = kept(element)
    life.page.route("**/t.json", lambda route: route.fulfill(status=503))
    with life.page.expect_response("**/t.json"):
        life.page.clock.run_for(11_000)
    life.page.wait_for_function("errors.length === 1")
    life.settle()
    assert is_there()


def test_marks_outlive_what_says_nothing_new(life: Life) -> None:
    life.page.clock.install()
    element = opened(life, "src=/t.json refresh=10")
    life.offer("/t.json", versioned(4, TRUCE | {"events": [*TRUCE["events"], event("n", NEWS)]}))
    life.page.clock.run_for(11_000)
    element.locator("[data-event=n] [part=new]").wait_for()
    life.offer("/t.json", versioned(5, TRUCE | {"events": [*TRUCE["events"], event("n", NEWS)], "notes": []}))
    for _ in range(2):
        with life.page.expect_response("**/t.json"):
            life.page.clock.run_for(11_000)
        life.settle()
        assert element.locator("[part=new]").count() == 1


def test_the_list_of_the_page_is_no_older_version(life: Life) -> None:
    ol = html.write(TRUCE | {"relations": []}, texts={})
    element = opened(life, "src=/t.json refresh=60", inside=ol)
    element.get_by_text("Truce holds").first.wait_for()
    assert element.locator("[part=changed], [part=new]").count() == 0


def test_another_story_is_no_newer_version(life: Life) -> None:
    element = opened(life, "src=/t.json refresh=60")
    element.evaluate("it => it.setAttribute('src', '/later.json')")
    element.get_by_text(NEWS).wait_for()
    assert element.locator("[part=changed], [part=new]").count() == 0


# Where the reader is ------------------------------------------------------------------

ROWS = [
    event(f"m{n}", f"Event {n}", mentions=[mention("signed", SENTENCE)], salience=0.9 - n / 40) for n in range(16)
]


@pytest.mark.parametrize(
    "part",
    ["[data-event=m3] [part=share]", "[data-event=m3] [part=source-title]", "[part~=forward]", "[part=scroller]",
     "[part=show-all]", "[data-event=m3] summary"],
)  # fmt: skip
def test_focus_and_strip_stay_where_they_are(life: Life, part: str) -> None:
    life.page.clock.install()
    life.offer("/t.json", answer(*ROWS))
    element = opened(life, "src=/t.json refresh=10 layout=horizontal")
    element.locator("[data-event=m3] summary").click()
    element.locator(part).focus()
    scroller = element.locator("[part=scroller]")
    scroller.evaluate("it => it.scrollTo({ left: 700, behavior: 'instant' })")
    before = scroller.evaluate("it => it.scrollLeft")
    life.offer("/t.json", answer(*ROWS, event("n", NEWS)))
    life.page.clock.run_for(11_000)
    element.get_by_text(NEWS).wait_for(state="attached")
    assert element.locator(part).evaluate("it => it === it.getRootNode().activeElement")
    assert element.locator("[data-event=m3] details").get_attribute("open") is not None
    assert before > 0 and scroller.evaluate("it => it.scrollLeft") == before
