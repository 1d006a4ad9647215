"""The life of the element: what it asks for and when it stops, which language it speaks, how it fails."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest

from tests.widget.conftest import LATER, SCRIPT, SITE, Life, inline
from tests.widget.stories import TRUCE, answer, event, when

WEEK = answer(event("e1", "Talks", placement="bounded", when=when(None, "2025-10-13", "2025-10-24")))
GONE = "This timeline is no longer available."


@pytest.mark.parametrize(
    "attributes",
    [
        "src=/t.json",
        "src=/t.json refresh=60",
        "refresh=60 src=/t.json",
        "src=/t.json refresh=60 layout=compact group=none order=desc heading=3 lang=en theme=dark",
        "src=/t.json refresh=10 hidden",
        "src=/t.json refresh=live",
    ],
)
@pytest.mark.parametrize("script", [SCRIPT, SCRIPT.replace("src", "defer src"), SCRIPT.replace("src", "async src")])
def test_one_request_a_load(life: Life, attributes: str, script: str) -> None:
    life.open(f"<event-timeline {attributes}></event-timeline>", script=script)
    life.page.locator("event-timeline section").wait_for(state="attached")
    life.settle()
    assert life.asked.count("/t.json") == 1 and life.errors == []


def test_one_request_for_what_a_script_sets_at_once(life: Life) -> None:
    life.open("")
    life.page.evaluate(
        "() => { const it = document.createElement('event-timeline'); it.setAttribute('src', '/t.json');"
        " document.body.append(it); it.setAttribute('refresh', '30'); it.setAttribute('src', '/later.json') }"
    )
    life.page.get_by_text("News of the hour").wait_for()
    life.settle()
    assert (life.asked.count("/t.json"), life.asked.count("/later.json")) == (0, 1)


@pytest.mark.parametrize("attributes", ["", "refresh=60"])
def test_what_is_inside_needs_no_request_until_it_is_time_to_refresh(life: Life, attributes: str) -> None:
    life.page.clock.install()
    life.open(f"<event-timeline src=/later.json {attributes}>{inline(TRUCE)}</event-timeline>")
    life.page.locator("section").wait_for()
    life.settle()
    assert "/later.json" not in life.asked
    with life.page.expect_response("**/later.json") if attributes else nullcontext():
        life.page.clock.run_for(61_000)
    life.settle()
    assert life.asked.count("/later.json") == (1 if attributes else 0)


def test_a_refresh_that_is_set_anew_asks_for_nothing_by_itself(life: Life) -> None:
    life.page.clock.install()
    element = life.open("<event-timeline src=/t.json></event-timeline>")
    element.locator("section").wait_for()
    for seconds in ("20", "30", "20"):
        element.evaluate("(it, seconds) => it.setAttribute('refresh', seconds)", seconds)
    life.page.clock.run_for(19_000)
    assert life.asked.count("/t.json") == 1
    with life.page.expect_response("**/t.json"):
        life.page.clock.run_for(2_000)
    life.settle()
    assert life.asked.count("/t.json") == 2


def test_what_is_superseded_is_aborted(life: Life) -> None:
    waiting, failed = life.hang("/slow.json"), []
    life.page.on("requestfailed", lambda request: failed.append(request.url.removeprefix(SITE)))
    with life.page.expect_request("**/slow.json"):
        element = life.open("<event-timeline src=/slow.json></event-timeline>")
    element.evaluate("it => it.setAttribute('src', '/later.json')")
    life.page.get_by_text("News of the hour").wait_for()
    assert failed == ["/slow.json"] and life.errors == [] and len(waiting) == 1


def test_an_answer_that_comes_late_does_not_undo_what_a_script_set(life: Life) -> None:
    life.hang("/slow.json")
    with life.page.expect_event("requestfailed"):
        with life.page.expect_request("**/slow.json"):
            element = life.open("<event-timeline src=/slow.json></event-timeline>")
        element.evaluate("(it, told) => { it.data = told }", LATER)
    life.page.get_by_text("News of the hour").wait_for()
    assert life.errors == []


@pytest.mark.parametrize("leave", ["it.remove()", "document.body.replaceWith(document.createElement('body'))"])
@pytest.mark.parametrize("slow", [True, False])
def test_nothing_runs_once_it_is_removed(life: Life, leave: str, slow: bool) -> None:
    life.page.clock.install()
    if slow:
        life.hang("/t.json")
    with life.page.expect_request("**/t.json") as first:
        element = life.open("<event-timeline src=/t.json refresh=10></event-timeline>")
    if not slow:
        element.locator("section").wait_for()
    asked: list[str] = []
    life.page.on("request", lambda request: asked.append(request.url))
    element.evaluate("it => { gone = it; it.addEventListener('timeline-draw', () => errors.push('drawn')) }")
    life.page.evaluate(leave.replace("it.", "gone."))
    life.page.clock.run_for(60_000)
    life.page.evaluate("gone.data = { events: [] }; gone.setAttribute('src', '/later.json')")
    life.page.clock.run_for(60_000)
    assert asked == [] and life.errors == []
    assert (first.value.failure is not None) == slow, "what was under way is aborted"


def test_it_goes_on_where_it_is_put_back(life: Life) -> None:
    life.page.clock.install()
    element = life.open("<event-timeline src=/t.json refresh=10></event-timeline>")
    element.locator("section").wait_for()
    life.page.evaluate(
        "() => { const it = document.querySelector('event-timeline'); it.remove(); document.body.append(it) }"
    )
    life.settle()
    assert life.asked.count("/t.json") == 1, "what it shows is still that of its address"
    life.offer("/t.json", LATER)
    life.page.clock.run_for(11_000)
    life.page.get_by_text("News of the hour").wait_for()


@pytest.mark.parametrize("kind", ["markup", "attribute"])
def test_a_property_that_is_set_before_the_script_is_kept(life: Life, kind: str) -> None:
    inside = "<ol><li>x</li></ol>" if kind == "markup" else ""
    source = "src=/t.json" if kind == "attribute" else ""
    life.open(
        f"<event-timeline {source}>{inside}</event-timeline>"
        f"<script>document.querySelector('event-timeline').data = {json.dumps(LATER)}</script>"
        "<script src='/widget/event-timeline.js' async></script>",
        script="",
    )
    life.page.get_by_text("News of the hour").wait_for()
    life.settle()
    assert life.page.evaluate("document.querySelector('event-timeline').data.events.length") == 1
    assert "/t.json" not in life.asked and life.errors == []


def test_a_bad_property_from_before_the_script_is_told(life: Life) -> None:
    life.open(
        f"<event-timeline></event-timeline><script>document.querySelector('event-timeline').data = 7</script>{SCRIPT}",
        script="",
    )
    life.page.get_by_text("The timeline could not be loaded.").wait_for()
    assert len(life.errors) == 1


def test_null_takes_the_story_away(life: Life) -> None:
    element = life.open(f"<event-timeline>{inline(TRUCE)}</event-timeline>")
    element.locator("section").wait_for()
    element.evaluate("it => { it.data = null }")
    element.locator("section").wait_for(state="detached")
    assert element.evaluate("it => it.data") is None


@pytest.mark.parametrize(
    ("src", "answered"),
    [
        ("/none.json", None),
        ("/down.json", (503, "")),
        ("/odd.json", (200, "<!doctype html>")),
        ("/list.json", (200, "[]")),
        ("", None),
        ("  ", None),
        ("http://[bad", None),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_an_address_that_fails_clears_the_old_story_and_says_so_once(
    life: Life, src: str, answered: tuple[int, str] | None, first: bool
) -> None:
    if answered:
        life.page.route(f"**{src}", lambda route: route.fulfill(status=answered[0], body=answered[1]))
    element = life.open(f"<event-timeline src='{src if first else '/t.json'}' refresh=60></event-timeline>")
    if not first:
        element.locator("section").wait_for()
        element.evaluate("(it, src) => it.setAttribute('src', src)", src)
    gone = src == "/none.json"  # 404
    life.page.get_by_text(GONE if gone else "The timeline could not be loaded.", exact=True).wait_for()
    life.settle()
    assert life.titles() == [] and len(life.errors) == 1
    element.evaluate("it => it.setAttribute('src', '/later.json')")
    life.page.get_by_text("News of the hour").wait_for()
    assert life.page.locator("[part=note]").count() == 0


@pytest.mark.parametrize(("status", "stays"), [(503, True), (500, True), (404, False), (410, False)])
def test_a_refresh_that_fails_keeps_what_is_shown_unless_it_was_taken_back(
    life: Life, status: int, stays: bool
) -> None:
    life.page.clock.install()
    element = life.open("<event-timeline src=/t.json refresh=10></event-timeline>")
    element.locator("section").wait_for()
    life.page.route("**/t.json", lambda route: route.fulfill(status=status))
    for _ in range(3):
        with life.page.expect_response("**/t.json"):
            life.page.clock.run_for(11_000)
    life.page.wait_for_function("errors.length > 0")
    assert len(life.errors) == 1
    assert (life.page.locator("section").count() == 1) == stays
    assert life.page.locator("[part=note]").all_text_contents() == ([] if stays else [GONE])
    life.page.unroute("**/t.json")
    life.offer("/t.json", LATER)
    life.page.clock.run_for(11_000)
    life.page.get_by_text("News of the hour").wait_for()


def test_a_list_in_the_page_outlives_an_address_that_fails(life: Life) -> None:
    life.open("<event-timeline src=/none.json><ol><li><h3>Kept</h3></li></ol></event-timeline>")
    life.page.wait_for_function("errors.length")
    assert life.titles() == ["Kept"]


SHADOW = (
    "<x-card lang='{inner}'></x-card><script>customElements.define('x-card', class extends HTMLElement {{"
    " connectedCallback() {{ this.attachShadow({{ mode: 'open' }});"
    " this.shadowRoot.innerHTML = '<div><event-timeline></event-timeline></div>';"
    " this.shadowRoot.querySelector('event-timeline').data = {told} }} }})</script>"
)
GERMAN, ENGLISH = "zwischen 13. und 24. Oktober 2025", "between 13 and 24 October 2025"


def said(life: Life) -> tuple[str, str]:
    """The date, and the language that is declared for it."""
    date = life.page.locator("event-timeline [part~=date]")
    return date.text_content(), date.evaluate("it => it.closest('[lang]').lang")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("de", (GERMAN, "de")),
        ("de_DE", (GERMAN, "de-DE")),
        ("de_CH.UTF-8@euro", (GERMAN, "de-CH")),
        ("DE-at", (GERMAN, "de-AT")),
        ("en_GB", (ENGLISH, "en-GB")),
    ],
)
def test_the_language_is_that_of_the_page(life: Life, lang: str, expected: tuple[str, str]) -> None:
    life.open(f"<event-timeline>{inline(WEEK)}</event-timeline>", lang=lang)
    assert said(life) == expected


@pytest.mark.parametrize(
    ("page", "inner", "expected"),
    [("de", "", "en"), ("en", "de", "de"), ("fr", "de_DE", "de-DE")],
)
def test_through_a_shadow_root(life: Life, page: str, inner: str, expected: str) -> None:
    life.open(SHADOW.format(inner=inner, told=json.dumps(WEEK)), lang=page)
    assert said(life)[1] == expected


def test_through_the_shadow_root_of_an_element_without_a_language(life: Life) -> None:
    life.open(SHADOW.format(inner="", told=json.dumps(WEEK)).replace(" lang=''", ""), lang="de")
    assert said(life) == (GERMAN, "de")


@pytest.mark.parametrize(
    ("page", "article", "expected"),
    [
        ("ko", "en", "en"),
        ("th", "de", "de"),
        ("ko-KR", "ko", "en"),
        ("", "de", "de"),
        ("x", "y", "en"),
        ("sw", "", "en"),
    ],
)
def test_one_language_throughout(life: Life, page: str, article: str, expected: str) -> None:
    life.open(f"<event-timeline>{inline(WEEK | {'language': article})}</event-timeline>", lang=page)
    date, language = said(life)
    assert language == expected
    assert date == (GERMAN if expected == "de" else "between October 13 and 24, 2025")


def test_one_language_where_its_words_cannot_be_fetched(life: Life) -> None:
    life.page.route("**/locales/de.json", lambda route: route.fulfill(status=404))
    life.open(f"<event-timeline>{inline(WEEK)}</event-timeline>", lang="de")
    assert said(life) == ("between October 13 and 24, 2025", "en")


def test_a_failure_is_said_in_the_language_of_the_page(life: Life) -> None:
    life.open("<event-timeline src=/none.json></event-timeline>", lang="de_DE")
    note = life.page.locator("[part=note]")
    note.wait_for()
    assert note.get_attribute("lang") == "de-DE" and note.text_content() != "The timeline could not be loaded."


@pytest.mark.parametrize(
    "script",
    [
        "<script type=module src='/widget/event-timeline.js'></script>",
        "<script type=module>import '/widget/event-timeline.js'</script>",
        "<script>import('/widget/event-timeline.js')</script>",
    ],
)
def test_as_a_module(life: Life, script: str) -> None:
    life.open(f"<event-timeline>{inline(WEEK)}</event-timeline>", lang="de", script=script)
    assert said(life) == (GERMAN, "de")
