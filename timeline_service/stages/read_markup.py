"""``<time datetime>``: the page says which date its words mean, and is believed where the two agree."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from timeline_service.calendar.edtf import parse_creation
from timeline_service.calendar.expressions import Clock, Expression, Last, Named, Next, PartOfDay, Shift, This
from timeline_service.calendar.intervals import MINUTES_A_DAY, ordinal, weekday
from timeline_service.calendar.units import Unit
from timeline_service.model import Because, Document, Language, MarkedDate, Timex
from timeline_service.stages import stage

RULE = "markup/datetime"
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_LAST_YEAR = 9999  # that four digits write: its times stay as they are said
_LONGEST = 60  # code points of words that are a date by their markup alone


@stage(needs=("text", "dct", "markup", "timexes"), gives=("timexes",))
def read_markup(document: Document, language: Language) -> Document:
    """Timexes with the meaning that the markup gives them; words that are a time by it alone become one."""
    timexes = sorted(document.timexes, key=_start)  # none overlaps another, so their ends rise too
    offset = document.dct.offset if document.dct else None
    for mark in document.markup:
        day, clock = _civil(mark.value, offset)
        first, last = bisect_right(timexes, mark.span.start, key=_end), bisect_left(timexes, mark.span.end, key=_start)
        if first == last:
            timexes[first:last] = _by_markup_alone(document, mark, day, clock)
        elif last - first == 1:
            timexes[first] = _as_marked(timexes[first], mark, day, clock)
    numbered = (replace(timex, id=f"t{n}") for n, timex in enumerate(timexes, start=1))
    return replace(document, timexes=tuple(numbered))


def _start(timex: Timex) -> int:
    return timex.span.start if timex.span else 0


def _end(timex: Timex) -> int:
    return timex.span.end if timex.span else 0


def _civil(value: str, offset: int | None) -> tuple[Named, Clock | None]:
    """The day (of ``2019-05`` the month), and the clock time if there is one, as the publication's zone has them."""
    if (whole := _MONTH.fullmatch(value)) is not None:
        return Named(unit=Unit.MONTH, year=int(whole[1]), month=int(whole[2])), None
    time, own = parse_creation(value)
    if own is not None and offset is not None and time.date[0] < _LAST_YEAR:
        time = time.step(offset - own)
    year, month, day = time.date
    hour, minute = divmod(time.start % MINUTES_A_DAY, 60)
    clock = Clock(hour=hour, minute=minute) if time.unit is Unit.MINUTE else None
    return Named(unit=Unit.DAY, year=year, month=month, day=day), clock


def _by_markup_alone(document: Document, mark: MarkedDate, day: Named, clock: Clock | None) -> list[Timex]:
    words = document.text[mark.span.start : mark.span.end]
    if not words.strip() or len(words) > _LONGEST or "\n" in words:
        return []
    said = replace(clock, of=day) if clock is not None and ":" in words else day
    return [Timex(id="", span=mark.span, text=words, type="DATE", value="", expression=said, because=(_reason(mark),))]


def _as_marked(timex: Timex, mark: MarkedDate, day: Named, clock: Clock | None) -> Timex:
    meant = _meant(timex.expression, day, clock)
    if meant is None or timex.expression == meant:
        return timex
    return replace(timex, expression=meant, because=(*timex.because, _reason(mark)))


def _reason(mark: MarkedDate) -> Because:
    return Because(RULE, f"the page's markup says {mark.value}", (mark.span,))


def _meant(said: Expression | None, day: Named, clock: Clock | None) -> Expression | None:
    """What was said, on the day of the markup; None where the words name another one, or no date."""
    if day.unit is Unit.MONTH:
        return _in_month(said, day)
    if isinstance(said, Clock):
        same = clock is None or (clock.hour % 12, clock.minute) == (said.hour % 12, said.minute or 0)
        return replace(said, hour=clock.hour if clock else said.hour, of=day) if same else None
    if isinstance(said, PartOfDay):
        return replace(said, of=day)
    if isinstance(said, (This, Last, Next)):
        return day if isinstance(said.of, Unit) or _agrees(said.of, day) else None
    if isinstance(said, Shift):
        return day if said.of is None else None
    if not isinstance(said, Named) or not _agrees(said, day):
        return None
    if said.unit is Unit.DAY:
        return day
    if said.unit is Unit.MONTH and said.month is not None:
        return replace(said, year=day.year)
    return None


def _in_month(said: Expression | None, month: Named) -> Expression | None:
    """What was said, in the month of the markup."""
    if isinstance(said, (This, Last, Next)):
        named = isinstance(said.of, Named) and said.of.unit is Unit.MONTH and _agrees(said.of, month)
        return month if said.of is Unit.MONTH or named else None
    if not isinstance(said, Named) or said.month is None or not _agrees(said, month):
        return None
    return replace(said, year=month.year)


def _agrees(said: Named, marked: Named) -> bool:
    """Whether the fields that were said are those of the day or month that the markup names."""
    assert marked.year is not None and marked.month is not None
    if said.weekday is not None and marked.day is not None:
        if said.weekday != weekday(ordinal(marked.year, marked.month, marked.day)):
            return False
    fields = ("year", "month", "day") if marked.day is not None else ("year", "month")
    short = said.short_year is None or said.short_year == marked.year % 100
    return short and all(getattr(said, name) in (None, getattr(marked, name)) for name in fields)
