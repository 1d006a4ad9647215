"""Lists of names and the variation of names in a corpus, without training anything."""
from __future__ import annotations

from random import Random

import spacy

from training.conllu import Document, Sentence, Word
from training.gazetteer import Gazetteer, add_names
from training.mentions import NameRates, pool_of, vary_names
from training.vectors import cluster_vectors

CLUSTERS = {"mobile": 2, "Lagos": 6, "Paris": 6, "Mobile": 9}
LISTS = Gazetteer(places=("Lagos", "Paris", "Mobile", "Cotonou"), first_names=("Ada",), last_names=())
NEVER = NameRates(replaced=0, small=0, dateline=0)


def _sentence(*words: tuple[str, str]) -> Sentence:
    columns = [Word(form, form, "X", "", "", 0, "dep", space_after=True, entity=tag) for form, tag in words]
    return Sentence("1", tuple(columns), opens_paragraph=True)


TALKS = _sentence(("Talks", "O"), ("in", "O"), ("Cotonou", "B-LOC"), (".", "O"))
SPEECH = _sentence(("Ada", "B-PERSON"), ("Obi", "I-PERSON"), ("left", "O"), ("Porto", "B-LOC"), ("Novo", "I-LOC"))
PORTS = {"LOC": pool_of([Document("d", (SPEECH,))])["LOC"]}


def _rows(*forms: str) -> list[int]:
    vocab = spacy.blank("en").vocab
    vocab.vectors = cluster_vectors(vocab, CLUSTERS, width=8)
    add_names(vocab, CLUSTERS, LISTS)
    return [int(row) for row in vocab.vectors.find(keys=[vocab.strings[form] for form in forms])]


def test_a_place_without_a_cluster_gets_that_of_most_places_in_small_and_capital_letters_too() -> None:
    lagos, *others = _rows("Lagos", "Cotonou", "cotonou", "COTONOU", "LAGOS")
    assert others == [lagos] * 4


def test_a_name_that_is_more_often_a_common_word_is_left_as_it_is() -> None:
    assert _rows("MOBILE") == [-1]


def test_a_list_without_any_known_word_adds_nothing() -> None:
    assert _rows("Ada") == [-1]


def test_a_pool_has_each_name_once_under_its_type() -> None:
    pool = pool_of([Document("d", (TALKS, SPEECH, SPEECH))])
    assert {label: [" ".join(word.form for word in name) for name in names] for label, names in pool.items()} == {
        "LOC": ["Cotonou", "Porto Novo"],
        "PERSON": ["Ada Obi"],
    }


def test_names_stay_where_all_rates_are_zero() -> None:
    assert vary_names([TALKS, SPEECH], PORTS, NEVER, Random(1)) == [TALKS, SPEECH]


def test_a_name_is_replaced_by_another_of_its_type() -> None:
    (changed,) = vary_names([TALKS], PORTS, NameRates(replaced=1, small=0, dateline=0), Random(1))
    assert changed.text == "Talks in Porto Novo ."
    assert [word.entity for word in changed.words] == ["O", "O", "B-LOC", "I-LOC", "O"]


def test_a_name_in_capitals_stays_in_capitals() -> None:
    capitals = _sentence(("COTONOU", "B-LOC"))
    (changed,) = vary_names([capitals], PORTS, NameRates(replaced=1, small=0, dateline=0), Random(1))
    assert changed.text == "PORTO NOVO"


def test_a_name_in_small_letters() -> None:
    (changed,) = vary_names([SPEECH], {}, NameRates(replaced=0, small=1, dateline=0), Random(1))
    assert changed.text == "ada obi left porto novo"


def test_a_dateline_opens_the_passage_and_its_place_is_a_name() -> None:
    first, second = vary_names([TALKS, TALKS], PORTS, NameRates(replaced=0, small=0, dateline=1), Random(2))
    assert first.text.startswith("PORTO NOVO")
    assert first.text.endswith("Talks in Cotonou .")
    assert [word.entity for word in first.words][:2] == ["B-LOC", "I-LOC"]
    assert second == TALKS
