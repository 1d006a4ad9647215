"""What was said, before any calendar: the meanings a rule of any language can yield. No words, no dates computed.

Relative meanings name their ``base``: ``speech`` is the time of speaking or publication ("ago", "yesterday"),
``narrated`` the time the text is telling about ("the following day", "later"), ``event`` an event named beside the
expression ("two days after the attack"), ``setting`` the time the whole text is about ("the year": the year of
publication in the news, the narrated one in a history). ``resolve`` (calendar/resolve.py)
turns a meaning into a stretch of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Union

from timeline_service.calendar.units import Unit


class Base(Enum):
    """What a relative expression is counted from."""

    SPEECH = "speech"
    NARRATED = "narrated"
    EVENT = "event"
    SETTING = "setting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Named fields of a date. A missing year, month … is to be filled from the anchor: "October 13", "Tuesday".

    ``year`` is astronomical (0 is 1 BCE); ``short_year`` two digits without their century,
    which ``year`` may guess; ``decade`` its first year
    in the century ("the eighties" is 80) when the century is not said. ``unit`` the finest field that is known.
    """

    unit: Unit
    year: int | None = None
    short_year: int | None = None
    decade: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: int | None = None
    south: bool = False  # of the southern hemisphere, whose summer is from December to February
    holiday: str | None = None
    other: Named | None = None  # the second reading of an ambiguous form such as 03/04/2025


@dataclass(frozen=True, slots=True, kw_only=True)
class EraYear:
    """A year that another calendar counts: 1446 of the Hijra; ``era`` as calendar/eras.py names it."""

    era: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class This:
    """The unit or named date that holds the base: "this week", "today", "that year", "this summer"."""

    of: Unit | Named
    base: Base = Base.SPEECH


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The one before the base: "last week", "yesterday", "last May", "the previous month"; ``n`` how many back."""

    of: Unit | Named
    n: int = 1
    base: Base = Base.SPEECH


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The one after the base: "next year", "tomorrow", "the following day", "next Friday"."""

    of: Unit | Named
    n: int = 1
    base: Base = Base.SPEECH


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit; ``count`` is None where the number is vague ("several weeks")."""

    count: float | None
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A signed distance from the base or from another expression: "two weeks ago", "three days after Easter"."""

    amounts: tuple[Amount, ...]
    sign: int
    base: Base = Base.SPEECH
    of: Expression | None = None
    dated: bool = False  # from an event: "the day after" it, a date, not "two days after" it, a duration
    to_the_day: bool = False  # in the unit of what it is counted from: "a year ago today", "three weeks from Saturday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nth:
    """The ``n``-th unit or weekday inside another expression, from its end where negative: "first week of May".

    ``within`` is None only until a join has found the whole.
    """

    n: int
    of: Unit | Named
    within: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A named date inside a relative year: "January this year", "the spring of next year"."""

    of: Named
    whole: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfDay:
    """A part of a day, ``code`` as in TIMEX3: MO MI AF EV NI DT; of the anchor's day where none is said."""

    code: str
    of: Expression | None = None
    base: Base = Base.SETTING


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock time; hour 24 is the midnight that ends the day; ``minute`` None where it is known to the hour.

    ``zone`` as calendar/zones.py writes it ("-300 US"), or "local" for the zone of the place that is reported from.
    ``of_twelve`` where the hour is one of a dial's twelve and nothing has said in which half of the day.
    """

    hour: int
    minute: int | None = None
    zone: str | None = None
    of: Expression | None = None
    of_twelve: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time: "three days"; with no amounts one of unknown length."""

    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A length of time that ends (``sign`` −1) or begins (+1) at the base: "the past three months".

    With ``of``, one that ends where that ends, or begins where it begins: "three months to June", "first days of May".
    """

    amounts: tuple[Amount, ...]
    sign: int
    base: Base = Base.SPEECH
    of: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A repetition: each ``of``; ``freq`` how often in it ("twice a week": 2X), ``quant`` the word that says so."""

    of: Unit | Named | PartOfDay | Duration
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that no calendar holds: PAST_REF, PRESENT_REF or FUTURE_REF."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A found span that only the fallback reader (dateparser) understands; ``language`` its ISO 639-1 code."""

    text: str
    language: str


Expression = Union[  # noqa: UP007 - a recursive alias
    Named,
    This,
    Last,
    Next,
    Shift,
    Nth,
    Within,
    PartOfDay,
    Clock,
    Duration,
    Window,
    Every,
    Vague,
    Foreign,
    EraYear,
]
