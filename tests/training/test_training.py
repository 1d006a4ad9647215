"""A smoke training: what makes a pipeline runs on five sentences of our own and two articles, and what it makes reads.

The programs that learn weights of the language folder run in tests/training/test_programs.py.
"""
from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from tests.training.sample import sample, write_data, write_tables
from training.assemble import assemble
from training.conllu import Document, Sentence, Word
from training.evaluate import PIPELINE
from training.later import REFIT, REFITTED, later_steps
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


def test_names_count_where_extent_and_type_are_right() -> None:
    """Of six names one is found too long, one by another type, one not at all, and one that is none is found."""
    words = "Ada Obi of Acme met Eve in Lagos and Accra for Ebu".split()
    tags = "B-PERSON I-PERSON O B-ORG O B-PERSON O B-LOC O B-LOC O B-ORG".split()
    gold = [Word(w, w, "X", "", "", 0, "dep", space_after=True, entity=tag) for w, tag in zip(words, tags, strict=True)]
    found = {"Ada Obi": "PERSON", "Acme met": "ORG", "Eve": "ORG", "Lagos": "LOC", "Accra": "LOC", "for": "LOC"}
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": text} for text, label in found.items()])
    document = Document("d", (Sentence("d-1", tuple(gold), opens_paragraph=True),))
    # All: 3 of 6 and 6. PERSON: 1 right of 2 and 1. ORG: none of 2 and 2. LOC: 2 right of 2 and 3.
    assert score_names(nlp, [document]) == {"all": 50.0, "PERSON": 66.67, "ORG": 0.0, "LOC": 80.0}
    assert score_names(nlp, [document, document])["LOC"] == 80.0


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


@pytest.fixture(scope="module")
def articles(pipeline: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of two short articles, as the product reads them."""
    from training.annotated import real_articles
    from training.reader.articles import articles, marked_articles

    short = sorted(real_articles(None), key=lambda article: len(article.request["text"]))[:2]
    names = [article.id for article in short]
    marked = (each for each in marked_articles(None, None) if each.name in names)
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    path.write_text("".join(json.dumps(asdict(each)) + "\n" for each in articles(marked)), encoding="utf-8")
    return path


def test_whole_articles_are_taught(trained: Path, data: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from training.reader import learn_heads
    from training.reader.export import export

    monkeypatch.setattr(learn_heads, "Corpus", partial(learn_heads.Corpus, names=NAMES))
    plan = learn_heads.Plan(epochs=1, fitting=1, pieces=400)
    taught = data.parent / "taught"
    learn_heads.teach(data, encoder_folder(), trained, articles, taught, plan)
    export(taught, encoder_folder() / "vocab.txt", data.parent / "export-taught")
    made = assemble(data, data.parent / "tables", data.parent / "export-taught", data.parent / "taught-pipeline")
    reader: Any = made.get_pipe("timeline_reader")
    assert reader.sameness is not None and reader._encoder.has_views


def test_heads_are_fitted_anew(torch: object, articles: Path, tmp_path: Path) -> None:
    from training.reader.refit import Plan, refit

    before = tmp_path / "before"
    shutil.copytree(PIPELINE, before)
    meta = json.loads((before / "meta.json").read_text(encoding="utf-8"))
    del meta[REFITTED]
    (before / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    refit(articles, before, tmp_path / "after", Plan(epochs=1))
    assert REFIT in later_steps(tmp_path / "after") and REFIT not in later_steps(before)
    weights = [(folder / "timeline_reader" / "sameness.npz").read_bytes() for folder in (before, tmp_path / "after")]
    assert weights[0] != weights[1]
