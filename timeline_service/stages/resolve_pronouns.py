"""Third-person pronouns → the noun they stand for, where the text leaves little doubt; the others are left alone.

Centering's preference for subjects of the last utterance (Brennan, Friedman & Pollard 1987) over a window of three
sentences, with agreement in number and animacy, and the binding constraint that a verb's object is not its subject.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from timeline_service import deadline
from timeline_service.model import Document, Language, Sentence, Token
from timeline_service.stages import stage
from timeline_service.syntax.labels import NOMINAL_SUBJECTS
from timeline_service.syntax.tree import Tree

_WINDOW = 2  # sentences before the pronoun's own
_CERTAIN = 2.0  # score under which a pronoun is left alone
_MARGIN = 1.5  # by which the best candidate must lead another noun


class _Genders:
    """Lemmas of nouns by their gender: by their meaning, and by the pronouns that stood for them so far."""

    def __init__(self, words: Mapping) -> None:
        self._forms = {gender: words.get(f"{gender}_forms", ()) for gender in ("male", "female")}
        self._lemmas = {gender: set(words.get(gender, ())) for gender in ("male", "female")}

    def other_than(self, pronoun: Token) -> Collection[str]:
        """Lemmas that a pronoun cannot stand for."""
        other = {"male": "female", "female": "male"}.get(self._of(pronoun), "")
        return self._lemmas.get(other, ())

    def learn(self, pronoun: Token, noun: Token) -> None:
        """Keep in mind which pronoun stood for a noun."""
        if gender := self._of(pronoun):
            self._lemmas[gender].add(noun.lemma)

    def _of(self, pronoun: Token) -> str:
        return next((gender for gender, forms in self._forms.items() if pronoun.text.lower() in forms), "")


class _Events(NamedTuple):
    """Nouns that name events, and verbs whose passive only an event is the subject of: "it was put off"."""

    nouns: Collection[str]
    verbs: Collection[str]

    @classmethod
    def of(cls, words: Mapping) -> _Events:
        status = words.get("status", {})
        return cls(
            frozenset((*words.get("event_nouns", ()), *words.get("nouns", {}).get("events", ()))),
            frozenset((*status.get("cancelling_verbs", ()), *status.get("moving", ()))),
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document as it is read: ``spoken`` are the sentences that are only quoted, ``found`` the answers so far."""

    document: Document
    words: Mapping
    events: _Events
    spoken: Collection[int]
    genders: _Genders
    found: dict[int, int] = field(default_factory=dict)


@stage(needs=("tokens", "sentences", "clauses"), gives=("antecedents",))
def resolve_pronouns(document: Document, language: Language) -> Document:
    """``antecedents`` maps the token of a pronoun to the token of the head noun it stands for."""
    words = language.words.get("pronouns", {})
    reading = _Reading(document, words, _Events.of(language.words), _spoken(document), _Genders(words))
    quoted = {clause.head for clause in document.clauses if clause.quoted}
    for sentence in document.sentences:
        if sentence.kind == "body":
            for token in deadline.checked(document.tokens[sentence.first : sentence.last]):
                kind = _kind(token, reading)
                if kind and token.head not in quoted and (best := _best(token, kind, sentence, reading)):
                    reading.found[token.i] = best.i
                    reading.genders.learn(token, best)
    return replace(document, antecedents=reading.found)


def _spoken(document: Document) -> set[int]:
    """Numbers of the sentences whose clauses all stand in quotation marks."""
    quoted: dict[int, list[bool]] = defaultdict(list)
    heads = {clause.head: clause.quoted for clause in document.clauses}
    for sentence in document.sentences:
        for token in document.tokens[sentence.first : sentence.last]:
            if token.i in heads:
                quoted[sentence.i].append(heads[token.i])
    return {n for n, all_of in quoted.items() if all(all_of)}


def _kind(token: Token, reading: _Reading) -> str:
    """``person`` or ``many`` for a third-person pronoun, ``event`` for an ``it`` that was put off, else empty.

    What another ``it`` stands for is too often unsure.
    """
    document, form = reading.document, token.text.lower()
    if not token.features.is_personal or token.dep == "expl":
        return ""
    if form in reading.words.get("thing", ()) and token.dep == "nsubj:pass":
        verb = document.tokens[token.head]
        particle = next((c.text.lower() for c in document.tree[verb] if c.dep == "compound:prt"), "")
        return "event" if f"{verb.lemma} {particle}".rstrip() in reading.events.verbs else ""
    return next((kind for kind in ("person", "many") if form in reading.words.get(kind, ())), "")


def _best(pronoun: Token, kind: str, sentence: Sentence, reading: _Reading) -> Token | None:
    document, other = reading.document, reading.genders.other_than(pronoun)
    scores: dict[int, float] = {}
    for candidate, noun, score in _candidates(pronoun, sentence, reading):
        if noun.lemma in other or _bound(candidate, pronoun, document.tree):
            continue
        if _agrees(noun, kind, reading):
            scores[noun.i] = scores.get(noun.i, 0.0) + score if noun.i in scores else score + _animacy(noun, kind)
    ranked = sorted(scores, key=lambda i: (-scores[i], -i))
    if not ranked or scores[ranked[0]] < _CERTAIN:
        return None
    best = document.tokens[ranked[0]]
    rival = next((i for i in ranked[1:] if document.tokens[i].lemma != best.lemma), None)
    return best if rival is None or scores[best.i] - scores[rival] >= _MARGIN else None


def _candidates(pronoun: Token, sentence: Sentence, reading: _Reading) -> Iterator[tuple[Token, Token, float]]:
    """(mention, the noun it stands for, how much speaks for it) among the words before the pronoun.

    A sentence that is only a quotation is passed over: the article goes on with what it told before.
    """
    document, found, n = reading.document, reading.found, sentence.i
    for back in range(_WINDOW + 1):
        while n in reading.spoken and n != sentence.i:
            n -= 1
        if n < 0 or document.sentences[n].kind != "body":
            return
        utterance = document.sentences[n]
        n -= 1
        for token in document.tokens[utterance.first : min(utterance.last, pronoun.i)]:
            noun = document.tokens[found[token.i]] if token.i in found else token
            if noun.pos in ("NOUN", "PROPN") and token.dep not in ("compound", "flat", "nmod:desc", "obl:unmarked"):
                yield token, noun, _prominence(token, pronoun) - 0.9 * back


_ROLES = {"obl:agent": 1.4, "nmod:poss": 1.4, "obj": 1.2, "iobj": 1.2}


def _prominence(token: Token, pronoun: Token) -> float:
    subject = token.dep in NOMINAL_SUBJECTS
    parallel = subject and pronoun.dep in NOMINAL_SUBJECTS
    role = 2.0 if subject else _ROLES.get(token.dep, 0.7)
    return role + 0.5 * parallel + 0.4 * (token.pos == "PROPN" or token.features.is_personal)


def _agrees(noun: Token, kind: str, reading: _Reading) -> bool:
    words = reading.words
    plural = noun.features.number == "Plur"
    if kind == "event":
        return not plural and noun.pos == "NOUN" and noun.lemma in reading.events.nouns
    person = noun.entity == "PERSON" or noun.lemma.lower() in words.get("people", ())
    if kind == "person":
        return not plural and noun.entity not in ("ORG", "GPE", "LOC") and (person or noun.pos == "PROPN")
    return plural or noun.entity in ("ORG", "GPE") or noun.lemma.lower() in words.get("groups", ())


def _animacy(noun: Token, kind: str) -> float:
    """What the type of the noun adds: a named person for he and she, a body that acts for they, an event for it."""
    if kind == "person":
        return 1.0 if noun.entity == "PERSON" else 0.0
    if kind == "event":
        return 1.0
    return 0.4 if noun.entity in ("ORG", "GPE") else 0.0


def _bound(candidate: Token, pronoun: Token, tree: Tree) -> bool:
    """Whether the two are arguments of one verb, or one stands inside the other's phrase, so that they differ."""
    if candidate.head == pronoun.head and not pronoun.features.poss:
        return True
    return tree.covers(candidate.i, pronoun.i)
