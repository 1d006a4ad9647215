"""A report written as things happen: what an entry tells, and gives no other date, happened on the day of the entry."""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service.calendar.expressions import Clock
from timeline_service.evidence.dates import attachments
from timeline_service.evidence.page import Page, pages
from timeline_service.model import Claim, Event, Language, Story, Timex

PRECISION = {
    "entries/day": 0.75,  # "14:30 'We are sorry'. The head of the company has apologised."
}
_FEWEST = 3  # times of the publication day at the head of a paragraph that make a text such a report


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """One claim for each event that the main clauses of an entry tell, until they tell of another day."""
    for page in pages(story, language):
        stamps, dct = _stamps(page), page.document.dct
        if len(stamps) < _FEWEST or dct is None:
            continue
        for event, stamp in _told(page, stamps):
            yield from page.claim(
                event, "STARTS_FROM", dct, rule="entries/day", precision=PRECISION["entries/day"],
                note=f"told at {stamp.text}", spans=(stamp.span or event.span, event.span), origin="inferred",
            )  # fmt: skip


def _stamps(page: Page) -> dict[int, Timex]:
    """Number of a block → the clock time of the publication day that it begins with."""
    dct = page.document.dct
    if dct is None or dct.interval is None:
        return {}
    times = {
        timex.span.start: timex for timex in page.document.timexes
        if timex.span and isinstance(timex.expression, Clock) and timex.interval
        and timex.interval.first_day == dct.interval.first_day
    }  # fmt: skip
    return {n: times[block.span.start] for n, block in enumerate(page.document.blocks) if block.span.start in times}


def _told(page: Page, stamps: dict[int, Timex]) -> Iterator[tuple[Event, Timex]]:
    own = {dated.event.id for dated in attachments(page)}
    stamp: Timex | None = None
    block, elsewhere = -1, False  # whether the block has come to another day
    for event in page.document.events:
        sentence = page.document.sentences[event.sentence]
        if sentence.block != block:
            passed = [n for n in stamps if block < n <= sentence.block]
            stamp = stamps[passed[-1]] if passed else stamp
            block, elsewhere = sentence.block, False
        elsewhere = elsewhere or event.id in own
        if stamp is not None and not elsewhere and sentence.kind == "body" and _is_news(page, event):
            yield event, stamp


def _is_news(page: Page, event: Event) -> bool:
    """A main clause in the simple past or the present perfect that the report itself tells."""
    clause = page.clause_at.get(event.token)
    just = clause is not None and clause.tense == "PRESENT" and clause.aspect == "PERFECTIVE" and not clause.quoted
    main = clause is not None and clause.relation in ("root", "conj", "parataxis") and not clause.marker
    return event.status == "occurred" and (page.is_told(event) or (just and main))
