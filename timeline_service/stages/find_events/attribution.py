"""Who says that an event happened. A part of ``find_events``."""

from __future__ import annotations

from collections.abc import Mapping

from timeline_service.model import Clause, Document, Participant, Token
from timeline_service.stages.find_events.participants import antecedent, inherited_subject, participant
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_STEPS = 4  # from one saying to the next in which a speaker that only a pronoun names is looked for


def attribution_of(clause: Clause | None, document: Document, words: Mapping) -> Participant | None:
    """The speaker of the framing clause, or the phrase behind "according to"."""
    if clause is None:
        return None
    if clause.frame is not None:
        return _speaker(document.clauses[clause.frame], document, words)
    sources = words.get("roles", {}).get("sources", ())
    for child in document.tree.children[clause.head]:
        if child.dep == "obl" and any(c.lemma.lower() in sources for c in document.tree[child]):
            return participant(child, "source", document)
    return None


def _speaker(saying: Clause, document: Document, words: Mapping) -> Participant | None:
    """Who says it, as a noun.

    For a pronoun: what it stands for, who is quoted as saying "I", or who spoke in the sentence before.
    """
    at: Clause | None = saying
    for _ in range(_STEPS):
        if at is None:
            return None
        subject = _subject_of(at, document, words)
        if subject is not None:
            subject = document.tokens[document.antecedents.get(subject.i, subject.i)]
            if not subject.features.is_personal:
                return participant(subject, "source", document)
        if at.frame is not None:
            at = document.clauses[at.frame]
        elif subject is None or subject.features.person == "2":  # "you know" is said to nobody there
            return None
        else:
            at = _saying_before(at, document)
    return None


def _saying_before(saying: Clause, document: Document) -> Clause | None:
    """The last clause before one that frames what somebody said, in the sentence before."""
    n = document.sentence_of(saying.head).i
    if n < 1:
        return None
    before = document.sentences[n - 1]
    inside = document.clauses_in(before.first, before.last)
    frames = [clause.frame for clause in inside if clause.frame is not None]
    return document.clauses[max(frames)] if frames else None


def _subject_of(saying: Clause, document: Document, words: Mapping) -> Token | None:
    """Its own subject or agent, or that of what it goes with: "resigned and said", "a statement saying"."""
    head = document.tokens[saying.head]
    named = document.tree.children[saying.head]
    quoted = head.lemma in words.get("roles", {}).get("quoting", ())  # who "was told" something does not say it
    kinds = NOMINAL_SUBJECTS if quoted or not saying.passive else ("obl:agent", "nsubj")
    if own := next((c for kind in ("obl:agent", *kinds) for c in named if c.dep == kind), None):
        return antecedent(own, head, document.tokens)
    if saying.passive:
        return None
    above = document.clauses[saying.governor] if saying.governor is not None else None
    if above is not None and above.passive and saying.relation == "advcl" and not saying.marker:
        agents = (c for c in document.tree.children[above.head] if c.dep == "obl:agent")
        if agent := next(agents, None):
            return agent  # "was condemned by the union, saying that"
    if saying.relation == "acl" and above is not None and not _speaks(document.tokens[head.head], words):
        beside = (c for c in document.tree.children[above.head] if c.dep in NOMINAL_SUBJECTS)
        return next(beside, None) or inherited_subject(above, document)
    return inherited_subject(saying, document)


def _speaks(noun: Token, words: Mapping) -> bool:
    """Whether a noun may say something, and not only a verb with it: "sent a letter saying that"."""
    pronouns, accounts = words.get("pronouns", {}), words.get("status", {}).get("accounts", ())
    listed = (accounts, pronouns.get("people", ()), pronouns.get("groups", ()))
    return noun.entity in ("PERSON", "ORG") or any(noun.lemma in each for each in listed)
