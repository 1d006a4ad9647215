"""Where the quotations of a document stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from timeline_service.model.document import Document
from timeline_service.model.reasons import Span

_QUOTE = re.compile(r"“[^“”\n]{1,2000}”?|\"[^\"\n]{1,2000}\"|«[^«»\n]{1,2000}»")


def quotations(document: Document) -> list[Span]:
    """Where the quotations of a document stand, with their marks; looked for once."""
    return document.derived(_found)


def _found(document: Document) -> list[Span]:
    return [Span(*match.span()) for match in _QUOTE.finditer(document.text)]


def quoted_words(document: Document) -> set[int]:
    """The words that begin in a quotation."""
    starts = [token.start for token in document.tokens]
    within = (range(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in quotations(document))
    return {i for words in within for i in words}


def is_inside(offset: int, quotes: Sequence[Span]) -> bool:
    """Whether a place of the text is in one of its quotations."""
    n = bisect_right(quotes, Span(offset, 1 << 60)) - 1
    return n >= 0 and quotes[n].start <= offset < quotes[n].end
