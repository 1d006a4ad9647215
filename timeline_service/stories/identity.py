"""What is known of the ids of events where the text of a document changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline_service.model import Anchor, Identities

_CONTEXTS = (60, 30, 15)  # code points on either side that tell one place of a text from another


def follow(known: Identities, document: str, before: str, after: str) -> Identities:
    """The same identities where the text of a document changed: an anchor moves with the words around it."""
    if before == after:
        return known

    def moved(own: Sequence[Anchor]) -> tuple[Anchor, ...]:
        there = (_moved(each, before, after) if each[0] == document else each for each in own)
        return tuple(each for each in there if each is not None)

    return replace(known, anchors={id: moved(own) for id, own in known.anchors.items()})


def _moved(anchor: Anchor, before: str, after: str) -> Anchor | None:
    document, start, end = anchor
    for around in _CONTEXTS:
        first = max(0, start - around)
        words = before[first : end + around]
        at = after.find(words)
        if at >= 0 and after.find(words, at + 1) < 0:
            return document, at + start - first, at + end - first
    return None
