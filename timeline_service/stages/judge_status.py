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

_COMPLEMENTS = ("xcomp", "ccomp", "csubj", "advcl", "acl", "obl", "conj", "root", "nmod", "dep")


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
    ahead: frozenset[int]  # clauses with a date after the DCT

    def listed(self, lemma: str, name: str) -> bool:
        return lemma in self.words.get(name, ())

    def lemma(self, clause: Clause) -> str:
        return self.document.tokens[clause.head].lemma


@stage(needs=("tokens", "clauses", "timexes", "events"), gives=("events",))
def judge_status(document: Document, language: Language) -> Document:
    """Every event with its status and the words that decide it."""
    context = _Context(
        document, children_of(document.tokens), language.words.get("status", {}), _clauses_ahead(document)
    )
    judged = []
    for event in document.events:
        verdict = _judge(event, context)
        judged.append(replace(event, status=verdict.status, because=(*event.because, verdict.because())))
    return replace(document, events=tuple(judged))


def _clauses_ahead(document: Document) -> frozenset[int]:
    """Clauses that a date after the publication date hangs from."""
    if document.dct is None or document.dct.interval is None or document.dct.interval.end is None:
        return frozenset()
    now = document.dct.interval.end
    later = [
        t.span for t in document.timexes
        if t.span and t.type in ("DATE", "TIME") and t.interval and t.interval.start is not None and t.interval.start >= now
    ]
    at = {clause.head: clause.i for clause in document.clauses}
    ahead = set()
    for token in document.tokens:
        if any(span.start <= token.start < span.end for span in later):
            up = token
            while up.i not in at and up.head != up.i:
                up = document.tokens[up.head]
            ahead.add(at.get(up.i, -1))
    return frozenset(ahead)


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
    if clause.tense == "FUTURE" and not perfect:
        return _Judgement("planned", "future", (clause.span,))
    if clause.modality in ("would", "'d", "’d"):
        if perfect:
            return _Judgement("denied", "counterfactual", (clause.span,))
        return _Judgement("planned" if clause.frame is not None or clause.i in context.ahead else "possible", "would", (clause.span,))
    if clause.modality and context.listed(clause.modality, "ought_modals"):
        return _Judgement("denied" if perfect else "planned" if clause.i in context.ahead else "possible", "ought", (clause.span,))
    if clause.modality:
        return _Judgement("possible", "modal", (clause.span,))
    return None


def _governor(clause: Clause, context: _Context) -> _Judgement | None:
    """The attitude or commitment of the predicate that the clause is a complement of."""
    if clause.governor is None or clause.relation.startswith(("parataxis", "acl:relcl", "root", "conj")):
        return _shared(clause, context)
    above = context.document.clauses[clause.governor]
    lemma, spans = context.lemma(above), (above.span,)
    head = context.document.tokens[clause.head]
    noun = context.document.tokens[head.head]
    if clause.relation.startswith("acl") and noun.pos == "NOUN" and clause.tense == "INFINITIVE":
        return _under_noun(noun, context)
    if clause.relation not in ("xcomp", "ccomp", "csubj", "advcl"):
        return None
    if context.listed(lemma, "denying") and clause.relation != "advcl":
        return _Judgement("denied", "denial", spans)
    if clause.relation == "advcl":
        return _purpose(clause, above, context)
    if clause.tense not in ("INFINITIVE", "PRESPART", "NONE") and clause.relation != "xcomp":
        return None
    return _complement(clause, above, lemma, spans, context)


def _complement(
    clause: Clause, above: Clause, lemma: str, spans: tuple[Span, ...], context: _Context
) -> _Judgement | None:
    outer = _judge_clause(above, context)
    infinitive = clause.tense == "INFINITIVE"
    if infinitive and clause.aspect == "PERFECTIVE" and (lemma == "be" or context.listed(lemma, "committing")):
        return _Judgement("cancelled", "unfulfilled", spans)
    if context.listed(lemma, "preventing"):
        return _Judgement("denied", "prevented", spans)
    if infinitive and (context.listed(lemma, "committing") or lemma == "be"):
        return _Judgement("possible" if outer.status in ("denied", "possible") else "planned", "committed", spans)
    if infinitive and context.listed(lemma, "wishing"):
        return _Judgement("planned" if clause.i in context.ahead else "possible", "wished", spans)
    if outer.status != "occurred":
        return replace(outer, rule="governor", spans=spans)
    return None


def _purpose(clause: Clause, above: Clause, context: _Context) -> _Judgement | None:
    """An infinitive of purpose may come about or not; a participle shares the status of its governor."""
    if clause.tense == "INFINITIVE":
        outer = _judge_clause(above, context)
        return _Judgement("planned" if outer.status == "planned" else "possible", "purpose", (clause.span,))
    if clause.tense in ("PRESPART", "PASTPART") and not clause.marker:
        outer = _judge_clause(above, context)
        return replace(outer, rule="governor", spans=(above.span,)) if outer.status in ("planned", "possible") else None
    return None


def _shared(clause: Clause, context: _Context) -> _Judgement | None:
    """A conjunct without a finite verb of its own shares what governs the first one."""
    if clause.relation != "conj" or clause.governor is None or clause.tense not in ("INFINITIVE", "PRESPART", "PASTPART", "NONE"):
        return None
    first = _judge_clause(context.document.clauses[clause.governor], context)
    return replace(first, rule="conjunct") if first.status != "occurred" and first.rule != "negation" else None


def _under_noun(noun: Token, context: _Context) -> _Judgement | None:
    if context.listed(noun.lemma, "possible_nouns"):
        return _Judgement("possible", "noun", (noun.span,))
    if context.listed(noun.lemma, "denied_nouns"):
        return _Judgement("denied", "noun", (noun.span,))
    return _Judgement("planned", "noun", (noun.span,))


def _tense(clause: Clause, context: _Context) -> _Judgement | None:
    spans = (clause.span,)
    present = clause.tense == "PRESENT"
    if clause.i in context.ahead and (present or clause.tense == "INFINITIVE") and not clause.aspect.startswith("PERFECTIVE"):
        return _Judgement("planned", "present-for-future", spans)
    if clause.aspect == "PERFECTIVE_PROGRESSIVE" and present:
        return _Judgement("ongoing", "present-perfect-progressive", spans)
    if clause.aspect == "PROGRESSIVE" and present:
        return _Judgement("ongoing", "progressive", spans)
    if present and context.listed(context.lemma(clause), "ongoing_verbs"):
        return _Judgement("ongoing", "continues", spans)
    return None


def _judge_noun(event: Event, token: Token, clause: Clause | None, context: _Context) -> _Judgement:
    """A noun by its own determiner and adjectives, then by the noun or the verb that it hangs from."""
    if event.polarity == "NEG":
        return _Judgement("denied", "negation")
    for child in context.children[token.i]:
        if child.dep == "amod":
            for status in ("planned", "possible", "cancelled"):
                if context.listed(child.text.lower(), f"{status}_adjectives"):
                    return _Judgement(status, "adjective", (child.span,))  # type: ignore[arg-type]
    above = context.document.tokens[token.head]
    if token.dep.startswith("nmod") and above.pos == "NOUN":
        for status in ("planned", "possible", "denied"):
            if context.listed(above.lemma, f"{status}_nouns"):
                return _Judgement(status, "noun", (above.span,))  # type: ignore[arg-type]
    return _by_verb(token, clause, context) or _Judgement("occurred", "default")


def _by_verb(token: Token, clause: Clause | None, context: _Context) -> _Judgement | None:
    """A noun takes the status of the verb that it is the subject or object of, unless it is what the verb undoes."""
    if clause is None or token.head != clause.head:
        return None
    verb = context.document.tokens[clause.head]
    theme = token.dep in ("obj", "nsubj:pass")
    particle = " ".join(c.text.lower() for c in context.children[verb.i] if c.dep == "compound:prt")
    undone = context.listed(verb.lemma, "cancelling") or context.listed(f"{verb.lemma} {particle}", "cancelling_particles")
    outer = _judge_clause(clause, context)
    if theme and undone and outer.status == "occurred":
        return _Judgement("cancelled", "cancelled", (clause.span,))
    if theme and (context.listed(verb.lemma, "wishing") or context.listed(verb.lemma, "committing")):
        planned = context.listed(verb.lemma, "committing") or clause.i in context.ahead
        return _Judgement("planned" if planned else "possible", "governor", (clause.span,))
    if outer.status in ("planned", "possible", "ongoing", "denied") and (theme or token.dep == "nsubj"):
        return replace(outer, rule="governor", spans=(clause.span,))
    return None
