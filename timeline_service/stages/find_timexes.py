"""Words -> expressions, then extents."""

from __future__ import annotations

from dataclasses import replace

from timeline_service.languages.search import find
from timeline_service.model import Because, Document, Language, Span, Timex
from timeline_service.stages import stage


@stage(needs=("text",), gives=("timexes",))
def find_timexes(document: Document, language: Language) -> Document:
    """Every time expression with its meaning; values are for :func:`anchor_timexes`."""
    timexes: list[Timex] = []
    for found in find(document.text, language.rules):
        span = Span(found.start, found.end)
        timexes.append(
            Timex(
                id=f"t{len(timexes) + 1}",
                span=span,
                text=document.text[span.start : span.end],
                type="DATE",
                value="",
                mod=found.mod,
                expression=found.expression,
                because=tuple(Because(name, spans=(span,)) for name in found.rules),
            )
        )
    return replace(document, timexes=tuple(timexes))
