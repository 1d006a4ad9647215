"""Words as senses: one table of a language, word → traits, in which each trait is declared with what it means.

The stages see, for each trait, the words that have it: ``committing`` of ``[traits.status]`` is
``words["status"]["committing"]``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline_service.languages.lexicon import LexiconError, folded


@dataclass(frozen=True, slots=True)
class Senses:
    """``meanings``: ``table.name`` of a trait → what it says of a word; ``traits``: word → its traits, as written."""

    meanings: Mapping[str, str]
    traits: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, path: Path) -> Senses:
        """The table of a file; raises LexiconError with the word and the trait at fault."""
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            return cls.of(data)
        except (tomllib.TOMLDecodeError, LexiconError) as error:
            raise LexiconError(f"{path.name} of {path.parent.name}: {error}") from error

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Senses:
        """The table of ``{"traits": {table: {name: meaning}}, "senses": {word: [trait, …]}}``."""
        if unknown := data.keys() - {"traits", "senses"}:
            raise LexiconError(f"[{min(unknown)}] is neither [traits.…] nor [senses]")
        tables = data.get("traits", {}).items()
        meanings = {f"{table}.{name}": meaning for table, names in tables for name, meaning in names.items()}
        for trait, meaning in meanings.items():
            if not isinstance(meaning, str) or not meaning.strip():
                raise LexiconError(f"[traits] {trait}: say in a few words what it means")
        traits = {word: _traits(word, names, meanings) for word, names in data.get("senses", {}).items()}
        unused = meanings.keys() - {trait for names in traits.values() for trait in names}
        if unused:
            raise LexiconError(f"[traits] {min(unused)}: no word has it")
        return cls(meanings, traits)

    def words(self) -> dict[str, dict[str, frozenset[str]]]:
        """Table → trait → the words that have it."""
        found: dict[str, dict[str, set[str]]] = {}
        for word, traits in self.traits.items():
            for trait in traits:
                table, _, name = trait.partition(".")
                found.setdefault(table, {}).setdefault(name, set()).add(word)
        return {table: {name: frozenset(words) for name, words in names.items()} for table, names in found.items()}


def _traits(word: str, names: Any, meanings: Mapping[str, str]) -> tuple[str, ...]:
    if word != folded(word).lower() or not word.strip():
        raise LexiconError(f"[senses] {word!r}: words are lower case and not empty")
    if not isinstance(names, list) or not names:
        raise LexiconError(f"[senses] {word!r}: write a list of traits")
    for name in names:
        if name not in meanings:
            raise LexiconError(f"[senses] {word!r}: {name!r} is no trait; declare it under [traits.…]")
    if len(set(names)) < len(names):
        raise LexiconError(f"[senses] {word!r}: a trait stands twice")
    return tuple(names)
