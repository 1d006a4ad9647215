"""A smoke training: every program runs on five sentences of our own, and what it writes loads and reads."""
from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from tests.training.sample import sample, write_data, write_tables
from training.assemble import assemble
from training.scores import score_names, score_syntax
from training.sources import encoder_folder

NAMES = {"wikigold": 1.0}
STEPS = 12


@pytest.fixture(scope="session")
def torch(need: Callable[..., None]) -> object:
    need(find_spec("torch"), what="torch", install="pip install -r training/requirements.txt")
    import torch

    torch.set_num_threads(1)
    return torch


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("training")
    write_data(folder / "data")
    write_tables(folder / "tables")
    return folder / "data"


@pytest.fixture(scope="module")
def trained(torch: object, data: Path) -> Path:
    from training.reader.learn import Plan, learn

    plan = Plan(steps=STEPS, every=5, warm_up=2, pieces=400)
    return learn(data, encoder_folder(), data.parent / "reader", plan, names=NAMES).parent


@pytest.fixture(scope="module")
def reading(trained: Path, data: Path) -> Language:
    from training.reader.export import export

    export(trained, encoder_folder() / "vocab.txt", data.parent / "export")
    assemble(data, data.parent / "tables", data.parent / "export", data.parent / "pipeline")
    return spacy.load(data.parent / "pipeline")


def test_the_pipeline_has_all_its_parts_in_order(reading: Language) -> None:
    parts = ["sentence_ruler", "timeline_reader", "attribute_ruler", "lemmatizer", "timeline_parts_of_speech"]
    assert reading.pipe_names == parts
    assert reading.meta["license"] == "CC BY-SA 4.0"


def test_it_learns_from_the_first_steps(reading: Language) -> None:
    scores = score_syntax(reading, sample())
    assert scores["tokens"] == 100
    assert scores["tags"] > 20


def test_a_blank_line_always_ends_a_sentence(reading: Language) -> None:
    doc = reading("Ada Obi was\n\nspeaking in Lagos and\n \nclosed the port")
    starts = [token.i for token in doc if token.is_sent_start and not token.is_space]
    assert {token.i for token in doc if token.i and doc[token.i - 1].is_space} <= set(starts)


def test_scores_of_the_gold_itself_are_full(reading: Language) -> None:
    class Gold:
        vocab = reading.vocab

        def pipe(self, texts: object) -> list[object]:
            from training.docs import reference_doc

            return [reference_doc(self.vocab, document.sentences) for document in sample()]

    assert set(score_syntax(Gold(), sample()).values()) == {100.0}  # type: ignore[arg-type]
    assert score_names(Gold(), sample())["all"] == 0.0  # type: ignore[arg-type]


def test_a_training_that_was_cut_off_goes_on_to_the_same_weights(torch: object, trained: Path, data: Path) -> None:
    import torch as library

    from training.reader import learn

    class Cut(Exception):
        pass

    def cut(*_: object) -> None:
        raise Cut

    place, plan = data.parent / "again", learn.Plan(steps=STEPS, every=5, warm_up=2, pieces=400)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Cut):
        patch.setattr(learn, "measure", cut)  # it measures once the first checkpoint is written
        learn.learn(data, encoder_folder(), place, plan, names=NAMES)
    assert (place / learn.CHECKPOINT).exists()
    learn.learn(data, encoder_folder(), place, plan, names=NAMES)
    whole, resumed = (library.load(folder / learn.WEIGHTS) for folder in (trained, place))
    assert all(library.equal(whole[name], resumed[name]) for name in whole)
