"""A date as an editor types it, read by the same rules as articles: ``13 Oct``, ``by Friday``, ``mid-May 2019``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from timeline_service.calendar.edtf import granularity_of, is_yearless, parse_edtf
from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity, Interval, civil, iso_day
from timeline_service.exports import words as in_english
from timeline_service.faults import InputError
from timeline_service.ingest import from_text, language_of
from timeline_service.languages import Lexicon
from timeline_service.model import Timex
from timeline_service.pipeline import read_dates

LONGEST = 100  # characters
_BEFORE = re.compile(r"\s*before\s+", re.I)
_UNTIL = re.compile(r"\s*(by|until|till|not later than|no later than|up to)\s+", re.I)
_FROM = re.compile(r"\s*(from|since|after|not before|no earlier than)\s+", re.I)
_EARLIER, _LATER = ("ON_OR_BEFORE", "BEFORE", "EQUAL_OR_LESS"), ("ON_OR_AFTER", "AFTER", "EQUAL_OR_MORE")
_DASH = re.compile(r"[-–—]")
_DAY_MONTH = re.compile(r"\b(\d{1,2})-([^\W\d_]{3,9})\b(?!-)")  # 13-Oct
_DAY_MONTH_YEAR = re.compile(r"\b(\d{1,2}-[^\W\d_]{3,9}-)(\d\d)\b")  # 13-Oct-25
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,9})-(\d\d)")  # Oct-25, which may be a day
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/.-])")
_CENTURIES, _ORDERS = ("20", "19"), (False, True)  # of years in two digits; whether the day is first
_MONTH, _SEASON = 31, 92  # days
_THIRDS = {"START": (1, 10), "MID": (11, 20), "END": (21, None)}  # of a month, days
_FORMS = "Write for example 13 October 2025, 13 Oct, by Friday, mid-May 2019, spring 2024 or 9.30pm on Monday."


class Unread(InputError):
    """What was typed is no date; the message says what to write."""


class Understood(NamedTuple):
    """The date in EDTF, and in English words."""

    edtf: str
    words: str


def understood(
    typed: str, *, published_at: str | None, language: str = "en", instead_of: str | None = None
) -> Understood:
    """What was typed, counted from ``published_at``; raise :class:`Unread` with what to write where it is no date.

    ``instead_of`` is the date that it is to replace (EDTF): a day without a year that lies around that is of its year.
    """
    if len(typed) > LONGEST:
        raise Unread(f"Write a date in at most {LONGEST} characters.")
    plain = _DAY_MONTH.sub(r"\1 \2", typed.strip())
    if not _is_edtf(plain):
        around = _around(plain, instead_of, language) if instead_of else None
        plain = around or _read(plain, published_at=published_at, language=language)
    return Understood(plain, in_english.edtf(plain))


def _around(typed: str, instead_of: str, language: str) -> str | None:
    """A day without a year, in the year in which it is within a month of another date; None where that is open."""
    other = parse_edtf(instead_of) if _is_edtf(instead_of) else Interval(None, None)
    first, last = other.first_day, other.last_day
    if first is None or last is None or last - first > _SEASON or not _is_yearless(typed, language):
        return None
    for year in dict.fromkeys(civil(day)[0] for day in (last, first - _MONTH, last + _MONTH)):
        with suppress(Unread):
            edtf = _read(f"{typed} {year}", published_at=None, language=language)
            read = parse_edtf(edtf)
            day = read.last_day if read.first_day is None else read.first_day
            if day is not None and first - _MONTH <= day <= last + _MONTH:
                return edtf
    return None


def _is_yearless(typed: str, language: str) -> bool:
    try:
        return is_yearless(_read(typed, published_at=None, language=language))
    except Unread:
        return False


def readings(typed: str, *, published_at: str | None, language: str) -> Iterator[Understood]:
    """All that a date can mean whose writer's customs are not known.

    10/12/2025 has the day or the month first (dotted the day), 13-Oct-25 a year of this century or the last, and Oct-25
    may be a month, as spreadsheets write it. Raises :class:`Unread` as :func:`understood`.
    """
    unread, none = None, True
    for text in _written_out(typed.strip()):
        try:
            yield understood(text, published_at=published_at, language=language)
            none = False
        except Unread as error:
            unread = unread or error
    if none and unread is not None:
        raise unread


def _written_out(plain: str) -> Sequence[str]:
    """What was typed, in all the ways in which it can be written with its whole year, and the month in its place."""
    if (month := _MONTH_YEAR.fullmatch(plain)) is not None:
        return [*(f"{month[1]} {century}{month[2]}" for century in _CENTURIES), f"{month[2]} {month[1]}"]
    if _NUMERIC.search(plain):
        ways = ((order, century) for order in _ORDERS for century in _CENTURIES)
        return list(dict.fromkeys(_NUMERIC.sub(partial(_iso, *way), plain) for way in ways))
    return list(dict.fromkeys(_DAY_MONTH_YEAR.sub(rf"\g<1>{century}\2", plain) for century in _CENTURIES))


def _iso(day_first: bool, century: str, date: re.Match[str]) -> str:
    one, mark, other, year = date.groups()
    day, month = (one, other) if day_first or mark == "." else (other, one)
    return f"{century if len(year) == 2 else ''}{year}-{int(month):02d}-{int(day):02d}"


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
    if not timexes or any(map(str.isdigit, _left_over(typed, timexes))):
        raise Unread(f"“{typed}” is not read as a date. {_FORMS}")
    if len(timexes) == 1:
        return _bounded(timexes[0], _before(typed, timexes[0]))
    stretch = _stretch(typed, timexes[0], timexes[1], spoken.lexicon) if len(timexes) == 2 else None
    if stretch is None:
        raise Unread(f"“{typed}” is read as {len(timexes)} dates. {_FORMS}")
    return stretch


def _left_over(typed: str, timexes: Sequence[Timex]) -> str:
    """The words that are of no date."""
    ends = [place for each in timexes if each.span for place in each.span]
    return " ".join(typed[one:other] for one, other in zip([0, *ends[1::2]], [*ends[::2], len(typed)], strict=True))


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
    joint = lexicon["joint"].get(between) if lexicon["joint"] else "TO" if between.isalpha() else None
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
