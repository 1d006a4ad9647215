"""Expression + anchor + tense -> interval, TIMEX3 value, EDTF."""
from __future__ import annotations

from timeline_service.model import Document, Language
from timeline_service.stages import stage


@stage(needs=('timexes',), gives=('timexes',))
def anchor_timexes(document: Document, language: Language) -> Document:
    """Expression + anchor + tense -> interval, TIMEX3 value, EDTF."""
    return document
