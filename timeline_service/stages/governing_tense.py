"""The tense of the verb that governs a time expression: from the parse where there is one, else a guess from words."""
from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from timeline_service.languages.base import Lexicon
from timeline_service.model import Clause, Document, Span, Tense, Timex

_SENTENCE_END = re.compile(r"[.!?](?=[\s\"”’'])|\n\s*\n|;")
_REACH = 160  # characters to either side in which a verb is looked for


@dataclass(slots=True)
class TenseReader:
    """Answers for one document."""

    document: Document
    lexicon: Lexicon
    _starts: list[int] = field(default_factory=list)
    _clauses: dict[int, Clause] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [token.start for token in self.document.tokens]
        self._clauses = {clause.head: clause for clause in self.document.clauses}

    def of(self, timex: Timex) -> Tense:
        """PAST, PRESENT or FUTURE of the governing verb; NONE where there is no verb."""
        if timex.span is None:
            return "NONE"
        return self._parsed(timex.span) if self._clauses else self._guessed(timex.span)

    def _parsed(self, span: Span) -> Tense:
        tokens = self.document.tokens
        i = bisect_right(self._starts, span.start) - 1
        while 0 <= i < len(tokens):
            if i in self._clauses:
                return self._clauses[i].finite_tense
            if tokens[i].head == i:
                return "NONE"
            i = tokens[i].head
        return "NONE"

    def _guessed(self, span: Span) -> Tense:
        text = self.document.text
        before = text[max(0, span.start - _REACH) : span.start]
        cut = max((m.end() for m in _SENTENCE_END.finditer(before)), default=0)
        after = text[span.end : span.end + _REACH]
        end = _SENTENCE_END.search(after)
        pattern = self._pattern()
        if pattern is None:
            return "NONE"
        left = list(pattern.finditer(before, cut))
        right = pattern.search(after, 0, end.start() if end else len(after))
        if left and (right is None or len(before) - left[-1].end() <= right.start() + 8):
            return _tense(left[-1])
        return _tense(right) if right else "NONE"

    def _pattern(self) -> re.Pattern[str] | None:
        words = self.lexicon["verb"]
        if not words:
            return None
        return _verbs(tuple(sorted(words.items())))


_CACHE: dict[tuple[tuple[str, str], ...], re.Pattern[str]] = {}


def _verbs(words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    if words not in _CACHE:
        by_tense = {t: "|".join(re.escape(w) for w, kind in words if kind == t) for t in ("FUTURE", "PAST", "PRESENT")}
        rest = r"(?: (?:not|also|be|have|been|\w+ly)){0,3}(?: \w+)?"
        _CACHE[words] = re.compile(
            rf"\b(?P<FUTURE>{by_tense['FUTURE']}){rest}|\b(?P<PAST>(?:{by_tense['PAST']})\b|(?<!\bbe )\w{{2,20}}ed\b)"
            rf"|\b(?P<PRESENT>(?:{by_tense['PRESENT']})\b)", re.IGNORECASE)  # fmt: skip
    return _CACHE[words]


def _tense(match: re.Match[str]) -> Tense:
    for tense in ("FUTURE", "PAST", "PRESENT"):
        if match[tense] is not None:
            return tense  # type: ignore[return-value]
    return "NONE"
