"""Dates that are the two ends of one: between, from … to, a dash, or. A part of the evidence of ``dates``."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from timeline_service.calendar.intervals import Granularity
from timeline_service.evidence.date_attachment import Dated, Hold
from timeline_service.evidence.document_index import DocumentIndex
from timeline_service.model import Timex

_DASH = re.compile(r" ?[-–—] ?")


def spanned(found: list[Dated], index: DocumentIndex) -> list[Dated]:
    """ "between 2019 and 2022": at some time from the one to the other; "from 7 to 9 May": first and last day."""
    whole = list(found)
    for n, (one, other) in enumerate(pairwise(found)):
        word = _word_between(index, one.timex, other.timex)
        if one.event is other.event and index.listed(one.preposition, "between") and word == "and":
            whole[n] = replace(one, relation="STARTS_FROM", hold=Hold.BETWEEN, kind="range")
            whole[n + 1] = replace(other, relation="STARTS_BY", hold=Hold.BETWEEN, kind="range")
        elif index.listed(one.preposition, "from") and index.listed(word, "to"):
            whole[n + 1] = replace(other, event=one.event, relation="ENDS_WITHIN", hold=one.hold, kind=one.kind)
    return _either(_dashed(whole, index), index)


def _either(found: list[Dated], index: DocumentIndex) -> list[Dated]:
    """ "in August or September": at some time from the one to the other, wherever the parse hangs the second."""
    ends = {
        one.id: other
        for one, other in pairwise(t for t in index.document.timexes if t.id in index.place)
        if one.granularity == other.granularity and index.listed(_word_between(index, one, other), "either")
    }
    firsts = [dated for dated in found if dated.relation == "STARTS_WITHIN" and dated.timex.id in ends]
    taken = {ends[dated.timex.id].id for dated in firsts}
    others = [dated for dated in found if dated not in firsts and dated.timex.id not in taken]
    for first in firsts:
        end = ends[first.timex.id]
        words = (end.span,) if end.span else ()
        others.append(replace(first, relation="STARTS_FROM", hold=Hold.BETWEEN, kind="range"))
        others.append(replace(first, timex=end, relation="STARTS_BY", hold=Hold.BETWEEN, kind="range", words=words))
    return others


def _dashed(found: list[Dated], index: DocumentIndex) -> list[Dated]:
    """ "on May 1–2": first and last day of what was held then, wherever the parse hangs the second."""
    ends = {
        one.id: other
        for one, other in pairwise(index.document.timexes)
        if one.span and other.span and {one.granularity, other.granularity} == {Granularity.DAY}
        and _DASH.fullmatch(index.document.text, one.span.end, other.span.start)
    }  # fmt: skip
    firsts = [dated for dated in found if dated.relation == "STARTS_WITHIN" and dated.timex.id in ends]
    taken = {ends[dated.timex.id].id for dated in firsts}
    others = [dated for dated in found if dated.timex.id not in taken]
    return others + [
        replace(first, timex=end, relation="ENDS_WITHIN", words=(end.span,) if end.span else ())
        for first in firsts
        for end in (ends[first.timex.id],)
    ]


def _word_between(index: DocumentIndex, one: Timex, other: Timex) -> str:
    """The one word that stands between two dates."""
    first, last = index.place[one.id][1] + 1, index.place[other.id][0]
    return index.tokens[first].text.lower() if last - first == 1 else ""
