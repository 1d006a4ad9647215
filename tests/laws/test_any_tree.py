"""Whatever tree a parser gives, the repairs give a tree, and reading it ends."""
from __future__ import annotations

from collections import Counter

import pytest
from conllu import ENGLISH, bank, document, read, reparsed
from hypothesis import HealthCheck, given, settings
from laws.trees import DOCUMENTS, misread
from misread import PUBLIC

from timeline_service.model import Document
from timeline_service.stages.repair_parse import repair_parse, repaired

MANY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CIRCLE = {  # the verb behind "after" would hang from its own conjunct
    "after": ("case", "report"), "became": ("ccomp", "paid"), "closed": ("conj", "became"),
}  # fmt: skip


def roots(document: Document) -> list[int]:
    return [token.i for token in document.tokens if token.head == token.i]


def lawfully_repaired(before: Document) -> Document:
    after = repair_parse(before, ENGLISH)
    kept = [(t.i, t.start, t.end, t.text, t.lemma) for t in after.tokens]
    assert kept == [(t.i, t.start, t.end, t.text, t.lemma) for t in before.tokens]
    for token in after.tokens:
        end = (*after.tree.way_up(token.i),)[-1]
        assert end.head == end.i
    assert 1 <= len(roots(after)) <= len(roots(before))
    return after


@MANY
@given(document=DOCUMENTS)
def test_any_tree_is_repaired_to_a_tree_and_read_to_its_end(document):
    read(lawfully_repaired(document))


@pytest.mark.parametrize("start", range(0, 1_000, 100))
def test_any_misread_sentence_is_repaired_to_a_tree(start):
    for seed in range(start, start + 100):
        lawfully_repaired(misread(seed))


def test_any_misread_sentence_is_read_to_its_end():
    for seed in range(200):
        read(repair_parse(misread(seed), ENGLISH))


def test_the_misread_sentences_try_the_repairs():
    fired: Counter[str] = Counter()
    for seed in range(500):
        fired += repaired(misread(seed), ENGLISH).fired
    assert len(fired) >= 12


def test_a_repair_that_would_make_a_circle_is_refused():
    before = reparsed(document(bank()[PUBLIC]), CIRCLE)
    lawfully_repaired(before)
    assert "as_clause" not in repaired(before, ENGLISH).fired


@pytest.mark.parametrize("seed", range(5))
def test_a_repair_that_is_left_out_is_not_made(seed):
    before = misread(seed)
    for name in repaired(before, ENGLISH).fired:
        assert name not in repaired(before, ENGLISH, without={name}).fired
