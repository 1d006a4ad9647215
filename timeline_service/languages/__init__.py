"""Languages: ``load(code)`` gives the lexicon, rules and event words of one; a language is a folder."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from timeline_service.faults import InputError
from timeline_service.languages import fallback
from timeline_service.languages.base import Language, Rules
from timeline_service.languages.lexicon import Lexicon, LexiconError
from timeline_service.languages.senses import Senses

__all__ = ["Language", "Lexicon", "LexiconError", "Rules", "available", "load"]

_HERE = Path(__file__).parent
_LEARNED = (  # weights, a file each
    "salience", "repeats", "gains", "likely_days", "likely_order", "joining", "title_phrases", "antecedents",
)  # fmt: skip


def available() -> tuple[str, ...]:
    """The codes of the languages that have rules of their own."""
    return tuple(sorted(p.parent.name for p in _HERE.glob("*/lexicon.toml")))


@lru_cache(maxsize=64)
def load(code: str) -> Language:
    """The language of an ISO 639-1 code ("en", "en-GB"). One without rules of its own is read by dateparser alone.

    Raises InputError for text that is no language code.
    """
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", code):
        raise InputError(f"{code[:20]!r} is no language code: write ISO 639-1, such as en")
    base = re.split("[-_]", code.lower())[0]
    if base not in available():
        read = fallback.language(base) or Language(base, Lexicon({}), Rules(Lexicon({})))
        return Language(base, read.lexicon, read.rules, _event_words(base))
    package = importlib.import_module(f"{__name__}.{base}")
    rules_package = importlib.import_module(f"{__name__}.{base}.rules")
    for module in sorted(m.name for m in pkgutil.iter_modules(rules_package.__path__)):
        importlib.import_module(f"{rules_package.__name__}.{module}")
    rules: Rules = getattr(package, base)
    return Language(base, rules.lexicon, rules, _event_words(base))


def _event_words(code: str) -> dict[str, Any]:
    path = _HERE / code / "events.toml"
    if not path.exists():
        return {}
    words = {key: _frozen(value) for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    for table, lists in _senses(path.with_name("senses.toml")).items():
        twice = words.get(table, {}).keys() & lists.keys()
        if twice:
            raise LexiconError(f"{path.name} of {code}: [{table}] {min(twice)} is a trait of senses.toml too")
        words[table] = {**words.get(table, {}), **lists}
    learned = {name: _weights(path.with_name(f"{name}.toml")) for name in _LEARNED}
    nouns, akin = _event_nouns(path.with_name("event_nouns.txt")), _akin(path.with_name("akin.txt"))
    return words | {"event_nouns": nouns, "akin": akin} | learned


def _weights(path: Path) -> dict[str, Any]:
    """Log-odds by feature, as a script of ``training/`` wrote them; none where there is no such file."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _senses(path: Path) -> dict[str, dict[str, frozenset[str]]]:
    return Senses.load(path).words() if path.exists() else {}


def _event_nouns(path: Path) -> dict[str, frozenset[str]]:
    """Noun → the verbs it derives from, out of a table with a noun and its verbs a line."""
    rows = (row.partition("\t") for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("#"))
    return {noun: frozenset(verbs.split(",")) - {""} for noun, _, verbs in rows}


def _akin(path: Path) -> dict[str, frozenset[str]]:
    """Word → the kinds of deed that it may tell, numbered, out of a table with a kind a line."""
    kinds: dict[str, set[str]] = {}
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines()) if path.exists() else ():
        for word in row.split(",") if not row.startswith("#") else ():
            kinds.setdefault(word, set()).add(str(number))
    return {word: frozenset(own) for word, own in kinds.items()}


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return frozenset(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else value
