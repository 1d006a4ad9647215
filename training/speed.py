"""Times a pipeline on one core, in a process of its own: ``python -m training.speed PIPELINE TREEBANK``.

Prints JSON. Words per second are words (no whitespace tokens) per second of this process's processor time, the best of
some passes over whole documents: on one thread that is the time on an idle core, whatever else the machine does.
Call it with ``OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1`` (:func:`measure_speed` does).
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from training.conllu import read_documents
from training.docs import reference_doc

PASSES = 4
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}


def measure_speed(pipeline: Path, treebank: Path) -> dict[str, Any]:
    """Load time in seconds, and words/s of the whole pipeline and of its tokenizer, in a fresh process."""
    command = [sys.executable, "-m", "training.speed", str(pipeline), str(treebank)]
    output = subprocess.run(command, env=os.environ | ONE_THREAD, check=True, capture_output=True, text=True).stdout
    return {**json.loads(output), "processor": _processor()}


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(": ", 1)[1]
    return "unknown"


def _words_per_second(nlp: Language, texts: Sequence[str]) -> tuple[int, float]:
    words, best = 0, 0.0
    for _ in range(PASSES):
        started = time.process_time()
        words = sum(not token.is_space for doc in nlp.pipe(texts, batch_size=16) for token in doc)
        best = max(best, words / (time.process_time() - started))
    return words, best


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("treebank", type=Path, help="CoNLL-U file whose documents are read as raw text")
    arguments = parser.parse_args()
    started = time.process_time()
    nlp = spacy.load(arguments.pipeline)
    load_seconds = time.process_time() - started
    texts = [reference_doc(nlp.vocab, d.sentences).text for d in read_documents(arguments.treebank)]
    words, whole = _words_per_second(nlp, texts)
    with nlp.select_pipes(enable=[]):
        _, tokenizer = _words_per_second(nlp, texts)
    print(json.dumps({
        "load_seconds": round(load_seconds, 2),
        "words_per_second": round(whole),
        "words_per_second_tokenizer_alone": round(tokenizer),
        "words_timed": words,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
