"""Trains the recognizer of names: ``python -m training.names DATA SYNTAX OUTPUT``, twice.

The first training starts from the syntax (``names.cfg``), the second goes on from the first with more and wilder text
(``names-broad.cfg``).
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training.loop import train
from spacy.util import load_config, registry
from thinc.api import Model

import training.readers  # noqa: F401  (registers the readers that the config names)
from training.settings import parse_overrides, untrained, use_fast_matrix_products
from training.vectors import lookups_folder

CONFIG = Path(__file__).parent / "configs" / "names.cfg"
BROAD = CONFIG.with_name("names-broad.cfg")


def train_names(data: Path, tables: Path, syntax: Path, output: Path, overrides: dict[str, Any]) -> Path:
    """Trains from the corpora of names in ``data`` and returns the folder of the best pipeline under ``output``.

    The tok2vec starts from the one of the trained pipeline in ``syntax``: its embeddings and its first layers.
    ``tables`` is the folder of the word clusters; ``overrides`` replaces settings of the config by their dotted names.
    """
    nlp = _initialized(CONFIG, data, tables, overrides)
    _start_from(syntax, nlp)
    return _trained(nlp, output)


def broaden_names(data: Path, tables: Path, first: Path, output: Path, overrides: dict[str, Any]) -> Path:
    """The second training: on from the names in ``first``; returns the folder of the best pipeline under ``output``."""
    nlp = _initialized(BROAD, data, tables, overrides)
    nlp.get_pipe("ner").model.from_bytes(spacy.load(first).get_pipe("ner").model.to_bytes())
    return _trained(nlp, output)


def _initialized(config_file: Path, data: Path, tables: Path, overrides: dict[str, Any]) -> Language:
    use_fast_matrix_products()
    config = load_config(config_file, overrides={"paths.folder": str(data), **overrides}).interpolate()
    nlp = untrained(config, tables)
    corpora = registry.resolve({"corpora": nlp.config["corpora"]})["corpora"]
    nlp.initialize(lambda: corpora["train"](nlp))
    return nlp


def _trained(nlp: Language, output: Path) -> Path:
    output.mkdir(parents=True, exist_ok=True)
    train(nlp, output, stdout=sys.stdout, stderr=sys.stderr)
    return output / "model-best"


def _start_from(syntax: Path, nlp: Language) -> None:
    embed, encode = spacy.load(syntax).get_pipe("tok2vec").model.layers
    own_embed, own_encode = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0].layers
    own_embed.from_bytes(embed.to_bytes())
    for own, trained in zip(_layers(own_encode), _layers(encode)):
        own.from_bytes(trained.to_bytes())


def _layers(encode: Model[Any, Any]) -> list[Model[Any, Any]]:
    """The residual layers of a window encoder, which wraps them in one chain."""
    return list(encode.layers[0].layers)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with uner-ewt-train.iob2, ewt-train.conllu, ner/ …")
    parser.add_argument("syntax", type=Path, help="trained syntax pipeline to start from")
    parser.add_argument("output", type=Path, help="folder for the trained pipeline")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="replace a config setting")
    arguments = parser.parse_args()
    overrides = parse_overrides(arguments.set)
    first = train_names(arguments.data, lookups_folder(), arguments.syntax, arguments.output / "first", overrides)
    broaden_names(arguments.data, lookups_folder(), first, arguments.output, overrides)


if __name__ == "__main__":
    main()
