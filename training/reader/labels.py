"""The labels that the reader tells apart, counted in the training files."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from training.conllu import Document, Word
from training.name_corpora import LOCATION, ORGANIZATION, PERSON

ROOT = "ROOT"
"""spaCy's label of the root; written as in its parses."""
_OUTSIDE = "O"
_LEAST = {"tags": 2, "analyses": 3, "relations": 2}  # times that a label must be seen


@dataclass(frozen=True)
class Labels:
    """``tags`` are Penn's, an analysis is ``UPOS FEATS``, ``relations`` are UD's, ``names`` BIO."""

    tags: tuple[str, ...]
    analyses: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]

    def sizes(self) -> dict[str, int]:
        """How many labels of each kind."""
        return {kind: len(labels) for kind, labels in asdict(self).items()}


def count_labels(documents: Iterable[Document]) -> Labels:
    """The labels of a treebank that are seen often enough to be learned, each kind in alphabetical order."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in _LEAST}
    for document in documents:
        for sentence in document.sentences:
            for word in sentence.words:
                counts["tags"][word.xpos] += 1
                counts["analyses"][analysis_of(word)] += 1
                counts["relations"][relation_of(word)] += 1
    kept = {kind: tuple(sorted(x for x, n in seen.items() if n >= _LEAST[kind])) for kind, seen in counts.items()}
    names = (_OUTSIDE, *(f"{place}-{kind}" for kind in (PERSON, ORGANIZATION, LOCATION) for place in "BI"))
    return Labels(**kept, names=names)


def analysis_of(word: Word) -> str:
    """Part of speech and features as one label."""
    return f"{word.upos} {word.feats}"


def relation_of(word: Word) -> str:
    """The label of the arc above the word."""
    return word.deprel if word.head else ROOT
