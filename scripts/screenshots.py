"""The pictures of docs/widget.md, made from the seed stories: ``make screenshots``.

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


def main() -> None:
    """Make every picture, or those that are named."""
    chromium = os.environ.get("TIMELINE_TEST_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("A browser is missing: apt-get install chromium")
    with service() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        wanted = sys.argv[1:] or [*LOOKS, "desk"]
        for name, (settings, query) in ((name, look) for name, look in LOOKS.items() if name in wanted):
            context = browser.new_context(**settings)
            page = context.new_page()
            page.goto(f"{site}/embed/{STORY}{query}")
            widget(page, name)
            context.close()
        if "desk" in wanted:
            desk(browser.new_page(viewport={"width": 1280, "height": 860}), site)
        browser.close()


if __name__ == "__main__":
    main()
