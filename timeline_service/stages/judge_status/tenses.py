"""What the tense of a clause says of it, and the verbs that set something for a time. A part of ``judge_status``."""

from __future__ import annotations

from timeline_service.model import Clause, Token
from timeline_service.stages.judge_status.context import Context, Judgement


def by_tense(clause: Clause, context: Context) -> Judgement | None:
    spans, ahead = (clause.span,), clause.head in context.sides.ahead
    present, perfect = clause.tense == "PRESENT", clause.is_perfect
    leaving = clause.aspect == "PROGRESSIVE" and context.document.dct is not None  # "were leaving on Friday", to come
    if ahead and not perfect and (present or clause.tense == "INFINITIVE" or leaving):
        return Judgement("planned", "present-for-future", spans)
    if _sets_ahead(clause, context):
        return Judgement("planned", "set-for", spans)  # "has arranged a service for Saturday"
    if present and clause.aspect in ("PROGRESSIVE", "PERFECTIVE_PROGRESSIVE"):
        return Judgement("ongoing", "progressive", spans)
    if ahead and clause.tense == "PASTPART" and context.listed(context.lemma(clause), "committing"):
        return Judgement("planned", "set-for", spans)  # "with a ruling expected next month"
    if present and perfect and _has_since(clause, context) and not _is_counted(clause, context):
        return Judgement("ongoing", "since", spans)
    if present and context.listed(context.lemma(clause), "ongoing_verbs"):
        return Judgement("ongoing", "continues", spans)
    return _scheduled(clause, context) if context.listed(context.lemma(clause), "scheduling") else None


def _scheduled(clause: Clause, context: Context) -> Judgement | None:
    """What is scheduled is planned; what had been, for a day gone by, is taken to have been called off."""
    head = context.tokens[clause.head]
    if head.dep == "acl":
        noun = context.tokens[head.head]
        verdict = context.of_noun(noun) if noun.i in context.event_at and noun.pos == "NOUN" else None
        return verdict if verdict and verdict.status in ("planned", "possible", "cancelled") else None
    words = [f"{head.lemma} {child.lemma}" for child in context.tree[head]]
    particle = any(c.dep == "compound:prt" for c in context.tree[head])
    idiom = any(context.listed(pair, "unscheduled") for pair in words)
    if particle or idiom or (not clause.passive and head.pos != "ADJ"):
        return None  # "set off", "set up"
    infinitive = any(c.dep == "xcomp" for c in context.tree[head])
    if context.listed(head.lemma, "settling") and not infinitive and not _is_set_for(head, context):
        return None  # "bail was set at $2,000", "was booked for a foul"
    missed = clause.tense == "PAST" and clause.aspect == "PERFECTIVE" and clause.head in context.sides.behind
    return Judgement("cancelled" if missed else "planned", "scheduled", (clause.span,))


def _sets_ahead(clause: Clause, context: Context) -> bool:
    """Whether a verb, or one with its object, sets something for a day still to come."""
    head = context.tokens[clause.head]
    if not context.listed(head.lemma, "setting") or not _is_set_for(head, context):
        return False
    thing = context.tree.object(head)  # "called a rally for Saturday"
    return head.i in context.sides.ahead or (thing is not None and thing.i in context.sides.ahead)


def _is_set_for(head: Token, context: Context) -> bool:
    """Whether the time for which it is set stands behind a verb or its object."""
    below = (word for c in context.tree[head] for word in (c, *(context.tree[c] if c.dep == "obj" else ())))
    return any(context.listed(context.case(word), "for") and context.is_dated(word) for word in below)


def _is_counted(clause: Clause, context: Context) -> bool:
    """Whether it is told how often a thing came about: "36 have been jailed since May", "its first loss since 1992"."""
    verb = context.tokens[clause.head]
    things = (c for c in context.tree[verb] if c.dep == "obj" or c.dep.startswith("nsubj"))
    if context.listed(verb.lemma, "lasting"):
        return False
    counts = (c for thing in things for c in context.tree[thing])
    return any(c.dep == "nummod" or context.listed(c.lemma, "firsts") for c in counts)


def _has_since(clause: Clause, context: Context) -> bool:
    """Whether the clause says since when: "since 2016", "ever since", not "have since cleared it"."""
    below = (c for child in context.tree.children[clause.head] for c in (child, *context.tree[child]))
    return any(
        context.listed(token.lemma, "since")
        and (token.dep in ("case", "mark") or (token.dep == "advmod" and context.tree[token]))
        for token in below
    )
