"""The names of those whom "her" and "its" mean, in the place of the pronouns of a title. Part of ``write_titles``.

Pronouns that are subjects give way to their names before (:mod:`.subjects`); these are all others.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from timeline_service.model import Document, Token
from timeline_service.stages.write_titles.phrase import Words
from timeline_service.stages.write_titles.room import MAX_WORDS
from timeline_service.stages.write_titles.subjects import has_clitic, name_words
from timeline_service.stages.write_titles.text import QUOTES, is_hyphen, text

_APOSTROPHE = "’"
_LONGEST = 4  # words of a name that a pronoun gives way to


def with_names(words: Sequence[Token], subject: Sequence[Token], document: Document, lexicon: Words) -> list[Token]:
    """The words of a title, with a name for each pronoun that means somebody whom the title does not name: "Orsa's
    fall" for "its fall", "the court freed Ann Ode" for "the court freed her"; as they are where there is no room."""
    found: list[Token] = []
    quoted = False
    named = {token.text.lower() for token in words if token.pos != "PRON"}
    left: set[str] = set()  # the pronouns that stand
    for n, token in enumerate(words):
        quoted ^= token.text in QUOTES
        gives_way = not quoted and _may_give_way(token, n, subject, document, lexicon)
        name = _name(token, document, lexicon) if gives_way and not _is_alike(token, left, lexicon) else []
        if not name or not named.isdisjoint(word.text.lower() for word in name if word.dep != "det"):
            found.append(token)
            left |= {token.text.lower()} if token.features.is_personal else set()
            continue
        named |= {word.text.lower() for word in name}
        found += [*name, _ending(token, name[-1], document, lexicon)] if token.features.poss else name
    return found if found == words or len(text(found).split()) <= MAX_WORDS else list(words)


def _is_alike(pronoun: Token, others: Set[str], lexicon: Words) -> bool:
    """Whether one of other pronouns may mean the same: a name would tell them apart, as of "his mother left Bo"."""
    form, one = pronoun.text.lower(), lexicon.get("of_one_person")
    return form in others or (form in one and not others.isdisjoint(one))


def _may_give_way(pronoun: Token, place: int, subject: Sequence[Token], document: Document, lexicon: Words) -> bool:
    """Whether a word is a pronoun whose name the title may have: no subject but one that opens it or is of a clause
    beside a noun ("reports he is unwell"), nor of an owner that the subject may be: "the firm sold its mill"."""
    if not pronoun.features.is_personal or pronoun.i not in document.antecedents:
        return False
    if "subj" in pronoun.dep:
        beside = document.tokens[pronoun.head].dep.startswith("acl")
        return (beside or place == 0) and not has_clitic(pronoun, document)
    if place == 0 or not pronoun.features.poss or not subject:
        return True
    if any(token is pronoun for token in subject):
        return False
    if pronoun.text.lower() in lexicon.get("of_one_person") and _is_a_body_or_place(subject, document):
        return True
    several = any(token.features.number == "Plur" or token.dep == "conj" for token in subject)
    return several and pronoun.features.number == "Sing"


def _is_a_body_or_place(subject: Sequence[Token], document: Document) -> bool:
    """Whether a subject has a name that is nobody's: "the Navy towed his boat"."""
    own = set(subject)
    tops = [token for token in subject if document.tokens[token.head] not in own]
    return bool(tops) and all(token.entity in ("ORG", "GPE", "LOC") for token in tops)


def _name(pronoun: Token, document: Document, lexicon: Words) -> list[Token]:
    """A name, or a noun with "the" or of several without an article, as it stands in the place of a pronoun; nothing
    where that is long, has an owner or stands behind the pronoun, nor for one person what is no person's name."""
    noun, several = document.tokens[document.antecedents[pronoun.i]], pronoun.features.number == "Plur"
    person = any(word.entity == "PERSON" for word in (noun, *(c for c in document.tree[noun] if c.dep == "flat")))
    if pronoun.text.lower() in lexicon.get("of_one_person") and not person:
        return []
    words = sorted({*name_words(noun, document.tree, lexicon, several=several)}, key=lambda token: token.i)
    near = (document.tokens[word.i + 1] for word in words[:-1])
    words = sorted({*words, *(mark for mark in near if is_hyphen(mark, document.tokens))}, key=lambda token: token.i)
    new = any(word.dep == "det" and word.lemma.lower() not in lexicon.get("definite") for word in words)
    bare = noun.pos == "NOUN" and not any(word.dep == "det" for word in words) and noun.features.number != "Plur"
    owned = any(child.dep == "nmod:poss" for child in document.tree[noun])
    if new or bare or owned or not noun.is_noun or len(words) > _LONGEST or words[-1].i > pronoun.i:
        return []
    return [_in_the_place_of(pronoun, word, noun, document) for word in words]


def _in_the_place_of(pronoun: Token, word: Token, noun: Token, document: Document) -> Token:
    """A word of a noun within a sentence: "the", not "The"."""
    opens = word.i in document.derived(_first_words) and noun.pos != "PROPN" and word.text[1:2].islower()
    written = word.text[:1].lower() + word.text[1:] if opens or word.dep == "det" else word.text
    place = (pronoun.dep, pronoun.head) if word is noun else (word.dep, word.head)
    return replace(word, text=written, dep=place[0], head=place[1])


def _first_words(document: Document) -> frozenset[int]:
    return frozenset(sentence.first for sentence in document.sentences)


def _ending(pronoun: Token, last: Token, document: Document, lexicon: Words) -> Token:
    """What a name ends in that owns something."""
    several = last.features.number == "Plur" and last.text.endswith("s")
    one, many = lexicon.get("genitive"), lexicon.get("genitive_of_many")
    ending = next(iter(many if several else one), "")
    written = ending.replace("'", _APOSTROPHE) if _APOSTROPHE in document.text else ending
    return replace(pronoun, text=written, start=last.end, pos="PART")
