"""A length of time counted from another event: "two days after the attack", "ten days later"."""
from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from timeline_service.calendar.expressions import Amount, Duration, Shift
from timeline_service.calendar.units import Unit
from timeline_service.evidence.page import Gap, Page, pages
from timeline_service.model import Claim, Event, Language, Story, Timex, Token

PRECISION = {
    "shift/signal": 0.9,  # "two days after the attack"
    "shift/later": 0.8,  # "ten days later", counted from what was told before
    "shift/into": 0.8,  # "two hours into the meeting"
}
_ROUNDED = {Unit.MONTH: 0.25, Unit.YEAR: 0.5, Unit.DECADE: 0.5}  # of a unit, either way: "two years after"


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """A claim with a gap for every counted distance between two events."""
    for page in pages(story, language):
        ends = {timex.id: i for i, timex in page.timed.items()}
        for timex in page.document.timexes:
            if timex.id in ends and timex.interval is None:
                yield from _counted(page, timex, page.tokens[ends[timex.id]])


def _counted(page: Page, timex: Timex, last: Token) -> Iterator[Claim]:
    if isinstance(timex.expression, Duration):
        signal = page.tokens[last.i + 1] if last.i + 1 < len(page.tokens) else last
        word = signal.text.lower()
        if page.listed(word, "into"):
            yield from _against(page, timex, signal, sign=1, rule="shift/into")
        elif page.listed(word, "after"):
            yield from _against(page, timex, signal, sign=1, rule="shift/signal")
        elif page.listed(word, "before"):
            yield from _against(page, timex, signal, sign=-1, rule="shift/signal")
        elif page.listed(word, "beforehand"):
            yield from _later(page, timex, last, timex.expression.amounts, sign=-1)
    elif isinstance(timex.expression, Shift) and timex.expression.base.value == "narrated":
        yield from _later(page, timex, last, timex.expression.amounts, sign=timex.expression.sign)


def _against(page: Page, timex: Timex, signal: Token, *, sign: int, rule: str) -> Iterator[Claim]:
    """The event behind the signal is what is counted from; the one above it is what is dated."""
    pivot = page.tokens[signal.head]
    anchor = page.event_near(pivot.i, after=signal.i)
    shifted = page.event_over(pivot.i if pivot.i > signal.i else signal.i, but=anchor)
    if anchor is not None and shifted is not None and isinstance(timex.expression, Duration):
        yield from _claim(page, anchor, shifted, timex, timex.expression.amounts, sign=sign, rule=rule, signal=signal)


def _later(page: Page, timex: Timex, last: Token, amounts: tuple[Amount, ...], *, sign: int) -> Iterator[Claim]:
    shifted = page.event_over(last.i)
    if shifted is None:
        return
    anchor = page.told_before(shifted)
    if anchor is not None:
        yield from _claim(page, anchor, shifted, timex, amounts, sign=sign, rule="shift/later")


def _claim(
    page: Page, anchor: Event, shifted: Event, timex: Timex, amounts: tuple[Amount, ...], *,
    sign: int, rule: str, signal: Token | None = None,
) -> Iterator[Claim]:
    gap = distance(amounts, sign=sign)
    relation = "STARTS_BEFORE" if sign > 0 else "STARTS_AFTER"
    spans = tuple(span for span in (timex.span, signal.span if signal else None, anchor.span) if span)
    note = f"{shifted.text} {timex.text} {'after' if sign > 0 else 'before'} {anchor.text}"
    yield from page.claim(
        anchor, relation, shifted, rule=rule, precision=PRECISION[rule], note=note, spans=spans, gap=gap
    )


def distance(amounts: tuple[Amount, ...], *, sign: int) -> Gap | None:
    """Bounds of the distance that amounts state, minutes; None where no number is said.

    Months and years are rounded when people count in them, so their bounds leave room; days and weeks do not.
    """
    if not amounts or any(a.count is None for a in amounts):
        return None
    least = sum((a.count or 0) * a.unit.days * 1440 * (1 - _slack(a)) for a in amounts)
    most = sum((a.count or 0) * a.unit.days * 1440 * (1 + _slack(a)) for a in amounts)
    low, high = floor(least), ceil(most)
    return (low, high) if sign > 0 else (-high, -low)


def _slack(amount: Amount) -> float:
    return _ROUNDED.get(amount.unit, 0.0) / (amount.count or 1)
