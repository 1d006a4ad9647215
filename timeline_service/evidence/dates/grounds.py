"""For what somebody is judged: "jailed over a riot on May 3". It lies before the judgement and has its own date."""

from __future__ import annotations

from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity
from timeline_service.evidence.dates.kinds import is_from_event
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import Event, Timex, Token

_WEEK = 7 * MINUTES_A_DAY
_NEAR = 6  # words from "the eve" or "a day before" to the noun that is counted from, at most


def is_ground(index: DocumentIndex, noun: Token) -> bool:
    """ "Jailed over a riot", "charged in connection with a riot": an event for which somebody is judged."""
    above = index.tokens[noun.head]
    phrase = above if noun.dep == "nmod" and above.dep == "obl" and above.i not in index.event_at else noun
    judged = index.tokens[phrase.head]
    led = any(index.listed(c.text.lower(), "grounds") for c in index.below(noun.i, "case"))
    return led and phrase.dep == "obl" and index.listed(judged.lemma, "judging")


def ground_of(index: DocumentIndex, event: Event, timex: Timex) -> Event | None:
    """ "Arrested for a crash on May 2", weeks later: a day right behind what somebody is judged for is its own."""
    first, dct = index.place[timex.id][0], index.document.dct
    if (counted := _counted_from(index, event, first)) is not None:
        return counted
    fine = timex.granularity is not None and timex.granularity <= Granularity.MONTH
    now, when = dct and dct.interval, timex.interval
    if not fine or not now or now.start is None or when is None or when.end is None or now.start - when.end < _WEEK:
        return None
    noun = _noun_before(index, event, first) or _phrase_before(index, event, first)
    if noun is None or not is_ground(index, index.tokens[noun.token]):
        return None
    return noun if any(index.below(noun.token, "det", "nmod:poss")) else None


def _counted_from(index: DocumentIndex, event: Event, first: int) -> Event | None:
    """ "Rallied on the eve of the coronation May 6": the date behind what an event is counted from is not its own."""
    noun = _noun_before(index, event, first)
    if noun is None:
        return None
    counted = (index.timed[i] for i in range(max(noun.token - _NEAR, event.token), noun.token) if i in index.timed)
    return noun if any(is_from_event(timex) for timex in counted) else None


def _noun_before(index: DocumentIndex, event: Event, first: int) -> Event | None:
    """The noun right before a date, or before its preposition, that tells another event behind this one."""
    before = _word_before(index, first)
    noun = index.event_at.get(before)
    return noun if noun is not None and noun.pos == "NOUN" and event.token < before else None


def _phrase_before(index: DocumentIndex, event: Event, first: int) -> Event | None:
    """The noun that tells another event and whose phrase ends right before a date: "the bombing of a mill last May"."""
    nouns = (other for other in index.in_sentence.get(event.sentence, ()) if event.token < other.token < first)
    before = _word_before(index, first)
    return next((n for n in nouns if n.pos == "NOUN" and index.tree.last(n.token) == before), None)


def _word_before(index: DocumentIndex, first: int) -> int:
    return first - 1 if index.tokens[first - 1].pos != "ADP" else first - 2
