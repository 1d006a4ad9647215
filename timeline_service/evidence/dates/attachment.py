"""Which event a date belongs to: the way up the tree from the date to the first event that it can hang from."""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service.evidence.dates.complements import attach_to_complement, innermost_complement
from timeline_service.evidence.dates.grounds import ground_of
from timeline_service.evidence.dates.holds import Hold
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import Event, Timex, Token
from timeline_service.syntax.labels import SUBJECTS

_STEPS = 6  # the longest way up from a date to its event


def owner(index: DocumentIndex, head: Token, timex: Timex) -> tuple[Event, Hold] | None:
    """The event up the tree from a date, and how it holds the date."""
    found = _up(index, head, timex)
    if found is None:
        return None
    if found[1] is Hold.CLAUSE and (ground := ground_of(index, found[0], timex)) is not None:
        return ground, Hold.NOUN
    main = _beyond_subject(index, found[0], timex)
    if main is not None:
        return main, Hold.CLAUSE
    if found[1] in (Hold.CLIMB, Hold.OBJECT) and _names_a_thing(index, head):
        compared = index.listed(index.tree.case(index.tokens[head.head]), "from")  # "fell from Monday's close"
        return None if compared else (found[0], Hold.ATTRIBUTE)
    return found


def _beyond_subject(index: DocumentIndex, event: Event, timex: Timex) -> Event | None:
    """ "A man described as a guard shot two people today": a date behind the main verb is not of a clause before it.

    Nor is one that opens the sentence of a clause inside the subject: "On Tuesday, the envoy, speaking in Oslo, said".
    """
    first, last = index.place[timex.id]
    sentence = index.sentence_of(event.token)
    opens = all(token.pos in ("ADP", "PUNCT", "DET") for token in index.tokens[sentence.first : first])
    inside = index.tokens[event.token].dep.partition(":")[0] == "acl"
    if not inside or event.pos != "VERB":
        return None
    for above in index.tree.ancestors(event.token):
        main = index.event_at.get(above.i)
        if main is not None and main.pos == "VERB" and above.i > event.token:
            behind, before = above.i < first, opens and last < event.token
            return main if behind or (before and index.tokens[last + 1].text == ",") else None
    return None


def _up(index: DocumentIndex, head: Token, timex: Timex) -> tuple[Event, Hold] | None:
    split = _between(index, timex)
    if split is not None:
        return split, Hold.CLAUSE
    at = head
    hold: Hold | None = None
    for _ in range(_STEPS):
        if at is head and (late := _behind(index, head, timex)) is not None:
            return late, Hold.CLIMB
        if at.head == at.i or (at is head and at.i in index.clause_at):
            subject = theme(index, at.i)
            return (subject, Hold.COPULA) if subject else None
        label, parent = at.dep, index.tokens[at.head]
        plain = label.partition(":")[0]
        if at is head and plain in SUBJECTS:
            beside = _verb_before(index, timex) or _verb_behind(index, timex)
            return (beside, Hold.CLIMB) if beside else None
        if parent.i in index.timed and index.timed[parent.i] is timex:
            at = parent
            continue
        event = index.event_at.get(parent.i)
        if event is not None and at is head and _only_begins(index, event):
            at, hold = parent, Hold.CLIMB
            continue
        if event is not None and not (event.pos != "VERB" and at.pos == "NUM" and at.i not in index.timed):
            if at is head and event.pos == "VERB":
                hold = hold or Hold.CLAUSE
            elif at is head or plain == "conj":
                hold = hold or Hold.NOUN
            return attach_to_complement(index, event, timex, hold or Hold.CLIMB)
        if parent.i in index.clause_at:
            inner = innermost_complement(index, parent.i, timex) or theme(index, parent.i)
            return (inner, Hold.COMPLEMENT) if inner is not None else None
        direct = at is head and parent.dep in ("obj", "obl") and plain == "nmod" and parent.i not in index.event_at
        hold = None if plain == "conj" and parent.i in index.timed else Hold.OBJECT if direct else Hold.CLIMB
        at = parent
        if hold is None and at.i in index.timed:
            head = at
    return None


def _only_begins(index: DocumentIndex, event: Event) -> bool:
    """ "Flights starting in April": a participle that says no more than from when."""
    token = index.tokens[event.token]
    bare = not any(child.dep in ("obj", "xcomp", "nsubj") for child in index.tree[token])
    begins = event.event_class == "ASPECTUAL" and index.listed(event.lemma, "beginning")
    return bare and begins and event.tense == "PRESPART" and token.dep in ("acl", "advcl")


def lasting(index: DocumentIndex, event: Event) -> Event:
    """ "Has been trying to buy it since May": the trying has lasted, where the parse gives the date to the buying."""
    clause = index.clause_at.get(event.token)
    above = index.event_over(event.token)
    if clause is None or clause.tense != "INFINITIVE" or above is None or above.sentence != event.sentence:
        return event
    return above if above.aspect.startswith("PERFECTIVE") else event


def _verb_before(index: DocumentIndex, timex: Timex) -> Event | None:
    """ "was arrested that November, extradited": no date is a subject behind a verb; the date is that verb's."""
    first, last = index.place[timex.id]
    behind = index.tokens[min(last + 1, len(index.tokens) - 1)].text
    if behind not in (",", ";") and not index.listed(behind, "joining"):
        return None
    before = index.in_sentence.get(index.sentence_at[first], ())
    return next((event for event in reversed(before) if event.token < first and event.pos == "VERB"), None)


def _verb_behind(index: DocumentIndex, timex: Timex) -> Event | None:
    """ "Three shop owners Tuesday announced": no date is a subject between a noun and a verb."""
    first, last = index.place[timex.id]
    behind = index.event_at.get(last + 1)
    if behind is None or behind.pos != "VERB" or index.sentence_of(first).first == first:
        return None
    return behind if index.tokens[first - 1].is_noun else None


def _between(index: DocumentIndex, timex: Timex) -> Event | None:
    """ "had, earlier this year, sold": the verb whose group the date splits."""
    first, last = index.place[timex.id]
    before, after = first - 1, last + 1
    while before >= 0 and index.tokens[before].text in ",–—":
        before -= 1
    while after < len(index.tokens) and index.tokens[after].text in ",–—":
        after += 1
    if before < 0 or after >= len(index.tokens) or index.sentence_at[before] != index.sentence_at[after]:
        return None
    auxiliary = index.tokens[before].is_modal or index.listed(index.tokens[before].lemma, "auxiliaries")
    verb = index.event_at.get(after)
    if not auxiliary or verb is None or index.tokens[after].features.is_present:
        return None
    return verb


def _behind(index: DocumentIndex, head: Token, timex: Timex) -> Event | None:
    """A date set before a noun that is no event opens the clause that follows: the first event below that noun."""
    noun = index.tokens[head.head]
    if noun.i <= head.i or not noun.is_noun or noun.i in index.event_at or noun.i in index.timed:
        return None
    if head.dep.partition(":")[0] not in ("compound", "nmod", "amod"):
        return None
    return index.event_near(noun.i, after=noun.i)


def _names_a_thing(index: DocumentIndex, head: Token) -> bool:
    """ "The 2025 budget went to a vote", "last week's downpour": a date before a noun that is no event is its own."""
    noun = index.tokens[head.head]
    before = head.dep in ("compound", "nmod:poss", "nummod", "amod") and head.i < noun.i
    return before and noun.i not in index.event_at and noun.i not in index.timed


def theme(index: DocumentIndex, token: int) -> Event | None:
    """The event that is the subject or object of a predicate."""
    for child in index.below(token, "nsubj", "obj"):
        if child.i in index.event_at:
            return index.event_at[child.i]
    return None


def things(index: DocumentIndex, token: int) -> Iterator[Event]:
    """Event nouns that a verb's object measures or that lie ahead: "declared three days of mourning from Friday"."""
    for child in index.below(token, "obj"):
        measured = child.i in index.timed and index.timed[child.i].type == "DURATION"
        for near in (child, *index.below(child.i, "nmod")):
            event = index.event_at.get(near.i)
            if event is not None and (measured or event.status in ("planned", "possible")):
                yield event


def respite(index: DocumentIndex, head: Token, preposition: Token | None) -> Event | None:
    """ "has until Friday to answer", "gave the mill until May 3 to answer": the answer comes by then."""
    verb = index.tokens[head.head]
    until = preposition is not None and index.listed(preposition.text.lower(), "until")
    if not until or not index.listed(verb.lemma, "granting"):
        return None
    infinitives = (c.i for c in index.below(verb.i, "advcl", "xcomp", "acl") if c.i > head.i and c.i in index.event_at)
    return next((index.event_at[i] for i in infinitives), None)


def called_off(index: DocumentIndex, event: Event, timex: Timex) -> Event | None:
    """What was called off or moved has the date, not the calling off: "a strike planned for May 3 was suspended"."""
    first, lemma = index.place[timex.id][0], index.tokens[event.token].lemma
    scheduling = index.words.get("status", {}).get("scheduling", ())
    due = any(token.lemma in scheduling for token in index.tokens[max(first - 2, 0) : first])  # "due on"
    undone = index.listed(lemma, "ending") or index.listed(lemma, "moving")
    if not due or not undone or event.pos != "VERB":
        return None
    things_undone = (index.event_at.get(c.i) for c in index.below(event.token, "obj", "nsubj:pass"))
    return next((thing for thing in things_undone if thing is not None), None)


def is_of_subject(index: DocumentIndex, event: Event, head: Token) -> bool:
    """Whether a date hangs from what an event calls off: called off on that day or before it."""
    noun = index.tokens[head.head]
    undone = event.pos == "VERB" and index.listed(index.tokens[event.token].lemma, "ending")
    return undone and noun.head == event.token and noun.dep in ("nsubj:pass", "obj") and head.i < event.token
