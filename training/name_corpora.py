"""Reads corpora of names into treebank sentences whose words carry BIO tags (PERSON, ORG, LOC).

``TYPES`` maps the labels of all corpora; a label that is not listed there counts as no name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from training.conllu import Document, Sentence, Word, read_documents

PERSON, ORGANIZATION, LOCATION = "PERSON", "ORG", "LOC"

TYPES = {
    **dict.fromkeys(("PER", "person", "politician", "writer", "musicalartist", "scientist", "researcher"), PERSON),
    **dict.fromkeys(("ORG", "organization", "organisation", "politicalparty", "band", "university"), ORGANIZATION),
    **dict.fromkeys(("LOC", "place", "location", "country"), LOCATION),
}
TITLES = frozenset(
    "Mr. Mrs. Ms. Dr. Sir Lady Lord Prof. Professor President Senator Sen. Rep. Gov. Governor General Gen. Judge"
    " Justice Captain Capt. Colonel Col. Pope King Queen Prince Princess Minister Secretary Chancellor Mayor Chief"
    " Prime".split()
)
"""Titles, which UNER leaves outside the name and GUM inside."""

NAME_TAGS = frozenset(("NNP", "NNPS"))
LINKING_FORMS = frozenset("of the and for de la van von al ' 's - . , & in on".split())
_BRACKET = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\))?|(\d+)\)")
_NO_SPACE_BEFORE = frozenset(". , ; : ! ? ) ] % 's 'S ’s n't 're 've 'll 'd 'm ''".split())
_NO_SPACE_AFTER = frozenset("( [ $ £ € `` # @".split())


def read_names(folder: Path, source: str) -> list[Document]:
    """One corpus of names by its file stem: ``uner-ewt-train``, ``gum-train``, ``crossner-ai-test``, ``wikigold`` …"""
    if source.startswith("uner-ewt-"):
        return read_uner(folder / f"{source}.iob2", folder / f"{source.removeprefix('uner-')}.conllu")
    if source.startswith("gum-"):
        return read_gum(folder / f"{source}.conllu")
    (path,) = (folder / "ner").glob(f"{source}.*")
    return read_columns(path)


def read_uner(entities: Path, treebank: Path) -> list[Document]:
    """The documents of a treebank with the tags of the UNER file over the same sentences."""
    tags = {sentence_id: _mapped(column) for sentence_id, column in _uner_columns(entities)}
    return [
        replace(document, sentences=tuple(_tagged(s, tags.get(s.identifier, [])) for s in document.sentences))
        for document in read_documents(treebank)
    ]


def read_gum(treebank: Path) -> list[Document]:
    """GUM's documents with the outermost entities that are proper names as tags, titles left off."""
    return [
        replace(document, sentences=tuple(_tagged(s, _gum_tags(s.words)) for s in document.sentences))
        for document in read_documents(treebank)
    ]


def read_columns(path: Path) -> list[Document]:
    """A file of ``form … tag`` lines (CrossNER, wikigold), as one document per blank-line block.

    Spaces are put back by rule, since these files do not keep the running text.
    """
    documents = []
    for number, rows in enumerate(_column_blocks(path)):
        forms = [row[0] for row in rows]
        words = [
            Word(form, form, "X", "", "", 0, "dep", space_after=space)
            for form, space in zip(forms, _spaces(forms), strict=True)
        ]
        sentence = Sentence(f"{path.stem}-{number}", tuple(words), opens_paragraph=True)
        tagged = _tagged(sentence, _mapped([row[-1] for row in rows]))
        documents.append(Document(sentence.identifier, (tagged,)))
    return documents


def _tagged(sentence: Sentence, tags: Sequence[str]) -> Sentence:
    if len(tags) != len(sentence.words):
        return sentence
    words = [replace(word, entity=tag) for word, tag in zip(sentence.words, tags, strict=True)]
    return replace(sentence, words=tuple(words))


def _mapped(tags: Iterable[str]) -> list[str]:
    """Tags in this project's types and strict BIO, from BIO or IO tags with a corpus's own types."""
    mapped, inside = [], ""
    for tag in tags:
        prefix, _, name = tag.partition("-")
        label = TYPES.get(name)
        if label is None:
            mapped.append("O")
        else:
            mapped.append(("I-" if prefix == "I" and name == inside else "B-") + label)
        inside = name
    return mapped


def _uner_columns(path: Path) -> Iterator[tuple[str, list[str]]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        identifiers = [line.split(" = ", 1)[1] for line in lines if line.startswith("# sent_id")]
        if identifiers:
            yield identifiers[0], [line.split("\t")[2] for line in lines if not line.startswith("#")]


def _column_blocks(path: Path) -> Iterator[list[list[str]]]:
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        rows = [line.split() for line in block.splitlines() if len(line.split()) >= 2]
        if rows:
            yield rows


def _spaces(forms: Sequence[str]) -> list[bool]:
    """Whether a space follows each form in running text; straight double quotes open and close in turn."""
    spaces, quoted = [], False
    for position, form in enumerate(forms):
        if form == '"':
            quoted = not quoted
        after = forms[position + 1] if position + 1 < len(forms) else ""
        opens = form in _NO_SPACE_AFTER or (form == '"' and quoted)
        closes = after in _NO_SPACE_BEFORE or (after == '"' and quoted)
        spaces.append(not opens and not closes)
    return spaces


def _gum_tags(words: Sequence[Word]) -> list[str]:
    tags = ["O"] * len(words)
    for start, end, kind in sorted(_gum_spans(words), key=lambda span: span[0] - span[1]):
        while start < end and words[start].form in TITLES:
            start += 1
        label = TYPES.get(kind)
        if label and start < end and _is_name(words[start:end]) and set(tags[start:end]) == {"O"}:
            tags[start:end] = [f"B-{label}", *([f"I-{label}"] * (end - start - 1))]
    return tags


def _gum_spans(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """(first word, word after the last, type) of the entities in GUM's ``Entity=`` brackets."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for position, word in enumerate(words):
        column = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for identifier, kind, closed, closing in _BRACKET.findall(column):
            if closing and opened.get(closing):
                start, opened_kind = opened[closing].pop()
                yield start, position + 1, opened_kind
            elif closed:
                yield position, position + 1, kind
            elif identifier:
                opened.setdefault(identifier, []).append((position, kind))


def _is_name(words: Sequence[Word]) -> bool:
    names = [word.xpos in NAME_TAGS for word in words]
    if words[0].form.lower() == "the" or not names[-1]:
        return False
    return names[0] and all(named or word.form in LINKING_FORMS for named, word in zip(names, words, strict=True))
