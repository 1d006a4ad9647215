"""What a relative clause tells of: of the trial in "the trial of Ann Ode, which was to begin". Part of ``annotate``."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline_service.model import Token

_OF_EVENTS = (("classes", "aspectual"), ("status", "scheduling"), ("status", "happening"))


def hang_relatives(tokens: Sequence[Token], words: Mapping) -> list[Token]:
    """The tokens, relative clauses that only an event can be the subject of hung from the event before them.

    The parse hangs most from the last noun: "the launch of the satellite, which was planned for May".
    """
    verbs = {verb for table, trait in _OF_EVENTS for verb in words.get(table, {}).get(trait, ())}
    nouns = {*words.get("event_nouns", ()), *words.get("nouns", {}).get("events", ())}
    hung = list(tokens)
    for token in tokens:
        if token.dep == "acl:relcl" and token.lemma in verbs and tokens[token.head].lemma not in nouns:
            noun = tokens[token.head]
            while noun.dep.startswith("nmod") and noun.lemma not in nouns:
                noun = tokens[noun.head]
            if noun.lemma in nouns and noun.pos == "NOUN":
                hung[token.i] = replace(token, head=noun.i)
    return hung
