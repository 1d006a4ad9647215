"""What the verb that a clause hangs from says of it. A part of ``judge_status``."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline_service.model import Clause, Token
from timeline_service.stages.judge_status.contents import under_noun
from timeline_service.stages.judge_status.context import Context, Judgement
from timeline_service.stages.judge_status.doubts import is_faced, is_overtaken, promised_long_ago
from timeline_service.stages.judge_status.fates import unconfirmed

_LABEL = 6  # words among which the colon behind the label of a notice stands
_COLONS = (":", "—", "–")
_OF_CONTENT = (
    "withdrawn", "denial", "untrue", "believed", "alleged", "rumour", "unproved", "unconfirmed", "unmade", "forecast",
)  # fmt: skip


def by_governor(clause: Clause, context: Context) -> Judgement | None:
    """The attitude or commitment of the predicate or noun that the clause is a complement of."""
    if clause.governor is not None and (clause.relation == "ccomp" or context.listed(clause.marker, "contents")):
        said = context.document.clauses[clause.governor]
        if is_withdrawn(said, context):
            return Judgement("denied", "withdrawn", (said.span,))
    if clause.governor is None or clause.is_main:
        return _shared(clause, context)
    above = context.document.clauses[clause.governor]
    head = context.tokens[clause.head]
    noun = context.tokens[head.head]
    if noun.pos in ("NOUN", "PROPN", "PRON") and (noun.i != above.head or clause.relation == "acl"):
        return under_noun(clause, noun, context)
    if context.listed(clause.marker, "unchosen") and clause.tense in ("PRESPART", "INFINITIVE"):
        return Judgement("denied", "unchosen", (clause.span,))
    judged = noun if noun.pos == "ADJ" else context.tokens[above.head]  # "found not guilty of"
    if framed := context.framed(judged, clause.marker):
        charged = context.listed(context.lemma(above), "charging")
        if framed == "possible" and context.of_clause(above).status == "denied" and not charged:
            return None  # "did not speak of": what it denies is the speaking
        return Judgement(framed, "framed", (above.span,))
    if clause.relation not in ("xcomp", "ccomp", "csubj", "csubj:pass", "advcl"):
        return None
    return _under_verb(clause, above, context)


def _under_verb(clause: Clause, above: Clause, context: Context) -> Judgement | None:
    lemma, spans = context.verb(context.tokens[above.head]), (above.span,)
    if clause.relation != "advcl":
        if context.listed(lemma, "denying") and above.negation is not None:
            return Judgement("possible", "undenied", spans)
        if context.listed(lemma, "denying") or context.of_clause(above).rule == "denial":
            return Judgement("denied", "denial", spans)
        if believed := _believed(clause, above, lemma, context):
            return believed
    if clause.relation == "advcl" and _completes(clause, above, context) and context.listed(lemma, "preventing"):
        return Judgement("possible" if above.negation else "denied", "prevented", spans)
    attitude = context.listed(lemma, "committing") or context.listed(lemma, "wishing")
    infinitive = clause.tense == "INFINITIVE" or context.listed(clause.marker, "infinitive")
    if infinitive and leads_on(context.tokens[above.head], context):
        return replace(context.of_clause(above), rule="future-of-the-past", spans=spans)
    if clause.relation == "advcl" and not (attitude and infinitive):
        return _purpose(clause, above, context)
    urged = context.listed(clause.marker, "contents") and above.tense == "PAST" and context.listed(lemma, "wishing")
    if urged and clause.is_plain_present:  # "insisted that the unions agree"
        return Judgement("possible", "wished", spans)
    if clause.tense not in ("INFINITIVE", "PRESPART", "NONE") and clause.relation != "xcomp":
        return None
    return _complement(clause, above, lemma, context)


def _completes(clause: Clause, above: Clause, context: Context) -> bool:
    """Whether a participle right behind a verb with a particle is its complement: "ruled out raising taxes"."""
    between = context.tokens[above.head + 1 : clause.head]
    alone = all(t.dep == "compound:prt" and t.head == above.head for t in between)
    return clause.tense == "PRESPART" and bool(between) and alone


def leads_on(verb: Token, context: Context) -> bool:
    """Whether a verb only leads over to what came next: "went on"."""
    onward = any(context.listed(c.text.lower(), "onward") for c in context.tree[verb])
    return context.listed(verb.lemma, "leading_on") and onward


def _believed(clause: Clause, above: Clause, lemma: str, context: Context) -> Judgement | None:
    """What is only believed, seems so, was forecast for a day gone by, or could not be proved."""
    spans = (above.span,)
    finite = clause.tense in ("PAST", "PRESENT") or (clause.tense == "NONE" and bool(clause.modality))
    if context.listed(lemma, "seeming") and clause.relation == "xcomp":
        return Judgement("possible", "seeming", spans)
    imagined = clause.relation == "xcomp" and clause.tense == "PRESPART"  # "imagined killing him"
    if context.listed(lemma, "believing") and (finite or above.passive or imagined):
        return Judgement("possible", "believed", spans)
    heard = context.listed(lemma, "hearsay") and clause.relation == "xcomp"
    if (heard or context.listed(lemma, "rumouring")) and above.passive:
        return Judgement("possible", "alleged", spans)
    if context.listed(lemma, "alleging") and finite and not clause.modality:
        return Judgement("possible", "alleged", spans)
    if context.listed(lemma, "forecasting") and finite and not clause.modality:
        return Judgement("possible", "forecast", spans)
    accounts = [c for c in context.tree.children[above.head] if c.dep.startswith("nsubj")]
    if above.relation == "acl":
        accounts.append(context.tokens[context.tokens[above.head].head])  # "a false alert saying that"
    if clause.relation == "ccomp" and finite and not clause.modality:  # "a theory says that"
        if rumour := next((a for a in accounts if context.listed(a.lemma, "rumours")), None):
            return Judgement("possible", "rumour", (rumour.span,))
    doubt = next((u for a in accounts if (u := unconfirmed(a, context))), None)
    if doubt is not None and (finite or clause.tense == "PRESPART"):
        return Judgement("possible", "unconfirmed", (doubt.span,))
    falsities = (c for a in accounts for c in context.tree[a] if c.dep in ("amod", "compound"))
    if clause.relation == "ccomp" and finite:  # "a hoax call said that"
        if false := next((c for c in falsities if context.listed(c.text.lower(), "untrue")), None):
            return Judgement("denied", "untrue", (false.span,))
    unproved = context.of_clause(above).status in ("denied", "possible")
    if context.listed(lemma, "proving") and finite and unproved:
        return Judgement("possible", "unproved", spans)
    untrue = context.listed(lemma, "untrue") and not above.negation
    unsound = context.listed(lemma, "true") and above.negation is not None
    return Judgement("denied", "untrue", spans) if untrue or unsound else None


def is_withdrawn(saying: Clause, context: Context) -> bool:
    """Whether a correction takes back what it quotes: "reported erroneously that", "an earlier version said".

    "Correction: our report said" does too.
    """
    children = context.tree.children[saying.head]
    if any(c.dep == "advmod" and context.listed(c.text.lower(), "mistakenly") for c in children):
        return True
    subjects = [c for c in children if c.dep == "nsubj"]
    versions = (c for c in subjects if context.listed(c.lemma, "versions"))
    if any(context.listed(c.text.lower(), "earlier") for v in versions for c in context.tree[v]):
        return True
    noticed = _behind_a_label(saying, context)
    before = subjects or noticed  # a parse may hang "because of an error, our report" together
    return bool(noticed) and any(context.listed(token.lemma, "publications") for token in before)


def _behind_a_label(clause: Clause, context: Context) -> Sequence[Token]:
    """The words between "Correction:" at the head of a sentence and the predicate of a clause; none without a label."""
    document = context.document
    words = document.tokens[document.sentence_of(clause.head).first : clause.head]
    colon = any(token.text in _COLONS for token in words[1:_LABEL])
    return words[1:] if colon and context.listed(words[0].text.lower(), "notices") else ()


def _complement(clause: Clause, above: Clause, lemma: str, context: Context) -> Judgement | None:
    outer, spans = context.of_clause(above), (above.span,)
    infinitive = clause.tense == "INFINITIVE" or context.listed(clause.marker, "infinitive")
    ahead = clause.head in context.sides.ahead
    verb = context.tokens[above.head]
    still = context.is_modified(context.tokens[clause.head], "still_to")  # "has still to", not "still has to"
    yet = context.is_modified(verb, "not_yet") or (still is not None and still.i > verb.i)
    if infinitive and yet and context.listed(lemma, "having"):
        return Judgement("denied", "not-yet", spans)
    if infinitive and context.listed(lemma, "going") and above.aspect == "PROGRESSIVE" and not above.negation:
        return Judgement("planned", "going-to", spans)
    if infinitive and context.listed(lemma, "committing"):
        if open_still := _uncommitted(clause, above, context):
            return open_still
        missed = clause.aspect == "PERFECTIVE" or (above.tense == "PAST" and clause.head in context.sides.behind)
        if missed or outer.status == "cancelled":
            return Judgement("cancelled", "unfulfilled", spans)
        return Judgement("possible" if outer.status in ("denied", "possible") else "planned", "committed", spans)
    if context.listed(context.verb(verb), "preventing"):
        return Judgement("possible" if above.negation else "denied", "prevented", spans)
    if (infinitive or clause.tense in ("PRESPART", "PASTPART")) and context.listed(lemma, "wishing"):
        sure = verb.pos == "ADJ" and outer.rule == "future"  # "will be able to buy"
        leads = sure or is_plan(above, context) or (ahead and not context.listed(lemma, "pleading"))
        planned = infinitive and leads and not context.listed(lemma, "warning")
        return Judgement("planned" if planned else "possible", "wished", spans)
    if clause.tense == "INFINITIVE" and context.listed(clause.marker, "contents"):  # "it is vital that he resign"
        return Judgement("possible", "wished", spans)
    if outer.status != "occurred":
        return replace(outer, rule="governor", spans=spans)
    return None


def _uncommitted(clause: Clause, above: Clause, context: Context) -> Judgement | None:
    """What is forecast to be over, what a thing is made for, what was overtaken, and what was agreed long ago."""
    subject = context.tree.subject(context.tokens[above.head])
    if subject is not None and context.listed(subject.lemma.lower(), "few"):
        return Judgement("possible", "unexpected", (subject.span,))
    if is_overtaken(above, context):
        return Judgement("possible", "overtaken", (above.span,))
    if clause.is_perfect and above.tense == "PRESENT":
        return Judgement("possible", "forecast", (above.span,))  # "is expected to have lost"
    ahead = clause.head in context.sides.ahead or above.head in context.sides.ahead
    pluperfect = above.tense == "PAST" and above.aspect == "PERFECTIVE" and not above.passive
    if pluperfect and context.listed(context.lemma(above), "setting") and not ahead:
        return Judgement("cancelled", "unfulfilled", (above.span,))  # "had planned to drive home"
    of_a_thing = above.passive or above.tense == "PASTPART" or not _has_actor(above, context)
    if of_a_thing and context.listed(context.lemma(above), "purposing") and not ahead:
        return Judgement("possible", "purpose", (above.span,))
    return promised_long_ago(clause, context)


def _has_actor(clause: Clause, context: Context) -> bool:
    """Whether the subject is somebody, or unknown, and not a thing: "the measures aim to save $40 billion"."""
    subject = context.tree.subject(context.tokens[clause.head])
    if subject is None or subject.pos != "NOUN" or subject.entity:
        return True
    return context.listed(subject.lemma, "people") or context.listed(subject.lemma, "groups")


def is_plan(clause: Clause, context: Context) -> bool:
    """Whether a plan, a deal or a phase is the subject: what it calls for, or "a plan that includes", is planned."""
    subjects = [c for c in context.tree.children[clause.head] if c.dep.startswith("nsubj")]
    if clause.relation == "acl:relcl" and clause.is_plain_present and any(c.is_relative for c in subjects):
        subjects = [context.tokens[context.tokens[clause.head].head]]
    return any(context.listed(subject.lemma, "planned_nouns") for subject in subjects)


def _purpose(clause: Clause, above: Clause, context: Context) -> Judgement | None:
    """An infinitive of purpose may come about; a participle and what is awaited are as open as their governor."""
    if context.listed(above.modality, "would") and clause.tense == "PAST" and context.listed(clause.marker, "upcoming"):
        return replace(context.of_clause(above), rule="awaited", spans=(above.span,))
    mended = clause.tense == "PRESENT" and clause.aspect == "PERFECTIVE" and context.listed(clause.marker, "awaited")
    if mended or (clause.is_plain_present and context.listed(clause.marker, "upcoming")):
        if is_faced(clause, context):
            return Judgement("planned", "awaited", (above.span,))
        outer = context.of_clause(above)  # "will speak once it has begun", "will speak before it begins", "may speak"
        awaited = outer.status == "planned" or (outer.rule == "modal" and clause.head not in context.sides.ahead)
        return Judgement("planned", "awaited", (above.span,)) if awaited else None
    if clause.tense == "INFINITIVE":
        outer = context.of_clause(above)
        if _is_given_time(above, context) and outer.status == "occurred":
            return Judgement("planned", "deadline", (above.span,))
        return Judgement("planned" if outer.status == "planned" else "possible", "purpose", (clause.span,))
    if clause.tense == "PRESPART" and not clause.marker and is_plan(above, context):
        return Judgement("planned", "plan", (above.span,))
    if clause.tense in ("PRESPART", "PASTPART") and not clause.marker:
        outer = context.of_clause(above)
        return replace(outer, rule="governor", spans=(above.span,)) if outer.status in ("planned", "possible") else None
    return None


def _is_given_time(above: Clause, context: Context) -> bool:
    """ "Gave the mill until May 3 to answer", of a day still to come: an answer is due."""
    verb = context.tokens[above.head]
    open_still = above.head in context.sides.ahead and above.negation is None
    return open_still and context.listed(verb.lemma, "granting") and context.until_phrase(verb) is not None


def _shared(clause: Clause, context: Context) -> Judgement | None:
    """A conjunct without a finite verb or a subject of its own, or with "that" again, shares what governs the first."""
    bare = clause.tense in ("INFINITIVE", "PRESPART", "PASTPART", "NONE")
    if clause.relation != "conj" or clause.governor is None:
        return None
    before = context.document.clauses[clause.governor]
    alone = before.tense in ("PAST", "PRESENT") and context.tree.subject(context.tokens[clause.head]) is None
    if not (bare or alone or context.listed(clause.marker, "contents")):  # "allege that he hid it and bribed two"
        return None
    first = context.of_clause(before)
    if not bare and first.rule not in _OF_CONTENT:
        return None
    return replace(first, rule="conjunct") if first.status != "occurred" and first.rule != "negation" else None
