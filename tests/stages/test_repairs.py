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
