"""Words to expressions in linear time: rules find cores, joins merge neighbours, extents take in modifiers.

Words and digit runs are looked up in a trigger index; a rule is tried only where one of its first words stands, each
pattern is bounded, and what was merged once is not read again. So the cost is linear in the text, whatever it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline_service.calendar.expressions import (
    Duration,
    Every,
    Expression,
    Named,
    Nth,
    Shift,
    Vague,
    Window,
)
from timeline_service.calendar.named import is_impossible
from timeline_service.languages.base import Join, Match, Place, Rules, WrittenAs
from timeline_service.languages.lexicon import Lexicon, folded

_BLANK_LINE = re.compile(r"\n\s*\n")
_LONGEST_GAP = 16
_LONGEST_MODIFIER = 28
_APOSTROPHES = "'’‘"


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in a text: its extent, the core that a rule matched, and the rules that had a part in it."""

    start: int
    end: int
    expression: Expression
    rules: tuple[str, ...]
    article: bool = False
    mod: str | None = None
    origin: WrittenAs = ""  # of the first of its cores

    @property
    def size(self) -> int:
        """Length in characters."""
        return self.end - self.start


def find(text: str, rules: Rules) -> list[Found]:
    """Every time expression of a text, in order, none overlapping."""
    text = folded(text)
    chosen = _choose(_cores(text, rules))
    merged = _merge(text, chosen, rules.joins)
    found: list[Found] = []
    for each in merged:
        whole = _extent(text, each, rules.lexicon, after=found[-1].end if found else 0)
        if whole is None or is_impossible(whole.expression):
            continue
        place = Place(text, whole.start, whole.end, whole.expression, rules.lexicon)
        if not any(veto.holds(place) for veto in rules.vetoes):
            found.append(whole)
    return found


def _cores(text: str, rules: Rules) -> Iterator[tuple[Found, int]]:
    for start, candidates in rules.triggers.candidates(text):
        for rule in candidates:
            match = rule.pattern.match(text, start)
            if match is None or _BLANK_LINE.search(text, start, match.end()):
                continue
            expression = rule.production(Match(match, rules.lexicon))
            if expression is not None:
                yield (
                    Found(start, match.end(), expression, (rule.name,), rule.article, rule.mod, rule.origin),
                    rule.order,
                )


def _choose(cores: Iterator[tuple[Found, int]]) -> list[Found]:
    """The longest of what overlaps, then the earlier rule."""
    ordered = sorted(cores, key=lambda c: (-c[0].size, c[1], c[0].start))
    starts: list[int] = []
    kept: list[Found] = []
    for found, _ in ordered:
        i = bisect_left(starts, found.end)
        if i and kept[i - 1].end > found.start:
            continue
        starts.insert(i, found.start)
        kept.insert(i, found)
    return kept


def _merge(text: str, found: list[Found], joins: list[Join]) -> list[Found]:
    stack: list[Found] = []
    for each in found:
        stack.append(each)
        while len(stack) > 1 and (whole := _joined(text, stack[-2], stack[-1], joins)):
            stack[-2:] = [whole]
    return stack


def _joined(text: str, left: Found, right: Found, joins: list[Join]) -> Found | None:
    if right.start - left.end > _LONGEST_GAP:
        return None
    for join in joins:
        if isinstance(left.expression, join.left) and isinstance(right.expression, join.right):
            if join.between.fullmatch(text, left.end, right.start):
                whole = join.production(left.expression, right.expression)
                if whole is not None:
                    mod = left.mod or right.mod
                    rules = (*left.rules, *right.rules, join.name)
                    return Found(left.start, right.end, whole, rules, left.article, mod, left.origin)
    return None


# Extents -----------------------------------------------------------------------------------------------------------


def _extent(text: str, found: Found, lexicon: Lexicon, *, after: int) -> Found | None:
    """Grow a core by the modifiers and determiners around it; drop what was only half an expression."""
    if isinstance(found.expression, Nth) and found.expression.within is None:
        return None
    tables = ["before_any", "before_duration" if _is_length(found.expression) else "before_date"]
    if isinstance(found.expression, (Vague, Every)):
        tables = []
    if isinstance(found.expression, Shift):
        tables = ["before_any", "before_duration", "before_date"]
    found = replace(_apostrophe(text, found), article=found.article and not _is_compound(text, found, lexicon))
    for _ in range(3):
        grown = _grow_left(text, found, tables, lexicon, low=max(after, found.start - _LONGEST_MODIFIER))
        if grown is None:
            break
        found = grown
    return _grow_right(text, found, lexicon)


def _is_compound(text: str, found: Found, lexicon: Lexicon) -> bool:
    """Whether an expression is hyphenated as before a noun ("the third-quarter loss"), not as a number is."""
    words = text[found.start : found.end].lower().split()
    return any("-" in word and word.rsplit("-", 1)[1] not in lexicon["number"] for word in words)


def _is_length(expression: Expression) -> bool:
    return isinstance(expression, (Duration, Window))


def _apostrophe(text: str, found: Found) -> Found:
    short = isinstance(found.expression, Named) and (
        found.expression.short_year is not None or found.expression.decade is not None
    )
    if short and found.start and text[found.start - 1] in _APOSTROPHES and text[found.start].isdigit():
        return replace(found, start=found.start - 1)
    return found


def _grow_left(text: str, found: Found, tables: list[str], lexicon: Lexicon, *, low: int) -> Found | None:
    before = text[low : found.start]
    if not before or before[-1] not in " -\n\u00a0":
        return None
    hyphen = before[-1] == "-"
    starts = [m.start() for m in re.finditer(r"[\w.]+", before)][-5:]
    if low and starts and starts[0] == 0:
        starts = starts[1:]
    for start in starts:
        words = " ".join(before[start:-1].lower().split())
        if (hyphen and words not in _HYPHENED) or (not hyphen and words in _ONLY_HYPHENED):
            continue
        if words == "around" and is_weekday(found.expression):  # "to get around Wednesday's ruling"
            continue
        if words == "over" and not _is_more_than(text, low + start, found, lexicon):
            continue
        for table in tables:
            if words in lexicon[table]:
                mod = lexicon[table][words] or None
                return replace(found, start=low + start, mod=found.mod or mod)
        if found.article and words in lexicon["article"]:
            return replace(found, start=low + start, article=False)
    return None


_ONLY_HYPHENED = ("end",)  # "end-March"
_HYPHENED = ("mid", "early", "late", *_ONLY_HYPHENED)


def _is_more_than(text: str, start: int, found: Found, lexicon: Lexicon) -> bool:
    """Whether "over" counts ("for over two years", "over a year") and does not say when ("over three years").

    Nor is it of a verb: "took over a week later".
    """
    before = text[max(0, start - 12) : start].lower().split()
    if isinstance(found.expression, Shift) and before and before[-1] in lexicon["over"]:
        return False
    return text[found.start : found.start + 2].lower() in ("a ", "an") or (bool(before) and before[-1] in _COUNTED)


_COUNTED = frozenset(("for", "after", "just", "well", "lasted", "took", "spent", "of", "than", "little", "is", "was"))


def is_weekday(expression: Expression) -> bool:
    """Whether an expression is a bare weekday."""
    return isinstance(expression, Named) and expression.weekday is not None and expression.month is None


def _grow_right(text: str, found: Found, lexicon: Lexicon) -> Found:
    after = text[found.end : found.end + _LONGEST_MODIFIER]
    for words, mod in lexicon["after"].items():
        if after[1 : len(words) + 1].lower() == words and not after[len(words) + 1 : len(words) + 2].isalnum():
            return replace(found, end=found.end + len(words) + 1, mod=found.mod or mod)
    return found
