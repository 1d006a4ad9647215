"""Words that the parse hangs from the noun beside the right one. Part of ``annotate``.

A relative clause tells of the trial in "the trial of Ann Ode, which was to begin"; "the Red Cross 14 soldiers held by
rebels" is two objects of a verb, and the soldiers were held.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from timeline_service.model import Token
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_ALIKE = ("nmod", "obl")
_OF_EVENTS = (("classes", "aspectual"), ("status", "scheduling"), ("status", "happening"))


def hang_relatives(tokens: Sequence[Token], words: Mapping) -> list[Token]:
    """The tokens, each clause hung from the noun that it can tell of, and each object from its verb."""
    hung = list(tokens)
    _part_two_objects(hung)
    _name_their_roles(hung)
    _close_asides(hung)
    _hang_in_asides(hung)
    _hang_from_events(hung, words)
    _hang_from_persons(hung, words)
    return hung


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


def _name_their_roles(tokens: list[Token]) -> None:
    """ "A gift from former coach Jim Orden, who was fired": where the parse hangs the role and the name behind it from
    one word alike, the role and what tells of it are the name's."""
    for token in tokens:
        role = tokens[token.i - 1]
        alike = token.dep in _ALIKE and (role.dep, role.head) == (token.dep, token.head)
        person = token.entity == "PERSON" and token.entity_start and role.pos == "NOUN" and not role.entity
        if not alike or not person or any(word.head == token.i and word.dep == "case" for word in tokens):
            continue
        around = [w for w in tokens if w.head == role.i and (w.dep == "case" or w.i > token.i)]
        for word in around:
            tokens[word.i] = replace(word, head=token.i)
        tokens[role.i] = replace(role, dep="nmod:desc", head=token.i)


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


def _hang_from_persons(tokens: list[Token], words: Mapping) -> None:
    """Participles that can be said of persons only, behind one's name: "a hearing for Ann Ode, 31, charged with"."""
    done = frozenset(words.get("status", {}).get("charging", ())) & frozenset(words.get("order", {}).get("judging", ()))
    known = words.get("pronouns", {})
    for token in tokens:
        noun = tokens[token.head]
        if token.dep != "acl" or token.lemma not in done or noun.pos != "NOUN" or noun.entity or noun.i > token.i:
            continue
        if any(noun.lemma in known.get(kind, ()) for kind in ("people", "groups")):
            continue
        named = [t for t in tokens[noun.i + 1 : token.i] if t.entity == "PERSON" and t.dep == "nmod"]
        if named and all(_is_told_of(named[-1], between, tokens) for between in tokens[named[-1].i + 1 : token.i]):
            tokens[token.i] = replace(token, head=named[-1].i)


def _is_told_of(name: Token, word: Token, tokens: list[Token]) -> bool:
    """Whether a word behind a name is one more of it or tells of it, as an age does, or is a mark."""
    return word.dep == "punct" or word.head == name.i or tokens[word.head].head == name.i


def _hang_in_asides(tokens: list[Token]) -> None:
    """ "Ann Ode, a thief caught in May, fled": what stands right behind a noun between commas tells of that noun."""
    for token in tokens:
        beside = tokens[token.i - 1]
        if token.dep != "acl" or beside.dep != "appos" or not token.head < beside.i < token.i:
            continue
        first = beside.i
        while first > token.head and tokens[first - 1].head == beside.i and tokens[first - 1].dep != "punct":
            first -= 1
        if tokens[first - 1].text == "," and _stands_under(beside, token.head, tokens):
            tokens[token.i] = replace(token, head=beside.i)


def _stands_under(word: Token, above: int, tokens: list[Token]) -> bool:
    while word.i != above and word.head != word.i:
        word = tokens[word.head]
    return word.i == above


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
