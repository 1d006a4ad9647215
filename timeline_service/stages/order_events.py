"""network/ admits claims strongest first, refuses what contradicts, and says so."""
from __future__ import annotations

from timeline_service.model import Story, Language
from timeline_service.stages import stage


@stage(needs=('chains', 'claims'), gives=('tlinks', 'conflicts', 'bounds', 'entries'))
def order_events(story: Story, language: Language) -> Story:
    """network/ admits claims strongest first, refuses what contradicts, and says so."""
    return story
