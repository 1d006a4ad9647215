"""Where the sentences of a text end: where its parse ends one and a mark or a block does too; without one, by marks.

There a dot ends none behind a letter that stands alone or behind a word that it shortens ("U.S. troops"), unless what
follows is capital for nothing but a beginning ("8 a.m. The"), nor before a small letter or a digit ("No. 5").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex  # type: ignore[import-untyped]

from timeline_service.model import Document, Language, Span

_NONE: frozenset[str] = frozenset()
_MARKED = re.compile(r"[.!?][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class SentenceEnds:
    """Answers for one text; ``starts`` says where its sentences begin, but for the first, rising."""

    text: str
    starts: Sequence[int]

    @classmethod
    def of(cls, document: Document, language: Language) -> SentenceEnds:
        """Those of a document. The label of an entry ends none."""
        text = document.text
        if document.sentences:
            pairs = ((one, other) for one, other in pairwise(document.sentences) if one.kind != "label")
            marked = (other for one, other in pairs if one.block != other.block or _MARKED.search(text, *one.span))
            return cls(text, [sentence.span.start for sentence in marked])
        words = language.words.get("sentences", {})
        marks = _ends(*(words.get(name, _NONE) for name in ("abbreviations", "titles", "openers")))
        return cls(text, [end.end() for end in marks.finditer(text)])

    def between(self, start: int, end: int) -> int:
        """How many sentences end between two places of the text."""
        return bisect_right(self.starts, end) - bisect_right(self.starts, start)

    def same(self, start: int, end: int) -> bool:
        """Whether two places stand in one sentence, and in one of the parts that semicolons make of it."""
        return not self.between(start, end) and ";" not in self.text[start:end]

    def around(self, span: Span, reach: int) -> tuple[str, str]:
        """The sentence of a span before and behind it, at most ``reach`` characters of each."""
        n, m = bisect_right(self.starts, span.start), bisect_left(self.starts, span.end)
        first = self.starts[n - 1] if n else 0
        last = self.starts[m] if m < len(self.starts) else len(self.text)
        before = self.text[max(first, span.start - reach) : span.start]
        return before, self.text[span.end : min(last, span.end + reach)]


@cache
def _ends(abbreviations: frozenset[str], titles: frozenset[str], openers: frozenset[str]) -> regex.Pattern[str]:
    short = rf"\b(?:\p{{Lu}}|{_any_of(abbreviations)})"
    plain = rf"(?<!{short})(?<!\b(?:{_any_of(titles)}))\.(?!\s+[\p{{Ll}}\d])"
    opened = rf"(?<={short})\.(?=\s+(?:{_any_of(openers)})\b)"
    return regex.compile(rf"(?:[!?]|{plain}|{opened})[\"”’»)\]]*\s+|\n\s*\n\s*")


def _any_of(words: Collection[str]) -> str:
    """The pattern of any of the words, without the dot that ends them."""
    return "|".join(regex.escape(word.removesuffix(".")) for word in sorted(words)) or "(?!)"
