"""The questions that are asked of a noun that names an event. A part of ``judge_status``."""
from __future__ import annotations

from dataclasses import replace

from timeline_service.model import Clause, Event, Status, Token
from timeline_service.stages.judge_status.complements import is_plan
from timeline_service.stages.judge_status.context import Context, Judgement
from timeline_service.stages.judge_status.doubts import is_case, is_sought
from timeline_service.stages.judge_status.fates import fate_of

_BY_ADJECTIVE: tuple[Status, ...] = ("planned", "possible", "cancelled", "denied", "ongoing")


def judge_noun(event: Event, token: Token, clause: Clause | None, context: Context) -> Judgement:
    """A noun by its determiner, by a verb that undoes it, its modifiers, then by the noun or verb it hangs from."""
    if event.polarity == "NEG":
        return Judgement("denied", "negation")
    questions = (_undone, _modifiers, _date, _sought, _predicate, _noun_above, _framed, _verb_above, _joined)
    verdicts = (question(token, clause, context) for question in questions)
    return next((verdict for verdict in verdicts if verdict), Judgement("occurred", "default"))


def _undone(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """The object of cancelling, postponing, calling off."""
    if clause is None or token.head != clause.head:
        return None
    verb = context.tokens[clause.head]
    if token.dep == "nsubj" and context.listed(verb.lemma, "having"):  # "the opening had to be put off"
        below = (c for c in context.tree[verb] if c.dep == "xcomp" and c.i in context.clause_at)
        verb = next((c for c in below if context.clause_at[c.i].passive), verb)
    if token.dep not in ("obj", "nsubj:pass") and verb.i == clause.head:
        return None
    undoes = context.listed(context.verb(verb), "cancelling_verbs")
    moved = clause.head in context.sides.ahead and context.listed(verb.lemma, "moving")
    return Judgement("cancelled", "cancelled", (clause.span,)) if undoes and not moved and not clause.negation else None


def _modifiers(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """An adjective, or a participle such as "planned for May", "due on Monday"."""
    for child in context.tree[token]:
        if child.dep == "amod":
            for status in _BY_ADJECTIVE:
                if context.listed(child.text.lower(), f"{status}_adjectives"):
                    return Judgement(status, "adjective", (child.span,))
        set_for = child.pos == "ADJ" or child.features.is_past_participle  # not "reports of a man setting fire to it"
        if child.dep in ("acl", "amod") and set_for and context.listed(child.lemma, "scheduling"):
            return Judgement("planned", "scheduled", (child.span,))
    return None


def _predicate(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """What a noun is said to be, or not to be: "it was no attack", "it will be a strike", "the firm is in talks"."""
    case = context.case(token)
    if clause is None or clause.head != token.i or (case and not context.listed(case, "in_course")):
        return None  # "were behind the bombings"
    outer = context.of_clause(clause)
    if outer.rule == "negation":
        known = is_definite(token, context) or any(context.listed(c.lemma, "firsts") for c in context.tree[token])
        return None if known else outer
    if outer.status != "occurred" and clause.tense not in ("PRESPART", "PASTPART", "INFINITIVE"):
        modal = clause.modality and outer.rule != "due" and token.i not in context.sides.ahead
        open_still = modal and outer.status == "planned"  # "would be a setback"
        return replace(outer, rule="predicate", status="possible" if open_still else outer.status)
    return Judgement("ongoing", "in-course", (token.span,)) if case and clause.is_plain_present else None


def _date(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """A date of its own that lies after publication."""
    known = context.document.dct is not None
    return Judgement("planned", "date-ahead", (token.span,)) if known and token.i in context.sides.ahead else None


def _noun_above(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """What the noun it hangs from says: "plans for a summit", "the threat of a strike"; not "a phase of the truce"."""
    above = context.tokens[token.head]
    if not token.dep.startswith("nmod") or above.pos != "NOUN":
        return None
    if is_case(above, context):
        return Judgement("possible", "condition", (above.span,))
    if context.listed(above.lemma, "accounts") and (fate := fate_of(above, context)):
        return fate
    part = context.listed(context.case(token), "part_of")
    if part and any(context.listed(c.lemma, "definite") for c in context.tree[token]):
        return None
    for status in ("planned", "possible", "denied"):
        if context.listed(above.lemma, f"{status}_nouns"):
            return Judgement(status, "noun", (above.span,))
    return Judgement("possible", "rumour", (above.span,)) if context.listed(above.lemma, "rumours") else None


def _sought(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """What a reward is offered for."""
    promised = token.dep.startswith(("nmod", "obl")) and is_sought(token, context)
    return Judgement("possible", "sought", (context.tokens[token.head].span,)) if promised else None


def _joined(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """What is joined to another by "and" is as open: "news leading to the arrest and conviction"."""
    first = context.event_at.get(token.head) if token.dep == "conj" else None
    if first is None or first.pos != "NOUN" or any(c.dep in ("det", "nmod:poss") for c in context.tree[token]):
        return None  # "threats of war and the killing of an envoy"
    verdict = context.of_noun(context.tokens[token.head])
    return replace(verdict, rule="conjunct") if verdict.rule in ("governor", "framed", "noun") else None


def _framed(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """What the verb says by its preposition: "acquitted of murder", "voted against a ban", "suspected of fraud"."""
    verb = context.tokens[token.head]
    if context.listed(context.case(token), "unchosen") and token.dep.startswith(("obl", "nmod")):
        return Judgement("denied", "unchosen", (token.span,))
    if clause is None or token.dep != "obl" or (clause.negation and verb.pos != "ADJ"):
        return None
    if verb.i != clause.head and verb.pos != "ADJ":
        return None
    framed = context.framed(verb, context.case(token), noun=True)
    return Judgement(framed, "framed", (verb.span,)) if framed and not is_definite(token, context) else None


def _is_unmade(token: Token, verb: Token, context: Context) -> bool:
    """The object of denying that it happened, or of averting it."""
    refuted = context.listed(verb.lemma, "refuted") and not context.listed(token.lemma, "asked_for")
    return refuted or context.listed(verb.lemma, "averting")


def _is_told(token: Token, verb: Token, context: Context) -> bool:
    """Whether somebody is told something there: "told a hearing that", "…, she told the inquest"."""
    telling = verb.dep == "parataxis" or any(c.dep == "ccomp" for c in context.tree[verb])
    return token.dep in ("obj", "iobj") and telling and context.listed(verb.lemma, "reporting")


def _is_given(token: Token, verb: Token, context: Context) -> bool:
    """Whether the clause takes the event for granted: "the crash" nobody survived, "the war" that a deal is to end."""
    complement = next((c for c in context.tree[verb] if c.dep in ("xcomp", "ccomp")), None)
    ends = token.dep == "obj" and context.listed(verb.lemma, "ending")
    makes = (context.listed(verb.lemma, "light") and not ends) or (
        complement is not None
        and context.listed(complement.lemma, "light")
        and not any(c.dep == "obj" for c in context.tree[complement])
    )
    attitude = complement is None and context.listed(verb.lemma, "scheduling")
    return not makes and not attitude and is_definite(token, context)


def _as_its_complement(verb: Token, context: Context) -> Judgement | None:
    """ "Sales are predicted to have dropped": they are as open as what is predicted of them."""
    below = (c.i for c in context.tree[verb] if c.dep == "xcomp" and c.i in context.clause_at)
    complement = next(below, None) if context.listed(verb.lemma, "committing") else None
    verdict = context.of_clause(context.clause_at[complement]) if complement is not None else None
    return replace(verdict, rule="governor") if verdict and verdict.rule == "forecast" else None


def _is_concluded(token: Token, context: Context) -> bool:
    """ "A deal reached on Monday is to end the war": it stands, whatever it is to do."""
    below = (c for c in context.tree[token] if c.dep == "acl" and context.listed(c.lemma, "concluding"))
    return any(c.i in context.clause_at and context.clause_at[c.i].tense in ("PASTPART", "PAST") for c in below)


def is_definite(token: Token, context: Context) -> bool:
    """Whether a determiner or an owner makes it one that is known."""
    determiners = (c.lemma for c in context.tree[token] if c.dep in ("det", "nmod:poss"))
    return any(not context.listed(word, "indefinite") for word in determiners)


def _is_preceded(token: Token, context: Context) -> bool:
    """ "Before the vote", "ahead of the race"."""
    cases = [child for child in context.tree[token] if child.dep == "case" and child.i < token.i]
    openers = (context.tokens[case.i - 1] for case in cases if case.i)
    words = [*cases, *(word for word in openers if word.head in (token.i, token.head) and word.dep == "advmod")]
    return any(context.listed(word.text.lower(), "preceding") for word in words)


def _verb_above(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """The status of the verb that it is the subject or object of, or the attitude of that verb towards it."""
    if clause is None or token.head != clause.head:
        return None
    verb, spans = context.tokens[clause.head], (clause.span,)
    plan = is_plan(clause, context)
    towards_it = token.dep == "obl" and context.listed(context.case(token), "towards")
    called_for = token.dep == "obl" and context.listed(context.case(token), "for")
    if _is_told(token, verb, context):
        return None
    done = context.listed(token.lemma, "results") or (token.dep == "obj" and context.listed(verb.lemma, "light"))
    if context.listed(verb.lemma, "committing") and done and clause.head not in context.sides.ahead:
        return None  # "announced a loss", "committed a murder"
    if token.dep.startswith("nsubj") and _is_concluded(token, context):
        return None
    if open_still := _as_its_complement(verb, context):
        return open_still
    if token.dep == "obl" and context.listed(verb.lemma, "awaiting"):
        return Judgement("possible", "awaited", spans)
    if token.dep == "obl" and _is_preceded(token, context) and not context.listed(verb.lemma, "attending"):
        outer = context.of_clause(clause)  # "will speak before the vote": nothing planned comes before what is past
        return replace(outer, rule="awaited", spans=spans) if outer.status == "planned" else None
    theme = token.dep in ("obj", "nsubj:pass") or called_for or (plan and towards_it)
    committed = context.listed(verb.lemma, "committing") or clause.head in context.sides.ahead or plan
    if theme and plan and not token.dep.startswith("nsubj"):
        return Judgement("planned", "plan", spans)
    if clause.head in context.sides.ahead and context.listed(verb.lemma, "moving"):
        return Judgement("planned", "moved", spans)
    if theme and clause.negation is None and _is_unmade(token, verb, context):
        return Judgement("denied", "unmade", spans)
    if not towards_it and _is_given(token, verb, context):
        return None
    outer = context.of_clause(clause)
    if outer.rule == "awaited" and token.dep == "nsubj" and context.listed(verb.lemma, "ending"):
        return None  # "will speak before the strike ends"
    if outer.rule == "withdrawn" and is_definite(token, context):
        return None  # "reported erroneously that the fire started on Sunday": there was a fire
    if theme and (context.listed(verb.lemma, "wishing") or context.listed(verb.lemma, "committing")):
        if outer.status in ("denied", "cancelled") and outer.rule != "negation":
            return replace(outer, rule="governor", spans=spans)
        status = outer.status if outer.rule == "scheduled" else "planned" if committed else "possible"
        return Judgement(status, "governor", spans)
    carried = theme or towards_it or token.dep == "nsubj"
    if outer.status == "denied" and token.dep == "nsubj" and not context.listed(verb.lemma, "happening"):
        return None  # "a strike that stopped no train" took place
    if outer.status in ("planned", "possible", "ongoing", "denied", "cancelled") and carried:
        return replace(outer, rule="governor", spans=spans)
    return None
