"""Treebanks, corpora of names and their variations, without training anything."""
from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import spacy

from tests.training.sample import SAMPLE, name_tag, sample, write_data
from training.augment import Rates, vary
from training.conllu import Sentence
from training.docs import reference_doc
from training.name_corpora import read_columns, read_gum, read_uner
from training.tokenizer import blank_english

CERTAIN = Rates(**dict.fromkeys(Rates.__dataclass_fields__, 0.0))


def test_a_treebank_keeps_documents_paragraphs_and_the_words_of_contractions() -> None:
    port, ferry = sample()
    assert (port.genre, ferry.genre) == ("news", "weblog")
    assert [sentence.opens_paragraph for sentence in port.sentences] == [True, True, False]
    assert [word.form for word in ferry.sentences[0].words][3:5] == ["did", "n't"]
    assert ferry.sentences[0].text == "Acme said it didn't close the ports."


def test_a_gold_document_is_the_running_text_with_its_blank_lines() -> None:
    doc = reference_doc(spacy.blank("en").vocab, sample()[0].sentences)
    assert doc.text.rstrip() == "Fresh talks resume in Lagos\n\nAda Obi was speaking. The port was closed."
    assert next(sentence.text.strip() for sentence in doc.sents) == "Fresh talks resume in Lagos"
    assert [token.tag_ for token in doc if token.is_space] == ["_SP"]
    assert [token.head.text for token in doc if token.dep_ == "nsubj:pass"] == ["closed"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a two-year-old boy", "a two - year - old boy"),
        ("non-human co-workers e-mail", "non-human co-workers e-mail"),
        ("it cost $5.4 or 10%", "it cost $ 5.4 or 10 %"),
        ("at 5:30 p.m. on Oct. 12", "at 5:30 p.m. on Oct. 12"),
        ("they can't and won’t", "they ca n't and wo n’t"),
        ("said—he said--no!!", "said — he said -- no !!"),
        ("U.S.-led; 1990-95", "U.S. - led ; 1990 - 95"),
        ("either/or and and/or", "either / or and and / or"),
        ("call 555-867-5309 now", "call 555-867-5309 now"),
    ],
)
def test_the_tokenizer_splits_as_universal_dependencies_do(text: str, words: str) -> None:
    assert [token.text for token in blank_english()(text)] == words.split()


def test_names_come_from_a_file_beside_the_treebank_in_this_projects_types(tmp_path: Path) -> None:
    write_data(tmp_path / "data")
    port, ferry = read_uner(tmp_path / "data" / "uner-ewt-dev.iob2", SAMPLE)
    assert [word.entity for word in port.sentences[1].words] == ["B-PERSON", "I-PERSON", "O", "O", "O"]
    assert ferry.sentences[0].words[0].entity == "B-ORG"


def test_columns_become_text_with_its_spaces(tmp_path: Path) -> None:
    path = tmp_path / "columns.txt"
    path.write_text('" I-X\n\nThe O\nBank B-organisation\n( O\nLagos I-location\n) O\n, O\nhe O\n\'s O\n')
    (_, document) = read_columns(path)
    (sentence,) = document.sentences
    assert sentence.text == "The Bank (Lagos), he's"
    assert [word.entity for word in sentence.words][:4] == ["O", "B-ORG", "O", "B-LOC"]


def test_gums_entities_count_where_they_are_proper_names_and_without_titles(tmp_path: Path) -> None:
    rows = [
        "1\tMr.\tMr.\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-person-new-nnnnn-cf1-1-coref",
        "2\tObi\tObi\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)",
        "3\tleft\tleave\tVERB\tVBD\t_\t1\tdep\t_\t_",
        "4\this\this\tPRON\tPRP$\t_\t5\tnmod:poss\t_\tEntity=(2-place-new-nnnnn-cf2-1-sgl(1-person-giv-nnnnn-cf1-1-ana)",
        "5\ttown\ttown\tNOUN\tNN\t_\t3\tobj\t_\tEntity=2)",
    ]
    path = tmp_path / "gum.conllu"
    path.write_text("\n".join(rows) + "\n\n")
    (document,) = read_gum(path)
    assert [word.entity for word in document.sentences[0].words] == ["O", "B-PERSON", "O", "O", "O"]


def _varied(rate: str, sentences: tuple[Sentence, ...]) -> tuple[list[Sentence], list[str]]:
    rates = Rates(**{name: float(name == rate) for name in Rates.__dataclass_fields__})
    return vary(sentences, rates, Random(1))


def test_nothing_changes_where_all_rates_are_zero() -> None:
    sentences = sample()[1].sentences
    changed, breaks = vary(sentences, CERTAIN, Random(1))
    assert changed == list(sentences)
    assert breaks == ["\n\n", ""]


def test_quotes_turn_curly_and_contractions_with_them() -> None:
    first, second = _varied("curly_quotes", sample()[1].sentences)[0]
    assert first.text == "Acme said it didn’t close the ports."
    assert second.text == "“We wait,” Obi said"


def test_a_headline_has_capitals_but_not_on_small_words() -> None:
    (changed, *_), _ = _varied("title_case", sample()[0].sentences)
    assert changed.text == "Fresh Talks Resume in Lagos"


def test_a_dropped_full_stop_leaves_a_paragraph_break() -> None:
    changed, breaks = _varied("no_final_stop", sample()[0].sentences)
    assert [sentence.text for sentence in changed][1] == "Ada Obi was speaking"
    assert breaks[1:] == ["\n\n", "\n\n"]


def test_the_sample_gives_names_to_three_kinds() -> None:
    tags = {name_tag(word) for document in sample() for sentence in document.sentences for word in sentence.words}
    assert tags >= {"B-PER", "B-ORG", "B-LOC"}
