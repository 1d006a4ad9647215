"""What the labels of a list leave unsaid is said by the labels above: the year of "7 July:", the day of "14:02 –".

What an entry says of "today", "yesterday" or "Monday" is counted from its own day, not from the publication of the
whole: a live blog is written over days, a chronology looks at each of its days in turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline_service.calendar.expressions import (
    Base,
    Clock,
    Expression,
    Last,
    Named,
    Next,
    PartOfDay,
    Shift,
    This,
)
from timeline_service.calendar.resolve import Direction
from timeline_service.calendar.units import Unit
from timeline_service.lookups.labelled_entries import LabelledEntry, entries
from timeline_service.model import Because, Document, Language, Span, Timex
from timeline_service.stages import stage
from timeline_service.stages.anchor_timexes.governing_tense import TenseReader
from timeline_service.stages.anchor_timexes.sentence_ends import SentenceEnds
from timeline_service.stages.read_labels.days import days_from, is_weekday, later, nearest, of_agenda, of_log, spoken

_NIGHT = 6 * 60  # minutes by which the clock jumps, at least, where a log has passed midnight
_YEAR, _DAY, _AGENDA = "label/year", "label/day", "label/agenda"


@stage(needs=("text", "timexes"), wants=("dct", "blocks", "tokens", "sentences", "clauses"), gives=("timexes",))
def read_labels(document: Document, language: Language) -> Document:
    """The timexes of labels with their years and days; those of entries counted from their label."""
    found = entries(document)
    if not found:
        return document
    timexes = {timex.id: timex for timex in document.timexes}
    tenses = TenseReader(document, language.lexicon, SentenceEnds.of(document, language))
    words = language.words.get("lists", {})
    ahead, log = of_agenda(found, document, words), of_log(found, document, words, tenses)
    for timex in _completed(found, ahead, log):
        timexes[timex.id] = timex
    for entry in found:
        if entry.first == entry.last:
            continue
        label = timexes[entry.label.id].expression
        day, whole = _day(label), _whole(label)
        inside = Span(document.blocks[entry.first].span.start, document.blocks[entry.last - 1].span.end)
        told: Named | None = None  # the day told last under a year or a month
        for timex in document.timexes_in(inside):
            if day is not None:
                timexes[timex.id] = _counted(timex, day, entry, tenses)
            elif whole is not None:
                timexes[timex.id] = _within(timex, whole) if told is None else _going_on(timex, whole, told)
                told = _day(timexes[timex.id].expression) or told
    return replace(document, timexes=tuple(timexes[timex.id] for timex in document.timexes))


def _completed(found: Sequence[LabelledEntry], ahead: Mapping[str, Named], log: Named | None) -> list[Timex]:
    """Labels with what those above them say; of times without a day, with the nights that lie between them.

    ``ahead`` are the days of an agenda, ``log`` is the day that introduces a list of times.
    """
    falling = _falls([entry.label.expression for entry in found])
    completed: list[Timex] = []
    above: Named | None = None
    for entry in found:
        label, said, last = entry.label, entry.label.expression, entry.until and entry.until.expression
        if label.id in ahead:
            label = replace(label, expression=ahead[label.id], because=(*label.because, Because(_AGENDA)))
        elif isinstance(last, Named) and last.year is not None:
            above = last  # "March 3-5, 2021": the year stands behind
        elif isinstance(said, Named):
            if said.month is not None and said.year is None and said.short_year is None and above is not None:
                label = _with(label, _in_year(said, above, falling=falling), _YEAR, above)
            if isinstance(label.expression, Named) and label.expression.year is not None:
                above = label.expression
        elif isinstance(said, Clock) and said.of is None and above is not None and above.day is not None:
            label = _with(label, replace(said, of=above), _DAY, above)
        completed.append(label)
    return _over_nights(completed, log)


def _with(label: Timex, expression: Expression, rule: str, above: Named) -> Timex:
    return replace(label, expression=expression, because=(*label.because, _reason(rule, above)))


def _reason(rule: str, label: Named) -> Because:
    date = "-".join(f"{part:02d}" for part in (label.year, label.month, label.day) if part is not None)
    return Because(rule, f"under the label {date}")


def _falls(labels: Sequence[Expression | None]) -> bool:
    """Whether a list goes back in time, by its dates that have a year."""
    dates = [(d.year, d.month or 0, d.day or 0) for d in labels if isinstance(d, Named) and d.year is not None]
    steps = [(one > other) - (one < other) for one, other in pairwise(dates)]
    return sum(steps) > 0


def _in_year(said: Named, above: Named, *, falling: bool) -> Named:
    """A month or day in the year of the label above it, or in the next one where the list has passed New Year."""
    assert above.year is not None
    months = said.day is None or above.day is None  # "Late June" behind "3 June" is of that June
    one, other = ((each.month or 0, 0 if months else each.day or 0) for each in (said, above))
    passed = above.month is not None and (one > other if falling else one < other)
    return replace(said, year=above.year + (-1 if falling else 1) * passed, weekday=None)


def _over_nights(labels: list[Timex], log: Named | None) -> list[Timex]:
    """A log without days begins on the day that introduces it.

    Where none does, one that passes midnight ends, or newest first begins, on the day of publication.
    """
    said_of = [(n, label.expression) for n, label in enumerate(labels)]
    clocks = [n for n, said in said_of if isinstance(said, Clock) and said.of is None]
    minutes = [_minute(labels[n].expression) for n in clocks]
    steps = [later - earlier for earlier, later in pairwise(minutes)]
    within = [step for step in steps if abs(step) <= _NIGHT]
    falling = sum(step < 0 for step in within) > len(within) / 2
    nights = [0]
    for step in steps:
        nights.append(nights[-1] + ((step > _NIGHT) if falling else (step < -_NIGHT)))
    for n, passed in zip(clocks, nights, strict=False):
        back = passed if falling else nights[-1] - passed
        said = labels[n].expression
        if log is not None and isinstance(said, Clock):
            labels[n] = _with(labels[n], replace(said, of=days_from(log, nights[-1] - back)), _DAY, log)
        elif back and isinstance(said, Clock) and not said.of_twelve:
            labels[n] = replace(labels[n], expression=replace(said, of=Last(of=Unit.DAY, n=back)))
    return labels


def _minute(clock: Expression | None) -> int:
    return clock.hour * 60 + (clock.minute or 0) if isinstance(clock, Clock) else 0


def _day(label: Expression | None) -> Named | None:
    """The day of a label, where it is known without the publication date."""
    said = label.of if isinstance(label, (Clock, PartOfDay)) else label
    return said if isinstance(said, Named) and None not in (said.year, said.month, said.day) else None


def _whole(label: Expression | None) -> Named | None:
    """The year or the month of a label that says no day."""
    if not isinstance(label, Named) or label.year is None or label.unit not in (Unit.YEAR, Unit.MONTH):
        return None
    return label


def _within(timex: Timex, whole: Named) -> Timex:
    """ "On 3 May" under the label "2019", "on the 3rd" under "May 2019"."""
    said = timex.expression
    if not isinstance(said, Named) or (said.year, said.short_year, said.weekday) != (None, None, None):
        return timex
    if said.month is None and (said.day is None or whole.month is None):
        return timex
    meant = replace(said, year=whole.year, month=said.month or whole.month)
    return replace(timex, expression=meant, because=(*timex.because, _reason(_YEAR, whole)))


def _going_on(timex: Timex, whole: Named, told: Named) -> Timex:
    """ "Six days later", counted from the day told last under the label."""
    meant = later(timex.expression, told)
    if meant is None:
        return _within(timex, whole)
    return replace(timex, expression=meant, because=(*timex.because, _reason(_DAY, told)))


def _counted(timex: Timex, day: Named, entry: LabelledEntry, tenses: TenseReader) -> Timex:
    said = timex.expression
    if isinstance(said, Named) and said.weekday is not None and is_weekday(said):
        ahead = tenses.side_of(timex) is Direction.FUTURE
        return replace(
            timex, expression=nearest(said.weekday, day, ahead=ahead), because=(*timex.because, _reason(_DAY, day))
        )
    meant = _from_label(said, day, coarse=entry.is_post)
    if meant == said:
        return timex
    return replace(timex, expression=meant, because=(*timex.because, _reason(_DAY, day)))


def _from_label(said: Expression | None, day: Named, *, coarse: bool) -> Expression | None:
    """What speaks from its own time, counted from the day of the label; of a chronology only days."""
    if isinstance(said, (Clock, PartOfDay)) and said.of is not None:
        of = _from_label(said.of, day, coarse=coarse)
        return replace(said, of=of) if of is not None else said
    if isinstance(said, PartOfDay):
        return replace(said, of=day)
    if not isinstance(said, (This, Last, Next, Shift)) or said.base is not Base.SPEECH:
        return said
    meant = spoken(said, day)
    if meant is not None:
        return meant
    return replace(said, base=Base.NARRATED) if coarse else said
