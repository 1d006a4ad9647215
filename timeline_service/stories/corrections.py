"""What editors correct, and how it enters the story: as chains, as claims of the strongest kind, or as words.

A correction that is applied before the order is made re-orders everything else with it, since it goes into the same
network as the evidence of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from timeline_service.calendar.edtf import granularity_of, parse_edtf
from timeline_service.model import Because, Chain, Claim, Document, Event, Status, Story, Timex
from timeline_service.stories.identity import Anchor, anchor

Mention = TypeVar("Mention")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing that an editor said of one event, or of the whole story (``event`` is empty).

    ``value`` is a string, a number, a truth value, an event id or an object, by ``kind``.
    """

    kind: str
    event: str
    value: Any


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
    """The story with its chains merged and split as editors said."""
    chains = {chain.id: chain.mentions for chain in story.chains}
    mentions = grouped(chains, corrections, place=lambda ref: anchor(story, ref))
    return replace(story, chains=tuple(Chain(id, own) for id, own in mentions.items()))


def restated(story: Story, corrections: Iterable[Correction]) -> Story:
    """The story with the status of events as editors said it."""
    said = {each.event: each.value for each in corrections if each.kind == "status"}
    changed: dict[str, dict[str, Status]] = {}
    for chain in story.chains:
        for ref in chain.mentions if chain.id in said else ():
            changed.setdefault(ref.document, {})[ref.event] = said[chain.id]

    def event(document: Document, each: Event) -> Event:
        status = changed[document.id].get(each.id)
        return replace(each, status=status, because=(Because("editor", f"status: {status}"),)) if status else each

    documents = (
        replace(d, events=tuple(event(d, each) for each in d.events)) if d.id in changed else d for d in story.documents
    )
    return replace(story, documents=tuple(documents)) if changed else story


def claimed(story: Story, corrections: Iterable[Correction]) -> Story:
    """The story with dates and orders that editors gave, as claims; a date is a timex of its own without a place."""
    chains = {chain.id: chain for chain in story.chains}
    known = [each for each in corrections if each.event in chains]
    dates = list(_dates(chains, known))
    given: dict[str, list[Timex]] = {}
    for home, timex, _ in dates:
        given.setdefault(home, []).append(timex)
    documents = (replace(d, timexes=(*d.timexes, *given[d.id])) if d.id in given else d for d in story.documents)
    orders = tuple(_orders(chains, known))
    return replace(story, documents=tuple(documents), corrections=(*(claim for _, _, claim in dates), *orders))


def _dates(chains: Mapping[str, Chain], corrections: Iterable[Correction]) -> Iterator[tuple[str, Timex, Claim]]:
    for each in corrections:
        if each.kind == "date":
            home = chains[each.event].mentions[0].document
            because = Because("editor", f"date: {each.value}")
            timex = Timex(
                id=f"editor-{each.event}", span=None, text=each.value, type="DATE", value=each.value, edtf=each.value,
                interval=parse_edtf(each.value), granularity=granularity_of(each.value), basis="stated",
                because=(because,),
            )  # fmt: skip
            target = f"{home}/{timex.id}"
            yield home, timex, Claim(
                source=each.event, relation="STARTS_WITHIN", target=target, precision=1.0, because=because,
                origin="editor", document=home,
            )  # fmt: skip


def _orders(chains: Mapping[str, Chain], corrections: Iterable[Correction]) -> Iterator[Claim]:
    for each in corrections:
        if each.kind in ("before", "after") and each.value in chains:
            first, second = (each.event, each.value) if each.kind == "before" else (each.value, each.event)
            yield Claim(
                source=first, relation="BEFORE", target=second, precision=1.0, origin="editor",
                because=Because("editor", f"{first} before {second}"),
            )  # fmt: skip
