"""Posts of a live blog: what a post tells, and gives no other date, happened on its day, by the time that heads it."""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.evidence.dates import attachments
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import indexes
from timeline_service.lookups.labelled_entries import labelled
from timeline_service.model import AHEAD, Claim, Language, Story

PRECISION = measured(
    "label/post",  # "14:30 'We are sorry'. The head of the company has apologised."
)


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """One claim for each event that a post tells: on the day of the post, by the time of its label."""
    for index in indexes(story, language):
        own = {dated.event.id for dated in attachments(index)}
        for event, entry, _ in (each for each in labelled(index, own) if not each.is_on_time):
            span, interval = entry.label.span, entry.label.interval
            if interval is not None and interval.start is not None and span is not None and event.status not in AHEAD:
                yield from index.claim(
                    event, "SAME_DAY", entry.label, rule="label/post", precision=PRECISION["label/post"],
                    note=f"told at {entry.label.text}", spans=(span, event.span), origin="inferred",
                    gap=(0, interval.start % MINUTES_A_DAY),
                )  # fmt: skip
