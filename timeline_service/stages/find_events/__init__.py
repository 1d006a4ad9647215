"""Every event mention: trigger, class, tense, aspect, polarity, modality, participants, attribution.

A trigger is the head word of the event alone, as TimeML's guidelines 1.2.1 ask (Saurí et al. 2006, section 2.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from timeline_service import deadline
from timeline_service.lookups.document_index import clause_above
from timeline_service.model import Clause, Document, Event, EventPos, Language, Span, Timex, Token
from timeline_service.stages import stage
from timeline_service.stages.find_events.attribution import attribution_of
from timeline_service.stages.find_events.classes import event_class, is_event_noun
from timeline_service.stages.find_events.make_believe import SATIRE, is_satire, made_up
from timeline_service.stages.find_events.participants import participants_of
from timeline_service.syntax.labels import SUBJECTS
from timeline_service.syntax.tree import Tree

_IN_NAMES = ("PERSON", "ORG", "GPE", "LOC")
_BELOW = ("compound", "flat", "fixed", "appos", "goeswith")  # a noun here is part of another's name
_OF_DATES = ("obl", "obl:unmarked", "advmod", "nmod", "nmod:unmarked")


@stage(
    needs=("text", "blocks", "tokens", "sentences", "clauses", "antecedents", "timexes", "notes"),
    gives=("events", "notes"),
)
def find_events(document: Document, language: Language) -> Document:
    """Verbs and a few adjectives that head a clause, and nouns that name events, in text order.

    Page furniture holds none, nor does satire, which a note then says, nor what a work of fiction tells or an exercise
    plays.
    """
    fiction = language.words.get("fiction", {})
    satire = is_satire(document, fiction)
    notes = (*document.notes, SATIRE) if satire else document.notes
    unreal = made_up(document, fiction)
    drills = fiction.get("drills", ())
    clause_at = document.clause_at
    timed = document.timex_at  # "the fall" of 1989 is no event
    events: list[Event] = []
    for sentence in deadline.checked(document.sentences if not satire else ()):
        if sentence.kind in ("furniture", "dateline", "label"):
            continue
        for token in document.tokens[sentence.first : sentence.last]:
            clause = clause_at.get(token.i)
            if token.i in timed or not _is_event(token, clause, document.tree, language.words):
                continue
            vague = _says_since_when(token, language.words) or _is_habit(token, clause, document, language.words)
            if vague and not _is_dated(token, document):
                continue
            id = f"e{len(events) + 1}"
            event = event_at(token, sentence.i, document, clause_at, document.tree, language.words, id=id)
            if event.clause not in unreal or event.lemma in drills:
                events.append(event)
    return replace(document, events=tuple(events), notes=notes)


def _is_event(token: Token, clause: Clause | None, tree: Tree, words: Mapping) -> bool:
    if token.pos == "VERB" and clause is not None:
        never = words.get("verbs", {})
        naming = token.dep == "acl" and token.lemma in never.get("naming", ())  # "a rock called Bennu"
        return not naming and not _is_imperative(token, tree) and token.lemma not in never.get("never", ())
    if token.pos == "ADJ" and clause is not None:
        return _is_state(token, {clause.head: clause}, words)
    if token.pos != "NOUN" or token.entity in _IN_NAMES or token.dep in _BELOW:
        return False
    return is_event_noun(token.lemma, words) or _is_coerced(token, tree, words)


def _is_state(token: Token, clause_at: Mapping[int, Clause], words: Mapping) -> bool:
    """An adjective that tells what befell somebody, "two are dead", or since when it holds."""
    listed = token.lemma in words.get("adjectives", {}).get("events", ()) or _says_since_when(token, words)
    return token.pos == "ADJ" and token.i in clause_at and listed


def _says_since_when(token: Token, words: Mapping) -> bool:
    """An adjective that tells an event where it has a date alone: "available from Monday"."""
    return token.pos == "ADJ" and token.lemma in words.get("adjectives", {}).get("dated", ())


def _is_habit(token: Token, clause: Clause | None, document: Document, words: Mapping) -> bool:
    """ "Often visited the mill", "the river floods it every spring": no one event; what will be is a plan."""
    if token.pos != "VERB" or clause is None or clause.tense == "FUTURE" or clause.modality or clause.negation:
        return False
    often = words.get("clauses", {}).get("habitual", ())
    if any(child.dep == "advmod" and child.text.lower() in often for child in document.tree[token]):
        return True
    times = _times_of(token, document) if clause.is_plain_present else ()
    return any(timex.type == "SET" and timex.span and timex.span.covers(child.span) for child, timex in times)


def _times_of(token: Token, document: Document) -> Iterator[tuple[Token, Timex]]:
    """The words that hang from one with a date, a time or a repetition in them: "every spring"."""
    timed, tree = document.timex_at, document.tree
    hanging = (child for child in tree[token] if child.dep in _OF_DATES)
    yield from ((child, timed[below.i]) for child in hanging for below in (child, *tree[child]) if below.i in timed)


def _is_dated(token: Token, document: Document) -> bool:
    return any(timex.type != "SET" for _, timex in _times_of(token, document))


def _is_imperative(token: Token, tree: Tree) -> bool:
    """ "Call our newsdesk before six": the reader is asked, nothing happened."""
    alone = token.features.is_base_form and token.dep == "root"
    return alone and not any(child.dep in (*SUBJECTS, "aux") for child in tree[token])


def _is_coerced(token: Token, tree: Tree, words: Mapping) -> bool:
    """A noun that "after" or "before" makes an event: "the reaction came after the plan"; nobody that one appears
    before: "will appear before a tribunal"."""
    signals, pronouns = words.get("signals", {}), words.get("pronouns", {})
    somebody = token.lemma in pronouns.get("groups", ()) or token.lemma in pronouns.get("people", ())
    relations = ("AFTER",) if somebody else ("AFTER", "BEFORE")
    coercing = {word for relation in relations for word in signals.get(relation, ())}
    return any(c.dep == "case" and c.text.lower() in coercing for c in tree[token]) and token.dep == "obl"


def event_at(
    token: Token,
    sentence: int,
    document: Document,
    clause_at: Mapping[int, Clause],
    tree: Tree,
    words: Mapping,
    *,
    id: str = "",
) -> Event:
    """The event that a word names, whether or not it would be found; its status is open."""
    clause = clause_above(token.i, document.tree, clause_at)
    pos: EventPos = "VERB" if token.pos == "VERB" else "ADJECTIVE" if _is_state(token, clause_at, words) else "NOUN"
    verbal, roles = pos != "NOUN", words.get("roles", {})
    negated = clause.negation if clause and verbal else _negative_determiner(token, tree, words)
    return Event(
        id=id,
        span=token.span,
        text=document.text[token.start : token.end],
        token=token.i,
        lemma=tree.with_particle(token),
        sentence=sentence,
        clause=clause.i if clause else None,
        event_class="STATE" if pos == "ADJECTIVE" else event_class(token, tree, words),
        tense=clause.tense if clause and verbal else "NONE",
        aspect=clause.aspect if clause and verbal else "NONE",
        polarity="NEG" if negated else "POS",
        modality=clause.modality if clause and verbal else "",
        pos=pos,
        participants=participants_of(token, clause if verbal else None, document, roles),
        attribution=attribution_of(clause, document, words),
    )


def _negative_determiner(token: Token, tree: Tree, words: Mapping) -> Span | None:
    negative = words.get("clauses", {}).get("negative_determiners", ())
    return next((c.span for c in tree[token] if c.dep == "det" and c.text.lower() in negative), None)
