"""What people marked on an article, as ``gold.json`` has it: which words tell which event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from timeline_service.model import Span

Gold = Mapping[str, Any]


def place(marked: Gold) -> Span:
    """Where marked words stand."""
    return Span(marked["start"], marked["end"])


def places(event: Gold) -> list[Span]:
    """The words that tell a marked event, those that tell it best first."""
    return [place(each) for each in (event["trigger"], *event["alternatives"])]


def told_by(span: Span, events: Sequence[Gold]) -> list[int]:
    """The numbers of the marked events that words tell."""
    return [n for n, event in enumerate(events) if any(span.overlaps(each) for each in places(event))]
