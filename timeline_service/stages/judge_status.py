"""occurred · ongoing · planned · possible · denied · cancelled, as of publication and by the article's own stance.

The order of the questions is De Facto's (Saurí & Pustejovsky 2012): negation, then modality and condition, then the
predicate that an event hangs from, then tense; what nothing speaks against has occurred.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from timeline_service.model import Because, Clause, Document, Event, Language, Span, Status, Token
from timeline_service.stages import stage
from timeline_service.stages.read_clauses import Children, children_of


_INTO = ("into", "to", "toward", "towards")


@dataclass(frozen=True, slots=True)
class _Judgement:
    status: Status
    rule: str
    spans: tuple[Span, ...] = ()

    def because(self) -> Because:
        return Because(f"status/{self.rule}", self.status, self.spans)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the questions are asked against: one document, its tree, and the words of its language."""

    document: Document
    children: Children
    words: Mapping
    ahead: frozenset[int]  # tokens of events that a date after the publication date hangs from
    behind: frozenset[int]  # … that a date before it hangs from

    def listed(self, lemma: str, name: str) -> bool:
        return lemma in self.words.get(name, ())

    def lemma(self, clause: Clause) -> str:
        return self.document.tokens[clause.head].lemma

    def case(self, token: Token) -> str:
        return next((c.text.lower() for c in self.children[token.i] if c.dep == "case"), "")


@stage(needs=("tokens", "clauses", "timexes", "events"), gives=("events",))
def judge_status(document: Document, language: Language) -> Document:
    """Every event with its status and the words that decide it."""
    words = {**language.words.get("status", {}), "light": language.words.get("light", {}).get("verbs", ())}
    context = _Context(
        document, children_of(document.tokens), words, *_around_publication(document)
    )
    judged = []
    for event in document.events:
        verdict = _judge(event, context)
        judged.append(replace(event, status=verdict.status, because=(*event.because, verdict.because())))
    return replace(document, events=tuple(judged))


def _around_publication(document: Document) -> tuple[frozenset[int], frozenset[int]]:
    """Tokens of events that dates after and before the publication date hang from; all are ahead without one."""
    now = document.dct.interval if document.dct else None
    ahead, behind = set(), set()
    dates = sorted((t for t in document.timexes if t.span and t.type in ("DATE", "TIME")), key=lambda t: t.span)
    at = {event.token for event in document.events} | {clause.head for clause in document.clauses}
    words = iter(document.tokens)
    for timex in dates:
        token = next((t for t in words if t.end > timex.span.start), None)
        while token is not None and token.i not in at and token.head != token.i:
            token = document.tokens[token.head]
        if token is None or (timex.interval is None and now is not None):
            continue
        if now is None or (timex.interval.start is not None and timex.interval.start >= now.end):
            ahead.add(token.i)
        elif timex.interval.end is not None and timex.interval.end <= now.start:
            behind.add(token.i)
    return frozenset(ahead), frozenset(behind)


def _judge(event: Event, context: _Context) -> _Judgement:
    clause = context.document.clauses[event.clause] if event.clause is not None else None
    if event.pos == "VERB" and clause is not None:
        return _judge_clause(clause, context)
    token = context.document.tokens[event.token]
    return _judge_noun(event, token, clause, context)


def _judge_clause(clause: Clause, context: _Context) -> _Judgement:
    """Negation, condition, modality, governor, tense: the first that speaks decides."""
    for question in (_negation, _condition, _modality, _governor, _tense):
        if verdict := question(clause, context):
            return verdict
    return _Judgement("occurred", "default")


def _negation(clause: Clause, context: _Context) -> _Judgement | None:
    return _Judgement("denied", "negation", (clause.negation,)) if clause.negation else None


def _condition(clause: Clause, context: _Context) -> _Judgement | None:
    if clause.condition == "if" or (clause.condition == "then" and clause.finite_tense == "FUTURE"):
        return _Judgement("possible", "condition", (clause.span,))
    return None


def _modality(clause: Clause, context: _Context) -> _Judgement | None:
    perfect = clause.aspect.startswith("PERFECTIVE")
    ahead, spans = clause.head in context.ahead, (clause.span,)
    if clause.tense == "FUTURE" and not perfect:
        return _Judgement("planned", "future", spans)
    if clause.modality in ("is to", "was to"):
        past = clause.modality == "was to" and (perfect or clause.head in context.behind)
        return _Judgement("cancelled" if past else "planned", "due", spans)
    if clause.modality in ("would", "'d", "’d"):
        if perfect:
            return _Judgement("denied", "counterfactual", spans)
        return _Judgement("planned" if clause.frame is not None or ahead else "possible", "would", spans)
    if clause.modality and context.listed(clause.modality, "ought_modals"):
        return _Judgement("denied" if perfect else "planned" if ahead else "possible", "ought", spans)
    if clause.modality:
        return _Judgement("possible", "modal", spans)
    return None


def _governor(clause: Clause, context: _Context) -> _Judgement | None:
    """The attitude or commitment of the predicate or noun that the clause is a complement of."""
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
        return _Judgement("denied", "denial", (above.span,))
    attitude = context.listed(lemma, "committing") or context.listed(lemma, "wishing")
    if clause.relation == "advcl" and not (attitude and (clause.tense == "INFINITIVE" or clause.marker == "to")):
        return _purpose(clause, above, context)
    if clause.tense not in ("INFINITIVE", "PRESPART", "NONE") and clause.relation != "xcomp":
        return None
    return _complement(clause, above, lemma, context)


def _complement(clause: Clause, above: Clause, lemma: str, context: _Context) -> _Judgement | None:
    outer, spans = _judge_clause(above, context), (above.span,)
    infinitive, ahead = clause.tense == "INFINITIVE" or clause.marker == "to", clause.head in context.ahead
    if infinitive and lemma == "go" and above.aspect == "PROGRESSIVE" and not above.negation:
        return _Judgement("planned", "going-to", spans)
    if infinitive and context.listed(lemma, "committing"):
        missed = clause.aspect == "PERFECTIVE" or (above.tense == "PAST" and clause.head in context.behind)
        if missed:
            return _Judgement("cancelled", "unfulfilled", spans)
        return _Judgement("possible" if outer.status in ("denied", "possible") else "planned", "committed", spans)
    if context.listed(lemma, "preventing"):
        return _Judgement("denied", "prevented", spans)
    if infinitive and context.listed(lemma, "wishing"):
        return _Judgement("planned" if ahead or _is_plan(above, context) else "possible", "wished", spans)
    if outer.status != "occurred":
        return replace(outer, rule="governor", spans=spans)
    return None


def _is_plan(clause: Clause, context: _Context) -> bool:
    """Whether a plan, a deal or a phase is the subject: what it calls for is planned."""
    subjects = (c for c in context.children[clause.head] if c.dep.startswith("nsubj"))
    return any(context.listed(subject.lemma, "planned_nouns") for subject in subjects)


def _purpose(clause: Clause, above: Clause, context: _Context) -> _Judgement | None:
    """An infinitive of purpose may come about or not; a participle shares the status of its governor."""
    if clause.tense == "INFINITIVE":
        outer = _judge_clause(above, context)
        return _Judgement("planned" if outer.status == "planned" else "possible", "purpose", (clause.span,))
    if clause.tense == "PRESPART" and not clause.marker and _is_plan(above, context):
        return _Judgement("planned", "plan", (above.span,))
    if clause.tense in ("PRESPART", "PASTPART") and not clause.marker:
        outer = _judge_clause(above, context)
        return replace(outer, rule="governor", spans=(above.span,)) if outer.status in ("planned", "possible") else None
    return None


def _shared(clause: Clause, context: _Context) -> _Judgement | None:
    """A conjunct without a finite verb of its own shares what governs the first one."""
    bare = clause.tense in ("INFINITIVE", "PRESPART", "PASTPART", "NONE")
    if clause.relation != "conj" or clause.governor is None or not bare:
        return None
    first = _judge_clause(context.document.clauses[clause.governor], context)
    return replace(first, rule="conjunct") if first.status != "occurred" and first.rule != "negation" else None


def _under_noun(clause: Clause, noun: Token, context: _Context) -> _Judgement | None:
    """The content of a noun: denied with it, or as open as the noun says: "a bid to", "the threat that"."""
    verb = context.document.tokens[noun.head]
    if noun.dep == "obj" and context.listed(verb.lemma, "denying") and clause.marker == "that":
        return _Judgement("denied", "denial", (verb.span,))
    if clause.tense == "PRESPART" and clause.relation in ("acl", "appos", "parataxis"):
        return _like_noun(noun, context)
    if clause.tense != "INFINITIVE" or clause.relation != "acl":
        return None
    for status in ("possible", "denied"):
        if context.listed(noun.lemma, f"{status}_nouns"):
            return _Judgement(status, "noun", (noun.span,))  # type: ignore[arg-type]
    return _Judgement("planned", "noun", (noun.span,))


def _like_noun(noun: Token, context: _Context) -> _Judgement | None:
    """A participle that spells out a noun is as real as the noun: "the second phase, establishing a force"."""
    event = next((e for e in context.document.events if e.token == noun.i), None)
    verdict = _judge(event, context) if event is not None and event.pos != "VERB" else None
    return verdict if verdict and verdict.status in ("planned", "possible") else None


def _tense(clause: Clause, context: _Context) -> _Judgement | None:
    spans = (clause.span,)
    present, perfect = clause.tense == "PRESENT", clause.aspect.startswith("PERFECTIVE")
    if clause.head in context.ahead and not perfect and (present or clause.tense == "INFINITIVE"):
        return _Judgement("planned", "present-for-future", spans)
    if present and clause.aspect in ("PROGRESSIVE", "PERFECTIVE_PROGRESSIVE"):
        return _Judgement("ongoing", "progressive", spans)
    if present and perfect and _has_since(clause, context):
        return _Judgement("ongoing", "since", spans)
    if present and context.listed(context.lemma(clause), "ongoing_verbs"):
        return _Judgement("ongoing", "continues", spans)
    due = clause.passive or context.document.tokens[clause.head].pos == "ADJ"
    if due and context.listed(context.lemma(clause), "scheduling") and not perfect:
        return _Judgement("planned", "scheduled", spans)
    return None


def _has_since(clause: Clause, context: _Context) -> bool:
    """Whether the clause says since when."""
    below = (c for child in context.children[clause.head] for c in (child, *context.children[child.i]))
    return any(token.lemma == "since" and token.dep in ("case", "mark", "advmod") for token in below)


def _judge_noun(event: Event, token: Token, clause: Clause | None, context: _Context) -> _Judgement:
    """A noun by its determiner, by a verb that undoes it, its modifiers, then by the noun or verb it hangs from."""
    if event.polarity == "NEG":
        return _Judgement("denied", "negation")
    questions = (_undone, _modifiers, _date, _noun_above, _verb_above)
    verdicts = (question(token, clause, context) for question in questions)
    return next((verdict for verdict in verdicts if verdict), _Judgement("occurred", "default"))


def _undone(token: Token, clause: Clause | None, context: _Context) -> _Judgement | None:
    """The object of cancelling, postponing, calling off."""
    if clause is None or token.head != clause.head or token.dep not in ("obj", "nsubj:pass"):
        return None
    verb = context.document.tokens[clause.head]
    particle = " ".join(c.text.lower() for c in context.children[verb.i] if c.dep == "compound:prt")
    undoes = (
        context.listed(f"{verb.lemma} {particle}", "cancelling_particles") if particle
        else context.listed(verb.lemma, "cancelling")
    )  # fmt: skip
    moved = clause.head in context.ahead and context.listed(verb.lemma, "moving")
    return _Judgement("cancelled", "cancelled", (clause.span,)) if undoes and not moved and not clause.negation else None


def _modifiers(token: Token, clause: Clause | None, context: _Context) -> _Judgement | None:
    """An adjective, or a participle such as "planned for May", "due on Monday"."""
    for child in context.children[token.i]:
        if child.dep == "amod":
            for status in ("planned", "possible", "cancelled"):
                if context.listed(child.text.lower(), f"{status}_adjectives"):
                    return _Judgement(status, "adjective", (child.span,))  # type: ignore[arg-type]
        if child.dep in ("acl", "amod") and context.listed(child.lemma, "scheduling"):
            return _Judgement("planned", "scheduled", (child.span,))
    return None


def _date(token: Token, clause: Clause | None, context: _Context) -> _Judgement | None:
    """A date of its own that lies after publication."""
    known = context.document.dct is not None
    return _Judgement("planned", "date-ahead", (token.span,)) if known and token.i in context.ahead else None


def _noun_above(token: Token, clause: Clause | None, context: _Context) -> _Judgement | None:
    """What the noun it hangs from says: "plans for a summit", "the threat of a strike"."""
    above = context.document.tokens[token.head]
    if token.dep.startswith("nmod") and above.pos == "NOUN":
        for status in ("planned", "possible", "denied"):
            if context.listed(above.lemma, f"{status}_nouns"):
                return _Judgement(status, "noun", (above.span,))  # type: ignore[arg-type]
    return None


def _verb_above(token: Token, clause: Clause | None, context: _Context) -> _Judgement | None:
    """The status of the verb that it is the subject or object of, or the attitude of that verb towards it."""
    if clause is None or token.head != clause.head:
        return None
    verb, spans = context.document.tokens[clause.head], (clause.span,)
    plan = _is_plan(clause, context)
    towards = ("for", *_INTO) if plan else ("for",)
    theme = token.dep in ("obj", "nsubj:pass") or (token.dep == "obl" and context.case(token) in towards)
    committed = context.listed(verb.lemma, "committing") or clause.head in context.ahead or plan
    if theme and plan:
        return _Judgement("planned", "plan", spans)
    if clause.head in context.ahead and context.listed(verb.lemma, "moving"):
        return _Judgement("planned", "moved", spans)
    if theme and (context.listed(verb.lemma, "wishing") or context.listed(verb.lemma, "committing")):
        return _Judgement("planned" if committed else "possible", "governor", spans)
    outer = _judge_clause(clause, context)
    given = token.dep == "nsubj" or any(c.dep in ("det", "nmod:poss") and c.lemma != "a" for c in context.children[token.i])
    if outer.rule == "negation" and given and not context.listed(verb.lemma, "light"):
        return None  # "the inquiry found no evidence", "nobody survived the crash": there was one
    carried = theme or token.dep == "nsubj" or (token.dep == "obl" and context.case(token) in _INTO)
    if outer.status in ("planned", "possible", "ongoing", "denied", "cancelled") and carried:
        return replace(outer, rule="governor", spans=spans)
    return None
