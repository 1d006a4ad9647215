"""The questions that are asked of a clause, but for those about what it hangs from. A part of ``judge_status``."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from timeline_service.model import Clause, Token
from timeline_service.stages.judge_status.complements import by_governor, leads_on
from timeline_service.stages.judge_status.context import Context, Judgement
from timeline_service.stages.judge_status.doubts import doubted, is_case, is_overtaken, promised_long_ago
from timeline_service.stages.judge_status.fates import unconfirmed
from timeline_service.stages.judge_status.tenses import by_tense
from timeline_service.syntax.labels import MAIN, SUBJECTS

_SUBJECTS = (*SUBJECTS, "expl")


def judge_clause(clause: Clause, context: Context) -> Judgement:
    """Negation, condition, question, modality, governor, hedges, tense: the first that speaks decides."""
    if clause.i in context.judged:
        return context.judged[clause.i]
    questions = (_negation, _condition, _question, _overtaken, _modality, _hedge, by_governor, by_tense)
    for question in questions:
        if verdict := question(clause, context):
            return verdict
    return Judgement("occurred", "default")


def _negation(clause: Clause, context: Context) -> Judgement | None:
    head = context.tokens[clause.head]
    if context.listed(clause.marker, "forestalling") and clause.tense == "PRESPART":
        ever = context.is_modified(head, "ever")
        return Judgement("denied", "forestalled", (ever.span,)) if ever else None
    if clause.negation is None or context.until_phrase(head) is not None:
        return None
    return Judgement("denied", "negation", (clause.negation,))


def _condition(clause: Clause, context: Context) -> Judgement | None:
    ahead = clause.finite_tense == "FUTURE"
    if clause.condition == "if" or (clause.condition == "then" and ahead):
        return Judgement("possible", "condition", (clause.span,))
    if ahead and (case := next((c for c in context.tree.children[clause.head] if is_case(c, context)), None)):
        return Judgement("possible", "condition", (case.span,))  # "in the event of a strike, trains will stop"
    return None


def _question(clause: Clause, context: Context) -> Judgement | None:
    """ "Did the mayor order the files burned?" leaves it open; "Why did the dam burst?" takes it for granted."""
    head = context.tokens[clause.head]
    if _is_asked(clause, head, context):
        return Judgement("possible", "question", (clause.span,))
    if not clause.is_main or clause.quoted:
        return None
    joined = (head, *(word for word in context.tree.ancestors(head.i) if head.dep in MAIN))
    if not any(c.text == "?" for word in joined for c in context.tree[word]):
        return None
    group = [c for c in context.tree[head] if c.dep in ("aux", "aux:pass", "cop")]
    subject = next((c for c in context.tree[head] if c.dep in _SUBJECTS), None)
    inverted = bool(group) and subject is not None and group[0].i < subject.i
    if subject is not None and subject.features.is_wh:  # "who paid the pilot?"
        return Judgement("possible", "question", (clause.span,))
    asking = any(c.features.is_wh for c in context.tree[head] if subject is None or c.i < subject.i)
    return Judgement("possible", "question", (clause.span,)) if inverted and not asking else None


def _is_asked(clause: Clause, head: Token, context: Context) -> bool:
    """Whether a sentence is a question and opens with an auxiliary, whatever word of it the parse hangs that from."""
    sentences = context.document.sentences
    sentence = sentences[bisect_right(sentences, head.i, key=lambda each: each.first) - 1] if sentences else None
    if sentence is None or clause.quoted or context.tokens[sentence.last - 1].text != "?":
        return False
    opener = context.tokens[sentence.first]
    asked = clause.is_main or opener.head == head.i
    return asked and opener.pos == "AUX" and not opener.features.is_wh


def _overtaken(clause: Clause, context: Context) -> Judgement | None:
    """What had been due and did not come: "was due to sail but did not leave", "which was to begin, is put off"."""
    head = context.tokens[clause.head]
    if not _was_due(clause, head, context):
        return None
    for other in _contrasted(head, context):
        undone = context.clause_at.get(other.i)
        if undone and (undone.negation or _undoes(other, context) or _came_instead(undone, head)):
            return Judgement("cancelled", "overtaken", (undone.span,))
    return Judgement("possible", "overtaken", (clause.span,)) if _is_passed_by(clause, context) else None


def _came_instead(other: Clause, due: Token) -> bool:
    """ "Was due to land in Orsa but came down in Pell": what "but" sets against it is what was done."""
    return other.is_plain_past and other.relation == "conj" and other.head > due.i


def _is_passed_by(clause: Clause, context: Context) -> bool:
    """ "Police arrested him as he was due to leave": what else came is told by the clause above."""
    due = clause
    if clause.relation == "xcomp" and clause.governor is not None:
        due = context.document.clauses[clause.governor]
    return clause.head not in context.sides.ahead and is_overtaken(due, context)


def _undoes(verb: Token, context: Context) -> bool:
    """Whether a verb says that something else came: "was put off", "forced a delay", "will now take place in"."""
    if context.listed(context.verb(verb), "cancelling_verbs") or context.is_modified(verb, "instead"):
        return True
    if context.listed(verb.lemma, "ongoing_verbs"):
        return True  # "but stayed shut"
    return any(c.dep == "obj" and context.listed(c.lemma, "undoing") for c in context.tree[verb])


def _was_due(clause: Clause, head: Token, context: Context) -> bool:
    if clause.modality == "was to":
        return True
    above = context.document.clauses[clause.governor] if clause.governor is not None else None
    if above is not None and clause.relation == "xcomp" and above.tense == "PAST":
        return context.listed(context.lemma(above), "scheduling")
    return clause.tense == "PAST" and context.listed(head.lemma, "scheduling") and (clause.passive or head.pos == "ADJ")


def _contrasted(head: Token, context: Context) -> Iterator[Token]:
    """The verbs that "but" sets against one, and the verb whose subject or object a relative clause tells of."""
    at: Token | None = head
    for _ in range(3):
        if at is None:
            return
        for child in context.tree[at]:
            if child.dep == "conj" and any(context.listed(c.text.lower(), "contrasting") for c in context.tree[child]):
                yield child
        above = context.tokens[at.head]
        if at.dep == "acl:relcl":
            if above.dep in ("nsubj:pass", "obj", "nsubj"):
                yield context.tokens[above.head]
            return
        at = above if at.dep == "xcomp" else None


def _modality(clause: Clause, context: Context) -> Judgement | None:
    perfect = clause.is_perfect
    ahead, spans = clause.head in context.sides.ahead, (clause.span,)
    if clause.tense == "FUTURE" and not (perfect and clause.head in context.sides.behind):
        return doubted(clause, context) or Judgement("planned", "future", spans)
    if clause.modality in ("is to", "was to"):
        return _due(clause, context, perfect=perfect)
    if context.listed(clause.modality, "would"):
        return _would(clause, context, perfect=perfect)
    if clause.modality and context.listed(clause.modality, "ought_modals"):
        return Judgement("denied" if perfect else "planned" if ahead else "possible", "ought", spans)
    if clause.modality:
        if context.listed(clause.modality, "witnessing") and _is_witnessed(clause, context):
            return Judgement("occurred", "witnessed", spans)
        forestalled = context.listed(clause.modality, "forestalled") and context.listed(clause.marker, "forestalling")
        return Judgement("denied" if forestalled else "possible", "modal", spans)
    return None


def _is_witnessed(clause: Clause, context: Context) -> bool:
    """ "Shots could be heard", not "could be seen as a threat"."""
    verb = context.tokens[clause.head]
    taken = any(c.dep in ("xcomp", "advcl") or context.listed(context.case(c), "taken_as") for c in context.tree[verb])
    past = clause.passive and not clause.is_perfect and verb.i not in context.sides.ahead
    return past and not taken and context.listed(verb.lemma, "perception")


def _due(clause: Clause, context: Context, *, perfect: bool) -> Judgement:
    """ "She was to die in 2011" is history, "was to open on Monday" of a Monday gone by did not come about."""
    spans, head = (clause.span,), context.tokens[clause.head]
    if context.is_modified(head, "not_yet"):
        return Judgement("denied", "not-yet", spans)
    subjects = (c for c in context.tree[head] if c.dep.startswith("nsubj"))
    aim = next((c for c in subjects if context.listed(c.lemma, "aims") or _points(c, context)), None)
    if aim is not None and not clause.passive:
        return Judgement("possible", "aim", (aim.span,))
    if clause.modality == "was to" and not perfect and clause.head in context.sides.long_behind:
        return Judgement("occurred", "future-of-the-past", spans)
    missed = clause.modality == "was to" and (perfect or clause.head in context.sides.behind)
    return Judgement("cancelled" if missed else "planned", "due", spans)


def _points(subject: Token, context: Context) -> bool:
    """ "This is to help farmers": what is told is for that, and set for no time."""
    return subject.pos == "PRON" and context.listed(subject.lemma, "pointing")


def _would(clause: Clause, context: Context, *, perfect: bool) -> Judgement:
    spans = (clause.span,)
    if perfect:
        return Judgement("denied", "counterfactual", spans)
    if long_gone := promised_long_ago(clause, context):
        return long_gone
    told = clause.frame is None and not clause.quoted and (clause.is_main or clause.relation == "acl:relcl")
    if told and _is_history(clause, context):
        return Judgement("occurred", "future-of-the-past", spans)
    if clause.frame is not None:
        frame = context.document.clauses[clause.frame]
        warned = context.listed(context.lemma(frame), "warning")
        past = frame.is_perfect and frame.tense == "PAST"
        open_still = warned or past or clause.head in context.sides.behind
        return Judgement("possible" if open_still else "planned", "would", spans)
    return Judgement("planned" if clause.head in context.sides.ahead else "possible", "would", spans)


def _is_history(clause: Clause, context: Context) -> bool:
    """A past that a story looks forward to: "she would go on to win", "would be shot on its steps in 1996"."""
    head = context.tokens[clause.head]
    first = head if head.dep != "conj" else context.tokens[head.head]
    joined = (c for h in (head, first) for c in context.tree[h] if c.dep in ("conj", "xcomp", "advcl"))
    if context.is_modified(head, "later") and head.i not in context.sides.ahead:
        return True  # "would later tell the court"
    return any(word.i in context.sides.behind for word in (head, *joined)) or _goes_on(head, context)


def _goes_on(head: Token, context: Context) -> bool:
    """Whether a verb only says that a story goes on: "went on to win"."""
    return leads_on(head, context) and any(c.dep in ("advcl", "xcomp") for c in context.tree[head])


def _hedge(clause: Clause, context: Context) -> Judgement | None:
    """An adverb that leaves it open or says that it all but happened; "…, police suspect" behind it."""
    head = context.tokens[clause.head]
    sources = (c for c in context.tree[head] if c.dep == "obl" and context.listed(context.case(c), "sources"))
    if doubtful := next((c for c in sources if unconfirmed(c, context) or context.listed(c.lemma, "rumours")), None):
        return Judgement("possible", "unconfirmed", (doubtful.span,))
    if open_still := context.is_modified(head, "hedges"):
        return Judgement("possible", "hedged", (open_still.span,))
    if short := context.is_modified(head, "almost"):
        if not context.listed(head.lemma, "gradual") and short.i < head.i:
            return Judgement("denied", "almost", (short.span,))
    for child in context.tree[head]:
        beside = child.dep == "parataxis"
        thought = beside and (context.listed(child.lemma, "believing") or context.listed(child.lemma, "alleging"))
        if thought and _is_active(child, context) and not _has_object(child, context):
            return Judgement("possible", "believed", (child.span,))
    return None


def _is_active(verb: Token, context: Context) -> bool:
    """Whether somebody does what a verb says: "police suspect", not "the miller was questioned"."""
    clause = context.clause_at.get(verb.i)
    passive = clause is not None and clause.passive
    return not passive and any(c.dep in _SUBJECTS for c in context.tree[verb])


def _has_object(verb: Token, context: Context) -> bool:
    return any(c.dep in ("obj", "ccomp", "xcomp") for c in context.tree[verb])
