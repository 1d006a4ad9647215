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


@pytest.mark.parametrize(("entity", "head"), [("PERSON", "Ann"), ("", "was")])
def test_a_noun_tells_who_somebody_is_whose_name_stands_behind_it_with_its_role(entity, head):
    tokens = list(parsed("The hearing of Ann Ode, which was to begin on Monday, was put off.").tokens)
    of, name = (next(t for t in tokens if t.text == text) for text in ("of", "Ann"))
    verb = next(t for t in tokens if t.text == "was")
    noun = {"lemma": "clerk", "pos": "NOUN", "features": name.features}
    tokens[of.i] = replace(of, **noun, dep="nsubj", head=verb.i)
    tokens[name.i] = replace(name, dep="nsubj", head=verb.i, entity=entity)
    clerk = repaired(tokens, ENGLISH.words)[of.i]
    assert (tokens[clerk.head].text, clerk.dep) == (head, "nmod:desc" if entity else "nsubj")
