"""What is derived from a document goes with it: made once, made again for a changed copy, gone when it is gone."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from story import STORY

from timeline_service import languages
from timeline_service.derived import IdentityKey
from timeline_service.lookups.document_index import indexes
from timeline_service.model import Document, Story
from timeline_service.schemas.disputes import stated_dates


class Words:
    """Something that can be referred to weakly."""

    def __init__(self, document: Document, least: int = 1) -> None:
        self.document, self.many = document, len(document.text.split()) >= least


class Referable(Story):
    """One that can be referred to weakly."""


def test_it_is_made_once() -> None:
    document = Document(id="d1", text="two words")
    assert document.derived(Words) is document.derived(Words)
    assert document.derived(Words).document is document


def test_other_values_make_it_again() -> None:
    document = Document(id="d1", text="two words")
    few = document.derived(Words, 1)
    many = document.derived(Words, least=3)
    assert (few.many, many.many) == (True, False)
    assert document.derived(Words, least=3) is many


def test_a_changed_copy_has_nothing_of_it() -> None:
    document = Document(id="d1", text="two words")
    before = document.derived(Words, 3)
    after = replace(document, text="now three words").derived(Words, 3)
    assert (before.many, after.many) == (False, True)


def test_it_is_no_part_of_what_makes_documents_equal() -> None:
    one, other = Document(id="d1", text="two words"), Document(id="d1", text="two words")
    one.derived(Words)
    assert one == other
    assert hash(IdentityKey(one)) != hash(IdentityKey(other))


def test_it_goes_with_the_document() -> None:
    document = Document(id="d1", text="two words")
    words = weakref.ref(document.derived(Words))
    del document
    gc.collect()
    assert words() is None


@pytest.mark.parametrize("ask", [
    lambda told: indexes(told, languages.load("en")), lambda told: stated_dates(told, told.entries[0]),
])  # fmt: skip
def test_what_is_asked_of_a_story_goes_with_it(ask: Callable[[Story], object]) -> None:
    """A text that was deleted is in nobody's memory."""
    told = Referable(**{field.name: getattr(STORY, field.name) for field in fields(Story)})
    assert ask(told) is ask(told)
    gone = weakref.ref(told)
    del told
    gc.collect()
    assert gone() is None
