"""CSV (RFC 4180), one row an event, for spreadsheets: no cell can be taken for a formula.

It begins with a byte order mark, without which Excel takes UTF-8 for the code page of the machine.
It can come back with changes, which become corrections (``spreadsheet.py``).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from timeline_service.calendar.edtf import approximate
from timeline_service.exports import words
from timeline_service.exports.ends import is_likely

COLUMNS = (
    "rank", "id", "when", "status", "title", "placement", "edtf", "earliest", "latest", "granularity", "basis",
    "date_text", "attribution", "sentence", "document", "document_url", "published_at", "salience", "confidence",
    "disputed", "text", "source", "link", "link_label", "image", "image_alt", "image_credit", "hidden",
)  # fmt: skip
_BYTE_ORDER_MARK = "\ufeff"
_RISKY = re.compile(r"'*[=+\-@\t\r\n]")  # how a formula begins, and what looks guarded already


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """All events in their order; the sentence is empty where ``texts`` has no text of the document."""
    file = io.StringIO()
    file.write(_BYTE_ORDER_MARK)
    rows = csv.DictWriter(file, COLUMNS, lineterminator="\r\n")
    rows.writeheader()
    for event in timeline["events"]:
        rows.writerow({name: _cell(value) for name, value in row(timeline, event, texts).items()})
    return file.getvalue()


def row(timeline: Mapping[str, Any], event: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """The cells of an event, in the order of :data:`COLUMNS`."""
    when, source = event["when"], words.source(timeline, event) or {}
    link, image = event.get("link") or {}, event.get("image") or {}
    cells = {
        **{name: event[name] for name in ("rank", "id", "status", "title", "placement", "salience", "confidence")},
        **{name: when[name] for name in ("edtf", "earliest", "latest", "granularity", "basis")},
        **({"edtf": approximate(when["edtf"])} if is_likely(event) and when["edtf"] else {}),
        "when": words.when(event),
        "date_text": when["text"],
        "attribution": event["attribution"] and event["attribution"]["text"],
        "sentence": words.sentence(event, texts),
        "document": source.get("id"),
        "document_url": source.get("url"),
        "published_at": source.get("published_at"),
        "disputed": words.disputed(timeline, event),
        "text": event.get("text"),
        "source": event.get("source"),
        "link": link.get("url"),
        "link_label": link.get("label"),
        "image": image.get("url"),
        "image_alt": image.get("alt"),
        "image_credit": image.get("credit"),
        "hidden": None,
    }
    return {name: cells[name] for name in COLUMNS}


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and _RISKY.match(value) else value


def without_guard(cell: str) -> str:
    """The text of a cell that :func:`write` may have guarded against being taken for a formula."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell, 1) else cell
