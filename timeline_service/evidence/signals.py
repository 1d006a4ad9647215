"""Words that state an order between two events: before, after, since, until, while, then, later.

What happens when, as or while something else does starts no sooner than that does; whether it overlaps is open.

Signals are rare, about one link in nine has one, and they are right where they stand (11% of the links of TimeBank
carry one: L. Derczynski and R. Gaizauskas, "A corpus-based study of temporal signals", Corpus Linguistics 2011).
"""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service import deadline
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import DocumentIndex, indexes
from timeline_service.model import AHEAD, HAPPENED, Claim, Event, Language, Signal, Story, Token

PRECISION = measured(
    "signal/after",
    "signal/before",
    "signal/since",  # "closed since the fire"
    "signal/until",
    "signal/during",
    "signal/while",
    "signal/then",
    "signal/later",
    "signal/earlier",
    "signal/ever-since",  # "has since left"
)


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """Claims between the event that a signal governs and the event above it."""
    for index in indexes(story, language):
        for signal in deadline.checked(index.document.signals):
            if signal.token not in index.timed:
                yield from _connected(index, signal)
        for token in deadline.checked(index.tokens):
            if token.dep == "advmod" and token.pos == "ADV" and token.i not in index.timed:
                yield from _adverb(index, token)


def _connected(index: DocumentIndex, signal: Signal) -> Iterator[Claim]:
    word = index.tokens[signal.token]
    if word.dep not in ("mark", "case", "advmod", "fixed"):
        return
    if word.dep == "advmod" and word.head not in index.clause_at:
        return
    pair = index.pair_around(word.i)
    if pair is None:
        return
    above, below = pair
    said = signal.text.lower()
    spans = (above.span, signal.span, below.span)
    if signal.relation == "AFTER" and _is_adverb(index, word):
        yield from index.claim(
            below, "STARTS_AFTER", above, rule="signal/later", precision=PRECISION["signal/later"],
            note=f"{below.text} {said} {above.text}", spans=spans, kind="connective",
        )  # fmt: skip
    elif signal.relation in ("AFTER", "BEFORE"):
        until = index.listed(said, "until")
        name, relation = signal.relation.lower(), signal.relation
        if until:
            name, relation = "until", "BEFORE" if above.polarity == "POS" else "AFTER"
        if index.listed(said, "since") and above.status == "ongoing" and below.pos != "VERB":
            name, relation = "since", "STARTS_WITH"
        else:
            relation = _between_starts(index, above, below, relation)
        yield from index.claim(
            above, relation, below, rule=f"signal/{name}", precision=PRECISION[f"signal/{name}"],
            note=f"{above.text} {said} {below.text}", spans=spans, kind="connective",
        )  # fmt: skip
    elif index.listed(said, "as") and below.event_class == "REPORTING":
        return  # "the mill had closed, as the paper reported"
    elif not (above.status in HAPPENED and below.status in AHEAD):  # not so "faces a fine when he is sentenced"
        name = "during" if signal.relation == "IS_INCLUDED" else "while"
        yield from index.claim(
            above, "STARTS_FROM", below, rule=f"signal/{name}", precision=PRECISION[f"signal/{name}"],
            note=f"{above.text} {said} {below.text}", spans=spans, kind="connective",
        )  # fmt: skip


def _is_adverb(index: DocumentIndex, after: Token) -> bool:
    """ "Ode returned and soon after married": with "and" before and no subject behind it, it introduces no clause."""
    clause = index.clause_at.get(after.head)
    if after.dep != "mark" or clause is None or clause.tense != "PAST" or any(index.below(after.head, "nsubj")):
        return False
    before = (word.text.lower() for word in index.below(after.head, "cc") if word.i < after.i)
    return any(index.listed(word, "joining") for word in before)


def _between_starts(index: DocumentIndex, above: Event, below: Event, relation: str) -> str:
    """ "after the war began" and "before talks began" speak of starts alone; so does anything that still goes on."""
    earlier = below if relation == "AFTER" else above
    lasting = earlier.status == "ongoing" or index.listed(earlier.lemma, "beginning") or earlier.event_class == "STATE"
    return f"STARTS_{relation}" if lasting else relation


def _adverb(index: DocumentIndex, adverb: Token) -> Iterator[Claim]:
    word = adverb.text.lower()
    name = next((n for n in ("then", "later", "earlier") if index.listed(word, n)), None)
    if index.listed(word, "since") and not index.below(adverb.i):
        name = "ever-since"
    event = index.event_at.get(adverb.head)
    if name is None or event is None or event.pos != "VERB":
        return
    before = index.narrated_before(event)
    if before is None:
        return
    relation = "STARTS_BEFORE" if name == "earlier" else "STARTS_AFTER"
    yield from index.claim(
        event, relation, before, rule=f"signal/{name}", precision=PRECISION[f"signal/{name}"],
        note=f"{event.text} {word} than {before.text}", spans=(adverb.span, event.span, before.span),
        kind="connective",
    )  # fmt: skip
