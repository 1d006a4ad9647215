"""Pages of thousands of parts are read, or refused, in the time of the processor that a request may take."""

from __future__ import annotations

import time

import pytest

from timeline_service.ingest import Unreadable, from_html

MOST = 20  # seconds of computing; TIMELINE_DEADLINE is 30
PAGES = {
    "headings with dates": "<h3>3 May 2019: The bridge</h3><p>It was closed on that day.</p>" * 20_000,
    "terms with dates": "<dl>" + "<dt>3 May 2019: The bridge</dt><dd>It was closed.</dd>" * 20_000 + "</dl>",
    "labels": "<p>3 May 2019:</p>" * 50_000,
    "cells over rows": "<table>" + "<tr><td rowspan=99>2019<td>The bridge was closed today.</tr>" * 20_000 + "</table>",
    "inline elements": "<p>" + "<span>Ab</span>" * 80_000 + "</p>",
    "inline elements, nested": "<div>" * 250 + "<b>Ab</b><i>Bc</i>" * 50_000 + "</div>" * 250,
    "line breaks": "<p>" + "a<br>" * 200_000 + "</p>",
    "hidden paragraphs": "<p hidden>It was closed.</p>" * 50_000,
    "times": "<p>" + "<time datetime=2019-05-03 class=x>3 May</time> " * 20_000 + "</p>",
}


@pytest.mark.parametrize("shape", PAGES)
def test_a_page_of_thousands_of_parts(shape: str) -> None:
    began = time.process_time()
    try:
        assert from_html(f"<html><body>{PAGES[shape]}</body></html>").text
    except Unreadable as refused:
        assert "No article text" in str(refused)
    assert time.process_time() - began < MOST
