"""Why: every date with what was said, by which rule, counted from what; every entry and refusal with its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from timeline_service.calendar.expressions import (
    Amount,
    Base,
    Clock,
    Duration,
    EraYear,
    Every,
    Expression,
    Foreign,
    Last,
    Named,
    Next,
    Nth,
    PartOfDay,
    Shift,
    This,
    Vague,
    Window,
    Within,
)  # fmt: skip
from timeline_service.calendar.timex3 import SEASONS
from timeline_service.calendar.units import Unit
from timeline_service.model import Because, Claim, Conflict, Document, Entry, Story, Timex

_BASES = {
    Base.SPEECH: "the time of speaking",
    Base.NARRATED: "the time told of",
    Base.EVENT: "an event beside it",
    Base.SETTING: "the time the text is about",
}


def explain(what: Document | Story) -> Iterator[str]:
    """Lines for people: the timexes of each document, then the entries, order and refusals of the story."""
    if isinstance(what, Document):
        yield from explain_document(what)
        return
    for document in what.documents:
        yield from explain_document(document)
    for entry in what.entries:
        yield from _entry(entry, what)
    for conflict in what.conflicts:
        yield from _conflict(conflict)


def explain_document(document: Document) -> Iterator[str]:
    """The publication time and every time expression of one document."""
    dct = document.dct
    source = f" ({document.dct_source})" if document.dct_source else ""
    yield f"published: {dct.value}{source}" if dct else "published: not known"
    known = {timex.id: timex for timex in (*((dct,) if dct else ()), *document.timexes)}
    for timex in document.timexes:
        yield from explain_timex(timex, known)
    for note in document.notes:
        yield f"note {note.code}: {note.message}"


def explain_timex(timex: Timex, known: dict[str, Timex]) -> Iterator[str]:
    """One time expression: words, rule, meaning, anchor, value."""
    place = f" at {timex.span.start}" if timex.span else ""
    yield f"{timex.id}  “{' '.join(timex.text.split())}”{place}"
    yield f"    rule     {', then '.join(because.rule for because in timex.because) or 'none'}"
    yield f"    says     {meaning(timex.expression)}"
    anchor = known.get(timex.anchor or "")
    if anchor:
        yield f"    from     {anchor.id} {anchor.value}" + (f" “{anchor.text}”" if anchor.span else "")
    quality = "".join(
        f" {name}={value}"
        for name, value in (("mod", timex.mod), ("quant", timex.quant), ("freq", timex.freq))
        if value
    )
    yield f"    value    {timex.type} {timex.value}{quality}"
    if timex.interval:
        days = f"{timex.interval.earliest or '…'} to {timex.interval.latest or '…'}"
        known_to = timex.granularity.label if timex.granularity is not None else "?"
        yield f"    means    {days}, known to the {known_to}; EDTF {timex.edtf}"
    if timex.other_readings:
        yield f"    or       {', '.join(timex.other_readings)}"


def meaning(expression: Expression | None) -> str:
    """What was said, in plain English, before any calendar."""
    match expression:
        case Named():
            return _named(expression)
        case This():
            return f"the {_of(expression.of)} that holds {_BASES[expression.base]}"
        case Last():
            return f"the {_of(expression.of)}, {_times(expression.n)}before {_BASES[expression.base]}"
        case Next():
            return f"the {_of(expression.of)}, {_times(expression.n)}after {_BASES[expression.base]}"
        case Shift():
            start = meaning(expression.of) if expression.of is not None else _BASES[expression.base]
            return f"{_amounts(expression.amounts)} {'after' if expression.sign > 0 else 'before'} {start}"
        case Nth():
            return f"number {expression.n} of the {_of(expression.of)}s in {meaning(expression.within)}"
        case Within():
            return f"{_named(expression.of)} in {meaning(expression.whole)}"
        case PartOfDay():
            day = meaning(expression.of) if expression.of is not None else f"the day of {_BASES[expression.base]}"
            return f"part {expression.code} of {day}"
        case Clock():
            zone = f" in zone {expression.zone}" if expression.zone else ""
            time = (
                f"{expression.hour:02d}:{expression.minute:02d}"
                if expression.minute is not None
                else f"the hour {expression.hour}"
            )
            return f"{time}{zone}" + (f" on {meaning(expression.of)}" if expression.of is not None else "")
        case Duration():
            return f"a length of {_amounts(expression.amounts) or 'time'}"
        case Window(of=whole) if whole is not None:
            side = "up to the end" if expression.sign < 0 else "from the start"
            return f"{_amounts(expression.amounts)} {side} of {meaning(whole)}"
        case Window():
            return (
                f"{_amounts(expression.amounts)} up to {_BASES[expression.base]}"
                if expression.sign < 0
                else (f"{_amounts(expression.amounts)} from {_BASES[expression.base]} on")
            )
        case Every():
            return f"every {_of(expression.of) if isinstance(expression.of, (Unit, Named)) else meaning(expression.of)}"
        case EraYear():
            return f"the {expression.era} year {expression.year}"
        case Vague():
            return f"a time no calendar holds ({expression.ref})"
        case Foreign():
            return f"what dateparser reads in {expression.text!r}"
    return "nothing"


def _named(named: Named) -> str:
    fields = {
        "year": named.year, "short year": named.short_year, "decade": named.decade, "half": named.half,
        "quarter": named.quarter, "season": SEASONS.get(named.season or 0), "month": named.month, "week": named.week,
        "day": named.day, "weekday": named.weekday, "holiday": named.holiday,
    }  # fmt: skip
    said = ", ".join(f"{name} {value}" for name, value in fields.items() if value is not None)
    return said or f"a {named.unit.name.lower()}"


def _of(of: Unit | Named) -> str:
    return of.name.lower() if isinstance(of, Unit) else _named(of)


def _times(n: int) -> str:
    return "" if n == 1 else f"{n} times "


def _amounts(amounts: tuple[Amount, ...]) -> str:
    return " ".join(f"{'some' if a.count is None else format(a.count, 'g')} {a.unit.name.lower()}(s)" for a in amounts)


def _entry(entry: Entry, story: Story) -> Iterator[str]:
    when = entry.when
    yield f"{entry.rank}. {entry.title}  [{entry.status}, {when.placement}{', ' + when.edtf if when.edtf else ''}]"
    if when.text and when.timex:
        yield f"    dated by “{when.text}” ({when.timex.document}/{when.timex.event}), {when.basis}"
    for because in entry.because:
        yield f"    because  {_because(because)}"
    for link in story.tlinks:
        if link.source == entry.chain.id:
            reasons = "; ".join(_because(b) for b in link.because)
            yield f"    {link.type.lower().replace('_', ' ')} {link.target}" + (f": {reasons}" if reasons else "")


def _conflict(conflict: Conflict) -> Iterator[str]:
    yield f"refused: {_claim(conflict.claim)}"
    for claim in conflict.against:
        yield f"    against  {_claim(claim)}"


def _claim(claim: Claim) -> str:
    return f"{claim.source} {claim.relation} {claim.target} ({_because(claim.because)})"


def _because(because: Because) -> str:
    return f"{because.rule}: {because.note}" if because.note else because.rule
