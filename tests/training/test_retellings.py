"""The stories that are told again: every mark is one word of an event that the story has."""
from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

STORIES = Path(__file__).parents[2] / "training" / "retellings"
MARK = re.compile(r"\[\[(\w+):([^\]\s]+)\]\]")


def test_every_telling_marks_words_of_events_that_its_story_has() -> None:
    stories = [json.loads(line) for path in sorted(STORIES.glob("*.jsonl"))
               for line in path.read_text(encoding="utf-8").splitlines()]  # fmt: skip
    assert len({story["id"] for story in stories}) == len(stories) > 900
    for story in stories:
        marked = [MARK.findall(telling["text"]) for telling in story["tellings"]]
        assert all(marked) and {event for own in marked for event, _ in own} == {*story["events"]}, story["id"]
        for telling in story["tellings"]:
            date.fromisoformat(telling["published"])
            assert not re.search(r"[\[\]]{2}", MARK.sub("", telling["text"])), telling["text"]
