"""Readings are remembered as far as there is room for them, and a story that is told again is not read again."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Sequence
from dataclasses import replace

import pytest

from timeline_service.calendar.expressions import (
    Amount,
    Base,
    Clock,
    Every,
    Last,
    Named,
    Nth,
    PartOfDay,
    Shift,
    This,
    Vague,
    Within,
)
from timeline_service.calendar.units import Unit
from timeline_service.model import Document, Note, Span, Token, creation_time
from timeline_service.stories.keeping import Unfit, packed, unpacked
from timeline_service.stories.readings import Readings
from timeline_service.syntax.features import features


def remembering(most: int, reader: Sequence[str] = ("1",)) -> tuple[Readings, list[str]]:
    """Readings by a reader of a version, and the ids of what was read, as it is read."""
    read: list[str] = []

    def reading(document: Document) -> Document:
        read.append(document.id)
        return replace(document, notes=(Note("read", "It was read."),))

    return Readings(reading, most=most, reader=lambda: reader[0]), read


def story(name: str, count: int) -> list[Document]:
    """So many articles of ten characters each."""
    return [Document(id=f"{name}{n}", text=f"{name}-{n:08d}") for n in range(count)]


def test_a_story_that_fits_is_read_once_however_many_articles_it_has() -> None:
    readings, read = remembering(1_000)
    for _ in range(3):
        readings.of(story("a", 100), {})
    assert len(read) == 100
    readings.of(story("a", 99), {})
    assert len(read) == 100


def test_of_a_story_that_does_not_fit_the_first_articles_are_known() -> None:
    readings, read = remembering(1_000)
    readings.of(story("a", 103), {})
    del read[:]
    readings.of(story("a", 103), {})
    assert read == ["a100", "a101", "a102"]


def test_another_story_takes_the_place_of_what_was_used_longest_ago() -> None:
    readings, read = remembering(100)
    readings.of(story("a", 5), {})
    readings.of(story("b", 5), {})
    readings.of(story("a", 5), {})
    readings.of(story("c", 5), {})
    del read[:]
    readings.of(story("a", 5), {})
    assert read == []
    readings.of(story("b", 1), {})
    assert read == ["b0"]


def test_what_comes_with_a_document_is_not_remembered_with_its_reading() -> None:
    readings, read = remembering(100)
    noted = Document(id="d1", text="A text.", url="https://a.example", notes=(Note("one", "One."),))
    (first,), _ = readings.of([noted], {})
    (other,), _ = readings.of([Document(id="d1", text="A text.", url="https://b.example")], {})
    assert (first.url, other.url, read) == ("https://a.example", "https://b.example", ["d1"])
    assert ([note.code for note in first.notes], [note.code for note in other.notes]) == (["one", "read"], ["read"])


def test_what_is_kept_is_not_read_again() -> None:
    """As after a restart: nothing is remembered, and the store has it all."""
    first, _ = remembering(1_000)
    told, keep = first.of(story("a", 5), {})
    later, read = remembering(1_000)
    assert later.of(story("a", 5), keep) == (told, keep)
    assert read == []


def test_what_does_not_hold_any_more_is_read_again() -> None:
    """Another text, another reader, or bytes that are none: each is read anew, and nothing else."""
    first, _ = remembering(1_000)
    told, keep = first.of(story("a", 4), {})
    keep |= {
        "a0": replace(keep["a0"], reader="0"),
        "a1": replace(keep["a1"], article=keep["a2"].article),
        "a2": replace(keep["a2"], data=b"nothing that was written by us"),
    }
    later, read = remembering(1_000)
    again, kept = later.of(story("a", 4), keep)
    assert (again, read) == (told, ["a0", "a1", "a2"])
    assert [each.stored for each in kept.values()] == [False] * 4
    assert kept == first.of(story("a", 4), {})[1]


def test_another_version_of_the_reader_reads_everything_again() -> None:
    version = ["1"]
    readings, read = remembering(1_000, version)
    _, keep = readings.of(story("a", 3), {})
    version[0] = "2"
    later, again = remembering(1_000, version)
    _, kept = later.of(story("a", 3), keep)
    assert read == again == ["a0", "a1", "a2"]
    assert {each.reader for each in kept.values()} == {"2"}


EXPRESSIONS = [
    None,
    Named(unit=Unit.DAY, month=10, day=13, other=Named(unit=Unit.DAY, month=3, day=10)),
    Shift(amounts=(Amount(2.0, Unit.WEEK), Amount(None, Unit.DAY)), sign=-1, of=Named(unit=Unit.YEAR, year=2025)),
    Within(of=Named(unit=Unit.MONTH, month=5), whole=This(of=Unit.YEAR, base=Base.SETTING)),
    Nth(n=2, of=Unit.WEEK, within=None),
    Every(of=PartOfDay(code="MO"), quant="EVERY"),
    Clock(hour=14, minute=30, zone="-300 US", of=Last(of=Unit.DAY)),
]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda each: type(each).__name__)
def test_what_is_kept_comes_back_as_it_was(expression: object) -> None:
    timex = replace(creation_time("2025-10-24T18:05:00+02:00"), id="t1", span=Span(3, 8), expression=expression)
    grammar = {"pos": "PRON", "features": features("Case=Nom"), "dep": "nsubj", "head": 0}
    word = Token(i=0, start=0, end=2, text="It", lemma="it", **grammar)
    document = Document(id="d1", text="It fell.", tokens=(word,), antecedents={0: 0}, timexes=(timex,))
    assert unpacked(packed(document), text="It fell.") == document
    assert b"It fell." not in zlib.decompress(packed(document))


@pytest.mark.parametrize("data", [b"", b"x", zlib.compress(b"x"), zlib.compress(b"\x80"), pickle.dumps(Span(0, 1))])
def test_bytes_that_are_no_reading_are_told(data: bytes) -> None:
    with pytest.raises(Unfit):
        unpacked(data, text="It fell.")


def test_a_kind_of_expression_that_is_unknown_is_told() -> None:
    timex = replace(creation_time("2025-10-24"), expression=Vague(ref="PAST_REF"))
    data = zlib.decompress(packed(Document(id="d1", text="x", timexes=(timex,))))
    with pytest.raises(Unfit):
        unpacked(zlib.compress(data.replace(b"Vague", b"Popen")), text="x")
