"""What is known of the order of events: chains of mentions, claims, the links that stand, the bounds that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from timeline_service.calendar.intervals import Interval
from timeline_service.model.reasons import Because

Origin = Literal["stated", "dates", "inferred", "editor"]
ClaimKind = Literal["order", "connective", "counted", "date", "since", "range", "status", "told"]


class MentionRef(NamedTuple):
    """An event mention of a story: document id and event id."""

    document: str
    event: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One event with all its mentions (a coreference chain), the most telling mention first."""

    id: str
    mentions: tuple[MentionRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A piece of evidence for an order or a date; it may be wrong.

    ``source`` is a chain id; ``target`` a chain id or ``document_id/timex_id``. ``relation`` is a name in
    ``network.allen.RELATIONS``. ``gap`` bounds start(target) − start(source), minutes, inclusive; None where unsaid.
    ``precision`` is the estimated share of such claims that are right, in [0, 1] (see evidence/). ``kind`` says what
    sort of evidence it is: a word that connects two events, a distance ``counted`` between two, a date, one that
    something lasts ``since``, an end of a ``range`` of dates, what a ``status`` says of publication, the day that was
    ``told`` last before, which is shown and not asserted; ``order`` is all else.
    """

    source: str
    relation: str
    target: str
    precision: float
    because: Because
    document: str | None = None
    origin: Origin = "stated"
    gap: tuple[int | None, int | None] | None = None
    kind: ClaimKind = "order"


@dataclass(frozen=True, slots=True)
class TLink:
    """An order that stands: TimeML relation ``type`` from ``source`` to ``target`` (chain ids), with its reasons.

    ``connected`` where a word of the text states it: "after", "until".
    """

    source: str
    type: str
    target: str
    origin: Origin
    because: tuple[Because, ...] = ()
    connected: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim that was refused, with the admitted claims that contradict it together."""

    claim: Claim
    against: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the network knows of one chain: its start lies in ``[start.start, start.end)``; the same for its end."""

    start: Interval
    end: Interval
