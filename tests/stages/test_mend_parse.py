"""Trees that cannot be become what they must have meant, and no tree that can be is touched; no model."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH, bank, document, reparsed

from timeline_service.stages.mend_parse import mend_parse

TOOK = "Prices fell after the truce took effect."
KILLED = "Two years after a fire killed 72, residents are still waiting."
RETURNED = "Two days after a fire killed three, residents returned."
SIGNED = "A truce for Orsa was signed on Monday."
SILENT = "After a truce for Orsa was signed, the guns fell silent."
PUBLIC = "The firm paid a fine and closed after the report became public."
LOST = "The ship lost power."
BLOCKED = "A landslide triggered by the quake blocked the road."
APPEALED = "The league appealed in January."
INSPECTED = "The line was last inspected on May 4 and no flaws were found."
PACT = "The league signed a pact on Saturday that will take effect in July."
APPOINTED = "Rosa Quill, who was appointed in 2023, apologised and promised to return."
CLOSED = "The airport, closed since Sunday, is to reopen on Thursday."
HELD = "The court held by eight votes to five that the mayor had erred."
BEAT = "Rovers beat City 3-2 after extra time on Sunday."
INJURED = "Seven people were killed and 30 injured in the crash."
DIED = "Three people died when a ferry collided with a barge, officials said."
RAIDS = "Air raids after the truce took effect have killed nine people."
SEIZED = "The envoy resigned, two days after rebels seized the port."


@pytest.mark.parametrize("sentence", bank())
def test_a_tree_that_can_be_stays(sentence):
    read = document(bank()[sentence])
    assert mend_parse(read, ENGLISH) == read


@pytest.mark.parametrize(("sentence", "wrong"), [
    (TOOK, {"after": ("case", "truce")}),
    (TOOK, {"after": ("case", "truce"), "took": ("ccomp", "fell")}),
    (SEIZED, {"after": ("case", "rebels"), "days": ("nmod:unmarked", "rebels"), "seized": ("parataxis", "resigned")}),
    (PUBLIC, {"after": ("case", "report"), "became": ("ccomp", "paid")}),
    (RETURNED, {"after": ("case", "fire"), "days": ("nmod:unmarked", "fire")}),
    (KILLED, {
        "years": ("nmod:unmarked", "fire"), "after": ("case", "fire"), "killed": ("root", "killed"),
        "waiting": ("parataxis", "killed"),
    }),
    (KILLED, {"years": ("nmod:unmarked", "fire")}),
    (SIGNED, {"truce": ("root", "truce"), "signed": ("acl", "truce"), "Orsa": ("nsubj:pass", "signed")}),
    (SILENT, {
        "After": ("case", "truce"), "truce": ("obl", "fell"), "signed": ("acl", "truce"),
        "Orsa": ("nsubj:pass", "signed"),
    }),
    (SILENT, {"After": ("case", "truce"), "signed": ("root", "signed"), "fell": ("parataxis", "signed")}),
    (LOST, {"ship": ("root", "ship"), "lost": ("acl", "ship")}),
    (BLOCKED, {"landslide": ("nsubj", "triggered"), "triggered": ("advcl", "blocked")}),
    (APPEALED, {"league": ("root", "league"), "appealed": ("acl", "league")}),
    (INSPECTED, {"line": ("nsubj", "last"), "was": ("cop", "last")}),
    (PACT, {"take": ("parataxis", "signed"), "Saturday": ("nmod", "pact")}),
    (APPOINTED, {
        "Rosa": ("root", "Rosa"), "apologised": ("conj", "appointed"), "promised": ("conj", "appointed"),
    }),
    (CLOSED, {"closed": ("root", "closed"), "airport": ("nsubj", "closed"), "reopen": ("ccomp", "closed")}),
    (BEAT, {"3": ("root", "3"), "time": ("obl", "beat")}),
    (INJURED, {"30": ("conj", "killed"), "injured": ("xcomp", "killed"), "and": ("cc", "30")}),
    (DIED, {
        "when": ("advmod", "said"), "ferry": ("nsubj", "said"), "collided": ("acl", "ferry"), "said": ("advcl", "died"),
    }),
    (RAIDS, {
        "raids": ("nsubj", "took"), "after": ("case", "truce"), "truce": ("nmod", "raids"), "took": ("root", "took"),
        "effect": ("nsubj", "killed"), "killed": ("ccomp", "took"),
    }),
    (HELD, {"erred": ("root", "erred"), "court": ("nsubj", "erred"), "held": ("acl", "court")}),
], ids=[
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
    mended = mend_parse(reparsed(meant, wrong), ENGLISH)
    assert tree(mended) == tree(meant)


def tree(read):
    """Word, label and the word above; not of punctuation."""
    return [(t.text, t.dep, read.tokens[t.head].text) for t in read.tokens if t.dep != "punct"]


@pytest.mark.parametrize(("sentence", "wrong"), [
    ("The threat of a strike closed the port.", {"strike": ("nsubj", "closed")}),
    ("Rescuers failed to reach the crew.", {"crew": ("nsubj", "reach")}),
], ids=["a preposition that opens no clause", "a subject behind its verb"])
def test_what_may_mean_more_than_one_thing_is_left(sentence, wrong):
    read = reparsed(document(bank()[sentence]), wrong)
    assert mend_parse(read, ENGLISH) == read


def test_a_sentence_without_a_verb_has_its_participle_for_one():
    meant = document(bank()[APPEALED])
    wrong = reparsed(meant, {"league": ("root", "league"), "appealed": ("acl", "league")})
    read = replace(wrong, tokens=tuple(replace(t, tag="VBN") if t.text == "appealed" else t for t in wrong.tokens))
    assert [(t.text, t.tag) for t in mend_parse(read, ENGLISH).tokens] == [(t.text, t.tag) for t in meant.tokens]
    assert tree(mend_parse(read, ENGLISH)) == tree(meant)
    heading = replace(read, sentences=tuple(replace(s, kind="heading") for s in read.sentences))
    assert mend_parse(heading, ENGLISH) == heading


def test_the_news_tells_what_was_done():
    meant = document(bank()[BEAT])
    now = replace(meant, tokens=tuple(replace(t, tag="VBP") if t.text == "beat" else t for t in meant.tokens))
    assert mend_parse(now, ENGLISH).tokens[1].tag == "VBD"
