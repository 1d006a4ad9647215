"""A text's words, and the stretches of them that the encoder takes at once."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline_service.reader.pieces import Break, Shape, WordPieces

LONGEST = 300
"""Pieces of a window; the encoder was trained with as many."""
STRETCHED = 500
"""Pieces of a window for a sentence that does not fit; what is longer still is cut."""
_MARKS = 2  # pieces that open and close a window


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the encoder takes it.

    ``starts`` says that it begins a sentence (True), that it does not (False), or that the encoder decides (None).
    """

    pieces: tuple[int, ...]
    shape: Shape
    before: Break
    starts: bool | None


class Stretch(NamedTuple):
    """Words ``[first, end)`` of a text."""

    first: int
    end: int


class Inputs(NamedTuple):
    """What the ONNX graph takes: [windows, pieces] for the first four, [windows, words] for the places of words."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    breaks: NDArray[np.int64]
    mask: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def sections(words: Sequence[Word]) -> Iterator[Stretch]:
    """Whole paragraphs, as many together as one window holds; a paragraph that is longer stands alone."""
    first = end = size = 0
    for paragraph in _paragraphs(words):
        length = _pieces(words, paragraph)
        if end > first and size + length > LONGEST - _MARKS:
            yield Stretch(first, end)
            first, size = paragraph.first, 0
        end, size = paragraph.end, size + length
    if end > first:
        yield Stretch(first, end)


def fitting(words: Sequence[Word], section: Stretch, *, longest: int) -> Stretch:
    """As much of a section as a window of so many pieces holds, from its beginning: one word at least."""
    end, size = section.first, _MARKS
    while end < section.end and (end == section.first or size + len(words[end].pieces) <= longest):
        size += len(words[end].pieces)
        end += 1
    return Stretch(section.first, end)


def inputs_of(words: Sequence[Word], stretches: Sequence[Stretch], pieces: WordPieces) -> Inputs:
    """Stretches side by side, padded to the longest."""
    length = _MARKS + max(_pieces(words, stretch) for stretch in stretches)
    most = max(stretch.end - stretch.first for stretch in stretches)
    ids, shapes, breaks, mask = np.zeros((4, len(stretches), length), np.int64)
    first, last = np.zeros((2, len(stretches), most), np.int64)
    for row, stretch in enumerate(stretches):
        at = 1
        ids[row, 0], shapes[row, 0], breaks[row, 0] = pieces.opening, Shape.SYMBOLS, Break.BLANK_LINE
        for place, word in enumerate(words[stretch.first : stretch.end]):
            until = at + len(word.pieces)
            ids[row, at:until], shapes[row, at:until] = word.pieces, word.shape
            breaks[row, at:until] = Break.NOTHING
            breaks[row, at] = word.before if place else Break.BLANK_LINE
            first[row, place], last[row, place] = at, until - 1
            at = until
        ids[row, at], shapes[row, at], breaks[row, at] = pieces.closing, Shape.SYMBOLS, Break.NOTHING
        mask[row, : at + 1] = 1
    return Inputs(ids, shapes, breaks, mask, first, last)


def of_like_length(
    words: Sequence[Word], stretches: Sequence[Stretch], *, together: int
) -> Iterator[list[Stretch]]:
    """Stretches in batches of at most ``together`` pieces with their padding, the shortest first."""
    batch: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda stretch: (_pieces(words, stretch), stretch)):
        if batch and (_pieces(words, stretch) + _MARKS) * (len(batch) + 1) > together:
            yield batch
            batch = []
        batch.append(stretch)
    if batch:
        yield batch


def _paragraphs(words: Sequence[Word]) -> Iterator[Stretch]:
    starts = [n for n, word in enumerate(words) if n == 0 or word.before is Break.BLANK_LINE]
    yield from map(Stretch, starts, [*starts[1:], len(words)])


def _pieces(words: Sequence[Word], stretch: Stretch) -> int:
    return sum(len(word.pieces) for word in words[stretch.first : stretch.end])
