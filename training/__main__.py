"""From the treebanks to a pipeline by the recipe of the one that ships, with its card: ``python -m training DATA``.

Steps, each also a program of its own: check the inputs, train the reader, read the annotated articles with it, teach it
whole articles, export, assemble, evaluate, describe. A step whose result is there already is not done again. What the
pipeline that ships was taught later (:mod:`training.later`) goes with weights of the language folder: it is no part of
this, and no pipeline that has it is written over.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from training.assemble import assemble
from training.card import write_card
from training.evaluate import measure
from training.later import refuse_to_lose
from training.lemmas import lookups_folder
from training.reader import learn, learn_heads
from training.reader.export import export
from training.sources import encoder_folder, problems


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the treebanks (training/README.md)")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder for what is trained")
    parser.add_argument("--output", type=Path, help="folder for the pipeline; by default a folder of --work")
    arguments = parser.parse_args()
    if found := problems(arguments.data):
        sys.exit("\n".join(found))
    data, work = arguments.data, arguments.work
    output = arguments.output or work / "pipeline"
    refuse_to_lose(output)
    encoder, tables = encoder_folder(), lookups_folder()
    reader, heads, articles = work / "reader", work / "heads", work / "articles.jsonl"
    if not (reader / learn.WEIGHTS).exists():
        learn.learn(data, encoder, reader, learn.Plan())
    if not articles.exists():
        export(reader, encoder / "vocab.txt", work / "first-export")
        assemble(data, tables, work / "first-export", work / "first-pipeline")
        _read_articles(work / "first-pipeline", articles, newsroom=data / "newsroom", meantime=data / "meantime.jsonl")
    if not (heads / learn_heads.HEADS).exists():
        learn_heads.teach(data, encoder, reader, articles, heads, learn_heads.Plan())
    export(heads, encoder / "vocab.txt", work / "export")
    assemble(data, tables, work / "export", output)
    write_card(output, measure(data, output))
    print(f"made {output}; to read with it: TIMELINE_PIPELINE_EN={output}")


def _read_articles(pipeline: Path, articles: Path, **inputs: Path) -> None:
    """In a process of its own, which reads with the pipeline that is in the making."""
    options = [part for name, path in inputs.items() for part in (f"--{name}", str(path))]
    command = [sys.executable, "-m", "training.reader.articles", str(articles), *options]
    subprocess.run(command, check=True, env=os.environ | {"TIMELINE_PIPELINE_EN": str(pipeline)})


if __name__ == "__main__":
    main()
