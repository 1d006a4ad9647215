"""What a stage may ask of a language."""

from __future__ import annotations

from typing import Any, Protocol


class Language(Protocol):
    """What a stage may ask of a language: its code, its words, and its rules for time expressions."""

    code: str
    lexicon: Any
    rules: Any
    words: Any
