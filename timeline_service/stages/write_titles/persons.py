"""The person behind "he" or "she" that nothing else takes up: the only one named just before, or the one whom the
article is about. Part of ``write_titles``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from timeline_service import deadline
from timeline_service.model import Document, Sentence, Token
from timeline_service.stages.resolve_pronouns.nouns import whom_it_is_about
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_BACK = 3  # sentences back in which the person is named
_LONGEST = 8  # words of a name
_NAMING = ("appos", "flat", "compound", "nmod:desc")
_Words = Mapping[str, Collection[str]]


def persons_meant(document: Document, words: _Words, known: Mapping[int, int]) -> dict[int, int]:
    """The antecedents of pronouns for one person that have none among the ``known``, by token."""
    persons = _Persons(document, words, known)
    said = {clause.head for clause in document.clauses if clause.quoted}
    for sentence in deadline.checked(document.sentences):
        for token in document.tokens[sentence.first : sentence.last]:
            personal = token.pos == "PRON" and token.text.lower() in words.get("person", ())
            if personal and token.head not in said:
                persons.take(token, sentence)
    return persons.found


class _Persons:
    """Who is named where in a document, and whom its pronouns were found to stand for."""

    def __init__(self, document: Document, words: _Words, known: Mapping[int, int]) -> None:
        self._document, self._words, self._known = document, words, known
        self.found: dict[int, int] = {}
        self._names = _names(document)
        times = Counter(name for i, name in self._names.items() if self._names.get(i - 1) != name)
        self._hero = whom_it_is_about(times)
        self._genders: dict[str, set[str]] = defaultdict(set)  # by name
        for i, at in known.items():
            self._genders[self._names.get(at, "")].add(self._gender(document.tokens[i]))

    def take(self, pronoun: Token, sentence: Sentence) -> None:
        """Find whom a pronoun stands for, where no other person may be meant."""
        if pronoun.i in self._known:
            return
        named = self._named_before(pronoun, sentence)
        names = {self._names[token.i] for token in named}
        name = next(iter(names)) if len(names) == 1 else self._hero
        gender = self._gender(pronoun)
        if name not in names or self._genders[name] - {"", gender}:
            return
        token = next(token for token in named if self._names[token.i] == name)
        while self._names.get(token.head) == name and token.head != token.i:
            token = self._document.tokens[token.head]
        if token.dep == "nmod" and name != self._hero:
            return  # "in honour of Martin Luther King"
        self.found[pronoun.i] = token.i
        self._genders[name].add(gender)

    def _named_before(self, pronoun: Token, own: Sentence) -> list[Token]:
        """Who is told of in the nearest sentence before that tells of a person; nobody where one has no name there. Who
        is named in the pronoun's own sentence can only be meant by "his", or as the subject of a clause before."""
        document = self._document
        if named := [token for token in document.tokens[own.first : pronoun.i] if token.i in self._names]:
            return named if pronoun.features.poss or self._goes_on(pronoun, named) else []
        for before in reversed(document.sentences[max(own.i - _BACK, 0) : own.i]):
            words = document.tokens[before.first : before.last]
            meant = [document.tokens[self._antecedent(token.i)] for token in words]
            named = [token for token in meant if token.i in self._names]
            hero = any(self._names[token.i] == self._hero for token in named)
            if not hero and any(self._is_nameless(token) for token in words):
                return []
            if named:
                return named
        return []

    def _goes_on(self, pronoun: Token, named: Collection[Token]) -> bool:
        """ "When Anna Berg left, she …"."""
        subject = pronoun.dep in NOMINAL_SUBJECTS
        clauses = (self._document.tokens[token.head] for token in named if token.dep in NOMINAL_SUBJECTS)
        return subject and any(clause.dep == "advcl" and clause.head == pronoun.head for clause in clauses)

    def _antecedent(self, i: int) -> int:
        return self._known.get(i, self.found.get(i, i))

    def _is_nameless(self, token: Token) -> bool:
        """ "A witness" as subject or object, or "her" of whom nothing is known."""
        if token.text.lower() in self._words.get("person", ()):
            return self._antecedent(token.i) == token.i
        role = token.dep in NOMINAL_SUBJECTS or token.dep in ("obj", "iobj", "obl:agent")
        person = token.i not in self._names and token.lemma.lower() in self._words.get("people", ())
        named = any(child.i in self._names for child in self._document.tree[token] if child.dep in _NAMING)
        return role and person and not named

    def _gender(self, pronoun: Token) -> str:
        form = pronoun.text.lower()
        return next((each for each in ("male", "female") if form in self._words.get(f"{each}_forms", ())), "")


def _names(document: Document) -> dict[int, str]:
    """The words of names of persons, each with the surname of its person, by which a name without a first name and one
    without a surname are known too."""
    found: dict[int, str] = {}
    known: dict[str, str] = {}
    for first in (token for token in document.tokens if token.entity == "PERSON" and token.entity_start):
        name = [first]
        for behind in document.tokens[first.i + 1 : first.i + _LONGEST]:
            if behind.entity != "PERSON" or behind.entity_start:
                break
            name.append(behind)
        surname = name[-1].text if len(name) > 1 else known.get(first.text, first.text)
        found |= {token.i: surname for token in name}
        if len(name) > 1:
            known |= {surname: surname, first.text: surname}
    bare = (
        token for token in document.tokens if token.pos == "PROPN" and token.dep not in _NAMING and not token.entity
    )
    return found | {token.i: known[token.text] for token in bare if token.text in known}
