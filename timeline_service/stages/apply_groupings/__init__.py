"""Chains under their lasting ids, with the rows that editors made, merged and split as they said."""

from __future__ import annotations

from dataclasses import replace

from timeline_service.model import Language, Story
from timeline_service.stages import stage
from timeline_service.stages.apply_groupings.by_hand import with_rows
from timeline_service.stages.apply_groupings.grouping import regrouped
from timeline_service.stages.apply_groupings.identity import identify


@stage(needs=("documents", "said", "identities", "chains"), gives=("documents", "identities", "chains"))
def apply_groupings(story: Story, language: Language) -> Story:
    """The story with its chains as editors left them; one that is not kept has no editors, and stays as it is.

    What was said of events that are not there any more has no effect.
    """
    if story.identities is None:
        return story
    chains, known = identify(story, story.identities)
    story = replace(story, chains=chains, identities=known)
    return regrouped(with_rows(story, language, story.said, known.anchors), story.said)
