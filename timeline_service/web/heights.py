"""How high a timeline is about to be in a frame: for hosts that ask oEmbed for a height and listen to no messages.

The figures are those of the embed page's fonts in Chromium; a test holds them near what a browser makes of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from timeline_service.stories.background import weight
from timeline_service.web.widget.agreed import AT_ONCE, SPARE

MOST = 2_400  # pixels
_RAGGED = 1.1  # lines break between words
_STRIP = 420  # pixels of a horizontal timeline


def fitting(answer: Mapping[str, Any], *, width: int, layout: str = "vertical") -> int:
    """Pixels, for an answer as readers get it in a frame of this ``width``."""
    events = answer["events"]
    if layout == "horizontal":
        return _STRIP
    shown = at_once(events)
    height = 40.0 + 34 * _lines(answer["title"] or "", width / 13) + (70 if len(shown) < len(events) else 0)
    height += 24 * _lines(answer.get("intro") or "", width / 8)
    dates = [event["when"].get("edtf") for event in shown]
    height += sum(30 for before, date in zip([None, *dates], dates, strict=False) if date != before)
    height += sum(_row(event, width) for event in shown)
    return min(math.ceil(height / 10) * 10, MOST)


def at_once(events: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The events that the widget shows before "show all", in their order."""
    if len(events) <= AT_ONCE + SPARE:
        return list(events)
    least = sorted(map(_weight, events), reverse=True)[AT_ONCE - 1]
    return [event for event in events if _weight(event) >= least or event.get("image") or event.get("text")]


def _weight(event: Mapping[str, Any]) -> float:
    tellers = len({mention["document"] for mention in event["mentions"]}) or 1
    return weight({**event, "salience": event["salience"] + math.log(tellers)})


def _row(event: Mapping[str, Any], width: int) -> float:
    room = width - 60
    height = 46 + 24 * _lines(event["title"], room / 9.2) + 24 * _lines(event.get("text") or "", room / 8)
    return height + (room * 0.66 + 30 if event.get("image") else 0) + (26 if event.get("link") else 0)


def _lines(text: str, characters: float) -> int:
    return math.ceil(_RAGGED * len(text) / characters)
