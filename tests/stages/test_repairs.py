"""Trees that the parser gets wrong hang together as they should."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH, parsed

from timeline_service.stages.annotate.repairs import repaired


@pytest.mark.parametrize(("verb", "hangs"), [("begin", "hearing"), ("marry", "Ann")])
def test_what_begins_is_the_event_and_not_the_person_named_behind_it(verb, hangs):
    tokens = list(parsed("The hearing of Ann Ode, which was to begin on Monday, was put off.").tokens)
    begin, name = (next(t for t in tokens if t.text == text) for text in ("begin", "Ann"))
    tokens[begin.i] = replace(begin, lemma=verb, head=name.i)
    assert tokens[repaired(tokens, ENGLISH.words)[begin.i].head].text == hangs


@pytest.mark.parametrize("number", ["Cross", "soldiers"])
def test_a_number_behind_a_name_begins_another_object(number):
    right = parsed("Rebels handed the Red Cross 14 soldiers.").tokens
    at = {token.text: token for token in right}
    wrong = list(right)
    wrong[at["Cross"].i] = replace(at["Cross"], dep="compound", head=at["soldiers"].i)
    wrong[at["the"].i] = replace(at["the"], head=at["soldiers"].i)
    wrong[at["14"].i] = replace(at["14"], head=at[number].i)
    assert repaired(wrong, ENGLISH.words) == list(right)


def test_a_participle_tells_of_the_object_right_before_it():
    right = parsed("Pirates sold the envoy nine sailors seized by them in January.").tokens
    at = {token.text: token for token in right}
    wrong = list(right)
    wrong[at["seized"].i] = replace(at["seized"], head=at["envoy"].i)
    assert repaired(wrong, ENGLISH.words) == list(right)


def test_a_date_between_the_commas_is_of_the_participle_that_stands_there():
    right = parsed("Marle, called Fort Ode until 1961, was laid out in 1887.").tokens
    at = {token.text: token for token in right}
    wrong = list(right)
    wrong[at["1961"].i] = replace(at["1961"], head=at["laid"].i)
    assert repaired(wrong, ENGLISH.words) == list(right)
