"""From what an expression is counted: an ordered list of rules, of which the first that applies decides.

``ANCHORS`` says what fills the fields that were not said: the publication, the time a history has come to, the day of a
paragraph; ``TOLD`` in ``told`` which of the dates told before an expression can go on from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline_service.calendar.expressions import Base, Clock, Last, Named, Next, Shift, This
from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.calendar.resolve import Anchors, Direction, resolve
from timeline_service.calendar.units import Cell, Unit
from timeline_service.stages.anchor_timexes.discourse import Setting
from timeline_service.stages.anchor_timexes.meanings import is_bare
from timeline_service.stages.anchor_timexes.saying import FAR, Saying, is_quoted

_PARAGRAPH = re.compile(r"\n\s*")
_SHORT = 2  # paragraphs
_NOON = 12


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
    """A bare time of day is on the last day told in this paragraph or the one before, or two before if each is a
    sentence.

    A morning hour after an evening one is the next day's: "at 11:30 p.m. Sunday … at 1:12 a.m.".
    """
    last, span, text = s.discourse.last, s.timex.span, s.setting.text
    if not s.is_bare_hour or s.told is None or last is None or span is None:
        return None
    if text[span.start - 1 : span.start] in ("", "\n") and not s.setting.narrative:
        return None  # the time of an entry, in a report written as things happen
    if span.start - last.end > FAR or not _is_beside(last.end, span.start, s.setting):
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


def _is_beside(end: int, start: int, setting: Setting) -> bool:
    """Whether no more than a paragraph lies between, or two that are a sentence each."""
    breaks = len(_PARAGRAPH.findall(setting.text, end, start))
    return breaks <= 1 or breaks == _SHORT == setting.ends.between(end, start)


def _hour_of_yesterday(s: Saying) -> Anchors | None:
    """An hour of the day of publication that was still to come when a verb in the past was written was yesterday's.

    Where the hour of publication is not known, that is midnight alone, and only where a parse says which verb it is of.
    """
    setting, clock = s.setting, s.expression
    if setting.speech is None or not isinstance(clock, Clock) or clock.of or clock.zone:
        return None
    if setting.written is None and not setting.tenses.document.clauses:
        return None
    written = setting.speech.end - 1 if setting.written is None else setting.written
    elsewhere = setting.place is not None and setting.place.offset(written // MINUTES_A_DAY) != setting.offset
    if setting.written is not None and (elsewhere or setting.local):
        return None
    anchors = _publication(s)
    minute = resolve(clock, anchors).cell
    if minute is None or minute.start <= written or s.side() is not Direction.PAST:
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


def _counted_on(s: Saying) -> Anchors | None:
    """ "Two days later", "the next morning": from the date told before them."""
    return _publication(s) if s.told is not None and s.base is Base.NARRATED else None


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
    AnchorRule(
        "the day told",
        _hour_of_told_day,
        {
            "He left on Tuesday. He called at 9 p.m.": "2025-10-21T21:00",
            "Yesterday a climber fell.\nShe was from Orsa.\nA helicopter was called about 3 p.m.": "2025-10-23T15:00",
        },
    ),
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
        "the date told",
        _counted_on,
        {"He left on May 3, 2024. Two days later he was found.": "2024-05-05"},
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
