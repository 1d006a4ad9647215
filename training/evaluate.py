"""Measures a pipeline on the test sets: ``python -m training.evaluate DATA [PIPELINE]``.

Writes ``benchmarks/results/pipeline.json``: F1 in percent with raw text in, whole documents, paragraph breaks kept.
Documents that were taught too are left out, and named (:mod:`training.taught`), so that the whole of DATA is needed.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from benchmarks.results import save
from training.conllu import Document, read_documents
from training.name_corpora import read_names
from training.scores import score_names, score_syntax
from training.sources import problems
from training.speed import measure_speed
from training.taught import taught_texts, without_taught

PIPELINE = Path(__file__).parents[1] / "timeline_service" / "languages" / "en" / "pipeline"
TREEBANKS = ("ewt-test", "gum-test")
NAMES = ("uner-ewt-test", "crossner-politics-test")


def gold_files(data: Path) -> list[Path]:
    """The test files, in the folder that holds the treebanks."""
    syntax = [data / f"{name}.conllu" for name in TREEBANKS]
    return [*syntax, data / "uner-ewt-test.iob2", data / "ner" / "crossner-politics-test.txt"]


def measure(data: Path, pipeline: Path) -> dict[str, Any]:
    """All figures of a pipeline: ``syntax`` and ``names`` by test set, ``by_genre`` of GUM, size and speed.

    ``left_out`` names the documents of each test set that were not measured on.
    """
    nlp = spacy.load(pipeline)
    files = {name: read_documents(data / f"{name}.conllu") for name in TREEBANKS}
    files |= {name: read_names(data, name) for name in NAMES}
    documents, left_out = without_taught(files, taught_texts(data))
    return {
        "pipeline": f"{nlp.meta['name']} {nlp.meta['version']}",
        "left_out": left_out,
        "syntax": {name: score_syntax(nlp, documents[name]) for name in TREEBANKS},
        "by_genre": dict(_by_genre(nlp, documents["gum-test"])),
        "names": {name: score_names(nlp, documents[name]) for name in NAMES},
        "size_bytes": sum(path.stat().st_size for path in pipeline.rglob("*") if path.is_file()),
        **measure_speed(pipeline, data / "gum-test.conllu"),
    }


def _by_genre(nlp: Language, documents: list[Document]) -> Iterator[tuple[str, dict[str, float]]]:
    for genre in sorted({document.genre for document in documents}):
        yield genre, score_syntax(nlp, [document for document in documents if document.genre == genre])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the treebanks")
    parser.add_argument("pipeline", type=Path, default=PIPELINE, nargs="?")
    arguments = parser.parse_args()
    if found := problems(arguments.data):
        sys.exit("\n".join(found))
    figures = measure(arguments.data, arguments.pipeline)
    command = "python -m training.evaluate DATA"
    save("pipeline", command=command, gold=gold_files(arguments.data), figures=figures)


if __name__ == "__main__":
    main()
