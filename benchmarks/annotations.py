"""Everything found, at TimeML level: TIMEX3, EVENT and TLINK of ``/v1/annotate`` against the annotated corpora.

  python -m benchmarks.annotations [--corpus timebank aquaint meantime eventstoryline …] [--out FOLDER]
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from benchmarks import results
from benchmarks.results import SHARED, save
from benchmarks.shapes import LONGEST
from timeline_service.schemas.article import Article
from timeline_service.service import annotate

CORPORA = ("timebank", "aquaint", "meantime", "eventstoryline")


def measure(corpus: str, out: Path) -> None:
    """Annotate every document of a corpus, score it, keep the figures."""
    gold, prediction = results.corpus(corpus), out / f"{corpus}.jsonl"
    with prediction.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(_annotated(document)) + "\n" for document in results.rows(gold))
    command = [sys.executable, str(SHARED / "score_timeml.py"), str(gold), str(prediction), "--json"]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(corpus, _line(figures))
    command = f"python -m benchmarks.annotations --corpus {corpus}"
    save(f"annotations-{corpus}", command=command, gold=[gold], figures=figures)


def _annotated(gold: dict[str, Any]) -> dict[str, Any]:
    request = {"id": gold["id"], "text": gold["text"]}
    try:
        article = Article().load({**request, "published_at": gold.get("dct")})
    except ValidationError:  # some creation times of the corpora are no dates: such an article is read without
        article = Article().load(request)
    return {**annotate(article, longest=LONGEST), "id": gold["id"]}


def _line(figures: dict[str, Any]) -> str:
    timex, event = figures["timex"], figures["event"]
    shown = {f"timex {k}": timex[k]["f1"] for k in ("strict", "relaxed", "type", "value")}
    shown |= {f"event {k}": event[k]["f1"] for k in ("strict", "relaxed", "class", "tense", "aspect", "polarity")}
    return ", ".join(f"{name} {100 * value:.1f}" for name, value in shown.items())


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", nargs="+", default=list(CORPORA), choices=CORPORA)
    parser.add_argument("--out", type=Path, help="keep the annotations here")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        out = chosen.out or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        for corpus in chosen.corpus:
            measure(corpus, out)


if __name__ == "__main__":
    main()
