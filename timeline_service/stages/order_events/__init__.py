"""Claims go into the network strongest first; what stands gives every event its bounds, its date and its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from timeline_service.calendar.intervals import Granularity
from timeline_service.calendar.units import Unit
from timeline_service.model import (
    Because,
    Bounds,
    Chain,
    Claim,
    Entry,
    Language,
    Status,
    Story,
    Timex,
    TLink,
)
from timeline_service.network.allen import TIMEML
from timeline_service.stages import stage
from timeline_service.stages.order_events.admit_claims import by_weight, is_asserted, order
from timeline_service.stages.order_events.clock_days import floating_dates, moved, set_clocks
from timeline_service.stages.order_events.date_entries import undated, unit_of, when
from timeline_service.stages.order_events.likely_days import with_likely_days
from timeline_service.stages.order_events.rank_entries import ranked

_LONGEST_SEARCH = 100  # entries looked at for a path that makes a link needless; one too many does no harm


@stage(needs=("documents", "chains", "claims"), gives=("tlinks", "conflicts", "bounds", "entries"))
def order_events(story: Story, language: Language) -> Story:
    """Relations that stand, refused claims, bounds, and one entry a chain in the order of display."""
    network = order(story)
    floating = floating_dates(story)
    network.admit(by_weight(story, [c for c in story.claims if is_asserted(c) and c.target not in floating]))
    network.shift_days()
    clocks = set_clocks(network, story)
    bounds = network.bounds()
    stated, conflicts = tuple(network.admitted), tuple(network.conflicts)
    entries = with_likely_days(_entries(story, stated, bounds, clocks), story, language)
    weak = [claim for claim in story.claims if not is_asserted(claim)]
    entries = ranked(entries, story, language, network=network, bounds=bounds, weak=weak)
    tlinks = _tlinks(stated, entries, bounds)
    linked = {chain for link in tlinks for chain in (link.source, link.target)}
    entries = [replace(e, when=undated(e.when)) if e.chain.id in linked else e for e in entries]
    return replace(story, tlinks=tlinks, conflicts=conflicts, bounds=bounds, entries=tuple(entries))


def _entries(
    story: Story, stated: Iterable[Claim], bounds: Mapping[str, Bounds], clocks: Mapping[str, int]
) -> list[Entry]:
    dates = {
        f"{document.id}/{timex.id}": timex
        for document in story.documents
        for timex in (*document.timexes, *((document.dct,) if document.dct else ()))
    }
    timexes = moved(dates, clocks)
    about: dict[str, list[Claim]] = {}
    counted: dict[str, Claim] = {}
    for claim in stated:
        about.setdefault(claim.source, []).append(claim)
        for chain in (claim.source, claim.target) if unit_of(claim) else ():
            counted[chain] = min(counted.get(chain, claim), claim, key=lambda each: (unit_of(each) or Unit.YEAR).days)
    return [
        _entry(chain, story, about.get(chain.id, []), bounds[chain.id], timexes, counted.get(chain.id))
        for chain in story.chains
    ]


def _entry(
    chain: Chain,
    story: Story,
    claims: list[Claim],
    bounds: Bounds,
    timexes: Mapping[str, Timex],
    counted: Claim | None,
) -> Entry:
    event = story.event(chain.mentions[0])
    status: Status = event.status or "occurred"
    date = when(status, claims, bounds, timexes, counted=unit_of(counted) if counted else None)
    of_date = [c for c in claims if date.timex is not None and c.target == f"{date.timex.document}/{date.timex.event}"]
    if counted is not None and date.timex is None and date.granularity in (Granularity.MONTH, Granularity.YEAR):
        of_date = [counted]
    confidence = max((c.precision for c in of_date), default=0.6 if date.placement == "bounded" else 0.5)
    reasons: tuple[Because, ...] = (*event.because, *(c.because for c in of_date[:1]))
    return Entry(chain=chain, status=status, when=date, confidence=round(confidence, 3), because=reasons)


# Relations ---------------------------------------------------------------------------------------------------------


def _tlinks(stated: Iterable[Claim], entries: list[Entry], bounds: Mapping[str, Bounds]) -> tuple[TLink, ...]:
    """The relations that stand: those that the text states or implies, and those of dates between neighbours."""
    links: dict[tuple[str, str, str], TLink] = {}
    chains = {entry.chain.id: entry for entry in entries}
    for claim in stated:
        if claim.target in chains and claim.source in chains:
            for link in _of_claim(claim, chains):
                key = (link.source, link.type, link.target)
                held = links.get(key)
                links[key] = _joined(held, link) if held else link
    linked = {frozenset((source, target)) for source, _, target in links}
    for one, other in pairwise(entries):
        last, first = bounds[one.chain.id].start.end, bounds[other.chain.id].start.start
        if last is not None and first is not None and last <= first:
            reason = Because("dates/apart", "their dates do not meet")
            link = TLink(one.chain.id, "BEFORE", other.chain.id, "dates", (reason,))
            if frozenset((link.source, link.target)) not in linked:
                links[link.source, link.type, link.target] = link
    return tuple(_reduced(list(links.values()), {entry.chain.id: entry.rank for entry in entries}))


def _joined(held: TLink, link: TLink) -> TLink:
    return replace(held, because=(*held.because, *link.because), connected=held.connected or link.connected)


def _of_claim(claim: Claim, chains: Mapping[str, Entry]) -> Iterator[TLink]:
    source, target, relation = claim.source, claim.target, claim.relation
    if relation in ("STARTS_AFTER", "AFTER", "STARTS_PAST"):
        source, target, relation = target, source, "BEFORE"
    elif relation == "STARTS_BEFORE":
        relation = "BEFORE"
    if relation in TIMEML:
        yield TLink(source, relation, target, claim.origin, (claim.because,), connected=claim.kind == "connective")


def _reduced(links: list[TLink], rank: Mapping[str, int]) -> Iterator[TLink]:
    """The links without those of inference and dates that a path of others already says."""
    after: dict[str, list[str]] = {}
    for link in links:
        if link.type == "BEFORE":
            after.setdefault(link.source, []).append(link.target)
    for link in links:
        weak = link.type == "BEFORE" and link.origin in ("inferred", "dates")
        if not (weak and _reaches(after, link.source, link.target, rank)):
            yield link


def _reaches(after: Mapping[str, list[str]], source: str, target: str, rank: Mapping[str, int]) -> bool:
    """Whether a path of two steps or more leads from one to the other: through entries ranked between them."""
    waiting = [step for step in after.get(source, ()) if rank[step] < rank[target]]
    seen = set(waiting)
    while waiting and len(seen) <= _LONGEST_SEARCH:
        for step in after.get(waiting.pop(), ()):
            if step == target:
                return True
            if step not in seen and rank[step] < rank[target]:
                seen.add(step)
                waiting.append(step)
    return False
