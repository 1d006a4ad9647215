"""What a well-formed date is, written from the standards and not from our code.

EDTF: ISO 8601-2 annex A as the Library of Congress gives it (https://www.loc.gov/standards/datetime/), level 1 with
seasons, decades and centuries, and the two forms of level 2 of the contract; the package ``edtf`` 5.0.2 reads the
same. TIMEX3: ISO 24617-1, section 8.4, and TimeML 1.2.1, table "values": ISO 8601 with WE, H1, Q1, SP, MO …, X for
what is not known.
"""
from __future__ import annotations

import re
from calendar import monthrange

_DATE = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_UNSPECIFIED = re.compile(r"\d{3}X|\d\dXX|XXXX-(\d\d)(?:-(\d\d))?")
_TIME = re.compile(r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?")
_SUBYEARS = {*range(21, 25), *range(33, 37)}


def is_edtf(text: str) -> bool:
    """Whether a string is EDTF of the contract's forms: a day that exists, in order, no time inside an interval."""
    if "/" not in text:
        return _is_date(text) or _is_moment(text) or _is_unspecified(text)
    first, _, last = text.partition("/")
    ends = [end for end in (first, last) if end != ".."]
    plain = all(_is_date(end) or _is_unspecified(end) for end in ends)
    return plain and (len(ends) < 2 or "X" in text or "-" in (first[0], last[0]) or first[:4] <= last[:4])


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None or match[1] == "-0000":
        return False
    if match[3]:
        leap = int(match[1]) % 400 + 2000  # the Gregorian calendar repeats after 400 years
        return 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= monthrange(leap, int(match[2]))[1]
    return not match[2] or 1 <= int(match[2]) <= 12 or int(match[2]) in _SUBYEARS


def _is_moment(text: str) -> bool:
    return _is_date(text[:10]) and len(text) > 10 and text[7] == "-" and _TIME.fullmatch(text[10:]) is not None


def _is_unspecified(text: str) -> bool:
    match = _UNSPECIFIED.fullmatch(text)
    if match is None:
        return False
    month, day = int(match[1] or 1), int(match[2] or 1)
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]


_YEAR = r"(?:BC)?[\dX]{4}"
_PART = "MO|MI|AF|EV|NI|DT"
_WEEK = r"W[\dX]{2}(?:-(?:[1-7X]|WE))?"
_MONTH = r"(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?"
_DAY = rf"{_YEAR}-(?:{_WEEK}|{_MONTH}|H[12X]|Q[1-4X]|SP|SU|FA|WI)"
_DATES = rf"(?:{_DAY}|(?:BC)?[\dX]{{1,4}})"
_CLOCK = rf"{_DAY}T(?:(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:\d\d)?|{_PART})"
_NUMBER = r"(?:\d+(?:\.\d+)?|X{1,2})"
_LENGTHS = rf"(?:{_NUMBER}(?:Y|M|W|WE|D|Q|DE|CE|ML|H))*"
_TIMES = rf"(?:T(?=.)(?:{_NUMBER}[HMS])*(?:{_NUMBER}?(?:{_PART}))?)?"
_PERIOD = rf"P(?=.){_LENGTHS}{_TIMES}|PXX"
_OF_TYPE = {
    "DATE": rf"{_DATES}|{_DATES}/{_DATES}|\.\./{_DATES}|{_DATES}/\.\.|PAST_REF|PRESENT_REF|FUTURE_REF",
    "TIME": rf"{_CLOCK}|{_DATES}|{_DATES}/{_DATES}|PAST_REF|PRESENT_REF|FUTURE_REF",
    "DURATION": _PERIOD,
    "SET": rf"{_PERIOD}|{_DATES}|{_CLOCK}",
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _OF_TYPE.items()}


def is_timex3(kind: str, value: str) -> bool:
    """Whether a TIMEX3 of this type may have this value."""
    return _COMPILED[kind].fullmatch(value) is not None
