"""Words -> expressions, then extents."""
from __future__ import annotations

from timeline_service.model import Document, Language
from timeline_service.stages import stage


@stage(needs=(), gives=('timexes',))
def find_timexes(document: Document, language: Language) -> Document:
    """Words -> expressions, then extents."""
    return document
