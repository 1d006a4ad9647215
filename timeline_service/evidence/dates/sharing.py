"""How a date that one event of a sentence has is shared by another: an occasion, a conjunct, a participle, a clause.

Every way reads one event that has no date of its own and the dates that its sentence has so far, and gives the rule and
the date that the event takes, or None. What names its own time takes none: see :func:`names_its_time`.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from timeline_service.evidence.dates.grounds import is_ground
from timeline_service.evidence.dates.holds import Dated
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import Event, Timex, Token

Found = tuple[str, Dated]


def _from_occasion(index: DocumentIndex, event: Event, got: Mapping[str, Dated]) -> Found | None:
    if event.pos != "VERB":
        return None
    below = [*index.below(event.token, "obl")]
    measured = (t for child in (*below, *index.below(event.token, "obj")) for t in index.below(child.i, "nmod"))
    for child in (*below, *measured):  # "raised rates to 18% at a meeting on Thursday"
        if not any(index.listed(c.text.lower(), "at") for c in index.below(child.i, "case")):
            continue
        for occasion in _occasions(index, child):
            if occasion.id in got and same_world(occasion, event):
                return "container/occasion", got[occasion.id]
    return None


def _occasions(index: DocumentIndex, noun: Token) -> Iterator[Event]:
    """What a noun is that something happens at, and how it came out: "apologised in a video posted on Friday"."""
    if noun.i in index.event_at:
        yield index.event_at[noun.i]
    for child in index.below(noun.i, "acl"):
        participle = index.event_at.get(child.i)
        if participle is not None and participle.tense == "PASTPART" and index.listed(participle.lemma, "publishing"):
            yield participle


def _from_object(index: DocumentIndex, event: Event, got: Mapping[str, Dated]) -> Found | None:
    """ "will hear the complaint on Dec. 16", "survived by two votes in March": a date behind the object is the verb's.

    A thing already known has its own date: "recalled the collapse in 2019", and so has what somebody is busy with: "is
    looking into the fire on Monday". What is won or lost has the winner's, wherever it stands: "won the April
    election".
    """
    for child in index.below(event.token, "obj", "obl"):
        noun = index.event_at.get(child.i)
        if event.pos != "VERB" or event.status == "ongoing" or noun is None or noun.id not in got:
            continue
        if child.dep == "obj" and index.listed(event.lemma, "contesting"):
            return "container/object", got[noun.id]
        if not same_world(event, noun):
            continue
        if child.dep != "obj" and (_is_known(index, child) or is_ground(index, child)):
            continue
        dated = got[noun.id]
        if dated.event is noun and dated.preposition and index.place[dated.timex.id][0] > noun.token:
            return "container/object", dated
    return None


def _from_participle(index: DocumentIndex, event: Event, got: Mapping[str, Dated]) -> Found | None:
    """ "Going through the files in 2018, he noticed": the date of a participle that leads in to its clause.

    Or that says by what means: "killed him by poisoning his tea in 2015".
    """
    for child in index.below(event.token, "advcl"):
        clause, participle = index.clause_at.get(child.i), index.event_at.get(child.i)
        if participle is None or participle.id not in got or clause is None:
            continue
        if clause.tense == "PRESPART" and index.listed(clause.marker, "means") and same_world(participle, event):
            return "container/means", got[participle.id]
        if clause.marker or child.i > event.token:
            continue
        if clause.tense == "PRESPART" and clause.aspect == "NONE" and same_world(participle, event):
            return "container/participle", got[participle.id]
    return None


def _is_known(index: DocumentIndex, noun: Token) -> bool:
    return any(index.listed(c.text.lower(), "known") for c in index.below(noun.i, "det", "nmod:poss"))


def _from_above(index: DocumentIndex, event: Event, got: Mapping[str, Dated]) -> Found | None:
    token = index.tokens[event.token]
    above = index.event_over(event.token) if token.dep == "acl:relcl" else index.event_at.get(token.head)
    if above is None or above.id not in got or event.pos != "VERB" or not same_world(event, above):
        return None
    source, clause = got[above.id], index.clause_at.get(event.token)
    if clause is None or (clause.aspect != above.aspect and clause.is_perfect):
        return None
    if names_its_time(index, event, but=source.timex):
        return None
    ranged = index.listed(source.preposition, "from")  # "sat from 9 to 11 May and were paid"
    past = token.dep == "conj" and clause.tense in (above.tense, "PAST")
    if past and not ranged and not _is_counted_from(index, event, above):
        initial = source.timex.span is not None and source.timex.span.end <= above.span.start
        if initial and _is_dated_between(index, above, event):
            return None
        if not initial and event.event_class == "REPORTING":  # "was charged in September and always denied it"
            source = replace(source, relation="STARTS_FROM")
        return ("container/initial" if initial else "container/conjunct"), source
    if token.dep == "advcl" and clause.tense == "PRESPART" and not clause.marker:
        return "container/participle", source
    if token.dep == "parataxis" and event.token > above.token and index.is_narrated(event) and index.is_narrated(above):
        return "container/conjunct", source
    if token.dep == "advcl" and index.listed(clause.marker, "while") and clause.tense == "PAST":
        return "container/while", source
    if token.dep in ("acl:relcl", "advcl") and index.listed(clause.marker, "where") and clause.tense == "PAST":
        return "container/where", source
    if token.dep == "ccomp" and clause.aspect == "PROGRESSIVE" and clause.tense == "PAST":
        return "container/content", source
    return None


def _is_dated_between(index: DocumentIndex, above: Event, event: Event) -> bool:
    """Whether another date parts two verbs: "In 1998 it built a ship, in 2001 a tug and the next year it sold both"."""
    between = (index.timed[i] for i in range(above.token, event.token) if i in index.timed)
    return any(timex.type == "DATE" and timex.interval is not None for timex in between)


def _is_counted_from(index: DocumentIndex, event: Event, above: Event) -> bool:
    """Whether a length of time parts a verb from the one before: "met on Monday, a day after they quit"."""
    between = range(above.token + 1, event.token)
    counted = (i for i in between if i in index.timed and index.timed[i].interval is None and i + 1 not in index.timed)
    return any(index.listed(index.tokens[i + 1].text.lower(), side) for i in counted for side in ("after", "before"))


def _of_noun(index: DocumentIndex, event: Event, got: Mapping[str, Dated]) -> Found | None:
    """ "An aftershock followed at 5:17", "held talks on Monday": a light verb's date is its noun's."""
    token = index.tokens[event.token]
    above = index.tokens[token.head]
    if token.dep == "nmod" and above.dep == "obl" and index.listed(above.lemma, "amounts"):
        token = above
    verb = index.event_at.get(token.head)
    if event.pos == "VERB" or verb is None or verb.id not in got or verb.pos != "VERB" or not same_world(event, verb):
        return None
    if token.dep == "obl" and any(index.listed(c.text.lower(), "means") for c in index.below(token.i, "case")):
        return "container/means", got[verb.id]
    light = verb.lemma in index.words.get("light", {}).get("verbs", ()) or index.listed(verb.lemma, "striking")
    if token.dep in ("nsubj", "nsubj:pass", "obj") and light and not index.listed(verb.lemma, "ending"):
        return "container/light", got[verb.id]
    return None


def _from_subject(index: DocumentIndex, event: Event, got: Mapping[str, Dated]) -> Found | None:
    """The date of a phrase that modifies the subject: set off by commas it is the clause's own, else it comes first."""
    clause = index.clause_at.get(event.token)
    if clause is None or clause.tense != "PAST" or clause.aspect != "NONE":
        return None
    for subject in index.below(event.token, "nsubj"):
        noun = index.event_at.get(subject.i)
        if noun is not None and noun.id in got and _is_set_off(index, got[noun.id], subject.i, event.token):
            return "container/set-off", got[noun.id]
        for child in index.below(subject.i, "acl"):
            participle = index.event_at.get(child.i)
            if participle is None or participle.id not in got or index.listed(participle.lemma, "scheduling"):
                continue
            if participle.tense == "PASTPART":
                return "container/subject", replace(got[participle.id], relation="STARTS_FROM")
    return None


def _is_set_off(index: DocumentIndex, dated: Dated, noun: int, verb: int) -> bool:
    first, last = index.place[dated.timex.id]
    first -= bool(dated.preposition)
    between = noun < first and last < verb and last + 1 < len(index.tokens)
    return between and index.tokens[first - 1].text == "," and index.tokens[last + 1].text == ","


def _from_modifier(index: DocumentIndex, event: Event, got: Mapping[str, Dated]) -> Found | None:
    """ "A hearing scheduled for Monday", "the strike planned for May": the day for which a thing is set is its own."""
    if event.pos == "VERB":
        return None
    for child in index.below(event.token, "acl"):
        participle = index.event_at.get(child.i)
        if participle is None or participle.id not in got or child.i < event.token:
            continue
        if index.listed(participle.lemma, "setting"):
            return "container/set-for", got[participle.id]
    return None


def _from_phase(index: DocumentIndex, event: Event, got: Mapping[str, Dated]) -> Found | None:
    """ "Began selling on Tuesday", "on Tuesday began selling": a beginning and what begins are on one day; what ends
    on a day did not begin on it."""
    token = index.tokens[event.token]
    above = index.event_at.get(token.head) if token.dep == "xcomp" else None
    begun = above is not None and index.listed(above.lemma, "beginning")
    if above is not None and begun and above.id in got and same_world(event, above):
        return "container/phase", got[above.id]
    if event.pos == "VERB" and (index.listed(event.lemma, "beginning") or index.listed(event.lemma, "ending")):
        for child in index.below(event.token, "xcomp"):
            part = index.event_at.get(child.i)
            if part is not None and part.id in got and same_world(part, event):
                return "container/phase", got[part.id]
    return None


def _from_when(index: DocumentIndex, event: Event, got: Mapping[str, Dated]) -> Found | None:
    """ "Thousands went home when the war ended in 2003": the date of a when-clause behind is its main clause's too, and
    so is it in "will speak when she arrives on Friday"."""
    clause = index.clause_at.get(event.token)
    if event.pos != "VERB" or clause is None or clause.aspect != "NONE" or event.polarity != "POS":
        return None
    for child in index.below(event.token, "advcl"):
        part, inner = index.event_at.get(child.i), index.clause_at.get(child.i)
        if part is None or part.id not in got or inner is None or not index.listed(inner.marker, "when"):
            continue
        past = clause.tense == inner.tense == "PAST" and not clause.modality
        ahead = clause.finite_tense == "FUTURE" and inner.tense == "PRESENT" and part.status == "planned"
        if (past or ahead) and inner.aspect == "NONE" and same_world(part, event):
            return "container/when", got[part.id]
    return None


def names_its_time(index: DocumentIndex, event: Event, *, but: Timex | None) -> bool:
    """Whether a verb, or the complement that it governs, has a time other than ``but`` as its own adjunct.

    "It settled in 2021 and buried the cables over the next two years": what is counted in days is not dated by what
    stands beside it. "Seized the hill in 1974 and held it for six years" is.
    """
    if _is_counted_against(index, event):
        return True
    times = ((word, index.timed.get(word.i)) for word in index.tree.subtree(event.token))
    return any(
        timex is not None and timex is not but and index.timed.get(word.head) is not timex
        and _places(index, word, timex) and _is_in_clause(index, word, event)
        for word, timex in times
    )  # fmt: skip


def _is_counted_against(index: DocumentIndex, event: Event) -> bool:
    """ "The move comes a day after they quit": what a length of days is counted from is dated by it, if by anything."""
    return any(
        child.i - 1 in index.timed and index.timed[child.i - 1].interval is None
        and _places(index, child, index.timed[child.i - 1])
        and any(index.listed(child.text.lower(), side) for side in ("after", "before"))
        for child in index.below(event.token, "mark", "case") if child.i < event.token
    )  # fmt: skip


def _is_in_clause(index: DocumentIndex, word: Token, event: Event) -> bool:
    """Whether a word below an event is of its own clause, or of a complement without a tense of its own."""
    for above in index.tree.way_up(word.i):
        if above.i == event.token:
            return True
        if above.i in index.clause_at and above.dep != "xcomp":
            return False
    return False


def _places(index: DocumentIndex, word: Token, timex: Timex) -> bool:
    """Whether a time says on which day: not how often, nor for how long, nor a length of hours."""
    if timex.type == "DURATION":
        amounts = getattr(timex.expression, "amounts", ())
        lasting = any(index.listed(case.text.lower(), "for") for case in index.below(word.i, "case"))
        return not lasting and any(amount.unit.days >= 1 for amount in amounts)
    return timex.type in ("DATE", "TIME")


def same_world(one: Event, other: Event) -> bool:
    """Whether both have happened or neither has; what did not happen lends no date."""
    real = ("occurred", "ongoing", None)
    return (one.status in real) == (other.status in real) and one.polarity == "POS"


WAYS = (
    _from_occasion,
    _from_modifier,
    _from_phase,
    _from_object,
    _from_above,
    _from_participle,
    _of_noun,
    _from_subject,
    _from_when,
)
