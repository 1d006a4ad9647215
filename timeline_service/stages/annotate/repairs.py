"""The parser's trees, repaired where words show that a relative clause hangs from the wrong noun. Part of ``annotate``.

In "the trial of Ann Ode, which was to begin" it tells of the trial.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline_service.model import Token

_OF_EVENTS = (("classes", "aspectual"), ("status", "scheduling"), ("status", "happening"))


def repaired(tokens: Sequence[Token], words: Mapping) -> list[Token]:
    """The tokens, with other heads where a verb can have only an event as its subject; ``words`` are those of their
    language."""
    mended = list(tokens)
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
