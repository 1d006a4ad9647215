"""What is remembered lies as far back as is said: "30 years since the blast", "the 20th anniversary of the crash"."""
from __future__ import annotations

import re
from collections.abc import Iterator

from timeline_service.calendar.expressions import Amount, Duration
from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval, civil, ordinal
from timeline_service.calendar.units import Unit
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import DocumentIndex, Gap, indexes
from timeline_service.model import Claim, Clause, Event, Language, Span, Story, Timex, Token

PRECISION = measured(
    "anniversary/since",  # "it is 100 days since"
    "anniversary/ordinal",  # "the 20th anniversary of"
)
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_SLACK = {Unit.DAY: 0, Unit.WEEK: 3, Unit.MONTH: 7, Unit.YEAR: 3}  # days, either way: papers keep such days
_LONGEST = 300  # years
_COARSEST = 366 * MINUTES_A_DAY  # of a date that an anniversary is counted from


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """A distance from the day that it is remembered on for each event that is remembered by its age."""
    for index in indexes(story, language):
        for timex in index.document.timexes:
            if isinstance(timex.expression, Duration) and timex.interval is None and timex.id in index.place:
                amounts, last = timex.expression.amounts, index.place[timex.id][1]
                yield from _since(index, amounts, last, timex.span or Span(0, 0))
        for token in index.tokens:
            if index.listed(token.lemma, "anniversaries"):
                yield from _ordinal(index, token, language)


def _since(index: DocumentIndex, amounts: tuple[Amount, ...], last: int, span: Span) -> Iterator[Claim]:
    signal = index.tokens[last + 1] if last + 1 < len(index.tokens) else None
    if signal is None or len(amounts) != 1 or not index.listed(signal.text.lower(), "since"):
        return
    above = index.clause_above(index.tokens[last].head)
    event = index.event_near(signal.head, after=signal.i)
    if event is None or (above is not None and above.tense == "PAST" and above.aspect == "PERFECTIVE"):
        return
    kept = _kept_on(index, above, event)
    yield from _claim(index, event, kept, amounts[0], rule="anniversary/since", spans=(span, signal.span))


def _ordinal(index: DocumentIndex, noun: Token, language: Language) -> Iterator[Claim]:
    number = next((n for c in index.below(noun.i, "amod", "nummod") if (n := _value(c.text, language))), None)
    remembered = (index.event_near(c.i) for c in index.below(noun.i, "nmod"))
    event = next((each for each in remembered if each is not None), None)
    if number is not None and event is not None:
        kept, amount = _kept_on(index, index.clause_above(noun.i), event), Amount(number, Unit.YEAR)
        yield from _claim(index, event, kept, amount, rule="anniversary/ordinal", spans=(noun.span,))


def _kept_on(index: DocumentIndex, clause: Clause | None, event: Event) -> Timex | None:
    """The date of the clause that remembers an event, "will mark its 20th anniversary next month"; else publication, if
    that does not lie ahead."""
    if clause is None:
        return index.document.dct
    for timex in index.document.timexes_in(index.sentence_of(clause.head).span):
        days = timex.interval.whole_days if timex.interval is not None and timex.id in index.place else None
        if days is None or days.start is None or days.end is None or timex.type not in ("DATE", "TIME"):
            continue
        way = index.tree.way_up(index.place[timex.id][1])
        above = next((word.i for word in way if word.i == event.token or word.i in index.clause_at), None)
        if above == clause.head and days.end - days.start <= _COARSEST:
            return timex
    return None if clause.finite_tense == "FUTURE" else index.document.dct


def _value(word: str, language: Language) -> int | None:
    match = _ORDINAL.fullmatch(word.lower())
    number = int(match[1]) if match else language.lexicon["ordinal"].get(word.lower(), 0)
    return number if number > 0 else None


def _claim(
    index: DocumentIndex, event: Event, kept: Timex | None, amount: Amount, *, rule: str, spans: tuple[Span, ...]
) -> Iterator[Claim]:
    gap = _gap(kept.interval, amount) if kept is not None and kept.interval is not None else None
    if gap is not None and kept is not None and event.status == "occurred":
        yield from index.claim(
            event, "STARTS_BEFORE", kept, rule=rule, precision=PRECISION[rule],
            note=f"remembered as {event.text}", spans=(*spans, event.span), gap=gap,
        )  # fmt: skip


def _gap(kept: Interval, amount: Amount) -> Gap | None:
    """Minutes from the day so long ago to the first day of ``kept``."""
    first, last, count, slack = kept.first_day, kept.last_day, amount.count, _SLACK.get(amount.unit)
    if first is None or last is None or count is None or slack is None:
        return None
    if not 0 < count * amount.unit.days < _LONGEST * 365:
        return None
    nearest, farthest = _back(last, count, amount.unit) + slack, _back(first, count, amount.unit) - slack
    return (max(first - nearest, 0) * MINUTES_A_DAY - (MINUTES_A_DAY - 1), (first - farthest) * MINUTES_A_DAY)


def _back(day: int, count: float, unit: Unit) -> int:
    """The day so long before one; of whole years that of the same date."""
    if unit is not Unit.YEAR or count != int(count):
        return day - round(count * unit.days)
    year, month, day_of_month = civil(day)
    return ordinal(year - int(count), month, min(day_of_month, 28) if month == 2 else day_of_month)
