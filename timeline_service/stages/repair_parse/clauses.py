"""Repairs of clauses that hang from the wrong word. A part of ``repair_parse``.

A sentence has one root ("Rovers beat City 3-2 on Sunday"). An adverb has no subject ("the track was last inspected"); a
clause with a relative pronoun modifies a noun ("a pact on Saturday that will take effect"); what commas set off behind
a subject is not the verb of the sentence ("the airport, closed since dawn, is to reopen", "Mayhew, who was appointed in
2023, apologised"); a verb with "that" in front of its subject is said by another one ("the court held by eight votes to
five that parliament had erred"), and a clause behind a subject is not its verb ("raids after the truce took effect have
killed nine"); and what officials said last is not said by what stands before the comma.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from timeline_service.model import Sentence, Token
from timeline_service.syntax.draft import Draft
from timeline_service.syntax.features import PAST, PAST_PARTICIPLE, Features
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_BESIDE = ("parataxis", "conj", "ccomp")


def repair_clauses(draft: Draft, sentence: Sentence, saying: Collection[str], conjunctions: Collection[str]) -> None:
    """Put right such trees of one sentence; ``saying`` holds lemmas, ``conjunctions`` words."""
    draft.repair(_one_root, draft, sentence)
    root = next((i for i in range(sentence.first, sentence.last) if draft[i].head == i), None)
    for i in range(sentence.first, sentence.last):
        draft.repair(_without_adverb, draft, i)
        draft.repair(_as_relative, draft, i)
        draft.repair(_without_verb, draft, i)
        draft.repair(_inside_subject, draft, i, conjunctions)
        if draft[i].lemma in saying:
            draft.repair(_said_last, draft, i)
    if root is not None:
        _ = draft.repair(_behind_relative, draft, root) or draft.repair(_behind_participle, draft, root)
        draft.repair(_with_content, draft, root)


def is_past_form(word: Token) -> bool:
    """Whether a verb is in the past or a past participle: the forms that most verbs share, and parsers mix up."""
    return word.features.is_past or word.features.is_past_participle


def _told(verb: Token) -> Features:
    """The features of a verb that turns out to be finite: those of the past for a participle's."""
    return PAST if verb.features.is_past_participle else verb.features


def _one_root(draft: Draft, sentence: Sentence) -> int | None:
    """The root of a sentence; a second one that is no verb hangs from the first: "Rovers beat City 3-2 on Sunday"."""
    roots = [i for i in range(sentence.first, sentence.last) if draft[i].head == i]
    for other in roots[1:]:
        if draft[roots[0]].pos == "VERB" and draft[other].pos in ("NUM", "NOUN", "PROPN", "ADV"):
            draft[other] = replace(draft[other], head=roots[0], dep="obl:unmarked")
    return roots[0] if roots else None


def _without_verb(draft: Draft, participle: int) -> None:
    """ "Seven were killed and 30 injured": the number is who was, and the second participle stands beside the first."""
    word, number = draft[participle], draft[participle - 1]
    if word.dep != "xcomp" or not is_past_form(word) or number.pos != "NUM" or number.dep != "conj":
        return
    if number.head == word.head and word.head < number.i:
        draft[participle] = replace(word, dep="conj", features=PAST_PARTICIPLE)
        draft[number.i] = replace(number, head=participle, dep="nsubj:pass")
        for t in draft.below(number.i):
            if t.dep == "cc" and word.head < t.i < number.i:
                draft[t.i] = replace(t, head=participle)


def _inside_subject(draft: Draft, verb: int, conjunctions: Collection[str]) -> None:
    """ "Raids after the truce took effect have killed nine": the clause behind the subject has a subject of its own."""
    below = draft.below(verb)
    subject = next((t for t in below if t.dep in NOMINAL_SUBJECTS and t.i < verb), None)
    outer = next((t for t in below if t.dep in ("ccomp", *_BESIDE) and t.i > verb and t.pos == "VERB"), None)
    if subject is None or outer is None:
        return
    phrases = (t for t in draft.below(subject.i) if t.dep == "nmod" and subject.i < t.i < verb)
    inner = next(phrases, None)
    marks = draft.below(inner.i) if inner is not None else []
    mark = next((t for t in marks if t.dep == "case" and t.text.lower() in conjunctions), None)
    around = draft.below(outer.i)
    thing = next((t for t in around if t.dep == "nsubj" and verb < t.i < outer.i), None)
    helped = any(t.dep.startswith("aux") and t.features.is_finite and thing and t.i > thing.i for t in around)
    if inner is None or mark is None or thing is None or not helped:
        return
    above = draft[verb]
    draft[outer.i] = replace(outer, head=outer.i if above.head == verb else above.head, dep=above.dep)
    draft[verb] = replace(above, head=outer.i, dep="advcl")
    draft[subject.i] = replace(subject, head=outer.i)
    draft[inner.i] = replace(inner, head=verb, dep="nsubj")
    draft[mark.i] = replace(mark, head=verb, dep="mark")
    draft[thing.i] = replace(thing, head=verb, dep="obj")


def _said_last(draft: Draft, verb: int) -> None:
    """ "When a ferry hit a barge, officials said": what stands before the comma is not the subject of saying."""
    subjects = [t for t in draft.below(verb) if t.dep in NOMINAL_SUBJECTS and t.i < verb]
    if len(subjects) != 2 or draft[verb].head == verb:
        return
    first, second = subjects
    parts = (t for t in draft.below(first.i) if t.dep == "acl" and is_past_form(t))
    done = next((t for t in parts if first.i < t.i < second.i), None)
    if done is None or not any(t.text == "," for t in draft.tokens[done.i : second.i]):
        return
    draft[done.i] = replace(done, head=draft[verb].head, dep=draft[verb].dep, features=PAST)
    draft[first.i] = replace(first, head=done.i)
    for child in draft.below(verb):
        if child.i < first.i:
            draft[child.i] = replace(child, head=done.i)
    draft[verb] = replace(draft[verb], dep="parataxis")


def _without_adverb(draft: Draft, adverb: int) -> None:
    """ "Was last inspected": subject and auxiliary of an adverb right before a verb are the verb's."""
    word, verb = draft[adverb], draft[adverb].head
    if word.dep not in ("advmod", "amod") or verb != adverb + 1 or not is_past_form(draft[verb]):
        return
    for child in draft.below(adverb):
        if child.i < adverb and child.dep in (*NOMINAL_SUBJECTS, "vocative", "cop", "aux", "aux:pass"):
            passive = draft[verb].features.is_past_participle
            labels = {"cop": "aux:pass" if passive else "aux", "vocative": "nsubj"}
            label = "nsubj:pass" if child.dep == "nsubj" and passive else labels.get(child.dep, child.dep)
            draft[child.i] = replace(child, head=verb, dep=label)


def _as_relative(draft: Draft, verb: int) -> None:
    """ "A pact on Saturday that will take effect": the clause describes the thing that its governor acts on."""
    above = draft[verb].head
    if draft[verb].dep not in _BESIDE or above >= verb:
        return
    subject = next((t for t in draft.below(verb) if t.dep in NOMINAL_SUBJECTS and t.is_relative), None)
    if subject is None or subject.i > verb:
        return
    things = [t for t in draft.below(above) if t.dep in ("obj", "obl") and above < t.i < subject.i]
    thing = next((t for t in things if t.dep == "obj"), None)
    if thing is not None:
        draft[verb] = replace(draft[verb], head=thing.i, dep="acl:relcl")


def _behind_relative(draft: Draft, root: int) -> bool:
    """ "Mayhew, who was appointed in 2023, apologised": the verb behind the second comma is the sentence's."""
    if draft[root].pos not in ("NOUN", "PROPN"):
        return False
    for clause in draft.below(root):
        if clause.dep != "acl:relcl" or clause.i < root:
            continue
        rest = [t for t in draft.below(clause.i) if t.dep == "conj" and t.i > clause.i]
        verb = rest[0].i if rest else -1
        if verb < 0 or draft[verb - 1].text != "," or not is_past_form(draft[verb]):
            continue
        if any(t.i < verb and t.dep.startswith(("aux", *NOMINAL_SUBJECTS)) for t in draft.below(verb)):
            continue
        _promote_to_root(draft, verb, root)
        for other in rest[1:]:
            draft[other.i] = replace(other, head=verb, features=_told(other))
        return True
    return False


def _behind_participle(draft: Draft, root: int) -> bool:
    """ "The airport, closed since dawn, is to reopen": the participle describes the subject of the verb behind it."""
    below = draft.below(root)
    subject = next((t for t in below if t.dep in NOMINAL_SUBJECTS and t.i < root), None)
    bare = is_past_form(draft[root]) and not any(t.dep.startswith("aux") or t.dep == "cop" for t in below)
    if subject is None or not bare or [t.text for t in draft.tokens[subject.i + 1 : root]].count(",") != 1:
        return False
    if draft[root - 1].text != ",":
        return False
    for verb in (t for t in below if t.i > root and t.dep in ("ccomp", *_BESIDE)):
        group = [verb, *draft.below(verb.i)]
        own = any(t.dep in NOMINAL_SUBJECTS for t in group)
        first = min((t.i for t in group if t.dep in ("cop", "aux", "aux:pass") or t is verb), default=verb.i)
        finite = any(t.features.is_finite and t.i == first for t in group)
        if own or not finite or draft[first - 1].text != ",":
            continue
        _promote_to_root(draft, verb.i, root)
        draft[subject.i] = replace(subject, head=verb.i)
        draft[root] = replace(draft[root], head=subject.i, dep="acl", features=PAST_PARTICIPLE)
        return True
    return False


def _with_content(draft: Draft, verb: int) -> None:
    """ "The court held by eight votes that parliament had erred": the verb of saying stands before "that"."""
    below = draft.below(verb)
    mark = next((t for t in below if t.text.lower() == "that" and t.dep == "mark"), None)
    if mark is None or not any(t.dep in NOMINAL_SUBJECTS and t.i > mark.i for t in below):
        return
    subject = next((t for t in below if t.dep in NOMINAL_SUBJECTS and t.i < mark.i), None)
    parts = draft.below(subject.i) if subject is not None else []
    said = next((t for t in parts if t.dep == "acl" and is_past_form(t) and t.i < mark.i), None)
    if subject is None or said is None:
        return
    draft[said.i] = replace(said, features=PAST, head=said.i, dep="root")
    draft[subject.i] = replace(subject, head=said.i, dep="nsubj")
    draft[verb] = replace(draft[verb], head=said.i, dep="ccomp")
    for child in below:
        if child.i < mark.i and child is not subject:
            draft[child.i] = replace(child, head=said.i)


def _promote_to_root(draft: Draft, verb: int, root: int) -> None:
    """A verb becomes the root of its sentence, and what was the root its subject."""
    features = _told(draft[verb]) if draft[root].pos in ("NOUN", "PROPN") else draft[verb].features
    draft[verb] = replace(draft[verb], head=verb, dep="root", features=features)
    draft[root] = replace(draft[root], head=verb, dep="nsubj")
