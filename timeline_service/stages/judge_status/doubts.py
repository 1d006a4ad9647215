"""What is said of what is to come, where nobody commits to it. A part of ``judge_status``."""

from __future__ import annotations

from timeline_service.model import Clause, Token
from timeline_service.stages.judge_status.context import Context, Judgement


def doubted(clause: Clause, context: Context) -> Judgement | None:
    """ "Residents fear that the pool will close", "worries that banks will fail", "the hope is that it will end"."""
    hope = next((c for c in context.tree.children[clause.head] if c.dep == "nsubj:outer"), None)
    if hope is not None and context.listed(hope.lemma, "rumours"):
        return Judgement("possible", "rumour", (hope.span,))
    above = context.document.clauses[clause.governor] if clause.governor is not None else None
    if clause.relation == "conj" and above is not None and above.finite_tense == "FUTURE":
        return doubted(above, context)  # "think that it will default or restructure"
    if clause.relation not in ("ccomp", "acl", "acl:relcl", "csubj", "csubj:pass") or above is None:
        return None
    head = context.tokens[clause.head]
    if clause.relation in ("ccomp", "csubj", "csubj:pass") and (asked := _asks(head, context)):
        return Judgement("possible", "question", (asked.span,))
    noun = context.tokens[head.head]
    if clause.relation.startswith("acl"):
        rumour = clause.marker == "that" and context.listed(noun.lemma, "rumours")
        return Judgement("possible", "rumour", (noun.span,)) if rumour else None
    thought = _is_only_thought(above, context) and not _is_announced(clause, above, context)
    return Judgement("possible", "believed", (above.span,)) if thought else None


def _asks(head: Token, context: Context) -> Token | None:
    """The word that asks: "it is not known how long the shop will be closed"."""
    before = (c for c in context.tree[head] if c.i < head.i and c.dep in ("advmod", "nsubj", "nsubj:pass", "obj"))
    return next((t for c in before for t in (c, *context.tree[c]) if t.features.is_wh), None)


def _is_only_thought(above: Clause, context: Context) -> bool:
    lemma = context.lemma(above)
    return context.listed(lemma, "believing") or context.listed(lemma, "warning")


def _is_announced(clause: Clause, above: Clause, context: Context) -> bool:
    """A warning or forecast that names the day: "warned that flights will be cancelled on Friday"."""
    return clause.head in context.sides.ahead and not context.listed(context.lemma(above), "believing")


def promised_long_ago(clause: Clause, context: Context) -> Judgement | None:
    """What was announced or agreed over a year ago: it may have come about long since, or never."""
    if clause.governor is None or clause.head in context.sides.ahead:
        return None
    above = context.document.clauses[clause.governor]
    if above.head in context.sides.long_behind and above.finite_tense == "PAST":
        return Judgement("possible", "long-ago", (above.span,))
    return None


def is_hollow(noun: Token, context: Context) -> Token | None:
    """The word by which there is none of a thing: "no plans to close", "has no plans"; or None."""
    return next((c for c in context.tree[noun] if c.dep == "det" and context.listed(c.text.lower(), "none")), None)
