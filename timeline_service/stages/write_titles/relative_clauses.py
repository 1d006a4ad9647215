"""Which noun a relative clause tells of. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from timeline_service.model import Document, Token
from timeline_service.stages.write_titles.phrase import Words
from timeline_service.stages.write_titles.subjects import own_subjects
from timeline_service.syntax.tree import Tree
from timeline_service.syntax.verbs import verb_group


def stands_behind(clause: Token, noun: Token, words: Collection[Token], document: Document) -> bool:
    """Whether a title has no other words than its noun's between a clause and the noun that it tells of, and the last
    of those: not "the plans of Orsa (and Lund), which fell"."""
    tree, tokens = document.tree, document.tokens
    first = _first(clause, tree)
    between = [token for token in tokens[noun.i + 1 : first] if token.dep != "punct"]
    if any(not tree.covers(noun.i, token.i) and token in words for token in between):
        return False
    before = tokens[max((token.i for token in words if noun.i <= token.i < first), default=noun.i)]
    return before.i == (between[-1].i if between else noun.i) or noun.i in (before.i, before.head)


def is_rivalled(clause: Token, noun: Token, document: Document) -> bool:
    """Whether a clause may tell of another noun between it and the one that it is taken to tell of."""
    tree = document.tree
    between = document.tokens[noun.i + 1 : _first(clause, tree)]
    beside = [t.i for t in between if t.dep == "appos" and t.head == noun.i]  # "Ines Corvo, a judge, who resigned"
    nouns = [t for t in between if t.is_noun and t.dep not in ("flat", "compound")]
    others = [t for t in nouns if not any(tree.covers(i, t.i) for i in beside)]
    sure = noun.i != clause.head  # of a date or a body, which the clause cannot tell of
    if sure or any(token.dep == "conj" for token in others):
        return False
    return any(_may_tell_of(clause, token, document) for token in others)


def is_told_of(noun: Token, clause: Token, line: Sequence[Token], document: Document) -> bool:
    """Whether the words of a title are a noun and what its clause tells of it: "Ten sailors whose boat sank", not
    "The minister of taking bribes"."""
    hangs = noun.is_noun and clause.head == noun.i and clause.dep.startswith("acl")
    opened = any(child.dep in ("mark", "case") and child.pos != "PART" for child in document.tree[clause])
    opened = opened or line[0].pos in ("ADP", "SCONJ")
    return hangs and not opened and _may_tell_of(clause, noun, document)


def _first(clause: Token, tree: Tree) -> int:
    return min(token.i for token in tree.subtree(clause.i) if token.dep != "punct")


def _may_tell_of(clause: Token, noun: Token, document: Document) -> bool:
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


def says_what_happened_there(clause: Token, words: Collection[Token], tree: Tree) -> bool:
    """Whether a clause that tells of a place or a time tells enough without it: "(the base in Orsa, where) ten sailors
    were brought back"."""
    opened = any(child.is_wh_adverb and child.i < clause.i for child in tree[clause])
    behind = (word for word in words if word.i > clause.i and word.dep != "compound:prt")
    return opened and next(behind, None) is not None
