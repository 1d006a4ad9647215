"""spaCy's view of the reader: two components, named by entry points in ``setup.cfg``.

``timeline_reader`` writes sentences, trees, Penn tags and names. Parts of speech and features are written later by
``timeline_parts_of_speech``, because the lemmatizer between the two wants classes of its own in their place.
"""
from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span

from timeline_service.reader import sameness
from timeline_service.reader.comparison import HEADS, Comparison, path_of
from timeline_service.reader.encoder import FILES, Encoder, Reading
from timeline_service.reader.pieces import Break, break_of, shape_of
from timeline_service.reader.windows import Word

_SPACE_TAG, _SPACE_RELATION, _SPACE_POS = "_SP", "dep", "SPACE"
READER = "timeline_reader"
"""The component's name in a pipeline."""
_PARTS_AND_FEATURES = "timeline_parts_of_speech"
VIEWS = "timeline_views"
"""Key of ``Doc.user_data``: ``worth`` and ``same`` of :class:`Reading`, a row for each word."""
_KNOWN = {1: True, 2**64 - 1: False}  # SENT_START as an unsigned number: a sentence starts here, or none does
_Keys = NDArray[np.uint64]
_Places = NDArray[np.int64]


class ReaderComponent:
    """Reads documents with the encoder of the folder that the pipeline was loaded from."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name, self._vocab = name, nlp.vocab

    @property
    def labels(self) -> tuple[str, ...]:
        """The Penn tags; spaCy lists them in the pipeline's description."""
        return self._encoder.labels.tags

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> ReaderComponent:
        """Loads the encoder; spaCy calls this."""
        self._folder = Path(path)
        self._encoder = Encoder(self._folder)
        self.sameness = sameness.Sameness(self._folder) if (self._folder / sameness.WEIGHTS).exists() else None
        self.comparisons = Comparison.of(self._folder)
        labels, strings = self._encoder.labels, self._vocab.strings
        self._name_types = sorted({name[2:] for name in labels.names if name[2:]})
        for label in (_SPACE_TAG, _SPACE_RELATION, *self._name_types):
            strings.add(label)
        analyses = [analysis.partition(" ") for analysis in labels.analyses]
        self._tags = _keys(strings.add(label) for label in labels.tags)
        self._relations = _keys(strings.add(label) for label in labels.relations)
        self._parts = _keys(IDS[part] for part, _, _ in analyses)
        self._features = _keys(self._vocab.morphology.add(features) for _, _, features in analyses)
        return self

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Writes the encoder's files; spaCy calls this."""
        Path(path).mkdir(parents=True, exist_ok=True)
        learned = (self._folder / sameness.WEIGHTS, *(path_of(self._folder, name) for name in HEADS))
        for file in (*(self._folder / name for name in FILES), *(each for each in learned if each.exists())):
            shutil.copy(file, Path(path) / file.name)

    def __call__(self, doc: Doc) -> Doc:
        places, words = self._words(doc)
        reading = self._encoder.read(words)
        self._write_trees(doc, places, reading)
        if self._encoder.has_views:
            doc.user_data[VIEWS] = (reading.worth, reading.same)
        doc.set_ents(list(self._names(doc, places, reading)), default="outside")
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:
        """One document after the other: what is read of one does not depend on its neighbours."""
        yield from map(self, stream)

    def _words(self, doc: Doc) -> tuple[_Places, list[Word]]:
        """The tokens that are not white space: their places, and the words as the encoder takes them."""
        places: list[int] = []
        words: list[Word] = []
        gap, strings = "", doc.vocab.strings
        rows = doc.to_array([ORTH, SPACY, IS_SPACE, SENT_START]).tolist()
        for place, (orth, followed, is_space, start) in enumerate(rows):
            form = strings[orth]
            if is_space:
                gap += form
            else:
                before = break_of(gap) if places else Break.BLANK_LINE
                places.append(place)
                words.append(Word(self._encoder.pieces.of(form), shape_of(form), before, _KNOWN.get(start)))
                gap = ""
            gap += " " * followed
        return np.array(places, np.int64), words

    def _write_trees(self, doc: Doc, places: _Places, reading: Reading) -> None:
        """Words hang from their heads, white space from the token before it."""
        heads = np.full(len(doc), -1, np.int64)
        heads[:1] = min(1, len(doc) - 1)
        heads[places] = places[reading.heads] - places
        strings = doc.vocab.strings
        columns = {
            HEAD: heads.astype(np.uint64),
            DEP: _spread(self._relations[reading.relations], places, doc, strings[_SPACE_RELATION]),
            TAG: _spread(self._tags[reading.tags], places, doc, strings[_SPACE_TAG]),
        }
        doc.user_data[_PARTS_AND_FEATURES] = {
            POS: _spread(self._parts[reading.analyses], places, doc, IDS[_SPACE_POS]),
            MORPH: _spread(self._features[reading.analyses], places, doc, self._vocab.morphology.add("")),
        }
        for place in doc.to_array([SENT_START]).nonzero()[0].tolist():
            doc[place].is_sent_start = None  # spaCy takes the sentences from the trees
        _write(columns, doc)

    def _names(self, doc: Doc, places: _Places, reading: Reading) -> Iterator[Span]:
        begun, last, kind = -1, -1, ""
        for place, number in zip([*places.tolist(), len(doc)], [*reading.names.tolist(), 0]):
            label = self._encoder.labels.names[number]
            if begun >= 0 and label != f"I-{kind}":
                yield Span(doc, begun, last + 1, label=kind)
                begun = -1
            if begun < 0 and label[2:]:
                begun, kind = place, label[2:]
            last = place


class PartsOfSpeechComponent:
    """Writes the parts of speech and the features that the reader found."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        _write(doc.user_data.pop(_PARTS_AND_FEATURES), doc)
        return doc


make_reader = Language.factory(
    READER,
    assigns=["token.head", "token.dep", "token.tag", "doc.sents", "doc.ents"],
    func=ReaderComponent,
)
make_parts_of_speech = Language.factory(
    "timeline_parts_of_speech", assigns=["token.pos", "token.morph"], func=PartsOfSpeechComponent
)


def _keys(numbers: Iterable[int]) -> _Keys:
    return np.array(list(numbers), np.uint64)


def _write(columns: Mapping[int, _Keys], doc: Doc) -> None:
    """Attributes with their columns, a row for each token."""
    doc.from_array(list(columns), np.stack(list(columns.values()), 1))


def _spread(values: _Keys, places: _Places, doc: Doc, elsewhere: int) -> _Keys:
    """A column for every token: values where there are words, the same value elsewhere."""
    column = np.full(len(doc), elsewhere, np.uint64)
    column[places] = values
    return column
