"""Salience."""
from __future__ import annotations

from timeline_service.model import Story, Language
from timeline_service.stages import stage


@stage(needs=('entries',), gives=('entries',))
def select_entries(story: Story, language: Language) -> Story:
    """Salience."""
    return story
