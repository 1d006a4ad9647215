"""Readings are remembered as far as there is room for them, and a story that is told again is not read again."""

from __future__ import annotations

from dataclasses import replace

from timeline_service.model import Document, Note
from timeline_service.stories.readings import Readings


def remembering(most: int) -> tuple[Readings, list[str]]:
    """Readings, and the ids of what was read, as it is read."""
    read: list[str] = []

    def reading(document: Document) -> Document:
        read.append(document.id)
        return replace(document, notes=(Note("read", "It was read."),))

    return Readings(reading, most=most), read


def story(name: str, count: int) -> list[Document]:
    """So many articles of ten characters each."""
    return [Document(id=f"{name}{n}", text=f"{name}-{n:08d}") for n in range(count)]


def test_a_story_that_fits_is_read_once_however_many_articles_it_has() -> None:
    readings, read = remembering(1_000)
    for _ in range(3):
        readings.of(story("a", 100))
    assert len(read) == 100
    readings.of(story("a", 99))
    assert len(read) == 100


def test_of_a_story_that_does_not_fit_the_first_articles_are_known() -> None:
    readings, read = remembering(1_000)
    readings.of(story("a", 103))
    del read[:]
    readings.of(story("a", 103))
    assert read == ["a100", "a101", "a102"]


def test_another_story_takes_the_place_of_what_was_used_longest_ago() -> None:
    readings, read = remembering(100)
    readings.of(story("a", 5))
    readings.of(story("b", 5))
    readings.of(story("a", 5))
    readings.of(story("c", 5))
    del read[:]
    readings.of(story("a", 5))
    assert read == []
    readings.of(story("b", 1))
    assert read == ["b0"]


def test_what_comes_with_a_document_is_not_remembered_with_its_reading() -> None:
    readings, read = remembering(100)
    (first,) = readings.of([Document(id="d1", text="A text.", url="https://a.example", notes=(Note("one", "One."),))])
    (other,) = readings.of([Document(id="d1", text="A text.", url="https://b.example")])
    assert (first.url, other.url, read) == ("https://a.example", "https://b.example", ["d1"])
    assert ([note.code for note in first.notes], [note.code for note in other.notes]) == (["one", "read"], ["read"])


def test_what_is_to_be_forgotten_is() -> None:
    readings, read = remembering(100)
    readings.of(story("a", 2))
    readings.forget([story("a", 1)[0].text])
    readings.of(story("a", 2))
    assert read == ["a0", "a1", "a0"]
