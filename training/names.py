"""Trains the recognizer of names: ``python -m training.names DATA SYNTAX OUTPUT``, three times.

The first training starts from the syntax (``names.cfg``), the second goes on with more and wilder text
(``names-broad.cfg``). The third (``names-close.cfg``) is short and runs several times with other seeds; what ships is
the mean of these runs' weights.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training.loop import train
from spacy.util import load_config, registry
from thinc.api import Config, Model

import training.readers  # noqa: F401  (registers the readers that the config names)
from training.gazetteer import Gazetteer, read_gazetteer
from training.settings import parse_overrides, untrained, use_fast_matrix_products
from training.vectors import lookups_folder

CONFIG = Path(__file__).parent / "configs" / "names.cfg"
BROAD = CONFIG.with_name("names-broad.cfg")
CLOSE = CONFIG.with_name("names-close.cfg")
SEEDS = (22, 23, 24, 25)
"""Of the third training: one run for each."""


def train_names(
    data: Path, tables: Path, gazetteer: Gazetteer, syntax: Path, output: Path, overrides: dict[str, Any]
) -> Path:
    """Trains from the corpora of names in ``data`` and returns the folder of the best pipeline under ``output``.

    The tok2vec starts from the one of the trained pipeline in ``syntax``: its embeddings and its first layers.
    ``tables`` is the folder of the word clusters; ``overrides`` replaces settings of the config by their dotted names.
    """
    use_fast_matrix_products()
    nlp = untrained(_config(load_config(CONFIG), data, overrides), tables, gazetteer)
    corpora = registry.resolve({"corpora": nlp.config["corpora"]})["corpora"]
    nlp.initialize(lambda: corpora["train"](nlp))
    _start_from(syntax, nlp)
    return _trained(nlp, output)


def broaden_names(data: Path, first: Path, output: Path, overrides: dict[str, Any]) -> Path:
    """The second training: on from the names in ``first``; returns the folder of the best pipeline under ``output``."""
    return _trained_on(first, _config(load_config(BROAD), data, overrides), output)


def close_names(data: Path, second: Path, output: Path, overrides: dict[str, Any]) -> Path:
    """The third training: on from the names in ``second``; returns the folder of the mean of its runs."""
    config = load_config(BROAD).merge(load_config(CLOSE))
    runs = [
        _trained_on(second, _config(config, data, {**overrides, "system.seed": seed}), output / f"run-{seed}")
        for seed in SEEDS
    ]
    mean = average(*(spacy.load(run) for run in runs))
    mean.to_disk(output / "mean")
    return output / "mean"


def average(first: Language, *others: Language) -> Language:
    """The first pipeline with the mean of all pipelines' weights in its recognizer of names."""
    for same in zip(*(nlp.get_pipe("ner").model.walk() for nlp in (first, *others)), strict=True):
        for name in same[0].param_names:
            if same[0].has_param(name):
                same[0].set_param(name, sum(node.get_param(name) for node in same) / len(same))
    return first


def _config(config: Config, data: Path, overrides: dict[str, Any]) -> Config:
    return Config().from_str(config.to_str(), overrides={"paths.folder": str(data), **overrides}).interpolate()


def _trained_on(start: Path, config: Config, output: Path) -> Path:
    use_fast_matrix_products()
    nlp = spacy.load(start)  # and not a new one with its weights: the order of its actions follows its first corpora
    for section in ("corpora", "training"):
        nlp.config[section].update(config[section])
    return _trained(nlp, output)


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
    data, overrides = arguments.data, parse_overrides(arguments.set)
    tables, gazetteer = lookups_folder(), read_gazetteer()
    first = train_names(data, tables, gazetteer, arguments.syntax, arguments.output / "first", overrides)
    second = broaden_names(data, first, arguments.output / "second", overrides)
    close_names(data, second, arguments.output, overrides)


if __name__ == "__main__":
    main()
