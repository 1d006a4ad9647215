"""What the report of a match tells of the play, and gives no other date, happened on the day of the match.

"Orsa beat Tarn on Saturday. … Ode headed wide after the restart.": such a report names its day once and then counts in
minutes, laps and halves. Which articles are of this kind is told by their words alone.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from timeline_service.calendar.expressions import Base
from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity
from timeline_service.evidence.clocks import floats
from timeline_service.evidence.dates import PRECISION as DIRECT
from timeline_service.evidence.dates import Dated, attachments
from timeline_service.evidence.dates.sharing import names_its_time
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import DocumentIndex, indexes
from timeline_service.model import HAPPENED, Claim, Event, Language, Story, Timex

PRECISION = measured(
    "match/play",
)
_WORDS = 6  # different words of sport, at least
_SHARE = 0.02  # of all words
_LEAD = 3  # sentences of the body, one of which names the day
_YEAR = re.compile(r"(?:19|20)\d\d")
_WEEK = 8 * MINUTES_A_DAY  # the day of publication and the seven before it


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """One claim for each event of the play without a date of its own: on the day of the match."""
    for index in indexes(story, language):
        found = attachments(index) if _is_report(index, language.lexicon["sport"]) else ()
        day, own = _day(index, found), {dated.event.id for dated in found}
        if day is None:
            continue
        for event in index.document.events:
            if event.id not in own and _is_of_the_play(index, event):
                yield from index.claim(
                    event, "STARTS_WITHIN", day.timex, rule="match/play",
                    precision=min(PRECISION["match/play"], DIRECT[day.hold]),
                    note=f"{day.timex.text}, as {day.event.text}", spans=(*day.words, event.span), origin="inferred",
                )  # fmt: skip


def _is_report(index: DocumentIndex, sport: Collection[str]) -> bool:
    """Whether an article is the report of a match: full of many words of sport."""
    played = [word for token in index.tokens if (word := token.text.lower()) in sport]
    return len(set(played)) >= _WORDS and len(played) >= _SHARE * len(index.tokens)


def _day(index: DocumentIndex, found: tuple[Dated, ...]) -> Dated | None:
    """The day of the match: the only one of the week up to publication on which the article says that things happened,
    where its lead names it."""
    adrift = floats(index.document)
    told = [
        dated for dated in found
        if dated.relation == "STARTS_WITHIN" and dated.gap is None
        and dated.timex.id not in adrift and not _is_of_its_setting(dated.timex)
        and dated.event.status in HAPPENED and not _is_quoted(index, dated.event) and _is_recent(index, dated.timex)
    ]  # fmt: skip
    days = {dated.timex.interval.whole_days for dated in told if dated.timex.interval is not None}
    body = [sentence.i for sentence in index.document.sentences if sentence.kind == "body"]
    named = (dated for dated in told if dated.event.sentence in body[:_LEAD])
    return next(named, None) if len(days) == 1 else None


def _is_recent(index: DocumentIndex, timex: Timex) -> bool:
    """Whether a date is a day in the week up to publication."""
    dct, interval = index.document.dct, timex.interval
    if timex.granularity is not Granularity.DAY or dct is None or dct.interval is None or dct.interval.end is None:
        return False
    return interval is not None and interval.start is not None and 0 < dct.interval.end - interval.start <= _WEEK


def _is_of_its_setting(timex: Timex) -> bool:
    """ "The third caution of the night" is of the night of the race, whichever that is."""
    return getattr(timex.expression, "base", None) is Base.SETTING


def _is_quoted(index: DocumentIndex, event: Event) -> bool:
    clause = index.clause_above(event.token)
    return clause is not None and clause.quoted


def _is_of_the_play(index: DocumentIndex, event: Event) -> bool:
    """Whether a mention is told in the simple past, in no relative clause, and in no sentence about other matches."""
    clause, sentence = index.clause_above(event.token), index.document.sentences[event.sentence]
    if clause is None or not clause.is_plain_past or clause.quoted or clause.modality or event.polarity != "POS":
        return False
    if event.status not in HAPPENED or clause.relation == "acl:relcl" or names_its_time(index, event, but=None):
        return False
    words = index.tokens[sentence.first : sentence.last]
    return not any(index.listed(word.lemma, "elsewhere") or _YEAR.fullmatch(word.text) for word in words)
