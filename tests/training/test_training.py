"""A smoke training: every program runs on five sentences of our own, and what it writes loads with stock spaCy."""
from __future__ import annotations

import warnings
from pathlib import Path

import numpy
import pytest
import spacy
from spacy.language import Language

from tests.training.sample import GAZETTEER, sample, write_data, write_tables
from training.assemble import assemble
from training.names import SEEDS, broaden_names, close_names, train_names
from training.scores import score_names, score_syntax
from training.syntax import train_syntax

SMALL = {"training.max_steps": 30, "training.eval_frequency": 15, "training.optimizer.learn_rate.warmup_steps": 5}
SYNTAX = {
    **SMALL,
    **dict.fromkeys(
        (
            "components.tok2vec.model.embed.width",
            "components.tok2vec.model.encode.width",
            "components.tagger.model.tok2vec.width",
            "components.morphologizer.model.tok2vec.width",
            "components.parser.model.tok2vec.width",
        ),
        16,
    ),
    "components.parser.min_action_freq": 1,
}
NAMES = {
    **SMALL,
    "components.ner.model.tok2vec.embed.width": 16,
    "components.ner.model.tok2vec.encode.width": 16,
    "corpora.train.weights": {"uner-ewt-train": 2, "wikigold": 1},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("training")


@pytest.fixture(scope="module")
def trained(folder: Path) -> Language:
    data, tables = folder / "data", folder / "tables"
    write_data(data)
    write_tables(tables)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        syntax = train_syntax(data, tables, folder / "syntax", SYNTAX)
        first = train_names(data, tables, GAZETTEER, syntax, folder / "names", NAMES)
        second = broaden_names(data, first, folder / "names-broad", NAMES)
        names = close_names(data, second, folder / "names-close", NAMES)
        assemble(data, tables, syntax, names, folder / "pipeline")
        return spacy.load(folder / "pipeline")


def test_the_pipeline_has_all_its_parts_in_order(trained: Language) -> None:
    order = ["tok2vec", "tagger", "attribute_ruler", "lemmatizer", "morphologizer", "parser", "ner"]
    assert trained.pipe_names == order
    assert trained.meta["license"] == "CC BY-SA 4.0"
    assert set(trained.get_pipe("ner").labels) == {"PERSON", "ORG", "LOC"}


def test_what_ships_is_the_mean_of_the_runs_of_the_last_training(trained: Language, folder: Path) -> None:
    runs = [spacy.load(folder / "names-close" / f"run-{seed}" / "model-best") for seed in SEEDS]
    biases = [run.get_pipe("ner").model.get_ref("upper").get_param("b") for run in runs]
    shipped = trained.get_pipe("ner").model.get_ref("upper").get_param("b")
    assert not numpy.allclose(biases[0], biases[1])
    assert numpy.allclose(shipped, sum(biases) / len(biases), atol=1e-6)


def test_names_of_the_lists_have_the_features_of_their_kind(trained: Language) -> None:
    vectors = {form: tuple(trained.vocab[form].vector) for form in ("Lagos", "Cotonou", "cotonou", "COTONOU")}
    assert any(vectors["Lagos"])
    assert len(set(vectors.values())) == 1
    assert not trained.vocab["Obi"].has_vector  # no family name of the list has a cluster here


def test_it_learns_the_tags_and_the_subtypes_of_the_relations(trained: Language) -> None:
    scores = score_syntax(trained, sample())
    assert scores["tokens"] == 100
    assert scores["tags"] > 40
    assert "nsubj:pass" in trained.get_pipe("parser").labels


def test_a_blank_line_always_ends_a_sentence(trained: Language) -> None:
    doc = trained("Ada Obi was\n\nspeaking in Lagos and\n \nclosed the port")
    starts = [token.is_sent_start for token in doc if token.i and doc[token.i - 1].is_space]
    assert starts == [True, True]


def test_scores_of_the_gold_itself_are_full(trained: Language) -> None:
    class Gold:
        vocab = trained.vocab

        def pipe(self, texts: object) -> list[object]:
            from training.docs import reference_doc

            return [reference_doc(self.vocab, document.sentences) for document in sample()]

    assert set(score_syntax(Gold(), sample()).values()) == {100.0}  # type: ignore[arg-type]
    assert score_names(trained, sample())["all"] == 0.0


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    write_data(tmp_path / "data")
    write_tables(tmp_path / "tables")
    few = {**SYNTAX, "training.max_steps": 4, "training.eval_frequency": 2}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        models = [train_syntax(tmp_path / "data", tmp_path / "tables", tmp_path / run, few) for run in ("a", "b")]
    first, again = ((model / "parser" / "model").read_bytes() for model in models)
    assert first == again
