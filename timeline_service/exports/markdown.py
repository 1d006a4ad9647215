"""Markdown (CommonMark): a numbered list to paste into a story or a chat."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from timeline_service.exports import words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """A heading and a numbered list; sentences are quoted where ``texts`` has the document."""
    parts = [f"# {_text(timeline['title'])}\n"] if timeline["title"] else []
    parts += [f"{event['rank']}. {_row(timeline, event, texts)}" for event in timeline["events"]]
    return "\n".join(parts) + "\n"


def _row(timeline: Mapping[str, Any], event: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    status = "" if event["status"] == "occurred" else f" ({words.STATUSES[event['status']]})"
    said = f", according to {_text(event['attribution']['text'])}" if event["attribution"] else ""
    row = f"**{words.when(event)}**{status}: {_text(event['title'])}{said}"
    if others := words.disputed(timeline, event):
        row += f" (sources differ on the date; {_text(others)})"
    if sentence := words.sentence(event, texts):
        row += f"\n   > {_text(sentence)}"
    return row


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
