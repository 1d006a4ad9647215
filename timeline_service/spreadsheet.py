"""A timeline that comes back from a spreadsheet: what was changed in its rows becomes corrections.

Rows are known by their ``id``, so they may be sorted; a row without an id is a new one. A row that is missing is left
as it is: who wants it gone writes ``yes`` under ``hidden``. Columns that are not known, or are computed, are not read.
A cell is changed where it says something else than the export did: Excel writes 13/10/2025 or 13-Oct-25 for what it
takes for a date. A date that can be either of two is not guessed.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple, get_args

from timeline_service.exports import csv_rows, words
from timeline_service.exports.ends import is_likely
from timeline_service.faults import InputError
from timeline_service.ingest.characters import held_by_xml
from timeline_service.model import Status
from timeline_service.schemas import CorrectionsIn, checked
from timeline_service.typed_date import Unread, readings

MOST_ROWS = 1_000
MOST_UNPACKED = 50_000_000  # bytes of a workbook
_MOST_COLUMNS = 100
_NO_WORKBOOK = "This is no workbook of Excel (.xlsx) that can be read. Save it again, or as CSV."
_YES = ("yes", "y", "true", "1", "x")
_STATUSES = {name: name for name in get_args(Status)} | {said: name for name, said in words.STATUSES.items()}
Row = Mapping[str, str]
Lines = Sequence[tuple[int, list[str]]]  # number of the line, cells


class Unusable(InputError):
    """A spreadsheet that cannot be taken in; the message names the line and says what to fix."""


def corrections(lines: Lines, timeline: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the rows of a spreadsheet say otherwise than the timeline, as ``schemas.CorrectionsIn`` loads corrections.

    Empty where that is nothing. Raises :class:`Unusable` and ``schemas.Invalid``: nothing is taken in by half.
    """
    known = {event["id"]: _Known(event, _exported(timeline, event)) for event in timeline["events"]}
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
    """The lines of a CSV, whatever they end with; raise :class:`Unusable` where it is none."""
    text = _with_newlines(text.removeprefix("\ufeff"))
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    try:
        return [(reader.line_num, [csv_rows.without_guard(cell) for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise Unusable(f"Line {reader.line_num}: This is no CSV that can be read: {error}.") from None


def of_xlsx(data: bytes) -> Lines:
    """The lines of the first sheet of a workbook; raise :class:`Unusable` where it is none, or too large."""
    from openpyxl import load_workbook  # loaded where there is a workbook to be read

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise Unusable("The workbook is too large. Leave only the sheet of the timeline in it.")
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        lines = [[_text(value) for value in row] for row in _bounded(sheet)]
    except Unusable:
        raise
    except Exception as error:  # openpyxl, zipfile and the parsers of XML each fail in ways of their own
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
        row = {name: _plain(cell) for name, cell in zip(header, cells, strict=False) if name}
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


class _Known(NamedTuple):
    """An event, and its row as the export has it."""

    event: Mapping[str, Any]
    row: Row


_NEW = _Known({"status": "occurred", "placement": "unplaced", "when": {"edtf": None}}, {})


def _exported(timeline: Mapping[str, Any], event: Mapping[str, Any]) -> Row:
    return {name: _plain(_text(value)) for name, value in csv_rows.row(timeline, event, {}).items()}


def _plain(cell: str) -> str:
    """A cell as it comes back, whatever a spreadsheet does to its characters."""
    return held_by_xml(_with_newlines(cell)).strip()


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _said(row: Row, known: Mapping[str, _Known], *, published: str | None, language: str) -> dict[str, Any]:
    id = row.get("id", "")
    if id and id not in known:
        raise Unusable(f"No event that is shown has the id {id}. Leave the id empty for a new row.")
    if not row.get("title"):
        raise Unusable("The title is empty.")
    before = known.get(id, _NEW)
    old, new = before.row, {**before.row, **row}
    kinds = ("title", "text", "source")
    changes: dict[str, Any] = {kind: new[kind] for kind in kinds if new.get(kind, "") != old.get(kind, "")}
    if (edtf := _date(row, before, published=published, language=language)) is not None:
        changes["date"] = edtf
    if row.get("status") and (status := _status(row["status"])) != before.event["status"]:
        changes["status"] = status
    changes |= {kind: made(new) for kind, made in _MADE.items() if made(new) != made(old)}
    if row.get("hidden", "").lower() in _YES:
        changes["hidden"] = True
    if not changes:
        return {}
    return {"event": id, **changes} if id else {"added": None, **changes}


def _status(cell: str) -> str:
    status = _STATUSES.get(cell.lower())
    if status is None:
        raise Unusable(f"“{cell}” is no status. Write one of {', '.join(get_args(Status))}.")
    return status


def _date(row: Row, before: _Known, *, published: str | None, language: str) -> str | None:
    """The date of the row in EDTF, if it is another than before: as EDTF, or as people write it under ``when``."""
    found: dict[str, str] = {}  # EDTF → the cell
    old = _old_date(before.event)
    for cell in (row.get(name, "") for name in ("edtf", "when") if row.get(name, "") != before.row.get(name, "")):
        if cell and (new := _new_date(cell, old, published, language)) is not None:
            found.setdefault(new, cell)
    if len(found) > 1:
        raise Unusable(f"The row has two new dates, {' and '.join(f'“{cell}”' for cell in found.values())}. Leave one.")
    return next(iter(found), None)


def _old_date(event: Mapping[str, Any]) -> str | None:
    """The date that an event has; None of one that is only likely or bounded, which an editor may make sure."""
    edtf: str | None = event["when"]["edtf"]
    open_ = is_likely(event) or (event["placement"] == "bounded" and "/" in (edtf or ""))
    return None if open_ else edtf


def _new_date(cell: str, old: str | None, published: str | None, language: str) -> str | None:
    """The date that a cell means; None where that may be the old one, as the spreadsheet writes it.

    A year in two digits is of the century of the old date or of the publication.
    """
    centuries = {_century(date) for date in (old, published) if date}
    read: dict[str, str] = {}  # EDTF → words
    try:
        for each in readings(cell, published_at=published, language=language):
            if each.edtf == old:
                return None
            read.setdefault(each.edtf, each.words)
    except Unread as error:
        raise Unusable(str(error)) from None
    likely = {edtf: said for edtf, said in read.items() if _century(edtf) in centuries} or read
    if len(likely) > 1:
        raise Unusable(f"“{cell}” can be {' or '.join(likely.values())}. Write the month as a word and the whole year.")
    return next(iter(likely))


def _century(edtf: str) -> str:
    return edtf.removeprefix("../")[:2]


def _link(row: Row) -> dict[str, Any] | None:
    return _without_empty({"url": row.get("link"), "label": row.get("link_label")}) if row.get("link") else None


def _image(row: Row) -> dict[str, Any] | None:
    image = {"url": row.get("image"), "alt": row.get("image_alt"), "credit": row.get("image_credit")}
    return _without_empty(image) if row.get("image") else None


def _without_empty(parts: Mapping[str, str | None]) -> dict[str, Any]:
    return {name: part for name, part in parts.items() if part}


_MADE: Mapping[str, Callable[[Row], Any]] = {"link": _link, "image": _image}
