"""The TimeML class of an event: by its word, and by whether another event hangs from it. A part of ``find_events``.

An action or a state is intensional by the event that it introduces (TimeML annotation guidelines 1.2.1, 2.1.2):
"offered to sell" is one, "offered a canteen" is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from timeline_service.model import Token
from timeline_service.syntax.tree import Tree

_BY_WORD = ("reporting", "aspectual", "perception", "i_action", "i_state", "state")
_CLAUSES = ("xcomp", "ccomp")
_OPENED = ("advcl", "acl", "obl")  # clauses where a word opens them: "to leave", "against leaving"
_NOUNS = ("obj", "obl", "nmod", "nsubj:pass")


def event_class(token: Token, tree: Tree, words: Mapping[str, Any]) -> str:
    """The class of a verb or a noun."""
    listed = {name for name in _BY_WORD if token.lemma in words.get("classes", {}).get(name, ())}
    clauses = list(_clauses(token, tree))
    if token.pos != "VERB":
        if "i_action" in listed and clauses:
            return "I_ACTION"
        return "REPORTING" if "reporting" in listed else "OCCURRENCE"
    if token.lemma in words.get("status", {}).get("seeming", ()) and "state" in listed:
        return "I_STATE" if clauses else "OCCURRENCE"  # "appeared to agree", "appeared in court"
    if {"aspectual", "state"} <= listed:
        return "ASPECTUAL" if any(clause.pos == "VERB" for clause in clauses) else "STATE"
    if "i_action" in listed and "reporting" not in listed and not clauses and not _has_event_noun(token, tree, words):
        listed -= {"i_action"}
    return next((name.upper() for name in _BY_WORD if name in listed), "OCCURRENCE")


def is_event_noun(lemma: str, words: Mapping[str, Any]) -> bool:
    """Whether a noun names events, by the hand-made list and the table made from Open English WordNet."""
    nouns = words.get("nouns", {})
    listed = lemma in words.get("event_nouns", ()) and lemma not in nouns.get("never", ())
    return listed or lemma in nouns.get("events", ())


def _clauses(token: Token, tree: Tree) -> Iterator[Token]:
    for child in tree[token]:
        opened = child.pos == "VERB" and any(c.dep in ("mark", "case") for c in tree[child])
        if child.dep in _CLAUSES or (child.dep in _OPENED and opened):
            yield child


def _has_event_noun(token: Token, tree: Tree, words: Mapping[str, Any]) -> bool:
    return any(c.dep in _NOUNS and c.pos == "NOUN" and is_event_noun(c.lemma, words) for c in tree[token])
