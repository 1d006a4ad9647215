"""What neighbouring time expressions lend each other: the day of a clock time, the year of a range."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from timeline_service.calendar.expressions import (
    Amount,
    Base,
    Clock,
    Duration,
    Expression,
    Named,
    Next,
    PartOfDay,
    Shift,
    This,
    Window,
)
from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.calendar.units import Unit
from timeline_service.languages.lexicon import Lexicon
from timeline_service.model import Document, Span, Timex
from timeline_service.stages.anchor_timexes.joints import Joints, joints
from timeline_service.stages.anchor_timexes.meanings import is_day
from timeline_service.stages.anchor_timexes.sentence_ends import SentenceEnds

_THAT_DAY = This(of=Unit.DAY, base=Base.NARRATED)
_WESTMOST, _EASTMOST = 12 * 60, 14 * 60  # minutes that zones lie from UTC, at most
_UNIVERSAL = "0"  # the zone of "GMT"
_BESIDE = 30  # characters between a clock time and the day it belongs to
_LATE = re.compile(r"p\.?m\b", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?m\b", re.IGNORECASE)
_HALF_DAY = 12  # hours


def with_their_years(document: Document, lexicon: Lexicon) -> Document:
    """A bare date takes the year named at the other end of its range or list: "26 June - 4 August 1952".

    Where none is named, the end is the first such date after the start.
    """
    timexes = list(document.timexes)
    for i in range(len(timexes) - 2, -1, -1):
        one, other = timexes[i], timexes[i + 1]
        first, last = one.expression, other.expression
        if not (isinstance(first, Named) and isinstance(last, Named) and one.span and other.span):
            continue
        if first.year is None and _in_year(first) and last.year and _in_year(last):
            if joints(lexicon).of_one_year.fullmatch(document.text, one.span.end, other.span.start):
                year = last.year - (_in_year(first) > _in_year(last))
                timexes[i] = replace(one, expression=replace(first, year=year))
    return _after_their_starts(replace(document, timexes=tuple(timexes)), joints(lexicon))


def with_their_wholes(document: Document, lexicon: Lexicon) -> Document:
    """A length of time takes the date it ends with or is a part of: "three months to June", "the first days of May"."""
    timexes = list(document.timexes)
    for i, (one, other) in enumerate(pairwise(document.timexes)):
        length = one.expression
        if not isinstance(length, (Duration, Window)) or not (one.span and other.span):
            continue
        between, first = document.text[one.span.end : other.span.start], one.text.lower()
        side = _side_of_whole(first, between, lexicon)
        if side and length.amounts and all(amount.count for amount in length.amounts):
            timexes[i] = replace(one, expression=Window(amounts=length.amounts, sign=side, of=other.expression))
    return replace(document, timexes=tuple(timexes))


def _side_of_whole(length: str, between: str, lexicon: Lexicon) -> int:
    """+1 from the start of what follows, -1 up to its end, 0 for a length of its own."""
    words = joints(lexicon)
    if ended := words.ended.fullmatch(between):
        return -1 if lexicon.is_definite(length) or lexicon["ended"][ended["word"]] == "ANY" else 0
    edge = words.edge.match(length) if words.of_whole.fullmatch(between) else None
    return lexicon["edge"][edge["word"]] if edge else 0


def _after_their_starts(document: Document, words: Joints) -> Document:
    """The end of a range without a year is the first after its start: "from Monday to Wednesday", "May 3 and 5"."""
    timexes = list(document.timexes)
    for i, (one, other) in enumerate(pairwise(document.timexes), start=1):
        first, last = one.expression, other.expression
        if not (isinstance(first, Named) and isinstance(last, Named) and one.span and other.span):
            continue
        if last.year is not None or last.short_year is not None or _cycle(first) != _cycle(last) or not _cycle(last):
            continue
        listed = words.listed.fullmatch(document.text, one.span.end, other.span.start) and _place(first) < _place(last)
        if listed or words.loose_stretch.fullmatch(document.text, one.span.end, other.span.start):
            timexes[i] = replace(other, expression=Next(of=last, base=Base.NARRATED))
    return replace(document, timexes=tuple(timexes))


def _is_from(text: str, one: Span, other: Span, words: Joints) -> bool:
    """Whether words make a stretch of two expressions: "from 30 October to Sunday", "between 11 p.m. and 1 a.m."."""
    before = text[max(0, one.start - 12) : one.start]
    if words.opened.search(before):
        return words.up_to.fullmatch(text, one.end, other.start) is not None
    return words.between.search(before) is not None and words.listed.fullmatch(text, one.end, other.start) is not None


def _cycle(named: Named) -> Unit | None:
    """What a bare date comes round in: a weekday in the week, a month or a day of one in the year."""
    if named.month:
        return Unit.YEAR
    return Unit.WEEK if named.weekday is not None and named.day is None else None


def _place(named: Named) -> tuple[int, int]:
    return (named.month or 0, named.day or named.weekday or 0)


def _in_year(named: Named) -> int:
    """The month in which a month, day or season of the year begins; 0 for anything else."""
    return named.month or 3 * (named.season or 0)


def with_their_days(document: Document, lexicon: Lexicon, ends: SentenceEnds) -> Document:
    """What has no day takes the one named right after it: "10:35 a.m. (0735 GMT) Friday", "that night, on Oct. 3"."""
    timexes, words = list(document.timexes), joints(lexicon)
    for i, (timex, other) in enumerate(pairwise(document.timexes)):
        part = timex.expression
        if isinstance(part, PartOfDay) and part.of == _THAT_DAY and timex.span and other.span:
            if words.apposed.fullmatch(document.text, timex.span.end, other.span.start) and is_day(other.expression):
                timexes[i] = replace(timex, expression=replace(part, of=other.expression))
    for i, timex in enumerate(timexes):
        if not isinstance(timex.expression, Clock) or timex.expression.of is not None or timex.span is None:
            continue
        before = timexes[i - 1] if i else timex
        if isinstance(before.expression, Clock) and before.expression.of is not None and before.span:
            bracketed = document.text[before.span.end : timex.span.start] == " ("
            if bracketed and _is_companion(before.expression, timex.expression):
                timexes[i] = replace(timex, expression=_with_day_of(before.expression, timex.expression))
                continue
        for other in timexes[i + 1 : i + 3]:
            between = document.text[timex.span.end : other.span.start] if other.span else ". "
            day = other.expression.of if isinstance(other.expression, Clock) else other.expression
            if not isinstance(other.expression, Clock) and words.going_on.search(between):
                break
            apart = timex.text.endswith(".") and words.new_sentence.match(between)
            near = other.span is not None and "\n" not in between and ends.same(timex.span.end, other.span.start)
            if len(between) <= _BESIDE and not apart and near and is_day(day):
                if isinstance(other.expression, Clock) and other.expression.zone == _UNIVERSAL:
                    day = _moved(day, _midnights(timex.expression, other.expression))
                timexes[i] = replace(timex, expression=replace(timex.expression, of=day))
                break
    return _with_their_zones(replace(document, timexes=tuple(timexes)))


def with_their_halves(document: Document, lexicon: Lexicon) -> Document:
    """An hour of a dial is in the half of the day of the one told before it in its paragraph, where that makes it the
    later of the two: "called at 8:27 p.m. and again at 8:31"."""
    timexes: list[Timex] = []
    late: Timex | None = None
    words = joints(lexicon)
    for timex in document.timexes:
        clock = timex.expression
        if isinstance(clock, Clock) and late is not None and _goes_on(late, timex, clock, document.text, words):
            timex = late = replace(timex, expression=replace(_in_afternoon(clock), of_twelve=False))
        elif isinstance(clock, Clock):
            late = timex if _LATE.search(timex.text) and clock.hour >= _HALF_DAY else None
        elif is_day(clock):
            late = None
        timexes.append(timex)
    return replace(document, timexes=tuple(timexes))


def _goes_on(late: Timex, timex: Timex, clock: Clock, text: str, words: Joints) -> bool:
    """Whether a time that nothing says the half of the day of is of the afternoon, as the one before it."""
    told = clock.of is None and not timex.text.startswith("0") and not _HALF.search(timex.text)
    if not (told and clock.of_twelve) or not isinstance(late.expression, Clock) or not (late.span and timex.span):
        return False
    between = text[late.span.end : timex.span.start]
    if "\n" in between or words.back.search(between) or clock.zone not in (None, late.expression.zone):
        return False
    return clock.hour < _HALF_DAY and _is_after(_in_afternoon(clock), late.expression)


def with_hours_in_order(document: Document, lexicon: Lexicon) -> Document:
    """A stretch of hours of one day ends after it begins: "from 10 p.m. to 2 a.m. on Tuesday" begins on Monday."""
    timexes = list(document.timexes)
    for i, (one, other) in enumerate(pairwise(document.timexes)):
        start, end = one.expression, other.expression
        if not (isinstance(start, Clock) and isinstance(end, Clock) and one.span and other.span):
            continue
        if end.of is None or start.of != end.of or not _is_after(start, end):
            continue
        if not _is_from(document.text, one.span, other.span, joints(lexicon)):
            continue
        later = end if other.text.startswith("0") else _in_afternoon(end)
        if _is_after(start, later):
            timexes[i] = replace(one, expression=replace(start, of=_moved(start.of, -1)))
        else:
            timexes[i + 1] = replace(other, expression=later)
    return replace(document, timexes=tuple(timexes))


def _with_their_zones(document: Document) -> Document:
    """The zone of a local time by the GMT behind it: "6 a.m. on Monday (0300 GMT)" is three hours ahead."""
    timexes = list(document.timexes)
    for i, (one, other) in enumerate(pairwise(document.timexes)):
        local, universal = one.expression, other.expression
        if isinstance(local, Clock) and isinstance(universal, Clock) and one.span and other.span:
            if _is_companion(local, universal) and document.text[one.span.end : other.span.start] == " (":
                ahead = _ahead(local, universal) + MINUTES_A_DAY * _midnights(local, universal)
                timexes[i] = replace(one, expression=replace(local, zone=str(ahead)))
    return replace(document, timexes=tuple(timexes))


def _is_companion(local: Clock, universal: Clock) -> bool:
    return universal.zone == _UNIVERSAL and local.zone in (None, "local")


def _with_day_of(local: Clock, universal: Clock) -> Clock:
    """GMT behind the local time that has the day: "3 a.m. on Tuesday (1800 GMT)" is of Monday."""
    return replace(universal, of=_moved(local.of, -_midnights(local, universal)))


def _midnights(local: Clock, universal: Clock) -> int:
    """Days by which the local date is ahead: "03:17 local time (18:17 GMT on Monday)" is of Tuesday."""
    ahead = _ahead(local, universal)
    return 1 if ahead < -_WESTMOST else -1 if ahead > _EASTMOST else 0


def _is_after(start: Clock, end: Clock) -> bool:
    return (start.hour, start.minute or 0) > (end.hour, end.minute or 0)


def _in_afternoon(clock: Clock) -> Clock:
    """The later of the two hours that one of twelve can be: "from 11 a.m. to 1:30"."""
    return replace(clock, hour=clock.hour + 12) if clock.of_twelve and clock.hour < 12 else clock


def _ahead(local: Clock, universal: Clock) -> int:
    """Minutes by which the hands of one clock are ahead of the other's."""
    return (local.hour - universal.hour) * 60 + (local.minute or 0) - (universal.minute or 0)


def _moved(day: Expression | None, days: int) -> Expression | None:
    return Shift(amounts=(Amount(1, Unit.DAY),), sign=days, of=day) if days else day
