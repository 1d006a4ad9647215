"""What the training programs read, made of ``sample.conllu`` (our own sentences) and of tiny word tables."""
from __future__ import annotations

import gzip
import json
from pathlib import Path

from training.conllu import Document, Word, read_documents

SAMPLE = Path(__file__).parent / "sample.conllu"


def sample() -> list[Document]:
    """Two documents: three sentences in two paragraphs, and two sentences in one."""
    return read_documents(SAMPLE)


def write_data(folder: Path) -> None:
    """The files of ``training/README.md``, as far as the tests' configs name them."""
    (folder / "ner").mkdir(parents=True)
    for part in ("train", "dev"):
        for treebank in ("ewt", "gum"):
            (folder / f"{treebank}-{part}.conllu").write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
        (folder / f"uner-ewt-{part}.iob2").write_text(_uner(), encoding="utf-8")
    (folder / "ner" / "wikigold.conll.txt").write_text(_columns(), encoding="utf-8")
    (folder / "oewn-lexnames.tsv").write_text("port\tn\tartifact\ntalk\tn\tact\nclose\tv\tchange\n", encoding="utf-8")


def write_tables(folder: Path) -> None:
    """Irregular forms in the format of ``spacy-lookups-data``."""
    folder.mkdir(parents=True)
    with gzip.open(folder / "en_lemma_exc.json.gz", "wt", encoding="utf-8") as file:
        json.dump({"noun": {"geese": ["goose"]}, "verb": {"went": ["go"]}, "adj": {}}, file)


def name_tag(word: Word) -> str:
    """The tag that the sample gives a word in the column for anything else."""
    return next((part[5:] for part in word.misc.split("|") if part.startswith("Name=")), "O")


def _uner() -> str:
    blocks = []
    for document in sample():
        for sentence in document.sentences:
            rows = [f"{i}\t{word.form}\t{name_tag(word)}\t-\t-" for i, word in enumerate(sentence.words, start=1)]
            blocks.append("\n".join([f"# sent_id = {sentence.identifier}", *rows]))
    return "\n\n".join(blocks) + "\n"


def _columns() -> str:
    sentences = [sentence for document in sample() for sentence in document.sentences]
    return "\n\n".join("\n".join(f"{word.form} {name_tag(word)}" for word in s.words) for s in sentences) + "\n"
