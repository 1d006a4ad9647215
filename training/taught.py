"""Which documents of a test file were taught: they cannot say how a pipeline reads what it has not seen.

Texts are compared, not ids: corpora share documents under other names, and annotated articles come from the same places
as treebanks. A document was taught where most of its runs of eight words stand in what something was learned from; one
of fewer words never was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from training.conllu import Document
from training.name_corpora import read_names
from training.reader.articles import marked_articles
from training.reader.corpus import NAMES, TREEBANKS

LENGTH = 8  # words of a run
MOST = 0.5  # share of a document's runs
_WORD = re.compile(r"[^\W_]+")
Files = Mapping[str, Sequence[Document]]
Run = tuple[str, ...]


def taught_texts(data: Path) -> Iterator[str]:
    """What a pipeline is taught, of the folder that ``training/README.md`` describes and of the articles beside it."""
    for name in (*TREEBANKS, *NAMES):
        yield from (document.text for document in read_names(data, name))
    for article in marked_articles(data / "newsroom", data / "meantime.jsonl"):
        yield article.request["text"]
    for article in map(json.loads, (data / "timeset.jsonl").read_text(encoding="utf-8").splitlines()):
        if article["split"] == "train":
            yield article["text"]


def without_taught(files: Files, texts: Iterable[str]) -> tuple[dict[str, list[Document]], dict[str, list[str]]]:
    """Of each file the documents that may be measured on; and the names of the others, of files that have any."""
    own = {name: [runs(document.text) for document in documents] for name, documents in files.items()}
    asked = set(chain.from_iterable(chain.from_iterable(own.values())))
    seen = {run for text in texts for run in runs(text) & asked}
    kept, left_out = {}, {}
    for name, documents in files.items():
        known = [len(each & seen) > MOST * len(each) for each in own[name]]
        kept[name] = [document for document, is_known in zip(documents, known, strict=True) if not is_known]
        if any(known):
            left_out[name] = [document.name for document, is_known in zip(documents, known, strict=True) if is_known]
    return kept, left_out


def runs(text: str) -> set[Run]:
    """Every so many words that stand together, in small letters and without what is between them."""
    words = _WORD.findall(text.lower())
    return {tuple(words[n : n + LENGTH]) for n in range(len(words) - LENGTH + 1)}
