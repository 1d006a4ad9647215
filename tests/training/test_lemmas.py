"""The lemmatizer's tables, read by spaCy's own lemmatizer."""
from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from tests.training.sample import sample, write_data, write_tables
from training.conllu import Word
from training.lemmas import lemma_class, lemma_tables


@pytest.fixture(scope="module")
def lemmatize(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    folder = tmp_path_factory.mktemp("lemmas")
    write_data(folder / "data")
    write_tables(folder / "tables")
    words: list[Word] = [word for document in sample() for s in document.sentences for word in s.words]
    nlp = spacy.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=lemma_tables(words, folder / "data" / "oewn-lexnames.tsv", folder / "tables"))

    def lemma(form: str, tag: str) -> str:
        (token,) = lemmatizer(Doc(nlp.vocab, words=[form], pos=[lemma_class(tag)]))
        return token.lemma_

    return lemma


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("was", "VBD", "be"),  # seen in the treebank
        ("n't", "RB", "not"),
        ("geese", "NNS", "goose"),  # irregular
        ("closing", "VBG", "close"),  # by rule, because "close" is a word
        ("talks", "NNS", "talk"),
        ("Police", "NN", "police"),  # unknown: lower-cased
        ("Iranian", "JJ", "Iranian"),  # unknown adjectives and names: as written
        ("Lagos", "NNP", "Lagos"),
        ("2,000", "CD", "2,000"),
    ],
)
def test_lemmas(lemmatize: Callable[[str, str], str], form: str, tag: str, lemma: str) -> None:
    assert lemmatize(form, tag) == lemma
