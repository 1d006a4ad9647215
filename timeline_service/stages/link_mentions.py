"""One event, one node: within an article and across articles."""
from __future__ import annotations

from timeline_service.model import Story, Language
from timeline_service.stages import stage


@stage(needs=('documents',), gives=('chains',))
def link_mentions(story: Story, language: Language) -> Story:
    """One event, one node: within an article and across articles."""
    return story
