"""Trees that cannot be become what they must have meant, and no tree that can be is touched; no model."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH, bank, document, reparsed
from misread import APPEALED, BEAT, MISREAD

from timeline_service.stages.repair_parse import repair_parse
from timeline_service.syntax.features import PAST, PAST_PARTICIPLE, of_tag


@pytest.mark.parametrize("sentence", bank())
def test_a_tree_that_can_be_stays(sentence):
    read = document(bank()[sentence])
    assert repair_parse(read, ENGLISH) == read


@pytest.mark.parametrize(("sentence", "wrong"), MISREAD, ids=[
    "a word of order for a preposition", "its clause for what is said", "a length of time on the subject",
    "the clause on the first of two verbs", "a clause before its verb", "the first clause for the main one",
    "a length of time on the subject of a marked clause", "the noun of the phrase for the subject",
    "both", "both clauses one after the other", "the subject for what is said of it", "the subject of a participle",
    "the verb of a sentence for a participle", "the subject of an adverb", "a relative clause beside its sentence",
    "the verb behind a relative clause for its second", "a participle for the verb",
    "a second root", "a number for who was", "the subject of a clause for who says it",
    "a clause inside the subject for the verb", "what is said for who says it",
])
def test_a_tree_that_cannot_be_becomes_what_it_meant(sentence, wrong):
    meant = document(bank()[sentence])
    mended = repair_parse(reparsed(meant, wrong), ENGLISH)
    assert tree(mended) == tree(meant)


def with_features(read, word, features):
    return replace(read, tokens=tuple(replace(t, features=features) if t.text == word else t for t in read.tokens))


def forms(read):
    return [(t.text, t.features) for t in read.tokens]


def tree(read):
    """Word, label and the word above; not of punctuation."""
    return [(t.text, t.dep, read.tokens[t.head].text) for t in read.tokens if t.dep != "punct"]


@pytest.mark.parametrize(("sentence", "wrong"), [
    ("The threat of a strike closed the port.", {"strike": ("nsubj", "closed")}),
    ("Rescuers failed to reach the crew.", {"crew": ("nsubj", "reach")}),
], ids=["a preposition that opens no clause", "a subject behind its verb"])
def test_what_may_mean_more_than_one_thing_is_left(sentence, wrong):
    read = reparsed(document(bank()[sentence]), wrong)
    assert repair_parse(read, ENGLISH) == read


def test_a_sentence_without_a_verb_has_its_participle_for_one():
    meant = document(bank()[APPEALED])
    wrong = reparsed(meant, {"league": ("root", "league"), "appealed": ("acl", "league")})
    read = with_features(wrong, "appealed", PAST_PARTICIPLE)
    assert forms(repair_parse(read, ENGLISH)) == forms(meant)
    assert tree(repair_parse(read, ENGLISH)) == tree(meant)
    heading = replace(read, sentences=tuple(replace(s, kind="heading") for s in read.sentences))
    assert repair_parse(heading, ENGLISH) == heading


def test_the_news_tells_what_was_done():
    meant = document(bank()[BEAT])
    now = with_features(meant, "beat", of_tag("VBP"))
    assert repair_parse(now, ENGLISH).tokens[1].features == PAST
