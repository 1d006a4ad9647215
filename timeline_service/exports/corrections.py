"""What an editor corrected, in a sentence: for the history and for the list of corrections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline_service.exports import words


def in_words(correction: Mapping[str, Any], titles: Mapping[str, str], *, was: Any = None) -> str:
    """One correction for people; ``titles`` by event id, ``was`` what stood there before, if that is known."""
    kind, value = correction["kind"], correction["value"]
    row = f"“{titles.get(correction['event'], 'an event that is not shown')}”"
    other = f"“{titles.get(value, 'an event that is not shown')}”" if isinstance(value, str) else ""
    match kind:
        case "title":
            return f"title “{value}”" + (f" instead of “{was}”" if was and was != value else "")
        case "date":
            before = f" instead of {words.when(was)}" if was else ""
            return f"{row} dated {words.edtf(value)}{before}"
        case "status":
            before = f" instead of {words.STATUSES[was]}" if was and was != value else ""
            return f"{row} marked as {words.STATUSES[value]}{before}"
        case "hidden":
            return f"{row} {'taken off the timeline' if value else 'put back on the timeline'}"
        case "pinned":
            return f"{row} {'kept on the timeline' if value else 'no longer kept by hand'}"
        case "merge":
            return f"{row} joined with {other}"
        case "split":
            return f"one mention of {row} made an event of its own"
        case "before" | "after":
            return f"{row} put {kind} {other}"
        case "added":
            return f"{row} added" + (f" from the words “{value['text']}”" if value.get("text") else "")
        case "headline":
            return f"headline “{value}”" if value else "headline as in the article"
        case "intro":
            return "introduction written" if value else "introduction taken out"
        case "min_salience":
            return "as many rows as an editor would keep" if value is None else f"rows from salience {value:g} on"
    named = {"text": "text", "link": "link", "image": "picture", "source": "source"}.get(kind, kind)
    return f"{named} of {row} {'set' if value else 'taken out'}"
