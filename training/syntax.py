"""Trains tagger, morphologizer and parser on the treebanks: ``python -m training.syntax DATA OUTPUT``."""

import argparse
import sys
from pathlib import Path
from typing import Any

from spacy.training.loop import train
from spacy.util import load_config, registry

import training.readers  # noqa: F401  (registers the readers that the config names)
from training.settings import parse_overrides, untrained, use_fast_matrix_products
from training.vectors import lookups_folder

CONFIG = Path(__file__).parent / "configs" / "syntax.cfg"
TREEBANKS = ("ewt", "gum")


def train_syntax(data: Path, tables: Path, output: Path, overrides: dict[str, Any]) -> Path:
    """Trains from the CoNLL-U files in ``data`` and returns the folder of the best pipeline under ``output``.

    ``tables`` is the folder of the word clusters; ``overrides`` replaces settings of the config by their dotted names.
    """
    use_fast_matrix_products()
    paths = {
        "paths.train": [str(data / f"{name}-train.conllu") for name in TREEBANKS],
        "paths.dev": [str(data / f"{name}-dev.conllu") for name in TREEBANKS],
    }
    config = load_config(CONFIG, overrides={**paths, **overrides}).interpolate()
    nlp = untrained(config, tables)
    corpora = registry.resolve({"corpora": nlp.config["corpora"]})["corpora"]
    nlp.initialize(lambda: corpora["train"](nlp))
    output.mkdir(parents=True, exist_ok=True)
    train(nlp, output, stdout=sys.stdout, stderr=sys.stderr)
    return output / "model-best"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with ewt-train.conllu, gum-train.conllu, …")
    parser.add_argument("output", type=Path, help="folder for the trained pipeline")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="replace a config setting")
    arguments = parser.parse_args()
    train_syntax(arguments.data, lookups_folder(), arguments.output, parse_overrides(arguments.set))


if __name__ == "__main__":
    main()
