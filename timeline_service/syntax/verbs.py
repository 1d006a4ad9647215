"""Verbs with what belongs to them: the form of one, its auxiliaries, the phrase that ends its negation."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from timeline_service.syntax.labels import VERB_GROUP
from timeline_service.syntax.tree import Tree

if TYPE_CHECKING:
    from timeline_service.model import Token

Form = Literal["PAST", "PRESENT", "PRESPART", "PASTPART", "INFINITIVE", "NONE"]
_NON_FINITE = ("PRESPART", "PASTPART", "INFINITIVE")


def form_of(verb: Token) -> Form:
    """What the form of a verb says by itself, in the terms of TimeML's tenses."""
    features = verb.features
    if features.is_past or features.is_present:
        return "PAST" if features.is_past else "PRESENT"
    if features.is_present_participle or features.is_past_participle:
        return "PRESPART" if features.is_present_participle else "PASTPART"
    return "INFINITIVE" if features.is_base_form else "NONE"


def verb_group(token: Token, tree: Tree) -> list[Token]:
    """Auxiliaries and copulas of a predicate; a bare conjunct shares those of the verb that it is joined to."""
    seen: set[int] = set()
    while token.i not in seen:
        seen.add(token.i)
        group = [child for child in tree[token] if child.dep in VERB_GROUP]
        first = tree.tokens[token.head]
        if group or token.dep != "conj" or form_of(token) not in _NON_FINITE or form_of(first) != form_of(token):
            return group
        if any(c.dep.startswith("nsubj") or c.dep == "mark" for c in tree[token]):
            return group
        token = first
    return []


def until_phrase(token: Token, tree: Tree, until: Collection[str]) -> Token | None:
    """The head of the phrase that ends a negation: "was not charged until August" says that she was."""
    for child in tree[token]:
        openers = (c.text.lower() for c in tree[child] if c.dep in ("case", "mark"))
        if child.dep in ("obl", "advcl", "obl:unmarked") and any(word in until for word in openers):
            return child
    return None
