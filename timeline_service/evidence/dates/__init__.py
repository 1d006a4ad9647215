"""A date belongs to the event that it hangs from in the tree, not to the nearest one.

Adjacency gets the event of a date right in 95 of 100 cases where no word stands between, and in 18 where three do
(CAEVO's AdjacentVerbTimex; N. Chambers et al., "Dense event ordering with a multi-pass architecture", TACL 2, 2014,
section 4), so the way up the tree decides, and the preposition says what the date bounds: start or end, which side.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline_service.calendar.expressions import Named, Window
from timeline_service.calendar.intervals import Granularity, Interval
from timeline_service.derived import IdentityKey
from timeline_service.evidence.dates.attachment import (
    called_off,
    is_of_subject,
    lasting,
    owner,
    respite,
    theme,
    things,
)
from timeline_service.evidence.dates.comparisons import is_compared, without_comparisons
from timeline_service.evidence.dates.holds import Dated, Hold
from timeline_service.evidence.dates.kinds import (
    is_a_kind,
    is_ahead,
    is_counted,
    is_denied,
    is_feast,
    is_from_event,
    is_stretch,
    starts_ahead,
)
from timeline_service.evidence.dates.prepositions import bounded, introduced_by
from timeline_service.evidence.dates.spans import spanned
from timeline_service.evidence.dates.tenses import agreeing
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import PROSE, DocumentIndex, index_of, indexes
from timeline_service.lookups.labelled_entries import labelled
from timeline_service.lookups.quotations import is_inside, quotations
from timeline_service.model import HAPPENED, Claim, ClaimKind, Document, Event, Language, Story, Timex, Token

PRECISION = {**measured(*Hold), Hold.CORRECTED: 0.99}  # corrections are in no annotated article, and said outright

_OF_A_FEAST = 0.9  # of a precision: "at Easter" is said of the days around it too

_DATING = ("STARTS_WITHIN", "WITHIN")
_DASHED = re.compile(r" ?[-–—] ?(?:$|\d|[A-Z])")
_BRACKETED = 40  # characters in brackets on either side of a date, at most


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """Every date that hangs from an event."""
    for index in indexes(story, language):
        for dated in attachments(index):
            yield from index.claim(
                dated.event, dated.relation, dated.timex, rule=dated.hold.value, precision=_precision(dated),
                note=f"{dated.timex.text} → {dated.event.text}", spans=(*dated.words, dated.event.span), gap=dated.gap,
                kind=dated.kind,
            )  # fmt: skip


def _precision(dated: Dated) -> float:
    return PRECISION[dated.hold] * (_OF_A_FEAST if is_feast(dated.timex) else 1)


def attachments(index: DocumentIndex) -> tuple[Dated, ...]:
    """The dates of a document with their events, in text order; the modules that ask for one document share them."""
    return index.document.derived(_read, IdentityKey(index.words))


def own_dates(index: DocumentIndex) -> dict[str, tuple[Interval, Granularity]]:
    """Event → the finest date that hangs from it and says when it began, a year at the coarsest, and how fine it is."""
    found: dict[str, tuple[Interval, Granularity]] = {}
    for dated in attachments(index):
        interval, granularity = dated.timex.interval, dated.timex.granularity
        if interval is None or granularity is None or dated.relation not in _DATING:
            continue
        before = found.get(dated.event.id)
        if granularity <= Granularity.YEAR and (before is None or granularity < before[1]):
            found[dated.event.id] = interval, granularity
    return found


def _read(document: Document, words: IdentityKey) -> tuple[Dated, ...]:
    index = index_of(document, words.thing)
    found = without_comparisons(spanned(_attachments(index), index), index)
    return tuple(_as_voiced(index, dated) for dated in found)


def _as_voiced(index: DocumentIndex, dated: Dated) -> Dated:
    clause = index.clause_above(dated.event.token)
    if dated.hold not in (Hold.CLAUSE, Hold.NOUN):
        return dated
    if is_counted(dated.timex):
        return replace(dated, hold=Hold.NARRATED)
    framed = clause is not None and clause.frame is not None
    return replace(dated, hold=Hold.REPORTED) if framed else dated


def _attachments(index: DocumentIndex) -> list[Dated]:
    found: list[Dated] = []
    corrected: set[str] = set()
    part: Window | None = None
    for timex in index.document.timexes:
        before, part = part, timex.expression if isinstance(timex.expression, Window) else None
        if timex.id not in index.place or timex.edtf is None or is_from_event(timex):
            continue
        if timex.type not in ("DATE", "TIME") and part is None:
            continue
        if before is not None and before.of is not None:
            continue  # "in the three months to June": it happened in these
        if is_a_kind(index, timex) or is_compared(index, timex):
            continue
        if is_denied(index, timex):
            corrected |= {dated.event.id for head in _heads(index, timex) for dated in _owned(index, timex, head)}
            continue
        for head in _heads(index, timex):
            here = _with_clause(index, timex, head) or _owned(index, timex, head)
            if here and index.sentence_of(head.i).kind in PROSE:
                found += here
                break
    right = (Hold.CLAUSE, Hold.REPORTED)
    found = [replace(d, hold=Hold.CORRECTED) if d.event.id in corrected and d.hold in right else d for d in found]
    return found + _labelled(index, found)


def _labelled(index: DocumentIndex, found: list[Dated]) -> list[Dated]:
    """What entries of a list tell is of the dates that they are labelled with, where it has none of its own."""
    own = {dated.event.id for dated in found}
    return [
        Dated(event, timex, relation, Hold.LABEL, words=tuple(filter(None, [timex.span])))
        for event, entry, _ in (each for each in labelled(index, own) if each.is_on_time)
        for timex, relation in ((entry.label, "STARTS_WITHIN"), (entry.until, "ENDS_WITHIN"))
        if timex is not None and timex.edtf is not None
    ]


def _heads(index: DocumentIndex, timex: Timex) -> list[Token]:
    """The words of a date that hang from words outside of it, the last first; a broken parse leaves several."""
    first, last = index.place[timex.id]
    words = index.tokens[first : last + 1]
    return [t for t in reversed(words) if not first <= t.head <= last or t.head == t.i] or [words[-1]]


def _with_clause(index: DocumentIndex, timex: Timex, head: Token) -> list[Dated]:
    """ "the year that a tug sank a ferry": the clause that modifies a date happens then, and so may its governor."""
    heads = [child.i for child in index.below(head.i, "acl:relcl") if child.i > head.i]
    end = index.place[timex.id][1] + 1
    while end < len(index.tokens) and index.tokens[end].text == ",":
        end += 1
    opener = index.tokens[end] if end < len(index.tokens) else None
    if opener is not None and opener.is_wh_adverb and index.listed(opener.text.lower(), "when"):
        heads.append(opener.head)
    events = dict.fromkeys(index.event_at[i].token for i in heads if i in index.event_at)
    found = [
        Dated(index.event_at[i], timex, "STARTS_WITHIN", Hold.RELATIVE, words=(timex.span or index.event_at[i].span,))
        for i in events
    ]
    return found + (_owned(index, timex, head) if found else [])


def _owned(index: DocumentIndex, timex: Timex, head: Token) -> list[Dated]:
    preposition = introduced_by(index, head, timex)
    answer = respite(index, head, preposition)
    if answer is not None:
        return [Dated(answer, timex, "STARTS_BY", Hold.COMPLEMENT, words=(timex.span or answer.span,))]
    owned = owner(index, head, timex)
    if owned is None:
        return []
    event, hold = agreeing(index, *owned, timex, preposition)
    if hold is Hold.NOUN and preposition is not None and _introduces(preposition, event, head):
        preposition = None
    if is_stretch(timex) and not _holds_stretch(index, event, timex, hold):
        return []
    if hold is Hold.NOUN and preposition is not None and _is_of_a_series(index, event, timex, preposition):
        return []
    kind: ClaimKind = "date"
    if _is_in_its_words(index, event, timex) or (event.pos == "VERB" and _is_span_of_a_thing(index, timex)):
        return []
    word = preposition.text.lower() if preposition else ""
    if index.listed(word, "since"):
        event = lasting(index, event)
    relation, gap = bounded(index, event, timex, preposition)
    if hold is Hold.CLIMB and relation == "STARTS_WITHIN" and is_of_subject(index, event, head):
        relation = "STARTS_BY"  # "a trial date in June was abandoned"
    planned = called_off(index, event, timex)
    if planned is not None:
        event, relation, gap = planned, "STARTS_WITHIN", None
    if preposition is not None and index.listed(index.tokens[event.token].lemma, "moving"):
        moved = theme(index, event.token)
        if moved is not None and index.listed(word, "moved_to"):
            event, relation, hold = moved, "STARTS_WITHIN", Hold.MOVED
    if index.listed(word, "since") and relation == "STARTS_WITHIN":
        hold, kind = Hold.SINCE, "since"
    if index.listed(word, "from") and event.pos == "VERB" and event.status == "occurred":
        event = next(things(index, event.token), event)
    if index.listed(word, "for") and event.status == "occurred" and is_ahead(index, timex):
        # "called a strike for 3 June"
        event = next((index.event_at[c.i] for c in index.below(event.token, "obj") if c.i in index.event_at), event)
    if hold is Hold.CLAUSE and relation == "STARTS_WITHIN" and _is_yet_to_come(index, event, timex):
        return []
    spans = tuple(span for span in (preposition.span if preposition else None, timex.span) if span)
    found = [Dated(event, timex, relation, hold, preposition=word, words=spans, gap=gap, kind=kind)]
    going_on = _going_on_since(index, event) if hold is Hold.NOUN and relation == "STARTS_WITHIN" else None
    return found + ([replace(found[0], event=going_on, hold=Hold.SINCE, kind="since")] if going_on else [])


def _introduces(preposition: Token, event: Event, head: Token) -> bool:
    """ "After Friday's raid": the word is the raid's, which was on that day."""
    return preposition.head == event.token != head.i


def _going_on_since(index: DocumentIndex, event: Event) -> Event | None:
    """ "Since its launch in 2016, the probe has covered": what goes on since an event has gone on since its date."""
    noun = index.tokens[event.token]
    above = index.event_at.get(noun.head) if index.listed(index.tree.case(noun), "since") else None
    return above if above is not None and above.status == "ongoing" else None


def _is_yet_to_come(index: DocumentIndex, event: Event, timex: Timex) -> bool:
    """ "The line, which is to open in July 2027, has sold": what is done has no day of a year that is still to come."""
    clause = index.clause_at.get(event.token)
    said = isinstance(timex.expression, Named) and str(timex.expression.year) in timex.text
    if not said or clause is None or clause.modality or event.status != "occurred" or event.pos != "VERB":
        return False
    done = clause.tense == "PAST" or clause.is_perfect
    return starts_ahead(index, timex) and done and not clause.passive  # "was put off to July 2027"


def _is_of_a_series(index: DocumentIndex, event: Event, timex: Timex, preposition: Token) -> bool:
    """ "The third raid of 2025", "the biggest loss of the year", told in that year: one of it, on a day that is not
    said."""
    dct, when = index.document.dct, timex.interval
    coarse = timex.granularity is not None and timex.granularity > Granularity.DAY
    if not index.listed(preposition.text.lower(), "of") or not coarse or dct is None:
        return False
    if when is None or dct.interval is None or not when.meets(dct.interval):
        return False
    ranks = index.words.get("titles", {}).get("superlatives", ())
    return any(child.text.lower().rpartition("-")[2] in ranks for child in index.below(event.token, "amod"))


def _holds_stretch(index: DocumentIndex, event: Event, timex: Timex, hold: Hold) -> bool:
    """Whether what a clause tells fell in a stretch: not "had the biggest fall in the past decade", which compares, nor
    "in the next five years he served two kings", which is counted from elsewhere."""
    following = isinstance(timex.expression, Window) and timex.expression.sign > 0
    if hold not in (Hold.CLAUSE, Hold.OBJECT) or following == (event.status in HAPPENED):
        return False
    superlatives = index.words.get("titles", {}).get("superlatives", ())
    between = index.tokens[event.token : index.place[timex.id][0]]
    return not any(token.text.lower() in superlatives for token in between)


def _is_in_its_words(index: DocumentIndex, event: Event, timex: Timex) -> bool:
    """Whether a date is part of what somebody said and the event is not: "ruled out a deal “today and tomorrow”"."""
    if timex.span is None:
        return False
    first, last = sorted((event.span, timex.span))
    between = index.document.text[first.end : last.start]
    parted = between.count("“") != between.count("”") or between.count('"') % 2 == 1
    return parted and is_inside(timex.span.start, quotations(index.document))


def _is_span_of_a_thing(index: DocumentIndex, timex: Timex) -> bool:
    """Whether a date is one end of a span in brackets, of the name before them: "Aud Riise (1871 – 1940)"."""
    assert timex.span is not None
    text, (start, end) = index.document.text, timex.span
    _, opening, before = text[max(0, start - _BRACKETED) : start].rpartition("(")
    after, closing, _ = text[end : end + _BRACKETED].partition(")")
    dashed = _DASHED.search(before) or _DASHED.match(after)
    return bool(opening and closing and dashed) and not set(before + after) & set(")(\n;")
