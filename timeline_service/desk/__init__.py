"""What a newsroom does with its stored timelines: what becomes of its documents, and how that is kept."""

from timeline_service.desk.answers import answer, titles_of
from timeline_service.desk.documents import (
    MOST_DOCUMENTS,
    TooMany,
    annotated,
    canceled,
    correction_of,
    corrections,
    exported,
    is_canceled,
    left_out,
    opened,
    remade,
    replaced,
    shown,
    with_document,
    without_document,
)
from timeline_service.desk.publishing import Unpublishable, altered, publish_due, told
from timeline_service.desk.transactions import Desk, NoTimeline, Once, Telling, UnderWay, UsedOtherwise, now

__all__ = [
    "MOST_DOCUMENTS",
    "Desk",
    "NoTimeline",
    "Once",
    "Telling",
    "TooMany",
    "UnderWay",
    "Unpublishable",
    "UsedOtherwise",
    "altered",
    "annotated",
    "answer",
    "canceled",
    "correction_of",
    "corrections",
    "exported",
    "is_canceled",
    "left_out",
    "now",
    "opened",
    "publish_due",
    "remade",
    "replaced",
    "shown",
    "titles_of",
    "told",
    "with_document",
    "without_document",
]
