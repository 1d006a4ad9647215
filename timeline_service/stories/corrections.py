"""What editors correct, and how it enters the story: as chains, as claims of the strongest kind, or as words.

A correction that is applied before the order is made re-orders everything else with it, since it goes into the same
network as the evidence of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from timeline_service.calendar.edtf import parse_edtf
from timeline_service.model import Because, Chain, Claim, Document, Event, Story, Timex
from timeline_service.schemas.dates import granularity_of
from timeline_service.stories.identity import anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing that an editor said of one event; ``value`` is a string, a truth value or an event id, by ``kind``."""

    kind: str
    event: str
    value: Any


def regrouped(story: Story, corrections: Iterable[Correction]) -> Story:
    """The story with its chains merged and split as editors said."""
    chains = {chain.id: chain for chain in story.chains}
    for each in corrections:
        if each.kind == "merge" and each.event in chains and each.value in chains and each.event != each.value:
            gone = chains.pop(each.event)
            chains[each.value] = replace(chains[each.value], mentions=(*chains[each.value].mentions, *gone.mentions))
        if each.kind == "split" and each.event in chains:
            chains |= _split(story, chains[each.event], each.value)
    return replace(story, chains=tuple(chains.values()))


def _split(story: Story, chain: Chain, value: Mapping[str, Any]) -> dict[str, Chain]:
    apart = tuple(ref for ref in chain.mentions if list(anchor(story, ref))[:2] == [value["document"], value["start"]])
    rest = tuple(ref for ref in chain.mentions if ref not in apart)
    if not apart or not rest:
        return {}
    return {chain.id: replace(chain, mentions=rest), value["id"]: Chain(value["id"], apart)}


def restated(story: Story, corrections: Iterable[Correction]) -> Story:
    """The story with the status of events as editors said it."""
    said = {each.event: each.value for each in corrections if each.kind == "status"}
    changed = {ref: said[chain.id] for chain in story.chains if chain.id in said for ref in chain.mentions}

    def event(document: Document, each: Event) -> Event:
        status = next((s for ref, s in changed.items() if ref == (document.id, each.id)), None)
        return replace(each, status=status, because=(Because("editor", f"status: {status}"),)) if status else each

    documents = (replace(d, events=tuple(event(d, each) for each in d.events)) for d in story.documents)
    return replace(story, documents=tuple(documents)) if changed else story


def claimed(story: Story, corrections: Iterable[Correction]) -> Story:
    """The story with dates and orders that editors gave, as claims; a date is a timex of its own without a place."""
    chains = {chain.id: chain for chain in story.chains}
    known = [each for each in corrections if each.event in chains]
    dates = list(_dates(chains, known))
    documents = (
        replace(d, timexes=(*d.timexes, *(timex for home, timex, _ in dates if home == d.id))) for d in story.documents
    )
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
