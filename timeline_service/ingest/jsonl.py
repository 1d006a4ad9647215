"""JSON Lines: one document a line, as ``annotate`` and ``dates`` read them on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from timeline_service.faults import InputError


def read_jsonl(lines: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and object of each line that is not empty; raise InputError that names a line it cannot read."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise InputError(f"Line {number} is not a JSON object in UTF-8: {error}.") from None
        if not isinstance(record, dict):
            raise InputError(f"Line {number} is a JSON {type(record).__name__}, not an object with id, dct and text.")
        yield number, record
