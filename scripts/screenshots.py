"""The pictures of docs/widget.md, made from the seed stories: ``make screenshots``, or with the names of some.

Starts the service on a store of its own, and Debian's Chromium (or the one that TIMELINE_TEST_CHROMIUM names).
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from timeline_service import seeding
from timeline_service.settings import Settings
from timeline_service.web import create_app

ROOT = Path(__file__).parents[1]
STORY = "skerrow-bridge-5-reopening"
WIDE, PHONE, PAPER = ({"width": width, "height": 600} for width in (760, 320, 720))
LOOKS: dict[str, tuple[dict[str, Any], str]] = {
    "light": ({"viewport": WIDE}, ""),
    "dark": ({"viewport": WIDE, "color_scheme": "dark"}, "?layout=compact"),
    "horizontal": ({"viewport": {"width": 1100, "height": 600}}, "?layout=horizontal"),
    "mobile": ({"viewport": PHONE}, ""),
    "rtl": ({"viewport": PHONE}, "?lang=ar"),
    "forced-colours": ({"viewport": PHONE, "forced_colors": "active", "color_scheme": "dark"}, "?order=desc&lang=de"),
    "print": ({"viewport": PAPER}, ""),
}
PAGES = ("home", "desk", "stored", "sign-in", "docs", "story", "withdrawn")
ENGLISH = {
    "LANGUAGE": "en", "DIRECTION": "ltr", "PLACE": "Harbour edition", "KICKER": "Skerrow bridge",
    "HEADLINE": "The bridge opens again, and the town counts what it cost", "BYLINE": "From our harbour reporter",
    "FIRST": "For weeks the only way across was a bus that left when it was full. On the bridge itself nothing moved.",
    "LAST": "The port authority has promised a report. Nobody on the quay expects it to be short.",
}  # fmt: skip
ARABIC = ENGLISH | {
    "LANGUAGE": "ar", "DIRECTION": "rtl", "PLACE": "طبعة الميناء", "KICKER": "جسر سكيرو",
    "HEADLINE": "الجسر يفتح من جديد", "BYLINE": "من مراسلنا في الميناء",
    "FIRST": "ظل الطريق الوحيد إلى الضفة الأخرى أسابيع حافلة تنطلق حين تمتلئ.", "LAST": "وعدت سلطة الميناء بتقرير.",
}  # fmt: skip
PAPERS: dict[str, tuple[dict[str, Any], str, dict[str, str]]] = {
    "light": ({"viewport": {"width": 900, "height": 900}}, "", ENGLISH),
    "dark": ({"viewport": {"width": 900, "height": 900}, "color_scheme": "dark"}, "", ENGLISH),
    "320": ({"viewport": PHONE}, "", ENGLISH),
    "horizontal": ({"viewport": {"width": 900, "height": 900}}, "layout=horizontal", ENGLISH),
    "rtl": ({"viewport": {"width": 900, "height": 900}}, "", ARABIC),
    "print": ({"viewport": {"width": 794, "height": 1123}}, "", ENGLISH),
}


@contextmanager
def service() -> Iterator[str]:
    """The service with the seed story in it; gives its address."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/timelines.sqlite3")
        app = create_app(settings, keyless=True)
        seeds = [seed for seed in seeding.read(seeding.folder(settings)) if seed.name == STORY]
        seeding.put(STORY, seeds, app.extensions["store"], longest=settings.max_text, now=datetime.now(UTC))
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        app.extensions["store"].close()


def widget(page: Page, name: str) -> None:
    """Open two events, or all for paper; then the picture."""
    page.locator("[part~=event]").filter(visible=True).first.wait_for()
    if name == "print":
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    else:
        page.locator("[part~=summary]").filter(visible=True).first.click()
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)  # the light of the event fades out
    page.screenshot(path=ROOT / "docs" / "images" / f"widget-{name}.png", full_page=name != "dark")


def desk(page: Page, site: str) -> None:
    """The workspace with an article in it, one of its rows opened, and the bars of its dates."""
    seed = tomllib.loads((ROOT / "seeds" / f"{STORY}.toml").read_text(encoding="utf-8"))
    page.goto(site)
    page.get_by_role("textbox", name="Article", exact=True).fill(seed["article"].strip())
    page.get_by_label("Published on").fill(seed["published_at"][:10])
    page.get_by_role("button", name="Make the timeline").click()
    page.locator("#rows > li").first.wait_for()
    page.locator("#rows > li").nth(1).hover()
    page.wait_for_timeout(300)  # the light fades in
    page.screenshot(path=ROOT / "docs" / "images" / "page-try.png")
    page.get_by_text("How precisely the dates are known").click()
    page.locator("#bounds").screenshot(path=ROOT / "docs" / "images" / "page-bounds.png")
    page.locator("#rows [data-control=more]").nth(1).click()
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=ROOT / "docs" / "images" / "page-edit.png")


def paper(page: Page, site: str, name: str) -> None:
    """The widget in an article of a made-up newspaper."""
    _, attributes, words = PAPERS[name]
    text = (ROOT / "scripts" / "newspaper.html").read_text(encoding="utf-8")
    for mark, word in (words | {"STORY": STORY, "ATTRIBUTES": attributes}).items():
        text = text.replace(mark, word)
    page.route("**/article", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    page.goto(f"{site}/article")
    page.locator("[part~=event]").filter(visible=True).first.wait_for()
    if name == "print":
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.screenshot(path=ROOT / "docs" / "images" / f"paper-{name}.png", full_page=True)


def pages(page: Page, site: str, name: str) -> None:
    """The pages of the service as they come."""
    paths = {"home": "/", "sign-in": "/", "docs": "/docs", "story": f"/stories/{STORY}", "withdrawn": "/embed/gone"}
    if name == "stored":
        made = page.request.post(f"{site}/v1/timelines", data={"documents": [_article()]}).json()
        paths["stored"] = f"/timelines/{made['id']}/edit"
    page.goto(site + paths[name])
    page.wait_for_load_state("networkidle") if name not in ("stored",) else page.locator("#rows > li").first.wait_for()
    if name == "sign-in":
        page.evaluate("document.getElementById('key').hidden = false")
    page.screenshot(path=ROOT / "docs" / "images" / f"page-{name}.png")


def _article() -> dict[str, str]:
    seed = tomllib.loads((ROOT / "seeds" / f"{STORY}.toml").read_text(encoding="utf-8"))
    return {"text": seed["article"].strip(), "published_at": seed["published_at"][:10]}


def main() -> None:
    """Make every picture, or those that are named."""
    chromium = os.environ.get("TIMELINE_TEST_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("A browser is missing: apt-get install chromium")
    with service() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        wanted = sys.argv[1:] or [*LOOKS, *(f"paper-{name}" for name in PAPERS), *PAGES]
        for name, (settings, query) in ((name, look) for name, look in LOOKS.items() if name in wanted):
            context = browser.new_context(**settings)
            page = context.new_page()
            page.goto(f"{site}/embed/{STORY}{query}")
            widget(page, name)
            context.close()
        for name in (name for name in PAPERS if f"paper-{name}" in wanted):
            context = browser.new_context(**PAPERS[name][0])
            paper(context.new_page(), site, name)
            context.close()
        for name in (name for name in PAGES if name in wanted and name != "desk"):
            context = browser.new_context(viewport={"width": 1280, "height": 860})
            pages(context.new_page(), site, name)
            context.close()
        if "desk" in wanted:
            desk(browser.new_page(viewport={"width": 1280, "height": 860}), site)
        browser.close()


if __name__ == "__main__":
    main()
