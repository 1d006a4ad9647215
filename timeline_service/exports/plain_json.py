"""JSON: the timeline as the API answers it, laid out for reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """The same members in the same order; ``texts`` are not put in."""
    return json.dumps(timeline, ensure_ascii=False, indent=2) + "\n"
