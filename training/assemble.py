"""Puts the trained parts together as one pipeline: ``python -m training.assemble DATA ENCODER OUTPUT``.

Order: attribute_ruler for sentences, timeline_reader, attribute_ruler for lemma classes, lemmatizer,
timeline_parts_of_speech. The first ruler starts a sentence after ``...`` and after the close of a letter, and keeps a
dateline in the one that it opens; the second lends the lemmatizer its classes (see :mod:`training.lemmas`), which the
last component writes the real parts of speech over.
"""

import argparse
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

import timeline_service.reader.component  # noqa: F401  (registers the components)
from training.conllu import Word, read_documents
from training.later import refuse_to_lose
from training.lemmas import lemma_class, lemma_tables, lookups_folder
from training.tokenizer import blank_english

NAME, VERSION = "timeline_en", "2.5.0"
TREEBANKS = ("ewt", "gum")
SPACE_TAG = "_SP"
STARTS, STARTS_NOT = 1, 2**64 - 1
"""Values of ``SENT_START``; spaCy's rules are unsigned numbers, and this one is read back as -1."""
CLOSINGS = ["cheers", "regards", "sincerely", "wishes"]
"""Words that close a letter; the name after their comma is a sentence of its own in the treebanks."""
DESCRIPTION = "English for news: Penn tags, UD morphology and dependencies, lemmas, sentences, PERSON/ORG/LOC names."


def assemble(data: Path, tables: Path, encoder: Path, output: Path) -> Language:
    """Writes the complete pipeline to ``output`` (replaced as a whole, but see :mod:`training.later`) and returns it.

    ``data`` holds the treebanks and the word list of the lemmatizer, ``tables`` its irregular forms, ``encoder`` what
    :mod:`training.reader.export` wrote.
    """
    refuse_to_lose(output)
    nlp = blank_english()
    _add_sentence_ruler(nlp)
    reader: Any = nlp.add_pipe("timeline_reader")
    reader.from_disk(encoder)
    _add_lemma_classes(nlp, reader.labels)
    _add_lemmatizer(nlp, data, tables)
    nlp.add_pipe("timeline_parts_of_speech")
    _set_meta(nlp)
    _replace(output, nlp)
    return nlp


def _add_sentence_ruler(nlp: Language) -> None:
    ruler: Any = nlp.add_pipe("attribute_ruler", name="sentence_ruler")
    name = {"IS_TITLE": True}
    ruler.add(patterns=[[{"LOWER": {"IN": CLOSINGS}}, {"ORTH": ","}, name]], attrs={"SENT_START": STARTS}, index=2)
    ruler.add(patterns=[[{"TEXT": {"REGEX": r"^\.{2,}$"}}, name]], attrs={"SENT_START": STARTS}, index=1)
    for before in ({"ORTH": ")"}, {"IS_UPPER": True, "IS_ALPHA": True}):  # LONDON (Agency) — Police said …
        dateline = [before, {"ORTH": {"IN": ["-", "--", "–", "—"]}}, {"IS_SPACE": False}]
        for position in (1, 2):
            ruler.add(patterns=[dateline], attrs={"SENT_START": STARTS_NOT}, index=position)


def _add_lemma_classes(nlp: Language, tags: Iterable[str]) -> None:
    ruler: Any = nlp.add_pipe("attribute_ruler")
    for tag in (*tags, SPACE_TAG):
        ruler.add(patterns=[[{"TAG": tag}]], attrs={"POS": "SPACE" if tag == SPACE_TAG else lemma_class(tag)})


def _add_lemmatizer(nlp: Language, data: Path, tables: Path) -> None:
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule", "overwrite": True})
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
    for name in ("data", "encoder", "output"):
        parser.add_argument(name, type=Path)
    arguments: Any = parser.parse_args()
    assemble(arguments.data, lookups_folder(), arguments.encoder, arguments.output)


if __name__ == "__main__":
    main()
