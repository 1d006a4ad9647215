"""Raw text in, F1 out: how a pipeline's words, tags, trees, sentences and names agree with a treebank's.

Words are matched by their characters, as in the CoNLL 2018 shared task (https://universaldependencies.org/conll18/
evaluation.html); whitespace tokens do not count. A labelled attachment here needs the full label (``nsubj:pass``); with
the label's first part alone it is ``las_universal``, which is what the shared task calls LAS.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Token

from training.conllu import Document
from training.docs import names_doc, reference_doc, treebank_breaks

Span = tuple[int, int]
Name = tuple[int, int, str]
Item = TypeVar("Item")
METRICS = ("tokens", "sentences", "tags", "upos", "features", "lemmas", "uas", "las", "las_universal")


@dataclass
class F1:
    """Counts of gold, predicted and agreeing items; ``value`` is their F1 in percent."""

    gold: int = 0
    predicted: int = 0
    correct: int = 0

    def add(self, gold: Counter[Item], predicted: Counter[Item]) -> None:
        """Counts the items of one document."""
        self.gold += gold.total()
        self.predicted += predicted.total()
        self.correct += (gold & predicted).total()

    @property
    def value(self) -> float:
        """F1 in percent, two decimals; 0 where there is nothing to find."""
        total = self.gold + self.predicted
        return round(200 * self.correct / total, 2) if total else 0.0


@dataclass
class SyntaxScores:
    """One :class:`F1` for each of ``METRICS``."""

    by_metric: dict[str, F1] = field(default_factory=lambda: {name: F1() for name in METRICS})

    def add(self, gold: Doc, predicted: Doc) -> None:
        """Counts one document, given twice over the same text."""
        for name, items in ((name, (_items(gold, name), _items(predicted, name))) for name in METRICS):
            self.by_metric[name].add(*items)

    def values(self) -> dict[str, float]:
        """Metric → F1 in percent."""
        return {name: counts.value for name, counts in self.by_metric.items()}


def score_syntax(nlp: Language, documents: Sequence[Document]) -> dict[str, float]:
    """F1 in percent of everything that a treebank says, each document read as one raw text."""
    gold_docs = [reference_doc(nlp.vocab, document.sentences) for document in documents]
    scores = SyntaxScores()
    for gold, predicted in zip(gold_docs, nlp.pipe(doc.text for doc in gold_docs), strict=True):
        scores.add(gold, predicted)
    return scores.values()


def score_names(nlp: Language, documents: Sequence[Document]) -> dict[str, float]:
    """F1 in percent of names, exact extent and type, over all types (``all``) and for each."""
    gold_docs = [
        names_doc(nlp.vocab, document.sentences, breaks=treebank_breaks(document.sentences)) for document in documents
    ]
    scores: dict[str, F1] = {"all": F1()}
    for gold, predicted in zip(gold_docs, nlp.pipe(doc.text for doc in gold_docs), strict=True):
        found, wanted = _names(predicted), _names(gold)
        scores["all"].add(wanted, found)
        for label in {_label(name) for name in (*found, *wanted)}:
            scores.setdefault(label, F1()).add(_of_type(wanted, label), _of_type(found, label))
    return {label: counts.value for label, counts in sorted(scores.items())}


def _span(token: Token) -> Span:
    return token.idx, token.idx + len(token)


def _items(doc: Doc, metric: str) -> Counter[object]:
    if metric == "sentences":
        return Counter(_sentence_spans(doc))
    describe = _DESCRIBE[metric]
    return Counter((_span(token), describe(token)) for token in doc if not token.is_space)


def _sentence_spans(doc: Doc) -> Iterator[Span]:
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            yield words[0].idx, words[-1].idx + len(words[-1])


def _head(token: Token) -> Span | None:
    return None if token.head is token or token.head.i == token.i else _span(token.head)


def _universal(token: Token) -> str:
    return str(token.dep_).partition(":")[0].lower()


_DESCRIBE: dict[str, Callable[[Token], object]] = {
    "tokens": lambda token: None,
    "tags": lambda token: token.tag_,
    "upos": lambda token: token.pos_,
    "features": lambda token: str(token.morph),
    "lemmas": lambda token: token.lemma_,
    "uas": _head,
    "las": lambda token: (_head(token), token.dep_),
    "las_universal": lambda token: (_head(token), _universal(token)),
}


def _names(doc: Doc) -> Counter[Name]:
    return Counter((entity.start_char, entity.end_char, entity.label_) for entity in doc.ents)


def _label(name: Name) -> str:
    return name[2]


def _of_type(names: Iterable[Name], label: str) -> Counter[Name]:
    return Counter(name for name in names if _label(name) == label)
