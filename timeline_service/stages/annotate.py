"""text -> sentences, tokens, entities."""
from __future__ import annotations

from timeline_service.model import Document, Language
from timeline_service.stages import stage


@stage(needs=(), gives=('tokens', 'sentences'))
def annotate(document: Document, language: Language) -> Document:
    """text -> sentences, tokens, entities."""
    return document
