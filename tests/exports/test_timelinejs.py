"""TimelineJS3 itself, from its npm package, takes what is exported for it: its own check finds no fault."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from exports.samples import SEEDS, answer, texts
from story import STORY, TEXT

from timeline_service.exports import timelinejs
from timeline_service.schemas.answers import timeline

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "var" / "timelinejs" / "node_modules" / "@knight-lab" / "timelinejs"
PAGE = "<!doctype html><title>Timeline</title><div id='timeline' style='width: 60em; height: 30em'></div>"
TAKEN = """async (data) => {
  const timeline = new TL.Timeline("timeline", data, { font: null });
  for (let turn = 0; timeline.config === null && turn < 100; turn += 1) await new Promise((r) => setTimeout(r, 20));
  return {
    errors: timeline.config.getErrors().map(String),
    slides: timeline.config.events.map((each) => ({ id: each.unique_id, at: each.start_date.data })),
  };
}"""


@pytest.fixture(scope="module")
def taken(chromium: Any, need: Callable[..., None]) -> Iterator[Callable[[str], dict[str, Any]]]:
    """``taken(text)``: what TimelineJS3 makes of a JSON document: its errors, and its slides in their order."""
    script = PACKAGE / "dist" / "js" / "timeline.js"
    need(script.exists(), what="TimelineJS3", install="make timelinejs")
    page, faults = chromium.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route("**/*", lambda route: route.fulfill(body=PAGE, content_type="text/html"))

    def take(text: str) -> dict[str, Any]:
        page.goto("http://newsroom.test/")
        page.add_script_tag(path=script)
        made = page.evaluate(TAKEN, json.loads(text))
        assert faults == []
        return made

    yield take
    page.close()


@pytest.mark.parametrize("name", SEEDS)
def test_every_slide_of_a_story_is_taken(name: str, taken, pipeline) -> None:
    text = timelinejs.write(answer(name), texts=texts(name))
    sent, made = json.loads(text)["events"], taken(text)
    assert made["errors"] == []
    assert {each["id"] for each in made["slides"]} == {each["unique_id"] for each in sent}
    assert len(sent) >= len([event for event in answer(name)["events"] if event["when"]["earliest"]])


def test_dates_arrive_as_they_were_sent(taken) -> None:
    text = timelinejs.write(timeline(STORY), texts={"d1": TEXT})
    signed, strikes, closing = taken(text)["slides"]
    assert [signed["id"], strikes["id"], closing["id"]] == ["c1", "c2", "undated"]
    assert {name: signed["at"].get(name) for name in ("year", "month", "day")} == {"year": 2025, "month": 10, "day": 13}
    assert not signed["at"].get("hour"), "no clock time where none is known"


def test_what_it_drops_in_silence_is_seen_here(taken) -> None:
    """A slide without a date is no error to it: that is why none is ever sent."""
    made = taken('{"events": [{"start_date": {"year": 2025}, "unique_id": "a"}, {"unique_id": "b"}]}')
    assert (made["errors"], [each["id"] for each in made["slides"]]) == ([], ["a"])
