"""Whatever tree a parser gives, reading it ends."""
from __future__ import annotations

import pytest
from conllu import bank, document, read, reparsed
from hypothesis import HealthCheck, given, settings
from laws.trees import DOCUMENTS, misread
from misread import MISREAD

MANY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(document=DOCUMENTS)
def test_any_tree_is_read_to_its_end(document):
    read(document)


@pytest.mark.parametrize(("sentence", "wrong"), MISREAD)
def test_a_sentence_as_parsers_misread_it_is_read_to_its_end(sentence, wrong):
    read(reparsed(document(bank()[sentence]), wrong))


def test_any_misread_sentence_is_read_to_its_end():
    for seed in range(200):
        read(misread(seed))
