"""Stretches of text, and why something is so: what every other noun points at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points in the text of one document."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Because:
    """Why something is so: the rule that fired, the words it fired on, a note for people."""

    rule: str
    note: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something the caller should know: a stable ``code`` and a sentence."""

    code: str
    message: str
