"""The name behind "the company" or "the mayor", where the article has one that can be meant. Part of
``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from timeline_service import deadline
from timeline_service.lookups.quotations import is_inside, quotations
from timeline_service.model import Document, Sentence, Token
from timeline_service.stages.resolve_pronouns.nouns import Thing, name_of, things_of
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_OFTEN, _ABOVE_OTHERS = 2, 2  # times that an article names the firm it is about, and how many times as often as others
_Words = Mapping[str, Collection[str]]


def names_of_roles(document: Document, words: _Words) -> dict[int, int]:
    """Subjects that are a bare "the" and a role, each with the noun of the one name that it can stand for."""
    roles = _Roles(document, words)
    quotes = quotations(document)
    found = {}
    for sentence in deadline.checked(document.sentences):
        for token in document.tokens[sentence.first : sentence.last]:
            if sentence.kind == "body" and roles.is_role(token) and not is_inside(token.start, quotes):
                noun = roles.name(token, sentence)
                if noun is not None:
                    found[token.i] = noun
    return found


class _Roles:
    """Who has which role in an article."""

    def __init__(self, document: Document, words: _Words) -> None:
        self._document, self._firms = document, words.get("firms", ())
        self._people, self._groups = words.get("people", ()), words.get("groups", ())
        self._measures, self._definite = words.get("measures", ()), words.get("definite", ())
        self._new = words.get("new", ())

    @cached_property
    def _of(self) -> Mapping[int, Thing]:
        """What the article speaks of, by its nouns; few articles have a role that asks for it."""
        return things_of(self._document, self._measures, self._new)

    @cached_property
    def _named(self) -> Collection[Thing]:
        return {id(thing): thing for thing in self._of.values() if thing.named}.values()

    def is_role(self, token: Token) -> bool:
        """Whether a word is the subject, one of the roles, and has "the" alone before it."""
        if token.pos != "NOUN" or token.dep not in NOMINAL_SUBJECTS or token.features.number == "Plur":
            return False
        below = [c.lemma.lower() for c in self._document.tree[token] if c.dep not in ("punct", "cc", "conj")]
        known = token.lemma in self._people or token.lemma in self._groups or token.lemma in self._firms
        return known and len(below) == 1 and below[0] in self._definite

    def name(self, role: Token, sentence: Sentence) -> int | None:
        """The noun of the only name that has the role; for "the company" too that of the firm that is spoken of."""
        kind = "PERSON" if role.lemma in self._people else "ORG"
        before = [thing for thing in self._named if min(thing.named) < role.i]
        holders = [thing for thing in before if role.lemma in thing.roles]
        thing = None
        if holders:
            thing = holders[0] if len(holders) == 1 and holders[0].entity == kind else None
        elif role.lemma in self._firms:
            thing = self._subject_before(role, sentence) or self._firm_it_is_about(role, sentence, before)
        names = (i for i in thing.named if i < role.i and self._is_a_name_alone(i)) if thing else ()
        return max(names, default=None)

    def _is_a_name_alone(self, i: int) -> bool:
        """Whether a noun is a name and has no "'s", which may be part of it."""
        noun = self._document.tokens[i]
        words = name_of(noun, self._document)
        behind = (token for word in words for token in self._document.tokens[word.i + 1 : word.i + 2])
        whole = all(child.dep != "nmod:poss" for child in self._document.tree[noun])
        return noun.pos == "PROPN" and whole and not any(token.pos == "PART" for token in behind)

    def _subject_before(self, role: Token, sentence: Sentence) -> Thing | None:
        """The firm that is the subject of a clause around the role's, or of the sentence before, where none other is
        named since."""
        tree, tokens = self._document.tree, self._document.tokens
        above = (subject for verb in tree.ancestors(role.head) if (subject := tree.subject(verb)) is not None)
        before = self._document.sentences[sentence.i - 1] if sentence.i else sentence
        roots = (token for token in tokens[before.first : before.last] if token.head == token.i)
        opening = (subject for root in roots if (subject := tree.subject(root)) is not None)
        for subject in (*above, *opening):
            thing = self._of.get(subject.i)
            if subject.i < role.i and thing is not None:
                named = self._is_firm(thing) and subject.i in thing.named
                return thing if named and not self._names_another(thing, subject.i, role.i) else None
        return None

    def _firm_it_is_about(self, role: Token, sentence: Sentence, before: list[Thing]) -> Thing | None:
        """The firm of the headline that is named far more often than others, where none other was named lately."""
        often = {thing: sum(i < role.i for i in thing.nouns) for thing in before if self._is_firm(thing)}
        first = max(often, key=often.__getitem__, default=None)
        if first is None or not first.in_headline:
            return None
        most = max((times for thing, times in often.items() if thing is not first), default=0)
        start = self._document.sentences[max(sentence.i - 1, 0)].first
        rivalled = self._names_another(first, start, role.i)
        return first if often[first] >= max(_OFTEN, _ABOVE_OTHERS * most) and not rivalled else None

    def _is_firm(self, thing: Thing) -> bool:
        """Whether a body has a name without "the", as firms have, or one that says what it is: "the Orsa Company"."""
        nouns, tree = [self._document.tokens[i] for i in thing.named], self._document.tree
        article = any(c.dep == "det" and c.lemma.lower() in self._definite for noun in nouns for c in tree[noun])
        called = any(noun.lemma.lower() in self._firms for noun in nouns)
        return thing.entity == "ORG" and (called or not article)

    def _names_another(self, firm: Thing, start: int, end: int) -> bool:
        """Whether another firm is named between two words, be it in a compound."""
        for token in self._document.tokens[start:end]:
            thing = self._of.get(token.i, firm)
            named = thing is not firm and thing.entity == "ORG" and token.i in thing.named
            if named or (token.entity == "ORG" and token.is_noun and token.text not in firm.names):
                return True
        return False
