"""occurred · ongoing · planned · possible · denied · cancelled, as of publication and by the article's own stance.

The order of the questions is De Facto's (Saurí & Pustejovsky 2012): negation, then modality and condition, then the
predicate that an event hangs from, then tense; what nothing speaks against has occurred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline_service import deadline
from timeline_service.model import Because, Document, Event, Language
from timeline_service.stages import stage
from timeline_service.stages.judge_status.clauses import judge_clause
from timeline_service.stages.judge_status.context import Context, Judgement
from timeline_service.stages.judge_status.nouns import judge_noun
from timeline_service.stages.read_clauses import outermost_first

_NEAR = 3  # sentences within which an article takes back what it reports


@stage(
    needs=("text", "dct", "tokens", "clauses", "timexes", "events"), wants=("blocks", "sentences"), gives=("events",)
)
def judge_status(document: Document, language: Language) -> Document:
    """Every event with its status and the words that decide it."""
    context = Context.of(document, language, judge_clause, judge_noun)
    for clause in deadline.checked(outermost_first(document.clauses)):
        context.judged[clause.i] = judge_clause(clause, context)
    judged = []
    for event in deadline.checked(document.events):
        verdict = _judge(event, context)
        judged.append(replace(event, status=verdict.status, because=(*event.because, verdict.because())))
    return replace(document, events=tuple(_without_the_refuted(judged, document)))


def _judge(event: Event, context: Context) -> Judgement:
    clause = context.document.clauses[event.clause] if event.clause is not None else None
    if event.pos != "NOUN" and clause is not None:
        return context.of_clause(clause)
    return context.of_noun(context.document.tokens[event.token])


def _without_the_refuted(events: Sequence[Event], document: Document) -> list[Event]:
    """What others are reported to say, and the article denies in its own voice: "they say I resigned. I did not"."""
    refutations: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if event.status == "denied" and event.polarity == "NEG" and not _is_reported(event, document):
            refutations.setdefault((event.lemma, _subject(event, document)), []).append(event)
    if not refutations:
        return list(events)
    return [
        _refuted(event, refutations.get((event.lemma, _subject(event, document)), ()))
        if event.status == "occurred" and _is_reported(event, document) else event
        for event in events
    ]


def _is_reported(event: Event, document: Document) -> bool:
    return event.clause is not None and document.clauses[event.clause].frame is not None


def _refuted(event: Event, refutations: Sequence[Event]) -> Event:
    against = next((other for other in refutations if abs(other.sentence - event.sentence) <= _NEAR), None)
    if against is None:
        return event
    reason = Because("status/refuted", "denied", (against.span,))
    return replace(event, status="denied", because=(*event.because[:-1], reason))


def _subject(event: Event, document: Document) -> str:
    """The lemma of who or what an event is told of."""
    who = next((p for role in ("agent", "patient") for p in event.participants if p.role == role), None)
    if who is None:
        return ""
    return document.tokens[who.noun].lemma.lower()
