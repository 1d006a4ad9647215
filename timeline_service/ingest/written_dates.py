"""A date as publishing systems write it — ISO 8601, RFC 2822, "March 6, 2024", a Unix time — in one form.

Only a whole date is taken: a month, or 03/06/2024, which two countries read as two days, is none.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from dateutil import parser, tz

from timeline_service.calendar.edtf import creation_form

_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]$")  # (Coordinated Universal Time), [Europe/Paris]
_NAMED_OFFSET = re.compile(r"\b(?:GMT|UTC)(?=[+-]\d)")  # whose sign some parsers turn round
_YEAR_FIRST = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_UNIX = re.compile(r"1\d{9}(?:\d{3})?")  # seconds or milliseconds, 2001 to 2033
_DEFAULTS = datetime(2001, 1, 1, 1, 1), datetime(2002, 2, 2, 2, 2)  # what a parser fills in differs, what is said not
_EPOCH, _EARLIEST = "1970-01-01", "1600"  # what systems write for no date: 1970-01-01, 0001-01-01, -0001-11-30
_LONGEST = 80  # characters
_US_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_EU_ZONES = {"GMT": 0, "UTC": 0, "Z": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3}
_ZONES = _US_ZONES | _EU_ZONES


def written_date(raw: Any) -> str | None:
    """The date or time in the form that ``creation_time`` reads; None where ``raw`` is no whole date.

    ``raw`` may also be what JSON-LD makes of a date: a number, an object with ``@value``, a list of those, of which the
    first that is a date is meant.
    """
    listed = raw[:5] if isinstance(raw, list) else [raw]
    values = (each.get("@value") if isinstance(each, dict) else each for each in listed)
    return next((date for each in values if (date := _written(each)) is not None), None)


def _written(raw: Any) -> str | None:
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        return None
    text = " ".join(_NAMED_OFFSET.sub("", _REMARK.sub(" ", str(raw)[:_LONGEST])).split())
    if _UNIX.fullmatch(text):
        return _of_unix(text)
    date = in_one_form(text) or _parsed(text)
    return None if date is None or date[:10] == _EPOCH or date < _EARLIEST or text.startswith("-") else date


def written_month(raw: str | None) -> str | None:
    """``2019-05`` as HTML writes a month; None where ``raw`` is none."""
    text = (raw or "").strip()
    return text if _MONTH.fullmatch(text) and text > _EARLIEST else None


def in_one_form(raw: str) -> str | None:
    """A date or time of ISO 8601 as ``creation_form`` writes it; None where ``raw`` is none."""
    try:
        return creation_form(raw)
    except ValueError:
        return None


def _of_unix(digits: str) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(digits[:10]))).isoformat()


def _parsed(text: str) -> str | None:
    orders = (False,) if _YEAR_FIRST.match(text) else (False, True)
    readings = {_reading(text, day_first=first) for first in orders}
    return readings.pop() if len(readings) == 1 else None


def _reading(text: str, *, day_first: bool) -> str | None:
    try:
        one, other = (parser.parse(text, default=day, dayfirst=day_first, tzinfos=_zone) for day in _DEFAULTS)
        clock = (one.hour, one.minute) == (other.hour, other.minute)
        value = one.replace(microsecond=0).isoformat() if clock else one.date().isoformat()
    except (ValueError, OverflowError):  # no date, or an offset of days
        return None
    if one.date() != other.date():
        return None
    return in_one_form(value)


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is None and name in _ZONES:
        offset = _ZONES[name] * 3600
    return tz.tzoffset(name, offset) if offset is not None else None
