"""The TLINKs of ``/v1/annotate``: order among event instances, timexes and the creation time, as TimeML writes it."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline_service.model import Document, Event, Story

Link = dict[str, Any]

_OF_DATES = {
    "STARTS_WITHIN": "IS_INCLUDED", "WITHIN": "IS_INCLUDED", "IS_INCLUDED": "IS_INCLUDED",
    "SIMULTANEOUS": "SIMULTANEOUS", "ENDS_WITHIN": "ENDED_BY", "BEFORE": "BEFORE", "AFTER": "AFTER",
}  # fmt: skip


def tlinks(story: Story) -> list[Link]:
    """Links of a story of one document, each pair once: dates first, then what the text states, then tenses."""
    (document,) = story.documents
    found: dict[tuple[str, str], Link] = {}
    for id1, rel, id2 in (*_to_dates(story), *_among_events(story), *_identical(story), *_to_creation(document)):
        if id1 != id2 and (id1, id2) not in found and (id2, id1) not in found:
            found[id1, id2] = {"id1": id1, "id2": id2, "rel": rel}
    return list(found.values())


def instance(event: str) -> str:
    """The id of an event's one instance: ``e7`` has ``ei7``."""
    return event.replace("e", "ei", 1)


def _names(story: Story) -> dict[str, str]:
    return {chain.id: instance(chain.mentions[0].event) for chain in story.chains}


def _to_dates(story: Story) -> Iterator[tuple[str, str, str]]:
    """An event and the date it was admitted to."""
    names = _names(story)
    refused = {conflict.claim for conflict in story.conflicts}
    for claim in story.claims:
        timex = claim.target.partition("/")[2]
        if timex and timex != "t0" and claim.gap is None and claim.relation in _OF_DATES and claim not in refused:
            yield names[claim.source], _OF_DATES[claim.relation], timex


def _among_events(story: Story) -> Iterator[tuple[str, str, str]]:
    names = _names(story)
    for link in story.tlinks:
        if link.source in names and link.target in names:
            yield names[link.source], link.type, names[link.target]


def _identical(story: Story) -> Iterator[tuple[str, str, str]]:
    """Mentions of one event are simultaneous with its most telling one."""
    for chain in story.chains:
        first, *others = chain.mentions
        for other in others:
            yield instance(first.event), "SIMULTANEOUS", instance(other.event)


def _to_creation(document: Document) -> Iterator[tuple[str, str, str]]:
    """A verb and the creation time, by tense and aspect."""
    if document.dct is None:
        return
    for event in document.events:
        if relation := _of_tense(event):
            yield instance(event.id), relation, document.dct.id


def _of_tense(event: Event) -> str:
    if event.pos != "VERB" or event.polarity == "NEG":
        return ""
    if event.tense == "PAST" or (event.tense == "PRESENT" and event.aspect == "PERFECTIVE"):
        return "BEFORE"
    if event.tense == "FUTURE":
        return "AFTER"
    if event.tense == "PRESENT" and event.aspect == "PROGRESSIVE":
        return "INCLUDES"
    return "IS_INCLUDED" if event.tense == "PRESENT" and event.event_class == "REPORTING" else ""  # said that day
