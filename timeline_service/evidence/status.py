"""What has occurred, or may have, began by the day of publication; what is planned begins on it or later.

But for what is measured over a period that has begun ("a rebound in the second half"): so may it have, then.
"""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service import deadline
from timeline_service.evidence.dates import attachments
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import DocumentIndex, indexes
from timeline_service.lookups.labelled_entries import entries
from timeline_service.model import Claim, Language, Story

PRECISION = measured(
    "status/occurred",
    "status/ongoing",
    "status/planned",
    "status/possible",  # "may have left", "she allegedly sold it": if so, then by now
)
_RELATION = {"occurred": "STARTS_BY", "ongoing": "STARTS_BY", "planned": "STARTS_FROM", "possible": "STARTS_BY"}


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """One claim a mention, against the publication date of its document."""
    for index in indexes(story, language):
        dct = index.document.dct
        if dct is None:
            continue
        begun, later = _begun(index), _posted_later(index)
        for event in deadline.checked(index.document.events):
            relation = _RELATION.get(event.status or "")
            if relation is None:
                continue
            if event.status == "planned" and event.id in begun:
                continue
            clause = index.clause_at.get(event.token)
            if event.status == "possible" and (clause is None or not clause.looks_back):
                continue
            if relation == "STARTS_BY" and index.document.sentences[event.sentence].block in later:
                continue
            rule = f"status/{event.status}"
            side = "no later" if relation == "STARTS_BY" else "no earlier"
            yield from index.claim(
                event, relation, dct, rule=rule, precision=PRECISION[rule], spans=(event.span,), origin="inferred",
                note=f"{event.status}, so it starts {side} than it was published", kind="status",
            )  # fmt: skip


def _posted_later(index: DocumentIndex) -> frozenset[int]:
    """The blocks of posts that were written after the day on which a live blog was first published."""
    published = index.document.dct.interval if index.document.dct else None
    return frozenset(
        block
        for entry in entries(index.document)
        for block in range(entry.first, entry.last)
        if published and published.end is not None and entry.label.interval
        and entry.label.interval.start is not None and entry.label.interval.start >= published.end
    )  # fmt: skip


def _begun(index: DocumentIndex) -> frozenset[str]:
    """The events that are forecast for a period in which the article was published."""
    dct = index.document.dct
    published = dct.interval.start if dct and dct.interval else None
    if published is None or not any(index.listed(event.lemma, "measured") for event in index.document.events):
        return frozenset()
    return frozenset(
        dated.event.id for dated in attachments(index)
        if index.listed(dated.event.lemma, "measured") and dated.timex.interval
        and dated.timex.interval.start is not None and dated.timex.interval.start < published
    )  # fmt: skip
