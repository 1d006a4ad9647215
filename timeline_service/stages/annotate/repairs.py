"""The parser's trees, repaired where words or commas show that one hangs from the wrong word. Part of ``annotate``.

A relative clause tells of the trial in "the trial of Ann Ode, which was to begin"; "the Red Cross 14 soldiers held by
rebels" is two objects of a verb, and the soldiers were held; what stands between commas is of the participle there.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from timeline_service.model import Token
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_OF_EVENTS = (("classes", "aspectual"), ("status", "scheduling"), ("status", "happening"))


def repaired(tokens: Sequence[Token], words: Mapping) -> list[Token]:
    """The tokens, with other heads and labels where a repair holds; ``words`` are those of their language."""
    mended = list(tokens)
    _part_two_objects(mended)
    _close_asides(mended)
    _hang_from_events(mended, words)
    return mended


def _hang_from_events(tokens: list[Token], words: Mapping) -> None:
    """Relative clauses that only an event can be the subject of: "the launch of the satellite, which was planned"."""
    verbs = {verb for table, trait in _OF_EVENTS for verb in words.get(table, {}).get(trait, ())}
    nouns = {*words.get("event_nouns", ()), *words.get("nouns", {}).get("events", ())}
    for token in tokens:
        if token.dep == "acl:relcl" and token.lemma in verbs and tokens[token.head].lemma not in nouns:
            noun = tokens[token.head]
            while noun.dep.startswith("nmod") and noun.lemma not in nouns:
                noun = tokens[noun.head]
            if noun.lemma in nouns and noun.pos == "NOUN":
                tokens[token.i] = replace(token, head=noun.i)


def _close_asides(tokens: list[Token]) -> None:
    """ "Marle, called Fort Ode until 1961, was laid out": what stands between the commas is of the participle."""
    for token in tokens:
        noun = tokens[token.head]
        opened = token.dep == "acl" and token.i > 0 and tokens[token.i - 1].text == ","
        if not opened or noun.dep not in NOMINAL_SUBJECTS or noun.i > token.i:
            continue
        close = next((t for t in islice(tokens, token.i + 1, noun.head) if t.dep == "punct"), None)
        if close is None or close.text != ",":
            continue
        for inside in tokens[token.i + 1 : close.i]:
            if inside.head == noun.head and inside.dep.startswith("obl"):
                tokens[inside.i] = replace(inside, head=token.i)


def _part_two_objects(tokens: list[Token]) -> None:
    """ "Handed the Red Cross 14 soldiers": no number stands behind a noun's own noun. "Gave the envoy nine sailors held
    by them": a participle tells of the object right before it."""
    for token in tokens:
        if token.dep == "nummod":
            _part(token, tokens)
        elif token.dep == "acl" and token.features.is_past_participle and tokens[token.head].dep == "iobj":
            before, other = tokens[token.i - 1], tokens[token.head]
            if before.dep == "obj" and before.head == other.head and other.i < before.i:
                tokens[token.i] = replace(token, head=before.i)


def _part(number: Token, tokens: list[Token]) -> None:
    """Make what stands before a number inside an object an object of its own, where it has its own determiner."""
    first = tokens[number.i - 1]
    noun = tokens[first.head]
    verb = tokens[noun.head]
    inside = first.dep == "compound" and noun.dep == "obj" and number.head in (first.i, noun.i)
    if not inside or not verb.i < first.i < number.i < noun.i:
        return
    left = [t for t in tokens[verb.i + 1 : first.i] if t.head in (first.i, noun.i)]
    if any(t.dep == "det" for t in left):
        tokens[first.i] = replace(first, dep="iobj", head=verb.i)
        tokens[number.i] = replace(number, head=noun.i)
        for word in left:
            tokens[word.i] = replace(word, head=first.i)
