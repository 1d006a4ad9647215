"""Which of the dates told before it an expression goes on from: an ordered list, whose first rule that fits decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline_service.calendar.expressions import Base, Clock, Named, PartOfDay, Shift, This
from timeline_service.calendar.resolve import Direction
from timeline_service.calendar.units import Cell, Unit
from timeline_service.stages.anchor_timexes.discourse import Told
from timeline_service.stages.anchor_timexes.joints import joints
from timeline_service.stages.anchor_timexes.meanings import is_bare_date, is_year_back
from timeline_service.stages.anchor_timexes.saying import FAR, Saying

_BESIDE = 80  # characters between two dates of a sentence that go together


def _recalled(s: Saying) -> Told | None:
    """A bare month or day goes on from the date of another year right before it: "23 days later, on April 11".

    In one sentence it does so from any date that named its year, in the next one from a day or what was counted.
    """
    speech, span, text = s.setting.speech, s.timex.span, s.setting.text
    said = s.expression.of if isinstance(s.expression, Clock | PartOfDay) else s.expression
    if speech is None or span is None or not is_bare_date(said) or s.is_in_history:
        return None
    told = s.discourse.last_in_paragraph(span.start, text)
    if told is None or told.cell.date[0] >= speech.date[0]:
        return None
    tenses, one_sentence = s.setting.tenses, s.discourse.is_in_sentence(span.start, s.setting.ends)
    aside = s.discourse.last is not None and tenses.is_aside(s.discourse.last)  # "who had left in 2023, voted in May"
    led = tenses.is_led(span)
    beside = told.cell.unit is Unit.YEAR or span.start - s.discourse.end <= _BESIDE
    ranged = not led or _word_before(s) in s.setting.lexicon["range"]
    named = s.discourse.stated and one_sentence and not aside and beside and ranged
    dated = s.discourse.stated and told.cell.unit.days <= 1 and not led and _is_adverbial(s)
    counted = s.discourse.counted and told.cell.finer_than(Unit.YEAR) and not led
    if not named and not dated and not counted:
        return None
    side = tenses.verb_side(s.timex) if named else s.side()
    return (s.discourse.year_of_list(span.start, s.setting.ends) or told) if side is Direction.PAST else None


def _is_adverbial(s: Saying) -> bool:
    """Whether the date told right before said when something was: not "the Dec. 21, 1988, bombing"."""
    last = s.discourse.last
    before = s.setting.text[max(0, last.start - 12) : last.start].lower().split() if last else []
    if before and s.setting.lexicon["joint"].get(before[-1]) == "OR":  # "on or about March 4, 2024"
        before.pop()
    return bool(before) and before[-1] in s.setting.lexicon["done"]


def _word_before(s: Saying) -> str:
    return (s.setting.text[max(0, s.at - 16) : s.at].lower().split() or [""])[-1]


def _compared(s: Saying) -> Told | None:
    """ "A year ago", among quarters, is the same quarter of the year before."""
    return s.discourse.compared if isinstance(s.expression, Shift) and is_year_back(s.expression) else None


def _done_before(s: Saying) -> Told | None:
    """What was done is not counted from a day still to come, but from the last day told before that one."""
    speech = s.setting.speech
    if not _is_from_ahead(s) or speech is None:
        return None
    by_hour = s.base is Base.NARRATED or isinstance(s.expression, Clock)
    return (s.discourse.last_day(s.at - FAR, by=speech) if by_hour else None) or NOWHERE


def _is_from_ahead(s: Saying) -> bool:
    speech, told = s.setting.speech, s.adjoining
    counted = s.base is Base.NARRATED
    if not (s.is_bare_hour or counted) or speech is None or told is None or told.cell.start < speech.end:
        return False
    stretch = joints(s.setting.lexicon).stretch
    if s.discourse.last and stretch.fullmatch(s.setting.text, s.discourse.last.end, s.at):
        return False  # "from 30 October to Sunday"
    return s.timex.span is not None and s.side() is Direction.PAST


def _done_not_said(s: Saying) -> Told | None:
    """A bare time of day in a sentence of its own is on the last day of a deed: not on that on which somebody spoke.

    Nor on one that came after it: "began on Sunday. Today rain fell. On Monday an engineer told of it: at 6:12 …".
    """
    told, span = s.adjoining, s.timex.span
    if not s.is_bare_hour or told is None or not told.said or s.discourse.is_in_sentence(s.at, s.setting.ends):
        return None
    return None if span is None or s.setting.tenses.is_of_saying(span) else s.discourse.last_deed(by=told.cell)


def _that_named(s: Saying) -> Told | None:
    """ "That November" is of the year told last that has it before publication."""
    named = s.expression.of if isinstance(s.expression, This) and not s.setting.narrative else None
    if not isinstance(named, Named) or s.base is not Base.NARRATED:
        return None
    return s.discourse.past_of(named, s.setting.speech)


NOWHERE = Told("", Cell(Unit.DAY, 0), 0)  # a date that is none: what was told does not count


@dataclass(frozen=True, slots=True)
class ToldRule:
    """A name, the date told that it takes, and texts with the value of their last expression, which prove it."""

    name: str
    take: Callable[[Saying], Told | None]
    examples: Mapping[str, str]
    recalls: bool = False  # whether what is bare goes on from there too


TOLD: tuple[ToldRule, ...] = (
    ToldRule(
        "goes on from the year told right before",
        _recalled,
        {
            "In 2018, from February to December, it stood idle.": "2018-12",
            "In 2016 he moved twice, in March and in October.": "2016-10",
            "In May 2023 U.N. monitors left and in June they returned.": "2023-06",
            "The strike began on 3 November 2023. It ended on 4 January.": "2024-01-04",
            "It lasted from 10 p.m. on December 31, 2022 until 1 a.m. on January 1.": "2023-01-01T01:00",
            "The law was passed in 2021. It takes effect on 1 January.": "2026-01-01",
            "He wired it on or about March 4, 2024. On or about March 9 he shredded the ledger.": "2024-03-09",
        },
        recalls=True,
    ),
    ToldRule(
        "the same quarter of the year before",
        _compared,
        {"Third-quarter profit rose from $3 million a year earlier.": "2024-Q3"},
    ),
    ToldRule(
        "that month of the year told",
        _that_named,
        {"In March 2022 it lost the case, and it dropped the appeal that November.": "2022-11"},
    ),
    ToldRule(
        "the day of a deed before one of words",
        _done_not_said,
        {},  # takes a parse
    ),
    ToldRule(
        "what was done before a day to come",
        _done_before,
        {"Talks ended on Thursday. A march set for next Tuesday is off. They left at 11:40 p.m.": "2025-10-23T23:40"},
    ),
)


def located(s: Saying) -> tuple[Told | None, bool]:
    """The date told that an expression can go on from, None where there is none, and whether it does so though bare."""
    for rule in TOLD:
        told = rule.take(s)
        if told is not None:
            return (None if told is NOWHERE else told), rule.recalls
    return s.adjoining, False
