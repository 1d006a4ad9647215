"""What every language is made of: a lexicon (words, as data) and rules (small functions with examples)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from timeline_service.calendar.expressions import Amount, Expression
from timeline_service.calendar.units import Unit
from timeline_service.languages.lexicon import SPACE, TWO, Lexicon, LexiconError
from timeline_service.languages.triggers import Triggers

_PLACEHOLDER = re.compile(r"\{([a-z_]+?)(\d?)\}")
_WORDS = re.compile(r"[^\W\d_]+")
_WITHOUT_LAST = re.compile(r"([^\W\d_]+)[^\W\d_]\?")  # "weeks?"
_NO_WORDS = re.compile(r"\(\?P<\w+>|\\u[0-9a-f]{4}|\\[a-zA-Z]|" + _PLACEHOLDER.pattern)
_ENDED = r"(?![^\W\u00b2\u00b3\u00b9\u2070-\u2079])"  # no word goes on; the mark of a footnote may follow
_FIRST = 10_000  # more than a language has rules
_MARKED = re.compile(r"(?P<before>.*?)\[(?P<words>.*?)\](?P<after>.*)", re.DOTALL)
APART = "¶"  # in the place of a line break that no expression goes across
REFERENCE = "2013-02-12"  # the day of publication, a Tuesday, of every example of a rule


def unmarked(example: str) -> tuple[str, int, int]:
    """The text of an example of a rule, and where the expression in it begins and ends.

    Brackets stand around it (``"by [year-end]"``); without them it is the whole text.
    """
    marked = _MARKED.fullmatch(example)
    if marked is None:
        return example, 0, len(example)
    text = marked["before"] + marked["words"] + marked["after"]
    return text, marked.start("words") - 1, marked.end("words") - 1


class Match:
    """What a rule matched: ``m["month"]`` is the lexicon's value of the placeholder ``{month}``, None where unmatched.

    A second placeholder of a table is written ``{month2}``; other named groups give their text.
    """

    def __init__(self, match: re.Match[str], lexicon: Lexicon) -> None:
        self.match, self.lexicon = match, lexicon

    def __getitem__(self, name: str) -> Any:
        text = self._group(name)
        table = name.rstrip("0123456789")
        if text is None or (table != "number" and table not in self.lexicon.tables):
            return text
        return self.lexicon.value(table, text)

    def has(self, name: str) -> bool:
        """Whether the group took part in the match; False too for one that the pattern has not."""
        return self._group(name) is not None

    def text(self, name: str) -> str:
        """The words of a group as they stand, or an empty string."""
        return self._group(name) or ""

    def _group(self, name: str) -> str | None:
        return self.match[name] if name in self.match.re.groupindex else None

    @property
    def unit(self) -> Unit:
        """The unit of the placeholder ``{unit}``."""
        return Unit[self["unit"].removeprefix(TWO)]

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """``{number} {unit}`` as one amount; a missing number is 1."""
        return (self.amount(self["number"] if self.has("number") else 1),)

    def amount(self, count: float | None, group: str = "unit") -> Amount:
        """So many of the unit of a placeholder; a fortnight is two weeks."""
        code = self[group]
        two = code.startswith(TWO)
        return Amount(count * 2 if two and count else count, Unit[code.removeprefix(TWO)])

    def unsure(self, name: str) -> bool:
        """Whether the group is a word with another everyday meaning ("may", "sun") that is not written like a name."""
        text = self.text(name)
        return text.lower().rstrip(".") in self.lexicon.ambiguous and not text[:1].isupper()

    def before(self, size: int = 20) -> str:
        """What stands before the match, at most ``size`` characters."""
        start = self.match.start()
        return self.match.string[max(0, start - size) : start].replace(APART, "\n")

    def after(self, size: int = 20) -> str:
        """What stands after the match, at most ``size`` characters."""
        end = self.match.end()
        return self.match.string[end : end + size]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression that was found stands: its words and those around it, for a :class:`Veto` to look at."""

    text: str
    start: int
    end: int
    expression: Expression
    lexicon: Lexicon

    @property
    def words(self) -> str:
        """The expression as it stands."""
        return self.text[self.start : self.end]

    def before(self, size: int = 40) -> str:
        """What stands before it, at most ``size`` characters."""
        return self.text[max(0, self.start - size) : self.start]

    def after(self, size: int = 40) -> str:
        """What stands after it, at most ``size`` characters."""
        return self.text[self.end : self.end + size]


@dataclass(frozen=True, slots=True)
class Veto:
    """What an expression can be a part of that is no date: a name, a measure, a score. ``examples`` are sentences
    without any date, which prove it."""

    name: str
    holds: Callable[[Place], bool]
    examples: tuple[str, ...]


WrittenAs = Literal["", "day-month", "month-day"]  # as the model has it, which a language knows nothing else of
Production = Callable[[Match], Expression | None]
Joining = Callable[[Any, Any], Expression | None]


@dataclass(frozen=True, eq=False)
class Rule:
    """A name, a bounded pattern, what it means, and the examples that prove it. ``article`` tells whether a
    determiner before it belongs to the extent ("the weekend"), ``mod`` the TIMEX3 mod that the words state."""

    name: str
    source: str
    words: frozenset[str]  # that stand in the pattern or in the tables it names, in lower case
    production: Production
    examples: Mapping[str, str]
    order: int
    article: bool = False
    mod: str | None = None
    origin: WrittenAs = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when the first word of a text asks for it; raises LexiconError where it is no good."""
        pattern = _compiled(self.name, self.source)
        if pattern.match(""):
            raise LexiconError(f"rule {self.name!r} can match nothing at all: make a part of it required")
        return pattern


@dataclass(frozen=True, eq=False)
class Join:
    """How two neighbours become one: ``left`` and ``right`` types, the words between, and what the whole means."""

    name: str
    left: tuple[type, ...]
    source: str
    right: tuple[type, ...]
    production: Joining
    examples: Mapping[str, str]

    @cached_property
    def between(self) -> re.Pattern[str]:
        """The words between, compiled when two such neighbours are first met."""
        return _compiled(self.name, self.source)


def _compiled(name: str, source: str) -> re.Pattern[str]:
    try:
        return re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise LexiconError(f"rule {name!r}: {error}") from error


@dataclass
class Rules:
    """The rules of one language, in the order they were registered; the earlier wins between equal lengths."""

    lexicon: Lexicon
    rules: list[Rule] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    vetoes: list[Veto] = field(default_factory=list)

    @cached_property
    def triggers(self) -> Triggers:
        """Where each is tried at all; made when a text is first read by them."""
        return Triggers(tuple(self.rules))

    def veto(
        self, name: str, *, examples: tuple[str, ...]
    ) -> Callable[[Callable[[Place], bool]], Callable[[Place], bool]]:
        """Register a test that tells an expression which is part of something else; such a one is left out."""

        def register(holds: Callable[[Place], bool]) -> Callable[[Place], bool]:
            if not examples:
                raise LexiconError(f"veto {name!r} has no examples: they are its tests, give a sentence without a date")
            self.vetoes.append(Veto(name, holds, examples))
            return holds

        return register

    def rule(
        self,
        name: str,
        pattern: str,
        *,
        examples: Mapping[str, str],
        article: bool = False,
        mod: str | None = None,
        first: bool = False,
        origin: WrittenAs = "",
    ) -> Callable[[Production], Production]:
        """Register a production under a name.

        ``pattern`` is a regular expression over characters, without case; ``{month}`` stands for the words of a
        lexicon table and a space for any small gap. ``examples`` map phrases to TIMEX3 values, read on REFERENCE;
        brackets mark the extent. ``first`` lets it win over rules of equal length that were registered earlier: it
        looks at more of the text. ``origin`` says which of day and month its words put first. It is compiled when it
        is first needed, which a fraction of the rules is by one article.
        """
        source = rf"(?:{self._source(name, pattern, examples)}){_ENDED}"
        plain = _NO_WORDS.sub(" ", pattern).lower()
        own = [*_WORDS.findall(plain), *_WITHOUT_LAST.findall(plain)]
        words = frozenset(own).union(*(self.lexicon.words(m[1]) for m in _PLACEHOLDER.finditer(pattern)))

        def register(production: Production) -> Production:
            order = len(self.rules) - (_FIRST if first else 0)
            self.__dict__.pop("triggers", None)
            self.rules.append(Rule(name, source, words, production, examples, order, article, mod, origin))
            return production

        return register

    def join(
        self,
        name: str,
        left: type | tuple[type, ...],
        between: str,
        right: type | tuple[type, ...],
        *,
        examples: Mapping[str, str],
    ) -> Callable[[Joining], Joining]:
        """Register what two neighbouring expressions of these types mean with ``between`` standing between them."""
        source = self._source(name, between, examples)

        def register(production: Joining) -> Joining:
            lefts, rights = (x if isinstance(x, tuple) else (x,) for x in (left, right))
            self.joins.append(Join(name, lefts, source, rights, production, examples))
            return production

        return register

    def _source(self, name: str, pattern: str, examples: Mapping[str, str]) -> str:
        if not examples:
            raise LexiconError(f"rule {name!r} has no examples: they are its tests, give one phrase and its value")
        return _PLACEHOLDER.sub(
            lambda m: f"(?P<{m[1]}{m[2]}>{self.lexicon.alternation(m[1])})", pattern.replace(" ", SPACE)
        )

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)


@dataclass(slots=True)
class Language:
    """A language as the stages see it: code, lexicon, rules, and words about events (``events.toml``,
    ``senses.toml``)."""

    code: str
    lexicon: Lexicon
    rules: Rules
    words: Mapping[str, Any] = field(default_factory=dict)
