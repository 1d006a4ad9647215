"""What the reader is trained on: windows of sentences as arrays of pieces and labels, in batches of like length.

An epoch is made anew from its number alone, so that a training that was cut off goes on with the batches that it would
have had.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from timeline_service.reader.pieces import Break, Shape, WordPieces, break_of, shape_of
from training.augment import Rates, vary
from training.conllu import Document, Sentence
from training.docs import treebank_breaks
from training.name_corpora import read_names
from training.reader.labels import Labels, analysis_of, relation_of

TREEBANKS = ("uner-ewt-train", "gum-train")
NAMES: dict[str, float] = {
    "wikigold": 1,
    "crossner-politics-train": 2,
    "crossner-politics-dev": 2,
    **{f"crossner-{d}-{p}": 1 for d in ("ai", "literature", "music", "science") for p in ("train", "dev", "test")},
    **{f"btc-{part}": 0.35 for part in "abefgh"},
}
"""Corpora that carry names only, and how often an epoch has each."""
SHORTEST, LONGEST = 20, 300
"""Pieces of a window, drawn evenly between the two; longer ones are left out."""
_SENTENCES_OF_NAMES = 3  # at most, in one window
_POOL = 600  # windows that are sorted by length together
IGNORED = -100
"""The label of a word that a corpus says nothing of; torch leaves it out of the loss."""


@dataclass(slots=True)
class Window:
    """Pieces (``ids shapes breaks``) and words (all others): ``first`` and ``last`` index the pieces, ``heads`` the
    words from 1, 0 for a root; ``sentences`` numbers the sentence of each word, ``starts`` marks its first.
    """

    has_syntax: bool
    ids: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    analyses: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ids)

    def add_piece(self, number: int, shape: Shape, before: Break) -> None:
        """One piece; ``before`` is what stands before it."""
        self.ids.append(number)
        self.shapes.append(shape)
        self.breaks.append(before)


class Corpus:
    """The training files in ``data``, and windows made of them."""

    def __init__(
        self, data: Path, pieces: WordPieces, labels: Labels, *, seed: int, names: Mapping[str, float] = NAMES
    ) -> None:
        self._pieces, self._seed, self._often = pieces, seed, names
        self._numbers = {
            kind: {label: number for number, label in enumerate(getattr(labels, kind))} for kind in labels.sizes()
        }
        self._treebanks = [document for name in TREEBANKS for document in read_names(data, name)]
        self._names = {name: read_names(data, name) for name in names}

    def batches(self, epoch: int, *, pieces: int) -> Iterator[list[Window]]:
        """The batches of one pass over the files, each of at most ``pieces`` pieces with its padding."""
        random = Random(f"{self._seed} {epoch}")
        windows = [window for window in self._windows(random) if len(window) <= LONGEST]
        random.shuffle(windows)
        for start in range(0, len(windows), _POOL):
            pool = list(_of_like_length(windows[start : start + _POOL], pieces))
            random.shuffle(pool)
            yield from pool

    def windows_of(self, documents: Sequence[Document], *, pieces: int) -> list[Window]:
        """Documents of a treebank as they stand, in windows of up to ``pieces`` pieces: for measuring."""
        parts = [part for document in documents for part in self._cut(document, lambda: pieces)]
        return [self._window(part, treebank_breaks(part), has_syntax=True) for part in parts]

    def _windows(self, random: Random) -> Iterator[Window]:
        rates = Rates()
        for document in self._treebanks:
            for part in self._cut(document, lambda: random.randint(SHORTEST, LONGEST)):
                yield self._window(*vary(part, rates, random), has_syntax=True)
        for name, often in self._often.items():
            documents = [document for document in self._names[name] for _ in range(max(1, int(often)))]
            if often < 1:
                documents = random.sample(documents, int(len(documents) * often))
            random.shuffle(documents)
            for start in range(0, len(documents), _SENTENCES_OF_NAMES):
                some = documents[start : start + random.randint(1, _SENTENCES_OF_NAMES)]
                yield self._window(*vary([d.sentences[0] for d in some], rates, random), has_syntax=False)

    def _cut(self, document: Document, budget: Callable[[], int]) -> Iterator[list[Sentence]]:
        part: list[Sentence] = []
        size, most = 0, budget()
        for sentence in document.sentences:
            length = sum(len(self._pieces.of(word.form)) for word in sentence.words)
            if part and size + length + 2 > most:
                yield part
                part, size, most = [], 0, budget()
            part.append(sentence)
            size += length
        if part:
            yield part

    def _window(self, sentences: Sequence[Sentence], breaks: Sequence[str], *, has_syntax: bool) -> Window:
        window = Window(has_syntax)
        window.add_piece(self._pieces.opening, Shape.SYMBOLS, Break.BLANK_LINE)
        before = Break.BLANK_LINE
        for number, (sentence, whitespace) in enumerate(zip(sentences, breaks)):
            if number and whitespace:
                before = break_of(whitespace)
            self._add_sentence(window, sentence, number, before)
            before = Break.SPACE if sentence.words[-1].space_after else Break.NOTHING
        window.add_piece(self._pieces.closing, Shape.SYMBOLS, Break.NOTHING)
        return window

    def _add_sentence(self, window: Window, sentence: Sentence, number: int, before: Break) -> None:
        offset = len(window.first)
        for position, word in enumerate(sentence.words):
            shape = shape_of(word.form)
            window.first.append(len(window))
            for piece in self._pieces.of(word.form):
                window.add_piece(piece, shape, before)
                before = Break.NOTHING
            window.last.append(len(window) - 1)
            before = Break.SPACE if word.space_after else Break.NOTHING
            window.sentences.append(number)
            window.starts.append(int(position == 0) if window.has_syntax else IGNORED)
            window.names.append(self._numbers["names"][word.entity])
            window.heads.append((offset + word.head if word.head else 0) if window.has_syntax else IGNORED)
            for kind, label in (("tags", word.xpos), ("analyses", analysis_of(word)), ("relations", relation_of(word))):
                getattr(window, kind).append(self._numbers[kind].get(label, IGNORED) if window.has_syntax else IGNORED)


def _of_like_length(windows: list[Window], pieces: int) -> Iterator[list[Window]]:
    batch: list[Window] = []
    for window in sorted(windows, key=len):
        if batch and len(window) * (len(batch) + 1) > pieces:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch
