"""A date with its event, and the rules by which the two hang together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline_service.lookups.document_index import Gap
from timeline_service.model import ClaimKind, Event, Span, Timex


class Hold(StrEnum):
    """How a date and its event hang together: the rules of evidence that date an event."""

    CLAUSE = "date/clause"  # "signed on October 13"
    SINCE = "date/since"  # "shut since Wednesday"
    OBJECT = "date/object"  # "rose 2.9% in July"
    NARRATED = "date/narrated"  # "the following day": right if what it is counted from is
    REPORTED = "date/reported"  # "said the fire started on Sunday": the article's own voice is surer
    LABEL = "date/label"  # "3 May 2019: The bridge was opened by the king."
    NOUN = "date/noun"  # "the October 13 signing", "Thursday's vote"
    RELATIVE = "date/relative"  # "in March 2022, when a director noticed"
    COPULA = "date/copula"  # "the hearing is on Friday"
    COMPLEMENT = "date/complement"  # "is due to fly on Saturday"
    BETWEEN = "date/between"  # "bought between 2019 and 2022"
    MOVED = "date/moved"  # "the delivery slipped to 2027"
    ATTRIBUTE = "date/attribute"  # "next year's race is to be held in Rome": where the event has no other date
    CORRECTED = "date/corrected"  # "on Tuesday, not on Monday as first reported"
    CLIMB = "date/climb"  # "the attack on the south of the country on Oct. 7"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, its event, and how the two hang together; ``relation`` is the event's to the date."""

    event: Event
    timex: Timex
    relation: str
    hold: Hold
    preposition: str = ""
    words: tuple[Span, ...] = ()
    gap: Gap | None = None
    kind: ClaimKind = "date"
