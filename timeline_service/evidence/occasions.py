"""What the report of one occasion tells of it, and gives no other date, happened on its day.

"Orsa beat Tarn on Saturday. … Ode headed wide after the restart.", "The guild gave its prizes on Friday. … The hosts
sang.": such a report names its day once and then counts in minutes and halves, or tells one act after the other. Which
articles are of this kind is told by their words alone.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from timeline_service.calendar.expressions import Base
from timeline_service.calendar.intervals import Granularity
from timeline_service.evidence.clocks import floats
from timeline_service.evidence.dates import PRECISION as DIRECT
from timeline_service.evidence.dates import Dated, attachments
from timeline_service.evidence.dates.kinds import begins_in_last_week
from timeline_service.evidence.dates.sharing import names_its_time
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import DocumentIndex, indexes
from timeline_service.model import HAPPENED, Claim, Event, Language, Span, Story, Timex

PRECISION = measured(
    "match/play",
    "ceremony/acts",  # of awards, shows, festivals and rallies
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the words of an article show that it reports an occasion."""

    rule: str
    lexicon: str
    words: int  # different words of that list, at least
    share: float  # of all words


_KINDS = (
    _Kind("match/play", "sport", words=6, share=0.02),
    _Kind("ceremony/acts", "ceremony", words=4, share=0.012),
)
_LEAD = 3  # sentences of the body, one of which names the day
_YEAR = re.compile(r"(?:19|20)\d\d")


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """One claim for each event of an occasion without a date of its own: on the day of the occasion."""
    for index in indexes(story, language):
        kind = next((each for each in _KINDS if _reports(index, each, language.lexicon[each.lexicon])), None)
        found = attachments(index) if kind is not None else ()
        day, own = _day(index, found), {dated.event.id for dated in found}
        if kind is None or day is None:
            continue
        for event in index.document.events:
            if event.id not in own and _is_of_it(index, event, day.timex):
                yield from index.claim(
                    event, "STARTS_WITHIN", day.timex, rule=kind.rule,
                    precision=min(PRECISION[kind.rule], DIRECT[day.hold]),
                    note=f"{day.timex.text}, as {day.event.text}", spans=(*day.words, event.span), origin="inferred",
                )  # fmt: skip


def _reports(index: DocumentIndex, kind: _Kind, listed: Collection[str]) -> bool:
    """Whether an article is the report of an occasion: full of many words of its kind."""
    words = [word for token in index.tokens if (word := token.text.lower()) in listed]
    return len(set(words)) >= kind.words and len(words) >= kind.share * len(index.tokens)


def _day(index: DocumentIndex, found: tuple[Dated, ...]) -> Dated | None:
    """The day of the occasion: the only one of the week up to publication on which the article says that things were
    done, where its lead names it. What was said on other days is said of it."""
    adrift = floats(index.document)
    told = [
        dated for dated in found
        if dated.relation == "STARTS_WITHIN" and dated.gap is None and dated.event.event_class != "REPORTING"
        and dated.timex.id not in adrift and not _is_of_its_setting(dated.timex)
        and dated.event.status in HAPPENED and not index.is_quoted(dated.event.token) and _is_recent(index, dated.timex)
    ]  # fmt: skip
    days = {dated.timex.interval.whole_days for dated in told if dated.timex.interval is not None}
    body = [sentence.i for sentence in index.document.sentences if sentence.kind == "body"]
    named = (dated for dated in told if dated.event.sentence in body[:_LEAD])
    return next(named, None) if len(days) == 1 else None


def _is_recent(index: DocumentIndex, timex: Timex) -> bool:
    """Whether a date is a day in the week up to publication."""
    return timex.granularity is Granularity.DAY and begins_in_last_week(index, timex) is True


def _is_earlier(index: DocumentIndex, timex: Timex, day: Timex) -> bool:
    """Whether a date says when something was, and is over before a day begins: not "one of its January signings"."""
    one, other = timex.interval, day.interval
    if timex.type != "DATE" or one is None or other is None or one.end is None or other.start is None:
        return False
    placed = timex.id in index.place and index.tokens[index.place[timex.id][1]].dep.startswith("obl")
    return placed and one.end <= other.start


def _is_of_its_setting(timex: Timex) -> bool:
    """ "The third caution of the night" is of the night of the race, whichever that is."""
    return getattr(timex.expression, "base", None) is Base.SETTING


def _is_of_it(index: DocumentIndex, event: Event, day: Timex) -> bool:
    """Whether a mention is told in the simple past, in no relative clause, and in no sentence about others."""
    clause, sentence = index.clause_above(event.token), index.document.sentences[event.sentence]
    if clause is None or not clause.is_plain_past or clause.quoted or clause.modality or event.polarity != "POS":
        return False
    if event.status not in HAPPENED or clause.relation == "acl:relcl" or names_its_time(index, event, but=None):
        return False
    opening = Span(sentence.span.start, event.span.start)
    if any(_is_earlier(index, timex, day) for timex in index.document.timexes_in(opening)):
        return False  # "Last year, the jury passed over a play but a novel took the prize"
    words = index.tokens[sentence.first : sentence.last]
    return not any(index.listed(word.lemma, "elsewhere") or _YEAR.fullmatch(word.text) for word in words)
