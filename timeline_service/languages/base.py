"""What every language is made of: a lexicon (words, as data) and rules (small functions with examples)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from timeline_service.calendar.expressions import Amount, Expression
from timeline_service.calendar.units import Unit
from timeline_service.faults import InputError
from timeline_service.languages.numbers import Numbers
from timeline_service.languages.places import Places

SPACE = r"(?:[ \t\u00a0\u2009\u202f]{1,3}(?:\r?\n[ \t]{0,3})?|\r?\n[ \t]{0,3})"
_PLACEHOLDER = re.compile(r"\{([a-z_]+?)(\d?)\}")
_LETTERS = str.maketrans("ſıİ\u212a", "siik")  # to a pattern that ignores case these are s, i, i and k
_ENDED = r"(?![^\W\u00b2\u00b3\u00b9\u2070-\u2079])"  # no word goes on; the mark of a footnote may follow
_FIRST = 10_000  # more than a language has rules
_TWO = "2 "  # before the unit that a word of [unit] is two of
REFERENCE = "2013-02-12"  # the day of publication, a Tuesday, of every example of a rule


def folded(text: str) -> str:
    """The text, letter for letter, in the spelling that patterns and lexicons of every language have: ``yil`` for
    ``yıl``."""
    return text.translate(_LETTERS)


class LexiconError(InputError):
    """A lexicon or a rule that cannot be used; the message says which and why."""


class Lexicon:
    """Tables of words, each ``{phrase: value}``, read from ``lexicon.toml``; keys are lower case."""

    def __init__(
        self,
        tables: Mapping[str, Mapping[str, Any]],
        *,
        ambiguous: frozenset[str] = frozenset(),
        folder: Path | None = None,
    ) -> None:
        self.tables = {name: {folded(k): v for k, v in table.items()} for name, table in tables.items()}
        self._by_case = {name: {k.casefold(): v for k, v in table.items()} for name, table in self.tables.items()}
        self.ambiguous = ambiguous
        self.places = Places(
            folder,
            also=self.tables.get("also_called", {}),
            regions=self.tables.get("region", {}),
            south=self.tables.get("southern", {}),
        )
        self.numbers = Numbers(self.tables.get("number", {}), self.tables.get("quantity", {}))
        for name, table in self.tables.items():
            for phrase in table:
                if phrase != phrase.lower() or not phrase.strip():
                    raise LexiconError(f"[{name}] {phrase!r}: phrases are lower case and not empty")
        for phrase, code in self.tables.get("unit", {}).items():
            if str(code).removeprefix(_TWO) not in Unit.__members__:
                raise LexiconError(
                    f"[unit] {phrase!r}: {code!r} is no unit; choose one of {', '.join(Unit.__members__)}"
                )

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """The lexicon of a file; raises LexiconError with the file, table and phrase at fault."""
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            ambiguous = frozenset(data.pop("ambiguous", ()))
            return cls(data, ambiguous=ambiguous, folder=path.parent)
        except (tomllib.TOMLDecodeError, LexiconError) as error:
            raise LexiconError(f"{path.name} of {path.parent.name}: {error}") from error

    def __getitem__(self, table: str) -> dict[str, Any]:
        return self.tables.get(table, {})

    def holds(self, table: str, text: str) -> bool:
        """Whether a text has a word that begins with one of a table."""
        stems = "|".join(map(re.escape, self[table]))
        return bool(stems) and re.search(rf"\b(?:{stems})", text) is not None

    def alternation(self, table: str) -> str:
        """The regular expression of the words of a table, longest first; spaces match any small gap."""
        if table == "number":
            return self.numbers.pattern
        if table not in self.tables:
            raise LexiconError(f"there is no table [{table}] in the lexicon")
        words = sorted(self.tables[table], key=len, reverse=True)
        return "|".join(re.escape(word).replace(r"\ ", SPACE) for word in words)

    def value(self, table: str, text: str) -> Any:
        """The value of a phrase as it stood in a text."""
        if table == "number":
            return self.numbers.value(text)
        return self._by_case[table][" ".join(folded(text).casefold().replace("’", "'").split())]


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
        return Unit[self["unit"].removeprefix(_TWO)]

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """``{number} {unit}`` as one amount; a missing number is 1."""
        return (self.amount(self["number"] if self.has("number") else 1),)

    def amount(self, count: float | None, group: str = "unit") -> Amount:
        """So many of the unit of a placeholder; a fortnight is two weeks."""
        code = self[group]
        two = code.startswith(_TWO)
        return Amount(count * 2 if two and count else count, Unit[code.removeprefix(_TWO)])

    def unsure(self, name: str) -> bool:
        """Whether the group is a word with another everyday meaning ("may", "sun") that is not written like a name."""
        text = self.text(name)
        return text.lower().rstrip(".") in self.lexicon.ambiguous and not text[:1].isupper()

    def before(self, size: int = 20) -> str:
        """What stands before the match, at most ``size`` characters."""
        start = self.match.start()
        return self.match.string[max(0, start - size) : start]

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


@dataclass(slots=True)
class Rules:
    """The rules of one language, in the order they were registered; the earlier wins between equal lengths."""

    lexicon: Lexicon
    rules: list[Rule] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    vetoes: list[Veto] = field(default_factory=list)

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
        lexicon table and a space for any small gap. ``examples`` map phrases to TIMEX3 values, read on REFERENCE.
        ``first`` lets it win over rules of equal length that were registered earlier: it looks at more of the text.
        ``origin`` says which of day and month its words
        put first. It is compiled when it is first needed, which a fraction of the rules is by one article.
        """
        source = rf"(?:{self._source(name, pattern, examples)}){_ENDED}"

        def register(production: Production) -> Production:
            order = len(self.rules) - (_FIRST if first else 0)
            self.rules.append(Rule(name, source, production, examples, order, article, mod, origin))
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
