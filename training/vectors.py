"""Word features as static vectors: Brown clusters, one row per cluster, many words per row.

The clusters are those of ``spacy-lookups-data`` (table ``lexeme_cluster``, MIT; the text that they were computed from
is not documented there). A cluster is the path of a word in a binary tree, read from the lowest bit up. The vector
of a path is the sum of fixed random vectors for its prefixes, so that near clusters have near vectors.
"""

import gzip
import json
from collections.abc import Mapping
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.vectors import Vectors
from spacy.vocab import Vocab

PREFIX_LENGTHS = (2, 4, 6, 8, 10, 12, 18)
SEED = 20


def read_clusters(tables: Path, *, most: int = 100_000) -> dict[str, int]:
    """Word → cluster, for the ``most`` frequent words that have one; the table lists words by falling frequency.

    ``tables`` is the folder of ``en_lexeme_cluster.json.gz``, see :func:`lookups_folder`.
    """
    table = read_table(tables, "en_lexeme_cluster")
    return dict(islice(((word, cluster) for word, cluster in table.items() if cluster), most))


def lookups_folder() -> Path:
    """Where the installed ``spacy-lookups-data`` keeps its tables."""
    spec = find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("spacy-lookups-data is not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "data"


def read_table(tables: Path, name: str) -> dict[str, Any]:
    """A table of ``spacy-lookups-data`` by its name."""
    with gzip.open(tables / f"{name}.json.gz", "rt", encoding="utf-8") as file:
        return dict(json.load(file))


def cluster_vectors(vocab: Vocab, clusters: Mapping[str, int], *, width: int) -> Vectors:
    """A table of one row per cluster, ``width`` numbers each, keyed by the words exactly as written."""
    rows = {cluster: row for row, cluster in enumerate(sorted(set(clusters.values())))}
    vectors = Vectors(strings=vocab.strings, data=_path_vectors(list(rows), width), name="en_clusters")
    for word, cluster in clusters.items():
        vectors.add(vocab.strings[word], row=rows[cluster])
    return vectors


def _path_vectors(clusters: list[int], width: int) -> NDArray[numpy.float32]:
    generator = numpy.random.default_rng(SEED)
    drawn: dict[tuple[int, int], NDArray[numpy.float32]] = {}
    table = numpy.zeros((len(clusters), width), dtype="float32")
    for row, cluster in enumerate(clusters):
        for length in PREFIX_LENGTHS:
            key = (length, cluster & ((1 << length) - 1))
            if key not in drawn:
                drawn[key] = generator.standard_normal(width).astype("float32")
            table[row] += drawn[key]
    return table / numpy.linalg.norm(table, axis=1, keepdims=True) * numpy.float32(width**0.5 / 2)
