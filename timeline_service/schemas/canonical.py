"""Answers as text."""

from __future__ import annotations

import json
from typing import Any


def canonical(answer: Any) -> str:
    """JSON with the same bytes for the same answer, and one newline at the end."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
