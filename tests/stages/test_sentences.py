"""The hand-checked sentences are trees in the one label scheme that the stages read."""
from __future__ import annotations

from collections import Counter

import pytest
from conllu import SENTENCES, bank, document, rows

DEPRELS = frozenset(
    "root nsubj nsubj:pass nsubj:outer csubj csubj:pass obj iobj obl obl:agent obl:unmarked nmod nmod:poss nmod:desc "
    "nmod:unmarked acl acl:relcl advcl ccomp xcomp conj cc cc:preconj mark case det det:predet amod advmod compound "
    "compound:prt flat fixed parataxis punct aux aux:pass cop expl nummod appos discourse vocative".split()
)
POS = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
TAGS = frozenset(
    "CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN "
    "VBP VBZ WDT WP WP$ WRB . , : `` '' -LRB- -RRB-".split()
)
OF_TAG = {
    "VBD": "Tense=Past|VerbForm=Fin", "VBZ": "Tense=Pres|VerbForm=Fin", "VBP": "Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin", "VBG": "Tense=Pres|VerbForm=Part", "VBN": "Tense=Past|VerbForm=Part", "NN": "Number=Sing",
    "NNS": "Number=Plur", "PRP": "PronType=Prs", "PRP$": "Poss=Yes|PronType=Prs",
}  # fmt: skip
ENTITIES = frozenset(("", "PERSON", "ORG", "GPE", "LOC"))


def test_no_sentence_stands_twice():
    lines = [line for path in SENTENCES.glob("*.conllu") for line in path.read_text(encoding="utf-8").splitlines()]
    twice = [line for line, times in Counter(line for line in lines if line.startswith("# text")).items() if times > 1]
    assert not twice


def test_the_words_of_a_sentence_make_its_text():
    assert [text for text, conllu in bank().items() if document(conllu).text.rstrip() != text] == []


def test_words_are_numbered_from_one():
    for text, conllu in bank().items():
        found = rows(conllu)
        assert [row[0] for row in found] == [str(n) for n in range(1, len(found) + 1)], text
        assert all(len(row) == 10 for row in found), text


@pytest.mark.parametrize("text", bank())
def test_every_word_hangs_from_the_one_root(text):
    heads = {int(row[0]): int(row[6]) for row in rows(bank()[text])}
    assert [row[7] for row in rows(bank()[text]) if row[6] == "0"] == ["root"]
    for word in heads:
        way = [word]
        while way[-1] and way[-1] not in way[:-1]:
            way.append(heads[way[-1]])
        assert way[-1] == 0, f"word {word} hangs from itself"


@pytest.mark.parametrize(("field", "scheme"), [("dep", DEPRELS), ("pos", POS), ("entity", ENTITIES)])
def test_labels_are_of_the_scheme(field, scheme):
    strange = {getattr(token, field) for conllu in bank().values() for token in document(conllu).tokens} - scheme
    assert not strange


def test_tags_and_features_are_of_the_scheme():
    found = [row for conllu in bank().values() for row in rows(conllu)]
    assert {row[4] for row in found} <= TAGS
    for row in found:
        if row[4] in OF_TAG:
            assert set(OF_TAG[row[4]].split("|")) <= set(row[5].split("|")), row


def test_function_words_carry_nothing():
    for text, conllu in bank().items():
        found = rows(conllu)
        leaves = {row[0] for row in found if row[7] in ("case", "mark", "aux", "aux:pass", "cop", "cc", "det", "punct")}
        assert not [row for row in found if row[6] in leaves and row[7] not in ("fixed", "conj")], text
