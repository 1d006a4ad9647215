"""Words -> expressions, then extents."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from timeline_service.languages.base import APART
from timeline_service.languages.search import find
from timeline_service.model import Because, Document, Language, Span, Timex
from timeline_service.stages import stage


@stage(needs=("text",), wants=("blocks",), gives=("timexes",))
def find_timexes(document: Document, language: Language) -> Document:
    """Every time expression with its meaning; values are for :func:`anchor_timexes`."""
    timexes: list[Timex] = []
    for found in find(_with_labels_apart(document), language.rules):
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
                origin=found.origin,
                because=tuple(Because(name, spans=(span,)) for name in found.rules),
            )
        )
    return replace(document, timexes=tuple(timexes))


def _with_labels_apart(document: Document) -> str:
    """The text with a mark between a label and the lines around it: a date does not go on from one into the other."""
    letters = list(document.text) if any(block.kind == "label" for block in document.blocks) else document.text
    for before, block in pairwise(document.blocks):
        if "label" in (before.kind, block.kind) and isinstance(letters, list):
            gap = range(before.span.end, block.span.start)
            for n in (n for n in gap if letters[n] in "\r\n"):
                letters[n] = APART
    return "".join(letters)
