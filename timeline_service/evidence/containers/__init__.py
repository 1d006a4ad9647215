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
from timeline_service.evidence.containers.flashbacks import looks_back
from timeline_service.evidence.dates import PRECISION as DIRECT
from timeline_service.evidence.dates import Dated, attachments
from timeline_service.evidence.dates.sharing import WAYS, names_its_time, same_world
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import DocumentIndex, indexes
from timeline_service.model import Claim, Event, Language, Story

PRECISION = measured(
    "container/initial",  # "On Thursday they met and signed"
    "container/occasion",  # "left rates alone at its meeting on June 26"
    "container/conjunct",  # "cut rates on Thursday but hinted", "marched on Sunday; two were arrested"
    "container/participle",  # "lifted off on Tuesday, beginning a journey"
    "container/light",  # "an aftershock followed at 5:17"
    "container/together",  # "struck the valley, killing 12 and cutting off villages": on one day, dated or not
    "container/means",  # "responded with dozens of air strikes"
    "container/object",  # "will hear the complaint on Dec. 16"
    "container/subject",  # "a treaty signed on 12 March 1958 placed the canal": not before
    "container/set-off",  # "a second attempt, on Sunday, was scrubbed"
    "container/where",  # "gathered on Monday in the resort where they signed"
    "container/content",  # "announced that night that it was enforcing the truce"
    "container/set-for",  # "a hearing scheduled for Monday"
    "container/phase",  # "began selling on Tuesday"
    "container/when",  # "went home when the war ended in 2003"
    "container/while",  # "was arrested on 9 May as she waited"
    "container/narrated",  # "On Sunday … . Israel responded with strikes."
)
# rules that hand on no clock time but the day on which it lies
_SAME_DAY = ("container/conjunct", "container/when", "container/narrated", "container/where", "container/content")
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
    """The claim of an event on the date of another: of a clock time, on its day.

    A day that the story alone hands on is ``told``: what comes next is mostly of that day, and half of it not surely.
    """
    relation = "STARTS_FROM" if _goes_on(index, event) else source.relation
    clock = rule in _SAME_DAY and source.timex.granularity is not None and source.timex.granularity < Granularity.DAY
    told = rule == "container/narrated" and relation in _SHARED and source.timex.type == "DATE"
    yield from index.claim(
        event, "SAME_DAY" if clock else relation, source.event if clock else source.timex, rule=rule,
        precision=min(PRECISION[rule], DIRECT[source.hold]), note=f"{source.timex.text}, as {source.event.text}",
        spans=(source.timex.span or event.span, event.span), origin="inferred", kind="told" if told else "order",
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
        if above.tense == "PAST" and same_world(event, above):
            yield event, above


def _in_sentence(index: DocumentIndex, dated: dict[str, Dated], own: set[str]) -> Iterator[tuple[Event, str, Dated]]:
    """Hand dates down to conjuncts and adverbial clauses, and up from an occasion to its verb; then once more down."""
    got = dict(dated)
    sentences = {event.sentence for event in index.document.events if event.id in got}
    for _ in range(2):
        for event in deadline.checked(index.document.events):
            if event.sentence in sentences and event.id not in own and event.id not in got:
                found = next((hit for way in WAYS if (hit := way(index, event, got)) is not None), None)
                if found is not None:
                    got[event.id] = found[1]
                    yield event, *found


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
        elif names_its_time(index, event, but=None):
            now = None if index.is_narrated(event) else now
        elif now is not None and event.sentence > now.event.sentence and _is_narrated_in(index, event):
            if looks_back(index, now, event, dated):
                continue
            statement = event.event_class == "REPORTING"  # may come days later
            yield event, "container/narrated", replace(now, relation="STARTS_FROM") if statement else now


def _is_narrated_in(index: DocumentIndex, event: Event) -> bool:
    """A main clause that carries the story on, or the past that such a clause of saying reports.

    Not the calling off of what lay ahead: that may have been done at any time before.
    """
    if index.is_narrated(event):
        owns_up = index.listed(event.lemma, "owning")  # "was jailed on Monday. He confessed"
        return not owns_up and not index.is_bare(event) and not _calls_off(index, event)
    clause = index.clause_at.get(event.token)
    if clause is None or clause.frame is None or clause.relation != "ccomp":
        return False
    plain = clause.is_plain_past and not clause.quoted and event.status == "occurred"
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
