"""What the noun that a clause hangs from says of it. A part of ``judge_status``."""

from __future__ import annotations

from dataclasses import replace

from timeline_service.model import Clause, Status, Token
from timeline_service.stages.judge_status.context import Context, Judgement
from timeline_service.stages.judge_status.doubts import is_case, is_faced, is_hollow, is_sought
from timeline_service.stages.judge_status.fates import fate_of

_STATUSES: tuple[Status, ...] = ("possible", "denied", "planned")


def under_noun(clause: Clause, noun: Token, context: Context) -> Judgement | None:
    """The content of a noun: as open as the noun says, or as what befalls it: "foiled a plot to", "the threat that"."""
    spans = (noun.span,)
    told = clause.relation == "acl:relcl" and clause.tense == "PAST" and not context.listed(clause.marker, "contents")
    said = context.listed(context.lemma(clause), "reporting")
    if (said or not told) and (fate := fate_of(noun, context)):
        return fate  # not of what "scrapped a law that had closed the mill" tells of it
    governor = context.tokens[noun.head]
    if framed := context.framed(governor, clause.marker):  # "accused the government of planning"
        return Judgement(framed, "framed", (governor.span,))
    if clause.relation not in ("acl", "acl:relcl", "appos", "parataxis"):
        return None
    if clause.relation == "acl" and is_faced(clause, context):
        return Judgement("planned", "awaited", (governor.span,))
    if clause.tense in ("PRESPART", "PRESENT") and is_sought(noun, context):
        return Judgement("possible", "sought", spans)
    finite = clause.tense in ("PAST", "PRESENT")
    if is_case(noun, context):
        return Judgement("possible", "condition", spans)
    bare = clause.relation == "acl" and finite and not clause.marker and _is_whole(clause, context)
    if context.listed(clause.marker, "contents") or bare:  # "rumours the firm sold it"
        if context.listed(noun.lemma, "untrue"):  # "the myth that"
            return Judgement("denied", "untrue", spans)
        if clause.relation == "acl" and (untrue := context.described(noun, "untrue")):  # "false claims that"
            return Judgement("denied", "untrue", (untrue.span,))
        if context.listed(noun.lemma, "rumours"):
            return Judgement("possible", "rumour", spans)
        called_for = context.listed(noun.lemma, "possible_nouns") or context.listed(noun.lemma, "calls")
        if called_for and finite and context.tokens[clause.head].text == context.tokens[clause.head].lemma:
            return Judgement("possible", "wished", spans)  # "the demand that he resign"
        unproved = context.listed(noun.lemma, "proofs") and is_hollow(noun, context)
        return Judgement("possible", "unproved", spans) if unproved else None
    if clause.relation == "acl:relcl":
        if context.listed(governor.lemma, "naming") and noun.dep == "xcomp":
            return Judgement("possible", "alleged", (governor.span,))
        hedged = context.described(noun, "suspect") if clause.tense == "PAST" and not clause.passive else None
        return Judgement("possible", "suspected", (hedged.span,)) if hedged is not None else None
    if clause.tense == "PRESPART":
        return _like_noun(clause, noun, context)
    if clause.tense == "PASTPART" and noun.dep == "obj" and context.listed(governor.lemma, "ordering"):
        return Judgement("possible", "wished", (governor.span,))  # "ordered the files burned"
    if clause.tense == "INFINITIVE" and clause.relation == "acl":
        return _infinitive(clause, noun, context)
    return None


def _is_whole(clause: Clause, context: Context) -> bool:
    """Whether a clause has a subject, which is not the "that" of a relative clause."""
    subject = context.tree.subject(context.tokens[clause.head])
    return subject is not None and not context.listed(subject.text.lower(), "contents")


def _infinitive(clause: Clause, noun: Token, context: Context) -> Judgement | None:
    """ "The plan to build" commits to it, "the failure to attack" is none, "the first woman to win" won."""
    spans = (noun.span,)
    if any(context.listed(t.lemma.lower(), "firsts") for t in (noun, *context.tree[noun]) if t.dep != "det"):
        of_whom = context.clause_at.get(noun.i)  # "may be the first to win" leaves it open
        outer = context.of_clause(of_whom) if of_whom is not None else None
        return replace(outer, spans=spans) if outer and outer.status in ("possible", "planned") else None
    if none := is_hollow(noun, context):
        return Judgement("denied", "none", (none.span,))
    if _is_charged(noun, context):
        return Judgement("possible", "charged", spans)
    verdict = context.of_noun(noun) if noun.i in context.event_at and noun.pos != "VERB" else None
    if verdict is not None and verdict.status in ("cancelled", "denied"):
        return replace(verdict, spans=spans)
    for status in _STATUSES:
        if context.listed(noun.lemma, "commitments" if status == "planned" else f"{status}_nouns"):
            return Judgement(status, "noun", spans)
    ahead = clause.head in context.sides.ahead and verdict is not None and verdict.status == "planned"
    wished = context.listed(context.tokens[noun.head].lemma, "wishing")  # "wants the cost to be shared"
    ahead = ahead or (clause.passive and not wished)  # "figures to be published today"
    return Judgement("planned" if ahead else "possible", "noun", spans)


def _is_charged(noun: Token, context: Context) -> bool:
    """Whether a plan is what somebody was arrested or tried for: nobody will carry it out."""
    at = noun
    while at.dep.startswith("nmod") and context.tokens[at.head].pos == "NOUN":  # "two counts of intent to harm"
        at = context.tokens[at.head]
    noun, verb = at, context.tokens[at.head]
    charged = context.listed(verb.lemma, "charging")
    return context.listed(context.case(noun), "charged_with") and charged and noun.dep.startswith("obl")


def _like_noun(clause: Clause, noun: Token, context: Context) -> Judgement | None:
    """A participle that spells out a noun is as real as the noun: "the second phase, establishing a force"."""
    if clause.marker:
        for status in _STATUSES:
            open_still = status == "possible" and context.listed(noun.lemma, "rumours")
            if open_still or context.listed(noun.lemma, f"{status}_nouns"):
                return Judgement(status, "noun", (noun.span,))
    if noun.i not in context.event_at or noun.pos == "VERB":
        return None
    verdict = context.of_noun(noun)
    return verdict if verdict.status in ("planned", "possible", "cancelled") else None
