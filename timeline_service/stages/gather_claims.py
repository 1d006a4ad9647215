"""evidence/ proposes order and dates with reasons; corrections are claims too."""
from __future__ import annotations

from timeline_service.model import Story, Language
from timeline_service.stages import stage


@stage(needs=('documents', 'chains'), gives=('claims',))
def gather_claims(story: Story, language: Language) -> Story:
    """evidence/ proposes order and dates with reasons; corrections are claims too."""
    return story
