"""Tense, aspect, modality, negation, governing verb, reporting frame."""
from __future__ import annotations

from timeline_service.model import Document, Language
from timeline_service.stages import stage


@stage(needs=('tokens', 'sentences'), gives=('clauses',))
def read_clauses(document: Document, language: Language) -> Document:
    """Tense, aspect, modality, negation, governing verb, reporting frame."""
    return document
