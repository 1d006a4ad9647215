"""A workbook (Office Open XML), one row an event: the columns of the CSV, all as text, so that nothing guesses dates.

It can come back with changes, which become corrections (``spreadsheet.py``). The same timeline gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from timeline_service.exports.csv_rows import COLUMNS, row
from timeline_service.ingest.characters import held_by_xml

_WIDTHS = {"id": 7, "rank": 6, "when": 26, "title": 60, "text": 40, "sentence": 50, "placement": 11, "status": 11}
_OTHERS = 16  # characters
_EDITED = frozenset("when status title text source link link_label image image_alt image_credit hidden".split())
_BEFORE_ALL = datetime(1980, 1, 1)  # the first day that ZIP knows


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> bytes:
    """All events in their order; the sentence is empty where ``texts`` has no text of the document.

    The names of columns that may be edited are bold.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Timeline"
    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS, start=1):
        sheet.cell(1, number, name).font = Font(bold=name in _EDITED)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _OTHERS)
    for line, event in enumerate(timeline["events"], start=2):
        for number, value in enumerate(row(timeline, event, texts).values(), start=1):
            cell = sheet.cell(line, number)
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if value is not None:
                cell.value = held_by_xml(str(value))
                cell.data_type = "s"  # never a formula
    book.properties.creator = "timeline-service"
    book.properties.created = _BEFORE_ALL
    file = io.BytesIO()
    book.save(file)
    return _without_clock(file.getvalue())


def _without_clock(data: bytes) -> bytes:
    """The same workbook without the time at which it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name, _BEFORE_ALL.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
