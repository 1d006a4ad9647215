"""Tables of words, read from the ``lexicon.toml`` of a language, and the patterns that they give."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from timeline_service.calendar.units import Unit
from timeline_service.derived import Deriving
from timeline_service.faults import InputError
from timeline_service.languages.alternation import alternation
from timeline_service.languages.numbers import LINKS, Numbers
from timeline_service.languages.places import Places

SPACE = r"(?:[ \t\u00a0\u2009\u202f]{1,3}(?:\r?\n[ \t]{0,3})?|\r?\n[ \t]{0,3})"
_SPACES = r"\s{1,4}"  # inside a phrase: simpler, there are many; a blank line is refused where a rule has matched
_LETTERS = str.maketrans("ſıİ\u212a", "siik")  # to a pattern that ignores case these are s, i, i and k
TWO = "2 "  # before the unit that a word of [unit] is two of
_WORD = re.compile(r"[^\W\d_]+")
_KINDS = {  # table → the values that its phrases can have
    "unit": tuple(Unit.__members__),
    "article": ("DEFINITE", ""),
    "range": ("FROM", "BETWEEN", "TO", "AND"),
    "joint": ("TO", "UNTIL", "AND", "OR"),
    "ended": ("DEFINITE", "ANY"),
    "edge": (1, -1),
    "preposition": ("DAY", "PERIOD", "TIME"),
    "modal": ("WOULD", "MAY", "COULD"),
    "verb_group": ("WORD", "ENDING"),
}


def folded(text: str) -> str:
    """The text, letter for letter, in the spelling that patterns and lexicons of every language have: ``yil`` for
    ``yıl``."""
    return text.translate(_LETTERS)


class LexiconError(InputError):
    """A lexicon or a rule that cannot be used; the message says which and why."""


class Lexicon(Deriving):
    """Tables of words, each ``{phrase: value}``, read from ``lexicon.toml``; keys are lower case.

    The patterns that are made of them are kept with it.
    """

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
        self._patterns: dict[str, str] = {}
        self.numbers = Numbers(self.tables.get("number", {}), self.tables.get("quantity", {}))
        for name, table in self.tables.items():
            for phrase in table:
                if phrase != phrase.lower() or not phrase.strip():
                    raise LexiconError(f"[{name}] {phrase!r}: phrases are lower case and not empty")
        for name, kinds in _KINDS.items():
            for phrase, kind in self[name].items():
                if (kind.removeprefix(TWO) if isinstance(kind, str) else kind) not in kinds:
                    one_of = ", ".join(str(each) or '""' for each in kinds)
                    raise LexiconError(f"[{name}] {phrase!r}: {kind!r} is no {name}; choose one of {one_of}")

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

    def any_of(self, table: str, *kinds: Any) -> str:
        """The regular expression of the words of a table, or of those with one of the values; where there are none, one
        that fits nothing."""
        words = [re.escape(word) for word, kind in self[table].items() if not kinds or kind in kinds]
        return f"(?:{'|'.join(words)})" if words else "(?!)"

    def is_definite(self, text: str) -> bool:
        """Whether words begin with an article that makes them known ones: "the three months"."""
        return self["article"].get(text.lower().partition(" ")[0]) == "DEFINITE"

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
        if table not in self._patterns:
            self._patterns[table] = alternation(self.tables[table], space=_SPACES)
        return self._patterns[table]

    def words(self, table: str) -> frozenset[str]:
        """The words of the phrases of a table."""
        phrases = (*self.numbers.words, *LINKS) if table == "number" else self[table]
        return frozenset(_WORD.findall(" ".join(phrases)))

    def value(self, table: str, text: str) -> Any:
        """The value of a phrase as it stood in a text."""
        if table == "number":
            return self.numbers.value(text)
        return self._by_case[table][" ".join(folded(text).casefold().replace("’", "'").split())]
