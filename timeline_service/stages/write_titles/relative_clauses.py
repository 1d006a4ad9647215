"""Which noun a relative clause tells of. Part of ``write_titles``."""

from __future__ import annotations

from timeline_service.model import Document, Token
from timeline_service.stages.read_clauses import verb_group
from timeline_service.stages.write_titles.phrase import Words
from timeline_service.stages.write_titles.subjects import own_subjects


def may_tell_of(clause: Token, noun: Token, document: Document) -> bool:
    """Whether a relative clause may tell of a noun between it and the one that the parse hangs it from: the numbers
    agree ("the family of jets, which has sold well"), and the noun is not inside the other's name ("the Bureau of
    Roads, which shut a bridge")."""
    tree = document.tree
    verb = min((clause, *verb_group(clause, tree)), key=lambda token: token.i)
    told = any(subject.is_relative for subject in own_subjects(clause, tree))
    told_number, number = verb.features.number, noun.features.number
    if told and told_number and number and told_number != number:
        return False
    name = document.tokens[min(clause.head, noun.i) : noun.i + 1]
    return not name[0].entity or any(token.entity != name[0].entity or token.entity_start for token in name[1:])


def stands_alone(clause: Token, document: Document, lexicon: Words, *, named: bool) -> bool:
    """Whether a relative clause is a sentence without its pronoun: "(the mill) in which two men died"; ``named`` where
    it has a subject."""
    below = list(document.tree.subtree(clause.i))
    if any(token.features.is_wh and token.features.poss for token in below):
        return False
    if document.tokens[clause.head].lemma.lower() in lexicon.get("moments", ()) and named:
        return True
    openers = [token for token in below if (token.is_relative or token.is_wh_adverb) and token.i <= clause.i]
    return any(token.is_wh_adverb or token.dep.startswith(("nsubj", "obl", "nmod")) for token in openers)
