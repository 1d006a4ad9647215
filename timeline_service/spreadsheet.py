"""A timeline that comes back from a spreadsheet: what was changed in its rows becomes corrections.

Rows are known by their ``id``, so they may be sorted; a row without an id is a new one. A row that is missing is left
as it is: who wants it gone writes ``yes`` under ``hidden``. Columns that are not known, or are computed, are not read.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import Any, get_args
from xml.etree.ElementTree import ParseError

from lxml.etree import LxmlError

from timeline_service.exports import words
from timeline_service.faults import InputError
from timeline_service.model import Status
from timeline_service.schemas import CorrectionsIn, checked
from timeline_service.typed_date import Unread, understood

MOST_ROWS = 1_000
MOST_UNPACKED = 50_000_000  # bytes of a workbook
_MOST_COLUMNS = 100
_NO_WORKBOOK = "This is no workbook of Excel (.xlsx) that can be read. Save it again, or as CSV."
_YES = ("yes", "y", "true", "1", "x")
_STATUSES = {name: name for name in get_args(Status)} | {said: name for name, said in words.STATUSES.items()}
_FORMULA = ("'=", "'+", "'-", "'@", "'\t", "'\r")  # what the export guards against being taken for a formula
Row = Mapping[str, str]
Lines = Iterable[tuple[int, list[str]]]  # number of the line, cells


class Unusable(InputError):
    """A spreadsheet that cannot be taken in; the message names the line and says what to fix."""


def corrections(lines: Lines, timeline: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the rows of a spreadsheet say otherwise than the timeline, as ``schemas.CorrectionsIn`` loads corrections.

    None where that is nothing. Raises :class:`Unusable` and ``schemas.Invalid``: nothing is taken in by half.
    """
    known = {event["id"]: event for event in timeline["events"]}
    published = next((each["published_at"] for each in timeline["documents"] if each["published_at"]), None)
    found = []
    for line, row in _rows(lines):
        try:
            said = _said(row, known, published=published, language=timeline["language"])
        except InputError as error:
            raise Unusable(f"Line {line}: {error}") from None
        if said:
            found.append(said)
    return checked(CorrectionsIn, {"corrections": found})["corrections"] if found else []


def of_csv(text: str) -> Lines:
    """The lines of a CSV."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_delimiter(text))
    for cells in reader:
        yield reader.line_num, cells


def of_xlsx(data: bytes) -> Lines:
    """The lines of the first sheet of a workbook; raise :class:`Unusable` where it is none, or too large."""
    from openpyxl import load_workbook  # loaded where there is a workbook to be read

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise Unusable("The workbook is too large. Leave only the sheet of the timeline in it.")
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        lines = [[_text(value) for value in row] for row in _bounded(sheet)]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError,
            NotImplementedError, RuntimeError, ParseError, LxmlError) as error:  # fmt: skip
        raise Unusable(_NO_WORKBOOK) from error
    return list(enumerate(lines, start=1))


def _bounded(sheet: Any) -> Iterator[tuple[Any, ...]]:
    most = MOST_ROWS + 2  # the names of the columns, and one too many
    yield from sheet.iter_rows(max_row=most, max_col=_MOST_COLUMNS, values_only=True)


def _text(value: Any) -> str:
    """A cell as an editor would have typed it: Excel makes dates and numbers of what looks like one."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    return "" if value is None else str(value)


def _rows(lines: Lines) -> Iterator[tuple[int, Row]]:
    header: list[str] = []
    for number, (line, cells) in enumerate(lines):
        if not number:
            header = [name.strip().lower() for name in cells]
            continue
        if number > MOST_ROWS:
            raise Unusable(f"At most {MOST_ROWS:,} rows are taken in.")
        _check(header)
        row = {name: _cell(cell) for name, cell in zip(header, cells, strict=False) if name}
        if any(row.values()):
            yield line, row
    _check(header)


def _check(header: list[str]) -> None:
    if "title" not in header:
        raise Unusable("The first line must name the columns, at least title; id tells which event a row is.")


def _delimiter(text: str) -> str:
    """A semicolon where the spreadsheet speaks a language that writes decimals with commas."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _cell(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith(_FORMULA) else cell


def _said(row: Row, known: Mapping[str, Any], *, published: str | None, language: str) -> dict[str, Any]:
    id = row.get("id", "")
    event = known.get(id)
    if id and event is None:
        raise Unusable(f"No event that is shown has the id {id}. Leave the id empty for a new row.")
    if not row.get("title"):
        raise Unusable("The title is empty.")
    before = event or {"title": "", "status": "occurred", "when": {"edtf": None, "said": ""}}
    changes: dict[str, Any] = {}
    if row["title"] != before["title"]:
        changes["title"] = row["title"]
    if (edtf := _date(row, before, published=published, language=language)) is not None:
        changes["date"] = edtf
    if row.get("status") and (status := _status(row["status"])) != before["status"]:
        changes["status"] = status
    changes |= {kind: row[kind] for kind in ("text", "source") if kind in row and row[kind] != before.get(kind, "")}
    changes |= _link(row, before) | _image(row, before)
    if row.get("hidden", "").lower() in _YES:
        changes["hidden"] = True
    if not changes:
        return {}
    return {"event": id, **changes} if event else {"added": None, **changes}


def _status(cell: str) -> str:
    status = _STATUSES.get(cell.lower())
    if status is None:
        raise Unusable(f"“{cell}” is no status. Write one of {', '.join(get_args(Status))}.")
    return status


def _date(row: Row, before: Mapping[str, Any], *, published: str | None, language: str) -> str | None:
    """The date of the row in EDTF, if it is another than before: as EDTF, or as people write it under ``when``."""
    shown = before["when"]
    said = shown.get("said") or (words.when(before) if "placement" in before else "")
    columns = (("edtf", shown["edtf"] or ""), ("when", said))
    typed = next((row[name] for name, old in columns if row.get(name, old) not in ("", old)), None)
    try:
        return None if typed is None else understood(typed, published_at=published, language=language).edtf
    except Unread as error:
        raise Unusable(str(error)) from None


def _link(row: Row, before: Mapping[str, Any]) -> dict[str, Any]:
    if "link" not in row:
        return {}
    old = before.get("link") or {}
    new = {"url": row["link"], **({"label": row["link_label"]} if row.get("link_label") else {})} if row["link"] else {}
    return {} if new == old else {"link": new or None}


def _image(row: Row, before: Mapping[str, Any]) -> dict[str, Any]:
    if "image" not in row:
        return {}
    old = before.get("image") or {}
    names = {"url": "image", "alt": "image_alt", "credit": "image_credit"}
    new = {name: row[column] for name, column in names.items() if row.get(column)} if row["image"] else {}
    return {} if new == old else {"image": new or None}
