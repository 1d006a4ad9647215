"""Two words of one clause that tell one event: talks held, strikes that killed. A part of ``link_mentions``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline_service.model import Document, Event, Token
from timeline_service.syntax.tree import Tree


def one_event_each(document: Document, words: Mapping) -> Iterator[tuple[str, str]]:
    """(later, earlier mention) that one clause makes one event: talks held, strikes that killed, a launch begun."""
    same = words.get("same", {})
    at = {event.token: event for event in document.events}
    blows: dict[int, list[Event]] = {}
    for event in document.events:
        if event.lemma in same.get("blows", ()):
            blows.setdefault(event.sentence, []).append(event)
    for event in document.events:
        if event.pos == "VERB":
            near = blows.get(event.sentence, [])
            for other in _one_with(event, at, near, document, same, words):
                if other.polarity == event.polarity and (other.status == "denied") == (event.status == "denied"):
                    yield max(other.id, event.id, key=_number), min(other.id, event.id, key=_number)


def _one_with(
    verb: Event,
    at: Mapping[int, Event],
    near: list[Event],
    document: Document,
    same: Mapping,
    words: Mapping,
) -> Iterator[Event]:
    """The mentions that are one event with a verb, as the words hang together; ``near``: blows of its sentence."""
    status, order = words.get("status", {}), words.get("order", {})
    setting = order.get("setting", ())
    light, blows = verb.lemma in words.get("light", {}).get("verbs", ()), same.get("blows", ())
    for child in document.tree.children[verb.token]:
        other = at.get(_of_round(child, document.tree, same).i)
        if other is None:
            continue
        noun = other.pos != "VERB"
        if child.dep == "csubj" and other.text.lower() in blows:
            yield other  # "shelling killed 40": a blow that the parse reads as a verb
        subject = noun and child.dep in ("nsubj", "nsubj:pass", "obl:agent")
        hits = verb.lemma in same.get("hitting", ()) and document.tree.object(document.tokens[verb.token]) is not None
        blow = subject and other.lemma in blows and (hits or verb.lemma in same.get("tolls", ()))
        starts = subject and verb.lemma in same.get("starting", ())
        hangs = child.dep in ("obl", "advcl") and _marked(child, document.tree, *order.get("means", ()))
        answer = verb.lemma in same.get("answering", ()) and hangs
        if blow or starts or answer:
            yield other
        elif noun and light and child.dep in ("obj", "nsubj:pass"):
            yield other
        elif noun and light and child.dep == "obl" and _marked(child, document.tree, *same.get("into", ())):
            yield other  # "enter into force"
        elif noun and child.dep in ("obj", "nsubj:pass") and verb.lemma in status.get("rejecting", ()):
            yield other  # "rejected a proposal to build": told by its end
        elif noun and child.dep == "obj" and verb.lemma in setting and verb.status == other.status == "planned":
            yield other  # "has called a rally for Saturday"
        elif verb.event_class == "ASPECTUAL" and child.dep == "xcomp":
            yield other
    token = document.tokens[verb.token]
    head = at.get(token.head)
    if head is not None and token.dep == "acl" and verb.lemma in status.get("scheduling", ()):
        yield head
    if verb.lemma in same.get("tolls", ()):
        if head is not None and token.dep == "advcl" and verb.tense == "PRESPART":
            yield head
        if head is not None and token.dep in ("conj", "advcl") and _are_one_toll(head, verb, same):
            yield head  # "two were killed and nine injured"
        subjects = [child.i for child in document.tree.children[verb.token] if child.dep in ("nsubj", "nsubj:pass")]
        if verb.lemma not in same.get("ambiguous_tolls", ()) and not any(i in at for i in subjects):
            yield from sorted((o for o in near if o.id != verb.id), key=lambda other: _distance(other, verb))[:1]


def _are_one_toll(one: Event, other: Event, same: Mapping) -> bool:
    """Whether two verbs give parts of one toll: the dead and the hurt; one verb twice gives two."""
    both = {one.lemma, other.lemma} - set(same.get("ambiguous_tolls", ()))
    return one.pos == "VERB" and len(both) == 2 and both <= set(same.get("tolls", ()))


def _distance(blow: Event, toll: Event) -> tuple[bool, int]:
    return blow.token > toll.token, abs(blow.token - toll.token)


def _of_round(token: Token, tree: Tree, same: Mapping) -> Token:
    """The event of "a round of talks": what hangs from a noun that only counts."""
    if token.lemma not in same.get("counting", ()):
        return token
    return next((c for c in tree[token] if c.dep == "nmod"), token)


def _marked(token: Token, tree: Tree, *words: str) -> bool:
    return any(child.text.lower() in words and child.dep in ("case", "mark") for child in tree[token])


def _number(id: str) -> int:
    return int(id[1:])
