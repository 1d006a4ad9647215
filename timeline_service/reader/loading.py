"""The pipeline of a language, loaded once, and the heads that were learned with its reader."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from threading import Lock

import spacy
from spacy.attrs import IS_ALPHA
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

from timeline_service.reader.comparison import Comparison
from timeline_service.reader.component import READER, ReaderComponent
from timeline_service.reader.sameness import Sameness

PIPELINES = Path(__file__).parents[1] / "languages"
_LOADING = Lock()


def load_pipeline(code: str) -> spacy.Language | None:
    """The spaCy pipeline of a language: ``TIMELINE_PIPELINE_<CODE>`` if set, else the shipped one, else None.

    It is loaded once, by the thread that asks first; the others wait for it.
    """
    shipped = PIPELINES / code / "pipeline"
    named = os.environ.get(f"TIMELINE_PIPELINE_{code.upper()}") or (str(shipped) if shipped.exists() else None)
    with _LOADING:
        return _loaded(named) if named else None


@cache
def _loaded(named: str) -> spacy.Language:
    threadpool_limits(1, user_api="blas")  # the matrices are small: a second thread waits, and takes another's core
    with use_ops("numpy", use_blis=False):  # NumPy multiplies these matrices twice as fast as thinc's own BLIS
        nlp = spacy.load(named)
    nlp.vocab[IS_ALPHA]  # a word of text too, numbered 1: a memory zone frees it and cannot forget where it lay
    return nlp


def load_sameness(code: str) -> Sameness | None:
    """What tells whether two mentions are one event, learned with the reader of a language; None where it has none."""
    reader = _reader(code)
    return reader.sameness if reader is not None else None


def load_comparison(code: str, name: str) -> Comparison | None:
    """One of the heads that compare what the same reader saw of two words; None where it has none of that name."""
    reader = _reader(code)
    return reader.comparisons.get(name) if reader is not None else None


def _reader(code: str) -> ReaderComponent | None:
    nlp = load_pipeline(code)
    return nlp.get_pipe(READER) if nlp is not None and READER in nlp.pipe_names else None
