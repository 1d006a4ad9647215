"""Reads CoNLL-U treebanks into plain dataclasses, keeping documents and paragraphs.

Source of the format: https://universaldependencies.org/format.html. Multiword tokens are read as their syntactic words
(``don't`` → ``do`` + ``n't``), empty nodes are left out, and enhanced dependencies are ignored.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Word:
    """One syntactic word. ``head`` is the 1-based position of its head in the sentence, 0 for the root.

    ``misc`` is the treebank's last column, ``entity`` a BIO tag (``B-PERSON``, ``O``) where a corpus gives names.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool
    misc: str = "_"
    entity: str = "O"


@dataclass(frozen=True)
class Sentence:
    """The words of one sentence; ``opens_paragraph`` says that a blank line stands before it in running text."""

    identifier: str
    words: tuple[Word, ...]
    opens_paragraph: bool

    @property
    def text(self) -> str:
        """The sentence as running text, without the space after its last word."""
        return "".join(word.form + " " * word.space_after for word in self.words).rstrip(" ")


@dataclass(frozen=True)
class Document:
    """A document of a treebank, e.g. ``GUM_news_asylum``, with its sentences in order."""

    name: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The document as running text, without its paragraphs."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def genre(self) -> str:
        """The genre that both treebanks write at the start of a document's name (``news``, ``weblog`` …)."""
        return self.name.removeprefix("GUM_").split("-")[0].split("_")[0]


def read_documents(path: Path) -> list[Document]:
    """All documents of a CoNLL-U file. Sentences before the first ``# newdoc`` form a document named like the file."""
    documents: list[Document] = []
    name = path.stem
    sentences: list[Sentence] = []
    for lines in _blocks(path.read_text(encoding="utf-8").splitlines()):
        opened = _comment(lines, "newdoc id")
        if opened is not None:
            if sentences:
                documents.append(Document(name, tuple(sentences)))
            name, sentences = opened, []
        sentences.append(_sentence(lines, first=not sentences))
    if sentences:
        documents.append(Document(name, tuple(sentences)))
    return documents


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _comment(lines: list[str], key: str) -> str | None:
    for line in lines:
        if line.startswith(f"# {key} = "):
            return line.split(" = ", 1)[1]
    return None


def _sentence(lines: list[str], *, first: bool) -> Sentence:
    words: list[Word] = []
    joined_until, space_after_joined = 0, True
    for line in lines:
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if "-" in fields[0]:
            joined_until = int(fields[0].split("-")[1])
            space_after_joined = "SpaceAfter=No" not in fields[9]
        elif "." not in fields[0]:
            word = _word(fields)
            position = int(fields[0])
            if position < joined_until:
                word = replace(word, space_after=False)
            elif position == joined_until:
                word = replace(word, space_after=space_after_joined)
            words.append(word)
    opens = first or any(line.startswith("# newpar") and not line.startswith("# newpar_block") for line in lines)
    return Sentence(_comment(lines, "sent_id") or "", tuple(words), opens)


def _word(fields: list[str]) -> Word:
    return Word(
        form=fields[1].replace(" ", "\u00a0"),
        lemma=fields[2],
        upos=fields[3],
        xpos=fields[4],
        feats="" if fields[5] == "_" else fields[5],
        head=int(fields[6]),
        deprel=fields[7],
        space_after="SpaceAfter=No" not in fields[9],
        misc=fields[9],
    )
