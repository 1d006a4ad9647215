"""Corpus readers that the training configs name: treebank documents as spaCy examples, raw text on one side."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from training.augment import Rates, vary
from training.conllu import Document, Sentence, read_documents
from training.docs import names_doc, passages, reference_doc, treebank_breaks
from training.mentions import NameRates, pool_of, vary_names
from training.name_corpora import read_names

Reader = Callable[[Language], Iterator[Example]]


class Change(Protocol):
    """A changed copy of a passage."""

    def __call__(self, sentences: Sequence[Sentence], *, random: Random) -> Sequence[Sentence]: ...


class Builder(Protocol):
    """Makes a gold document of sentences and the whitespace tokens before them."""

    def __call__(self, vocab: Vocab, sentences: Sequence[Sentence], *, breaks: Sequence[str]) -> Doc: ...


@spacy.registry.readers("timeline.Treebank.v1")
def treebank_reader(paths: list[str]) -> Reader:
    """Whole documents as they stand, for measuring. ``paths`` are CoNLL-U files."""

    documents = _documents(paths)

    def read(nlp: Language) -> Iterator[Example]:
        for document in documents:
            reference = reference_doc(nlp.vocab, document.sentences)
            yield Example(nlp.make_doc(reference.text), reference)

    return read


@spacy.registry.readers("timeline.VariedTreebank.v1")
def varied_treebank_reader(
    paths: list[str], longest_passage: int, genre_weights: dict[str, int], seed: int, augment: bool
) -> Reader:
    """One pass over the treebanks in shuffled passages, different at each pass, varied as :mod:`augment` says.

    A passage has 1 to ``longest_passage`` sentences; a document of a genre in ``genre_weights`` comes that many times.
    """
    random = Random(seed)
    documents = [document for document in _documents(paths) for _ in range(genre_weights.get(document.genre, 1))]
    return _varied(documents, reference_doc, longest_passage, random, augment=augment)


@spacy.registry.readers("timeline.Names.v1")
def names_reader(folder: str, sources: list[str]) -> Reader:
    """Corpora of names as they stand, for measuring; see :func:`training.name_corpora.read_names`."""
    documents = [document for source in sources for document in read_names(Path(folder), source)]

    def read(nlp: Language) -> Iterator[Example]:
        for document in documents:
            reference = names_doc(nlp.vocab, document.sentences, breaks=treebank_breaks(document.sentences))
            yield Example(nlp.make_doc(reference.text), reference)

    return read


@spacy.registry.readers("timeline.VariedNames.v1")
def varied_names_reader(
    folder: str, weights: dict[str, int], longest_passage: int, seed: int, augment: bool, other_names: bool
) -> Reader:
    """One pass over corpora of names in shuffled passages; a source comes as many times as its weight says.

    ``augment`` varies the passages as for the treebanks, ``other_names`` the names before (:mod:`training.mentions`).
    """
    documents = [
        document
        for source, weight in weights.items()
        for document in read_names(Path(folder), source)
        for _ in range(weight)
    ]
    before = partial(vary_names, pool=pool_of(documents), rates=NameRates()) if other_names else _as_they_are
    return _varied(documents, names_doc, longest_passage, Random(seed), augment=augment, before=before)


def _as_they_are(sentences: Sequence[Sentence], *, random: Random) -> Sequence[Sentence]:
    return sentences


def _varied(
    documents: Sequence[Document],
    build: Builder,
    longest_passage: int,
    random: Random,
    *,
    augment: bool,
    before: Change = _as_they_are,
) -> Reader:
    rates = Rates()

    def lengths() -> Iterator[int]:
        while True:
            yield random.randint(1, longest_passage)

    def read(nlp: Language) -> Iterator[Example]:
        parts = [part for document in documents for part in passages(document.sentences, lengths())]
        random.shuffle(parts)
        for part in parts:
            passage = before(part, random=random)
            sentences, breaks = vary(passage, rates, random) if augment else (passage, treebank_breaks(passage))
            reference = build(nlp.vocab, sentences, breaks=breaks)
            yield Example(nlp.make_doc(reference.text), reference)

    return read


def _documents(paths: Iterable[str]) -> list[Document]:
    return [document for path in paths for document in read_documents(Path(path))]
