"""EDTF (ISO 8601-2, https://www.loc.gov/standards/datetime/): written from calendar cells, and read back.

The forms of the contract: level 1, the quarters 33–36 of level 2, and ``XXXX-10-13`` where the year is not known. A
form that EDTF has not (a week, a half-year, a weekend) is written as the interval of its days.
"""

from __future__ import annotations

import re

from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity, Interval, iso_day
from timeline_service.calendar.units import Cell, Unit

_SEASON_FIRST, _QUARTER_FIRST = 21, 33
_WESTMOST, _EASTMOST = -12 * 60, 14 * 60  # minutes east of UTC


def iso_year(year: int) -> str:
    """Four digits, with a minus sign before the year 0."""
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def edtf_of_cell(cell: Cell, *, offset: int | None = None) -> str:
    """The EDTF string of a cell; a clock time carries its ``offset`` (minutes east of UTC) where known."""
    year, month, _ = cell.date
    unit = cell.unit
    if unit in (Unit.MINUTE, Unit.HOUR):
        day, minute = divmod(cell.start, MINUTES_A_DAY)
        return f"{iso_day(day)}T{minute // 60:02d}:{minute % 60:02d}:00{edtf_offset(offset)}"
    if unit is Unit.DAY:
        return iso_day(cell.index)
    if unit is Unit.MONTH:
        return f"{iso_year(year)}-{month:02d}"
    if unit is Unit.SEASON:
        return f"{iso_year(year)}-{_SEASON_FIRST + (month - 3) // 3 % 4}"
    if unit is Unit.QUARTER:
        return f"{iso_year(year)}-{_QUARTER_FIRST + (month - 1) // 3}"
    if unit is Unit.YEAR:
        return iso_year(year)
    if unit is Unit.DECADE and year > 0:
        return f"{iso_year(year)[:-1]}X"
    if unit is Unit.CENTURY and year > 0:
        return f"{iso_year(year)[:-2]}XX"
    return edtf_of_interval(cell.interval)


def edtf_offset(offset: int | None) -> str:
    """``Z``, ``+02:00`` or nothing."""
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"


def edtf_of_interval(interval: Interval) -> str:
    """``A/B`` in days, ``..`` on an unbounded side; one day is written as that day. No times inside intervals."""
    first, last = interval.earliest or "..", interval.latest or ".."
    return first if first == last and first != ".." else f"{first}/{last}"


def approximate(edtf: str) -> str:
    """A date that is known about: ``2025-10-13~``, ``2025-10-13~/2025-10-20~`` (level 1)."""
    return "/".join(side if side == ".." else f"{side}~" for side in edtf.split("/"))


_YEARS = r"(\d{4}|-(?!0000)\d{4})"
_YEAR = re.compile(_YEARS, re.ASCII)
_MONTH = re.compile(rf"{_YEARS}-(\d\d)", re.ASCII)
_DAY = re.compile(rf"{_YEARS}-(\d\d)-(\d\d)", re.ASCII)
_CLOCK = re.compile(r"T([01]\d|2[0-3]):([0-5]\d):[0-5]\d(Z|[+-]\d\d:\d\d)?", re.ASCII)
_YEARLESS = re.compile(r"XXXX-\d\d-\d\d", re.ASCII)
_DECADE, _CENTURY = re.compile(r"\d{3}X", re.ASCII), re.compile(r"\d\dXX", re.ASCII)


def parse_edtf(text: str, *, granularity: Granularity | None = None) -> Interval:
    """The interval of an EDTF string of the forms this module writes; raises ValueError for anything else.

    A clock time is one minute, or one hour where ``granularity`` says so; its offset is not applied. ``../..`` says
    nothing, and is none of them.
    """
    first, is_interval, last = text.partition("/")
    if is_interval and not first == last == "..":
        start = None if first == ".." else _parse_date(first).start
        end = None if last == ".." else _parse_date(last).end
        return Interval(start, end)
    date, is_clock, _ = text.partition("T")
    if not is_clock:
        return _parse_date(text)
    clock = _CLOCK.fullmatch(text, len(date))
    day = _DAY.fullmatch(date)
    if day is None or clock is None:
        raise _no_form(text)
    offset_of(clock[3])
    minute = Cell.of_day(*map(int, day.groups())).start + int(clock[1]) * 60 + int(clock[2])
    return Interval(minute, minute + (60 if granularity is Granularity.HOUR else 1))


def clock_offset(text: str) -> int | None:
    """Minutes east of UTC of the clock time of an EDTF string; None where it has no time, or its zone is not known."""
    clock = _CLOCK.search(text)
    return None if clock is None else offset_of(clock[3])


def is_yearless(text: str) -> bool:
    """Whether this is ``XXXX-10-13``, a day of a year that is not known: one that a leap year has."""
    if not _YEARLESS.fullmatch(text):
        return False
    try:
        return bool(_parse_date(text.replace("XXXX", "2000")))
    except ValueError:
        return False


def _parse_date(text: str) -> Interval:
    """The interval of a date without a time, which is all that an interval has on its sides."""
    if _YEAR.fullmatch(text):
        return Cell.of_day(int(text), unit=Unit.YEAR).interval
    if _DECADE.fullmatch(text):
        return Cell.of_day(int(text[:3] + "0"), unit=Unit.DECADE).interval
    if _CENTURY.fullmatch(text):
        return Cell.of_day(int(text[:2] + "99"), unit=Unit.CENTURY).interval
    if match := _MONTH.fullmatch(text):
        return _month_season_or_quarter(int(match[1]), int(match[2]))
    if match := _DAY.fullmatch(text):
        return Cell.of_day(int(match[1]), int(match[2]), int(match[3])).interval
    raise _no_form(text)


def _no_form(text: str) -> ValueError:
    return ValueError(f"not an EDTF form this service writes: {text!r}")


def _month_season_or_quarter(year: int, number: int) -> Interval:
    if 1 <= number <= 12:
        return Cell.of_day(year, number, unit=Unit.MONTH).interval
    if _SEASON_FIRST <= number < _SEASON_FIRST + 4:
        return Cell.of_day(year, 3 + 3 * (number - _SEASON_FIRST), unit=Unit.SEASON).interval
    if _QUARTER_FIRST <= number < _QUARTER_FIRST + 4:
        return Cell.of_day(year, 1 + 3 * (number - _QUARTER_FIRST), unit=Unit.QUARTER).interval
    raise ValueError(f"no month, season or quarter has the number {number}")


_CREATION = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
_ZONE_WITHOUT_COLON = re.compile(r"([+-]\d\d)(\d\d)$", re.ASCII)  # +0200, as many systems write it


def parse_creation(text: str) -> tuple[Cell, int | None]:
    """A publication time, ``2025-10-24`` or ``2025-10-24T18:05:00+02:00``, as (day or minute cell, offset in minutes).

    Raises ValueError with a sentence that says what to write instead.
    """
    text = text.strip()
    form = _CREATION.fullmatch(text)
    if not form:
        raise ValueError(f"{text[:40]!r} is no date: write YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+hh:mm (ISO 8601)")
    year, month, day = int(form[1]), int(form[2]), int(form[3])
    if year == 0:
        raise ValueError("there is no year 0000: write a year from 0001 to 9999")
    try:
        cell = Cell.of_day(year, month, day)
    except ValueError:
        raise ValueError(f"{text[:10]} is a day that no calendar has: check month and day") from None
    if form[4] is None:
        return cell, None
    hour, minute, second = int(form[4]), int(form[5]), int(form[6] or 0)
    if hour > 23 or minute > 59 or second > 60:
        raise ValueError(f"{text[11:19]!r} is no time of day: hours go to 23, minutes and seconds to 59")
    return Cell(Unit.MINUTE, cell.start + hour * 60 + minute), offset_of(form[7])


def creation_form(text: str) -> str:
    """A publication time in the one form that is kept: no space around it, a ``T`` inside, a colon in its offset.

    Raises ValueError as :func:`parse_creation`.
    """
    parse_creation(text)
    return _ZONE_WITHOUT_COLON.sub(r"\1:\2", text.strip().replace(" ", "T"))


def creation_day(text: str) -> str:
    """The day of a publication time, ``YYYY-MM-DD``; raises ValueError as :func:`parse_creation`."""
    return iso_day(parse_creation(text)[0].to(Unit.DAY).index)


def offset_of(zone: str | None) -> int | None:
    """Minutes east of UTC of ``Z``, ``+02:00`` or ``+0200``; raises ValueError for what no clock on Earth shows."""
    if zone in (None, "Z"):
        return None if zone is None else 0
    assert zone is not None
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    offset = (-1 if zone[0] == "-" else 1) * (hours * 60 + minutes)
    if minutes > 59 or not _WESTMOST <= offset <= _EASTMOST:
        raise ValueError(f"{zone!r} is no time zone: offsets lie between -12:00 and +14:00")
    return offset


_GRANULARITIES = (
    (r".*T.*", Granularity.MINUTE),
    (r"-?\d{4}-\d\d-\d\d", Granularity.DAY),
    (r"-?\d{4}-(0\d|1[0-2])", Granularity.MONTH),
    (r"-?\d{4}-2[1-4]", Granularity.SEASON),
    (r"-?\d{4}-3[3-6]", Granularity.QUARTER),
    (r"-?\d{4}", Granularity.YEAR),
    (r"\d{3}X", Granularity.DECADE),
    (r"\d\dXX", Granularity.CENTURY),
)


def granularity_of(edtf: str) -> Granularity | None:
    """How fine an EDTF string is; raise ValueError if it is not one that the service writes."""
    parse_edtf(edtf)
    part = next((each for each in edtf.split("/") if each != ".."), "")
    return next((granularity for form, granularity in _GRANULARITIES if re.fullmatch(form, part)), None)
