"""A tense or a status that a date does not go with: what is done now is not of last night. Part of ``dates``."""
from __future__ import annotations

from timeline_service.calendar.expressions import Window
from timeline_service.evidence.dates.holds import Hold
from timeline_service.evidence.dates.kinds import is_behind, is_stretch, starts_from_now
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import HAPPENED, Event, Timex, Token

_BOUNDS = ("since", "from", "until", "by", "before", "after")


def agreeing(
    index: DocumentIndex, event: Event, hold: Hold, timex: Timex, preposition: Token | None
) -> tuple[Event, Hold]:
    """The event beside the one that a parse hangs a date from, where its tense or status goes with it and that one's
    does not."""
    if preposition is not None and any(index.listed(preposition.text.lower(), each) for each in _BOUNDS):
        return event, hold
    if hold is Hold.CLAUSE and (told := _told_of_now(index, event, timex)) is not None:
        return told, Hold.OBJECT
    if hold is Hold.NOUN and (deed := _still_to_do(index, event, timex)) is not None:
        return deed, Hold.CLAUSE
    return event, hold


def _told_of_now(index: DocumentIndex, event: Event, timex: Timex) -> Event | None:
    """ "Credits a drill with preventing deaths last night", "is looking into a fire in the past year": a time that is
    past, behind a verb in the present, is that of what stands between."""
    clause, first = index.clause_at.get(event.token), index.place[timex.id][0]
    if clause is None or clause.tense != "PRESENT" or event.pos != "VERB" or not _is_past(index, timex):
        return None
    if clause.is_perfect:
        return None  # "has rebuilt ten houses hit by floods in the past month"
    if index.sentence_of(event.token).kind == "headline":
        return None  # "Mill burns on Monday": the present of a headline is past
    inside = [other for other in index.in_sentence.get(event.sentence, ()) if event.token < other.token < first]
    between = [each for each in inside if each.status in HAPPENED and index.tree.covers(event.token, each.token)]
    verbs = [other for other in between if other.pos == "VERB" and other.tense != "PRESENT"]
    nouns = between if clause.aspect == "PROGRESSIVE" else []  # "the town goes to the polls on 5 May" may be to come
    return next(reversed(verbs or nouns), None)


def _is_past(index: DocumentIndex, timex: Timex) -> bool:
    """Whether a time ends before the day of publication, or looks back from it."""
    if isinstance(timex.expression, Window) and is_stretch(timex):
        return timex.expression.sign < 0
    return is_behind(index, timex)


def _still_to_do(index: DocumentIndex, event: Event, timex: Timex) -> Event | None:
    """ "Is to be heard on a charge later today": a time still to come behind a noun of what has happened is the
    verb's."""
    if not starts_from_now(index, timex) or event.status not in HAPPENED or event.token > index.place[timex.id][0]:
        return None
    over = (index.event_at.get(word.i) for word in index.tree.ancestors(event.token))
    above = next((each for each in over if each is not None and each.pos == "VERB"), None)
    return above if above is not None and above.status == "planned" else None
