"""A published timeline in an iframe: the policy, the sandbox, the height, oEmbed, and reading without a script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from flask import Flask
from sqlalchemy import event
from story import STORY, TEXT

from tests.widget.serving import served, site_of
from tests.widget.test_settings import violations
from timeline_service.exports import html
from timeline_service.schemas.answers import timeline
from timeline_service.settings import Settings
from timeline_service.store import StoredDocument, StoredTimeline, write
from timeline_service.web import atom, create_app
from timeline_service.web.widget.agreed import LOCALES

NOW = datetime(2025, 10, 24, tzinfo=UTC)
EVIL = "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1>"


def stored(id: str, **more: Any) -> StoredTimeline:
    answer = timeline(STORY) | more.pop("answer", {})
    document = StoredDocument(key="d1", text=TEXT, text_sha256="0" * 64, language="en")
    known = {"newsroom": "n", "state": "published", "created_at": NOW, "updated_at": NOW} | more
    return StoredTimeline(id=id, answer=answer, documents=(document,), **known)


def linked(app: Flask, id: str, url: str) -> None:
    """Store a timeline of one row, with a link."""
    row = timeline(STORY)["events"][0] | {"link": {"url": url, "label": "The whole text"}}
    with app.extensions["store"].writing() as session:
        write(session, stored(id, answer={"relations": [], "events": [row]}), by="test", what="made")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    database: Path = tmp_path_factory.mktemp("store") / "timelines.sqlite3"
    application = create_app(Settings(database_url=f"sqlite:///{database}"), keyless=True)
    with application.extensions["store"].writing() as session:
        for each in (
            stored("quoted", quotes="sentence"),
            stored("silent", quotes="none"),
            stored("draft", state="draft"),
            stored(
                "evil",
                answer={"title": EVIL, "relations": [], "events": [timeline(STORY)["events"][0] | {"title": EVIL}]},
            ),
            stored(
                "long", answer={"events": [e | {"id": f"x{i}"} for i in range(30) for e in timeline(STORY)["events"]]}
            ),
        ):
            write(session, each, by="test", what="made")
    yield application
    application.extensions["store"].close()


@pytest.fixture(scope="module")
def site(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context()
    context.set_default_timeout(60_000)
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda line: line.type == "error" and faults.append(line.text))
    yield made
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def newsroom_pages() -> Iterator[tuple[str, dict[str, str]]]:
    """Another site, and its pages by path."""
    pages: dict[str, str] = {}
    with site_of(pages) as address:
        yield address, pages


@pytest.fixture
def host(page: Any, newsroom_pages: tuple[str, dict[str, str]]) -> Callable[..., Any]:
    return partial(_host, page, *newsroom_pages)


def _host(page: Any, site: str, pages: dict[str, str], address: str, attributes: str = "", script: str = "") -> Any:
    """A page of another site with the embedded timeline in it; every message that it gets is kept in ``messages``."""
    pages["/"] = (
        "<!doctype html><html lang=en><title>News</title><main><h1>News</h1>"
        "<script>messages = []; addEventListener('message', (event) => messages.push(event.data))</script>"
        f"{script}<iframe title=Timeline src='{address}' width=600 height=200 {attributes}></iframe></main></html>"
    )
    page.goto(site)
    frame = page.frame_locator("iframe")
    frame.locator("[part~=event]").first.wait_for()
    return frame


def test_the_page_by_itself_has_no_fault(page: Any, site: str) -> None:
    page.goto(f"{site}/embed/quoted")
    page.locator("[part~=event]").first.wait_for()
    assert page.locator("[part~=event-title]").all_text_contents() == [
        "The truce was signed", "Strikes followed", "A vote is planned",
    ]  # fmt: skip
    assert page.locator("[part~=quote]").first.locator("mark").all_text_contents() == ["signed", "October 13"]


def test_axe_finds_nothing_on_the_page_by_itself(chromium: Any, site: str) -> None:
    context = chromium.new_context(bypass_csp=True)  # axe needs styles of its own
    page = context.new_page()
    page.goto(f"{site}/embed/quoted")
    page.locator("[part~=event]").first.wait_for()
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("sandbox", ["", "sandbox='allow-scripts'"])
def test_in_an_iframe_and_in_the_sandbox_of_wordpress(page: Any, host: Any, site: str, sandbox: str) -> None:
    frame = host(f"{site}/embed/quoted?lang=de&layout=compact", sandbox)
    assert frame.locator("[part~=event]").count() == 3
    assert frame.locator("event-timeline").get_attribute("layout") == "compact"
    assert page.locator("iframe").evaluate("it => it.contentDocument") is None
    assert violations(page) == []


def test_translations_reach_the_sandbox(host: Any, site: str) -> None:
    frame = host(f"{site}/embed/quoted?lang=de_AT", "sandbox='allow-scripts'")
    frame.get_by_text("Quellen und Gründe").first.wait_for()


def test_heights_in_the_shapes_of_the_hosts(page: Any, host: Any, site: str) -> None:
    frame = host(f"{site}/embed/quoted#?secret=abc", "sandbox='allow-scripts'")
    page.wait_for_function("messages.length >= 5")
    height = frame.locator("body").evaluate("it => Math.ceil(it.getBoundingClientRect().height)")
    messages = page.evaluate("messages.slice(-5)")
    assert messages[0] == {"type": "event-timeline:height", "id": "quoted", "height": height}
    assert messages[1] == {"datawrapper-height": {"quoted": height}}
    assert json.loads(messages[2])["height"] == height and json.loads(messages[2])["sender"] == "Flourish"
    assert messages[3] == {"sentinel": "amp", "type": "embed-size", "height": height}
    assert messages[4] == {"message": "height", "value": height, "secret": "abc"}


def test_the_iframe_grows_with_what_is_opened(page: Any, host: Any, site: str) -> None:
    frame = host(f"{site}/embed/quoted", script=f"<script src='{site}/widget/resize.js'></script>")
    page.wait_for_function("document.querySelector('iframe').height !== '200'")
    before = int(page.locator("iframe").get_attribute("height"))
    frame.locator("[part~=summary]").first.click()
    page.wait_for_function(f"document.querySelector('iframe').height > {before}")


def test_a_page_that_listens_late_hears_the_height(page: Any, host: Any, site: str) -> None:
    host(f"{site}/embed/quoted")
    page.wait_for_function("messages.length >= 4")
    page.add_script_tag(url=f"{site}/widget/resize.js")
    page.wait_for_function("document.querySelector('iframe').height !== '200'", timeout=20_000)


def test_wordpress_that_is_ready_late_hears_the_height(page: Any, host: Any, site: str) -> None:
    host(f"{site}/embed/quoted#?secret=abc", "sandbox='allow-scripts'")
    page.wait_for_function("messages.length >= 5")
    page.evaluate("messages.length = 0; frames[0].postMessage({ message: 'ready', secret: 'abc' }, '*')")
    page.wait_for_function("messages.some(({ message }) => message === 'height')", timeout=20_000)


@pytest.mark.parametrize("scripts", [True, False])
def test_links_open_beside_the_page_around(
    chromium: Any, app: Flask, site: str, newsroom_pages: tuple[str, dict[str, str]], scripts: bool
) -> None:
    linked(app, f"linked{scripts}", "https://news.example/more")
    address, pages = newsroom_pages
    pages["/"] = f"<!doctype html><iframe src='{site}/embed/linked{scripts}' width=600 height=600></iframe>"
    context = chromium.new_context(java_script_enabled=scripts)
    context.set_default_timeout(20_000)
    context.route("https://news.example/**", lambda route: route.fulfill(body="<title>More</title>"))
    page = context.new_page()
    page.goto(address)
    link = page.frame_locator("iframe").get_by_role("link", name="The whole text")
    with context.expect_page() as opened:
        link.click()
    opened.value.wait_for_url("https://news.example/more")
    assert link.is_visible()
    context.close()


def test_the_link_of_a_row_stays_in_the_frame(page: Any, host: Any, site: str) -> None:
    frame = host(f"{site}/embed/quoted")
    frame.get_by_role("link", name="Link to this event").first.click()
    frame.locator("[data-pointed]").first.wait_for()
    assert len(page.context.pages) == 1 and "#timeline-" in page.frames[1].url


def test_wordpress_is_told_of_links_to_the_site_of_the_frame(app: Flask, page: Any, host: Any, site: str) -> None:
    linked(app, "own", f"{site}/embed/quoted")
    frame = host(f"{site}/embed/own#?secret=abc", "sandbox='allow-scripts'")
    frame.get_by_role("link", name="The whole text").click()
    page.wait_for_function("messages.some(({ message }) => message === 'link')")
    told = page.evaluate("messages.find(({ message }) => message === 'link')")
    assert told == {"message": "link", "value": f"{site}/embed/quoted", "secret": "abc"}


@pytest.mark.parametrize(
    ("theme", "reader", "paper"), [("light", "dark", "rgb(255, 255, 255)"), ("dark", "light", "rgb(20, 24, 29)")]
)
def test_the_theme_is_that_of_the_page_too(chromium: Any, site: str, theme: str, reader: str, paper: str) -> None:
    context = chromium.new_context(color_scheme=reader)
    page = context.new_page()
    page.goto(f"{site}/embed/quoted?theme={theme}")
    assert page.locator("body").evaluate("it => getComputedStyle(it).backgroundColor") == paper
    context.close()


def test_a_long_timeline_scrolls_within_a_thousand_pixels(host: Any, site: str) -> None:
    frame = host(f"{site}/embed/long", "sandbox='allow-scripts' height=1000")
    last = frame.locator("[part~=event]").last
    last.scroll_into_view_if_needed()
    assert last.bounding_box()["y"] < 1300


def test_hostile_words_in_the_page(page: Any, site: str) -> None:
    page.goto(f"{site}/embed/evil?layout=%22onload=alert(1)&lang=%3Cscript%3E&theme=dark")
    page.locator("[part~=event]").first.wait_for()
    assert page.evaluate("window.pwned") is None
    assert page.locator("[part~=event-title]").text_content() == EVIL
    element = page.locator("event-timeline")
    assert (element.get_attribute("layout"), element.get_attribute("theme")) == (None, "dark")


def test_headers_and_what_readers_get(client: Any) -> None:
    response = client.get("/embed/silent")
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors *" in policy
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    page = lxml.html.fromstring(response.text)
    answer = json.loads(page.xpath("//event-timeline/script/text()")[0])
    assert "corrections" not in answer and not page.xpath("//blockquote | //main")
    assert "sentence" in answer["events"][0]["mentions"][0] and TEXT[15:40] not in response.text
    assert page.xpath("//ol/li/h3/text()") == ["The truce was signed", "Strikes followed", "A vote is planned"]
    assert page.xpath("//meta[@property='og:title']/@content") == ["Truce holds"]
    assert json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])["@type"] == "ItemList"
    assert client.get("/embed/draft").status_code == client.get("/embed/none").status_code == 404


def test_the_data_is_asked_for_again_only_when_it_changed(client: Any) -> None:
    response = client.get("/embed/silent.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*" and "corrections" not in response.get_json()
    assert "text" not in response.get_json()["events"][0]["mentions"][0]["sentence"]
    assert client.get("/embed/silent.json", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    assert client.get("/embed/draft.json").status_code == 404


def test_the_list_alone_is_what_readers_get_whoever_asks(app: Flask, client: Any) -> None:
    address = "/v1/timelines/{}/export?format=html"
    with app.extensions["store"].writing() as session:
        write(session, stored("ours", state="draft", newsroom="local"), by="test", what="made")
    assert client.get(address.format("ours")).status_code == 200, "whoever asks here needs no key"
    assert client.get("/embed/ours.html").status_code == client.get("/embed/none.html").status_code == 404
    for id, quotes in (("silent", 0), ("quoted", 1)):
        response = client.get(f"/embed/{id}.html")
        assert response.text in client.get(f"/embed/{id}").text, "the page for readers without scripts has it too"
        assert response.text.startswith('<ol class="timeline">') and ("<blockquote" in response.text) == quotes
        assert response.headers["Access-Control-Allow-Origin"] == "*"
    rows = [client.get(f"/embed/long.html{how}").text.count("<li") for how in ("?detail=brief", "")]
    assert rows[0] < rows[1]


@pytest.mark.parametrize("form", ["", "?theme=dark", ".atom", ".json", ".html"])
def test_who_has_the_last_version_is_told_so_before_anything_is_read(app: Flask, client: Any, form: str) -> None:
    store, asked = app.extensions["store"], []
    with store.writing() as session:
        known = write(session, stored(re.sub(r"\W", "", f"kept{form}")), by="test", what="made")
    first = client.get(f"/embed/{known.id}{form}")
    tag = {"If-None-Match": f"W/{first.headers['ETag']}"}  # as a proxy that compresses has weakened it

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    again = client.get(f"/embed/{known.id}{form}", headers=tag)
    event.remove(store.engine, "before_cursor_execute", note)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert "Content-Type" not in again.headers
    (read,) = [statement for statement in asked if statement.startswith("SELECT")]
    assert "answer" not in read
    with store.writing() as session:
        write(session, known, by="test", what="changed")
    assert client.get(f"/embed/{known.id}{form}", headers=tag).status_code == 200


@pytest.mark.parametrize("form", ["", ".atom", ".html", ".json"])
def test_a_page_is_another_where_the_service_goes_by_another_name(
    app: Flask, client: Any, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    tag = {"If-None-Match": client.get(f"/embed/quoted{form}").headers["ETag"]}
    assert client.get(f"/embed/quoted{form}", headers=tag).status_code == 304
    for changed in ({"brand": "Courier"}, {"public_url": "https://tl.example"}):
        monkeypatch.setitem(app.config, "SETTINGS", replace(Settings(), **changed))
        assert client.get(f"/embed/quoted{form}", headers=tag).status_code == 200


def test_a_page_and_a_feed_are_made_once_a_version(
    app: Flask, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    for module in (html, atom):
        real = module.write

        def counted(*given: Any, real: Callable[..., str] = real, **more: Any) -> str:
            made.append(real.__module__.rpartition(".")[2])
            return real(*given, **more)

        monkeypatch.setattr(module, "write", counted)
    with app.extensions["store"].writing() as session:
        first = write(session, stored("once"), by="test", what="made")
    looks = [{}, {"theme": "dark"}, {"lang": "de", "layout": "compact"}, {}]
    pages = [client.get("/embed/once", query_string=look).text for look in looks]
    for page, look in zip(pages, looks, strict=True):
        element = lxml.html.fromstring(page).xpath("//event-timeline")[0]
        assert {name: element.get(name) for name in ("theme", "lang", "layout") if element.get(name)} == look
    assert client.get("/embed/once.atom").data == client.get("/embed/once.atom").data
    assert made == ["html", "atom"]
    client.get("/embed/once?detail=brief")
    with app.extensions["store"].writing() as session:
        write(session, first, by="test", what="changed")
    client.get("/embed/once")
    assert made == ["html", "atom", "html", "html"]


def test_what_is_changed_shows_up_in_the_sandbox(app: Flask, host: Any, page: Any, site: str) -> None:
    page.clock.install()
    store = app.extensions["store"]
    with store.writing() as session:
        first = write(session, stored("live"), by="test", what="made")
    frame = host(f"{site}/embed/live", "sandbox='allow-scripts'")
    events = [{**first.answer["events"][0], "title": "News of the hour"}]
    with store.writing() as session:
        write(
            session,
            replace(first, answer=first.answer | {"events": events, "relations": []}),
            by="test",
            what="changed",
        )
    page.clock.run_for(61_000)
    frame.get_by_text("News of the hour").first.wait_for()


@pytest.mark.parametrize(
    ("setting", "sites"),
    [
        ("https://a.example", "https://a.example"),
        ("n=https://a.example https://b.example; *", "https://a.example https://b.example"),
        ("other=https://a.example; *", "*"),
        ("other=https://a.example", "'none'"),
    ],
)
def test_only_the_sites_that_are_named_may_embed(
    app: Flask, client: Any, monkeypatch: pytest.MonkeyPatch, setting: str, sites: str
) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], frame_ancestors=setting))
    policy = client.get("/embed/silent").headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {sites}")


def test_the_files_of_the_widget_and_no_others(client: Any) -> None:
    for name in ("event-timeline.js", "embed.js", "resize.js", "embed.css", "locales/de.json"):
        with client.get(f"/widget/{name}") as response:
            assert response.status_code == 200 and response.headers["Access-Control-Allow-Origin"] == "*"
            assert response.headers["ETag"]
    for name in ("build.py", "src/read.js", "../embed.py", "locales/../build.py", ""):
        assert client.get(f"/widget/{name}").status_code == 404


def test_oembed(client: Any) -> None:
    page = lxml.html.fromstring(client.get("/embed/quoted").text)
    (discovered,) = page.xpath("//link[@type='application/json+oembed']/@href")
    response = client.get(discovered)
    answer = response.get_json()
    assert response.mimetype == "application/json"
    assert (answer["version"], answer["type"], answer["title"]) == ("1.0", "rich", "Truce holds")
    frame = lxml.html.fromstring(answer["html"])
    assert frame.tag == "iframe" and frame.get("src") == "http://localhost/embed/quoted"
    small = client.get(f"{discovered}&maxwidth=320&maxheight=300").get_json()
    assert (small["width"], small["height"]) == (320, 300)
    assert 'width="320" height="300"' in small["html"]


@pytest.mark.parametrize("width", [640, 320])
@pytest.mark.parametrize("id", ["quoted", "long"])
def test_oembed_gives_about_its_height(client: Any, page: Any, site: str, id: str, width: int) -> None:
    told = client.get(f"/oembed?url=http://localhost/embed/{id}&maxwidth={width}").get_json()["height"]
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(f"{site}/embed/{id}")
    page.locator("[part~=event]").first.wait_for()
    height = page.evaluate("document.body.getBoundingClientRect().height")
    assert 0.8 * min(height, 2_400) <= told <= 1.25 * height, (told, height)


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/embed/quoted",
        "http://localhost/embed/quoted/",
        "HTTP://LOCALHOST/embed/quoted",
        "http://localhost:80/embed/quoted",
        "https://localhost/embed/quoted",
        "http://localhost/embed/quoted.json",
        "http://localhost/embed/quoted.html",
        "http://localhost/embed/q%75oted",
        "http://localhost/embed/quoted#e1",
        "http://localhost/embed/quoted?utm_source=x",
        "http://localhost/stories/quoted/",
        " http://localhost/embed/quoted ",
    ],
)
def test_oembed_takes_every_form_of_the_address(client: Any, address: str) -> None:
    response = client.get("/oembed", query_string={"url": address})
    assert response.status_code == 200
    assert lxml.html.fromstring(response.get_json()["html"]).get("src") == "http://localhost/embed/quoted"


def test_oembed_keeps_the_look(client: Any) -> None:
    address = "http://localhost/embed/quoted/?layout=compact&theme=dark&lang=de_AT&onload=x&group=week"
    frame = lxml.html.fromstring(client.get("/oembed", query_string={"url": address}).get_json()["html"])
    asked = client.get(frame.get("src"))
    element = lxml.html.fromstring(asked.text).xpath("//event-timeline")[0]
    assert (element.get("layout"), element.get("theme"), element.get("lang")) == ("compact", "dark", "de_AT")
    assert element.get("onload") is None and "group" not in frame.get("src")


def test_oembed_keeps_the_detail_and_makes_room_for_it(app: Flask, client: Any) -> None:
    rows = [timeline(STORY)["events"][0] | {"id": f"x{n}"} for n in range(18)]
    with app.extensions["store"].writing() as session:
        write(session, stored("rows", answer={"relations": [], "events": rows}), by="test", what="made")
    url = "http://localhost/embed/rows"
    whole, brief = (client.get("/oembed", query_string={"url": f"{url}{asked}"}).get_json()
                    for asked in ("?detail=everything", "?detail=brief"))  # fmt: skip
    assert lxml.html.fromstring(whole["html"]).get("src") == url
    assert lxml.html.fromstring(brief["html"]).get("src") == f"{url}?detail=brief"
    assert brief["height"] < whole["height"]
    element = lxml.html.fromstring(client.get("/embed/rows?detail=brief").text).xpath("//event-timeline")[0]
    assert element.get("src").endswith("/embed/rows.json?detail=brief") and element.get("detail") is None


def test_an_address_with_a_slash_leads_to_the_page(client: Any) -> None:
    response = client.get("/embed/quoted/?theme=dark&detail=brief&onload=x")
    assert response.status_code == 308
    assert response.headers["Location"].endswith("/embed/quoted?theme=dark&detail=brief")


@pytest.mark.parametrize("most", ["12000", "640", "999999999", "00640"])
def test_oembed_takes_any_room(client: Any, most: str) -> None:
    response = client.get(f"/oembed?url=http://localhost/embed/quoted&maxwidth={most}")
    assert response.status_code == 200 and response.get_json()["width"] == 640


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("url=http://localhost/embed/quoted&format=xml", 501),
        ("url=http://localhost/embed/draft", 404),
        ("url=http://localhost/docs", 404),
        ("url=http://elsewhere.example/embed/quoted", 404),
        ("url=//[", 404),
        ("", 404),
        ("url=http://localhost/embed/quoted&maxwidth=-1", 400),
        ("url=http://localhost/embed/quoted&maxheight=x", 400),
        ("url=http://localhost/embed/quoted&maxwidth=0", 400),
        ("url=http://localhost/embed/quoted&maxwidth=", 400),
        ("url=http://localhost:8000/embed/quoted", 404),
        ("url=ftp://localhost/embed/quoted", 404),
        ("url=http://localhost:x/embed/quoted", 404),
        ("url=http://localhost/embed/quoted/more", 404),
        ("url=http://localhost.evil.example/embed/quoted", 404),
    ],
)
def test_oembed_refuses(client: Any, query: str, status: int) -> None:
    response = client.get(f"/oembed?{query}")
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")


def test_reads_without_a_script(chromium: Any, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/embed/quoted")
    assert page.get_by_role("heading", name="Truce holds").is_visible()
    assert page.get_by_text("13 October 2025").first.is_visible()
    assert page.locator("li").get_by_text("planned", exact=True).is_visible()
    context.close()


def test_the_list_declares_its_own_language_and_direction(app: Flask, client: Any) -> None:
    """English but for the words of the article, whatever the look asks for; in the direction of the article."""
    with app.extensions["store"].writing() as session:
        write(session, stored("arabic", answer={"language": "ar"}), by="test", what="made")
    page = lxml.html.fromstring(client.get("/embed/arabic?lang=de").text)
    (around,), (title,) = page.xpath("//ol/ancestor::*[@lang][1]"), page.xpath("//h1")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert (around.get("lang"), around.get("dir")) == ("en", "rtl")
    assert (title.get("lang"), title.get("dir")) == ("ar", "auto")
    assert page.xpath("//event-timeline/@lang") == ["de"]
    assert lxml.html.fromstring(client.get("/embed/quoted").text).get("dir") == "ltr"


@pytest.mark.parametrize(
    ("query", "accepted", "language", "direction"),
    [
        ("", "", "en", "ltr"),
        ("", "ar-EG, en", "ar", "rtl"),
        ("?lang=de_AT", "ar", "de", "ltr"),
        ("?lang=xx", "th, fr;q=0.5", "fr", "ltr"),
        ("?lang=../../x", "", "en", "ltr"),
    ],
)
def test_where_there_is_no_timeline_the_page_says_so_in_a_language_of_the_reader(
    client: Any, query: str, accepted: str, language: str, direction: str
) -> None:
    response = client.get(f"/embed/none{query}", headers={"Accept": "text/html", "Accept-Language": accepted})
    page = lxml.html.fromstring(response.text)
    words = json.loads((LOCALES / f"{language}.json").read_text(encoding="utf-8"))["gone"]
    assert (response.status_code, page.get("lang"), page.get("dir")) == (404, language, direction)
    assert page.xpath("//p/text()") == [words] and "Accept-Language" in response.headers["Vary"]
