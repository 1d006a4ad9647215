"""Whether a paragraph that tells of a day has turned to an earlier time: what comes next may be of either.

"A court jailed an engineer on Monday over the collapse of the dam in 2019. The dam burst at dawn." But not where it
goes on about the same: "It fined his firm."
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline_service.calendar.expressions import Base, Duration, Shift
from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.calendar.units import Unit
from timeline_service.evidence.dates import Dated
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import Event, Timex

_WEEK = 7 * MINUTES_A_DAY  # what lies nearer is told in one go


def looks_back(index: DocumentIndex, now: Dated, event: Event, dated: Mapping[str, Dated]) -> bool:
    """Whether an earlier event is dated or remembered between the event of ``now`` and one that is about others."""
    start = now.timex.interval.start if now.timex.interval else None
    if start is None or _is_about_the_same(index, event, now.event):
        return False
    sentences = range(now.event.sentence, event.sentence)
    told = (dated[other.id] for i in sentences for other in index.in_sentence.get(i, ()) if other.id in dated)
    if any(_ends_by(each.timex, start - _WEEK) for each in told):
        return True
    first, last = index.document.sentences[sentences[0]].first, index.document.sentences[sentences[-1]].last
    remembered = any(index.listed(token.lemma, "anniversaries") for token in index.tokens[first:last])
    return remembered or any(_is_long_since(index, at) for at in range(first, last - 1))


def _ends_by(timex: Timex, minute: int) -> bool:
    return timex.interval is not None and timex.interval.end is not None and timex.interval.end <= minute


def _is_long_since(index: DocumentIndex, at: int) -> bool:
    """ "30 years since", "a year after" """
    expression = index.timed[at].expression if at in index.timed else None
    if not isinstance(expression, Duration | Shift):
        return False
    if not any(amount.unit.days >= Unit.YEAR.days for amount in expression.amounts):
        return False
    if isinstance(expression, Shift):
        return expression.base is Base.EVENT and expression.sign > 0
    return any(index.listed(index.tokens[at + 1].text.lower(), side) for side in ("since", "after"))


def _is_about_the_same(index: DocumentIndex, event: Event, other: Event) -> bool:
    """Whether two predicates have one subject, as far as words say; a pronoun that stands for nothing known goes on."""
    here, there = (
        [index.tokens[index.document.antecedents.get(s.i, s.i)] for s in index.below(each.token, "nsubj", "nsubj:pass")]
        for each in (event, other)
    )
    goes_on = any(subject.features.is_personal for subject in here)
    return goes_on or not {s.lemma for s in here}.isdisjoint(s.lemma for s in there)
