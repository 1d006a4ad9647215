"""What is asked of an article for all its pronouns. Part of ``resolve_pronouns``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from timeline_service.model import Document, Sentence, Token
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_JOINED = ("conj", "parataxis")
_ROLES = {
    "obj": "object", "iobj": "object", "nmod:poss": "possessor", "obl": "oblique", "obl:agent": "agent", "root": "root",
    "appos": "apposition", "nmod": "of a noun",
}  # fmt: skip
Words = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Article:
    """What is asked of an article for all its pronouns: the verbs that frame what is said, and the words in quotes."""

    document: Document
    words: Words
    sayings: Mapping[int, int]  # predicate of what is said → that of the saying
    quoted: Collection[int]
    spoken: Collection[int]  # numbers of the sentences that are quotations alone
    framing: Collection[int]  # predicates of sayings

    def back(self, sentence: Sentence, to: Sentence) -> int:
        """How many sentences a sentence is after another, without those that are quotations alone."""
        return sum(n not in self.spoken for n in range(to.i, sentence.i))

    def sentence(self, token: Token) -> Sentence:
        """The sentence of a word."""
        return self.document.sentence_of(token.i)

    def role(self, token: Token) -> str:
        """What a noun is to its sentence, as far as it tells how much the sentence is about it."""
        tokens = self.document.tokens
        while token.dep == "conj" and token.head != token.i:
            token = tokens[token.head]
        if token.dep not in NOMINAL_SUBJECTS:
            return _ROLES.get(token.dep, "other")
        verb = tokens[token.head]
        while verb.dep in _JOINED and verb.head != verb.i:
            verb = tokens[verb.head]
        return "subject" if verb.head == verb.i else "subject below"
