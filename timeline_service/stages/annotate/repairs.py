"""The parser's trees, repaired where words show what they missed. Part of ``annotate``.

In "the trial of Ann Ode, which was to begin" the relative clause tells of the trial. In "retired officer Ann Ode spoke"
there is one subject, not two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline_service.model import Token

_TWICE = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "conj")
_OF_THE_WHOLE = ("case", "cc", "mark", "punct")
_WORDS = 20  # of a description, at most
_OF_EVENTS = (("classes", "aspectual"), ("status", "scheduling"), ("status", "happening"))


def repaired(tokens: Sequence[Token], words: Mapping) -> list[Token]:
    """The tokens, with other heads where a verb can have only an event as its subject, and where a name stands right
    behind the noun that says who that is; ``words`` are those of their language."""
    mended = _with_one_for_two(tokens)
    verbs = {verb for table, trait in _OF_EVENTS for verb in words.get(table, {}).get(trait, ())}
    nouns = {*words.get("event_nouns", ()), *words.get("nouns", {}).get("events", ())}
    for token in mended:
        if token.dep == "acl:relcl" and token.lemma in verbs and mended[token.head].lemma not in nouns:
            noun = mended[token.head]
            while noun.dep.startswith("nmod") and noun.lemma not in nouns:
                noun = mended[noun.head]
            if noun.lemma in nouns and noun.pos == "NOUN":
                mended[token.i] = replace(token, head=noun.i)
    return mended


def _with_one_for_two(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with a noun that has no article as a description of the name right behind it, where both hang from one
    word as the same: "retired officer Ann Ode spoke"; what belongs to the phrase hangs from the name."""
    articled = {token.head for token in tokens if token.dep == "det"}
    mended = list(tokens)
    for noun, name in pairwise(tokens):
        alike = noun.features.number == name.features.number
        twice = alike and noun.dep == name.dep in _TWICE and noun.head == name.head
        named = noun.pos == "NOUN" and name.pos == "PROPN" and name.entity
        if twice and named and noun.i not in articled and (noun.dep != "conj" or tokens[noun.head].pos == "PROPN"):
            mended[noun.i] = replace(noun, dep="nmod:desc", head=name.i)
            for token in tokens[max(noun.i - _WORDS, 0) : noun.i]:
                if token.head == noun.i and token.dep in _OF_THE_WHOLE:
                    mended[token.i] = replace(token, head=name.i)
    return mended
