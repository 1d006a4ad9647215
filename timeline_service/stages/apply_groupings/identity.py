"""The same event keeps the same id, however often its timeline is made again. A part of ``apply_groupings``.

An event is known by its anchors: where it is mentioned. A chain takes the id with which it shares most anchors; what is
new takes the next number, and a number is never given twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline_service.model import Anchor, Chain, Identities, MentionRef, Story


def anchor(story: Story, ref: MentionRef) -> Anchor:
    """Where a mention stands."""
    span = story.event(ref).span
    return ref.document, span.start, span.end


def identify(story: Story, known: Identities) -> tuple[tuple[Chain, ...], Identities]:
    """The chains of a story under their lasting ids, and what is known of ids from now on."""
    own = {chain.id: frozenset(anchor(story, ref) for ref in chain.mentions) for chain in story.chains}
    ids = _matched(story.chains, own, known)
    given, anchors = known.given, dict(known.anchors)
    for chain in story.chains:
        if chain.id not in ids:
            given += 1
            ids[chain.id] = f"e{given}"
        anchors[ids[chain.id]] = tuple(sorted(own[chain.id]))
    return tuple(replace(chain, id=ids[chain.id]) for chain in story.chains), Identities(anchors, given)


def number(id: str) -> int:
    """The number in an id, for a stable order."""
    found = re.fullmatch(r"e(\d+)", id)
    return int(found[1]) if found else 0


def _matched(chains: Sequence[Chain], own: Mapping[str, frozenset[Anchor]], known: Identities) -> dict[str, str]:
    holders: dict[Anchor, list[str]] = {}
    for id, anchors in known.anchors.items():
        for each in anchors:
            holders.setdefault(each, []).append(id)
    shared: dict[tuple[str, str], int] = {}
    for chain in chains:
        for each in own[chain.id]:
            for id in holders.get(each, ()):
                shared[chain.id, id] = shared.get((chain.id, id), 0) + 1
    found: dict[str, str] = {}
    taken: set[str] = set()
    for (chain_id, id), _ in sorted(shared.items(), key=lambda pair: (-pair[1], number(pair[0][1]), pair[0][0])):
        if chain_id not in found and id not in taken:
            found[chain_id] = id
            taken.add(id)
    return found
