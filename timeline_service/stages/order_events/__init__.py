"""Claims go into the network strongest first; what stands gives every event its bounds, its date and its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval, ordinal
from timeline_service.model import (
    Because,
    Bounds,
    Chain,
    Claim,
    Clause,
    Document,
    Entry,
    Event,
    Language,
    Status,
    Story,
    Timex,
    TLink,
)
from timeline_service.network.allen import TIMEML
from timeline_service.stages import stage
from timeline_service.stages.order_events.admit_claims import Order, by_weight, is_asserted, order, whole_days
from timeline_service.stages.order_events.clock_days import is_floating, moved, set_clocks
from timeline_service.stages.order_events.date_entries import undated, when
from timeline_service.stages.order_events.likely_days import with_likely_days

_YEAR = 366 * MINUTES_A_DAY
_AHEAD = ("planned", "possible", "cancelled")
_LONGEST_SEARCH = 100  # entries looked at for a path that makes a link needless; one too many does no harm


@stage(needs=("documents", "chains", "claims"), gives=("tlinks", "conflicts", "bounds", "entries"))
def order_events(story: Story, language: Language) -> Story:
    """Relations that stand, refused claims, bounds, and one entry a chain in the order of display."""
    network = order(story)
    floating = is_floating(story)
    network.admit(by_weight(story, [c for c in story.claims if is_asserted(c) and c.target not in floating]))
    network.shift_days()
    clocks = set_clocks(network, story)
    bounds = network.bounds()
    stated, conflicts = tuple(network.admitted), tuple(network.conflicts)
    network.admit(claim for claim in story.claims if not is_asserted(claim) and not _excluded(claim, bounds))
    entries = with_likely_days(_entries(story, stated, bounds, clocks), story, language)
    entries = _ranked(entries, story, network, bounds)
    tlinks = _tlinks(stated, entries, bounds)
    linked = {chain for link in tlinks for chain in (link.source, link.target)}
    entries = [replace(e, when=undated(e.when)) if e.chain.id in linked else e for e in entries]
    return replace(story, tlinks=tlinks, conflicts=conflicts, bounds=bounds, entries=tuple(entries))


def _excluded(claim: Claim, bounds: Mapping[str, Bounds]) -> bool:
    """Whether the dates alone refuse an order that nobody stated: cheap to see, and dear to search for."""
    source, target = bounds.get(claim.source), bounds.get(claim.target)
    if claim.relation != "STARTS_BEFORE" or source is None or target is None:
        return False
    earliest, latest = source.start.start, target.start.end
    return earliest is not None and latest is not None and earliest >= latest


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
    for claim in stated:
        about.setdefault(claim.source, []).append(claim)
    return [_entry(chain, story, about.get(chain.id, []), bounds[chain.id], timexes) for chain in story.chains]


def _entry(chain: Chain, story: Story, claims: list[Claim], bounds: Bounds, timexes: Mapping[str, Timex]) -> Entry:
    event = story.event(chain.mentions[0])
    status: Status = event.status or "occurred"
    date = when(status, claims, bounds, timexes)
    of_date = [c for c in claims if date.timex is not None and c.target == f"{date.timex.document}/{date.timex.event}"]
    confidence = max((c.precision for c in of_date), default=0.6 if date.placement == "bounded" else 0.5)
    reasons: tuple[Because, ...] = (*event.because, *(c.because for c in of_date[:1]))
    return Entry(chain=chain, status=status, when=date, confidence=round(confidence, 3), because=reasons)


def _published(story: Story, chain: Chain) -> Interval | None:
    """The day on which the article of the most telling mention was published."""
    dct = story.document(chain.mentions[0].document).dct
    return None if dct is None or dct.interval is None else whole_days(dct.interval)


# Rank --------------------------------------------------------------------------------------------------------------


def _ranked(entries: list[Entry], story: Story, network: Order, bounds: Mapping[str, Bounds]) -> list[Entry]:
    """The entries by a schedule that keeps all that stands; what it leaves open is settled by :func:`_wanted`."""
    place = {entry.chain.id: _place(entry, story) for entry in entries}
    starts = network.starts(_wanted(sorted(entries, key=lambda e: place[e.chain.id]), story, bounds))
    entries = sorted(entries, key=lambda e: (starts[e.chain.id], place[e.chain.id]))
    return [replace(entry, rank=rank) for rank, entry in enumerate(entries, start=1)]


def _place(entry: Entry, story: Story) -> tuple[int, int]:
    ref = entry.chain.mentions[0]
    return story.place(ref.document), story.event(ref).token


def _wanted(entries: Iterable[Entry], story: Story, bounds: Mapping[str, Bounds]) -> dict[str, int]:
    """Where each entry would stand if nothing else were known; minutes.

    A dated one in the middle of its date, one of an unknown year in the year before; an undated past one with what was
    told last before it, one that looks back just before that; an undated one of the future after publication or what
    it comes after, or at its deadline.
    """
    wanted: dict[str, int] = {}
    told: tuple[int, int] | None = None  # (block, minute) of the last dated past event
    entries = list(entries)
    past = [e.when.bounds.end for e in entries if e.when.placement == "dated" and e.status not in _AHEAD]
    latest = max((end for end in past if end is not None), default=0)
    for entry in entries:
        event = story.event(entry.chain.mentions[0])
        document = story.document(entry.chain.mentions[0].document)
        block = document.sentences[event.sentence].block if document.sentences else 0
        middle = _middle(entry.when.days if entry.when.placement == "dated" else Interval(None, None))
        published = _published(story, entry.chain)
        now = published.start if published and published.start is not None else latest
        if middle is None and (into_year := _into_year(entry.when.edtf)) is not None:
            middle = now - _YEAR + into_year
        if middle is not None:
            wanted[entry.chain.id] = middle
            if entry.status not in _AHEAD:
                told = (block, middle)
        elif entry.status in _AHEAD:
            opens, deadline = entry.when.bounds.start or now, entry.when.bounds.end
            wanted[entry.chain.id] = max(opens, now) + MINUTES_A_DAY if deadline is None else deadline
        else:
            around = told[1] if told is not None and told[0] == block else now + MINUTES_A_DAY // 2
            wanted[entry.chain.id] = around - _looks_back(document, event)
    return wanted


def _looks_back(document: Document, event: Event) -> bool:
    """ "The bank had failed", "a man who lost his house", "a letter sent to him": before what is told around it."""
    clause = document.derived(_clauses).get(event.token)
    if clause is None:
        return False
    if clause.relation == "acl":
        return clause.tense == "PASTPART"
    return clause.tense == "PAST" and (clause.aspect.startswith("PERFECTIVE") or clause.relation == "acl:relcl")


def _clauses(document: Document) -> dict[int, Clause]:
    return {clause.head: clause for clause in document.clauses}


def _into_year(edtf: str | None) -> int | None:
    """Minutes from New Year's Day to a day of a year that is not known, ``XXXX-10-13``; None for another date."""
    match = re.fullmatch(r"XXXX-(\d\d)(?:-(\d\d))?", edtf or "")
    return (ordinal(4, int(match[1]), int(match[2] or 1)) - ordinal(4)) * MINUTES_A_DAY if match else None


def _middle(interval: Interval) -> int | None:
    if interval.start is None or interval.end is None:
        return None
    return (interval.start + interval.end) // 2


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
