"""Documents of a test file that were taught, under whatever name, are found by their text and not measured on."""
from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import spacy

from tests.training.sample import SAMPLE, sample, write_data
from training import annotated, evaluate, taught
from training.conllu import Document, Sentence, Word

UNSEEN = "One ferry left the quay at noon with nobody but the mate on board."


def _document(name: str, text: str) -> Document:
    words = [Word(form, form, "X", "", "", 0, "dep", space_after=True) for form in text.split()]
    return Document(name, (Sentence(f"{name}-1", tuple(words), opens_paragraph=True),))


def test_a_text_is_known_by_its_words_however_it_is_named_and_set() -> None:
    whole = "The minister said on Monday that the bridge over the Teviss would be closed for two years"
    files = {
        "here": [_document("a", whole), _document("b", UNSEEN)],
        "there": [
            _document("half", f"{whole} and nothing of what comes after has stood anywhere before"),  # 10 of 20 runs
            _document("more", f"{whole} and nothing of what comes after has stood anywhere"),  # 10 of 19
            _document("short", "The minister said on Monday that the"),
        ],
    }
    set_otherwise = f"News\n\n— {whole.upper().replace('MONDAY', '“MONDAY”')}."
    kept, left_out = taught.without_taught(files, ["Bridges", set_otherwise])
    assert {name: [document.name for document in own] for name, own in kept.items()} == {
        "here": ["b"], "there": ["half", "short"],
    }  # fmt: skip
    assert left_out == {"here": ["a"], "there": ["more"]}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of ``training/README.md`` with an article or two of each kind; of those beside it the real ones."""
    monkeypatch.setattr(taught, "NAMES", {"wikigold": 1.0})
    monkeypatch.setattr(annotated, "invented_articles", lambda: iter(()))
    write_data(tmp_path / "data")
    shutil.copytree(annotated.INVENTED / "fa01", tmp_path / "data" / "newsroom" / "one")
    article = {"id": "x", "text": "What is marked", "full_text": "What is marked and what is not", "events": []}
    (tmp_path / "data" / "meantime.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    rows = ({"id": split, "split": split, "text": f"{split} text"} for split in ("train", "test"))
    (tmp_path / "data" / "timeset.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path / "data"


def test_what_is_taught_are_treebanks_names_and_articles_and_no_test_split(data: Path) -> None:
    texts = list(taught.taught_texts(data))
    assert "Acme said it didn't close the ports. \"We wait,\" Obi said" in texts  # of a treebank
    assert "Ada Obi was speaking." in texts  # of a corpus of names
    assert (annotated.INVENTED / "fa01" / "article.txt").read_bytes().decode() in texts  # of the newsroom
    assert {article.request["text"] for article in annotated.real_articles(None)} <= {*texts}
    assert "What is marked" in texts and "train text" in texts and "test text" not in texts


def test_only_what_was_not_taught_is_measured(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = SAMPLE.read_text(encoding="utf-8").replace("\tLagos\t", "\tAccra\t").replace("\tport", "\tdock")
    other = other.replace("GUM_news", "GUM_voyage").replace("weblog", "review").replace("\tsaid\t", "\tsays\t")
    (data / "gum-test.conllu").write_text(SAMPLE.read_text(encoding="utf-8") + other, encoding="utf-8")
    (data / "ewt-test.conllu").write_text(other, encoding="utf-8")
    shutil.copy(data / "uner-ewt-dev.iob2", data / "uner-ewt-test.iob2")
    sentences = (UNSEEN.split(), "Acme said it did n't close the ports .".split())
    politics = "\n\n".join("\n".join(f"{form} O" for form in sentence) for sentence in sentences)
    (data / "ner" / "crossner-politics-test.txt").write_text(politics, encoding="utf-8")
    monkeypatch.setattr(evaluate, "measure_speed", lambda *_: {})
    for score in ("score_syntax", "score_names"):
        monkeypatch.setattr(evaluate, score, lambda _, documents: [document.name for document in documents])
    monkeypatch.setattr(spacy, "load", lambda _: spacy.blank("en"))
    figures = evaluate.measure(data, data / "none")
    new = ["GUM_voyage_port", "review-ferry"]
    assert figures["left_out"] == {
        "gum-test": [document.name for document in sample()], "crossner-politics-test": ["crossner-politics-test-1"],
    }  # fmt: skip
    assert figures["syntax"] == {"ewt-test": new, "gum-test": new}
    assert figures["by_genre"] == {"review": new[1:], "voyage": new[:1]}
    assert figures["names"] == {"uner-ewt-test": new, "crossner-politics-test": ["crossner-politics-test-0"]}
