"""The fine-tuned encoder as an ONNX graph, and what it says of a text: sentences, trees, tags, features, names."""
from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from timeline_service.reader.pieces import Break, WordPieces
from timeline_service.reader.trees import best_tree
from timeline_service.reader.windows import (
    LONGEST,
    STRETCHED,
    Stretch,
    Word,
    fitting,
    inputs_of,
    of_like_length,
    sections,
)

GRAPH, RELATIONS, LABELS, VOCABULARY = "encoder.onnx", "relations.npy", "labels.json", "vocabulary.txt"
FILES = (GRAPH, RELATIONS, LABELS, VOCABULARY)
_TOGETHER = 3_000  # pieces in one run, with padding: bounds its memory
_ROOT = "ROOT"
SAME = 96
"""Numbers that sameness compares of a word."""
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a text of ``n`` words; ``heads`` [n] are places of words, a root its own.

    ``relations tags analyses names`` are numbers of labels in :class:`Labels`; ``starts`` marks the first words of
    sentences. ``worth`` [n, 2] are log-odds that the word is worth a row of a timeline, and that such a row is key;
    ``same`` [n, ``SAME``] is what :mod:`timeline_service.reader.sameness` compares.
    """

    heads: Ints
    relations: Ints
    tags: Ints
    analyses: Ints
    names: Ints
    starts: NDArray[np.bool_]
    worth: NDArray[np.float16]
    same: NDArray[np.float16]

    @classmethod
    def blank(cls, count: int) -> Reading:
        """Nothing read yet: every word is its own root."""
        relations, tags, analyses, names = np.zeros((4, count), np.int64)
        worth, same = (np.zeros((count, width), np.float16) for width in (2, SAME))
        return cls(np.arange(count), relations, tags, analyses, names, np.zeros(count, np.bool_), worth, same)


@dataclass(frozen=True, slots=True)
class Labels:
    """``tags`` are Penn's, an analysis is ``UPOS FEATS``, ``relations`` are UD's, ``names`` BIO."""

    tags: tuple[str, ...]
    analyses: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]


class Encoder:
    """The files of one folder, loaded; one thread, and the same result for the same text whatever is read beside it.

    ``has_views``: it was taught whole articles, and a reading has ``worth`` and ``same``.
    """

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [output.name for output in self._session.get_outputs()]
        self.has_views = "worth" in self._outputs
        self._relations: Floats = np.load(folder / RELATIONS).astype(np.float32)
        self.labels = Labels(**json.loads((folder / LABELS).read_text(encoding="utf-8")))
        self._root = self.labels.relations.index(_ROOT)
        self.pieces = WordPieces.read(folder / VOCABULARY)

    def read(self, words: Sequence[Word]) -> Reading:
        """Reads a whole text. Paragraphs are read beside their neighbours; a sentence never crosses two."""
        reading = Reading.blank(len(words))
        waiting = [_Task(section, LONGEST) for section in sections(words)]
        while waiting:
            tasks = {fitting(words, task.section, longest=task.longest): task for task in waiting}
            waiting = []
            for batch in of_like_length(words, list(tasks), together=_TOGETHER):
                outputs = self._run(words, batch)
                for row, stretch in enumerate(batch):
                    left = self._write(reading, words, stretch, tasks[stretch], {k: v[row] for k, v in outputs.items()})
                    waiting += [left] if left else []
        return reading

    def _run(self, words: Sequence[Word], batch: Sequence[Stretch]) -> dict[str, Floats]:
        inputs = inputs_of(words, batch, self.pieces)._asdict()
        return dict(zip(self._outputs, self._session.run(None, inputs)))

    def _write(
        self, reading: Reading, words: Sequence[Word], stretch: Stretch, task: _Task, scores: dict[str, Floats]
    ) -> _Task | None:
        """Notes the sentences of a stretch that are sure to be whole; returns what is left of its section."""
        starts = _starts(words[stretch.first : stretch.end], scores["starts"])
        count = len(starts)
        if stretch.end < task.section.end:
            count = int(starts.nonzero()[0][-1])
            if not count and task.longest < STRETCHED:
                return _Task(task.section, STRETCHED)
            count = count or len(starts)
        heads = _heads(starts[:count], scores["arcs"][:count])
        here = slice(stretch.first, stretch.first + count)
        reading.starts[here] = starts[:count]
        reading.heads[here] = np.where(heads, heads - 1, np.arange(count)) + stretch.first
        reading.relations[here] = self._relations_of(scores["below"][:count], scores["above"][heads], heads)
        for name in ("tags", "analyses", "names", *(("worth", "same") if self.has_views else ())):
            getattr(reading, name)[here] = scores[name][:count]
        end = stretch.first + count
        return _Task(Stretch(end, task.section.end), LONGEST) if end < task.section.end else None

    def _relations_of(self, below: Floats, above: Floats, heads: Ints) -> Ints:
        """The label of each arc; ``heads`` count from 1, 0 is the root."""
        below, above = (np.pad(end, ((0, 0), (0, 1)), constant_values=1) for end in (below, above))
        joined = (below @ self._relations.reshape(len(self._relations), -1)).reshape(len(below), -1, above.shape[1])
        scores = np.matmul(joined, above[:, :, None])[:, :, 0]
        scores[:, self._root] = -np.inf
        return np.where(heads, scores.argmax(1), self._root)


class _Task(NamedTuple):
    """A section to be read in windows of so many pieces."""

    section: Stretch
    longest: int


def _starts(words: Sequence[Word], scores: Floats) -> NDArray[np.bool_]:
    """Which words begin a sentence: the first does, others after a blank line, or where it is known, or read so."""
    starts = scores[: len(words)] > 0
    for place, word in enumerate(words):
        if word.starts is not None or word.before is Break.BLANK_LINE:
            starts[place] = word.starts is not False
    starts[0] = True
    return starts


def _heads(starts: NDArray[np.bool_], arcs: Floats) -> Ints:
    """Heads of words from 1, 0 for a root: a tree for each sentence."""
    heads = np.zeros(len(starts), np.int64)
    bounds = [*starts.nonzero()[0].tolist(), len(starts)]
    for first, end in pairwise(bounds):
        within = np.concatenate([arcs[first:end, :1], arcs[first:end, first + 1 : end + 1]], 1)
        tree = best_tree(within)
        heads[first:end] = np.where(tree, tree + first, 0)
    return heads
