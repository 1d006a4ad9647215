"""A stored timeline as the newsroom gets it, over HTTP or from the command line: one shape for both."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from timeline_service.desk.documents import left_out, shown
from timeline_service.exports.corrections import in_words
from timeline_service.schemas import StoredTimelineOut
from timeline_service.store import StoredTimeline


def answer(
    timeline: StoredTimeline, *, quoted: bool, with_texts: bool = False, detail: str = "full"
) -> dict[str, Any]:
    """The timeline with its corrections in words; ``with_texts`` with its articles and the rows that were left out.

    ``quoted``: with the sentences of the articles. ``detail`` is a level of :data:`stories.levels.MOST_ROWS`.
    """
    whole = shown(timeline, quoted=quoted, detail=detail)
    said = words_of(timeline)
    whole["corrections"] = [{**each, "words": said[each["number"]]} for each in whole["corrections"]]
    if with_texts:
        whole["documents"] = [{**each, "text": timeline.texts[each["id"]]} for each in whole["documents"]]
        whole["left_out"] = {**whole["left_out"], "events": left_out(timeline)}
    found: dict[str, Any] = StoredTimelineOut().dump(whole)
    return found


def words_of(timeline: StoredTimeline) -> dict[int, str]:
    """The corrections in words, by number."""
    titles = titles_of(timeline)
    return {each.number: in_words(asdict(each), titles) for each in timeline.corrections}


def titles_of(timeline: StoredTimeline) -> dict[str, str]:
    """The titles of its events, by id; an editor's of those too that are not shown."""
    own = {each.event: each.value for each in timeline.corrections if each.kind == "title"}
    return own | {event["id"]: event["title"] for event in timeline.answer.get("events", ())}
