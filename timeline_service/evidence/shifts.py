"""A length of time counted from another event or from publication: "two days after the attack", "within 30 days"."""
from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from timeline_service.calendar.expressions import Amount, Base, Duration, Next, Shift
from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.calendar.units import Unit
from timeline_service.evidence.dates import attachments
from timeline_service.evidence.dates.kinds import is_from_event
from timeline_service.evidence.dates.sharing import names_its_time
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import DocumentIndex, Gap, indexes
from timeline_service.model import HAPPENED, Claim, Event, Language, Span, Story, Timex, Token

PRECISION = measured(
    "shift/signal",  # "two days after the attack"
    "shift/later",  # "ten days later", counted from what was told before
    "shift/within",  # "will be issued within 30 days"
    "shift/lasting",  # "has led the club for three years"
)
_ROUNDED = {Unit.MONTH: 0.25, Unit.YEAR: 0.5, Unit.DECADE: 0.5}  # of a unit, either way: "two years after"
_NEAR = 12  # words from a signal to the verb of its clause, at most
_HALF_DAY = MINUTES_A_DAY // 2  # what "hours later" and "within minutes" stay under


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """A claim with a gap for every counted distance between two events."""
    for index in indexes(story, language):
        yield from _on_their_day(index)
        counted = [timex for timex in index.document.timexes if _is_counted(timex)]
        if not counted:
            continue
        dated = {found.event.id for found in attachments(index)}
        for timex in counted:
            if timex.id in index.place:
                yield from _counted(index, timex, index.tokens[index.place[timex.id][1]], dated)


def _on_their_day(index: DocumentIndex) -> Iterator[Claim]:
    """ "The officers who drove him on the day he escaped", "on the night of the fire": no day apart."""
    for day in index.tokens:
        if day.dep != "obl" or day.i in index.timed or not index.listed(day.lemma, "dayhood"):
            continue
        if any(index.below(day.i, "amod", "nummod")):
            continue  # "on the last day of the trial"
        behind = (child for child in index.below(day.i, "acl:relcl", "nmod") if child.i > day.i)
        told = (index.event_at.get(c.i) for c in behind if c.dep != "nmod" or index.listed(index.tree.case(c), "of"))
        anchor, event = next((each for each in told if each is not None), None), index.event_at.get(day.head)
        if anchor is None or event is None or event.status not in HAPPENED or anchor.status not in HAPPENED:
            continue
        if index.listed(index.tree.case(day), "at"):
            yield from index.claim(
                event, "SAME_DAY", anchor, rule="shift/signal", precision=PRECISION["shift/signal"],
                note=f"{event.text} on the {day.text} of {anchor.text}", spans=(day.span, event.span, anchor.span),
            )  # fmt: skip


def _is_counted(timex: Timex) -> bool:
    """Whether a timex is a distance and no date: from an event, or with nothing to count it from."""
    return is_from_event(timex) or (timex.interval is None and isinstance(timex.expression, Duration | Shift | Next))


def _amounts(timex: Timex) -> tuple[Amount, ...]:
    """What is counted: of "the next day", one day."""
    expression = timex.expression
    if isinstance(expression, Next) and isinstance(expression.of, Unit):
        return (Amount(expression.n, expression.of),)
    return expression.amounts if isinstance(expression, Duration | Shift) else ()


def _counted(index: DocumentIndex, timex: Timex, last: Token, dated: set[str]) -> Iterator[Claim]:
    signal = index.tokens[last.i + 1] if last.i + 1 < len(index.tokens) else last
    if isinstance(timex.expression, Next):  # "the next day", of a day that was not said
        yield from _later(index, timex, last, dated, sign=1)
        return
    if isinstance(timex.expression, Shift):
        if timex.expression.base is Base.NARRATED:
            yield from _later(index, timex, last, dated, sign=timex.expression.sign)
        elif timex.expression.base is Base.EVENT:
            inside = any(index.listed(last.text.lower(), side) for side in ("after", "before"))
            signal = last if inside else signal
            if _is_pronoun(index, signal.i + 1):  # "five years after that"
                yield from _later(index, timex, last, dated, sign=timex.expression.sign)
            else:
                yield from _against(index, timex, signal, sign=timex.expression.sign, rule="shift/signal")
        return
    word = signal.text.lower()
    before = index.tokens[max(index.place[timex.id][0] - 1, 0)].text.lower()
    if index.listed(word, "after"):
        yield from _against(index, timex, signal, sign=1, rule="shift/signal")
    elif index.listed(word, "before"):
        yield from _against(index, timex, signal, sign=-1, rule="shift/signal")
    elif index.listed(word, "beforehand"):
        yield from _later(index, timex, last, dated, sign=-1)
    elif index.listed(before, "for"):
        yield from _lasting(index, timex, last)
    elif index.listed(before, "within") or index.listed(timex.text.lower().partition(" ")[0], "within"):
        yield from _within(index, timex, last, dated)


def _is_pronoun(index: DocumentIndex, at: int) -> bool:
    pronoun = at < len(index.tokens) and index.tokens[at].features.pron_type in ("Dem", "Prs")
    return pronoun and index.tokens[at].dep.startswith("obl")


def _against(index: DocumentIndex, timex: Timex, signal: Token, *, sign: int, rule: str) -> Iterator[Claim]:
    """The event behind the signal is what is counted from; the one above it is what is dated."""
    pair = index.pair_around(signal.i) or _pair_beside(index, timex, signal)
    past = _past_of_now(index, timex, signal, pair) if rule == "shift/signal" and sign > 0 else None
    if past is not None:
        yield from _from_publication(index, past, timex, signal)
    elif pair is not None:
        shifted, anchor = _carried(index, timex, signal) or _shared(index, timex, pair[1]) or pair[0], pair[1]
        shifted = _ended(index, _told_of(index, shifted))
        yield from _claim(index, anchor, shifted, timex, sign=sign, rule=rule, signal=signal)


def _past_of_now(index: DocumentIndex, timex: Timex, signal: Token, pair: tuple[Event, Event] | None) -> Event | None:
    """What a sentence looks back at from today, where it begins with a length: "A year after the fire, they wait"."""
    sentence = index.sentence_of(signal.i)
    inside = index.in_sentence.get(sentence.i, ())
    if any(event.token < index.place[timex.id][0] for event in inside):
        return None
    behind = pair[1] if pair else next((e for e in inside if e.token > signal.i and e.pos == "VERB"), None)
    if behind is None or behind.token > signal.i + _NEAR:
        return None
    clauses = index.document.clauses_in(behind.token + 1, sentence.last)
    main = next((c for c in clauses if not c.marker and c.relation not in ("acl:relcl", "advcl")), None)
    return behind if main is not None and main.tense == "PRESENT" and not main.modality else None


def _from_publication(index: DocumentIndex, event: Event, timex: Timex, signal: Token) -> Iterator[Claim]:
    note = f"{timex.text} {signal.text} {event.text}, as it was published"
    spans = (timex.span or event.span, signal.span, event.span)
    yield from _so_long_ago(index, event, timex, rule="shift/signal", note=note, spans=spans)


def _so_long_ago(
    index: DocumentIndex, event: Event, timex: Timex, *, rule: str, note: str, spans: tuple[Span, ...]
) -> Iterator[Claim]:
    """The claim that an event began a length of time before publication, which is a day."""
    gap, dct = distance(_amounts(timex), sign=1), index.document.dct
    if gap is not None and gap[0] is not None and dct is not None:
        yield from index.claim(
            event, "STARTS_BEFORE", dct, rule=rule, precision=PRECISION[rule], note=note, spans=spans,
            gap=(gap[0] - MINUTES_A_DAY + 1, gap[1]), kind="counted",
        )  # fmt: skip


def _told_of(index: DocumentIndex, event: Event) -> Event:
    """What was going on when it was told: "a day before the vote, the firm said it was selling the mill"."""
    contents = index.below(event.token, "ccomp") if event.event_class == "REPORTING" else ()
    for content in contents:
        clause = index.clause_at.get(content.i)
        if clause is not None and clause.tense == "PAST" and clause.aspect == "PROGRESSIVE":
            return index.event_at.get(content.i, event)
    return event


def _ended(index: DocumentIndex, event: Event) -> Event:
    """The end of what was no longer done: "stopped searching visitors two months before the escape"."""
    above = index.event_over(event.token) if event.status == "denied" else None
    ends = above is not None and index.listed(above.lemma, "ending") and index.tokens[event.token].dep == "xcomp"
    return above if ends and above is not None and above.status in HAPPENED else event


def _carried(index: DocumentIndex, timex: Timex, signal: Token) -> Event | None:
    """The event before a length of time that the parse hangs it from: "resigned, hours after they printed it"."""
    first, last = index.place[timex.id]
    heads = (index.tokens[i].head for i in range(first, last + 1))
    return next((index.event_at[head] for head in heads if head < first and head in index.event_at), None)


def _shared(index: DocumentIndex, timex: Timex, behind: Event) -> Event | None:
    """What a distance joined to this one dates: "resigned four days after a search and the day before a vote"."""
    first, last = index.place[timex.id]
    heads = (index.tokens[i] for i in range(first, last + 1) if not first <= index.tokens[i].head <= last)
    joined = {word.head for word in (*heads, index.tokens[behind.token]) if word.dep == "conj"}
    opening = index.sentence_of(first).first - 1  # the word before the sentence, which what is joined stands in
    before = (index.timed[i] for i in range(max(opening, 0), first) if i in index.timed) if joined else ()
    for other in {timex.id: timex for timex in before}.values():
        start, end = index.place[other.id]
        if start >= first or not _is_counted(other):
            continue
        pair = index.pair_around(end + 1) if end + 1 < first else None
        if pair is not None and not joined.isdisjoint({*range(start, end + 1), pair[1].token}):
            return pair[0]
    return None


def _pair_beside(index: DocumentIndex, timex: Timex, signal: Token) -> tuple[Event, Event] | None:
    """Where the parse behind the signal is broken: the next verb in the past, and what was told before."""
    sentence = index.in_sentence.get(index.sentence_at[signal.i], ())
    behind = [e for e in sentence if signal.i < e.token <= signal.i + _NEAR and e.pos == "VERB" and e.tense == "PAST"]
    told = [e for e in sentence if e.token < index.place[timex.id][0] and index.is_narrated(e)]
    return (told[-1], behind[0]) if behind and told else None


def _later(index: DocumentIndex, timex: Timex, last: Token, dated: set[str], *, sign: int) -> Iterator[Claim]:
    shifted = index.event_over(last.i)
    anchor = _previous_event(index, shifted, dated) if shifted is not None else None
    if shifted is not None and anchor is not None:
        yield from _claim(index, anchor, shifted, timex, sign=sign, rule="shift/later")


def _previous_event(index: DocumentIndex, event: Event, dated: set[str]) -> Event | None:
    """What was told last: the nearest dated event of the sentence, the last main clause, a dated event near.

    What somebody said counts where it has a date ("On Thursday he told them to go. Minutes later a brick flew"); where
    it has none and its content has, that does: "The court heard that they met in June. Three weeks later he paid".
    """
    before = list(index.before(event, sentences=2))
    near = next((e for e in before if e.id in dated and e.sentence == event.sentence), None)
    told = next((e for e in before if index.is_narrated(e) and (e.id in dated or not index.is_bare(e))), None)
    if near is None and told is not None and told.id not in dated:
        told = next((e for e in before if e.id in dated and index.tokens[e.token].head == told.token), told)
    return near or told or next((e for e in before if e.id in dated), None)


def _lasting(index: DocumentIndex, timex: Timex, last: Token) -> Iterator[Claim]:
    """What goes on began as long ago as it has lasted: "has led the club for three years"."""
    event = index.event_over(last.i)
    clause = index.clause_at.get(event.token) if event is not None else None
    if event is None or clause is None or clause.passive or event.polarity == "NEG":
        return
    perfect = clause.finite_tense == "PRESENT" and clause.is_perfect
    lasts = index.listed(index.tokens[event.token].lemma, "enduring") and last.head == event.token
    alone = not any(index.below(last.i, "nmod")) and not names_its_time(index, event, but=timex)
    if perfect and lasts and alone:
        note, spans = f"{event.text} for {timex.text}", (timex.span or event.span, event.span)
        yield from _so_long_ago(index, event, timex, rule="shift/lasting", note=note, spans=spans)


def _within(index: DocumentIndex, timex: Timex, last: Token, dated: set[str]) -> Iterator[Claim]:
    """Ahead: from publication on; in the story: from what was told last."""
    assert isinstance(timex.expression, Duration)
    event, dct = index.event_over(last.i), index.document.dct
    gap = distance(timex.expression.amounts, sign=1)
    if event is None:
        return
    if event.status in ("planned", "possible") and dct is not None and gap is not None and gap[1] is not None:
        yield from index.claim(
            event, "STARTS_FROM", dct, rule="shift/within", precision=PRECISION["shift/within"],
            note=f"{event.text} {timex.text}", spans=(timex.span or event.span, event.span), gap=(-gap[1], 0),
        )  # fmt: skip
    elif event.status == "occurred":
        behind = index.tokens[last.i + 1] if last.i + 1 < len(index.tokens) else last
        is_case = index.listed(behind.text.lower(), "of") and behind.head > behind.i  # "within an hour of the release"
        anchor = (index.event_near(behind.head, after=behind.i) if is_case else None) or index.narrated_before(event)
        if anchor is not None:
            yield from _claim(index, anchor, event, timex, sign=1, rule="shift/later", within=True)


def _claim(
    index: DocumentIndex, anchor: Event, shifted: Event, timex: Timex, *,
    sign: int, rule: str, signal: Token | None = None, within: bool = False,
) -> Iterator[Claim]:
    gap = distance(_amounts(timex), sign=sign)
    if within and gap is not None:
        gap = (0, gap[1])
    relation = "STARTS_BEFORE" if sign > 0 else "STARTS_AFTER"
    spans = tuple(span for span in (timex.span, signal.span if signal else None, anchor.span) if span)
    note = f"{shifted.text} {timex.text} {'after' if sign > 0 else 'before'} {anchor.text}"
    yield from index.claim(
        anchor, relation, shifted, rule=rule, precision=PRECISION[rule], note=note, spans=spans, gap=gap,
        kind="order" if within else "counted",
    )  # fmt: skip


def distance(amounts: tuple[Amount, ...], *, sign: int) -> Gap | None:
    """Bounds of the distance that amounts state, minutes; None where they state none.

    Months and years are rounded when people count in them, so their bounds leave room; days and weeks do not. An
    unsaid number of hours or minutes is less than half a day.
    """
    if not amounts:
        return None
    if any(a.count is None for a in amounts):
        if any(a.unit.days >= 1 for a in amounts):
            return None
        low, high = 0, _HALF_DAY
    else:
        low = floor(sum((a.count or 0) * a.unit.days * MINUTES_A_DAY * (1 - _slack(a)) for a in amounts))
        high = ceil(sum((a.count or 0) * a.unit.days * MINUTES_A_DAY * (1 + _slack(a)) for a in amounts))
    return (low, high) if sign > 0 else (-high, -low)


def _slack(amount: Amount) -> float:
    return _ROUNDED.get(amount.unit, 0.0) / (amount.count or 1)
