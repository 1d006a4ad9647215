"""before, after, since, until, as, following."""
from __future__ import annotations

from timeline_service.model import Document, Language
from timeline_service.stages import stage


@stage(needs=('tokens',), gives=('signals',))
def find_signals(document: Document, language: Language) -> Document:
    """before, after, since, until, as, following."""
    return document
