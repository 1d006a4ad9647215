"""The noun behind a pronoun that opens a sentence: the subject that the sentences before go on with. Part of
``write_titles``.

What ``resolve_pronouns`` leaves in doubt is taken up where nothing else was named since that the pronoun could mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice, pairwise

from timeline_service import deadline
from timeline_service.model import Document, Sentence, Token
from timeline_service.stages.write_titles.fuller_nouns import fuller_nouns
from timeline_service.stages.write_titles.persons import persons_meant
from timeline_service.stages.write_titles.phrase import is_a_time
from timeline_service.stages.write_titles.roles import names_of_roles
from timeline_service.syntax.labels import NOMINAL_SUBJECTS
from timeline_service.syntax.verbs import verb_group

_BESIDE = ("acl", "acl:relcl", "advcl")  # clauses that no sentence goes on with
_BACK = 6  # sentences that go on with a subject without naming it
_Words = Mapping[str, Collection[str]]


def with_subjects_that_go_on(document: Document, words: _Words) -> Document:
    """The document with an antecedent for more of the pronouns that are the subject of a sentence."""
    found = dict(document.antecedents)
    stood: dict[str, set[str]] = defaultdict(set)  # lemma of a noun → the pronouns that stood for it
    for i, at in found.items():
        stood[document.tokens[at].lemma].add(document.tokens[i].text.lower())
    said = {clause.head for clause in document.clauses if clause.quoted}
    for own, speaker in _of_the_speaker(document, said):
        noun = document.tokens[found.get(speaker.i, speaker.i)]
        if own.i not in found and _fits(noun, _kind(own, words), document, words):
            found[own.i] = noun.i
    for sentence in deadline.checked(document.sentences):
        opening = _subject(sentence, document)
        pronoun = _own_or_owner(opening, document) if opening is not None and opening.head not in said else None
        if pronoun is not None and pronoun.i not in found:
            form = pronoun.text.lower()
            before = (s for s in _subjects_before(sentence, document) if s.i in found or s.text.lower() != form)
            for subject in islice(before, 1):
                noun, kind = document.tokens[found.get(subject.i, subject.i)], _kind(pronoun, words)
                alone = not stood[noun.lemma] - {form} or kind != "person"
                if alone and _stands_for(pronoun, noun, subject, kind, document, words):
                    found[pronoun.i] = noun.i
        for again, first in _again(sentence, document):
            if again.i not in found and first.i in found:
                found[again.i] = found[first.i]
        for pronoun, subject in _within(sentence, document, said):
            noun, kind = document.tokens[found.get(subject.i, subject.i)], _kind(pronoun, words)
            same = subject.text.lower() == pronoun.text.lower()
            if pronoun.i in found or (subject.i in found and not same):
                continue
            doubtful = kind == "thing" and _is_doubtful_thing(noun, subject, pronoun, document, words)
            if not doubtful and _stands_for(pronoun, noun, subject, kind, document, words):
                found[pronoun.i] = noun.i
    found |= persons_meant(document, words, found)
    roles = fuller_nouns(document, words.get("definite", ())) | names_of_roles(document, words)
    return replace(document, antecedents={i: roles.get(noun, noun) for i, noun in found.items()} | roles)


def _stands_for(pronoun: Token, noun: Token, subject: Token, kind: str, document: Document, words: _Words) -> bool:
    """Whether a pronoun stands for the noun of a subject before it: it fits and nothing else was named since."""
    fits = _fits(noun, kind, document, words)
    return fits and not _is_rivalled(noun, subject, pronoun, kind, document, words.get("people", ()))


def _again(sentence: Sentence, document: Document) -> Iterator[tuple[Token, Token]]:
    """Pronouns that are subjects as the same word before them is in the sentence, with no other subject between."""
    words = document.tokens[sentence.first : sentence.last]
    subjects = (token for token in words if token.dep in NOMINAL_SUBJECTS and not token.is_relative)
    for before, token in pairwise(subjects):
        if token.pos == "PRON" and token.text.lower() == before.text.lower():
            yield token, before


def _within(sentence: Sentence, document: Document, said: Collection[int]) -> Iterator[tuple[Token, Token]]:
    """Pronouns that are the subject of a clause, with the subject before them of the clause around it or the one that
    it is joined to: "The club sold its ground in May, and in June it moved"."""
    for pronoun in document.tokens[sentence.first : sentence.last]:
        if pronoun.pos != "PRON" or pronoun.dep not in NOMINAL_SUBJECTS or pronoun.head in said:
            continue
        verb = document.tokens[pronoun.head]
        if verb.dep not in ("conj", "parataxis", "advcl"):
            continue
        subject = document.tree.subject(document.tokens[verb.head])
        if subject is not None and subject.i < pronoun.i and subject.dep in NOMINAL_SUBJECTS:
            yield pronoun, subject


def _of_the_speaker(document: Document, said: Collection[int]) -> Iterator[tuple[Token, Token]]:
    """Pronouns that are the subject of what somebody says, with the subject of the saying: "Kestria said it would"."""
    for clause in document.clauses:
        verb = document.tokens[clause.head]
        pronoun = document.tree.subject(verb)
        if verb.dep != "ccomp" or clause.frame is None or pronoun is None or verb.i in said:
            continue
        subject = document.tree.subject(document.tokens[verb.head])
        own = _own_or_owner(pronoun, document)
        if subject is not None and own is not None and pronoun.dep in NOMINAL_SUBJECTS and subject.i < pronoun.i:
            yield own, subject


def _own_or_owner(subject: Token, document: Document) -> Token | None:
    """A subject that is a pronoun, or the pronoun that says whose it is: "its" of "its mill"."""
    if subject.pos == "PRON":
        return subject
    return next((c for c in document.tree[subject] if c.dep == "nmod:poss" and c.pos == "PRON"), None)


def _is_doubtful_thing(noun: Token, subject: Token, pronoun: Token, document: Document, words: _Words) -> bool:
    """Whether "it" may mean something else: a noun between, or, in a clause that hangs from the other's, what the
    sentence before told of; or the noun is somebody."""
    other = any(
        token.is_noun
        and token.features.number != "Plur"
        and not document.tree.covers(subject.i, token.i)
        and not is_a_time(token, document)
        for token in document.tokens[subject.i + 1 : pronoun.i]
    )
    hangs = document.tokens[pronoun.head].dep == "advcl"
    return other or hangs or noun.lemma.lower() in words.get("people", ())


def _kind(pronoun: Token, words: _Words) -> str:
    form = pronoun.text.lower()
    return next((kind for kind in ("person", "many", "thing") if form in words.get(kind, ())), "")


def _subjects_before(sentence: Sentence, document: Document) -> Iterator[Token]:
    """The subjects of the sentences before, the nearest first, up to one that has none."""
    for before in reversed(document.sentences[max(sentence.i - _BACK, 0) : sentence.i]):
        subject = _subject(before, document)
        if before.kind != "body" or subject is None:
            return
        yield subject


def _subject(sentence: Sentence, document: Document) -> Token | None:
    root = next((t for t in document.tokens[sentence.first : sentence.last] if t.head == t.i), None)
    return next((c for c in document.tree[root] if c.dep in NOMINAL_SUBJECTS), None) if root else None


def _fits(noun: Token, kind: str, document: Document, words: _Words) -> bool:
    """Whether a noun has the number of a pronoun and is a person where that is one; of "they" also a body that acts as
    several: "The council have"."""
    several = noun.features.number == "Plur" or any(child.dep == "conj" for child in document.tree[noun])
    if not noun.is_noun or not kind:
        return False
    if kind == "many":
        return several or _acts_as_several(noun, document)
    if kind == "person":
        return not several and (noun.entity == "PERSON" or noun.lemma.lower() in words.get("people", ()))
    return not several and noun.entity != "PERSON"


def _acts_as_several(noun: Token, document: Document) -> bool:
    """Whether a body is told of as of several: "the council have met", "Vela Foods and their partners"."""
    if noun.entity != "ORG" or noun.dep not in NOMINAL_SUBJECTS:
        return False
    verb = document.tokens[noun.head]
    finite = [token for token in (verb, *verb_group(verb, document.tree)) if token.features.is_finite]
    many = min(finite, key=lambda token: token.i, default=verb)
    end = document.sentence_of(noun.i).last
    their = (t for t in document.tokens[noun.i : end] if t.features.poss and document.antecedents.get(t.i) == noun.i)
    return many.features.number == "Plur" or any(token.features.number == "Plur" for token in their)


def _is_rivalled(
    noun: Token, subject: Token, pronoun: Token, kind: str, document: Document, people: Collection[str]
) -> bool:
    """Whether something else that the pronoun could mean is named from the last sentence with the noun on; not the
    subject of a clause beside what the sentence tells: "The capsule sank as a probe passed. It lay there since"."""
    names = {token.text for token in document.tree.subtree(noun.i)}
    between = [t for t in document.tokens[subject.i : pronoun.i] if t.text not in names and not t.is_relative]
    if kind == "person":
        if noun.entity != "PERSON" and any(token.lemma.lower() in people for token in between):
            return True
        end = document.sentence_of(pronoun.i).last
        own = {token.text for token in document.tokens[pronoun.i : end] if token.entity == "PERSON"}  # not "he"
        others = (token.text for token in between if token.entity == "PERSON")
        return not own.isdisjoint(names) or any(text not in own for text in others)
    if any(token.dep in NOMINAL_SUBJECTS and token.pos == "PRON" and token is not subject for token in between):
        return True
    behind = document.tokens[pronoun.i : document.sentence_of(pronoun.i).last]
    if noun.pos == "PROPN" and any(token.pos == "PROPN" and token.text in names for token in behind):
        return True  # "it is owned by Vela" does not mean Vela
    number = "Plur" if kind == "many" else "Sing"
    nouns = [t for t in between if t.is_noun and t.features.number == number]
    subjects = (token for token in nouns if token.dep in NOMINAL_SUBJECTS)
    if any(document.tokens[token.head].dep not in _BESIDE for token in subjects):
        return True
    return not _acts(pronoun, document) and any(t.dep == "obj" or t.entity in ("ORG", "GPE") for t in nouns)


def _acts(pronoun: Token, document: Document) -> bool:
    """Whether a pronoun is the subject of a verb that does something to another: what the subject before likely is."""
    verb = document.tokens[pronoun.head]
    return pronoun.dep == "nsubj" and any(c.dep in ("obj", "ccomp", "xcomp") for c in document.tree[verb])
