"""The noun with its name behind "the government", where the article told last of "the Kestrian government". Part of
``write_titles``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import takewhile

from timeline_service import deadline
from timeline_service.lookups.quotations import is_inside, quotations
from timeline_service.model import Document, Sentence, Token
from timeline_service.stages.write_titles.phrase import is_a_time
from timeline_service.syntax.labels import NOMINAL_SUBJECTS
from timeline_service.syntax.tree import Tree

_FAR = 200  # words behind which a noun may mean another of its kind
_ASIDE = ("punct", "cc", "conj", "case", "cop")  # what tells nothing of a noun


def fuller_nouns(document: Document, definite: Collection[str]) -> dict[int, int]:
    """Subjects that are a bare "the" and a noun, each with the last noun of its kind, where that has a name and no
    other of its kind was told of: in the sentence before, or where that tells of none, in the article."""
    found: dict[int, int] = {}
    kinds: dict[str, list[Token]] = defaultdict(list)  # by lemma, those that are not bare
    ways: dict[str, set[frozenset[str]]] = defaultdict(set)  # by lemma, how those are told apart
    quotes = quotations(document)
    for sentence in deadline.checked(document.sentences):
        before = document.sentences[max(sentence.i - 1, 0)].first
        for token in _nouns(sentence, document):
            lemma = token.lemma.lower()
            told = kinds[lemma]
            if not _is_bare(token, document.tree, definite):
                told.append(token)
                ways[lemma].add(_described(token, document.tree))
            elif told and token.dep in NOMINAL_SUBJECTS and not is_inside(token.start, quotes):
                alone = len(_ways_since(before, told, document.tree) or ways[lemma]) == 1
                if alone and _is_same(token, told[-1]) and _is_named(told[-1], document, definite):
                    found[token.i] = told[-1].i
    return found


def _nouns(sentence: Sentence, document: Document) -> list[Token]:
    words = document.tokens[sentence.first : sentence.last]
    return [token for token in words if token.is_noun and token.dep not in ("compound", "flat")]


def _is_bare(noun: Token, tree: Tree, definite: Collection[str]) -> bool:
    """Whether a noun has "the" alone before it and nothing that tells which."""
    below = [child.lemma.lower() for child in tree[noun] if child.dep not in _ASIDE]
    return noun.pos == "NOUN" and len(below) == 1 and below[0] in definite


def _is_same(noun: Token, named: Token) -> bool:
    return named.features.number == noun.features.number and noun.i - named.i < _FAR


def _ways_since(start: int, nouns: list[Token], tree: Tree) -> set[frozenset[str]]:
    """How the last of some nouns are told apart, from a word of the text on."""
    return {_described(noun, tree) for noun in takewhile(lambda noun: noun.i >= start, reversed(nouns))}


def _described(noun: Token, tree: Tree) -> frozenset[str]:
    return frozenset(child.lemma for child in tree[noun] if child.i < noun.i and child.dep not in (*_ASIDE, "det"))


def _is_named(noun: Token, document: Document, definite: Collection[str]) -> bool:
    """Whether names stand before a noun, and beside them "the" alone: "the Orsa ferry", not "a new Orsa ferry", and not
    "the Monday meeting"."""
    before = [child for child in document.tree[noun] if child.i < noun.i and child.dep not in _ASIDE]
    if any(is_a_time(child, document) for child in before):
        return False
    names = [child for child in before if child.text[:1].isupper() and child.dep in ("compound", "amod")]
    known = noun.text[:1].isupper() or any(child.lemma.lower() in definite for child in before)
    others = (child for child in before if child not in names and child.dep != "compound")
    return bool(names) and known and all(child.lemma.lower() in definite for child in others)
