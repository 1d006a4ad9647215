"""A date holds for more than the one word that it hangs from: for coordinated verbs, participles, the story it opens.

Narrative containers: J. Pustejovsky and A. Stubbs, "Increasing informativeness in temporal annotation", LAW 2011. More
than half of the events of a text take their date from outside their sentence (H. Wen et al., NAACL 2021, table 1).
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from timeline_service import deadline
from timeline_service.calendar.expressions import Duration, Shift
from timeline_service.calendar.intervals import Granularity
from timeline_service.evidence.dates import Dated, attachments
from timeline_service.evidence.document_index import DocumentIndex, indexes
from timeline_service.model import Claim, Event, Language, Story, Token

PRECISION = {
    "container/initial": 0.9,  # "On Thursday they met and signed"
    "container/occasion": 0.88,  # "left rates alone at its meeting on June 26"
    "container/conjunct": 0.78,  # "cut rates on Thursday but hinted", "marched on Sunday; two were arrested"
    "container/participle": 0.88,  # "lifted off on Tuesday, beginning a journey"
    "container/light": 0.88,  # "an aftershock followed at 5:17"
    "container/together": 0.85,  # "struck the valley, killing 12 and cutting off villages": on one day, dated or not
    "container/means": 0.78,  # "responded with dozens of air strikes"
    "container/object": 0.8,  # "will hear the complaint on Dec. 16"
    "container/subject": 0.8,  # "a treaty signed on 12 March 1958 placed the canal": not before
    "container/set-off": 0.75,  # "a second attempt, on Sunday, was scrubbed"
    "container/where": 0.75,  # "gathered on Monday in the resort where they signed"
    "container/content": 0.75,  # "announced that night that it was enforcing the truce"
    "container/while": 0.85,  # "was arrested on 9 May as she waited"
    "container/narrated": 0.75,  # "On Sunday … . Israel responded with strikes."
}
_SAME_DAY = ("container/conjunct", "container/narrated", "container/where", "container/content")  # of a clock time
_SHARED = ("STARTS_WITHIN",)
_HALF_DAY = 720  # minutes


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """Dates handed on to events that have none of their own, and events that share a day whatever it is."""
    for index in indexes(story, language):
        direct = attachments(index)
        dated: dict[str, Dated] = {}
        for found in direct:
            if found.relation in _SHARED and found.gap is None:
                dated.setdefault(found.event.id, found)
        own = {found.event.id for found in direct} | set(_counted(index))
        for event, rule, source in (*_in_sentence(index, dated, own), *_narrated(index, dated, own)):
            yield from _handed_on(index, event, rule, source)
        for event, other in _together(index):
            yield from index.claim(
                event, "STARTS_FROM", other, rule="container/together", precision=PRECISION["container/together"],
                note=f"{other.text}, {event.text}", spans=(other.span, event.span), gap=(-_HALF_DAY, 0),
                origin="inferred",
            )  # fmt: skip


def _counted(index: DocumentIndex) -> Iterator[str]:
    """Events at a distance from others: "19 days before the shooting" is a date of its own."""
    for timex in deadline.checked(index.document.timexes):
        if timex.interval is None and isinstance(timex.expression, Duration | Shift) and timex.id in index.place:
            last = index.place[timex.id][1]
            signal = index.tokens[min(last + 1, len(index.tokens) - 1)].text.lower()
            event = index.event_over(last) if any(index.listed(signal, side) for side in ("after", "before")) else None
            if event is not None and event.token < index.place[timex.id][0]:
                yield event.id


def _handed_on(index: DocumentIndex, event: Event, rule: str, source: Dated) -> Iterator[Claim]:
    """The claim of an event on the date of another: of a clock time, on its day."""
    relation = "STARTS_FROM" if _goes_on(index, event) else source.relation
    clock = rule in _SAME_DAY and source.timex.granularity is not None and source.timex.granularity < Granularity.DAY
    yield from index.claim(
        event, "SAME_DAY" if clock else relation, source.event if clock else source.timex, rule=rule,
        precision=PRECISION[rule], note=f"{source.timex.text}, as {source.event.text}",
        spans=(source.timex.span or event.span, event.span), origin="inferred",
    )  # fmt: skip


def _goes_on(index: DocumentIndex, event: Event) -> bool:
    """ "The money was then withdrawn": after what was told, however long after."""
    adverbs = (child.text.lower() for child in index.below(event.token, "advmod"))
    return any(index.listed(word, "then") or index.listed(word, "later") for word in adverbs)


def _together(index: DocumentIndex) -> Iterator[tuple[Event, Event]]:
    """Participles that carry a clause on, with the predicate that they carry on."""
    for event in deadline.checked(index.document.events):
        token = index.tokens[event.token]
        if event.tense != "PRESPART" or event.polarity == "NEG":
            continue
        first = index.tokens[token.head] if token.dep == "conj" else token
        clause, above = index.clause_at.get(first.i), index.event_at.get(first.head)
        if first.dep != "advcl" or clause is None or clause.marker or above is None or first.i < above.token:
            continue
        if above.tense == "PAST" and _same_world(event, above):
            yield event, above


def _in_sentence(index: DocumentIndex, dated: dict[str, Dated], own: set[str]) -> Iterator[tuple[Event, str, Dated]]:
    """Hand dates down to conjuncts and adverbial clauses, and up from an occasion to its verb; then once more down."""
    got = dict(dated)
    for _ in range(2):
        for event in deadline.checked(index.document.events):
            if event.id not in own and event.id not in got:
                found = next((hit for way in _WAYS if (hit := way(index, event, got)) is not None), None)
                if found is not None:
                    got[event.id] = found[1]
                    yield event, *found


def _from_occasion(index: DocumentIndex, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    if event.pos != "VERB":
        return None
    below = [*index.below(event.token, "obl")]
    measured = (t for child in (*below, *index.below(event.token, "obj")) for t in index.below(child.i, "nmod"))
    for child in (*below, *measured):  # "raised rates to 18% at a meeting on Thursday"
        noun = index.event_at.get(child.i)
        if noun is None or noun.id not in got or not _same_world(noun, event):
            continue
        if any(index.listed(c.text.lower(), "at") for c in index.below(child.i, "case")):
            return "container/occasion", got[noun.id]
    return None


def _from_object(index: DocumentIndex, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    """ "will hear the complaint on Dec. 16", "survived by two votes in March": a date behind the object is the verb's.

    A thing already known has its own date: "recalled the collapse in 2019".
    """
    for child in index.below(event.token, "obj", "obl"):
        noun = index.event_at.get(child.i)
        if event.pos != "VERB" or noun is None or noun.id not in got or not _same_world(event, noun):
            continue
        if child.dep != "obj" and _is_known(index, child):
            continue
        dated = got[noun.id]
        if dated.event is noun and dated.preposition and index.place[dated.timex.id][0] > noun.token:
            return "container/object", dated
    return None


def _from_participle(index: DocumentIndex, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    """ "Going through the files in 2018, he noticed": the date of a participle that leads in to its clause."""
    for child in index.below(event.token, "advcl"):
        clause, participle = index.clause_at.get(child.i), index.event_at.get(child.i)
        if participle is None or participle.id not in got or clause is None or clause.marker or child.i > event.token:
            continue
        if clause.tense == "PRESPART" and clause.aspect == "NONE" and _same_world(participle, event):
            return "container/participle", got[participle.id]
    return None


def _is_known(index: DocumentIndex, noun: Token) -> bool:
    return any(index.listed(c.text.lower(), "known") for c in index.below(noun.i, "det", "nmod:poss"))


def _from_above(index: DocumentIndex, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    token = index.tokens[event.token]
    above = index.event_over(event.token) if token.dep == "acl:relcl" else index.event_at.get(token.head)
    if above is None or above.id not in got or event.pos != "VERB" or not _same_world(event, above):
        return None
    source, clause = got[above.id], index.clause_at.get(event.token)
    if clause is None or (clause.aspect != above.aspect and clause.aspect.startswith("PERFECTIVE")):
        return None
    if token.dep == "conj" and clause.tense in (above.tense, "PAST") and not _is_counted_from(index, event, above):
        initial = source.timex.span is not None and source.timex.span.end <= above.span.start
        if not initial and event.event_class == "REPORTING":  # "was charged in September and always denied it"
            source = replace(source, relation="STARTS_FROM")
        return ("container/initial" if initial else "container/conjunct"), source
    if token.dep == "advcl" and clause.tense == "PRESPART" and not clause.marker:
        return "container/participle", source
    if token.dep == "parataxis" and event.token > above.token and index.is_narrated(event) and index.is_narrated(above):
        return "container/conjunct", source
    if token.dep == "advcl" and index.listed(clause.marker, "while") and clause.tense == "PAST":
        return "container/while", source
    if token.dep == "acl:relcl" and index.listed(clause.marker, "where") and clause.tense == "PAST":
        return "container/where", source
    if token.dep == "ccomp" and clause.aspect == "PROGRESSIVE" and clause.tense == "PAST":
        return "container/content", source
    return None


def _is_counted_from(index: DocumentIndex, event: Event, above: Event) -> bool:
    """Whether a length of time parts a verb from the one before: "met on Monday, a day after they quit"."""
    between = range(above.token + 1, event.token)
    counted = (i for i in between if i in index.timed and index.timed[i].interval is None and i + 1 not in index.timed)
    return any(index.listed(index.tokens[i + 1].text.lower(), side) for i in counted for side in ("after", "before"))


def _of_noun(index: DocumentIndex, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    """ "An aftershock followed at 5:17", "held talks on Monday": a light verb's date is its noun's."""
    token = index.tokens[event.token]
    above = index.tokens[token.head]
    if token.dep == "nmod" and above.dep == "obl" and index.listed(above.lemma, "amounts"):
        token = above
    verb = index.event_at.get(token.head)
    if event.pos == "VERB" or verb is None or verb.id not in got or verb.pos != "VERB" or not _same_world(event, verb):
        return None
    if token.dep == "obl" and any(index.listed(c.text.lower(), "means") for c in index.below(token.i, "case")):
        return "container/means", got[verb.id]
    light = verb.lemma in index.words.get("light", {}).get("verbs", ()) or index.listed(verb.lemma, "striking")
    if token.dep in ("nsubj", "nsubj:pass", "obj") and light and not index.listed(verb.lemma, "ending"):
        return "container/light", got[verb.id]
    return None


def _from_subject(index: DocumentIndex, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
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


_WAYS = (_from_occasion, _from_object, _from_above, _from_participle, _of_noun, _from_subject)


def _same_world(one: Event, other: Event) -> bool:
    real = ("occurred", "ongoing", None)
    return (one.status in real) == (other.status in real) and one.polarity == "POS"


def _narrated(index: DocumentIndex, dated: dict[str, Dated], own: set[str]) -> Iterator[tuple[Event, str, Dated]]:
    """The date that opened the story holds for what its paragraph tells next, until another date is told."""
    now: Dated | None = None
    block = -1
    for event in deadline.checked(index.document.events):
        sentence = index.document.sentences[event.sentence]
        if sentence.block != block:
            block, now = sentence.block, None
        if event.id in own:
            if index.is_narrated(event) and event.id in dated:
                fine = _is_fine(dated[event.id]) and not index.is_bare(event)
                now = dated[event.id] if fine else None
        elif now is not None and event.sentence > now.event.sentence and _is_narrated_in(index, event):
            statement = event.event_class == "REPORTING"  # may come days later
            yield event, "container/narrated", replace(now, relation="STARTS_FROM") if statement else now


def _is_narrated_in(index: DocumentIndex, event: Event) -> bool:
    """A main clause that carries the story on, or the past that such a clause of saying reports.

    Not the calling off of what lay ahead: that may have been done at any time before.
    """
    if index.is_narrated(event):
        return not index.is_bare(event) and not _calls_off(index, event)
    clause = index.clause_at.get(event.token)
    if clause is None or clause.frame is None or clause.relation != "ccomp":
        return False
    plain = clause.tense == "PAST" and clause.aspect == "NONE" and not clause.quoted and event.status == "occurred"
    saying = index.event_of_clause.get(clause.frame)
    return plain and saying is not None and index.is_narrated(saying)


def _calls_off(index: DocumentIndex, event: Event) -> bool:
    """ "A session booked for Monday was called off" """
    undone = index.listed(event.lemma, "ending") or index.listed(event.lemma, "moving")
    things_undone = index.below(event.token, "obj", "nsubj:pass") if undone else ()
    return any(
        child.i in index.event_at and index.event_at[child.i].status in ("planned", "cancelled")
        and (index.tokens[child.i].features.is_past_participle or any(index.below(child.i, "acl")))
        for child in things_undone
    )  # fmt: skip


def _is_fine(found: Dated) -> bool:
    return found.timex.granularity is not None and found.timex.granularity <= Granularity.DAY
