"""From what an expression is counted: two ordered lists of rules, of which the first that applies decides.

``TOLD`` says which of the dates told before it an expression can go on from, ``ANCHORS`` what fills the fields that
were not said: the publication, the time a history has come to, the day of a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline_service.calendar.expressions import Base, Clock, Expression, Last, Named, Next, PartOfDay, Shift, This
from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.calendar.resolve import Anchors, Direction, resolve
from timeline_service.calendar.units import Cell, Unit
from timeline_service.model import Span, Timex
from timeline_service.stages.anchor_timexes.discourse import STRETCH, Discourse, Setting, Told
from timeline_service.stages.anchor_timexes.meanings import is_bare, is_bare_date, is_year_back

_PARAGRAPH = re.compile(r"\n\s*")
_FAR = 600  # characters after which a clock time no longer means the day told before
_BESIDE = 80  # characters between two dates of a sentence that go together
_NOON = 12


@dataclass(frozen=True, slots=True)
class Saying:
    """An expression where it stands: what was told before it, and what the text is."""

    timex: Timex
    discourse: Discourse
    setting: Setting
    adjoining: Told | None  # the date told last that is fine enough for it
    lost: bool  # whether the text has moved on to a time that is too coarse for it
    told: Told | None = None  # the date told that it can go on from
    recalled: bool = False  # whether it goes on from there although it is bare

    @property
    def expression(self) -> Expression | None:
        """What was said."""
        return self.timex.expression

    @property
    def base(self) -> Base | None:
        """What it says that it is counted from."""
        return getattr(self.expression, "base", None)

    @property
    def at(self) -> int:
        """Where it stands in the text."""
        return self.timex.span.start if self.timex.span else 0

    @property
    def is_bare_hour(self) -> bool:
        """Whether it is a time of day without a day."""
        return isinstance(self.expression, Clock | PartOfDay) and self.expression.of is None

    @property
    def is_in_history(self) -> bool:
        """Whether a history tells it, and not of its own day."""
        return self.setting.narrative and self.discourse.now is not None and not is_of_now(self)

    def side(self) -> Direction:
        """On which side of the publication its verb lies."""
        return self.setting.tenses.side_of(self.timex)


# Which date told -----------------------------------------------------------------------------------------------------


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
    tenses, one_sentence = s.setting.tenses, s.discourse.is_in_sentence(span.start, text)
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
    return (s.discourse.year_of_list(span.start, text) or told) if side is Direction.PAST else None


def _is_adverbial(s: Saying) -> bool:
    """Whether the date told right before said when something was: not "the Dec. 21, 1988, bombing"."""
    last = s.discourse.last
    before = s.setting.text[max(0, last.start - 12) : last.start].lower().split() if last else []
    if before[-1:] == ["or"]:  # "on or about March 4, 2024"
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
    return (s.discourse.last_day(s.at - _FAR, by=speech) if by_hour else None) or NOWHERE


def _is_from_ahead(s: Saying) -> bool:
    speech, told = s.setting.speech, s.adjoining
    counted = s.base is Base.NARRATED
    if not (s.is_bare_hour or counted) or speech is None or told is None or told.cell.start < speech.end:
        return False
    if s.discourse.last and STRETCH.fullmatch(s.setting.text, s.discourse.last.end, s.at):
        return False  # "from 30 October to Sunday"
    return s.timex.span is not None and s.side() is Direction.PAST


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


# From what it is counted ---------------------------------------------------------------------------------------------


def _quoted(s: Saying) -> Anchors | None:
    """In a history, somebody's own words speak from the time that is told."""
    if not s.is_in_history or not is_quoted(s) or s.discourse.now is None:
        return None
    return _of_history(s, speech=s.discourse.now.cell)


def _history(s: Saying) -> Anchors | None:
    """In a history what is bare is beside the date it has come to."""
    return _of_history(s, speech=s.setting.speech) if s.is_in_history else None


def _of_history(s: Saying, *, speech: Cell | None) -> Anchors:
    looks_back = s.timex.span is not None and s.setting.tenses.is_before_told(s.timex.span)
    onwards = s.discourse.is_of_late(s.setting.speech) and not looks_back
    return Anchors(
        speech=speech,
        narrated=s.told and s.told.cell,
        bare=Base.NARRATED,
        setting=Base.NARRATED,
        direction=Direction.FUTURE if onwards else Direction.TOLD,
        history=True,
    )


def _going_on(s: Saying) -> Anchors | None:
    """A bare date that goes on from the one told is the next of its kind, in the year if that is all that was told."""
    if not s.recalled or s.told is None:
        return None
    return Anchors(
        speech=s.setting.speech, narrated=s.told.cell, bare=Base.NARRATED, direction=Direction.TOLD, history=s.lost
    )


def _hour_of_told_day(s: Saying) -> Anchors | None:
    """A bare time of day is on the last day told in this paragraph or the one before.

    A morning hour after an evening one is the next day's: "at 11:30 p.m. Sunday … at 1:12 a.m.".
    """
    last, span, text = s.discourse.last, s.timex.span, s.setting.text
    if not s.is_bare_hour or s.told is None or last is None or span is None:
        return None
    if text[span.start - 1 : span.start] in ("", "\n") and not s.setting.narrative:
        return None  # the time of an entry, in a report written as things happen
    between = text[last.end : span.start]
    if len(between) > _FAR or len(_PARAGRAPH.findall(between)) > 1:
        return None
    early = isinstance(s.expression, Clock) and s.expression.hour < _NOON
    day = s.told.cell.to(Unit.DAY).step(1 if s.discourse.evening and early else 0)
    return Anchors(
        speech=s.setting.speech,
        narrated=day,
        bare=Base.NARRATED,
        setting=Base.NARRATED,
        direction=_direction(s),
        history=s.lost or _is_adrift(s),
    )


def _hour_of_yesterday(s: Saying) -> Anchors | None:
    """An hour of the day of publication that was still to come when a verb in the past was written was yesterday's."""
    setting, clock = s.setting, s.expression
    if setting.speech is None or setting.written is None or not isinstance(clock, Clock) or clock.of or clock.zone:
        return None
    here = setting.place is None or setting.place.offset(setting.written // MINUTES_A_DAY) == setting.offset
    if not here or setting.local:
        return None
    anchors = _publication(s)
    minute = resolve(clock, anchors).cell
    if minute is None or minute.start <= setting.written or s.side() is not Direction.PAST:
        return None
    return Anchors(
        speech=setting.speech,
        narrated=setting.speech.step(-1),
        bare=Base.NARRATED,
        direction=anchors.direction,
        history=anchors.history,
    )


def _of_told(s: Saying) -> Anchors | None:
    """ "By the end of the month 340 had been killed": the month that the paragraph tells of."""
    setting = isinstance(s.expression, This) and s.base is Base.SETTING
    if not setting or s.timex.span is None or s.discourse.last_in_paragraph(s.at, s.setting.text) is None:
        return None
    if not s.setting.tenses.is_before_told(s.timex.span):
        return None
    return Anchors(
        speech=s.setting.speech,
        narrated=s.told and s.told.cell,
        setting=Base.NARRATED,
        direction=_direction(s),
        history=s.lost or _is_adrift(s),
    )


def _publication(s: Saying) -> Anchors:
    """All else is seen from the publication, the tense says on which side of it."""
    return Anchors(
        speech=s.setting.speech,
        narrated=s.told and s.told.cell,
        direction=_direction(s),
        history=s.lost or _is_adrift(s),
    )


@dataclass(frozen=True, slots=True)
class AnchorRule:
    """A name, the anchors it gives, and texts with the value of their last expression, which prove it."""

    name: str
    give: Callable[[Saying], Anchors | None]
    examples: Mapping[str, str]
    published: str = "2025-10-24"


_HISTORY = (
    "They were planned in 1903. In 1907 they were begun. "
    "The works opened in 1911. In 1914 they closed. They burned on 3 July 1919. "
)
ANCHORS: tuple[AnchorRule, ...] = (
    AnchorRule("words of a history", _quoted, {_HISTORY + "“He left yesterday,” she said.": "1919-07-02"}),
    AnchorRule("history", _history, {_HISTORY + "On 5 July the owner died.": "1919-07-05"}),
    AnchorRule("going on", _going_on, {"It opened on 3 May 2024. It closed on 9 July.": "2024-07-09"}),
    AnchorRule("the day told", _hour_of_told_day, {"He left on Tuesday. He called at 9 p.m.": "2025-10-21T21:00"}),
    AnchorRule(
        "the evening before publication",
        _hour_of_yesterday,
        {"A fire broke out at 11 p.m.": "2025-10-23T23:00"},
        published="2025-10-24T09:00:00",
    ),
    AnchorRule(
        "the time told",
        _of_told,
        {"The siege began in March 2024. By the end of the month dozens had been killed.": "2024-03"},
    ),
    AnchorRule(
        "publication", _publication, {"They met on Monday.": "2025-10-20", "They will meet on Monday.": "2025-10-27"}
    ),
)


def anchored(s: Saying) -> tuple[Anchors, str]:
    """What an expression is counted from, and the name of the rule that says so."""
    for rule in ANCHORS:
        anchors = rule.give(s)
        if anchors is not None:
            return anchors, rule.name
    raise AssertionError("the last rule always gives anchors")


# What the rules ask --------------------------------------------------------------------------------------------------


def is_of_now(s: Saying) -> bool:
    """Whether a history turns to its own day: "plans to treat its first patient on Nov. 10"."""
    open_ = is_bare(s.expression) or s.base is Base.SETTING
    if not s.setting.narrative or s.setting.speech is None or not open_ or is_quoted(s):
        return False
    return s.setting.tenses.is_of_now(s.timex)


def is_quoted(s: Saying) -> bool:
    """Whether the words are somebody's own."""
    start = s.timex.span.start if s.timex.span else -1
    i = bisect_right(s.setting.quotes, Span(start, 1 << 60)) - 1
    return i >= 0 and s.setting.quotes[i].start <= start < s.setting.quotes[i].end


def _is_adrift(s: Saying) -> bool:
    """Whether words are counted from a day that was not said: "It reopened in February. He left the next day"."""
    if not isinstance(s.expression, Shift | Next | Last) or s.base is not Base.NARRATED:
        return False
    if s.told is not None or isinstance(s.expression.of, Named) or not s.discourse.told:
        return False
    return s.side() is Direction.PAST


def _direction(s: Saying) -> Direction:
    if not is_bare(s.expression):
        return Direction.PAST
    side = s.side()
    done = side is Direction.PAST and s.timex.span is not None and s.setting.tenses.is_done(s.timex.span)
    return Direction.DONE if done else side
