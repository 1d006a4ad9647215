"""Words as the encoder takes them: word pieces, the shape of the word, the white space before it.

The pieces are BERT's (uncased): https://github.com/google-research/bert, ``tokenization.py``. Words come from spaCy's
tokenizer, so only the part of that algorithm which cuts one word is here.
"""
from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path

MOST_PIECES = 8
"""Pieces of a word that are kept: the first ones and the last."""
_LONGEST_PART = 100  # characters; BERT reads a longer run as unknown


class Shape(IntEnum):
    """How a word is written, which an uncased vocabulary does not say."""

    LOWER = 0
    CAPITALIZED = 1
    UPPER = 2
    CAPITAL_LETTER = 3
    MIXED = 4
    DIGITS = 5
    SYMBOLS = 6
    OTHER = 7


class Break(IntEnum):
    """What stands before a word."""

    SPACE = 0
    NOTHING = 1
    NEWLINE = 2
    BLANK_LINE = 3  # also the beginning of the text


def shape_of(form: str) -> Shape:
    """The shape of a word, not empty."""
    if form.isalpha():
        if form.islower():
            return Shape.LOWER
        if form.isupper():
            return Shape.CAPITAL_LETTER if len(form) == 1 else Shape.UPPER
        return Shape.CAPITALIZED if form[0].isupper() and form[1:].islower() else Shape.MIXED
    if any(character.isdigit() for character in form):
        return Shape.DIGITS
    if any(character.isalpha() for character in form):
        return Shape.MIXED if form.lower() != form else Shape.OTHER
    return Shape.SYMBOLS


def break_of(whitespace: str) -> Break:
    """What the white space before a word amounts to."""
    if not whitespace:
        return Break.NOTHING
    newlines = whitespace.count("\n")
    return Break.BLANK_LINE if newlines >= 2 else Break.NEWLINE if newlines else Break.SPACE


class WordPieces:
    """Cuts words into pieces of a vocabulary, each given as its number.

    ``vocabulary`` lists the pieces in the order of their numbers and holds ``[UNK]``, ``[CLS]`` and ``[SEP]``.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown, self.opening, self.closing = (self._numbers[mark] for mark in ("[UNK]", "[CLS]", "[SEP]"))

    @classmethod
    def read(cls, path: Path) -> WordPieces:
        """From a file with one piece a line."""
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    def of(self, form: str) -> tuple[int, ...]:
        """The pieces of one word: one at least, ``MOST_PIECES`` at most. Nothing of it is remembered."""
        if form.isascii() and form.isalpha() and (number := self._numbers.get(form.lower())) is not None:
            return (number,)
        pieces = [number for part in _parts(form) for number in self._longest_match_first(part)]
        if len(pieces) > MOST_PIECES:
            pieces = pieces[: MOST_PIECES - 1] + pieces[-1:]
        return tuple(pieces) or (self.unknown,)

    def _longest_match_first(self, part: str) -> Iterable[int]:
        if len(part) > _LONGEST_PART:
            return (self.unknown,)
        numbers, start = [], 0
        while start < len(part):
            mark = "##" if start else ""
            for end in range(len(part), start, -1):
                if (number := self._numbers.get(mark + part[start:end])) is not None:
                    numbers.append(number)
                    start = end
                    break
            else:
                return (self.unknown,)
        return numbers


def _parts(form: str) -> list[str]:
    """The word in small letters without accents, cut at punctuation, at Chinese characters and at spaces."""
    parts: list[str] = []
    run = ""
    for character in unicodedata.normalize("NFD", form).lower():
        category = unicodedata.category(character)
        if character.isspace():
            parts, run = [*parts, run], ""
        elif category == "Mn" or category[0] == "C" or character == "\ufffd":
            continue
        elif _stands_alone(character, category):
            parts, run = [*parts, run, character], ""
        else:
            run += character
    return [part for part in (*parts, run) if part]


def _stands_alone(character: str, category: str) -> bool:
    ascii_symbol = character.isascii() and not character.isalnum()
    chinese = 0x3400 <= ord(character) <= 0x9FFF or 0xF900 <= ord(character) <= 0xFAFF
    return ascii_symbol or chinese or category[0] == "P"
