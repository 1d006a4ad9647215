"""What may be the title of an event, the likeliest first. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from timeline_service.model import Document, Event, Token
from timeline_service.stages.read_clauses import verb_group
from timeline_service.stages.write_titles.laws import Candidate
from timeline_service.stages.write_titles.shorten import clause_words, noun_words
from timeline_service.stages.write_titles.subjects import own_subjects

_NOMINAL = ("NOUN", "PROPN")
_Lexicon = Mapping[str, Collection[str]]


def candidates(
    event: Event, document: Document, lexicon: _Lexicon, taken: Collection[str], *, alone: bool
) -> Iterator[Candidate]:
    """The titles that one mention gives; ``alone`` where the verb of a noun has a title of its own."""
    ways: tuple[Callable[[Event, Document], tuple[Token, bool] | None], ...]
    ways = (noun_itself, verb_over) if alone else (verb_over, noun_itself)
    ways = (*ways, own_clause, clause_above, clause_above_that, noun_of_clause)
    trigger = document.tokens[event.token]
    for way in ways:
        if found := way(event, document):
            head, nominal = found
            words = (noun_words if nominal else clause_words)(head, trigger, document, lexicon)
            yield Candidate(head, trigger, frozenset(words), event, document, lexicon, taken)


def verb_over(event: Event, document: Document) -> tuple[Token, bool] | None:
    """The clause of the verb that a noun is the subject or object of: "The port called off the festival"."""
    verb = verb_of(event, document)
    return (_raised(verb, document), False) if verb else None


def verb_of(event: Event, document: Document) -> Token | None:
    """The verb that a nominal trigger is the subject or object of."""
    trigger = document.tokens[event.token]
    if event.pos == "VERB" or event.clause is None or trigger.dep not in ("nsubj", "nsubj:pass", "obj"):
        return None
    verb = document.tokens[document.clauses[event.clause].head]
    return verb if trigger.head == verb.i else None


def noun_itself(event: Event, document: Document) -> tuple[Token, bool] | None:
    """A noun with what belongs to it: "The death of the king"."""
    trigger = document.tokens[event.token]
    predicate = any(child.dep == "cop" for child in document.tree[trigger])
    return (trigger, True) if trigger.pos in _NOMINAL and not predicate else None


def own_clause(event: Event, document: Document) -> tuple[Token, bool] | None:
    """The clause of a verb, from the verb that says how real it is: "refused to resign"."""
    trigger = document.tokens[event.token]
    predicate = any(child.dep == "cop" for child in document.tree[trigger])
    return (_raised(trigger, document), False) if trigger.pos not in _NOMINAL or predicate else None


def _raised(verb: Token, document: Document) -> Token:
    while verb.dep == "xcomp" or (verb.dep == "conj" and document.tokens[verb.head].dep == "xcomp"):
        verb = document.tokens[verb.head]
    return verb


def clause_above(event: Event, document: Document) -> tuple[Token, bool] | None:
    """The nearest finite clause that the trigger's hangs from: "The port shut following the attack"."""
    below = own_clause(event, document) or verb_over(event, document)
    start = below[0] if below else document.tokens[event.token]
    return _finite_above(start, document)


def clause_above_that(event: Event, document: Document) -> tuple[Token, bool] | None:
    """The one above that."""
    found = clause_above(event, document)
    return _finite_above(found[0], document) if found else None


def _finite_above(start: Token, document: Document) -> tuple[Token, bool] | None:
    for above in document.tree.ancestors(start.i):
        group = [above, *verb_group(above, document.tree)]
        if own_subjects(above, document.tree) and any(token.features.is_finite for token in group):
            return above, False
    return None


def noun_of_clause(event: Event, document: Document) -> tuple[Token, bool] | None:
    """The noun that a participle or a relative clause tells of: "A deal brokered by Dravia"."""
    trigger = document.tokens[event.token]
    verb = _raised(trigger, document)
    return (document.tokens[verb.head], True) if verb.dep.startswith("acl") else None
