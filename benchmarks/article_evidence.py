"""Every claim of evidence/ about an annotated article, and whether its gold standard says so.

Each mention is a chain of its own, so that what is measured is the rule and not the linking of mentions. A claim about
two events is right where the gold orders them so, by a pair or by dates that do not meet; one about a date where the
event began in what the claim allows. What the gold leaves open is ``vague``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from benchmarks.marks import told_by
from timeline_service import languages
from timeline_service.calendar.intervals import MINUTES_A_DAY, ordinal
from timeline_service.evidence import EVIDENCE
from timeline_service.model import Chain, Claim, Document, MentionRef, Story, Timex
from timeline_service.schemas.article import Article
from timeline_service.service import document_of, read_document

Gold = dict[str, Any]
Days = tuple[int | None, int | None]  # first and last day on which something can have begun, inclusive
_WITHIN = ("STARTS_WITHIN", "WITHIN")
_BEFORE = ("STARTS_BEFORE", "BEFORE", "IBEFORE")
_AFTER = ("STARTS_AFTER", "AFTER", "IAFTER", "STARTS_PAST", "STARTS_FROM")


def judged(request: Mapping[str, Any], gold: Gold) -> Iterator[tuple[Claim, str]]:
    """Each claim about an article with ``right``, ``wrong``, ``vague``, or ``unseen``: no such event in the gold."""
    document = replace(read_document(document_of(Article().load(request), longest=10**6)), id="d1")
    chains = tuple(Chain(event.id, (MentionRef("d1", event.id),)) for event in document.events)
    story = Story(documents=(document,), chains=chains)
    events = {event["id"]: event for event in gold["events"]}
    names, order = _names(document, gold), closure(gold["order"])
    dates = {f"d1/{timex.id}": timex for timex in (*document.timexes, *((document.dct,) if document.dct else ()))}
    for evidence in EVIDENCE:
        for claim in evidence(story, languages.load("en")):
            one, other = names.get(claim.source), names.get(claim.target)
            if one is None or one == other:
                yield claim, "unseen"
            elif claim.target in dates:
                yield claim, _of_date(claim, events[one], dates[claim.target])
            elif other is not None:
                yield claim, _of_order(claim, events[one], events[other], order)
            else:
                yield claim, "unseen"


def _names(document: Document, gold: Gold) -> dict[str, str]:
    told = {event.id: told_by(event.span, gold["events"]) for event in document.events}
    return {id: gold["events"][numbers[0]]["id"] for id, numbers in told.items() if numbers}


def closure(pairs: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """The pairs of an order, and those that follow from them."""
    found = {(a, b) for a, b in pairs}
    while more := {(a, d) for a, b in found for c, d in found if b == c} - found:
        found |= more
    return found


def _of_order(claim: Claim, one: Gold, other: Gold, order: set[tuple[str, str]]) -> str:
    first, second = began(one), began(other)
    apart = (is_before(first, second), is_before(second, first))
    before = (one["id"], other["id"]) in order or apart[0]
    after = (other["id"], one["id"]) in order or apart[1]
    if claim.relation == "SAME_DAY":
        one_day = first == second and first[0] is not None and first[0] == first[1]
        return "wrong" if any(apart) else "right" if one_day else "vague"
    if not before and not after:
        return "vague"
    if claim.relation == "STARTS_WITH":
        return "wrong"
    sides = {True: _BEFORE, False: _AFTER}
    known = claim.relation in (*_BEFORE, *_AFTER)
    return ("right" if claim.relation in sides[before] else "wrong") if known else "vague"


def is_before(one: Days, other: Days) -> bool:
    """Whether the last day of the one lies before the first of the other."""
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _of_date(claim: Claim, event: Gold, timex: Timex) -> str:
    allowed = _allowed(claim, timex)
    if allowed is None:
        return "vague"
    first, last = began(event)
    low, high = allowed
    if claim.relation in _WITHIN and timex.edtf in (event["when"], *event.get("when_also", ())):
        return "right"
    if is_before((None, last), (low, None)) or is_before((None, high), (first, None)):
        return "wrong"
    from_low = low is None or (first is not None and first >= low)
    if from_low and (high is None or (last is not None and last <= high)):
        return "right"
    stated = event["granularity"] not in (None, "null")
    return "wrong" if claim.relation in _WITHIN and stated else "vague"


def _allowed(claim: Claim, timex: Timex) -> Days | None:
    """The days on which a claim lets its event begin."""
    if timex.interval is None:
        return None
    whole = timex.interval.whole_days
    start = None if whole.start is None else whole.start // MINUTES_A_DAY
    end = None if whole.end is None else whole.end // MINUTES_A_DAY - 1
    return {
        "STARTS_WITHIN": (start, end), "WITHIN": (start, end), "STARTS_BY": (None, end), "STARTS_FROM": (start, None),
        "STARTS_BEFORE": (None, start), "BEFORE": (None, start), "STARTS_PAST": (end, None), "AFTER": (end, None),
    }.get(claim.relation)  # fmt: skip


def began(event: Gold) -> Days:
    """The days between which a marked event began."""
    bounds = event["bounds"]
    return _day(bounds["earliest"]), _day(bounds["latest"])


def _day(text: str | None) -> int | None:
    if text is None:
        return None
    day = date.fromisoformat(text[:10])
    return ordinal(day.year, day.month, day.day)
