"""From the treebanks to the pipeline that ships, with its figures and its model card: ``python -m training DATA``.

Steps, each also a program of its own: check the inputs, train syntax and names, assemble, evaluate, describe.
"""

import argparse
import sys
from pathlib import Path

from benchmarks.results import save
from training.assemble import assemble
from training.card import write_card
from training.evaluate import COMMAND, PIPELINE, gold_files, measure
from training.gazetteer import read_gazetteer
from training.names import broaden_names, close_names, train_names
from training.sources import problems
from training.syntax import train_syntax
from training.vectors import lookups_folder


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the treebanks (training/README.md)")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder for what is trained")
    parser.add_argument("--output", type=Path, default=PIPELINE, help="folder of the shipped pipeline")
    arguments = parser.parse_args()
    if found := problems(arguments.data):
        sys.exit("\n".join(found))
    tables, gazetteer = lookups_folder(), read_gazetteer()
    syntax = train_syntax(arguments.data, tables, arguments.work / "syntax", {})
    first = train_names(arguments.data, tables, gazetteer, syntax, arguments.work / "names", {})
    second = broaden_names(arguments.data, first, arguments.work / "names-broad", {})
    names = close_names(arguments.data, second, arguments.work / "names-close", {})
    assemble(arguments.data, tables, syntax, names, arguments.output)
    figures = measure(arguments.data, arguments.output)
    save("pipeline", command=COMMAND, gold=gold_files(arguments.data), figures=figures)
    write_card(arguments.output, figures)


if __name__ == "__main__":
    main()
