"""What a date is before it has an event: counted from another, a distance, the kind of a thing, denied, ahead."""

from __future__ import annotations

from collections.abc import Callable
from operator import ge, gt, le

from timeline_service.calendar.expressions import Base, PartOfDay, Shift, Window
from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity, Interval
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import Timex

_UNKNOWN = Interval(None, None)
_WEEK = 8 * MINUTES_A_DAY  # the day of publication and the seven before it


def is_counted(timex: Timex) -> bool:
    """Whether a date was counted from another one of the text."""
    return getattr(timex.expression, "base", None) is Base.NARRATED


def is_feast(timex: Timex) -> bool:
    """ "At Easter": a feast names its day, and is said of the days around it too."""
    return bool(getattr(timex.expression, "holiday", None))


def is_from_event(timex: Timex) -> bool:
    """ "12 January, the day after they turned it down": a distance from an event, and no date of its own."""
    return isinstance(timex.expression, Shift) and timex.expression.base is Base.EVENT


def is_stretch(timex: Timex) -> bool:
    """ "The past two months", "the next year": a length of time up to publication, or from it on."""
    return isinstance(timex.expression, Window) and timex.expression.of is None


def is_a_kind(index: DocumentIndex, timex: Timex) -> bool:
    """ "The night porter", "the evening count", "the 1970s look": a part of the day, or decades, that say which kind of
    thing it is."""
    first, last = index.place[timex.id]
    head = index.tokens[last]
    if timex.granularity is not None and timex.granularity > Granularity.YEAR:
        return head.dep in ("compound", "nummod", "amod") and head.i < head.head not in index.event_at
    alone = first == last or (last == first + 1 and index.tokens[first].dep == "det")
    return (
        isinstance(timex.expression, PartOfDay) and alone and head.dep == "compound" and head.head not in index.event_at
    )


def is_denied(index: DocumentIndex, timex: Timex) -> bool:
    """ "On Tuesday, not on Monday as first reported": a date that something does not have."""
    head = index.tokens[index.place[timex.id][1]]
    negators = index.words.get("clauses", {}).get("negators", ())
    return any(child.i < head.i and child.text.lower() in negators for child in index.tree[head])


def starts_ahead(index: DocumentIndex, timex: Timex) -> bool:
    """Whether a date begins after publication."""
    return _holds(ge, _time(timex).start, _publication(index).end)


def is_ahead(index: DocumentIndex, timex: Timex) -> bool:
    """Whether a date ends after publication."""
    return _holds(gt, _time(timex).end, _publication(index).end)


def starts_from_now(index: DocumentIndex, timex: Timex) -> bool:
    """Whether a date begins with the day of publication or after it."""
    return _holds(ge, _time(timex).start, _publication(index).start)


def is_behind(index: DocumentIndex, timex: Timex) -> bool:
    """Whether a date ends before the day of publication."""
    return _holds(le, _time(timex).end, _publication(index).start)


def begins_in_last_week(index: DocumentIndex, timex: Timex) -> bool | None:
    """Whether a date begins in the week up to publication; None where either is not known."""
    begins, published = _time(timex).start, _publication(index).end
    return None if begins is None or published is None else 0 < published - begins <= _WEEK


def _holds(compared: Callable[[int, int], bool], one: int | None, other: int | None) -> bool:
    """Whether two moments are both known, and stand to each other as compared."""
    return one is not None and other is not None and compared(one, other)


def _time(timex: Timex | None) -> Interval:
    return _UNKNOWN if timex is None or timex.interval is None else timex.interval


def _publication(index: DocumentIndex) -> Interval:
    return _time(index.document.dct)
