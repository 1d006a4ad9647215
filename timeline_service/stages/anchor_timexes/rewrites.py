"""What an expression means in its text, before it is counted from anything: each a small named step.

The order of day and month, the century of two digits, a length that is how far off something lies, a month of every
year, the seasons of the south.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from timeline_service.calendar.expressions import Base, Duration, Expression, Last, Named, Next, Shift, This, Within
from timeline_service.calendar.named import Direction, step_from
from timeline_service.calendar.units import Unit
from timeline_service.model import Span, Timex
from timeline_service.stages.anchor_timexes.discourse import Discourse, Setting
from timeline_service.stages.anchor_timexes.joints import joints
from timeline_service.stages.anchor_timexes.meanings import is_weekday
from timeline_service.stages.anchor_timexes.place_and_order import in_order, is_southern

_AHEAD = 15  # years that a year of two digits may lie ahead, at most
_SENTENCE = 300  # characters of one to either side in which a place is looked for
_GAPS = (",", "-", "–", "—", "(")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A name, a step, and texts with the value of their last expression, published on 2025-10-24, which prove it."""

    name: str
    step: Callable[[Timex, Discourse, Setting], Timex]
    examples: Mapping[str, str]


def _ordered(timex: Timex, discourse: Discourse, setting: Setting) -> Timex:
    """3/4 in the order of the text; what is past does not lie ahead."""
    named = timex.expression
    if not isinstance(named, Named) or named.other is None:
        return timex
    return in_order(timex, first=setting.day_first, speech=setting.speech, past=_is_past(timex, setting))


def _is_past(timex: Timex, setting: Setting) -> bool:
    return setting.tenses.side_of(timex) is Direction.PAST


def _in_century(timex: Timex, discourse: Discourse, setting: Setting) -> Timex:
    """'45 is not 2045 where that lies far ahead, or where it tells what is past."""
    named, speech = timex.expression, setting.speech
    if not isinstance(named, Named) or named.short_year is None or named.year is None or speech is None:
        return timex
    ahead = named.year - speech.date[0]
    late = (ahead, named.month or 0, named.day or 0) > (0, *speech.date[1:])
    if ahead > _AHEAD or (late and _is_past(timex, setting)):
        other = named.other and replace(named.other, year=named.year - 100)
        return replace(timex, expression=replace(named, year=named.year - 100, other=other))
    return timex


def _far_off(timex: Timex, discourse: Discourse, setting: Setting) -> Timex:
    if isinstance(timex.expression, Duration) and setting.tenses.is_ahead(timex):
        return replace(timex, expression=Shift(amounts=timex.expression.amounts, sign=1))
    return timex


def _end_of_yearly(timex: Timex, discourse: Discourse, setting: Setting) -> Timex:
    """The end of "from July to September", where that is so each year."""
    yearly = discourse.yearly and isinstance(timex.expression, Next)
    return replace(timex, expression=timex.expression.of) if yearly else timex


def _weekday_ahead(timex: Timex, discourse: Discourse, setting: Setting) -> Timex:
    """The weekday that a stretch still to come ends with is after its start: "from 30 October to Sunday"."""
    speech = setting.speech
    if not is_weekday(timex.expression) or timex.span is None or speech is None:
        return timex
    if discourse.last is None or not discourse.told:  # what is read need not move the story: "the months to June"
        return timex
    ahead = discourse.told[-1].cell.start >= speech.end
    stretch = joints(setting.lexicon).stretch
    if not ahead or not stretch.fullmatch(setting.text, discourse.last.end, timex.span.start):
        return timex
    return replace(timex, expression=Next(of=timex.expression, base=Base.NARRATED))


def _days_behind(timex: Timex, discourse: Discourse, setting: Setting) -> Timex:
    """ "This weekend" and "this Saturday" with a verb in the past, in the days after one, are that one."""
    expression, speech = timex.expression, setting.speech
    if not isinstance(expression, This) or expression.base is Base.NARRATED or speech is None:
        return timex
    day = isinstance(expression.of, Named) and expression.of.weekday is not None
    if not day and expression.of is not Unit.WEEKEND:
        return timex
    meant = speech.to(Unit.WEEKEND) if isinstance(expression.of, Unit) else step_from(expression.of, 0, speech)
    if meant is None or meant.start < speech.end or not setting.tenses.is_past(timex):
        return timex
    return replace(timex, expression=Last(of=expression.of))


def apposed(timex: Timex, discourse: Discourse, setting: Setting) -> Timex:
    """What is named right after a date is that date: "Oct. 12, the day before", "since 1973, the year it opened"."""
    expression = timex.expression
    if discourse.last is None or timex.span is None:
        return timex
    between = setting.text[discourse.last.end : timex.span.start]
    if between.strip() not in _GAPS or len(between) >= 4:
        return timex
    if isinstance(expression, Shift) and expression.dated:
        return replace(timex, expression=This(of=expression.amounts[0].unit, base=Base.NARRATED))
    if isinstance(expression, This) and expression.base is Base.SETTING and isinstance(expression.of, Unit):
        return replace(timex, expression=replace(expression, base=Base.NARRATED))
    return timex


def _southern(timex: Timex, discourse: Discourse, setting: Setting) -> Timex:
    """The seasons of the south, where the sentence or the dateline tells of a place there."""
    if _season_of(timex.expression) is None or timex.span is None:
        return timex
    sentence = " … ".join(setting.ends.around(timex.span, _SENTENCE))
    if not is_southern(sentence, setting.lexicon, setting.south):
        return timex
    return replace(timex, expression=_with_south(timex.expression))


def _season_of(expression: Expression | None) -> int | None:
    while isinstance(expression, This | Last | Next | Within):
        expression = expression.of if not isinstance(expression.of, Unit) else None
    return expression.season if isinstance(expression, Named) else None


def _with_south(expression: Expression) -> Expression:
    if isinstance(expression, Named):
        return replace(expression, south=True)
    assert isinstance(expression, This | Last | Next | Within) and isinstance(expression.of, Named)
    return replace(expression, of=replace(expression.of, south=True))


REWRITES: tuple[Rewrite, ...] = (
    Rewrite("the order of day and month", _ordered, {"It moved to a new centre on 5/6/2024.": "2024-06-05"}),
    Rewrite("the century of two digits", _in_century, {"He was born on 12.05.48.": "1948-05-12"}),
    Rewrite("how far off it lies", _far_off, {"It lasts two weeks.": "P2W"}),
    Rewrite(
        "the end of a stretch of each year", _end_of_yearly, {"It is usually open from July to September.": "XXXX-09"}
    ),
    Rewrite("the weekday of a stretch ahead", _weekday_ahead, {"It runs from 30 October to Sunday.": "2025-11-02"}),
    Rewrite(
        "the days behind",
        _days_behind,
        {"Hundreds came to the fair this weekend.": "2025-W42-WE", "The bath was reopened this Sunday.": "2025-10-19"},
    ),
    Rewrite("the seasons of the south", _southern, {"Fires raged in Australia last summer.": "2024-12-01/2025-02-28"}),
)


def rewritten(timex: Timex, discourse: Discourse, setting: Setting) -> Timex:
    """The timex with what it means in this text."""
    for rewrite in REWRITES:
        timex = rewrite.step(timex, discourse, setting)
    return timex


def is_of_each_year(timex: Timex, setting: Setting) -> bool:
    """Whether a bare month or day stands with a verb in the present, in a text or sentence of what is always so."""
    named, span = timex.expression, timex.span
    if span is None or not isinstance(named, Named):
        return False
    if named.month is None or named.weekday is not None or named.year is not None:
        return False
    return _is_always(named, span, setting) and setting.tenses.side_of(timex) is Direction.NEAREST


def _is_always(named: Named, span: Span, setting: Setting) -> bool:
    always = (setting.timeless and named.day is None) or setting.tenses.is_habitual(span)
    return always and not setting.tenses.is_sided(span)
