"""Where sentences end: by the parse, or by marks where there is none."""
from __future__ import annotations

from itertools import pairwise

import pytest
from conllu import ENGLISH

from timeline_service import languages
from timeline_service.model import Document, Sentence, Span, creation_time
from timeline_service.pipeline import read_dates
from timeline_service.stages.anchor_timexes.sentence_ends import SentenceEnds


def sentences(text: str) -> list[str]:
    starts = [0, *SentenceEnds.of(Document(id="d1", text=text), ENGLISH).starts, len(text)]
    return [text[one:other].strip() for one, other in pairwise(starts) if text[one:other].strip()]


@pytest.mark.parametrize("text", [
    "In May 2023 U.N. monitors left, and in June they came back.",
    "Mr. Orne and Dr. Ode met Gen. Aud on 3 May.",
    "It closed at 8 a.m. and opened at noon.",
    "Platform No. 5 was shut by the firm J. Orne and Sons.",
])
def test_a_dot_that_shortens_a_word_ends_no_sentence(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(("one", "other"), [
    ("The road was closed.", "Buses were turned back."),
    ("“The road is closed.”", "Buses were turned back."),
    ("It closed at 8 a.m.", "The buses were turned back."),
    ("They landed in the U.S.", "Two were hurt."),
    ("Who closed it?", "nobody knows."),
    ("ORSA CLOSES A ROAD\n", "\nBuses were turned back."),
])
def test_a_sentence_ends(one, other):
    assert sentences(f"{one} {other}") == [one.strip(), other.strip()]


def test_a_parse_is_believed_where_a_mark_says_so_too_and_a_semicolon_parts_what_it_joins():
    text = "He left the U.S. Navy in May; she stayed. Later she left"
    spans = enumerate((Span(0, 11), Span(12, 41), Span(42, 56)))
    found = tuple(Sentence(i=i, first=0, last=0, span=span, block=0, kind="body") for i, span in spans)
    parsed = Document(id="d1", text=text, sentences=found)
    ends = SentenceEnds.of(parsed, ENGLISH)
    may, stayed, later = (text.index(word) for word in ("May", "stayed", "Later"))
    assert ends.same(0, may) and not ends.same(may, stayed) and not ends.same(stayed, later)
    assert ends.between(0, may) == ends.between(may, stayed) == 0 and ends.between(may, later) == 1
    assert ends.around(Span(may, may + 3), 14) == (" U.S. Navy in ", "; she stayed. ")


@pytest.mark.parametrize(("text", "value"), [
    ("In May 2023 Mr. Orne left the firm and in June he came back.", "2023-06"),
    ("In 2021 the firm sold J. Orne and Sons and it closed a yard in May.", "2021-05"),
    ("He fled to the U.S. in 2021, in March.", "2021-03"),
])
def test_a_date_goes_on_from_the_year_of_its_sentence_across_a_word_that_is_shortened(text, value):
    document = Document(id="d1", text=text, dct=creation_time("2025-10-24"))
    assert read_dates(document, languages.load("en")).timexes[-1].value == value
