"""Which event a date belongs to: the way up the tree from the date to the first event that it can hang from."""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service.evidence.page import SUBJECTS, Page
from timeline_service.model import Event, Timex, Token

_COMPLEMENTS = ("xcomp", "ccomp", "csubj")
_STEPS = 6  # the longest way up from a date to its event


def owner(page: Page, head: Token, timex: Timex) -> tuple[Event, str] | None:
    """The event up the tree from a date, and the rule that found it."""
    split = _between(page, timex)
    if split is not None:
        return split, "date/clause"
    at, rule = head, ""
    for _ in range(_STEPS):
        if at is head and (late := _behind(page, head, timex)) is not None:
            return late, "date/climb"
        if at.head == at.i or (at is head and at.i in page.clause_at):
            subject = theme(page, at.i)
            return (subject, "date/copula") if subject else None
        label, parent = at.dep, page.tokens[at.head]
        plain = label.partition(":")[0]
        if at is head and plain in SUBJECTS:
            before = _verb_before(page, timex)
            return (before, "date/climb") if before else None
        if parent.i in page.timed and page.timed[parent.i] is timex:
            at = parent
            continue
        event = page.event_at.get(parent.i)
        if event is not None and not (event.pos != "VERB" and at.pos == "NUM" and at.i not in page.timed):
            if at is head and event.pos == "VERB":
                rule = rule or "date/clause"
            elif at is head or plain == "conj":
                rule = rule or "date/noun"
            return _lowered(page, event, timex, rule or "date/climb")
        if parent.i in page.clause_at:
            inner = _complement(page, parent.i, timex) or theme(page, parent.i)
            if inner is not None:
                return inner, "date/complement"
        direct = at is head and parent.dep in ("obj", "obl") and plain == "nmod" and parent.i not in page.event_at
        rule = "" if plain == "conj" and parent.i in page.timed else "date/object" if direct else "date/climb"
        at = parent
        if rule == "" and at.i in page.timed:
            head = at
    return None


def _verb_before(page: Page, timex: Timex) -> Event | None:
    """ "was arrested that November, extradited": no date is a subject behind a verb; the date is that verb's."""
    first, last = page.place[timex.id]
    if page.tokens[min(last + 1, len(page.tokens) - 1)].text not in (",", ";", "and"):
        return None
    before = page.in_sentence.get(page.sentence_at[first], ())
    return next((event for event in reversed(before) if event.token < first and event.pos == "VERB"), None)


def _between(page: Page, timex: Timex) -> Event | None:
    """ "had, earlier this year, sold": the verb whose group the date splits."""
    first, last = page.place[timex.id]
    before, after = first - 1, last + 1
    while before >= 0 and page.tokens[before].text in ",–—":
        before -= 1
    while after < len(page.tokens) and page.tokens[after].text in ",–—":
        after += 1
    if before < 0 or after >= len(page.tokens) or page.sentence_at[before] != page.sentence_at[after]:
        return None
    auxiliary = page.tokens[before].tag == "MD" or page.tokens[before].lemma in ("have", "be")
    verb = page.event_at.get(after)
    if not auxiliary or verb is None or page.tokens[after].tag not in ("VB", "VBN", "VBG", "VBD"):
        return None
    return verb


def _behind(page: Page, head: Token, timex: Timex) -> Event | None:
    """A date set before a noun that is no event opens the clause that follows: the first event below that noun."""
    noun = page.tokens[head.head]
    if noun.i <= head.i or noun.pos not in ("NOUN", "PROPN") or noun.i in page.event_at or noun.i in page.timed:
        return None
    if head.dep.partition(":")[0] not in ("compound", "nmod", "amod"):
        return None
    return page.event_near(noun.i, after=noun.i)


def _lowered(page: Page, event: Event, timex: Timex, rule: str) -> tuple[Event, str]:
    """What is planned or agreed for a date happens then; the planning need not. "Closed without warning on Sunday" """
    clause = page.clause_at.get(event.token)
    if clause is not None and page.listed(clause.marker, "without"):
        above = page.event_over(event.token)
        if above is not None:
            return above, rule
    inner = _complement(page, event.token, timex)
    if inner is None or event.pos != "VERB":
        return event, rule
    ahead = is_ahead(page, timex) and event.status in ("occurred", "ongoing")
    if inner.status in ("planned", "possible", "cancelled") and (ahead or page.listed(event.lemma, "scheduling")):
        return inner, "date/complement"
    return event, rule


def _complement(page: Page, token: int, timex: Timex) -> Event | None:
    """The event of the innermost complement that stands between the governor and the date."""
    inner = None
    while True:
        below = [
            c for c in page.below(token, *_COMPLEMENTS)
            if c.i in page.event_at and timex.span is not None and c.start < timex.span.start
        ]
        if not below or (inner is not None and inner.token == below[-1].i):
            return inner
        token, inner = below[-1].i, page.event_at[below[-1].i]


def theme(page: Page, token: int) -> Event | None:
    """The event that is the subject or object of a predicate."""
    for child in page.below(token, "nsubj", "obj"):
        if child.i in page.event_at:
            return page.event_at[child.i]
    return None


def things(page: Page, token: int) -> Iterator[Event]:
    """Event nouns that a verb's object measures or that lie ahead: "declared three days of mourning from Friday"."""
    for child in page.below(token, "obj"):
        measured = child.i in page.timed and page.timed[child.i].type == "DURATION"
        for near in (child, *page.below(child.i, "nmod")):
            event = page.event_at.get(near.i)
            if event is not None and (measured or event.status in ("planned", "possible")):
                yield event


def respite(page: Page, head: Token, preposition: Token | None) -> Event | None:
    """ "has until Friday to answer": the answer comes by then."""
    verb = page.tokens[head.head]
    if preposition is None or not page.listed(preposition.text.lower(), "until") or verb.lemma != "have":
        return None
    infinitives = (c.i for c in page.below(verb.i, "advcl", "xcomp", "acl") if c.i > head.i and c.i in page.event_at)
    return next((page.event_at[i] for i in infinitives), None)


def called_off(page: Page, event: Event, timex: Timex) -> Event | None:
    """What was called off or moved has the date, not the calling off: "a strike planned for May 3 was suspended"."""
    first, lemma = page.place[timex.id][0], page.tokens[event.token].lemma
    scheduling = page.words.get("status", {}).get("scheduling", ())
    due = any(token.lemma in scheduling for token in page.tokens[max(first - 2, 0) : first])  # "due on"
    undone = page.listed(lemma, "ending") or page.listed(lemma, "moving")
    if not due or not undone or event.pos != "VERB":
        return None
    things_undone = (page.event_at.get(c.i) for c in page.below(event.token, "obj", "nsubj:pass"))
    return next((thing for thing in things_undone if thing is not None), None)


def is_of_subject(page: Page, event: Event, head: Token) -> bool:
    """Whether a date hangs from what an event calls off: called off on that day or before it."""
    noun = page.tokens[head.head]
    undone = event.pos == "VERB" and page.listed(page.tokens[event.token].lemma, "ending")
    return undone and noun.head == event.token and noun.dep in ("nsubj:pass", "obj") and head.i < event.token


def is_ahead(page: Page, timex: Timex) -> bool:
    dct = page.document.dct
    if dct is None or dct.interval is None or timex.interval is None or timex.interval.end is None:
        return False
    return dct.interval.end is not None and timex.interval.end > dct.interval.end
