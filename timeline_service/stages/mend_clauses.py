"""Clauses that a parse hung from the wrong word, as no grammar allows them. A part of ``mend_parse``.

A sentence has one root ("Rovers beat City 3-2 on Sunday"). An adverb has no subject ("the track was last inspected"); a
clause with a relative pronoun modifies a noun ("a pact on Saturday that will take effect"); what commas set off behind
a subject is not the verb of the sentence ("the airport, closed since dawn, is to reopen", "Mayhew, who was appointed in
2023, apologised"); a verb with "that" in front of its subject is said by another one ("the court held by eight votes to
five that parliament had erred"), and a clause behind a subject is not its verb ("raids after the truce took effect have
killed nine"); and what officials said last is not said by what stands before the comma.
"""
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from timeline_service.model import Sentence, Token

_RELATIVE = ("WDT", "WP")
_SUBJECTS = ("nsubj", "nsubj:pass")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BESIDE = ("parataxis", "conj", "ccomp")


def mend_clauses(
    tokens: list[Token], sentence: Sentence, saying: Collection[str], conjunctions: Collection[str]
) -> None:
    """Put right such trees of one sentence, in place; ``saying`` holds lemmas, ``conjunctions`` words."""
    root = _one_root(tokens, sentence)
    for i in range(sentence.first, sentence.last):
        _without_adverb(tokens, i, sentence)
        _as_relative(tokens, i, sentence)
        _without_verb(tokens, i)
        _inside_subject(tokens, i, sentence, conjunctions)
        if tokens[i].lemma in saying:
            _said_last(tokens, i, sentence)
    if root is not None:
        _ = _behind_relative(tokens, root, sentence) or _behind_participle(tokens, root, sentence)
        _with_content(tokens, root, sentence)


def _below(tokens: Sequence[Token], i: int, sentence: Sentence) -> list[Token]:
    return [t for t in tokens[sentence.first : sentence.last] if t.head == i and t.i != i]


def _one_root(tokens: list[Token], sentence: Sentence) -> int | None:
    """The root of a sentence; a second one that is no verb hangs from the first: "Rovers beat City 3-2 on Sunday"."""
    roots = [i for i in range(sentence.first, sentence.last) if tokens[i].head == i]
    for other in roots[1:]:
        if tokens[roots[0]].pos == "VERB" and tokens[other].pos in ("NUM", "NOUN", "PROPN", "ADV"):
            tokens[other] = replace(tokens[other], head=roots[0], dep="obl:unmarked")
    return roots[0] if roots else None


def _without_verb(tokens: list[Token], participle: int) -> None:
    """ "Seven were killed and 30 injured": the number is who was, and the second participle stands beside the first."""
    word, number = tokens[participle], tokens[participle - 1]
    if word.dep != "xcomp" or word.tag not in ("VBN", "VBD") or number.tag != "CD" or number.dep != "conj":
        return
    if number.head == word.head and word.head < number.i:
        tokens[participle] = replace(word, dep="conj", tag="VBN")
        tokens[number.i] = replace(number, head=participle, dep="nsubj:pass")
        for t in tokens[word.head + 1 : number.i]:
            if t.dep == "cc" and t.head == number.i:
                tokens[t.i] = replace(t, head=participle)


def _inside_subject(tokens: list[Token], verb: int, sentence: Sentence, conjunctions: Collection[str]) -> None:
    """ "Raids after the truce took effect have killed nine": the clause behind the subject has a subject of its own."""
    below = _below(tokens, verb, sentence)
    subject = next((t for t in below if t.dep in _SUBJECTS and t.i < verb), None)
    outer = next((t for t in below if t.dep in ("ccomp", *_BESIDE) and t.i > verb and t.pos == "VERB"), None)
    if subject is None or outer is None:
        return
    phrases = (t for t in _below(tokens, subject.i, sentence) if t.dep == "nmod" and subject.i < t.i < verb)
    inner = next(phrases, None)
    marks = _below(tokens, inner.i, sentence) if inner is not None else []
    mark = next((t for t in marks if t.dep == "case" and t.text.lower() in conjunctions), None)
    around = _below(tokens, outer.i, sentence)
    thing = next((t for t in around if t.dep == "nsubj" and verb < t.i < outer.i), None)
    helped = any(t.dep.startswith("aux") and t.tag in _FINITE and thing and t.i > thing.i for t in around)
    if inner is None or mark is None or thing is None or not helped:
        return
    above = tokens[verb]
    tokens[outer.i] = replace(outer, head=outer.i if above.head == verb else above.head, dep=above.dep)
    tokens[verb] = replace(above, head=outer.i, dep="advcl")
    tokens[subject.i] = replace(subject, head=outer.i)
    tokens[inner.i] = replace(inner, head=verb, dep="nsubj")
    tokens[mark.i] = replace(mark, head=verb, dep="mark")
    tokens[thing.i] = replace(thing, head=verb, dep="obj")


def _said_last(tokens: list[Token], verb: int, sentence: Sentence) -> None:
    """ "When a ferry hit a barge, officials said": what stands before the comma is not the subject of saying."""
    subjects = [t for t in _below(tokens, verb, sentence) if t.dep in _SUBJECTS and t.i < verb]
    if len(subjects) != 2 or tokens[verb].head == verb:
        return
    first, second = subjects
    parts = (t for t in _below(tokens, first.i, sentence) if t.dep == "acl" and t.tag in ("VBN", "VBD"))
    done = next((t for t in parts if first.i < t.i < second.i), None)
    if done is None or not any(t.text == "," for t in tokens[done.i : second.i]):
        return
    tokens[done.i] = replace(done, head=tokens[verb].head, dep=tokens[verb].dep, tag="VBD")
    tokens[first.i] = replace(first, head=done.i)
    for child in _below(tokens, verb, sentence):
        if child.i < first.i:
            tokens[child.i] = replace(child, head=done.i)
    tokens[verb] = replace(tokens[verb], dep="parataxis")


def _without_adverb(tokens: list[Token], adverb: int, sentence: Sentence) -> None:
    """ "Was last inspected": subject and auxiliary of an adverb right before a verb are the verb's."""
    word, verb = tokens[adverb], tokens[adverb].head
    if word.dep not in ("advmod", "amod") or verb != adverb + 1 or tokens[verb].tag not in ("VBN", "VBD"):
        return
    for child in _below(tokens, adverb, sentence):
        if child.i < adverb and child.dep in (*_SUBJECTS, "vocative", "cop", "aux", "aux:pass"):
            passive = tokens[verb].tag == "VBN"
            labels = {"cop": "aux:pass" if passive else "aux", "vocative": "nsubj"}
            label = "nsubj:pass" if child.dep == "nsubj" and passive else labels.get(child.dep, child.dep)
            tokens[child.i] = replace(child, head=verb, dep=label)


def _as_relative(tokens: list[Token], verb: int, sentence: Sentence) -> None:
    """ "A pact on Saturday that will take effect": the clause describes the thing that its governor acts on."""
    above = tokens[verb].head
    if tokens[verb].dep not in _BESIDE or above >= verb:
        return
    subject = next((t for t in _below(tokens, verb, sentence) if t.dep in _SUBJECTS and t.tag in _RELATIVE), None)
    if subject is None or subject.i > verb:
        return
    things = [t for t in _below(tokens, above, sentence) if t.dep in ("obj", "obl") and above < t.i < subject.i]
    thing = next((t for t in things if t.dep == "obj"), None)
    if thing is not None:
        tokens[verb] = replace(tokens[verb], head=thing.i, dep="acl:relcl")


def _behind_relative(tokens: list[Token], root: int, sentence: Sentence) -> bool:
    """ "Mayhew, who was appointed in 2023, apologised": the verb behind the second comma is the sentence's."""
    if tokens[root].pos not in ("NOUN", "PROPN"):
        return False
    for clause in _below(tokens, root, sentence):
        if clause.dep != "acl:relcl" or clause.i < root:
            continue
        rest = [t for t in _below(tokens, clause.i, sentence) if t.dep == "conj" and t.i > clause.i]
        verb = rest[0].i if rest else -1
        if verb < 0 or tokens[verb - 1].text != "," or tokens[verb].tag not in ("VBD", "VBN"):
            continue
        if any(t.i < verb and t.dep.startswith(("aux", *_SUBJECTS)) for t in _below(tokens, verb, sentence)):
            continue
        _crowned(tokens, verb, root)
        for other in rest[1:]:
            tokens[other.i] = replace(other, head=verb, tag="VBD" if other.tag == "VBN" else other.tag)
        return True
    return False


def _behind_participle(tokens: list[Token], root: int, sentence: Sentence) -> bool:
    """ "The airport, closed since dawn, is to reopen": the participle describes the subject of the verb behind it."""
    below = _below(tokens, root, sentence)
    subject = next((t for t in below if t.dep in _SUBJECTS and t.i < root), None)
    bare = tokens[root].tag in ("VBN", "VBD") and not any(t.dep.startswith("aux") or t.dep == "cop" for t in below)
    if subject is None or not bare or [t.text for t in tokens[subject.i + 1 : root]].count(",") != 1:
        return False
    if tokens[root - 1].text != ",":
        return False
    for verb in (t for t in below if t.i > root and t.dep in ("ccomp", *_BESIDE)):
        group = [verb, *_below(tokens, verb.i, sentence)]
        own = any(t.dep in _SUBJECTS for t in group)
        first = min((t.i for t in group if t.dep in ("cop", "aux", "aux:pass") or t is verb), default=verb.i)
        finite = any(t.tag in _FINITE and t.i == first for t in group)
        if own or not finite or tokens[first - 1].text != ",":
            continue
        _crowned(tokens, verb.i, root)
        tokens[subject.i] = replace(subject, head=verb.i)
        tokens[root] = replace(tokens[root], head=subject.i, dep="acl", tag="VBN")
        return True
    return False


def _with_content(tokens: list[Token], verb: int, sentence: Sentence) -> None:
    """ "The court held by eight votes that parliament had erred": the verb of saying stands before "that"."""
    below = _below(tokens, verb, sentence)
    mark = next((t for t in below if t.text.lower() == "that" and t.dep == "mark"), None)
    if mark is None or not any(t.dep in _SUBJECTS and t.i > mark.i for t in below):
        return
    subject = next((t for t in below if t.dep in _SUBJECTS and t.i < mark.i), None)
    parts = _below(tokens, subject.i, sentence) if subject is not None else []
    said = next((t for t in parts if t.dep == "acl" and t.tag in ("VBN", "VBD") and t.i < mark.i), None)
    if subject is None or said is None:
        return
    tokens[said.i] = replace(said, tag="VBD", head=said.i, dep="root")
    tokens[subject.i] = replace(subject, head=said.i, dep="nsubj")
    tokens[verb] = replace(tokens[verb], head=said.i, dep="ccomp")
    for child in below:
        if child.i < mark.i and child is not subject:
            tokens[child.i] = replace(child, head=said.i)


def _crowned(tokens: list[Token], verb: int, root: int) -> None:
    """A verb becomes the root of its sentence, and what was the root its subject."""
    tag = "VBD" if tokens[verb].tag == "VBN" and tokens[root].pos in ("NOUN", "PROPN") else tokens[verb].tag
    tokens[verb] = replace(tokens[verb], head=verb, dep="root", tag=tag)
    tokens[root] = replace(tokens[root], head=verb, dep="nsubj")
