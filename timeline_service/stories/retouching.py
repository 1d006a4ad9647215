"""Corrections for which nothing has to be told again: an editor's words, a row that is hidden, one that is kept anyway.

The answer that was told is changed as telling it again would change it; tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from timeline_service.exports.reasons import with_reasons
from timeline_service.model import Correction
from timeline_service.schemas.answers import NO_EVENTS
from timeline_service.stories.own_words import OF_A_ROW, OF_THE_STORY, in_own_words

Answer = dict[str, Any]
_PUT_ON = {"reasons", *OF_A_ROW} - {"title"}


def retouched(
    answer: Mapping[str, Any], new: Collection[Correction], corrections: Collection[Correction]
) -> Answer | None:
    """The answer with ``new`` corrections, which are among ``corrections``; None where it must be told again."""
    shown = {event["id"] for event in answer.get("events", ())}
    if not shown or not all(_needs_no_telling(each, shown) for each in new):
        return None
    gone = {each.event for each in new if each.kind == "hidden"}
    return with_reasons(in_own_words(_as_told(_without(answer, gone)), corrections))


def _as_told(answer: Answer) -> Answer:
    """Without what is put on it after it is told; titles that editors wrote are written over."""
    events = [{name: value for name, value in event.items() if name not in _PUT_ON} for event in answer["events"]]
    return {**{name: value for name, value in answer.items() if name != "intro"}, "events": events}


def _needs_no_telling(correction: Correction, shown: Collection[str]) -> bool:
    if correction.kind in OF_A_ROW or correction.kind in OF_THE_STORY:
        return bool(correction.value)  # empty words give back what was told
    return correction.kind in ("hidden", "pinned") and correction.value is True and correction.event in shown


def _without(answer: Mapping[str, Any], gone: Collection[str]) -> Answer:
    if not gone:
        return dict(answer)
    kept = [event for event in answer["events"] if event["id"] not in gone]
    ids = {event["id"] for event in kept}
    notes = answer["notes"] if kept else [*answer["notes"], {"code": NO_EVENTS.code, "message": NO_EVENTS.message}]
    return {
        **answer,
        "events": [{**event, "rank": rank} for rank, event in enumerate(kept, start=1)],
        "relations": [each for each in answer["relations"] if {each["source"], each["target"]} <= ids],
        "conflicts": [each for each in answer["conflicts"] if each["claim"]["source"] in ids],
        "notes": notes,
    }
