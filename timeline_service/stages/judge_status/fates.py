"""What befalls a noun, and with it what the noun tells or plans. A part of ``judge_status``."""

from __future__ import annotations

from timeline_service.model import Token
from timeline_service.stages.judge_status.context import Context, Judgement


def fate_of(noun: Token, context: Context) -> Judgement | None:
    """What the verb of a noun makes of all that the noun tells: "foiled a plot", "reports are not yet confirmed".

    For a noun within another's phrase, what befalls the other: "reports about soldiers killed in the raid".
    """
    for _ in range(3):
        if doubt := unconfirmed(noun, context):
            return Judgement("possible", "unconfirmed", (doubt.span,))
        verb = context.tokens[noun.head]
        if verb.pos in ("VERB", "AUX", "ADJ", "NOUN") and (found := _befallen(noun, verb, context)):
            return found
        if not noun.dep.startswith("nmod") or not context.listed(context.tokens[noun.head].lemma, "accounts"):
            return None
        noun = context.tokens[noun.head]
    return None


def unconfirmed(noun: Token, context: Context) -> Token | None:
    """The adjective that leaves an account open, or None."""
    if not context.listed(noun.lemma, "accounts"):
        return None
    return context.described(noun, "unconfirmed")


def _is_aim(noun: Token, context: Context) -> bool:
    """A plan or an attempt, and not a bank that failed."""
    return any(context.listed(noun.lemma, name) for name in ("planned_nouns", "possible_nouns", "commitments"))


def _befallen(noun: Token, verb: Token, context: Context) -> Judgement | None:
    lemma, spans = context.verb(verb), (verb.span,)
    clause = context.clause_at.get(verb.i)
    negated = clause is not None and clause.negation is not None
    content = context.listed(noun.lemma, "accounts") or context.listed(noun.lemma, "rumours")
    if noun.dep in ("obj", "nsubj:pass"):
        if not negated and (context.listed(lemma, "averting") or context.listed(lemma, "rejecting")):
            return Judgement("denied", "unmade", spans)
        if not negated and context.listed(lemma, "cancelling_verbs"):
            return Judgement("cancelled", "cancelled", spans)
        if content and not negated and context.listed(lemma, "denying"):
            return Judgement("denied", "denial", spans)
    if content and noun.dep.startswith(("nsubj", "obj")):
        if negated and context.listed(lemma, "proving"):
            return Judgement("possible", "unconfirmed", spans)
        said_of_it = (verb, *(c for c in context.tree[verb] if c.dep == "xcomp"))  # "proved false"
        if not negated and any(context.listed(word.lemma, "untrue") for word in said_of_it):
            return Judgement("denied", "untrue", spans)
    if noun.dep == "nsubj" and not negated and context.listed(lemma, "failing") and _is_aim(noun, context):
        return Judgement("denied", "failed", spans)
    if noun.dep == "obl":
        framed = context.framed(verb, context.case(noun), noun=True)
        if framed == "denied" and not negated:
            return Judgement("denied", "framed", spans)
    return None
