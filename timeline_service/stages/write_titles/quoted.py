"""What is said in a title, and the marks around what is quoted: there where all of
it is, or a stretch of it. Part of ``write_titles``."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from operator import itemgetter

from timeline_service.lookups.quotations import quotations
from timeline_service.model import Document, Token

_CLOSING = ("”", '"', "»")
_STRETCH = 3  # words of a longer quotation that may stand between marks
_Marks = tuple[int, int]  # the places of an opening and of a closing mark


def with_marks(words: Sequence[Token], document: Document) -> list[Token]:
    """The words and marks of a title with the marks of each quotation that stands in it whole, or without a gap, among
    other words."""
    marks = [document.tokens[i] for pair in _unbroken(words, document) for i in pair]
    return sorted([*words, *marks], key=lambda token: token.i) if marks else list(words)


def speaks_for_itself(words: Sequence[Token], document: Document) -> bool:
    """Whether "we" or "my" of somebody who is quoted stands in a title without the marks."""
    first = [token.i for token in words if token.features.person == "1"]
    if not first:
        return False
    marked = _unbroken(words, document)
    quoted = [i for i in first if any(start < i < end for start, end in document.derived(_closed))]
    return any(not any(start < i < end for start, end in marked) for i in quoted)


def sayings(document: Document) -> frozenset[int]:
    """The predicates of the clauses that frame what somebody says."""
    return frozenset(document.clauses[c.frame].head for c in document.clauses if c.frame is not None)


def _unbroken(words: Sequence[Token], document: Document) -> list[_Marks]:
    """The quotations among some words of which none was left out, or none between the first and the last."""
    shown = {token.i for token in words if token.pos != "PUNCT"}
    if not shown:
        return []
    first, last, closed = min(shown), max(shown), document.derived(_closed)
    near = closed[bisect_right(closed, first, key=itemgetter(1)) : bisect_left(closed, last, key=itemgetter(0))]
    own = any(token.features.person == "1" for token in words)
    marked = [(start, end) for start, end in near if own or not start < first <= last < end]
    return [(start, end) for start, end in marked if _is_shown(start, end, shown, document)]


def _is_shown(start: int, end: int, shown: Collection[int], document: Document) -> bool:
    """Whether all of a quotation is shown, or a stretch of it without a gap, beside words of the sentence that it opens
    in or alone."""
    quoted = [token.i for token in document.tokens[start + 1 : end] if token.pos != "PUNCT"]
    there = [n for n, i in enumerate(quoted) if i in shown]
    if not there or len(there) == len(quoted):
        return bool(there)
    around = document.sentence_of(start)
    others = [i for i in shown if not start < i < end]
    beside = not others or any(around.first <= i < around.last for i in others)
    return beside and there[-1] - there[0] < len(there) and len(there) >= _STRETCH


def _closed(document: Document) -> list[_Marks]:
    """The quotations of a document with a mark at either end."""
    at = {token.start: token.i for token in document.tokens}
    ends = [(at.get(span.start), at.get(span.end - 1)) for span in quotations(document)]
    return [
        (start, end)
        for start, end in ends
        if start is not None and end is not None and end > start + 1 and document.tokens[end].text in _CLOSING
    ]
