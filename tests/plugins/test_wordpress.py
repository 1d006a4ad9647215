"""The plug-in for WordPress in a real WordPress, with a running service: settings, search, block, editor, removal."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from waiting import join

from .conftest import Desk
from .wordpress_site import PASSWORD, PLUGIN, READY, ROLES, WORDPRESS, Site, running

pytestmark = pytest.mark.server
STORIES = "/index.php?rest_route=/event-timeline/v1/stories"
SETTINGS = "/wp-admin/options-general.php?page=event-timeline"
LINK = '<p class="wp-block-event-timeline-story"><a href="https://timelines.example/embed/x">The bridge</a></p>'


@pytest.fixture(scope="module")
def site(need: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    need(shutil.which("php"), what="PHP", install="apt-get install php-cli php-mysql")
    need(
        shutil.which("mariadbd", path="/usr/sbin:/usr/bin"),
        what="MariaDB",
        install="apt-get install mariadb-server-core",
    )
    need((WORDPRESS / "wp-config.php").exists(), what="WordPress", install="make wordpress")
    with running(tmp_path_factory.mktemp("wordpress")) as site:
        yield site
        ours = [line for line in site.debug_log().splitlines() if "event-timeline" in line]
        assert not ours, "PHP has nothing to complain about"


class Pretender:
    """Answers at an address as a service might that is broken, or is none: ``answer`` is (status, headers, body)."""

    def __init__(self) -> None:
        self.answer: tuple[int, dict[str, str], str] | None = None
        self.asked: list[tuple[str, str | None]] = []
        pretender = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                pretender.asked.append((self.path, self.headers["Authorization"]))
                if pretender.answer is None:
                    return self.connection.close()
                status, headers, body = pretender.answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def pretender() -> Iterator[Pretender]:
    made = Pretender()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.02,))
    thread.start()
    yield made
    made.server.shutdown()
    join(thread)
    made.server.server_close()


def connect(site: Site, address: str, key: str) -> None:
    told = {"event_timeline_address": address, "event_timeline_key": key}
    site.php("".join(f"update_option({json.dumps(name)}, {json.dumps(value)});" for name, value in told.items()))


def story(desk: Desk, title: str, text: str, *, published: bool = True) -> str:
    """The id of a new story."""
    article = {"text": text, "published_at": "2025-10-24", "title": title}
    with httpx.Client(base_url=desk.url, headers={"X-API-Key": desk.key}, timeout=READY) as client:
        made = client.post("/v1/timelines", json={"documents": [article]}).json()
        if published:
            state(desk, made["id"], "published", version=made["version"])
    return made["id"]


def state(desk: Desk, id: str, wanted: str, *, version: int) -> None:
    headers = {"X-API-Key": desk.key, "If-Match": f'"{version}"'}
    answer = httpx.patch(f"{desk.url}/v1/timelines/{id}", json={"state": wanted}, headers=headers, timeout=READY)
    assert answer.status_code == 200, answer.text


def block(site: Site, user: str = "", **attributes: Any) -> str:
    """The block as a reader gets it, or a user that is signed in."""
    source = f"<!-- wp:event-timeline/story {json.dumps(attributes)} -->{LINK}<!-- /wp:event-timeline/story -->"
    who = f"wp_set_current_user(get_user_by('login', '{user}')->ID);" if user else ""
    return site.php(
        f"{who} echo do_blocks({json.dumps(source)}); echo '|', wp_script_is('event-timeline') ? 'script' : '';"
    )


def age(site: Site) -> None:
    """Let a minute pass for every copy of a timeline."""
    site.php(
        'global $wpdb; foreach ($wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '
        "'\\_transient\\_event\\_timeline%'\") as $name) "
        "{ $copy = get_option($name); $copy['until'] = 0; update_option($name, $copy); }"
    )


@pytest.mark.parametrize("path", sorted(PLUGIN.rglob("*.php")), ids=lambda path: path.name)
def test_php_has_no_syntax_errors(need: Any, path: Path) -> None:
    need(shutil.which("php"), what="PHP", install="apt-get install php-cli php-mysql")
    run = subprocess.run(["php", "-l", str(path)], capture_output=True, text=True, timeout=READY, check=False)
    assert run.returncode == 0, run.stdout


def test_the_versions_are_one() -> None:
    told = {
        re.search(pattern, (PLUGIN / name).read_text(encoding="utf-8"))[1]
        for name, pattern in {
            "event-timeline.php": r"\* Version: +(\S+)(?=(?s:.*)const VERSION = '\1';)",
            "readme.txt": r"Stable tag: (\S+)",
            "block/editor.asset.php": r"'version' +=> '(\S+)'",
        }.items()
    }
    assert told == {"0.1.0"} and "const VERSION = '0.1.0'" in (PLUGIN / "event-timeline.php").read_text(
        encoding="utf-8"
    )


def test_an_administrator_sets_it_up_and_the_key_is_not_shown_again(site: Site, desk: Desk) -> None:
    connect(site, "", "")
    with site.signed_in("administrator") as admin:
        page = admin.get(SETTINGS).text
        form = dict(re.findall(r'<input type="hidden"[^>]* name="([^"]+)" value="([^"]*)"', page))
        form |= dict(re.findall(r"<input type='hidden' name='([^']+)' value='([^']*)'", page))
        assert {"option_page", "_wpnonce"} <= form.keys()
        told = {"event_timeline_address": f"{desk.url}/", "event_timeline_key": desk.reader}
        assert admin.post("/wp-admin/options.php", data={**form, **told, "_wpnonce": "guessed"}).status_code == 403
        assert site.php("echo get_option('event_timeline_key');") == ""
        assert admin.post("/wp-admin/options.php", data=form | told).status_code == 302
        page = admin.get(SETTINGS).text
        assert "The service answers, and knows the key." in page and desk.reader not in page and desk.url in page
        kept = {"event_timeline_address": "ftp://timelines.example", "event_timeline_key": ""}
        admin.post("/wp-admin/options.php", data=form | kept)
        assert site.php("echo get_option('event_timeline_address'), ' ', get_option('event_timeline_key');") == (
            f"{desk.url} {desk.reader}"
        )
        admin.post("/wp-admin/options.php", data=form | {"event_timeline_address": desk.url, "event_timeline_key": "-"})
        assert "does not know the key" in admin.get(SETTINGS).text
    with site.signed_in("editor") as editor:
        assert editor.get(SETTINGS).status_code == 403
        assert editor.post("/wp-admin/options.php", data=form | told).status_code == 403


def test_only_who_may_write_posts_may_search(site: Site, desk: Desk) -> None:
    connect(site, desk.url, desk.reader)
    draft = story(desk, "Ferry sinks <b>off</b> Corfu", "The ferry sank on October 13.", published=False)
    with site.signed_in("editor") as editor:
        found = editor.get(STORIES, params={"rest_route": "/event-timeline/v1/stories", "search": "ferry SINKS"})
        assert [each["id"] for each in found.json()] == [draft]
        assert found.json()[0].keys() == {"id", "title", "state", "events", "updated_at", "link"}
        assert desk.reader not in found.text
        nonce = editor.headers.pop("X-WP-Nonce")
        assert editor.get(STORIES).status_code == 401, "a cookie alone counts for nothing"
        editor.headers["X-WP-Nonce"] = nonce[::-1]
        assert editor.get(STORIES).status_code == 403
    with site.signed_in("subscriber") as subscriber:
        assert subscriber.get(STORIES).status_code == 403


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "cannot be reached"),
        ((401, {}, "{}"), "does not know the key"),
        ((302, {"Location": "/elsewhere"}, ""), "status 302"),
        ((200, {}, "<h1>It works!</h1>"), "is no timeline service"),
        ((503, {}, "{}"), "is busy"),
    ],
    ids=["nothing", "key", "redirection", "another", "busy"],
)
def test_what_goes_wrong_is_said_to_the_editor(site: Site, pretender: Pretender, answer: Any, said: str) -> None:
    connect(site, pretender.url, "secret")
    pretender.answer = answer
    with site.signed_in("editor") as editor:
        told = editor.get(STORIES)
    assert told.status_code == 502 and said in told.json()["message"] and "secret" not in told.text
    assert {path for path, _ in pretender.asked} == {"/v1/timelines?page_size=20"}, "the key goes nowhere else"


def test_readers_get_the_widget_with_a_list_inside(site: Site, desk: Desk) -> None:
    connect(site, desk.url, desk.reader)
    id = story(desk, "The bridge", "The bridge was closed on October 13. Two days later, it collapsed.")
    shown = block(site, timeline=id, layout="compact", order="desc", title="The bridge")
    source = f"{desk.url}/embed/{id}.json"
    assert f'<event-timeline src="{source}" refresh="60" layout="compact" order="desc"><ol class="timeline">' in shown
    assert '<time datetime="2025-10-15">15 October 2025</time>' in shown and "wp-block-event-timeline-story" in shown
    assert shown.endswith("|script") and desk.reader not in shown
    assert "layout" not in block(site, timeline=id, layout='x" onclick="alert(1)')


def test_a_timeline_that_is_not_published_is_not_shown(site: Site, desk: Desk) -> None:
    connect(site, desk.url, desk.key)
    id = story(desk, "The tunnel", "The tunnel was closed on October 13.")
    assert "13 October 2025" in block(site, timeline=id)
    state(desk, id, "draft", version=2)
    age(site)
    assert block(site, timeline=id) == "|"
    assert "readers see nothing here" in block(site, user="editor", timeline=id)
    assert block(site, user="subscriber", timeline=id) == "|"
    assert "13 October" not in block(site, user="administrator", timeline=id)


@pytest.mark.parametrize("id", ['"><script>alert(1)</script>', "../v1/jobs", "", "a\n"])
def test_what_is_no_id_is_not_asked_for(site: Site, pretender: Pretender, id: str) -> None:
    connect(site, pretender.url, "")
    assert block(site, timeline=id) == f"{LINK}|" and not pretender.asked


def test_a_service_that_is_away_takes_nothing_from_the_page(site: Site, pretender: Pretender) -> None:
    connect(site, pretender.url, "secret")
    evil = '<ol class="timeline"><li onclick="x()">Row<script>alert(1)</script><a href="javascript:x()">y</a></li></ol>'
    pretender.answer = (200, {}, evil)
    first = block(site, timeline="abc")
    assert '<ol class="timeline"><li>Row' in first and not re.search("<script|onclick|javascript", first)
    assert block(site, timeline="abc") == first and len(pretender.asked) == 1, "one request a minute"
    assert pretender.asked == [("/embed/abc.html", None)], "what readers get, and without the key"
    pretender.answer = None
    age(site)
    assert block(site, timeline="abc") == first and len(pretender.asked) == 2
    assert block(site, timeline="abc") == first and len(pretender.asked) == 2
    pretender.answer = (200, {}, "<html><h1>It works!</h1></html>")
    age(site)
    assert block(site, timeline="abc") == first, "something else at this address is as good as nothing"
    assert f'<a href="{pretender.url}/embed/new">A &amp; B</a>' in block(site, timeline="new", title="A & B")


def test_an_editor_finds_a_story_and_readers_see_it(site: Site, desk: Desk, chromium: Any) -> None:
    connect(site, desk.url, desk.reader)
    id = story(desk, "Strike at the port", "The strike began on October 13. Two days later, ships were diverted.")
    context, sent = chromium.new_context(), []
    context.set_default_timeout(READY * 1000)
    page = context.new_page()
    page.on("request", lambda request: sent.append((request.url, request.all_headers(), request.post_data)))
    page.goto(f"{site.url}/wp-login.php")
    page.fill("#user_login", "editor")
    page.fill("#user_pass", PASSWORD)
    page.click("#wp-submit")
    page.goto(f"{site.url}/wp-admin/post-new.php")
    page.wait_for_function("window.wp?.data?.select('core/editor')?.getCurrentPostId()")
    page.evaluate("wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false)")
    page.evaluate("wp.data.dispatch('core/block-editor').insertBlocks(wp.blocks.createBlock('event-timeline/story'))")
    page.get_by_label("Words of the title").fill("port")
    page.get_by_role("button", name="Strike at the port · 2 events", exact=True).click()
    page.locator(".wp-block-event-timeline-story li", has_text="Ships were diverted").wait_for()
    page.evaluate("wp.data.dispatch('core/editor').editPost({title: 'Port news', status: 'publish'})")
    page.evaluate("wp.data.dispatch('core/editor').savePost()")
    address = page.evaluate("wp.data.select('core/editor').getPermalink()")
    saved = page.evaluate("wp.data.select('core/editor').getEditedPostContent()")
    assert f'"timeline":"{id}"' in saved and f'<a href="{desk.url}/embed/{id}">Strike at the port</a>' in saved
    assert desk.reader not in page.content() and not any(desk.reader in repr(each) for each in sent)
    page.reload()
    page.locator(".wp-block-event-timeline-story li", has_text="Ships were diverted").wait_for()
    assert page.evaluate("wp.data.select('core/block-editor').getBlocks().every(({isValid}) => isValid)")
    context.close()

    reader = chromium.new_page()
    reader.set_default_timeout(READY * 1000)
    reader.goto(address)
    reader.wait_for_function(
        "document.querySelector('event-timeline')?.shadowRoot?.querySelectorAll('time').length == 2"
    )
    reader.close()
    site.switch(on=False)
    without = httpx.get(address, timeout=READY).text
    site.php(
        "require_once ABSPATH . 'wp-admin/includes/plugin.php'; activate_plugin('event-timeline/event-timeline.php');"
    )
    assert f'<a href="{desk.url}/embed/{id}">Strike at the port</a>' in without


def test_constants_go_before_options(site: Site, pretender: Pretender, desk: Desk) -> None:
    connect(site, pretender.url, "secret")
    told = f"define('EVENT_TIMELINE_ADDRESS', '{desk.url}/'); define('EVENT_TIMELINE_KEY', '{desk.reader}');"
    found = site.php(f"{told} echo count(EventTimeline\\stories('no such story'));")
    assert found == "0" and not pretender.asked


def test_removing_it_leaves_nothing(site: Site, pretender: Pretender) -> None:
    connect(site, pretender.url, "secret")
    pretender.answer = (200, {}, '<ol class="timeline"></ol>')
    block(site, timeline="abc")
    count = "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%event_timeline%'"
    left = f'global $wpdb; echo $wpdb->get_var("{count}");'
    assert int(site.php(left)) >= 4
    uninstall = "require WP_PLUGIN_DIR . '/event-timeline/uninstall.php';"
    site.php(f"define('WP_UNINSTALL_PLUGIN', 'event-timeline'); {uninstall}")
    assert site.php(left) == "0"


def test_the_site_has_the_roles_that_are_meant(site: Site) -> None:
    names = site.php("foreach (get_users() as $user) { echo $user->user_login, '=', $user->roles[0], ' '; }").split()
    assert names == [f"{role}={role}" for role in ROLES]
