"""Days counted from a day, and those that labels leave to be understood. A part of ``read_labels``.

Labels of an agenda ("Monday: The bank publishes its survey") lie ahead. Times are of the day that introduces them: "how
Tuesday's attack unfolded".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from timeline_service.calendar.expressions import Base, Clock, Expression, Last, Named, Next, PartOfDay, Shift, This
from timeline_service.calendar.intervals import MINUTES_A_DAY, civil, ordinal, weekday
from timeline_service.calendar.resolve import Direction
from timeline_service.calendar.units import Unit
from timeline_service.lookups.labelled_entries import LabelledEntry
from timeline_service.model import Document, Timex
from timeline_service.stages.anchor_timexes.agendas import is_to_come
from timeline_service.stages.anchor_timexes.governing_tense import TenseReader

_ABOVE = 3  # blocks above a list that may introduce it
_SPOKEN = (This, Last, Next, Shift)


def publication(document: Document) -> Named | None:
    """The day of publication."""
    interval = document.dct.interval if document.dct is not None else None
    return None if interval is None or interval.start is None else _named(interval.start // MINUTES_A_DAY)


def nearest(wanted: int, day: Named, *, ahead: bool) -> Named:
    """A day of the week, in the week before a day or after it."""
    here = weekday(_number(day))
    return days_from(day, (wanted - here) % 7 if ahead else -((here - wanted) % 7))


def days_from(day: Named, days: int) -> Named:
    """The day so many days after another."""
    return _named(_number(day) + days)


def spoken(said: Expression | None, day: Named) -> Named | None:
    """What "today", "yesterday" and "two days ago" mean on a day; None for what says no day."""
    if not isinstance(said, _SPOKEN) or said.base is not Base.SPEECH:
        return None
    if isinstance(said, Shift):
        counted = [amount.count for amount in said.amounts if amount.unit is Unit.DAY]
        if said.of is None and len(counted) == len(said.amounts) == 1 and counted[0] is not None:
            return days_from(day, said.sign * round(counted[0]))
    elif said.of is Unit.DAY:
        return days_from(day, 0 if isinstance(said, This) else -said.n if isinstance(said, Last) else said.n)
    return None


def later(said: Expression | None, day: Named) -> Named | None:
    """What "six days later" and "two weeks earlier" mean from a day that was told; None for what says no day."""
    if not isinstance(said, Shift) or said.base is not Base.NARRATED or said.of is not None or len(said.amounts) != 1:
        return None
    (amount,) = said.amounts
    known = amount.count is not None and amount.unit in (Unit.DAY, Unit.WEEK)
    return days_from(day, said.sign * round(amount.count * amount.unit.days)) if known and amount.count else None


def is_weekday(said: Expression | None) -> bool:
    """Whether it is a day of the week and nothing more."""
    return isinstance(said, Named) and said.weekday is not None and said.month is None and said.day is None


def of_agenda(found: Sequence[LabelledEntry], document: Document, words: Mapping) -> dict[str, Named]:
    """Timex of a label → its day, where all labels are days of the week and all entries speak of what is to come."""
    day, looking_back = publication(document), words.get("looking_back", ())
    labels = [entry.label.expression for entry in found]
    if day is None or len(found) < 2 or not all(map(is_weekday, labels)):
        return {}
    above = " ".join(_above(found[0], document)).lower()
    if any(phrase in above for phrase in looking_back) or not _is_to_come(found, document):
        return {}
    days: dict[str, Named] = {}
    for entry in found:
        said = entry.label.expression
        assert isinstance(said, Named) and said.weekday is not None
        day = days[entry.label.id] = nearest(said.weekday, day, ahead=True)
    return days


def _is_to_come(found: Sequence[LabelledEntry], document: Document) -> bool:
    """Whether the main verbs of entries are in the future or the plain present."""
    starts = {entry.first for entry in found}
    places = (range(s.first, s.last) for s in document.sentences if s.block in starts)
    roots = {i for place in places for i in place if document.tokens[i].head == i}
    verbs = [clause for clause in document.clauses if clause.head in roots]
    return bool(verbs) and all(map(is_to_come, verbs))


def _above(entry: LabelledEntry, document: Document) -> Iterator[str]:
    """What stands above a list, the nearest first."""
    for block in reversed(document.blocks[max(0, entry.first - 1 - _ABOVE) : entry.first - 1]):
        yield document.text[block.span.start : block.span.end]


def of_log(found: Sequence[LabelledEntry], document: Document, words: Mapping, tenses: TenseReader) -> Named | None:
    """The day that introduces a list: "police gave this account of Tuesday's attack"; None unless it is one day."""
    today, introducing = publication(document), words.get("introducing", ())
    first = found[0].first - 1
    if today is None:
        return None
    for block in reversed(document.blocks[max(0, first - _ABOVE) : first]):
        text = document.text[block.span.start : block.span.end].lower()
        if not text.endswith(":") and not any(phrase in text for phrase in introducing):
            continue
        here = [timex for timex in document.timexes_in(block.span) if timex.span and block.span.covers(timex.span)]
        told = (timex for timex in here if _is_told_of(timex, document, words))
        days = {day for timex in told if (day := _day_of(timex, today, tenses)) is not None}
        if len(days) == 1:
            return days.pop()
    return None


def _is_told_of(timex: Timex, document: Document, words: Mapping) -> bool:
    """Whether a list is of that day: "Tuesday's attack", "unfolded on Tuesday"; not "published a log on Tuesday"."""
    happening = words.get("happening", ())
    assert timex.span is not None
    inside = {token.i for token in document.words_in(timex.span)}
    heads = (document.tokens[i] for i in inside if document.tokens[i].head not in inside)
    above = [document.tokens[head.head] for head in heads if head.dep.startswith(("obl", "advmod"))]
    return all(word.pos != "VERB" or word.lemma in happening for word in above)


def _day_of(timex: Timex, today: Named, tenses: TenseReader) -> Named | None:
    said = timex.expression
    while isinstance(said, (Clock, PartOfDay)):
        said = said.of
    if not isinstance(said, Named):
        return spoken(said, today)
    ahead = tenses.side_of(timex) is Direction.FUTURE
    if is_weekday(said) and said.weekday is not None:
        return nearest(said.weekday, today, ahead=ahead)
    if said.month is None or said.day is None or said.short_year is not None:
        return None
    year = said.year
    if year is None:
        assert today.year is not None and today.month is not None and today.day is not None
        to_come = (said.month, said.day) > (today.month, today.day)  # in the year of today
        year = today.year + (not to_come) if ahead else today.year - to_come
    return Named(unit=Unit.DAY, year=year, month=said.month, day=said.day)


def _named(number: int) -> Named:
    year, month, day = civil(number)
    return Named(unit=Unit.DAY, year=year, month=month, day=day)


def _number(day: Named) -> int:
    assert day.year is not None and day.month is not None and day.day is not None
    return ordinal(day.year, day.month, day.day)
