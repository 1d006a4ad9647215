"""A date as an editor types it, read by the same rules as articles: ``13 Oct``, ``by Friday``, ``mid-May 2019``."""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline_service.calendar.edtf import granularity_of
from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity, iso_day
from timeline_service.exports import words as in_english
from timeline_service.faults import InputError
from timeline_service.ingest import from_text, language_of
from timeline_service.model import Timex
from timeline_service.pipeline import read_dates

LONGEST = 100  # characters
_BEFORE = re.compile(r"\s*before\s+", re.I)
_UNTIL = re.compile(r"\s*(by|until|till|not later than|no later than|up to)\s+", re.I)
_FROM = re.compile(r"\s*(from|since|after|not before|no earlier than)\s+", re.I)
_EARLIER, _LATER = ("ON_OR_BEFORE", "BEFORE", "EQUAL_OR_LESS"), ("ON_OR_AFTER", "AFTER", "EQUAL_OR_MORE")
_THIRDS = {"START": (1, 10), "MID": (11, 20), "END": (21, None)}  # of a month, days
_FORMS = "Write for example 13 October 2025, 13 Oct, by Friday, mid-May 2019, spring 2024 or 9.30pm on Monday."


class Unread(InputError):
    """What was typed is no date; the message says what to write."""


class Understood(NamedTuple):
    """The date in EDTF, and in English words."""

    edtf: str
    words: str


def understood(typed: str, *, published_at: str | None, language: str = "en") -> Understood:
    """What was typed, counted from ``published_at``; raise :class:`Unread` with what to write where it is no date."""
    if len(typed) > LONGEST:
        raise Unread(f"Write a date in at most {LONGEST} characters.")
    plain = typed.strip()
    edtf = plain if _is_edtf(plain) else _read(plain, published_at=published_at, language=language)
    return Understood(edtf, in_english.edtf(edtf))


def _is_edtf(text: str) -> bool:
    try:
        granularity_of(text)
    except ValueError:
        return False
    return True


def _read(typed: str, *, published_at: str | None, language: str) -> str:
    document = from_text(typed, published_at=published_at, language=language, title=None, url=None)
    timexes = [each for each in read_dates(document, language_of(document)).timexes if each.span and each.edtf]
    if not timexes:
        raise Unread(f"“{typed}” is not read as a date. {_FORMS}")
    first, last = timexes[0], timexes[-1]
    before = typed[: first.span.start] if first.span else ""
    if len(timexes) == 2 and first.edtf and last.edtf and first.interval and last.interval:
        return f"{first.interval.earliest}/{last.interval.latest}"
    if len(timexes) > 1:
        raise Unread(f"“{typed}” is read as {len(timexes)} dates. {_FORMS}")
    return _bounded(first, before)


def _bounded(timex: Timex, before: str) -> str:
    edtf, interval = timex.edtf or "", timex.interval
    if interval is None or interval.start is None or interval.end is None:
        return edtf
    if _BEFORE.fullmatch(before):
        return f"../{iso_day(interval.start // MINUTES_A_DAY - 1)}"
    if _UNTIL.fullmatch(before) or timex.mod in _EARLIER:
        return f"../{interval.latest}"
    if _FROM.fullmatch(before) or timex.mod in _LATER:
        return f"{interval.earliest}/.."
    if timex.granularity is Granularity.MONTH and timex.mod in _THIRDS:
        first, last = _THIRDS[timex.mod]
        return f"{edtf}-{first:02d}/{f'{edtf}-{last:02d}' if last else interval.latest}"
    return edtf
