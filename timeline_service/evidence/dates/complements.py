"""Whether a date is of a verb or of what the verb plans, asks for or says. A part of the evidence of ``dates``."""

from __future__ import annotations

from timeline_service.calendar.intervals import Granularity
from timeline_service.evidence.dates.holds import Hold
from timeline_service.evidence.dates.kinds import is_ahead, starts_ahead
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import HAPPENED, Event, Timex

_COMPLEMENTS = ("xcomp", "ccomp", "csubj")


def attach_to_complement(index: DocumentIndex, event: Event, timex: Timex, hold: Hold) -> tuple[Event, Hold]:
    """What is planned or agreed for a date happens then; the planning need not. "Closed without warning on Sunday" """
    clause = index.clause_at.get(event.token)
    if clause is not None and index.listed(clause.marker, "without"):
        above = index.event_over(event.token)
        if above is not None:
            return above, hold
    if (governor := _doing(index, event, timex)) is not None:
        return governor, hold
    if hold is Hold.CLAUSE and (content := _said(index, event, timex)) is not None:
        return content, Hold.COMPLEMENT
    inner = innermost_complement(index, event.token, timex)
    if inner is None and (inner := _planned(index, event, timex)) is not None:
        return inner, Hold.COMPLEMENT
    if inner is None or event.pos != "VERB":
        return event, hold
    ahead = is_ahead(index, timex) and event.status in ("occurred", "ongoing")
    if inner.tense == "PASTPART" and not is_ahead(index, timex):
        return event, hold  # "ordered the gates shut on Monday"
    if inner.status in ("planned", "possible", "cancelled") and (ahead or index.listed(event.lemma, "scheduling")):
        return inner, Hold.COMPLEMENT
    return event, hold


def _said(index: DocumentIndex, event: Event, timex: Timex) -> Event | None:
    """What somebody says of a time that cannot be that of the saying, where the time stands before it.

    "For the final quarter of 2009, the firm says it made a profit"; "they warned by 2050 demand would double".
    """
    clause, dct = index.clause_at.get(event.token), index.document.dct
    if event.event_class != "REPORTING" or clause is None or dct is None or event.status not in HAPPENED:
        return None
    contents = (index.event_at.get(child.i) for child in index.below(event.token, "ccomp"))
    content = next((each for each in contents if each is not None), None)
    if content is None or index.place[timex.id][0] > content.token:
        return None
    if starts_ahead(index, timex):
        return content if content.status in ("planned", "possible") else None
    now, when = dct.interval, timex.interval
    if now is None or when is None or now.start is None or when.end is None or when.end > now.start:
        return None
    return content if clause.tense == "PRESENT" and content.tense == "PAST" else None


def _planned(index: DocumentIndex, event: Event, timex: Timex) -> Event | None:
    """ "Tomorrow she plans to meet them": what is planned for a day still to come, behind the day and the plan."""
    if event.status != "planned" or not is_ahead(index, timex):
        return None
    inner = (index.event_at.get(child.i) for child in index.below(event.token, "xcomp"))
    return next((each for each in inner if each is not None and each.status == "planned"), None)


def _doing(index: DocumentIndex, event: Event, timex: Timex) -> Event | None:
    """What did not happen has no day: "failed to attack on Monday" and "foiled a plot to bomb it on Monday" do.

    Nor has what was only ordered or asked for: "ordered the file sealed on Monday", "was invited to return in 1981".
    """
    clause = index.clause_above(event.token)
    act = index.event_at.get(clause.head) if clause is not None else None
    if clause is None or act is None or act.polarity != "POS":
        return None
    undone = act.status == "denied" and clause.tense in ("INFINITIVE", "PRESPART")
    asked = act is event and act.status == "possible" and clause.tense == "INFINITIVE" and clause.aspect == "NONE"
    ordered = act.status == "possible" and clause.tense == "PASTPART" and clause.relation in ("acl", "xcomp")
    fine = timex.granularity is not None and timex.granularity <= Granularity.DAY
    if not (ordered or asked or (undone and fine)) or is_ahead(index, timex):
        return None
    above = index.event_over(act.token)
    return above if above is not None and above.status == "occurred" and above.sentence == event.sentence else None


def innermost_complement(index: DocumentIndex, token: int, timex: Timex) -> Event | None:
    """The event of the innermost complement that stands between the governor and the date."""
    inner = None
    while True:
        below = [
            c for c in index.below(token, *_COMPLEMENTS)
            if c.i in index.event_at and timex.span is not None and c.start < timex.span.start
        ]
        if not below or (inner is not None and inner.token == below[-1].i):
            return inner
        token, inner = below[-1].i, index.event_at[below[-1].i]
