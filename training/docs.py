"""Turns treebank sentences into spaCy documents, whole texts with their blank lines.

A paragraph break is a token ``\\n\\n`` of its own, as spaCy's tokenizer makes it: tag ``_SP``, attached to the word
before it with the label ``dep``. The parser thereby sees where paragraphs end and learns to end sentences there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.conllu import Sentence, Word

PARAGRAPH_BREAK = "\n\n"


@dataclass
class _Columns:
    """The columns of a document in the making; ``heads`` are absolute positions."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    sent_starts: list[bool] = field(default_factory=list)

    def add_break(self, whitespace: str) -> None:
        before = len(self.words) - 1
        self.spaces[-1] = False
        self._add(whitespace, tag="_SP", pos="SPACE", morph="", lemma=whitespace, head=before, dep="dep", starts=False)
        self.spaces[-1] = False

    def add_sentence(self, sentence: Sentence) -> None:
        offset = len(self.words)
        for position, word in enumerate(sentence.words):
            self._add_word(word, offset, starts=position == 0)

    def _add_word(self, word: Word, offset: int, *, starts: bool) -> None:
        head = offset + word.head - 1 if word.head else len(self.words)
        self._add(
            word.form, tag=word.xpos, pos=word.upos, morph=word.feats, lemma=word.lemma, head=head,
            dep=word.deprel if word.head else "ROOT", starts=starts,
        )  # fmt: skip
        self.spaces[-1] = word.space_after

    def _add(self, word: str, *, tag: str, pos: str, morph: str, lemma: str, head: int, dep: str, starts: bool) -> None:
        self.words.append(word)
        self.spaces.append(True)
        self.tags.append(tag)
        self.pos.append(pos)
        self.morphs.append(morph)
        self.lemmas.append(lemma)
        self.heads.append(head)
        self.deps.append(dep)
        self.sent_starts.append(starts)


def reference_doc(vocab: Vocab, sentences: Sequence[Sentence], *, breaks: Sequence[str] | None = None) -> Doc:
    """One gold document of the sentences.

    ``breaks`` gives the whitespace token before each sentence, ``""`` for none; by default a blank line stands where
    the treebank opens a paragraph.
    """
    if breaks is None:
        breaks = treebank_breaks(sentences)
    columns = _Columns()
    for sentence, whitespace in zip(sentences, breaks, strict=True):
        if columns.words and whitespace:
            columns.add_break(whitespace)
        columns.add_sentence(sentence)
    return Doc(
        vocab, words=columns.words, spaces=columns.spaces, tags=columns.tags, pos=columns.pos, morphs=columns.morphs,
        lemmas=columns.lemmas, heads=columns.heads, deps=columns.deps, sent_starts=columns.sent_starts,
    )  # fmt: skip


def treebank_breaks(sentences: Sequence[Sentence]) -> list[str]:
    """The whitespace token before each sentence: a blank line where the treebank opens a paragraph, else none."""
    return [PARAGRAPH_BREAK if sentence.opens_paragraph else "" for sentence in sentences]


def names_doc(vocab: Vocab, sentences: Sequence[Sentence], *, breaks: Sequence[str]) -> Doc:
    """One gold document that carries names only (``Doc.ents``), from the BIO tags of the words."""
    columns = _Columns()
    entities: list[str] = []
    for sentence, whitespace in zip(sentences, breaks, strict=True):
        if columns.words and whitespace:
            columns.add_break(whitespace)
            entities.append("O")
        columns.add_sentence(sentence)
        entities.extend(word.entity for word in sentence.words)
    return Doc(vocab, words=columns.words, spaces=columns.spaces, ents=entities)


def passages(sentences: Sequence[Sentence], lengths: Iterator[int]) -> Iterator[Sequence[Sentence]]:
    """Cuts a document into consecutive passages of the given numbers of sentences."""
    start = 0
    while start < len(sentences):
        length = next(lengths)
        yield sentences[start : start + length]
        start += length
