"""Dates that are the two ends of one: between, from … to, a dash, or. A part of the evidence of ``dates``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise

from timeline_service.calendar.expressions import Named, Next
from timeline_service.calendar.intervals import Granularity
from timeline_service.evidence.dates.comparisons import opening_before
from timeline_service.evidence.dates.holds import Dated, Hold
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import Timex

_DASHED = (Granularity.DAY, Granularity.YEAR)
_DASH = re.compile(r" ?[-–—] ?")


def spanned(found: list[Dated], index: DocumentIndex) -> list[Dated]:
    """ "between 2019 and 2022": at some time from the one to the other; "from 7 to 9 May": first and last day."""
    whole = list(found)
    for n, (one, other) in enumerate(pairwise(found)):
        word = _word_between(index, one.timex, other.timex)
        if one.event is other.event and index.listed(one.preposition, "between") and index.listed(word, "joining"):
            whole[n] = replace(one, relation="STARTS_FROM", hold=Hold.BETWEEN, kind="range")
            whole[n + 1] = replace(other, relation="STARTS_BY", hold=Hold.BETWEEN, kind="range")
        elif index.listed(one.preposition, "from") and index.listed(word, "to"):
            whole[n + 1] = replace(other, event=one.event, relation="ENDS_WITHIN", hold=one.hold, kind=one.kind)
    return _grown(_either(_together(_dashed(whole, index), index), index), index)


def _grown(found: list[Dated], index: DocumentIndex) -> list[Dated]:
    """ "Rose from 12 in 2019 to 40 in 2022": at some time from the one year to the other, whichever is the verb's."""
    before = {other.id: one for one, other in pairwise(t for t in index.document.timexes if t.id in index.place)}
    whole: list[Dated] = []
    for dated in found:
        one = before.get(dated.timex.id) if dated.relation == "STARTS_WITHIN" else None
        if one is None or not _is_change(one, dated.timex, index):
            whole.append(dated)
            continue
        first = replace(dated, timex=one, words=(one.span,) if one.span else ())
        whole += [
            replace(end, relation=relation, hold=Hold.BETWEEN, kind="range")
            for end, relation in ((first, "STARTS_FROM"), (dated, "STARTS_BY"))
        ]
    return whole


def _is_change(one: Timex, other: Timex, index: DocumentIndex) -> bool:
    if not one.granularity == other.granularity == Granularity.YEAR:
        return False  # "rose from 12 on Monday to 40 on Thursday": on Thursday
    return index.listed(opening_before(one, index), "from") and index.listed(opening_before(other, index), "to")


def _either(found: list[Dated], index: DocumentIndex) -> list[Dated]:
    """ "in August or September": at some time from the one to the other, wherever the parse hangs the second."""
    ends = {
        one.id: other
        for one, other in pairwise(t for t in index.document.timexes if t.id in index.place)
        if one.granularity == other.granularity and index.listed(_word_between(index, one, other), "either")
    }
    return _with_ends(found, ends, "STARTS_BY", _at_some_time_from)


def _dashed(found: list[Dated], index: DocumentIndex) -> list[Dated]:
    """ "on May 1–2", "the 2001–2004 drought": first and last day or year of what went on, wherever the parse hangs the
    second."""
    ends = {
        one.id: other
        for one, other in pairwise(index.document.timexes)
        if one.span and other.span and one.granularity == other.granularity in _DASHED
        and _DASH.fullmatch(index.document.text, one.span.end, other.span.start)
    }  # fmt: skip
    return _with_ends(found, ends, "ENDS_WITHIN", lambda first: first)


def _together(found: list[Dated], index: DocumentIndex) -> list[Dated]:
    """ "A strike on 5 and 6 May", "worked there in 1997 and 1998": first and last day of what went on."""
    ends = {
        one.id: other
        for one, other in pairwise(t for t in index.document.timexes if t.id in index.place)
        if one.granularity == other.granularity and index.listed(_word_between(index, one, other), "joining")
        and _are_next(one, other) and _is_alone(index, other)
    }  # fmt: skip
    return _with_ends(found, ends, "ENDS_WITHIN", lambda first: first)


def _are_next(one: Timex, other: Timex) -> bool:
    """Whether one date ends where another of days or more begins."""
    if one.interval is None or other.interval is None or one.granularity is None:
        return False
    named = other.expression.of if isinstance(other.expression, Next) else other.expression
    whole = one.granularity >= Granularity.DAY and one.interval.end is not None and isinstance(named, Named)
    return whole and one.interval.end == other.interval.start


def _is_alone(index: DocumentIndex, other: Timex) -> bool:
    """Whether the second of two dates is no more than that: not "struck on Monday and Tuesday's vote was put off"."""
    start, end = index.place[other.id]
    return not any(
        token.dep.startswith(("nmod:poss", "nsubj", "compound", "amod")) and not start <= token.head <= end
        for token in index.tokens[start : end + 1]
    )


def _at_some_time_from(first: Dated) -> Dated:
    return replace(first, relation="STARTS_FROM", hold=Hold.BETWEEN, kind="range")


def _with_ends(
    found: list[Dated], ends: Mapping[str, Timex], relation: str, begun: Callable[[Dated], Dated]
) -> list[Dated]:
    """The dates, and behind them the end of each that has one, instead of what the parse made of it; ``relation`` is
    that of the event to its end, ``begun`` what becomes of the date that it has."""
    firsts = {dated.timex.id for dated in found if dated.relation == "STARTS_WITHIN" and dated.timex.id in ends}
    taken = {ends[id].id for id in firsts}
    kept: list[Dated] = []
    last: list[Dated] = []
    for dated in (each for each in found if each.timex.id not in taken):
        end = ends.get(dated.timex.id) if dated.relation == "STARTS_WITHIN" else None
        first = dated if end is None else begun(dated)
        kept.append(first)
        if end is not None:
            last.append(replace(first, timex=end, relation=relation, words=(end.span,) if end.span else ()))
    return kept + last


def _word_between(index: DocumentIndex, one: Timex, other: Timex) -> str:
    """The one word that stands between two dates."""
    first, last = index.place[one.id][1] + 1, index.place[other.id][0]
    return index.tokens[first].text.lower() if last - first == 1 else ""
