"""Dates in the forms that this service writes: what fields are held against where a timeline comes in."""

from __future__ import annotations

from marshmallow import ValidationError

from timeline_service.calendar.edtf import granularity_of, is_yearless
from timeline_service.calendar.intervals import Granularity
from timeline_service.model import creation_time


def day(value: str) -> None:
    """Raise ValidationError for what is no ``2025-10-13``."""
    if "/" in value or not _is(value, Granularity.DAY):
        raise _none(value)


def clock_time(value: str) -> None:
    """Raise ValidationError for what is no ``2025-10-13T14:30:00+02:00``, with its offset or without."""
    if not _is(value, Granularity.MINUTE):
        raise _none(value)


def edtf(value: str) -> None:
    """Raise ValidationError for what is no EDTF of ``calendar.edtf``."""
    if not (_is(value, *Granularity) or is_yearless(value)):
        raise _none(value)


def publication_time(value: str) -> None:
    """Raise ValidationError for what is no publication time."""
    try:
        creation_time(value)
    except ValueError as error:
        raise ValidationError(str(error)) from None


def _is(text: str, *granularities: Granularity) -> bool:
    try:
        return granularity_of(text) in granularities
    except ValueError:
        return False


def _none(value: str) -> ValidationError:
    return ValidationError(f"{value[:40]!r} is no date as this service writes it.")
