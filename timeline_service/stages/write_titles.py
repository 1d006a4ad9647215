"""Extractive titles."""
from __future__ import annotations

from timeline_service.model import Story, Language
from timeline_service.stages import stage


@stage(needs=('entries',), gives=('entries',))
def write_titles(story: Story, language: Language) -> Story:
    """Extractive titles."""
    return story
