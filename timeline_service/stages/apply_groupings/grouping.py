"""Which mentions are one event, after editors merged and split. A part of ``apply_groupings``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from timeline_service.lookups.plans import done_first
from timeline_service.model import Anchor, Chain, Correction, Story
from timeline_service.stages.apply_groupings.identity import anchor

Mention = TypeVar("Mention")


def grouped(
    events: Mapping[str, Sequence[Mention]], corrections: Iterable[Correction], *, place: Callable[[Mention], Anchor]
) -> dict[str, tuple[Mention, ...]]:
    """Which mentions belong to which event after editors merged and split; ``place`` tells where a mention stands."""
    found = {id: tuple(mentions) for id, mentions in events.items()}
    for each in corrections:
        if each.kind == "merge" and each.event in found and each.value in found and each.event != each.value:
            found[each.value] += found.pop(each.event)
        elif each.kind == "split" and each.event in found:
            apart = tuple(mention for mention in found[each.event] if is_apart(place(mention), each.value))
            rest = tuple(mention for mention in found[each.event] if mention not in apart)
            if apart and rest:
                found |= {each.event: rest, each.value["id"]: apart}
    return found


def is_apart(anchor: Anchor, split: Mapping[str, Any]) -> bool:
    """Whether a mention stands where a split says."""
    return anchor[:2] == (split["document"], split["start"])


def regrouped(story: Story, corrections: Iterable[Correction]) -> Story:
    """The story with its chains merged and split as editors said; what has come about is told before its plan."""
    chains = {chain.id: chain.mentions for chain in story.chains}
    mentions = grouped(chains, corrections, place=lambda ref: anchor(story, ref))
    regrouped = (Chain(id, own if own == chains.get(id) else done_first(own, story)) for id, own in mentions.items())
    return replace(story, chains=tuple(regrouped))
