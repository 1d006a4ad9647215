"""What is derived from a document goes with it: made once, made again for a changed copy, gone when it is gone."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

from timeline_service.derived import IdentityKey
from timeline_service.model import Document


class Words:
    """Something that can be referred to weakly."""

    def __init__(self, document: Document, least: int = 1) -> None:
        self.document, self.many = document, len(document.text.split()) >= least


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
