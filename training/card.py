"""Writes the model card beside the weights and the summary in ``meta.json``: ``python -m training.card [PIPELINE]``.

Figures come from ``benchmarks/results/pipeline.json``, sources from ``sources.toml``, what came after ``make train``
from the pipeline's folder; the words stand in ``card_template.md``.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from training.evaluate import PIPELINE
from training.later import later_steps
from training.sources import Source, read_sources

TEMPLATE = Path(__file__).parent / "card_template.md"
RESULT = Path(__file__).parents[1] / "benchmarks" / "results" / "pipeline.json"
CARD = "MODEL_CARD.md"
COLUMNS = ("tokens", "sentences", "tags", "upos", "features", "lemmas", "uas", "las")


def write_card(pipeline: Path, figures: Mapping[str, Any]) -> None:
    """Writes ``MODEL_CARD.md`` into the pipeline's folder and the main figures and sources into its ``meta.json``."""
    (pipeline / CARD).write_text(card(pipeline, figures, read_sources()), encoding="utf-8")
    path = pipeline / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta["sources"] = [
        {"name": source.name, "url": source.url, "license": source.licence, "author": source.attribution}
        for source in read_sources()
    ]
    meta["performance"] = {"syntax": figures["syntax"], "names": figures["names"]}
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def card(pipeline: Path, figures: Mapping[str, Any], sources: list[Source]) -> str:
    """The text of the model card of the pipeline in a folder."""
    later = later_steps(pipeline)
    syntax = {**figures["syntax"], **{f"GUM {genre}": row for genre, row in figures["by_genre"].items()}}
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        pipeline=figures["pipeline"],
        questions="".join(f", {step.answers}" for step in later if step.answers),
        later="; after that: " * bool(later) + ", ".join(f"{step.gives} (`{step.program}`)" for step in later),
        sources="\n".join(_source_row(source) for source in sources),
        columns=" | ".join(COLUMNS),
        rule="---|" * len(COLUMNS),
        syntax="\n".join(_row(name, [row[column] for column in COLUMNS]) for name, row in syntax.items()),
        names="\n".join(_row(name, [row[label] for label in _LABELS]) for name, row in figures["names"].items()),
        left_out=_left_out(figures.get("left_out", {})),
        size=f"{figures['size_bytes'] / 1e6:.1f}",
        load=figures["load_seconds"],
        speed=f"{figures['words_per_second']:,}",
        speed_tokenizer=f"{figures['words_per_second_tokenizer_alone']:,}",
        processor=figures["processor"],
    )


_LABELS = ("all", "PERSON", "ORG", "LOC")


def _row(name: str, values: list[float]) -> str:
    return f"| {name} | " + " | ".join(f"{value:.1f}" for value in values) + " |"


def _left_out(documents: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{', '.join(own)} of {file}" for file, own in documents.items()) or "none"


def _source_row(source: Source) -> str:
    return f"| [{source.name}]({source.url}) | {source.used_for} | {source.licence} | {source.attribution} |"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path, default=PIPELINE, nargs="?")
    write_card(parser.parse_args().pipeline, json.loads(RESULT.read_text(encoding="utf-8"))["figures"])


if __name__ == "__main__":
    main()
