"""Whether a clause that stands above an event happened at another time, so that it is no title for the event. Part of
``write_titles``."""

from __future__ import annotations

from collections.abc import Iterator

from timeline_service.model import HAPPENED, Document, Event, Token
from timeline_service.stages.write_titles.phrase import Words, is_a_time


def happened_at_another_time(head: Token, event: Event, document: Document, lexicon: Words) -> bool:
    """Whether ``head`` is the verb of a clause that the event only lies before or after ("four days after her house was
    searched"), that rests on it ("convicted over a riot in May"), or that is not told as done while the event is:
    "Under a pact signed on Monday, both sides shall withdraw"."""
    trigger = document.tokens[event.token]
    if head is trigger or not document.tree.covers(head.i, trigger.i):
        return False
    apart = {*lexicon.get("apart", ()), *(lexicon.get("grounds", ()) if event.pos == "NOUN" else ())}
    way = [word for word in _below(head, trigger, document) if word.dep.startswith(("advcl", "obl", "nmod"))]
    tells = _has_a_date(trigger, document) if event.pos == "NOUN" else _has_a_subject(trigger, document)
    if tells and any(_opener(word, document) & apart for word in way):
        return True
    participle = event.pos == "VERB" and trigger.dep == "acl" and event.tense == "PASTPART"
    if not participle or not way or event.status not in HAPPENED or head.pos not in ("VERB", "AUX"):
        return False
    return head.i not in document.derived(happened)


def happened(document: Document) -> frozenset[int]:
    """The words of the events that happened."""
    return frozenset(event.token for event in document.events if event.status in HAPPENED)


def _has_a_subject(verb: Token, document: Document) -> bool:
    """Whether it is known of whom a verb tells: a subject of its own that is no pronoun in doubt."""
    subject = document.tree.subject(verb)
    return subject is not None and (subject.pos != "PRON" or subject.i in document.antecedents)


def _has_a_date(noun: Token, document: Document) -> bool:
    """Whether a date or a distance in time belongs to a noun: "a riot in May", "a year after a similar fire"."""
    return any(is_a_time(word, document) for word in document.tree.subtree(noun.i))


def _below(head: Token, trigger: Token, document: Document) -> Iterator[Token]:
    """The words on the way up from a trigger, without the head itself."""
    for word in document.tree.way_up(trigger.i):
        if word is head:
            return
        yield word


def _opener(word: Token, document: Document) -> set[str]:
    return {child.text.lower() for child in document.tree[word] if child.dep in ("case", "mark")}
