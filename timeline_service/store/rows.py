"""The rows of a version, each as a short hash of what is told of its event: enough to say what changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Literal

Change = Literal["new", "changed", "withdrawn"]
TOLD = ("title", "status", "placement", "when", "text", "link", "image", "source", "attribution")  # of an event
KEPT = 500  # versions whose rows are kept
_LENGTH = 12  # hexadecimal digits


def rows_of(answer: Mapping[str, Any]) -> dict[str, str]:
    """Event id → hash, in the order of the rows."""
    return {event["id"]: _hash({name: event.get(name) for name in TOLD}) for event in answer.get("events", ())}


def changes(now: Mapping[str, str], before: Mapping[str, str]) -> list[tuple[str, Change]]:
    """(event id, what became of its row) of the rows that differ: those that are there in their order, then others."""
    told: list[tuple[str, Change]] = [
        (event, "changed" if event in before else "new") for event, row in now.items() if before.get(event) != row
    ]
    return told + [(event, "withdrawn") for event in before if event not in now]


def _hash(told: Mapping[str, Any]) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
