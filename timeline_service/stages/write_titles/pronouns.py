"""The noun behind a pronoun that opens a sentence: the subject that the sentences before go on with. Part of
``write_titles``.

What ``resolve_pronouns`` leaves in doubt is taken up where nothing else was named since that the pronoun could mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from timeline_service import deadline
from timeline_service.model import Document, Sentence, Token
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

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
        if own.i not in found and _fits(noun, _kind(own, words), document):
            found[own.i] = noun.i
    for sentence in deadline.checked(document.sentences):
        pronoun = _subject(sentence, document)
        if pronoun is None or pronoun.pos != "PRON" or pronoun.i in found or pronoun.head in said:
            continue
        form = pronoun.text.lower()
        for subject in _subjects_before(sentence, document):
            if subject.i in found or subject.text.lower() != form:
                noun = document.tokens[found.get(subject.i, subject.i)]
                kind = _kind(pronoun, words)
                alone = not stood[noun.lemma] - {form} or kind != "person"
                if alone and _fits(noun, kind, document) and not _is_rivalled(noun, subject, pronoun, kind, document):
                    found[pronoun.i] = noun.i
                break
    return replace(document, antecedents=found)


def _of_the_speaker(document: Document, said: Collection[int]) -> Iterator[tuple[Token, Token]]:
    """Pronouns that are the subject of what somebody says, with the subject of the saying: "Kestria said it would"."""
    for clause in document.clauses:
        verb = document.tokens[clause.head]
        pronoun = document.tree.subject(verb)
        if verb.dep != "ccomp" or clause.frame is None or pronoun is None or verb.i in said:
            continue
        subject = document.tree.subject(document.tokens[verb.head])
        if subject is not None and pronoun.pos == "PRON" and pronoun.dep in NOMINAL_SUBJECTS and subject.i < pronoun.i:
            yield pronoun, subject


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


def _fits(noun: Token, kind: str, document: Document) -> bool:
    """Whether a noun has the number of a pronoun and is a person where that is one."""
    several = noun.features.number == "Plur" or any(child.dep == "conj" for child in document.tree[noun])
    if noun.pos not in ("NOUN", "PROPN") or not kind:
        return False
    if kind == "many":
        return several
    return not several and (noun.entity == "PERSON") == (kind == "person")


def _is_rivalled(noun: Token, subject: Token, pronoun: Token, kind: str, document: Document) -> bool:
    """Whether something else that the pronoun could mean is named from the last sentence with the noun on."""
    names = {token.text for token in document.tree.subtree(noun.i)}
    between = [token for token in document.tokens[subject.i : pronoun.i] if token.text not in names]
    if kind == "person":
        return any(token.entity == "PERSON" for token in between)
    if any(token.dep in NOMINAL_SUBJECTS and token.pos == "PRON" and token is not subject for token in between):
        return True
    number = "Plur" if kind == "many" else "Sing"
    roles = (*NOMINAL_SUBJECTS, "obj")
    nouns = (t for t in between if t.pos in ("NOUN", "PROPN") and t.features.number == number)
    return any(token.dep in roles or token.entity in ("ORG", "GPE") for token in nouns)
