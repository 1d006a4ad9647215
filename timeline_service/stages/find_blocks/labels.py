"""The dates that label the entries of a list, a chronology, an agenda or a live blog, as they stand at heads of lines.

"March 3, 2021: The tank was inspected." · "7 July – A worker found a leak." · "[14:02] The alarm went off." · a date on
a line of its own. What tells a label from a sentence that begins with a date is the mark behind it, and that others of
its kind stand in the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any, NamedTuple

from timeline_service.calendar.expressions import (
    Clock,
    Expression,
    Last,
    Named,
    Next,
    Nth,
    PartOfDay,
    This,
    Window,
    Within,
)
from timeline_service.calendar.units import Unit
from timeline_service.languages.lexicon import Lexicon
from timeline_service.languages.search import Found, find
from timeline_service.model import Span

_HEAD = 90  # code points of a line that are looked at
_MAY_BE = re.compile(r"[^\n]{0,60}?(?:\d|:|[-–—](?=\s))")
_MARKS = r"(?:\*{1,2}|__|[#>|]+|[\[(])"
_LEAD = rf"(?:{_MARKS}\s*)*(?:\d{{1,3}}[.)]\s+(?:{_MARKS}\s*)*)?"
_MARKED = re.compile(rf"(?:{_MARKS}\s*)*")
_CLOSE = r"(?:\s*(?:\*\*|__|[\])]))*"
_REMARK = r"(?:\s*\([^()\n]{1,40}\)(?=\s*[:–—|-])|,?\s[^:.;!?\n]{1,40}(?=:\s))?"
_MARK = r"(?P<mark>:(?!\d)|[-–—]{1,2}(?=\s|$)|[–—]|\||\t|\s{2,}|→|»|$)"
_BEHIND = re.compile(rf"{_CLOSE}{_REMARK}\s*{_MARK}(?:\s*(?:\*\*|__))?\s*")
_BRACKETED = re.compile(rf"{_MARKED.pattern}[\[(]")
_CLOSED = re.compile(r"(?:\*\*|__)?[\])](?:\*\*|__)?:?\s+")
_ENTRY = re.compile(r"\s+[“\"‘'(]?[A-Z]")  # what begins an entry behind a date without any mark
_FEWEST_CLOCKS = 3  # times at heads of lines that make a text a report of a day


def _before(lexicon: Lexicon) -> re.Pattern[str]:
    """What may stand before the date of a label: "2. On May 3: …"."""
    return re.compile(rf"{_LEAD}(?:{lexicon.any_of('preposition', 'DAY', 'PERIOD')}\s+(?=\S))?", re.IGNORECASE)


def _between(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands between the two dates of a label."""
    return re.compile(rf"\s?(?:[-–—]|{lexicon.any_of('joint', 'TO', 'UNTIL', 'AND')})\s?")


class Mark(Enum):
    """What stands behind a label."""

    COLON = "colon"
    DASH = "dash"
    NONE = "none"
    LINE = "line"  # nothing: it has the line to itself
    SCENE = "scene"  # the stop of a sentence that says no more: "It is March 1948."


class Label(NamedTuple):
    """A label, ``end`` where the entry begins; offsets of the text."""

    span: Span
    end: int
    mark: Mark
    expression: Expression


def labels(
    text: str, lines: Sequence[Span], rules: Any, stamps: Iterable[Span] = (), scenes: Collection[str] = ()
) -> dict[int, Label]:
    """Start of a line → its label. ``lines`` are without bullets; ``stamps`` are spans that the page marks as times;
    ``scenes`` are the words before a date that set a scene: "It is March 1948. Students have occupied"."""
    stamped = {span.start: span for span in stamps}
    found = {line.start: label for line in lines if (label := _label(text, line, rules, stamped)) is not None}
    found |= {line.start: label for line in lines if (label := _scene(text, line, rules, scenes)) is not None}
    clocks = sum(_is_clock(label) for label in found.values())
    report, many = clocks >= _FEWEST_CLOCKS, len(found) - clocks >= 2

    def is_kept(label: Label) -> bool:
        if label.mark is Mark.SCENE or (label.span.start in stamped and len(found) >= 2):
            return True
        if _is_clock(label):
            return report
        return many or _stands_alone(label) or (report and label.mark is Mark.LINE)

    return {start: label for start, label in found.items() if is_kept(label)}


def _is_clock(label: Label) -> bool:
    return isinstance(label.expression, Clock) and label.expression.of is None


def _stands_alone(label: Label) -> bool:
    """Whether a label needs no other of its kind: a year and a colon."""
    return (
        label.mark is Mark.COLON
        and isinstance(label.expression, Named)
        and label.expression.month is not None
        and (label.expression.year is not None)
    )


def _scene(text: str, line: Span, rules: Any, scenes: Collection[str]) -> Label | None:
    """The sentence at the head of a line that only says which month or year it is."""
    head = text[line.start : min(line.end, line.start + _HEAD)]
    opener = next((each for each in scenes if head.lower().startswith(f"{each} ")), None)
    first = next(iter(find(head, rules)), None) if opener is not None else None
    if opener is None or first is None or first.start != len(opener) + 1 or head[first.end : first.end + 1] != ".":
        return None
    if not isinstance(first.expression, Named) or first.expression.year is None:
        return None
    return Label(Span(line.start, line.start + first.end + 1), line.start + first.end + 1, Mark.SCENE, first.expression)


def _label(text: str, line: Span, rules: Any, stamped: Mapping[int, Span]) -> Label | None:
    head = text[line.start : min(line.end, line.start + _HEAD)]
    whole = line.end - line.start <= _HEAD
    if not _MAY_BE.match(head) and line.start not in stamped:
        return None
    times = find(head, rules)
    stamp = stamped.get(line.start)
    if stamp is not None and stamp.end == line.end and not (times and _may_label(times[0].expression)):
        return Label(line, line.end, Mark.LINE, Named(unit=Unit.DAY))  # "2 hours ago", or what only markup dates
    if not times:
        return None
    first, *others = times
    starts = {match.end() for pattern in (_MARKED, rules.lexicon.derived(_before)) if (match := pattern.match(head))}
    if first.start not in starts or not _may_label(first.expression):
        return None
    ranged = bool(others) and rules.lexicon.derived(_between).fullmatch(head, first.end, others[0].start)
    if ranged and isinstance(others[0].expression, Named):
        first = replace(first, end=others[0].end, expression=others[0].expression)
    return _behind(head, line, first, whole=whole)


def _behind(head: str, line: Span, found: Found, *, whole: bool) -> Label | None:
    match = _BEHIND.match(head, found.end)
    if match is not None and (match["mark"] or (match.end() == len(head) and whole)):
        if match.end() == len(head) and whole:
            mark = Mark.COLON if match["mark"] == ":" else Mark.LINE
        else:
            mark = Mark.DASH if match["mark"].strip() in ("-", "--", "–", "—", "") else Mark.COLON
        if mark is Mark.DASH and _is_part_of_number(head, match):
            return None
        return _made(line, match.start("mark") + len(match["mark"]), match.end(), mark, found)
    if _BRACKETED.match(head) and (closed := _CLOSED.match(head, found.end)):
        return _made(line, len(head[: closed.end()].rstrip()), closed.end(), Mark.COLON, found)
    if _ENTRY.match(head, found.end) and _is_fine(found.expression):
        return _made(line, found.end, found.end + 1, Mark.NONE, found)
    return None


def _is_part_of_number(head: str, match: re.Match[str]) -> bool:
    """ "2019-20 season", "10–12 people" """
    dash, close = match["mark"] in ("-", "–"), match.end() == match.end("mark")
    return dash and close and head[match.end() : match.end() + 1].isdigit()


def _made(line: Span, end: int, entry: int, mark: Mark, found: Found) -> Label:
    return Label(Span(line.start, line.start + end), line.start + entry, mark, found.expression)


def _may_label(expression: Expression) -> bool:
    if isinstance(expression, (Clock, PartOfDay)):
        return expression.of is None or _may_label(expression.of)
    if isinstance(expression, Window):
        return expression.of is not None
    return isinstance(expression, (Named, Nth, Within, This, Last, Next))


def _is_fine(expression: Expression) -> bool:
    """Whether a date needs no mark behind it to be seen as a label: a day with its year, or a clock time."""
    if isinstance(expression, Clock):
        return True
    return isinstance(expression, Named) and expression.year is not None and expression.day is not None
