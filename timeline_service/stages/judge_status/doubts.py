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
        rumour = context.listed(clause.marker, "contents") and context.listed(noun.lemma, "rumours")
        return Judgement("possible", "rumour", (noun.span,)) if rumour else None
    if is_left_open(clause, above, context):
        return Judgement("possible", "unasserted", (above.span,))
    thought = _is_only_thought(above, context) and not _is_announced(clause, above, context)
    return Judgement("possible", "believed", (above.span,)) if thought else None


def is_left_open(clause: Clause, above: Clause, context: Context) -> bool:
    """Whether what is to come is the content of what is not so: "does not guarantee that the mill will reopen"."""
    if above.negation is None or clause.relation != "ccomp" or clause.head in context.sides.ahead:
        return False
    until = context.until_phrase(context.tokens[above.head])
    return context.listed(context.lemma(above), "vouching") and until is None  # not "did not say until Friday that"


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


def is_case(noun: Token, context: Context) -> bool:
    """Whether a noun only opens what may come: "in the event of a strike", not "in the main event of the day"."""
    bare = not any(c.dep in ("amod", "compound", "nummod", "nmod:poss") for c in context.tree[noun])
    return bare and context.listed(f"{context.case(noun)} {noun.lemma}", "cases")


def is_sought(noun: Token, context: Context) -> bool:
    """Whether it is what a reward is offered for, or an appeal: "a reward for news that leads to her"."""
    above = context.tokens[noun.head]
    if not context.listed(context.case(noun), "for"):
        return False
    if noun.dep == "obl":
        things = [c for c in context.tree[above] if c.dep in ("obj", "nsubj:pass")]
        if context.listed(above.lemma, "pleading"):
            return True
    else:
        things, above = [above], context.tokens[above.head]
    offered = context.listed(above.lemma, "wishing") or context.listed(above.lemma, "committing")
    return offered and any(context.listed(thing.lemma, "promised") for thing in things)


def is_overtaken(due: Clause, context: Context) -> bool:
    """Whether something else came while this was due: "was arrested as he was about to leave"."""
    was_to = due.modality == "was to"
    lasting = was_to or due.passive or due.aspect != "NONE" or context.tokens[due.head].pos == "ADJ"
    past = was_to or due.tense == "PAST"
    if due.governor is None or not past or due.head in context.sides.ahead or not lasting:
        return False  # "when the firm agreed to go"
    above = context.document.clauses[due.governor]
    if above.tense != "PAST" or context.of_clause(above).status != "occurred":
        return False
    if due.relation == "advcl":
        return context.listed(due.marker, "while") and _takes_part_above(due, above, context)
    return due.relation == "acl:relcl" and above.head in context.sides.behind


def _takes_part_above(due: Clause, above: Clause, context: Context) -> bool:
    """Whether who was due takes part in what came: not "shares rose as the bank was due to cut rates"."""
    subject = next((c for c in context.tree.children[due.head] if c.dep.startswith("nsubj")), None)
    around = (c.lemma for c in context.tree.children[above.head] if c.dep.startswith(("nsubj", "obj")))
    return subject is None or subject.pos == "PRON" or subject.lemma in around


def is_faced(clause: Clause, context: Context) -> bool:
    """ "Faces a fine when he is sentenced", also where a parse hangs the clause from the fine."""
    above = context.document.clauses[clause.governor] if clause.governor is not None else None
    ahead = clause.is_plain_present and context.listed(clause.marker, "upcoming")
    return ahead and above is not None and above.tense == "PRESENT" and context.listed(context.lemma(above), "facing")
