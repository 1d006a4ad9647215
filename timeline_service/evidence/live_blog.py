"""A report written as things happen: what an entry tells, and gives no other date, happened on the day of the entry."""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service.calendar.expressions import Clock
from timeline_service.evidence.dates import attachments
from timeline_service.evidence.document_index import DocumentIndex, indexes
from timeline_service.model import Claim, Event, Language, Story, Timex

PRECISION = {
    "entries/day": 0.75,  # "14:30 'We are sorry'. The head of the company has apologised."
}
_FEWEST = 3  # times of the publication day at the head of a paragraph that make a text such a report


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """One claim for each event that the main clauses of an entry tell, until they tell of another day."""
    for index in indexes(story, language):
        stamps, dct = _stamps(index), index.document.dct
        if len(stamps) < _FEWEST or dct is None:
            continue
        for event, stamp in _stamped(index, stamps):
            yield from index.claim(
                event, "STARTS_FROM", dct, rule="entries/day", precision=PRECISION["entries/day"],
                note=f"told at {stamp.text}", spans=(stamp.span or event.span, event.span), origin="inferred",
            )  # fmt: skip


def _stamps(index: DocumentIndex) -> dict[int, Timex]:
    """Number of a block → the clock time of the publication day that it begins with."""
    dct = index.document.dct
    if dct is None or dct.interval is None:
        return {}
    times = {
        timex.span.start: timex for timex in index.document.timexes
        if timex.span and isinstance(timex.expression, Clock) and timex.interval
        and timex.interval.first_day == dct.interval.first_day
    }  # fmt: skip
    return {n: times[block.span.start] for n, block in enumerate(index.document.blocks) if block.span.start in times}


def _stamped(index: DocumentIndex, stamps: dict[int, Timex]) -> Iterator[tuple[Event, Timex]]:
    own = {dated.event.id for dated in attachments(index)}
    stamp: Timex | None = None
    block, elsewhere = -1, False  # whether the block has come to another day
    for event in index.document.events:
        sentence = index.document.sentences[event.sentence]
        if sentence.block != block:
            passed = [n for n in stamps if block < n <= sentence.block]
            stamp = stamps[passed[-1]] if passed else stamp
            block, elsewhere = sentence.block, False
        elsewhere = elsewhere or event.id in own
        if stamp is not None and not elsewhere and sentence.kind == "body" and _is_news(index, event):
            yield event, stamp


def _is_news(index: DocumentIndex, event: Event) -> bool:
    """A main clause in the simple past or the present perfect that the report itself tells."""
    clause = index.clause_at.get(event.token)
    just = clause is not None and clause.tense == "PRESENT" and clause.aspect == "PERFECTIVE" and not clause.quoted
    main = clause is not None and clause.relation in ("root", "conj", "parataxis") and not clause.marker
    return event.status == "occurred" and (index.is_narrated(event) or (just and main))
