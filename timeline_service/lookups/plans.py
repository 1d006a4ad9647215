"""Dates for which an article planned what another tells as done: set aside where the outcome has a date of its own.

A plan that turned out differently is no contradiction between sources, nor is a date that an
article takes back: "our report said that they met on Monday".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from timeline_service.model import AHEAD, HAPPENED, Chain, Claim, MentionRef, Story


def announcing(story: Story, chain: Chain) -> frozenset[str]:
    """The documents that tell an event as a plan alone, where another tells that it has come about."""
    told: dict[str, set[str]] = defaultdict(set)
    for ref in chain.mentions:
        told[ref.document].add(story.event(ref).status or "occurred")
    if not any(statuses & {*HAPPENED} for statuses in told.values()):
        return frozenset()
    return frozenset(document for document, statuses in told.items() if statuses <= {*AHEAD})


def taken_back(story: Story) -> frozenset[MentionRef]:
    """The mentions that deny what another mention of their event tells as done."""
    denied: set[MentionRef] = set()
    for chain in story.chains:
        if len(chain.mentions) > 1:
            told = {ref: story.event(ref).status for ref in chain.mentions}
            if any(status in HAPPENED for status in told.values()):
                denied.update(ref for ref, status in told.items() if status == "denied")
    return frozenset(denied)


def done_first(mentions: tuple[MentionRef, ...], story: Story) -> tuple[MentionRef, ...]:
    """The mentions, one that tells that the event has come about before those that plan it."""
    first = next((ref for ref in mentions if story.event(ref).status in HAPPENED), None)
    if first is None or story.event(mentions[0]).status not in AHEAD:
        return mentions
    return first, *(ref for ref in mentions if ref != first)


def set_aside(claims: Iterable[Claim], story: Story) -> tuple[list[Claim], list[Claim]]:
    """The claims of a story without, and then those with, dates of plans whose outcome has a date of its own."""
    claims = list(claims)
    announced = {chain.id: announcing(story, chain) for chain in story.chains if len(chain.mentions) > 1}
    if not any(announced.values()):
        return claims, []
    dates = [claim for claim in claims if is_date(claim)]
    planned = {claim for claim in dates if claim.document in announced.get(claim.source, ())}
    dated = {claim.source for claim in dates if claim not in planned}
    aside = {claim for claim in planned if claim.source in dated}
    return [claim for claim in claims if claim not in aside], [claim for claim in claims if claim in aside]


def is_date(claim: Claim) -> bool:
    """Whether a claim of the text gives a date."""
    return claim.origin != "editor" and claim.kind in ("date", "range") and "/" in claim.target
