"""Dates of a comparison: what something is measured against is no date of it. A part of the evidence of ``dates``."""

from __future__ import annotations

from timeline_service.calendar.expressions import Last, Shift
from timeline_service.calendar.intervals import Granularity
from timeline_service.evidence.dates.holds import Dated, Hold
from timeline_service.evidence.dates.kinds import is_counted
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import Timex, Token

_MOST_DATES = 12  # of one event, that are compared with each other
_OF_AMOUNTS = ("NUM", "SYM", "NOUN", "ADV")  # "to around 40 percent in 2022"


def is_compared(index: DocumentIndex, timex: Timex) -> bool:
    """Whether a date is the other side of a comparison, whatever it hangs from.

    "Compared with the same period last year", "fewer ships than in May", "a drop from a year earlier", "from 14% a year
    ago". A day compares only beside another date, see :func:`without_comparisons`.
    """
    first, _ = index.place[timex.id]
    phrase = [index.tokens[first], *index.tree.ancestors(first)]
    events = (n for n, word in enumerate(phrase) if word.i in index.event_at and not _compares_by(index, word))
    if any(_compares_by(index, word) for word in phrase[: next(events, len(phrase))]):
        return True
    if timex.granularity is None or timex.granularity <= Granularity.WEEK:
        return False
    amount = _amount_before(index, timex)
    return (amount is not None and index.listed(index.tree.case(amount), "from")) or _is_from_past(index, timex)


def _compares_by(index: DocumentIndex, word: Token) -> bool:
    """Whether a word stands behind "than", or is the "compared" that opens the other side."""
    aside = word.dep in ("advcl", "acl", "case") and not any(index.below(word.i, "nsubj", "obj"))
    if aside and index.listed(word.lemma, "comparing"):
        return True
    cases = (child for child in index.below(word.i, "case", "mark") if 0 < child.i < word.i)
    return any(index.listed(each.text.lower(), "than") and not _is_limit(index, each) for each in cases)


def _is_limit(index: DocumentIndex, than: Token) -> bool:
    """ "No later than Friday", "more than a year ago", and "rather than in May": nothing is compared."""
    before, behind = index.tokens[than.i - 1].text.lower(), index.tokens[than.i + 1]
    return index.listed(before, "choices") or (index.listed(before, "limits") and behind.pos != "ADP")


def _word_before(index: DocumentIndex, timex: Timex) -> Token | None:
    """The word of the sentence right before a date, or before its preposition."""
    start = index.place[timex.id][0]
    first, before = index.sentence_of(start).first, start - 1
    if before >= first and index.tokens[before].pos == "ADP":
        before -= 1
    return index.tokens[before] if before >= first else None


def _amount_before(index: DocumentIndex, timex: Timex) -> Token | None:
    """The amount right before a date: of "$5.8 billion in 2005" the word that it hangs by; not "Room 204"."""
    word = _word_before(index, timex)
    if word is None or word.i in index.timed:  # "from 1980 to 2012"
        return None
    if word.pos not in ("NUM", "SYM") and not index.listed(word.lemma, "shares"):
        return None
    while word.dep.partition(":")[0] in ("nummod", "compound", "flat"):
        above = index.tokens[word.head]
        if above.i < word.i and above.pos != "SYM":
            return None
        word = above
    return word


def _is_from_past(index: DocumentIndex, timex: Timex) -> bool:
    """ "From a year earlier", "from last month", and not "from last month's flood": so long ago nothing told begins."""
    first, last = index.place[timex.id]
    ago = isinstance(timex.expression, Last) or (isinstance(timex.expression, Shift) and timex.expression.sign < 0)
    alone = index.tokens[last].dep.partition(":")[2] != "poss" and index.tokens[last].head not in index.event_at
    counted = first > index.sentence_of(first).first and index.listed(index.tokens[first - 1].text.lower(), "from")
    return ago and counted and (alone or index.tokens[last].pos != "NOUN")


def without_comparisons(found: list[Dated], index: DocumentIndex) -> list[Dated]:
    """ "rose 2.9% in July from a year earlier": where an event has its date, a second one with "from" compares; of two
    dates that exclude each other, the one that is counted from another date of the text; and "the 2025 budget was
    passed in March" names a thing."""
    by_event: dict[str, list[Dated]] = {}
    for dated in found:
        by_event.setdefault(dated.event.id, []).append(dated)
    return [dated for dated in found if not _is_comparison(dated, by_event[dated.event.id][:_MOST_DATES], index)]


def _is_comparison(dated: Dated, others: list[Dated], index: DocumentIndex) -> bool:
    if dated.kind == "range":
        return False
    if dated.hold is Hold.ATTRIBUTE and len(others) > 1:
        return True
    if len(others) > 1 and index.listed(_case_before(dated, index), "from"):
        if any(index.listed(_case_before(other, index), "to") for other in others):
            return True  # "rose from 12 on Monday to 40 on Thursday"
    if any(_compares(dated, other) for other in others):
        return True
    if not index.listed(dated.preposition, "from") or any(d.relation == "ENDS_WITHIN" for d in others):
        return False
    return any(d.relation == "STARTS_WITHIN" and not index.listed(d.preposition, "from") for d in others)


def _case_before(dated: Dated, index: DocumentIndex) -> str:
    """The preposition of the amount or place that stands right before a date: "to 40 on Thursday"."""
    word = _word_before(index, dated.timex)
    return index.tree.case(word) if word is not None and word.i > dated.event.token else ""


def opening_before(timex: Timex, index: DocumentIndex) -> str:
    """The word that opens the amount right before a date, whatever the parse hangs it from: "to 40% in 2022"."""
    amount = _amount_before(index, timex)
    at = -1 if amount is None else amount.i
    while at > 0 and index.tokens[at].pos in _OF_AMOUNTS:
        at -= 1
    return index.tokens[at].text.lower() if at >= 0 else ""


def _compares(dated: Dated, other: Dated) -> bool:
    """Whether a counted date is apart from one that the same event has by itself."""
    if not is_counted(dated.timex) or is_counted(other.timex):
        return False
    if other.relation != "STARTS_WITHIN" or dated.relation != "STARTS_WITHIN":
        return False
    one, two = dated.timex.interval, other.timex.interval
    if one is None or two is None or None in (one.start, one.end, two.start, two.end):
        return False
    return not one.meets(two)
