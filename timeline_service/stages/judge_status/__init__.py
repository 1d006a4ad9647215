"""occurred · ongoing · planned · possible · denied · cancelled, as of publication and by the article's own stance.

The order of the questions is De Facto's (Saurí & Pustejovsky 2012): negation, then modality and condition, then the
predicate that an event hangs from, then tense; what nothing speaks against has occurred.
"""
from __future__ import annotations

from dataclasses import replace

from timeline_service import deadline
from timeline_service.model import Clause, Document, Event, Language, Token
from timeline_service.stages import stage
from timeline_service.stages.judge_status.context import Context, Judgement
from timeline_service.stages.read_clauses import outermost_first, until_phrase

_INTO = ("into", "to", "toward", "towards")


@stage(
    needs=("text", "dct", "tokens", "clauses", "timexes", "events"), wants=("blocks", "sentences"), gives=("events",)
)
def judge_status(document: Document, language: Language) -> Document:
    """Every event with its status and the words that decide it."""
    context = Context.of(document, language)
    for clause in deadline.checked(outermost_first(document.clauses)):
        context.judged[clause.i] = _judge_clause(clause, context)
    judged = []
    for event in deadline.checked(document.events):
        verdict = _judge(event, context)
        judged.append(replace(event, status=verdict.status, because=(*event.because, verdict.because())))
    return replace(document, events=tuple(judged))


def _judge(event: Event, context: Context) -> Judgement:
    clause = context.document.clauses[event.clause] if event.clause is not None else None
    if event.pos == "VERB" and clause is not None:
        return _judge_clause(clause, context)
    token = context.document.tokens[event.token]
    return _judge_noun(event, token, clause, context)


def _judge_clause(clause: Clause, context: Context) -> Judgement:
    """Negation, condition, modality, governor, tense: the first that speaks decides."""
    if clause.i in context.judged:
        return context.judged[clause.i]
    for question in (_negation, _condition, _modality, _governor, _tense):
        if verdict := question(clause, context):
            return verdict
    return Judgement("occurred", "default")


def _negation(clause: Clause, context: Context) -> Judgement | None:
    head = context.document.tokens[clause.head]
    if clause.negation is None or until_phrase(head, context.tree) is not None:
        return None
    return Judgement("denied", "negation", (clause.negation,))


def _condition(clause: Clause, context: Context) -> Judgement | None:
    if clause.condition == "if" or (clause.condition == "then" and clause.finite_tense == "FUTURE"):
        return Judgement("possible", "condition", (clause.span,))
    return None


def _modality(clause: Clause, context: Context) -> Judgement | None:
    perfect = clause.aspect.startswith("PERFECTIVE")
    ahead, spans = clause.head in context.ahead, (clause.span,)
    if clause.tense == "FUTURE" and not perfect:
        return Judgement("planned", "future", spans)
    if clause.modality in ("is to", "was to"):
        past = clause.modality == "was to" and (perfect or clause.head in context.behind)
        return Judgement("cancelled" if past else "planned", "due", spans)
    if clause.modality in ("would", "'d", "’d"):
        if perfect:
            return Judgement("denied", "counterfactual", spans)
        return Judgement("planned" if clause.frame is not None or ahead else "possible", "would", spans)
    if clause.modality and context.listed(clause.modality, "ought_modals"):
        return Judgement("denied" if perfect else "planned" if ahead else "possible", "ought", spans)
    if clause.modality:
        return Judgement("possible", "modal", spans)
    return None


def _governor(clause: Clause, context: Context) -> Judgement | None:
    """The attitude or commitment of the predicate or noun that the clause is a complement of."""
    if clause.governor is not None and (clause.relation == "ccomp" or clause.marker == "that"):
        said = context.document.clauses[clause.governor]
        if _is_withdrawn(said, context):
            return Judgement("denied", "withdrawn", (said.span,))
    if clause.governor is None or clause.relation in ("parataxis", "root", "conj"):
        return _shared(clause, context)
    above = context.document.clauses[clause.governor]
    lemma = context.lemma(above)
    noun = context.document.tokens[context.document.tokens[clause.head].head]
    if noun.pos == "NOUN" and noun.i != above.head:
        return _under_noun(clause, noun, context)
    if clause.relation not in ("xcomp", "ccomp", "csubj", "advcl"):
        return None
    if context.listed(lemma, "denying") and clause.relation != "advcl":
        return Judgement("denied", "denial", (above.span,))
    attitude = context.listed(lemma, "committing") or context.listed(lemma, "wishing")
    if clause.relation == "advcl" and not (attitude and (clause.tense == "INFINITIVE" or clause.marker == "to")):
        return _purpose(clause, above, context)
    if clause.tense not in ("INFINITIVE", "PRESPART", "NONE") and clause.relation != "xcomp":
        return None
    return _complement(clause, above, lemma, context)


def _is_withdrawn(saying: Clause, context: Context) -> bool:
    """Whether a correction takes back what it quotes: "reported erroneously that", "an earlier version said"."""
    children = context.tree.children[saying.head]
    adverb = any(c.dep == "advmod" and context.listed(c.text.lower(), "mistakenly") for c in children)
    versions = (c for c in children if c.dep == "nsubj" and context.listed(c.lemma, "versions"))
    return adverb or any(context.listed(c.text.lower(), "earlier") for v in versions for c in context.tree[v])


def _complement(clause: Clause, above: Clause, lemma: str, context: Context) -> Judgement | None:
    outer, spans = _judge_clause(above, context), (above.span,)
    infinitive, ahead = clause.tense == "INFINITIVE" or clause.marker == "to", clause.head in context.ahead
    if infinitive and lemma == "go" and above.aspect == "PROGRESSIVE" and not above.negation:
        return Judgement("planned", "going-to", spans)
    if infinitive and context.listed(lemma, "committing"):
        missed = clause.aspect == "PERFECTIVE" or (above.tense == "PAST" and clause.head in context.behind)
        if missed:
            return Judgement("cancelled", "unfulfilled", spans)
        return Judgement("possible" if outer.status in ("denied", "possible") else "planned", "committed", spans)
    if context.listed(lemma, "preventing"):
        return Judgement("denied", "prevented", spans)
    if infinitive and context.listed(lemma, "wishing"):
        return Judgement("planned" if ahead or _is_plan(above, context) else "possible", "wished", spans)
    if outer.status != "occurred":
        return replace(outer, rule="governor", spans=spans)
    return None


def _is_plan(clause: Clause, context: Context) -> bool:
    """Whether a plan, a deal or a phase is the subject: what it calls for is planned."""
    subjects = (c for c in context.tree.children[clause.head] if c.dep.startswith("nsubj"))
    return any(context.listed(subject.lemma, "planned_nouns") for subject in subjects)


def _purpose(clause: Clause, above: Clause, context: Context) -> Judgement | None:
    """An infinitive of purpose may come about; a participle and what is awaited are as open as their governor."""
    if above.modality in ("would", "'d", "’d") and clause.tense == "PAST" and context.listed(clause.marker, "awaited"):
        return replace(_judge_clause(above, context), rule="awaited", spans=(above.span,))
    if clause.tense == "INFINITIVE":
        outer = _judge_clause(above, context)
        return Judgement("planned" if outer.status == "planned" else "possible", "purpose", (clause.span,))
    if clause.tense == "PRESPART" and not clause.marker and _is_plan(above, context):
        return Judgement("planned", "plan", (above.span,))
    if clause.tense in ("PRESPART", "PASTPART") and not clause.marker:
        outer = _judge_clause(above, context)
        return replace(outer, rule="governor", spans=(above.span,)) if outer.status in ("planned", "possible") else None
    return None


def _shared(clause: Clause, context: Context) -> Judgement | None:
    """A conjunct without a finite verb of its own shares what governs the first one."""
    bare = clause.tense in ("INFINITIVE", "PRESPART", "PASTPART", "NONE")
    if clause.relation != "conj" or clause.governor is None or not bare:
        return None
    first = _judge_clause(context.document.clauses[clause.governor], context)
    return replace(first, rule="conjunct") if first.status != "occurred" and first.rule != "negation" else None


def _under_noun(clause: Clause, noun: Token, context: Context) -> Judgement | None:
    """The content of a noun: denied with it, or as open as the noun says: "a bid to", "the threat that"."""
    verb = context.document.tokens[noun.head]
    if noun.dep == "obj" and context.listed(verb.lemma, "denying") and clause.marker == "that":
        return Judgement("denied", "denial", (verb.span,))
    if clause.tense == "PRESPART" and clause.relation in ("acl", "appos", "parataxis"):
        return _like_noun(noun, context)
    if clause.tense != "INFINITIVE" or clause.relation != "acl":
        return None
    for status in ("possible", "denied"):
        if context.listed(noun.lemma, f"{status}_nouns"):
            return Judgement(status, "noun", (noun.span,))
    return Judgement("planned", "noun", (noun.span,))


def _like_noun(noun: Token, context: Context) -> Judgement | None:
    """A participle that spells out a noun is as real as the noun: "the second phase, establishing a force"."""
    event = next((e for e in context.document.events if e.token == noun.i), None)
    verdict = _judge(event, context) if event is not None and event.pos != "VERB" else None
    return verdict if verdict and verdict.status in ("planned", "possible", "cancelled") else None


def _tense(clause: Clause, context: Context) -> Judgement | None:
    spans = (clause.span,)
    present, perfect = clause.tense == "PRESENT", clause.aspect.startswith("PERFECTIVE")
    if clause.head in context.ahead and not perfect and (present or clause.tense == "INFINITIVE"):
        return Judgement("planned", "present-for-future", spans)
    if present and clause.aspect in ("PROGRESSIVE", "PERFECTIVE_PROGRESSIVE"):
        return Judgement("ongoing", "progressive", spans)
    if present and perfect and _has_since(clause, context):
        return Judgement("ongoing", "since", spans)
    if present and context.listed(context.lemma(clause), "ongoing_verbs"):
        return Judgement("ongoing", "continues", spans)
    return _scheduled(clause, context) if context.listed(context.lemma(clause), "scheduling") else None


def _scheduled(clause: Clause, context: Context) -> Judgement | None:
    """What is scheduled is planned; what had been, for a day gone by, is taken to have been called off."""
    head = context.document.tokens[clause.head]
    if head.dep == "acl":
        return _like_noun(context.document.tokens[head.head], context)
    words = [f"{head.lemma} {child.lemma}" for child in context.tree[head]]
    particle = any(c.dep == "compound:prt" for c in context.tree[head])
    idiom = any(context.listed(pair, "unscheduled") for pair in words)
    if particle or idiom or (not clause.passive and head.pos != "ADJ"):
        return None  # "set off", "set up"
    missed = clause.tense == "PAST" and clause.aspect == "PERFECTIVE" and clause.head in context.behind
    return Judgement("cancelled" if missed else "planned", "scheduled", (clause.span,))


def _has_since(clause: Clause, context: Context) -> bool:
    """Whether the clause says since when."""
    below = (c for child in context.tree.children[clause.head] for c in (child, *context.tree[child]))
    return any(token.lemma == "since" and token.dep in ("case", "mark", "advmod") for token in below)


def _judge_noun(event: Event, token: Token, clause: Clause | None, context: Context) -> Judgement:
    """A noun by its determiner, by a verb that undoes it, its modifiers, then by the noun or verb it hangs from."""
    if event.polarity == "NEG":
        return Judgement("denied", "negation")
    questions = (_undone, _modifiers, _date, _noun_above, _verb_above)
    verdicts = (question(token, clause, context) for question in questions)
    return next((verdict for verdict in verdicts if verdict), Judgement("occurred", "default"))


def _undone(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """The object of cancelling, postponing, calling off."""
    if clause is None or token.head != clause.head or token.dep not in ("obj", "nsubj:pass"):
        return None
    verb = context.document.tokens[clause.head]
    particle = " ".join(c.text.lower() for c in context.tree[verb] if c.dep == "compound:prt")
    undoes = (
        context.listed(f"{verb.lemma} {particle}", "cancelling_particles") if particle
        else context.listed(verb.lemma, "cancelling")
    )  # fmt: skip
    moved = clause.head in context.ahead and context.listed(verb.lemma, "moving")
    return Judgement("cancelled", "cancelled", (clause.span,)) if undoes and not moved and not clause.negation else None


def _modifiers(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """An adjective, or a participle such as "planned for May", "due on Monday"."""
    for child in context.tree[token]:
        if child.dep == "amod":
            for status in ("planned", "possible", "cancelled"):
                if context.listed(child.text.lower(), f"{status}_adjectives"):
                    return Judgement(status, "adjective", (child.span,))
        if child.dep in ("acl", "amod") and context.listed(child.lemma, "scheduling"):
            return Judgement("planned", "scheduled", (child.span,))
    return None


def _date(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """A date of its own that lies after publication."""
    known = context.document.dct is not None
    return Judgement("planned", "date-ahead", (token.span,)) if known and token.i in context.ahead else None


def _noun_above(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """What the noun it hangs from says: "plans for a summit", "the threat of a strike"; not "a phase of the truce"."""
    above = context.document.tokens[token.head]
    given = context.case(token) == "of" and any(c.lemma == "the" for c in context.tree[token])
    if token.dep.startswith("nmod") and above.pos == "NOUN" and not given:
        for status in ("planned", "possible", "denied"):
            if context.listed(above.lemma, f"{status}_nouns"):
                return Judgement(status, "noun", (above.span,))
    return None


def _is_unmade(token: Token, verb: Token, context: Context) -> bool:
    """The object of denying that it happened, or of averting it."""
    refuted = context.listed(verb.lemma, "refuted") and not context.listed(token.lemma, "asked_for")
    return refuted or context.listed(verb.lemma, "averting")


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
    return not makes and not attitude and _is_definite(token, context)


def _is_definite(token: Token, context: Context) -> bool:
    determiners = (c.lemma for c in context.tree[token] if c.dep in ("det", "nmod:poss"))
    return any(word not in ("a", "an", "no", "any") for word in determiners)


def _verb_above(token: Token, clause: Clause | None, context: Context) -> Judgement | None:
    """The status of the verb that it is the subject or object of, or the attitude of that verb towards it."""
    if clause is None or token.head != clause.head:
        return None
    verb, spans = context.document.tokens[clause.head], (clause.span,)
    plan = _is_plan(clause, context)
    towards = ("for", *_INTO) if plan else ("for",)
    theme = token.dep in ("obj", "nsubj:pass") or (token.dep == "obl" and context.case(token) in towards)
    committed = context.listed(verb.lemma, "committing") or clause.head in context.ahead or plan
    if theme and plan and not token.dep.startswith("nsubj"):
        return Judgement("planned", "plan", spans)
    if clause.head in context.ahead and context.listed(verb.lemma, "moving"):
        return Judgement("planned", "moved", spans)
    if theme and clause.negation is None and _is_unmade(token, verb, context):
        return Judgement("denied", "unmade", spans)
    towards_it = token.dep == "obl" and context.case(token) in _INTO
    if not towards_it and _is_given(token, verb, context):
        return None
    outer = _judge_clause(clause, context)
    if outer.rule == "withdrawn" and _is_definite(token, context):
        return None  # "reported erroneously that the fire started on Sunday": there was a fire
    if theme and (context.listed(verb.lemma, "wishing") or context.listed(verb.lemma, "committing")):
        status = outer.status if outer.rule == "scheduled" else "planned" if committed else "possible"
        return Judgement(status, "governor", spans)
    carried = theme or towards_it or token.dep == "nsubj"
    if outer.status == "denied" and token.dep == "nsubj" and not context.listed(verb.lemma, "happening"):
        return None  # "a strike that stopped no train" took place
    if outer.status in ("planned", "possible", "ongoing", "denied", "cancelled") and carried:
        return replace(outer, rule="governor", spans=spans)
    return None
