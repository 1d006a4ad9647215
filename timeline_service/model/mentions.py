"""What the words of a document mention: times, signals of order, events with who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from timeline_service.calendar.edtf import creation_form, edtf_of_cell, edtf_offset, parse_creation
from timeline_service.calendar.intervals import Granularity, Interval
from timeline_service.calendar.timex3 import value_of_cell
from timeline_service.calendar.units import Unit
from timeline_service.model.parse import Aspect, Tense
from timeline_service.model.reasons import Because, Span

Status = Literal["occurred", "ongoing", "planned", "possible", "denied", "cancelled"]
HAPPENED: tuple[Status, ...] = ("occurred", "ongoing")  # what is more than a plan, and not denied
AHEAD: tuple[Status, ...] = ("planned", "possible")  # what may be still to come, and was not called off
Basis = Literal["stated", "resolved", "inferred", "none"]
EventPos = Literal["VERB", "NOUN", "ADJECTIVE", "PREP", "OTHER"]  # TimeML's parts of speech
WrittenAs = Literal["", "day-month", "month-day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A TIMEX3: ``type`` DATE TIME DURATION SET, ``value`` and ``mod`` as ISO 24617-1; the DCT is the timex ``t0``.

    ``expression`` is what was said (calendar/expressions.py), ``interval`` what it was taken to mean, on the axis of
    calendar/intervals.py, None where it denotes no stretch of the calendar (durations, sets, unresolved). ``anchor`` is
    the id of the timex it was resolved against. ``offset`` minutes east of UTC where known. ``span`` is None only for a
    DCT that does not stand in the text. ``other_readings`` are EDTF strings an ambiguous form could also have meant.
    ``origin`` is the order in which its writer puts day and month, where the words show it.
    """

    id: str
    span: Span | None
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    expression: Any = None
    interval: Interval | None = None
    granularity: Granularity | None = None
    edtf: str | None = None
    anchor: str | None = None
    offset: int | None = None
    basis: Basis = "none"
    other_readings: tuple[str, ...] = ()
    origin: WrittenAs = ""
    because: tuple[Because, ...] = ()


def creation_time(text: str) -> Timex:
    """The timex ``t0`` of a publication time, ``2025-10-24`` or ``2025-10-24T18:05:00+02:00``.

    Its text is the time in the one form that is kept (``creation_form``).
    Raises ValueError with a sentence that says what to write instead.
    """
    cell, offset = parse_creation(text)
    timed = cell.unit is Unit.MINUTE
    return Timex(
        id="t0",
        span=None,
        text=creation_form(text),
        type="TIME" if timed else "DATE",
        value=value_of_cell(cell) + (edtf_offset(offset) if timed else ""),
        interval=cell.interval,
        granularity=cell.unit.granularity,
        edtf=edtf_of_cell(cell, offset=offset),
        offset=offset,
        basis="stated",
        because=(Because("publication-time", "the time of publication, as given"),),
    )


@dataclass(frozen=True, slots=True)
class Signal:
    """A word that states order or bounds: ``after the truce``. ``relation`` is the TimeML type, source → target."""

    id: str
    span: Span
    text: str
    relation: str
    token: int


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part: ``role`` is ``agent patient recipient place source``, ``type`` the entity type or empty.

    ``token`` is the head word; for a pronoun that was resolved, ``stands_for`` is the head word of its noun.
    """

    span: Span
    text: str
    role: str
    token: int
    type: str = ""
    stands_for: int | None = None

    @property
    def noun(self) -> int:
        """The head word that names it: of a pronoun that was resolved the word that it stands for."""
        return self.token if self.stands_for is None else self.stands_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event mention: the trigger (a word or a few), never a clause. ``clause`` indexes ``Document.clauses``."""

    id: str
    span: Span
    text: str
    token: int
    lemma: str
    sentence: int
    clause: int | None
    event_class: str
    tense: Tense
    aspect: Aspect
    polarity: Literal["POS", "NEG"] = "POS"
    modality: str = ""
    pos: EventPos = "VERB"
    participants: tuple[Participant, ...] = ()
    attribution: Participant | None = None
    status: Status | None = None
    because: tuple[Because, ...] = ()
