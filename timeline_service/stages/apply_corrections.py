"""What editors said of status, dates, order and how much to show, as the story takes it.

A date or an order becomes a claim of the strongest kind: it goes into the same network as the evidence of the text, and
everything else is ordered with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from timeline_service.calendar.edtf import clock_offset, granularity_of, parse_edtf
from timeline_service.model import Because, Chain, Claim, Correction, Document, Event, Language, Status, Story, Timex
from timeline_service.stages import stage


@stage(
    needs=("documents", "said", "min_salience", "chains"), gives=("documents", "min_salience", "corrections")
)
def apply_corrections(story: Story, language: Language) -> Story:
    """The story with what editors said of its events and of itself; of two words on one thing the later stands."""
    if not story.said:
        return story
    least = [each.value for each in story.said if each.kind == "min_salience"]
    story = replace(story, min_salience=least[-1] if least else story.min_salience)
    return _claimed(_restated(story, story.said), story.said)


def _restated(story: Story, corrections: Iterable[Correction]) -> Story:
    """The story with the status of events as editors said it."""
    said = {each.event: each.value for each in corrections if each.kind == "status"}
    changed: dict[str, dict[str, Status]] = {}
    for chain in story.chains:
        for ref in chain.mentions if chain.id in said else ():
            changed.setdefault(ref.document, {})[ref.event] = said[chain.id]

    documents = (
        d.derived(_with_statuses, tuple(changed[d.id].items())) if d.id in changed else d for d in story.documents
    )
    return replace(story, documents=tuple(documents)) if changed else story


def _with_statuses(document: Document, said: tuple[tuple[str, Status], ...]) -> Document:
    statuses = dict(said)

    def event(each: Event) -> Event:
        status = statuses.get(each.id)
        return replace(each, status=status, because=(Because("editor", f"status: {status}"),)) if status else each

    return replace(document, events=tuple(map(event, document.events)))


def _claimed(story: Story, corrections: Iterable[Correction]) -> Story:
    """The story with dates and orders that editors gave, as claims; a date is a timex of its own without a place."""
    chains = {chain.id: chain for chain in story.chains}
    known = [each for each in corrections if each.event in chains]
    dates = list(_dates(chains, known, _zones(story.documents)))
    given: dict[str, list[Timex]] = {}
    for home, timex, _ in dates:
        given.setdefault(home, []).append(timex)
    documents = (d.derived(_with_timexes, tuple(given[d.id])) if d.id in given else d for d in story.documents)
    orders = tuple(_orders(chains, known))
    return replace(story, documents=tuple(documents), corrections=(*(claim for _, _, claim in dates), *orders))


def _with_timexes(document: Document, given: tuple[Timex, ...]) -> Document:
    return replace(document, timexes=(*document.timexes, *given))


def _zones(documents: Iterable[Document]) -> Mapping[str, int | None]:
    """The zone of each document's times, minutes east of UTC; a row that no article tells goes by the first article."""
    told = {each.id: each.dct.offset if each.dct else None for each in documents if not each.by_hand}
    first = next((zone for zone in told.values() if zone is not None), None)
    return defaultdict(lambda: first, told)


def _dates(
    chains: Mapping[str, Chain], corrections: Iterable[Correction], zones: Mapping[str, int | None]
) -> Iterator[tuple[str, Timex, Claim]]:
    for each in corrections:
        if each.kind == "date":
            home = chains[each.event].mentions[0].document
            because = Because("editor", f"date: {each.value}")
            offset, zone = clock_offset(each.value), zones[home]
            timex = Timex(
                id=f"editor-{each.event}", span=None, text=each.value, type="DATE", value=each.value, edtf=each.value,
                interval=parse_edtf(each.value).to_zone(zone, of=offset),
                offset=offset if offset is None or zone is None else zone,
                granularity=granularity_of(each.value), basis="stated", because=(because,),
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
