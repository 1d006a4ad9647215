"""A date as an editor types it, read by the same rules as articles: ``13 Oct``, ``by Friday``, ``mid-May 2019``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from timeline_service.calendar.edtf import granularity_of
from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity, iso_day
from timeline_service.exports import words as in_english
from timeline_service.faults import InputError
from timeline_service.ingest import from_text, language_of
from timeline_service.languages import Lexicon, load
from timeline_service.model import Timex
from timeline_service.pipeline import read_dates

LONGEST = 100  # characters
_BEFORE = re.compile(r"\s*before\s+", re.I)
_UNTIL = re.compile(r"\s*(by|until|till|not later than|no later than|up to)\s+", re.I)
_FROM = re.compile(r"\s*(from|since|after|not before|no earlier than)\s+", re.I)
_EARLIER, _LATER = ("ON_OR_BEFORE", "BEFORE", "EQUAL_OR_LESS"), ("ON_OR_AFTER", "AFTER", "EQUAL_OR_MORE")
_DASH = re.compile(r"[-–—]")
_SHORT_YEAR = re.compile(r".*(?:[^\W\d_]{3,}\.?|\d[-/.]\d{1,2})[-/.]\d\d")  # 13-Oct-25, 13/10/25, Oct-25 for a month
_CENTURIES = ("19", "20")
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


def readings(typed: str, *, published_at: str | None, language: str) -> Iterator[Understood]:
    """All that a date can mean whose writer's customs are not known, that of :func:`understood` first.

    10/12/2025 has the day or the month first, 13-Oct-25 a year of this century or the last, and Oct-25 may be a month,
    as spreadsheets write it. Raises :class:`Unread` as :func:`understood`.
    """
    plain = typed.strip()
    short = _SHORT_YEAR.fullmatch(plain) is not None and len(plain) < LONGEST
    texts = (plain, *(f"{plain[:-2]}{century}{plain[-2:]}" for century in _CENTURIES if short))
    either = {first: tag for tag, first in load(language).lexicon["order"].items()}.values()
    unread, none = None, True
    for text, order in product(texts, (language, *either)):
        try:
            yield understood(text, published_at=published_at, language=order)
            none = False
        except Unread as error:
            unread = unread or error
    if none and unread is not None:
        raise unread


def _is_edtf(text: str) -> bool:
    try:
        granularity_of(text)
    except ValueError:
        return False
    return True


def _read(typed: str, *, published_at: str | None, language: str) -> str:
    document = from_text(typed, published_at=published_at, language=language, title=None, url=None)
    spoken = language_of(document)
    timexes = [each for each in read_dates(document, spoken).timexes if each.span and each.edtf]
    if not timexes:
        raise Unread(f"“{typed}” is not read as a date. {_FORMS}")
    if len(timexes) == 1:
        return _bounded(timexes[0], _before(typed, timexes[0]))
    stretch = _stretch(typed, timexes[0], timexes[1], spoken.lexicon) if len(timexes) == 2 else None
    if stretch is None:
        raise Unread(f"“{typed}” is read as {len(timexes)} dates. {_FORMS}")
    return stretch


def _before(typed: str, timex: Timex) -> str:
    return typed[: timex.span.start] if timex.span else ""


def _stretch(typed: str, first: Timex, last: Timex, lexicon: Lexicon) -> str | None:
    """From the one date to the other; None of two that no word makes a stretch, or that follow each other backwards."""
    one, other = first.interval, last.interval
    if one is None or other is None or not first.span or not last.span:
        return None
    if one.start is None or one.end is None or other.start is None or other.end is None or one.start >= other.start:
        return None
    between = typed[first.span.end : last.span.start].strip().casefold()
    joint = lexicon["joint"].get(between) if lexicon["joint"] else "TO"
    ranged = _before(typed, first).strip().casefold() in lexicon["range"]
    whole = joint in ("TO", "UNTIL") or (joint is not None and (ranged or one.end == other.start))
    return f"{one.earliest}/{other.latest}" if whole or _DASH.fullmatch(between) else None


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
