"""How many of the rows that were found are shown, where it is not all of them: counts, and a note that says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Answer = dict[str, Any]


def rows_in_all(answer: Mapping[str, Any]) -> int:
    """The rows of an answer, and those that are worth one and had no room in it."""
    return len(answer["events"]) + answer.get("left_out", {}).get("crowded_out", 0)


def extent_in_words(answer: Mapping[str, Any]) -> str | None:
    """``12 of 40 rows are shown.``; None where all are."""
    counts = answer.get("detail")
    return f"{counts['shown']} of {counts['of']} rows are shown." if counts and counts["shown"] < counts["of"] else None


def with_room_told(answer: Mapping[str, Any], *, more: str) -> Answer:
    """The answer with ``detail`` and a note where rows had no room; ``more`` says how to see them."""
    shown, every = len(answer["events"]), rows_in_all(answer)
    if shown == every:
        return dict(answer)
    said = f"{shown} of {every} rows are shown, the weightiest: there was no room for more. {more}"
    return with_extent(answer, level="full", every=every, note={"code": "crowded-out", "message": said})


def with_extent(answer: Mapping[str, Any], *, level: str, every: int, note: Mapping[str, str] | None) -> Answer:
    """The answer with how many of ``every`` row it shows, and with a note of it."""
    counts = {"level": level, "shown": len(answer["events"]), "of": every}
    return {**answer, "detail": counts, "notes": [*answer["notes"], *([note] if note else [])]}
