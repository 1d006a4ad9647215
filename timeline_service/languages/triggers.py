"""Where a rule is tried at all: an index of the words, and pairs of words, that a pattern can begin with.

Found by partial matching (the ``regex`` library), not written by hand: a rule is tried at a word only if its pattern
accepts that word and what stands next. Pairs are looked up as texts bring them and kept; words that no rule knows
count as one, so the table has an upper bound whatever is read.
"""

from __future__ import annotations

import re
from functools import lru_cache

import regex  # type: ignore[import-untyped]

from timeline_service.languages.base import Rule

WORD = re.compile(r"[^\W\d_]+|\d+")
_DIGIT_SAMPLES = {
    1: ("1", "2", "3", "5", "7", "9"),
    2: ("05", "10", "12", "19", "23", "24", "31", "45", "60", "80", "99"),
    3: ("120", "480", "999"),
    4: ("0730", "1045", "1430", "1789", "1914", "1998", "2013", "2025", "2359", "2400", "5000"),
    5: ("12345",),
    6: ("123456",),
    7: (),
    8: ("20171113",),
}
_LONGEST_DIGITS = 8
_NOT_WORDS = re.compile(r"\(\?P<\w+>|\\u[0-9a-f]{4}|\\[a-zA-Z]")
_NO_DIGITS = re.compile(r"\(\?P<\w+>|\\u[0-9a-f]{4}|\{\d*,?\d*\}|\(\?!\\w\)|\\\.")
_DIGITS = re.compile(r"\d|\\[dwDWS]|\[\^|\.")  # in what is left of a pattern, if it takes digits anywhere
_UNKNOWN = "zzqx"
_AFTER = (" ", "-", ",", ".", "'", "’", "–", "‑")


class Triggers:
    """The index of one language's rules; patterns are compiled, and words looked into, as texts bring them."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._patterns: dict[Rule, regex.Pattern[str]] = {}
        self._holding: dict[str, list[Rule]] = {}  # word → the rules whose pattern holds it, anywhere
        self._first: dict[str, tuple[Rule, ...]] = {}
        self._pairs: dict[tuple[str, str], tuple[Rule, ...]] = {}
        self._digits: dict[str, dict[Rule, tuple[str, ...]]] = {}
        self._with_digits = tuple(rule for rule in rules if _DIGITS.search(_NO_DIGITS.sub("", rule.source)))
        for rule in rules:
            words = {w.lower() for w in re.findall(r"[^\W\d_]+", _NOT_WORDS.sub(" ", rule.source))}
            for word in words | {f"{w}s" for w in words}:  # a pattern may add the plural to a word of the lexicon
                self._holding.setdefault(word, []).append(rule)

    def _beginning(self, word: str) -> tuple[Rule, ...]:
        """The rules that a word can begin."""
        found = self._first.get(word)
        if found is None:
            found = self._first[word] = tuple(
                rule
                for rule in self._holding[word]
                if any(self._begins(rule, word + after) for after in (*_AFTER, "1"))
            )
        return found

    def _begins(self, rule: Rule, text: str) -> bool:
        return self._pattern(rule).match(text, partial=True) is not None

    def _pattern(self, rule: Rule) -> regex.Pattern[str]:
        found = self._patterns.get(rule)
        if found is None:
            found = self._patterns[rule] = regex.compile(rule.source, regex.IGNORECASE)
        return found

    def at(self, text: str, start: int, end: int) -> tuple[Rule, ...]:
        """The rules worth trying at the word or digit run ``text[start:end]``."""
        first = text[start:end]
        if first[0].isdigit():
            if end - start > _LONGEST_DIGITS:
                return ()
            quoted = "'" if start and text[start - 1] in "'’‘" else ""
            return self._pair(f"{quoted}{end - start}", self._next(text, end))
        first = first.lower()
        if first not in self._holding:
            return ()
        known = self._beginning(first)
        if len(known) < 8:
            return known
        return self._pair(first, self._next(text, end))

    def _next(self, text: str, end: int) -> str:
        gap = text[end : end + 1]
        if gap != " ":
            return gap if gap in _AFTER or gap in ":/%" else "?" if gap.isalpha() else "\n"
        word = WORD.match(text, end + 1)
        if word is None:
            return " " + text[end + 1 : end + 2] if text[end + 1 : end + 2] in "(-½–—:," else " ?"
        if word[0][0].isdigit():
            return " 1"
        known = word[0].lower() in self._holding or (len(word[0]) == 1 and word[0].isascii())
        return f" {word[0].lower()}" if known else " ?"

    def _pair(self, first: str, following: str) -> tuple[Rule, ...]:
        found = self._pairs.get((first, following))
        if found is None:
            found = self._pairs[first, following] = self._read_pair(first, following)
        return found

    def _read_pair(self, first: str, following: str) -> tuple[Rule, ...]:
        tails = _tails(following)
        if not first.lstrip("'").isdigit():
            return tuple(r for r in self._beginning(first) if any(self._begins(r, first + tail) for tail in tails))
        samples = self._samples(first)
        return tuple(r for r in samples if any(self._accepts(r, first, s + tail) for s in samples[r] for tail in tails))

    def _samples(self, first: str) -> dict[Rule, tuple[str, ...]]:
        """Rules that a digit run of this length can begin, each with the sample runs that it accepts."""
        found = self._digits.get(first)
        if found is None:
            runs = _DIGIT_SAMPLES[int(first.lstrip("'"))]
            accepted = {r: tuple(run for run in runs if self._accepts(r, first, run)) for r in self._with_digits}
            found = self._digits[first] = {r: some for r, some in accepted.items() if some}
        return found

    def _accepts(self, rule: Rule, first: str, text: str) -> bool:
        behind = "'" if first.startswith("'") else ""
        return self._pattern(rule).match(behind + text, pos=len(behind), partial=True) is not None


def _tails(following: str) -> tuple[str, ...]:
    if following == " 1":
        return (" 1", " 2", " 3", " 05", " 12", " 19", " 20", " 24", " 500", " 1998", " 2013")
    if following == " ?":
        return (f" {_UNKNOWN}",)
    if following == "?":
        return ("er", "º", "ª", "st", "nd", "rd", "th", "s", "am", "pm", "a", "p", "h", "Q", "W", "T", _UNKNOWN)
    return (following,)


@lru_cache(maxsize=16)
def triggers(rules: tuple[Rule, ...]) -> Triggers:
    """The index of these rules, made once."""
    return Triggers(rules)
