"""The words around a date that say what it bounds: since, until, by, before, after, as soon as, at the latest."""
from __future__ import annotations

from timeline_service.calendar.expressions import Base, PartOfDay, Shift
from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity
from timeline_service.lookups.document_index import DocumentIndex, Gap
from timeline_service.model import Event, Timex, Token

_BEYOND = {"MORE_THAN": "STARTS_BY", "LESS_THAN": "STARTS_FROM"}


def introduced_by(index: DocumentIndex, head: Token, timex: Timex) -> Token | None:
    """The word that introduces the date: its case, or the one that stands right before it."""
    words = [c for c in index.below(head.i, "case", "mark") if timex.span is not None and c.end <= timex.span.start]
    if words:
        return words[-1]
    first = index.place[timex.id][0]
    before = index.tokens[first - 1] if first else None
    return before if before is not None and before.pos in ("ADP", "SCONJ") else None


def bounded(index: DocumentIndex, event: Event, timex: Timex, preposition: Token | None) -> tuple[str, Gap | None]:
    """The relation of an event to a date, and the bounds of its distance from it where the words limit that."""
    word = preposition.text.lower() if preposition else ""
    if index.listed(word, "until"):
        clause = index.clause_above(preposition.i) if preposition else None
        negated = event.polarity == "NEG" or (clause is not None and clause.negation is not None)  # "not due until"
        return ("STARTS_WITHIN", None) if negated else ("ENDS_WITHIN", None)
    if index.listed(word, "by") or (index.listed(word, "to") and _ends_length(index, preposition)):
        return _by_time(timex) if timex.type == "TIME" and event.status == "occurred" else ("STARTS_BY", None)
    limit = _limit(index, timex)
    if limit is not None:
        return limit, None
    if index.listed(word, "since"):
        clause = index.clause_above(event.token)
        if _is_first_since(index, event):
            return "STARTS_PAST", None
        lasting = event.status == "ongoing" or (clause is not None and clause.is_perfect)
        return ("STARTS_WITHIN" if lasting else "STARTS_FROM"), None
    if index.listed(word, "before") and timex.mod == "END":
        return "STARTS_BY", None  # "before the end of the year": the date is the year, or what is its end
    if index.listed(word, "before"):
        return "STARTS_BEFORE", _same_day(timex, before=True)
    if index.listed(word, "after") and not _is_next_to(index, timex, preposition):
        return "STARTS_PAST", _same_day(timex, before=False)
    return "STARTS_WITHIN", None


def _is_first_since(index: DocumentIndex, event: Event) -> bool:
    """ "Made its first loss since 1992": it made none from then on, but for this one."""
    things = index.below(event.token, "obj", "nsubj:pass", "nsubj")
    return any(index.listed(c.lemma, "first_since") for thing in things for c in index.tree[thing])


def _is_next_to(index: DocumentIndex, timex: Timex, preposition: Token | None) -> bool:
    """ "Just after 8:30 p.m." is told as that minute: no reader knows it better. Midnight parts two days."""
    when, before = timex.interval, preposition.i - 1 if preposition is not None else -1
    fine = timex.granularity is not None and timex.granularity < Granularity.DAY and "T" in (timex.edtf or "")
    if not fine or when is None or when.start is None or when.start % MINUTES_A_DAY == 0:
        return False
    return before >= 0 and index.listed(index.tokens[before].text.lower(), "close_by")


def _by_time(timex: Timex) -> tuple[str, Gap | None]:
    """ "By 9 a.m. they had left", "by evening": on that day; not so "by Thursday evening 40 tremors had been felt"."""
    day = _same_day(timex, before=True)
    if day is not None:
        return "STARTS_BEFORE", day
    bare = isinstance(timex.expression, PartOfDay) and timex.expression.of is None
    return ("STARTS_WITHIN" if bare else "STARTS_BY"), None


def _ends_length(index: DocumentIndex, preposition: Token | None) -> bool:
    """ "in the three months to September"."""
    before = index.timed.get(preposition.i - 1) if preposition is not None else None
    return before is not None and before.type == "DURATION"


def _limit(index: DocumentIndex, timex: Timex) -> str | None:
    """ "on March 15 at the earliest", "as early as Wednesday", "no later than Friday", "more than 20 years ago"."""
    if _is_years_ago(timex) and timex.mod in _BEYOND:
        return _BEYOND[timex.mod]
    first, last = index.place[timex.id]
    before = [token.text.lower() for token in index.tokens[max(first - 3, 0) : first]]
    paired = len(before) == 3 and before[0] == before[2] and index.listed(before[0], "as")
    if paired and index.listed(before[1], "soon"):
        return "STARTS_FROM"
    if len(before) == 3 and index.listed(before[0], "negated") and index.listed(before[2], "than"):
        late, early = index.listed(before[1], "later"), index.listed(before[1], "earlier")
        return "STARTS_BY" if late else "STARTS_FROM" if early else None
    end = last + 1
    words = [token.text.lower() for token in index.tokens[end : end + 3]]
    at_the = index.listed(" ".join(words[:2]), "at_the")
    if at_the and index.listed(words[-1], "earliest"):
        return "STARTS_FROM"
    return "STARTS_BY" if at_the and index.listed(words[-1], "latest") else None


def _is_years_ago(timex: Timex) -> bool:
    counted = timex.expression
    ago = isinstance(counted, Shift) and counted.base is Base.SPEECH and counted.sign < 0
    return ago and timex.granularity is not None and timex.granularity >= Granularity.YEAR


def _same_day(timex: Timex, *, before: bool) -> Gap | None:
    """ "shortly before 4 a.m." is on that day, before midnight on the one that ends there: bounds of start(timex) −
    start(event), minutes."""
    if timex.granularity is None or timex.granularity >= Granularity.DAY or timex.interval is None:
        return None
    if timex.interval.start is None or timex.interval.end is None:
        return None
    minute = timex.interval.start % MINUTES_A_DAY
    return (1, minute or MINUTES_A_DAY) if before else (minute - MINUTES_A_DAY + 1, 0)
