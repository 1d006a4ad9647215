"""Plain text: every character as it was sent, and the date that the article states about itself."""

from __future__ import annotations

import io

import pytest

from timeline_service.ingest import from_text, read_jsonl
from timeline_service.ingest.characters import decode
from timeline_service.ingest.jsonl import LONGEST_LINE, Line

DATELINES = {
    "GENEVA, 24 October 2025 (AFP) — Talks resumed.": "2025-10-24",
    "Truce holds\n\nGENEVA, Oct. 24, 2025 (Reuters) - Talks resumed.": "2025-10-24",
    "Truce holds\nBy Ann Smith\nPublished: October 24, 2025\n\nTalks resumed.": "2025-10-24",
    "Truce holds\r\nPublished on 24 October 2025 at 9:15 a.m.\r\n\r\nTalks resumed.": "2025-10-24",
    "Truce holds\n2025-10-24\n\nTalks resumed.": "2025-10-24",
}


@pytest.mark.parametrize("text", DATELINES)
def test_a_dateline_dates_the_article(text: str) -> None:
    document = from_text(text)
    assert document.dct is not None, text
    assert (document.dct.text, document.dct_source) == (DATELINES[text], "dateline")


NONE = {
    "a date in a sentence": "Talks resumed on 24 October 2025 in Geneva.",
    "a headline with a date": "The attacks of September 11, 2001\n\nA look back.",
    "no year": "GENEVA, Oct. 24 (Reuters) — Talks resumed.",
    "two dates": "Published: October 24, 2025\nPublished: October 25, 2025\n\nTalks resumed.",
    "too far down": "Talks resumed.\n" * 20 + "Published: October 24, 2025",
}


@pytest.mark.parametrize("case", NONE)
def test_a_date_that_is_not_the_articles_own(case: str) -> None:
    document = from_text(NONE[case])
    assert document.dct is None


def test_newlines_and_astral_characters_stay() -> None:
    assert from_text("a\r\nb 🕊\u2028c", published_at="2025-10-24").text == "a\r\nb 🕊\u2028c"


def test_a_byte_order_mark_is_not_text() -> None:
    assert decode(b"\xef\xbb\xbfHello") == "Hello"


BAD = {"NUL": "a\0", "a lone surrogate": "a\ud83d"}


@pytest.mark.parametrize("case", BAD)
def test_characters_that_no_article_holds(case: str) -> None:
    with pytest.raises(ValueError, match="Character 1"):
        from_text(BAD[case])


def test_json_lines() -> None:
    found = list(read_jsonl(io.BytesIO(b'\xef\xbb\xbf{"id": 1}\n\n{"id": 2}')))
    assert found == [Line(1, {"id": 1}), Line(3, {"id": 2})]


BAD_LINES = {
    "cut off": (b"{", "(character "),
    "a list": (b"[]", "A JSON list"),
    "not UTF-8": (b'{"a\xff', "byte 4"),
    "nested": (b"[" * 100_000, "nested too deeply"),
    "not a number": (b'{"id": NaN}', "NaN is not a JSON number"),
    "a number of 5,000 digits": (b'{"id": ' + b"9" * 5_000 + b"}", "too many digits"),
    "endless": (b'{"id": "' + b"x" * LONGEST_LINE, "longer than 16,000,000 bytes"),
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_a_line_that_cannot_be_read_is_named_and_costs_no_other(case: str) -> None:
    line, said = BAD_LINES[case]
    first, bad, last = read_jsonl(io.BytesIO(b'{"id": 1}\n' + line + b'\n{"id": 3}\n'))
    assert (first.record, last.number, last.record) == ({"id": 1}, 3, {"id": 3})
    assert (bad.number, bad.record) == (2, None)
    assert said in (bad.fault or "")


def test_lines_of_a_part_of_a_file() -> None:
    source = io.BytesIO(b'{"id": 1}\n{"id": 2}\n{"id": 3}\n')
    source.seek(10)
    assert list(read_jsonl(source, first=2, until=20)) == [Line(2, {"id": 2})]
