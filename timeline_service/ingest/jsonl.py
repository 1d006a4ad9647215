"""JSON Lines: one JSON object a line. A line that cannot be read is told apart, and costs no other.

What is read can be written again: a line that UTF-8 or a double cannot hold is none that can be read (RFC 7493).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

LONGEST_LINE = 16_000_000  # bytes: the text of a line is bounded far below, and so is the memory of whoever reads it


class _NoNumber(ValueError):
    """A constant that Python reads and JSON does not have, or a number beyond what a double holds."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: its number from 1, and its object, or the sentence that says why there is none."""

    number: int
    record: dict[str, Any] | None = None
    fault: str | None = None


def read_jsonl(source: BinaryIO, *, first: int = 1, until: int | None = None) -> Iterator[Line]:
    """The lines from where ``source`` stands, the first of them numbered ``first``; those that begin before ``until``.

    ``until`` is a place in bytes, as ``source.tell()`` gives it.
    """
    for number, line in enumerate(_lines(source, until), start=first):
        if line is None:
            yield Line(number, fault=f"The line is longer than {LONGEST_LINE:,} bytes.")
        elif line.strip():
            yield _line(number, line)


def _lines(source: BinaryIO, until: int | None) -> Iterator[bytes | None]:
    while until is None or source.tell() < until:
        line = source.readline(LONGEST_LINE + 1)
        if not line:
            return
        too_long = len(line) > LONGEST_LINE
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = source.readline(LONGEST_LINE + 1)
        yield None if too_long else line


def _line(number: int, line: bytes) -> Line:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        record = json.loads(text, parse_constant=_no_constant, parse_float=_finite)
        json.dumps(record, ensure_ascii=False).encode()  # which half of a surrogate pair cannot be
    except (ValueError, RecursionError) as error:
        return Line(number, fault=f"Not a JSON object in UTF-8: {_why(error)}.")
    if not isinstance(record, dict):
        return Line(number, fault=f"A JSON {type(record).__name__}, not an object.")
    return Line(number, record)


def _why(error: Exception) -> str:
    """What is wrong, without the words of the line."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} (character {error.pos + 1})"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} of the line is not UTF-8"
    if isinstance(error, UnicodeEncodeError):
        return "a string holds half of a surrogate pair"
    if isinstance(error, _NoNumber):
        return str(error)
    return "nested too deeply" if isinstance(error, RecursionError) else "a number with too many digits"


def _finite(digits: str) -> float:
    if not math.isfinite(number := float(digits)):
        raise _NoNumber("a number is too large")
    return number


def _no_constant(name: str) -> NoReturn:
    raise _NoNumber(f"{name} is not a JSON number")
