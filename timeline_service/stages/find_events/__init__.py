"""Every event mention: trigger, class, tense, aspect, polarity, modality, participants, attribution.

A trigger is the head word of the event alone, as TimeML's guidelines 1.2.1 ask (Saurí et al. 2006, section 2.2).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from timeline_service import deadline
from timeline_service.lookups.document_index import clause_above
from timeline_service.model import Clause, Document, Event, EventPos, Language, Participant, Span, Token
from timeline_service.stages import stage
from timeline_service.stages.find_events.classes import event_class, is_event_noun
from timeline_service.stages.find_events.make_believe import SATIRE, is_satire, made_up
from timeline_service.syntax.labels import NOMINAL_SUBJECTS, SUBJECTS
from timeline_service.syntax.tree import Tree

_IN_NAMES = ("PERSON", "ORG", "GPE", "LOC")
_BELOW = ("compound", "flat", "fixed", "appos", "goeswith")  # a noun here is part of another's name
_PHRASE = (
    "det", "amod", "compound", "flat", "nummod", "nmod:poss", "nmod:desc", "case", "fixed", "advmod", "nmod",
    "goeswith",
)  # fmt: skip
_OF_DATES = ("obl", "obl:unmarked", "advmod", "nmod", "nmod:unmarked")
_PHRASE_LENGTH = 8  # words
_SPEAKERS = 3  # sentences back in which a speaker that only a pronoun names is looked for


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
            vague = _says_since_when(token, language.words) or _is_habit(token, clause, document.tree, language.words)
            if vague and not _is_dated(token, document.tree, timed):
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


def _is_habit(token: Token, clause: Clause | None, tree: Tree, words: Mapping) -> bool:
    """ "Often visited the mill": what was done time and again is no one event; what will be is a plan."""
    if token.pos != "VERB" or clause is None or clause.tense == "FUTURE" or clause.modality or clause.negation:
        return False
    often = words.get("clauses", {}).get("habitual", ())
    return any(child.dep == "advmod" and child.text.lower() in often for child in tree[token])


def _is_dated(token: Token, tree: Tree, timed: Collection[int]) -> bool:
    hanging = (child for child in tree[token] if child.dep in _OF_DATES)
    return any(below.i in timed for child in hanging for below in (child, *tree[child]))


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
        participants=_participants(token, clause if verbal else None, document, roles),
        attribution=_attribution(token, clause, document, roles),
    )


def _negative_determiner(token: Token, tree: Tree, words: Mapping) -> Span | None:
    negative = words.get("clauses", {}).get("negative_determiners", ())
    return next((c.span for c in tree[token] if c.dep == "det" and c.text.lower() in negative), None)


def _participants(token: Token, clause: Clause | None, document: Document, roles: Mapping) -> tuple[Participant, ...]:
    """Agent, patient, recipient and place, from the dependents of the trigger or, for a subject, of its governors."""
    found: list[Participant] = []
    for child in document.tree[token]:
        if role := _role(child, token, clause, document.tree, roles):
            found.append(participant(_antecedent(child, token, document.tokens), role, document))
    if clause and document.tree.subject(token) is None:
        if subject := _inherited_subject(clause, document):
            found.append(participant(subject, "patient" if clause.passive else "agent", document))
    return tuple(sorted(found, key=lambda p: p.span))


def _role(child: Token, token: Token, clause: Clause | None, tree: Tree, roles: Mapping) -> str:
    case = tree.case(child)
    if clause is None:
        if child.dep == "nmod:poss":
            return "agent"
        if child.dep == "nmod":
            return roles.get("of_nouns", {}).get(case, "")
        return "patient" if child.dep == "compound" else ""
    if child.dep in ("nsubj", "nsubj:pass"):
        return "patient" if child.dep == "nsubj:pass" else "agent"
    if child.dep == "obj":
        return "patient"
    if child.dep == "iobj":
        return "recipient"
    if child.dep in ("obl:agent", "obl") and clause.passive and case in roles.get("agents", ()):
        return "agent"
    if child.dep == "obl" and child.entity in ("GPE", "LOC") and case in roles.get("places", ()):
        return "place"
    return ""


def _antecedent(child: Token, token: Token, tokens: tuple[Token, ...]) -> Token:
    """The noun that a relative pronoun stands for."""
    if child.is_relative and token.dep == "acl:relcl":
        return tokens[token.head]
    return child


def _inherited_subject(clause: Clause, document: Document) -> Token | None:
    """The subject of a clause without one of its own: its governor's, or the noun that a participle modifies."""
    at: Clause | None = clause
    for _ in range(4):
        if at is None:
            return None
        head = document.tokens[at.head]
        if head.dep in ("acl", "acl:relcl"):
            return document.tokens[head.head]
        if at.governor is None or head.dep not in ("xcomp", "conj", "advcl"):
            return None
        at = document.clauses[at.governor]
        ordered = next((c for c in document.tree.children[at.head] if c.dep in ("obj", "iobj")), None)
        if head.dep == "xcomp" and ordered is not None and ordered.i < head.i:
            return ordered  # "ordered the mill to pay": the mill pays
        for child in document.tree.children[at.head]:
            if child.dep in SUBJECTS:
                return _antecedent(child, document.tokens[at.head], document.tokens)
    return None


def participant(head: Token, role: str, document: Document) -> Participant:
    """The noun phrase around a head word, without its clauses; a long one is cut down to its head's near words."""
    members = [head]
    waiting = [head]
    while waiting:
        at = waiting.pop()
        for child in document.tree[at]:
            case = at is head and child.dep == "case"
            named = child.dep == "appos" and child.pos == "PROPN" and child.i == at.i + 1  # "the nurse Ida Holm"
            if (child.dep in _PHRASE or named) and not case and abs(child.i - head.i) <= _PHRASE_LENGTH:
                members.append(child)
                waiting.append(child)
    span = Span(min(t.start for t in members), max(t.end for t in members))
    noun = document.antecedents.get(head.i)
    entity = document.tokens[noun].entity if noun is not None else head.entity
    return Participant(span, document.text[span.start : span.end], role, head.i, entity, noun)


def _attribution(token: Token, clause: Clause | None, document: Document, roles: Mapping) -> Participant | None:
    """Who says so: the subject of the framing clause, or the phrase behind "according to"."""
    if clause is None:
        return None
    if clause.frame is not None:
        return _speaker(document.clauses[clause.frame], document)
    sources = roles.get("sources", ())
    for child in document.tree.children[clause.head]:
        if child.dep == "obl" and any(c.lemma.lower() in sources for c in document.tree[child]):
            return participant(child, "source", document)
    return None


def _speaker(saying: Clause, document: Document) -> Participant | None:
    """The subject of a saying, as a noun: what "she" stands for, or who spoke in the sentence before."""
    at: Clause | None = saying
    for _ in range(_SPEAKERS):
        if at is None:
            return None
        named = document.tree.children[at.head]
        subject = next((c for c in named if c.dep in NOMINAL_SUBJECTS or c.dep == "obl:agent"), None)
        if subject is None:
            return None
        subject = _antecedent(subject, document.tokens[at.head], document.tokens)
        subject = document.tokens[document.antecedents.get(subject.i, subject.i)]
        if not subject.features.is_personal:
            return participant(subject, "source", document)
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
