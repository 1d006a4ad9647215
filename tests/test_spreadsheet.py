"""What comes back of an export is what was changed in it, whatever a spreadsheet does to the rest."""

from __future__ import annotations

import csv
import io
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story import STORY

from timeline_service.exports import csv_rows, xlsx
from timeline_service.faults import InputError
from timeline_service.schemas.answers import timeline
from timeline_service.spreadsheet import Unusable, corrections, of_csv, of_xlsx

ANSWER = timeline(STORY)
for event in ANSWER["events"]:
    event["id"] = event["id"].replace("c", "e")  # as those of a stored timeline


def dated(edtf: str, **more: Any) -> dict[str, Any]:
    """The timeline with this date of its first event."""
    changed = deepcopy(ANSWER)
    days = {"earliest": edtf, "latest": edtf} if edtf.count("-") == 2 else {}
    changed["events"][0]["when"] |= {"edtf": edtf, **days, **more}
    return changed


MONTH = dated("2025-10", earliest="2025-10-01", latest="2025-10-31", granularity="month")
DAY = {"earliest": "2025-10-13", "latest": "2025-10-13"}
LIKELY = dated("2025-10-13", latest="2025-10-24", probability=0.5, likely=DAY)


def sent(answer: dict[str, Any], **cells: str) -> list[dict[str, Any]]:
    """The corrections of an export of it in which the first row has these cells."""
    first, *others = csv.DictReader(io.StringIO(csv_rows.write(answer, texts={}).removeprefix("\ufeff")))
    file = io.StringIO()
    writer = csv.DictWriter(file, list(first))
    writer.writeheader()
    writer.writerows([first | cells, *others])
    return corrections(of_csv(file.getvalue()), answer)


SAVED = {  # what Excel makes of a date, in one locale or the other
    "2025-10-13": ("13/10/2025", "10/13/2025", "13.10.2025", "13-Oct-25", "2025-10-13", "13 October 2025"),
    "2025-12-10": ("10/12/2025", "12/10/2025", "10.12.2025", "10-Dec-25"),
    "1925-10-13": ("13/10/1925", "13-Oct-25"),
    "2025-10": ("Oct-25",),
}


@pytest.mark.parametrize(("edtf", "cell"), [(edtf, cell) for edtf, cells in SAVED.items() for cell in cells])
def test_a_date_that_a_spreadsheet_wrote_in_its_own_way_is_not_changed(edtf: str, cell: str) -> None:
    answer = MONTH if edtf == "2025-10" else dated(edtf)
    assert sent(answer, edtf=cell) == sent(answer, when=cell) == sent(answer, edtf=cell, when=cell) == []
    assert sent(answer, edtf=cell, when="16 Oct 2025") == [{"event": "e1", "date": "2025-10-16"}]


@pytest.mark.parametrize(
    ("edtf", "cell", "told"),
    [
        ("2025-10-13", "10/12/2025", "“10/12/2025” can be 12 October 2025 or 10 December 2025."),
        ("2025-10-13", "10/12/25", "“10/12/25” can be 12 October 2025 or 10 December 2025."),
        ("1925-10-13", "16-Oct-25", "“16-Oct-25” can be 16 October 2025 or 16 October 1925."),
    ],
)
def test_a_date_that_can_be_either_of_two_is_refused(edtf: str, cell: str, told: str) -> None:
    with pytest.raises(Unusable, match="Line 2: ") as refused:
        sent(dated(edtf), when=cell)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        ("16-Oct-25", "2025-10-16"), ("16/10/2025", "2025-10-16"), ("16-Oct", "2025-10-16"),
        ("11/11/2025", "2025-11-11"), ("from 13 Oct to 16 Oct", "2025-10-13/2025-10-16"),
        ("by 16 Oct", "../2025-10-16"),
    ],
)  # fmt: skip
def test_a_date_that_can_be_but_one_is_taken(cell: str, edtf: str) -> None:
    assert sent(dated("2025-10-13"), when=cell) == [{"event": "e1", "date": edtf}]


def test_two_new_dates_in_a_row_are_refused() -> None:
    with pytest.raises(Unusable, match="The row has two new dates, “2025-10-16” and “17 Oct 2025”"):
        sent(dated("2025-10-13"), edtf="2025-10-16", when="17 Oct 2025")
    assert sent(dated("2025-10-13"), edtf="2025-10-16", when="16 Oct 2025") == [{"event": "e1", "date": "2025-10-16"}]


def test_a_likely_day_is_unchanged_until_an_editor_makes_it_sure() -> None:
    assert sent(LIKELY) == []
    assert sent(LIKELY, when="13 October 2025") == [{"event": "e1", "date": "2025-10-13"}]


OWN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
QUOTED = st.sampled_from(["=x", "'=x", "''-x", "+1", "@x", "'x", "\tx", "\r=x", " x ", "x\r\ny", "x\ry", "_x0041_"])


@settings(deadline=None, max_examples=50)
@given(OWN | QUOTED, OWN | QUOTED, OWN | QUOTED)
def test_whatever_stands_in_a_row_comes_back_as_it_was(title: str, text: str, label: str) -> None:
    answer = deepcopy(ANSWER)
    link = {"url": "https://a.example/x", "label": label}
    answer["events"][0] |= {"title": f"A{title}", "text": text, "source": title, "link": link}
    answer["events"][1]["title"] = f"{title}A"
    assert corrections(of_csv(csv_rows.write(answer, texts={})), answer) == []
    assert corrections(of_xlsx(xlsx.write(answer, texts={})), answer) == []


@pytest.mark.parametrize("title", ["=x", "'=x", "''=x", "'x", "-x"])
def test_the_guard_against_formulas_is_taken_off_once(title: str) -> None:
    answer = deepcopy(ANSWER)
    answer["events"][0]["title"] = title
    (row, *_) = csv.DictReader(io.StringIO(csv_rows.write(answer, texts={}).removeprefix("\ufeff")))
    assert not row["title"].startswith("=") and csv_rows.without_guard(row["title"]) == title


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_lines_end_as_some_machine_ends_them(end: str) -> None:
    text = end.join(["id,title,text", 'e1,A new title,"Two', 'lines"', ""])
    assert corrections(of_csv(text), ANSWER) == [{"event": "e1", "title": "A new title", "text": "Two\nlines"}]


def test_a_cell_beyond_all_bounds_is_named() -> None:
    with pytest.raises(Unusable, match="Line 2: This is no CSV that can be read: field larger than field limit"):
        of_csv(f"id,title\ne1,{'x' * 200_000}\n")


BOOK = xlsx.write(ANSWER, texts={})


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=4), st.booleans())
def test_a_damaged_workbook_is_read_or_refused(damage: list[tuple[int, int]], cut: bool) -> None:
    data = bytearray(BOOK)
    for place, byte in damage:
        data[place] = byte
    try:
        corrections(of_xlsx(bytes(data[: damage[0][0]] if cut else data)), ANSWER)
    except InputError as error:
        assert str(error)
