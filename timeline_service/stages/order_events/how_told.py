"""How an event is told, as features of the date that it may share. A part of ``order_events``."""

from __future__ import annotations

from collections.abc import Iterator

from timeline_service.evidence.document_index import DocumentIndex
from timeline_service.model import Event

MANY = 6
_FAR = 13
_WORDS = ("advmod", "det", "mark", "case", "amod", "aux")  # words below an event that are told by themselves


def how_told(index: DocumentIndex, event: Event) -> Iterator[str]:
    """The clause of an event and its place, without its words."""
    sentence = index.document.sentences[event.sentence]
    clause = index.clause_at.get(event.token) or index.clause_above(event.token)
    yield f"as {event.pos.lower()}"
    yield f"in sentence {min(sentence.i, MANY)}"
    if sentence.kind != "body":
        yield f"in a {sentence.kind}"
    if event.event_class == "REPORTING":
        yield "of saying"
    if index.is_narrated(event):
        yield "narrated"
    if clause is None:
        return
    yield f"in the {clause.tense.lower()} {clause.aspect.lower()}"
    yield f"under {clause.relation}"
    yield from (name for name, holds in (
        ("quoted", clause.quoted), ("framed", clause.frame is not None), ("conditional", bool(clause.condition)),
        ("passive", clause.passive), ("marked", bool(clause.marker)),
    ) if holds)  # fmt: skip


def words_of(index: DocumentIndex, event: Event) -> Iterator[str]:
    """The word of an event and those below it."""
    token = index.tokens[event.token]
    yield f"word {event.lemma.lower()}"
    yield f"class {event.event_class.lower()}"
    yield f"status {event.status}"
    if event.pos != "VERB":
        yield f"hangs as {token.dep}"
    if event.attribution is not None:
        yield "attributed"
    for child in index.tree[token]:
        if child.dep in _WORDS:
            yield f"{child.dep} {child.lemma.lower()}"
        elif child.dep in ("obj", "ccomp", "nmod:poss"):
            yield f"with {child.dep}"
        elif child.dep.startswith("nsubj"):
            yield "subject " + {"PRON": "pronoun", "PROPN": "name"}.get(child.pos, "noun")


def participants(index: DocumentIndex, event: Event) -> set[str]:
    """The head words of who and what takes part; of a pronoun, of the noun that it stands for."""
    heads = (each.token if each.stands_for is None else each.stands_for for each in event.participants)
    return {index.tokens[head].lemma.lower() for head in heads}


def steps(number: int) -> str:
    """So many sentences, told coarsely."""
    return str(number) if number < 3 else "some" if number < MANY else "many" if number < _FAR else "far"


def few(number: int) -> str:
    """The same of what is seldom many."""
    return str(number) if number < 3 else "some"
