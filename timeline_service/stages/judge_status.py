"""occurred, ongoing, planned, possible, denied, cancelled."""
from __future__ import annotations

from timeline_service.model import Document, Language
from timeline_service.stages import stage


@stage(needs=('clauses', 'events'), gives=('events',))
def judge_status(document: Document, language: Language) -> Document:
    """occurred, ongoing, planned, possible, denied, cancelled."""
    return document
