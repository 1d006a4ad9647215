"""Where sources differ about a date: what other articles state of an event, and whom they name for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from timeline_service.calendar.intervals import Granularity, Interval
from timeline_service.evidence.dates.kinds import is_feast
from timeline_service.model import HAPPENED, Claim, Entry, Participant, Story, Timex, When
from timeline_service.stages.join_articles.plainly import DISPUTED, gap, length
from timeline_service.stages.order_events.date_entries import STATES_A_DATE


class OtherDate(NamedTuple):
    """A date that ``document`` gives and that does not meet the one shown; ``source``: who says so in it, if told."""

    document: str
    timex: Timex
    source: Participant | None


def other_dates(story: Story, entry: Entry) -> tuple[OtherDate, ...]:
    """The dates of other documents that were refused for an entry, each once.

    An editor's date settles nothing between sources: where they differ among themselves, all are told that it is not.
    What is planned is moved, not disputed, so articles that tell of a plan dispute nothing.
    """
    shown = entry.when.timex
    if shown is None or entry.status not in HAPPENED:
        return ()
    done = {ref.document for ref in entry.chain.mentions if story.event(ref).status in HAPPENED}
    by_editor = shown.event.startswith("editor-")
    refused = story.derived(_of_story).refused
    stated = [(claim, timex) for claim, timex in stated_dates(story, entry) if claim in refused or by_editor]
    if by_editor and not any(
        _document(one) != _document(other) and not _meet(first.interval, second.interval)
        for (one, first), (other, second) in combinations(stated, 2)
    ):
        return ()
    found: dict[tuple[str, str | None], OtherDate] = {}
    for claim, timex in stated:
        elsewhere = by_editor or _document(claim) != shown.document
        differs = not _meet(timex.interval, entry.when.bounds) if by_editor else _differs(timex, entry.when)
        if elsewhere and differs and _document(claim) in done:
            document = _document(claim)
            found.setdefault((document, timex.edtf), OtherDate(document, timex, _source(story, entry, document, timex)))
    return tuple(found.values())


def stated_dates(story: Story, entry: Entry) -> Sequence[tuple[Claim, Timex]]:
    """The claims that the event has a date of the text, with the date."""
    return story.derived(_of_story).stated.get(entry.chain.id, ())


class _Dates(NamedTuple):
    """The stated dates of a story by chain, and the claims that were refused."""

    stated: Mapping[str, Sequence[tuple[Claim, Timex]]]
    refused: frozenset[Claim]


def _of_story(story: Story) -> _Dates:
    """Read once for all rows of a story."""
    dates = story.timexes()
    stated: dict[str, list[tuple[Claim, Timex]]] = {}
    for claim in story.claims:
        timex = dates.get(claim.target)
        if timex is not None and claim.relation in STATES_A_DATE and claim.gap is None:
            if timex.span is not None and timex.edtf:
                stated.setdefault(claim.source, []).append((claim, timex))
    return _Dates(stated, frozenset(conflict.claim for conflict in story.conflicts))


def _document(claim: Claim) -> str:
    return claim.target.partition("/")[0]


def _meet(one: Interval | None, other: Interval | None) -> bool:
    return one is None or other is None or one.meets(other)


def _differs(timex: Timex, shown: When) -> bool:
    """Whether a date disputes the one shown: as fine as it is, and near enough to be that of the same event.

    "Easter" and "Christmas" are said of the days around them too.
    """
    interval = timex.interval
    if interval is None or timex.granularity is None or interval.meets(shown.bounds):
        return False
    if is_feast(timex):
        return False
    finest = (max(each, Granularity.DAY) for each in (timex.granularity, shown.granularity or timex.granularity))
    return len(set(finest)) == 1 and gap(interval, shown.bounds) <= max(DISPUTED, length(interval))


def _source(story: Story, entry: Entry, document: str, timex: Timex) -> Participant | None:
    """Whom the article names for it: of the mention in the sentence of the date, else of its first mention."""
    home, span = story.document(document), timex.span
    events = [story.event(ref) for ref in entry.chain.mentions if ref.document == document]
    near = [event for event in events if span is not None and home.sentences[event.sentence].span.covers(span)]
    return next((event.attribution for event in near or events), None)
