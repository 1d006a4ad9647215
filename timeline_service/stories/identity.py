"""The same event keeps the same id, however often its timeline is made again.

An event is known by its anchors: where it is mentioned. A chain takes the id with which it shares most anchors; what is
new takes the next number, and a number is never given twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from timeline_service.model import Chain, MentionRef, Story

Anchor = tuple[str, int, int]  # document id, start, end
_CONTEXTS = (60, 30, 15)  # code points on either side that tell one place of a text from another


@dataclass(frozen=True, slots=True)
class Identities:
    """Which anchors each id stands for; ``given`` is the highest number ever given."""

    anchors: Mapping[str, tuple[Anchor, ...]]
    given: int = 0

    def as_data(self) -> dict[str, object]:
        """For the store."""
        return {
            "given": self.given,
            "anchors": {id: [list(anchor) for anchor in own] for id, own in self.anchors.items()},
        }

    @classmethod
    def of_data(cls, data: Mapping[str, object]) -> Identities:
        """From the store."""
        anchors: Mapping[str, list[list[object]]] = data.get("anchors", {})  # type: ignore[assignment]
        known = {id: tuple((str(d), int(s), int(e)) for d, s, e in own) for id, own in anchors.items()}  # type: ignore[call-overload]
        return cls(known, int(data.get("given", 0)))  # type: ignore[call-overload]


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


def follow(known: Identities, document: str, before: str, after: str) -> Identities:
    """The same identities where the text of a document changed: an anchor moves with the words around it."""
    if before == after:
        return known

    def moved(own: Sequence[Anchor]) -> tuple[Anchor, ...]:
        there = (_moved(each, before, after) if each[0] == document else each for each in own)
        return tuple(each for each in there if each is not None)

    return replace(known, anchors={id: moved(own) for id, own in known.anchors.items()})


def _moved(anchor: Anchor, before: str, after: str) -> Anchor | None:
    document, start, end = anchor
    for around in _CONTEXTS:
        first = max(0, start - around)
        words = before[first : end + around]
        at = after.find(words)
        if at >= 0 and after.find(words, at + 1) < 0:
            return document, at + start - first, at + end - first
    return None
