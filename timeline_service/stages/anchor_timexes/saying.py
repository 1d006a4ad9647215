"""An expression where it stands, and what the rules of anchoring ask about it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_service.calendar.expressions import Base, Clock, Expression, PartOfDay
from timeline_service.calendar.resolve import Direction
from timeline_service.lookups.quotations import is_inside
from timeline_service.model import Timex
from timeline_service.stages.anchor_timexes.discourse import Discourse, Setting, Told
from timeline_service.stages.anchor_timexes.meanings import is_bare

FAR = 600  # characters after which a clock time no longer means the day told before


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
        """Whether a history tells it, and not of its own day, on which its dateline stands."""
        now = self.discourse.now
        return self.setting.narrative and now is not None and now.cell != self.setting.speech and not is_of_now(self)

    def side(self) -> Direction:
        """On which side of the publication its verb lies."""
        return self.setting.tenses.side_of(self.timex)


def is_of_now(s: Saying) -> bool:
    """Whether a history turns to its own day: "plans to treat its first patient on Nov. 10"."""
    open_ = is_bare(s.expression) or s.base is Base.SETTING
    if not s.setting.narrative or s.setting.speech is None or not open_ or is_quoted(s):
        return False
    return s.setting.tenses.is_of_now(s.timex)


def is_quoted(s: Saying) -> bool:
    """Whether the words are somebody's own."""
    return s.timex.span is not None and is_inside(s.timex.span.start, s.setting.quotes)
