"""Puts the trained parts together as one pipeline: ``python -m training.assemble DATA SYNTAX NAMES OUTPUT``.

Order: tok2vec, tagger, attribute_ruler, lemmatizer, morphologizer, parser, ner. The attribute ruler lends the
lemmatizer its classes (see :mod:`training.lemmas`), makes a blank line end a sentence, starts one after ``...`` and
after the close of a letter, and keeps a dateline in the one that it opens; the morphologizer then writes the real parts
of speech.
"""

import argparse
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from training.conllu import Word, read_documents
from training.lemmas import lemma_class, lemma_tables
from training.syntax import TREEBANKS
from training.vectors import lookups_folder

NAME, VERSION = "timeline_en", "1.0.0"
SPACE_TAG = "_SP"
BLANK_LINE = r"\n[^\S\n]*\n"
STARTS, STARTS_NOT = 1, 2**64 - 1
"""Values of ``SENT_START``; spaCy's rules are unsigned numbers, and this one is read back as -1."""
CLOSINGS = ["cheers", "regards", "sincerely", "wishes"]
"""Words that close a letter; the name after their comma is a sentence of its own in the treebanks."""
DESCRIPTION = "English for news: Penn tags, UD morphology and dependencies, lemmas, sentences, PERSON/ORG/LOC names."


def assemble(data: Path, tables: Path, syntax: Path, names: Path, output: Path) -> Language:
    """Writes the complete pipeline to ``output`` (replaced as a whole) and returns it.

    ``data`` holds the treebanks and the word list of the lemmatizer, ``tables`` its irregular forms.
    """
    nlp, named = spacy.load(syntax), spacy.load(names)
    nlp.vocab.vectors = named.vocab.vectors  # those of the syntax, with the words of the gazetteer
    nlp.add_pipe("ner", source=named)
    _add_ruler(nlp)
    _add_lemmatizer(nlp, data, tables)
    _set_meta(nlp)
    _forget_training(nlp)
    _replace(output, nlp)
    return nlp


def _add_ruler(nlp: Language) -> None:
    ruler = nlp.add_pipe("attribute_ruler", after="tagger")
    for tag in (*nlp.get_pipe("tagger").labels, SPACE_TAG):
        lent = "SPACE" if tag == SPACE_TAG else lemma_class(tag)
        ruler.add(patterns=[[{"TAG": tag}]], attrs={"POS": lent})
    blank_line = {"IS_SPACE": True, "TEXT": {"REGEX": BLANK_LINE}}
    ruler.add(patterns=[[blank_line, {"IS_SPACE": False}]], attrs={"SENT_START": STARTS}, index=1)
    name = {"IS_TITLE": True}
    ruler.add(patterns=[[{"LOWER": {"IN": CLOSINGS}}, {"ORTH": ","}, name]], attrs={"SENT_START": STARTS}, index=2)
    ruler.add(patterns=[[{"TEXT": {"REGEX": r"^\.{2,}$"}}, name]], attrs={"SENT_START": STARTS}, index=1)
    for before in ({"ORTH": ")"}, {"IS_UPPER": True, "IS_ALPHA": True}):  # LONDON (Agency) — Police said …
        dateline = [before, {"ORTH": {"IN": ["-", "--", "–", "—"]}}, {"IS_SPACE": False}]
        for position in (1, 2):
            ruler.add(patterns=[dateline], attrs={"SENT_START": STARTS_NOT}, index=position)


def _add_lemmatizer(nlp: Language, data: Path, tables: Path) -> None:
    lemmatizer = nlp.add_pipe("lemmatizer", after="attribute_ruler", config={"mode": "rule", "overwrite": True})
    lemmatizer.initialize(lookups=lemma_tables(_training_words(data), data / "oewn-lexnames.tsv", tables))


def _training_words(data: Path) -> Iterable[Word]:
    for name in TREEBANKS:
        for document in read_documents(data / f"{name}-train.conllu"):
            for sentence in document.sentences:
                yield from sentence.words


def _set_meta(nlp: Language) -> None:
    nlp.meta.update(
        name=NAME, version=VERSION, description=DESCRIPTION, author="timeline-service", email="", url="",
        license="CC BY-SA 4.0", sources=[], performance={},
    )  # fmt: skip


def _forget_training(nlp: Language) -> None:
    """Puts spaCy's defaults where the config names this training's files and programs; ``configs/`` keeps those."""
    defaults = spacy.blank("en").config
    for section in ("paths", "system", "corpora", "training", "initialize"):
        nlp.config[section] = defaults[section]


def _replace(output: Path, nlp: Language) -> None:
    """Writes beside the old pipeline first, then swaps, so that a reader never sees half of one."""
    new, old = output.with_name(f"{output.name}.new"), output.with_name(f"{output.name}.old")
    shutil.rmtree(new, ignore_errors=True)
    nlp.to_disk(new)
    _keep_needed_strings(new, nlp)
    if output.exists():
        output.rename(old)
    new.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def _keep_needed_strings(folder: Path, nlp: Language) -> None:
    """Drops the treebanks' words from the string store; spaCy adds a text's own words as it reads them."""
    labels = [str(label) for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())]
    kept = sorted({*spacy.blank("en").vocab.strings, *labels, "ROOT", "dep", SPACE_TAG})
    (folder / "vocab" / "strings.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "syntax", "names", "output"):
        parser.add_argument(name, type=Path)
    arguments: Any = parser.parse_args()
    assemble(arguments.data, lookups_folder(), arguments.syntax, arguments.names, arguments.output)


if __name__ == "__main__":
    main()
