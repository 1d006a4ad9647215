"""Each line of a chronology is a row: whoever wrote the list has weighed what it tells. A part of ``select_entries``.

In the plain present ("8 June 2022: The regulator fines the owner") a sentence weighs little by itself. So does one of a
history told in the present: "It is March 1948. On the 14th the general declares martial law".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from timeline_service.lookups.labelled_entries import LabelledEntry, entries
from timeline_service.model import Document, Entry, MentionRef, Story

_FEWEST = 3  # lines that make a list
_LEAST = 0.05  # salience below which a line of a chronology tells no event
_LEAST_OF_A_LOG = 0.12  # the same of a list of times, whose lines also say what is being done
_LEAST_OF_HISTORY = 0.2
_TOLD = ("occurred", "ongoing", "planned")


class _Line(NamedTuple):
    """A line of a list, by its label and first block, and the salience that its row needs."""

    label: MentionRef
    first: int
    least: float


def of_dated_lists(weighed: Iterable[Entry], kept: Collection[str], story: Story) -> set[str]:
    """Chains that stand for a line of a list of dates of which no dated one is among those that are ``kept``."""
    lines = {(document.id, block): line for document in story.documents for block, line in _lines(document)}
    if not lines:
        return set()
    best: dict[_Line, Entry] = {}
    told: set[_Line] = set()
    for entry in weighed:
        first, *others = (lines.get(place) for place in _places(entry, story))
        here = {line for line in (first, *others) if line is not None}
        if entry.chain.id in kept:
            dated = entry.when.timex is not None
            told |= {line for line in here if (line is first and dated) or entry.when.timex == line.label}
        elif entry.status in _TOLD:
            fit = (line for line in here if entry.salience >= line.least and entry.when.timex == line.label)
            best |= {line: entry for line in fit if line not in best or best[line].salience < entry.salience}
    return {entry.chain.id for line, entry in best.items() if line not in told}


def of_historic_present(weighed: Iterable[Entry], story: Story) -> set[str]:
    """Chains told in the plain present of a day gone by that their sentence names."""
    return {
        entry.chain.id
        for entry in weighed
        if entry.status == "occurred" and entry.salience >= _LEAST_OF_HISTORY and _is_historic_present(entry, story)
    }


def _is_historic_present(entry: Entry, story: Story) -> bool:
    ref, date = entry.chain.mentions[0], entry.when.timex
    event, document = story.event(ref), story.document(ref.document)
    if date is None or date.document != ref.document or (event.tense, event.aspect) != ("PRESENT", "NONE"):
        return False
    here, now = document.sentences[event.sentence].span, document.dct.interval if document.dct else None
    said = next((t for t in document.timexes_in(here) if t.id == date.event and t.span and here.covers(t.span)), None)
    ended = said.interval.end if said is not None and said.interval is not None else None
    return ended is not None and now is not None and now.start is not None and ended <= now.start


def _lines(document: Document) -> Iterator[tuple[int, _Line]]:
    """Block → the line that it is part of, for lists whose labels stand on the lines that they date."""
    found: list[LabelledEntry] = [entry for entry in entries(document) if entry.inline]
    for line in found if len(found) >= _FEWEST else ():
        named = _Line(MentionRef(document.id, line.label.id), line.first, _LEAST_OF_A_LOG if line.is_post else _LEAST)
        yield from ((block, named) for block in range(line.first, line.last))


def _places(entry: Entry, story: Story) -> Iterator[tuple[str, int]]:
    for ref in entry.chain.mentions:
        document = story.document(ref.document)
        yield ref.document, document.sentences[story.event(ref).sentence].block
