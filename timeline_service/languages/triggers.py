"""Where a rule is tried at all: an index of the words, and of what stands behind them, that a pattern can begin with.

Found by partial matching (the ``regex`` library), not written by hand: a rule is tried at a word only if its pattern
accepts that word and what stands next. Each further word is looked at while more than a few rules are left. What was
found is kept in a tree, as texts bring it; words that no rule knows count as one, and the tree stops growing at a
fixed size, so it has an upper bound whatever is read.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex  # type: ignore[import-untyped]

from timeline_service import deadline

if TYPE_CHECKING:
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
_DIGITS_BEHIND = ("1", "2", "3", "05", "12", "19", "20", "24", "31", "500", "1998", "2013")
_NO_DIGITS = re.compile(r"\(\?P<\w+>|\\u[0-9a-f]{4}|\{\d*,?\d*\}|\(\?!\\w\)|\\\.")
_DIGITS = re.compile(r"\d|\\[dwDWS]|\[\^|\.")  # in what is left of a pattern, if it takes digits anywhere
_BEHIND = (" ", "-", ",", ".", "'", "’", "–", "‑")  # what can stand behind a first word
_GAPS = frozenset((" ", "-", ",", ".", "–", "‑", ", ", ". "))  # behind which the next word is looked at
_APOSTROPHES = "'’‘"
_PUNCTUATION = frozenset(string.punctuation + "’")
_LETTERS, _NUMBER, _UNKNOWN = "L", "N", "U"  # keys for what is looked up by its kind; those of words are lower case
_TAILS = {
    _LETTERS: ("er", "º", "ª", "st", "nd", "rd", "th", "s", "am", "pm", "a", "p", "h", "Q", "W", "T", "½", "zzqx"),
    _NUMBER: ("1", "2", "3", "05", "12", "19", "20", "24", "31", "500", "1998", "2013"),
    _UNKNOWN: ("zzqx",),
    "N1": ("1", "3", "7"),
    "N2": ("05", "12", "19", "23", "31", "60"),
    "N3": ("000", "120", "500"),
    "N4": ("0730", "1430", "1914", "1998", "2013"),
}
_LONGEST_BEHIND = 4  # digits
_FEW = 4  # rules that are rather tried than looked up
_DEEPEST = 4  # words looked at behind the first
_SAMPLED = 12  # beginnings of a rule that are kept, at most
_CROSSED = 8  # of those, what is looked at with each way to go on, where there are many
_BETWEEN_LOOKS = 64  # words from one look at the deadline to the next
_LARGEST = 30_000  # nodes of a tree


@dataclass(slots=True)
class _Node:
    """The rules that can begin with the words so far, each with the beginnings that it accepts."""

    beginnings: Mapping[Rule, tuple[str, ...]]
    rules: tuple[Rule, ...] = ()
    behind: dict[str, _Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rules = tuple(self.beginnings)


_NONE = _Node({})


class Triggers:
    """The index of one language's rules; patterns are compiled, and words looked into, as texts bring them."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._patterns: dict[Rule, regex.Pattern[str]] = {}
        self._holding: dict[str, set[Rule]] = {}  # word → the rules whose pattern holds it, anywhere
        self._first: dict[str, _Node] = {}
        self._size = 0
        self._with_digits = tuple(rule for rule in rules if _DIGITS.search(_NO_DIGITS.sub("", rule.source)))
        for rule in rules:
            plurals = {f"{word}s" for word in rule.words}  # a pattern may add them to a word of the lexicon
            for word in rule.words | plurals:
                self._holding.setdefault(word, set()).add(rule)

    def candidates(self, text: str) -> Iterator[tuple[int, tuple[Rule, ...]]]:
        """Where words and digit runs begin, each with the rules worth trying there; those with none are left out."""
        known, nodes = self._holding, self._first
        for n, word in enumerate(WORD.finditer(text)):
            if not n % _BETWEEN_LOOKS:
                deadline.check()
            first = word[0].lower()
            if first not in known:
                if first.isalpha() or len(first) > _LONGEST_DIGITS:
                    continue
                start = word.start()
                quote = "'" if start and text[start - 1] in _APOSTROPHES else ""
                first = f"{quote}{len(first)}"
            node = nodes.get(first) or self._started(first)
            rules = node.rules if len(node.rules) <= _FEW else self._left(node, text, word.end())
            if rules:
                start = word.start()
                if not start or not (text[start - 1].isalnum() or text[start - 1] == "_"):
                    yield start, rules

    def _left(self, node: _Node, text: str, end: int) -> tuple[Rule, ...]:
        """The rules of a first word that what stands behind it leaves."""
        for _ in range(_DEEPEST):
            gap, key, end = self._next(text, end)
            node = node.behind.get(gap) or self._grown(node, gap)
            if not key or len(node.rules) <= _FEW:
                break
            node = node.behind.get(key) or self._grown(node, key)
            if not end or len(node.rules) <= _FEW:
                break
        return node.rules

    def _next(self, text: str, end: int) -> tuple[str, str, int]:
        """What stands behind a word: a gap, the key of the word behind it, and its end, 0 where no word goes on."""
        gap = text[end : end + 1]
        if gap.isalnum():  # "½" is no digit
            return _NUMBER if gap.isdigit() else _LETTERS, "", 0
        if gap in ",." and text[end + 1 : end + 2] == " ":
            gap += " "
        if gap not in _GAPS:
            return gap if gap in _PUNCTUATION else "\n", "", 0
        at = end + len(gap)
        word = WORD.match(text, at)
        if word is None:
            following = text[at : at + 1]
            return gap, following if following in _PUNCTUATION else "", 0
        known = word[0].lower()
        if known[0].isdigit():
            return (gap, f"N{len(known)}", word.end()) if len(known) <= _LONGEST_BEHIND else (gap, _NUMBER, 0)
        if known in self._holding or (len(known) == 1 and known.isascii()):
            return gap, known, word.end()
        return gap, _UNKNOWN, 0

    def _started(self, first: str) -> _Node:
        """The rules that a word, or a run of so many digits, can begin."""
        if first[-1].isdigit():
            quote = first[:-1]
            runs = [quote + run for run in _DIGIT_SAMPLES[int(first[-1])]]
            found = {r: tuple(run for run in runs if self._accepts(r, run)) for r in self._with_digits}
        else:
            begun = [first + after for after in (*_BEHIND, "1")]
            found = {r: (first,) for r in self._holding[first] if any(self._accepts(r, text) for text in begun)}
        self._size += 1
        node = self._first[first] = _Node({r: some for r, some in found.items() if some})
        return node

    def _grown(self, node: _Node, key: str) -> _Node:
        """What is left of the rules of a node with what stands next; the node itself where the tree is full."""
        if self._size >= _LARGEST:
            return node
        holding, other = node.rules, _NONE
        if key in self._holding:  # to rules that do not hold the word it is any other
            holding = tuple(rule for rule in node.rules if rule in self._holding[key])
            other = node.behind.get(_UNKNOWN) or self._grown(node, _UNKNOWN)
            if not holding:
                node.behind[key] = other
                return other
        self._size += 1
        tails = _TAILS.get(key, (key,))
        left = dict(other.beginnings)
        for rule in holding:
            begun = node.beginnings[rule] if len(tails) == 1 else _some(node.beginnings[rule], _CROSSED)
            texts = [text + tail for text in begun for tail in tails]
            accepted = [text for text in texts if self._accepts(rule, text)]
            if accepted:
                left[rule] = _some(accepted, _SAMPLED)
            else:
                left.pop(rule, None)
        grown = node.behind[key] = _Node(left)
        return grown

    def _accepts(self, rule: Rule, text: str) -> bool:
        found = self._patterns.get(rule)
        if found is None:
            found = self._patterns[rule] = regex.compile(rule.source, regex.IGNORECASE)
        return found.match(text, pos=text[0] == "'", partial=True) is not None


def _some(beginnings: Sequence[str], most: int) -> tuple[str, ...]:
    """A few of many, from first to last."""
    size = len(beginnings)
    return tuple(beginnings if size <= most else (beginnings[n * size // most] for n in range(most)))
