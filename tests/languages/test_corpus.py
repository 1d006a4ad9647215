"""The corpus of each language, read: a phrase has its value and its extent; what is no date is left alone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from timeline_service import languages
from timeline_service.calendar.edtf import parse_edtf
from timeline_service.model import Document, Timex, creation_time
from timeline_service.pipeline import read_dates

ROOT = Path(languages.__file__).parent
CORPORA = {
    path.parent.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("*/corpus.toml"))
}
MARK = re.compile(r"\[(.*?)\]")


FAMILIES = [
    pytest.param(code, family, id=f"{code}-{family['name'].replace(' ', '-')}")
    for code, corpus in CORPORA.items()
    for family in corpus["family"]
]


def read(text: str, *, code: str = "en", reference: str | None = "2013-02-12") -> tuple[Timex, ...]:
    dct = creation_time(reference) if reference else None
    return read_dates(Document(id="d1", text=text, language=code, dct=dct), languages.load(code)).timexes


@pytest.mark.parametrize(("code", "family"), FAMILIES)
def test_phrases_have_their_values_and_extents(code: str, family: dict) -> None:
    expected = {phrase: value for value, says in family["says"].items() for phrase in says}
    found = {phrase: value_in(phrase, code=code, reference=family["reference"]) for phrase in expected}
    assert {p: v for p, v in found.items() if v != expected[p]} == {}


def value_in(phrase: str, *, code: str, reference: str) -> str | None:
    """Value and mod of the expression that has exactly the marked extent, or the whole phrase."""
    marked = MARK.search(phrase)
    text = MARK.sub(r"\1", phrase)
    extent = (marked.start(), marked.end() - 2) if marked else (0, len(text))
    for timex in read(text, code=code, reference=reference):
        if timex.span == extent:
            return f"{timex.value} {timex.mod}" if timex.mod else timex.value
    return None


@pytest.mark.parametrize(("code", "corpus"), CORPORA.items())
def test_nothing_is_found(code: str, corpus: dict) -> None:
    found = {sentence: [t.text for t in read(sentence, code=code)] for sentence in corpus.get("nothing", ())}
    assert {sentence: words for sentence, words in found.items() if words} == {}


@pytest.mark.parametrize(("code", "family"), FAMILIES)
def test_value_interval_and_edtf_of_a_phrase_agree(code: str, family: dict) -> None:
    for phrase in (phrase for says in family["says"].values() for phrase in says):
        text, end = MARK.sub(r"\1", phrase), 0
        for timex in read(text, code=code, reference=family["reference"]):
            assert timex.span and timex.span.start >= end and text[slice(*timex.span)] == timex.text
            end = timex.span.end
            assert (timex.basis == "none") == (timex.interval is None) == (timex.granularity is None)
            if timex.interval and timex.edtf and timex.offset is None:
                assert parse_edtf(timex.edtf, granularity=timex.granularity) == timex.interval


def test_english_corpus_has_its_size() -> None:
    english = CORPORA["en"]
    assert sum(len(says) for family in english["family"] for says in family["says"].values()) >= 600
    assert len(english["nothing"]) >= 80
