"""The widget over the real server: it follows each version, says how much it shows, and goes when it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from serving import Server, serving

from tests.widget.serving import site_of

pytestmark = [pytest.mark.usefixtures("pipeline"), pytest.mark.timeout(900)]
TEXT = "The port reopened on October 20. The bridge was closed on October 21. Ferries stopped on October 22."
ARTICLE = {"text": TEXT, "published_at": "2025-10-24"}
GONE = "This timeline is no longer available."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(f"sqlite:///{tmp_path_factory.mktemp('store')}/t.sqlite3", TIMELINE_WORKERS="1") as running:
        yield running


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context()
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def published(server: Server, name: str) -> dict[str, Any]:
    path = f"/v1/timelines/{name}"
    server.ask("PUT", path, {"documents": [ARTICLE]})
    return server.ask("PATCH", path, {"state": "published"}, If_Match="*")[1]


def retitled(server: Server, timeline: dict[str, Any], title: str) -> None:
    event = timeline["events"][0]["id"]
    path = f"/v1/timelines/{timeline['id']}/events/{event}"
    assert server.ask("PATCH", path, {"title": title}, If_Match="*")[0] == 200


def article_with(page: Any, server: Server, src: str, *, site: str = "", **attributes: str) -> Any:
    """A page with the widget in it, of the service's own site or of another one on this machine."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    script = f"<script src='{server.url}/widget/event-timeline.js'></script>"
    inside = f"<main><h1>News</h1><event-timeline src='{server.url}{src}'{said}></event-timeline></main>"
    body = f"<!doctype html><html lang=en-GB><title>News</title>{script}{inside}"
    if site:
        page.goto(site)
        page.set_content(body)
    else:
        page.route(f"{server.url}/news", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto(f"{server.url}/news")
    element = page.locator("event-timeline")
    element.locator("section").wait_for()
    return element


@pytest.mark.parametrize("address", ["/embed/{id}.json", "/embed/{id}.json?detail=brief"])
def test_it_follows_each_version_and_goes_when_it_is_withdrawn(page: Any, server: Server, address: str) -> None:
    timeline = published(server, f"live-{abs(hash(address))}")
    element = article_with(page, server, address.format(id=timeline["id"]), refresh="live")
    for title in ("The harbour is open again", "The harbour is open at last"):
        retitled(server, timeline, title)
        element.get_by_role("heading", name=title).wait_for()
    server.ask("PATCH", f"/v1/timelines/{timeline['id']}", {"state": "draft"}, If_Match="*")
    element.get_by_text(GONE, exact=True).wait_for()
    assert element.locator("[part~=event]").count() == 0
    assert "{" not in page.locator("main").inner_text()


@pytest.mark.parametrize("form", ["", "?detail=brief"])
def test_it_goes_from_pages_of_another_site_too(page: Any, server: Server, form: str) -> None:
    timeline = published(server, f"elsewhere{form}".replace("?", "-"))
    with site_of({"/": "<!doctype html><title>News</title>"}) as site:
        element = article_with(page, server, f"/embed/{timeline['id']}.json{form}", site=site, refresh="live")
        retitled(server, timeline, "The harbour is open again")
        element.get_by_role("heading", name="The harbour is open again").wait_for()
        server.ask("PATCH", f"/v1/timelines/{timeline['id']}", {"state": "draft"}, If_Match="*")
        element.get_by_text(GONE, exact=True).wait_for()


def test_a_newsroom_follows_its_draft(page: Any, server: Server) -> None:
    draft = server.ask("PUT", "/v1/timelines/a-draft", {"documents": [ARTICLE]})[1]
    element = article_with(page, server, f"/v1/timelines/{draft['id']}", refresh="live")
    retitled(server, draft, "The harbour is open again")
    element.get_by_role("heading", name="The harbour is open again").wait_for()


def test_the_embedded_page_says_that_it_was_withdrawn(page: Any, server: Server) -> None:
    timeline = published(server, "embedded")
    page.goto(f"{server.url}/embed/{timeline['id']}")
    page.locator("event-timeline section").wait_for()
    server.send("DELETE", f"/v1/timelines/{timeline['id']}", If_Match="*")
    page.get_by_text(GONE, exact=True).wait_for()
    assert page.locator("[part~=event]").count() == 0
    page.reload()
    assert page.locator("body").inner_text() == GONE


def test_the_embedded_page_follows_each_version_with_one_stream(page: Any, server: Server) -> None:
    timeline = published(server, "followed")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    with page.expect_response("**/live"):
        page.goto(f"{server.url}/embed/{timeline['id']}")
    page.locator("event-timeline section").wait_for()
    retitled(server, timeline, "The harbour is open again")
    page.get_by_role("heading", name="The harbour is open again").wait_for()
    assert (asked.count("live"), asked.count(f"{timeline['id']}.json")) == (1, 1)


def test_where_rows_had_no_room_it_says_how_many_it_shows(page: Any, server: Server) -> None:
    timeline = published(server, "brief")
    src = f"{server.url}/embed/{timeline['id']}.json?detail=brief"
    few = timeline | {"detail": {"level": "brief", "shown": 3, "of": 412}}
    page.route(src, lambda route: route.fulfill(json=few, headers={"access-control-allow-origin": "*"}))
    element = article_with(page, server, f"/embed/{timeline['id']}.json?detail=brief")
    assert "3 of 412 events" in element.locator("[part=summary-line]").inner_text()
    whole = article_with(page, server, f"/embed/{timeline['id']}.json")
    assert " of " not in whole.locator("[part=summary-line]").inner_text()


def test_a_frame_below_the_fold_has_its_height_before_it_is_seen(page: Any, server: Server) -> None:
    text = " ".join(f"The port number {n} reopened on October {n}." for n in range(1, 21))
    server.ask("PUT", "/v1/timelines/below", {"documents": [{"text": text, "published_at": "2025-10-24"}]})
    timeline = server.ask("PATCH", "/v1/timelines/below", {"state": "published"}, If_Match="*")[1]
    iframe = f"<iframe src='{server.url}/embed/{timeline['id']}' width=600 height=200></iframe>"
    script = f"<script src='{server.url}/widget/resize.js'></script>"
    with site_of({"/": f"<!doctype html>{script}<p style='height:5000px'>News</p>{iframe}"}) as site:
        page.goto(site)
        frame = page.frame_locator("iframe")
        frame.locator("event-timeline section").wait_for(state="attached")
        height = "Math.ceil(document.body.getBoundingClientRect().height)"
        page.wait_for_timeout(500)
        seen = page.locator("iframe").get_attribute("height")
        assert seen == str(page.frames[1].evaluate(height))
        page.locator("iframe").scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        assert page.locator("iframe").get_attribute("height") == seen, "nothing jumps"
