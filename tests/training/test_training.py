"""A smoke training: every program runs on five sentences of our own, and what it writes loads with stock spaCy."""
from __future__ import annotations

import warnings
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from tests.training.sample import sample, write_data, write_tables
from training.assemble import assemble
from training.names import broaden_names, train_names
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
def trained(tmp_path_factory: pytest.TempPathFactory) -> Language:
    folder = tmp_path_factory.mktemp("training")
    data, tables = folder / "data", folder / "tables"
    write_data(data)
    write_tables(tables)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        syntax = train_syntax(data, tables, folder / "syntax", SYNTAX)
        first = train_names(data, tables, syntax, folder / "names", NAMES)
        names = broaden_names(data, tables, first, folder / "names-broad", NAMES)
        assemble(data, tables, syntax, names, folder / "pipeline")
        return spacy.load(folder / "pipeline")


def test_the_pipeline_has_all_its_parts_in_order(trained: Language) -> None:
    order = ["tok2vec", "tagger", "attribute_ruler", "lemmatizer", "morphologizer", "parser", "ner"]
    assert trained.pipe_names == order
    assert trained.meta["license"] == "CC BY-SA 4.0"
    assert set(trained.get_pipe("ner").labels) == {"PERSON", "ORG", "LOC"}


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
