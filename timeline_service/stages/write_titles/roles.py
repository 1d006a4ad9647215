"""The name behind "the company" or "the mayor", where the article has one that can be meant. Part of
``write_titles``."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property
from operator import itemgetter

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
        self._alone: dict[Thing, list[int]] = {}

    @cached_property
    def _of(self) -> Mapping[int, Thing]:
        """What the article speaks of, by its nouns; few articles have a role that asks for it."""
        return things_of(self._document, self._measures, self._new)

    @cached_property
    def _named(self) -> list[tuple[int, Thing]]:
        """What has a name, in the order in which it is named first, and where that is."""
        things = {id(thing): thing for thing in self._of.values() if thing.named}
        return sorted(((min(thing.named), thing) for thing in things.values()), key=itemgetter(0))

    @cached_property
    def _holders(self) -> Mapping[str, list[tuple[int, Thing]]]:
        """The same by role, of each role the first two: nobody is meant where two have it."""
        found: dict[str, list[tuple[int, Thing]]] = {}
        for first, thing in self._named:
            for role in thing.roles:
                if len(holders := found.setdefault(role, [])) < 2:
                    holders.append((first, thing))
        return found

    @cached_property
    def _firms_named(self) -> Collection[Thing]:
        return {thing for _, thing in self._named if self._is_firm(thing)}

    @cached_property
    def _leading(self) -> list[tuple[int, Thing, int, int]]:
        """For each mention of a firm that has been named, in text order: where it stands, and by then the firm that was
        mentioned most often, how often it was, and how often the next."""
        firms = [(first, thing) for first, thing in self._named if thing in self._firms_named]
        mentions = ((max(i, first), thing) for first, thing in firms for i in thing.nouns)
        times: Counter[Thing] = Counter()
        found: list[tuple[int, Thing, int, int]] = []
        for place, thing in sorted(mentions, key=itemgetter(0)):
            times[thing] += 1
            _, leader, most, next_most = found[-1] if found else (0, thing, 0, 0)
            if thing is leader:
                most += 1
            elif times[thing] > most:
                leader, most, next_most = thing, times[thing], most
            else:
                next_most = max(next_most, times[thing])
            found.append((place, leader, most, next_most))
        return found

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
        holders = [thing for first, thing in self._holders.get(role.lemma, ()) if first < role.i]
        thing = None
        if holders:
            thing = holders[0] if len(holders) == 1 and holders[0].entity == kind else None
        elif role.lemma in self._firms:
            thing = self._subject_before(role, sentence) or self._firm_it_is_about(role, sentence)
        names = self._names_alone(thing) if thing else []
        before = bisect_left(names, role.i)
        return names[before - 1] if before else None

    def _names_alone(self, thing: Thing) -> list[int]:
        """The nouns that are a name of a thing and nothing more, in text order."""
        if thing not in self._alone:
            self._alone[thing] = [i for i in sorted(thing.named) if self._is_a_name_alone(i)]
        return self._alone[thing]

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
                named = thing in self._firms_named and subject.i in thing.named
                return thing if named and not self._names_another(thing, subject.i, role.i) else None
        return None

    def _firm_it_is_about(self, role: Token, sentence: Sentence) -> Thing | None:
        """The firm of the headline that is named far more often than others, where none other was named lately."""
        before = bisect_left(self._leading, role.i, key=itemgetter(0))
        _, firm, times, next_most = self._leading[before - 1] if before else (0, None, 0, 0)
        if firm is None or not firm.in_headline or times < max(_OFTEN, _ABOVE_OTHERS * next_most):
            return None
        start = self._document.sentences[max(sentence.i - 1, 0)].first
        return None if self._names_another(firm, start, role.i) else firm

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
