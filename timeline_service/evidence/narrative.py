"""A weak prior: what a paragraph tells in the simple past, it tells in order. Used for display, never for closure.

The default of narrative progression: D. Dowty, "The effects of aspectual class on the temporal structure of discourse",
Linguistics and Philosophy 9, 1986.
"""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service import deadline
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import indexes
from timeline_service.model import Claim, Language, Story

PRECISION = measured(
    "narrative/next",
)


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """Each mention that carries the story on, after the one last told in its paragraph."""
    for index in indexes(story, language):
        for event in deadline.checked(index.document.events):
            if not index.is_narrated(event) or index.is_bare(event):
                continue
            before = index.narrated_before(event)
            if before is not None:
                yield from index.claim(
                    before, "STARTS_BEFORE", event, rule="narrative/next", precision=PRECISION["narrative/next"],
                    note=f"{before.text}, then {event.text}", spans=(before.span, event.span), origin="inferred",
                )  # fmt: skip
