"""Who takes part in an event: agent, patient, recipient and place. A part of ``find_events``."""

from __future__ import annotations

from collections.abc import Mapping

from timeline_service.model import Clause, Document, Participant, Span, Token
from timeline_service.syntax.labels import SUBJECTS
from timeline_service.syntax.tree import Tree

_PHRASE = (
    "det", "amod", "compound", "flat", "nummod", "nmod:poss", "nmod:desc", "case", "fixed", "advmod", "nmod",
    "goeswith",
)  # fmt: skip
_PHRASE_LENGTH = 8  # words


def participants_of(token: Token, clause: Clause | None, document: Document, roles: Mapping) -> tuple[Participant, ...]:
    """Agent, patient, recipient and place, from the dependents of the trigger or, for a subject, of its governors."""
    found: list[Participant] = []
    for child in document.tree[token]:
        if role := _role(child, token, clause, document.tree, roles):
            found.append(participant(antecedent(child, token, document.tokens), role, document))
    if clause and document.tree.subject(token) is None:
        if subject := inherited_subject(clause, document):
            found.append(participant(subject, "patient" if clause.passive else "agent", document))
    return tuple(sorted(found, key=lambda p: p.span))


def _role(child: Token, token: Token, clause: Clause | None, tree: Tree, roles: Mapping) -> str:
    case = tree.case(child)
    if clause is None:
        if child.dep == "nmod:poss":
            return "agent"
        if child.dep == "nmod":
            return roles.get("of_nouns", {}).get(case, "")
        return "patient" if child.dep == "compound" else ""
    if child.dep in ("nsubj", "nsubj:pass"):
        return "patient" if child.dep == "nsubj:pass" else "agent"
    if child.dep == "obj":
        return "patient"
    if child.dep == "iobj":
        return "recipient"
    if child.dep in ("obl:agent", "obl") and clause.passive and case in roles.get("agents", ()):
        return "agent"
    if child.dep == "obl" and child.entity in ("GPE", "LOC") and case in roles.get("places", ()):
        return "place"
    return ""


def antecedent(child: Token, token: Token, tokens: tuple[Token, ...]) -> Token:
    """The noun that a relative pronoun stands for."""
    if child.is_relative and token.dep == "acl:relcl":
        return tokens[token.head]
    return child


def inherited_subject(clause: Clause, document: Document) -> Token | None:
    """The subject of a clause without one of its own: its governor's, or the noun that a participle modifies."""
    at: Clause | None = clause
    for _ in range(4):
        if at is None:
            return None
        head = document.tokens[at.head]
        if head.dep in ("acl", "acl:relcl"):
            return document.tokens[head.head]
        if at.governor is None or head.dep not in ("xcomp", "conj", "advcl"):
            return None
        at = document.clauses[at.governor]
        ordered = next((c for c in document.tree.children[at.head] if c.dep in ("obj", "iobj")), None)
        if head.dep == "xcomp" and ordered is not None and ordered.i < head.i:
            return ordered  # "ordered the mill to pay": the mill pays
        for child in document.tree.children[at.head]:
            if child.dep in SUBJECTS:
                return antecedent(child, document.tokens[at.head], document.tokens)
    return None


def participant(head: Token, role: str, document: Document) -> Participant:
    """The noun phrase around a head word, without its clauses; a long one is cut down to its head's near words."""
    members = [head]
    waiting = [head]
    while waiting:
        at = waiting.pop()
        for child in document.tree[at]:
            case = at is head and child.dep == "case"
            named = child.dep == "appos" and child.pos == "PROPN" and child.i == at.i + 1  # "the nurse Ida Holm"
            if (child.dep in _PHRASE or named) and not case and abs(child.i - head.i) <= _PHRASE_LENGTH:
                members.append(child)
                waiting.append(child)
    span = Span(min(t.start for t in members), max(t.end for t in members))
    noun = document.antecedents.get(head.i)
    entity = document.tokens[noun].entity if noun is not None else head.entity
    return Participant(span, document.text[span.start : span.end], role, head.i, entity, noun)
