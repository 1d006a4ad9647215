"""A timex with what follows from its reading: value, interval, EDTF, granularity, basis. Part of ``anchor_timexes``."""

from __future__ import annotations

from dataclasses import replace

from timeline_service.calendar.edtf import edtf_of_cell, is_yearless
from timeline_service.calendar.expressions import Base
from timeline_service.calendar.timex3 import Reading, value_of
from timeline_service.model import Because, Timex


def described(
    timex: Timex,
    reading: Reading,
    *,
    source: str | None,
    rule: str = "",
    offset: int | None = None,
    civil: int | None = None,
) -> Timex:
    """The timex with all that follows from its reading.

    ``source`` is the id of the date told that it was counted from, ``rule`` the name of the rule that said so;
    ``offset`` that of its clock time, ``civil`` that of the
    publication: the interval is in civil time there, the EDTF and the value say the time as it was said.
    """
    kind, value = value_of(timex.expression, reading)
    anchor = None if reading.anchor is None else "t0" if reading.anchor is Base.SPEECH or source is None else source
    first, *rest = timex.because or (Because(""),)
    interval = reading.interval and reading.interval.to_zone(civil, of=offset)
    why = (Because(f"anchor/{rule}", spans=first.spans),) if anchor and rule else ()
    return replace(
        timex,
        type=kind,
        quant=getattr(timex.expression, "quant", None),
        freq=getattr(timex.expression, "freq", None),
        value=value + ("Z" if offset == 0 and reading.cell else ""),
        interval=interval,
        granularity=reading.granularity,
        edtf=reading.edtf(offset=offset) or (value if is_yearless(value) else None),
        offset=offset,
        anchor=anchor,
        basis="none" if reading.interval is None else "stated" if anchor is None else "resolved",
        other_readings=tuple(edtf_of_cell(other) for other in reading.others),
        because=(replace(first, note=f"counted from {anchor}" if anchor else first.note), *rest, *why),
    )
