"""What is remembered lies as far back as is said: "30 years since the blast", "the 20th anniversary of the crash"."""
from __future__ import annotations

import re
from collections.abc import Iterator

from timeline_service.calendar.expressions import Amount, Duration
from timeline_service.calendar.intervals import MINUTES_A_DAY, civil, ordinal
from timeline_service.calendar.units import Unit
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import DocumentIndex, Gap, indexes
from timeline_service.model import Claim, Event, Language, Span, Story, Token

PRECISION = measured(
    "anniversary/since",  # "it is 100 days since"
    "anniversary/ordinal",  # "the 20th anniversary of"
)
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_SLACK = {Unit.DAY: 0, Unit.WEEK: 3, Unit.MONTH: 7, Unit.YEAR: 3}  # days, either way: papers keep such days
_LONGEST = 300  # years


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """A distance from publication for each event that is remembered by its age."""
    for index in indexes(story, language):
        if index.document.dct is None or index.document.dct.interval is None:
            continue
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
    yield from _claim(index, event, amounts[0], rule="anniversary/since", spans=(span, signal.span))


def _ordinal(index: DocumentIndex, noun: Token, language: Language) -> Iterator[Claim]:
    number = next((n for c in index.below(noun.i, "amod", "nummod") if (n := _value(c.text, language))), None)
    remembered = (index.event_near(c.i) for c in index.below(noun.i, "nmod"))
    event = next((each for each in remembered if each is not None), None)
    if number is not None and event is not None:
        amount = Amount(number, Unit.YEAR)
        yield from _claim(index, event, amount, rule="anniversary/ordinal", spans=(noun.span,))


def _value(word: str, language: Language) -> int | None:
    match = _ORDINAL.fullmatch(word.lower())
    number = int(match[1]) if match else language.lexicon["ordinal"].get(word.lower(), 0)
    return number if number > 0 else None


def _claim(
    index: DocumentIndex, event: Event, amount: Amount, *, rule: str, spans: tuple[Span, ...]
) -> Iterator[Claim]:
    dct = index.document.dct
    gap = _gap(dct.interval.first_day, amount) if dct is not None and dct.interval is not None else None
    if gap is not None and dct is not None and event.status == "occurred":
        yield from index.claim(
            event, "STARTS_BEFORE", dct, rule=rule, precision=PRECISION[rule],
            note=f"remembered as {event.text}", spans=(*spans, event.span), gap=gap,
        )  # fmt: skip


def _gap(today: int | None, amount: Amount) -> Gap | None:
    """Minutes from the day so long ago to the day of publication."""
    count, slack = amount.count, _SLACK.get(amount.unit)
    if today is None or count is None or slack is None or not 0 < count * amount.unit.days < _LONGEST * 365:
        return None
    days = round(count * amount.unit.days)
    if amount.unit is Unit.YEAR and count == int(count):
        year, month, day = civil(today)
        days = today - ordinal(year - int(count), month, min(day, 28) if month == 2 else day)
    return ((days - slack) * MINUTES_A_DAY - (MINUTES_A_DAY - 1), (days + slack) * MINUTES_A_DAY)
