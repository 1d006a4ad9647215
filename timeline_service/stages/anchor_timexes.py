"""Expression + anchor + tense -> interval, TIMEX3 value, EDTF."""
from __future__ import annotations

from dataclasses import replace

from timeline_service.calendar.resolve import Anchors, Direction, resolve
from timeline_service.calendar.timex3 import value_of
from timeline_service.calendar.units import Cell, Unit
from timeline_service.model import Document, Language, Timex
from timeline_service.stages import stage


@stage(needs=("timexes",), gives=("timexes",))
def anchor_timexes(document: Document, language: Language) -> Document:
    """Every timex with its value."""
    speech = None
    if document.dct and document.dct.interval and document.dct.interval.start is not None:
        speech = Cell.at(Unit.DAY, document.dct.interval.start)
    anchors = Anchors(speech=speech, narrated=None, direction=Direction.PAST)
    return replace(document, timexes=tuple(_anchored(t, anchors) for t in document.timexes))


def _anchored(timex: Timex, anchors: Anchors) -> Timex:
    reading = resolve(timex.expression, anchors)
    kind, value = value_of(timex.expression, reading)
    return replace(timex, type=kind, value=value, interval=reading.interval, granularity=reading.granularity, edtf=reading.edtf())
