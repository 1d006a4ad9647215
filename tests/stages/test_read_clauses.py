"""Clauses: tense and aspect as TimeML tags verb groups, what negates and conditions them, what they hang from."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH, parsed

from timeline_service.model import Clause
from timeline_service.stages.read_clauses import read_clauses
from timeline_service.syntax.features import features


def clause_of(sentence: str, word: str) -> Clause:
    """The clause whose predicate is this word."""
    document = read_clauses(parsed(sentence), ENGLISH)
    return next(clause for clause in document.clauses if document.tokens[clause.head].text == word)


def predicate(sentence: str, clause: int | None) -> str | None:
    document = read_clauses(parsed(sentence), ENGLISH)
    return None if clause is None else document.tokens[document.clauses[clause].head].text


@pytest.mark.parametrize(("sentence", "word", "tense", "aspect"), [
    ("The exhibition opens on Friday.", "opens", "PRESENT", "NONE"),
    ("Rebels are shelling the town of Orsa.", "shelling", "PRESENT", "PROGRESSIVE"),
    ("The council has approved the plan.", "approved", "PRESENT", "PERFECTIVE"),
    ("Miners have been striking since May.", "striking", "PRESENT", "PERFECTIVE_PROGRESSIVE"),
    ("The council voted on Monday.", "voted", "PAST", "NONE"),
    ("The bridge was closed by engineers on Monday.", "closed", "PAST", "NONE"),
    ("Crews were searching the harbour when the storm hit.", "searching", "PAST", "PROGRESSIVE"),
    ("Police said two men had fled before officers arrived.", "fled", "PAST", "PERFECTIVE"),
    ("The minister did not sign the treaty.", "sign", "PAST", "NONE"),
    ("The museum will open on Friday.", "open", "FUTURE", "NONE"),
    ("The airline may cut 40 flights.", "cut", "NONE", "NONE"),
    ("Inspectors should have closed the mine.", "closed", "NONE", "PERFECTIVE"),
    ("The union threatened to walk out.", "walk", "INFINITIVE", "NONE"),
    ("The mayor denied ordering the raid.", "ordering", "PRESPART", "NONE"),
    ("The summit is due to open in Lirona on May 9.", "due", "PRESENT", "NONE"),
    ("A deal signed in March will take effect in June.", "signed", "PASTPART", "NONE"),
])
def test_tense_and_aspect_of_a_verb_group(sentence, word, tense, aspect):
    clause = clause_of(sentence, word)
    assert (clause.tense, clause.aspect) == (tense, aspect)


@pytest.mark.parametrize(("sentence", "word", "tense"), [
    ("The summit is due to open in Lirona on May 9.", "open", "FUTURE"),
    ("The league is going to ban the club.", "ban", "FUTURE"),
    ("The council is to vote on May 9.", "vote", "FUTURE"),
    ("The fair was to open in Orsa and close on May 9.", "close", "FUTURE"),
    ("The board plans to sell two ferries and close a yard.", "sell", "FUTURE"),
    ("The union threatened to walk out.", "walk", "FUTURE"),
    ("Police said the road would reopen on Friday.", "reopen", "FUTURE"),
    ("The airline may cut 40 flights.", "cut", "FUTURE"),
    ("Inspectors should have closed the mine.", "closed", "PAST"),
    ("Two climbers managed to escape.", "escape", "PAST"),
    ("Troops began to withdraw.", "withdraw", "PAST"),
    ("An earthquake struck Almara at dawn on Monday, killing nine people.", "killing", "PAST"),
])
def test_a_clause_lies_where_its_governor_has_it(sentence, word, tense):
    assert clause_of(sentence, word).finite_tense == tense


@pytest.mark.parametrize(("sentence", "word", "modality"), [
    ("The airline may cut 40 flights.", "cut", "may"),
    ("A planned strike could halt trains.", "halt", "could"),
    ("A strike would close the port.", "close", "would"),
    ("Inspectors should have closed the mine.", "closed", "should"),
    ("The museum will open on Friday.", "open", ""),
    ("The council voted on Monday.", "voted", ""),
])
def test_modality_is_the_modal_and_will_is_no_modal(sentence, word, modality):
    assert clause_of(sentence, word).modality == modality


@pytest.mark.parametrize(("sentence", "word", "negation"), [
    ("The minister did not sign the treaty.", "sign", "not"),
    ("No flights left the island on Sunday.", "left", "No"),
    ("Nobody survived the crash.", "survived", "Nobody"),
    ("The jury left without reaching a verdict.", "reaching", "without"),
    ("The ferry no longer calls at Orsa.", "calls", "longer"),
    ("The jury left without reaching a verdict.", "left", None),
    ("The mayor denied ordering the raid.", "ordering", None),
])
def test_negation_is_the_word_that_negates(sentence, word, negation):
    span = clause_of(sentence, word).negation
    assert (sentence[span.start : span.end] if span else None) == negation


@pytest.mark.parametrize(("sentence", "word", "governor", "relation"), [
    ("Police said two men had fled before officers arrived.", "fled", "said", "ccomp"),
    ("Police said two men had fled before officers arrived.", "arrived", "fled", "advcl"),
    ("Police said two men had fled before officers arrived.", "said", None, "root"),
    ("The union threatened to walk out.", "walk", "threatened", "xcomp"),
    ("Rosa Quill, who led the inquiry, resigned on Monday.", "led", "resigned", "acl:relcl"),
    ("The club was fined and relegated on Monday.", "relegated", "fined", "conj"),
    ("The ruling, Ms. Vale said, ends the case.", "said", "ends", "parataxis"),
])
def test_a_clause_hangs_from_the_next_one_above(sentence, word, governor, relation):
    clause = clause_of(sentence, word)
    assert (predicate(sentence, clause.governor), clause.relation) == (governor, relation)


@pytest.mark.parametrize(("sentence", "word", "frame"), [
    ("Police said two men had fled before officers arrived.", "fled", "said"),
    ("Police said two men had fled before officers arrived.", "arrived", "said"),
    ("“We will appeal the ruling,” Ms. Vale said.", "appeal", "said"),
    ("The ruling, Ms. Vale said, ends the case.", "ends", "said"),
    ("The army denied that it had shelled the town.", "shelled", "denied"),
    ("Police said two men had fled before officers arrived.", "said", None),
    ("The union threatened to walk out.", "walk", None),
])
def test_what_was_said_is_framed_by_the_saying(sentence, word, frame):
    assert predicate(sentence, clause_of(sentence, word).frame) == frame


@pytest.mark.parametrize(("sentence", "word", "condition"), [
    ("If talks fail, unions will strike.", "fail", "if"),
    ("If talks fail, unions will strike.", "strike", "then"),
    ("Had the dam burst, the town would have flooded.", "burst", "if"),
    ("Had the dam burst, the town would have flooded.", "flooded", "then"),
    ("Crews were searching the harbour when the storm hit.", "searching", ""),
    ("If what the men who dug it said is true, the shaft will flood.", "said", "if"),
    ("If what the men who dug it said is true, the shaft will flood.", "dug", "if"),
    ("If what the men who dug it said is true, the shaft will flood.", "flood", "then"),
])
def test_conditions_are_told_apart_from_what_hangs_on_them(sentence, word, condition):
    assert clause_of(sentence, word).condition == condition


@pytest.mark.parametrize(("sentence", "word", "marker"), [
    ("If talks fail, unions will strike.", "fail", "if"),
    ("Crews were searching the harbour when the storm hit.", "hit", "when"),
    ("The strike began as talks collapsed.", "collapsed", "as"),
    ("Had the dam burst, the town would have flooded.", "burst", "if"),
    ("The council voted on Monday.", "voted", ""),
])
def test_the_marker_is_the_word_that_joins_a_clause(sentence, word, marker):
    assert clause_of(sentence, word).marker == marker


@pytest.mark.parametrize(("sentence", "word", "passive"), [
    ("The bridge was closed by engineers on Monday.", "closed", True),
    ("The club was fined and relegated on Monday.", "relegated", True),
    ("A deal signed in March will take effect in June.", "signed", True),
    ("The council voted on Monday.", "voted", False),
    ("Police said two men had fled before officers arrived.", "fled", False),
])
def test_passive_also_where_the_auxiliary_is_shared_or_left_out(sentence, word, passive):
    assert clause_of(sentence, word).passive is passive


@pytest.mark.parametrize(("word", "quoted"), [("appeal", True), ("said", False)])
def test_quoted_inside_quotation_marks(word, quoted):
    assert clause_of("“We will appeal the ruling,” Ms. Vale said.", word).quoted is quoted


def test_the_span_of_a_clause_is_its_verb_group():
    span = clause_of("Miners have been striking since May.", "striking").span
    assert "Miners have been striking since May."[span.start : span.end] == "have been striking"


@pytest.mark.parametrize(("sentence", "predicates"), [
    ("The cancelled concert cost the city a fortune.", ["cost"]),
    ("According to the navy, the trawler sank at dawn.", ["sank"]),
    ("The port shut following the attack.", ["shut"]),
    ("The summit is due to open in Lirona on May 9.", ["due", "open"]),
])
def test_adjectives_and_prepositions_made_of_verbs_head_no_clause(sentence, predicates):
    document = read_clauses(parsed(sentence), ENGLISH)
    assert [document.tokens[clause.head].text for clause in document.clauses] == predicates


def test_a_verb_of_one_form_is_past_where_its_subject_asks_the_present_for_an_ending():
    document = parsed("Tolna shut its beaches on Monday.")
    present = features("Mood=Ind|Tense=Pres|VerbForm=Fin")
    tokens = tuple(replace(t, features=present) if t.text == "shut" else t for t in document.tokens)
    assert read_clauses(replace(document, tokens=tokens), ENGLISH).clauses[0].tense == "PAST"
