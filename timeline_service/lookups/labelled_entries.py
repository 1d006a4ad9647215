"""Entries of dated lists, chronologies, agendas and live blogs: which label dates which blocks, and what they tell.

A date labels what happened on it. A clock time labels what happened at it where the sentence stands on its line ("14:02
– The alarm went off"); where it heads a post ("16:40 Road open again", and below what is known), it is the time of
writing.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from timeline_service.calendar.expressions import Clock
from timeline_service.lookups.document_index import DocumentIndex
from timeline_service.model import Block, Clause, Document, Event, Timex

_LINE_BREAK = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]")
_LONGEST = 12  # blocks of an entry whose label has a line to itself
_LONGEST_INLINE = 3  # blocks of one whose label stands at the head of its text
_NOUNS = ("root", "nsubj", "nsubj:pass", "conj")


@dataclass(frozen=True, slots=True)
class LabelledEntry:
    """What a label dates: the blocks ``[first, last)``; ``inline`` where it begins on the label's own line.

    ``until`` is the last day of a label of several days: "March 3-5, 2021".
    """

    label: Timex
    first: int
    last: int
    inline: bool
    until: Timex | None = None

    @property
    def is_post(self) -> bool:
        """Whether it is labelled by the time at which it was written, or at which something happened."""
        return isinstance(self.label.expression, Clock)


class Labelled(NamedTuple):
    """An event that the label of its entry dates; ``opens`` where the first sentence of the entry tells it."""

    event: Event
    entry: LabelledEntry
    opens: bool

    @property
    def is_on_time(self) -> bool:
        """Whether the label says when it happened, and not when it was written down.

        "18:20 The hostages have been freed": what is new on a line of its own is of its time.
        """
        news = self.event.aspect == "NONE" or (self.opens and self.event.tense == "PRESENT")
        return not self.entry.is_post or (self.entry.inline and news and self.event.aspect != "PROGRESSIVE")


def entries(document: Document) -> tuple[LabelledEntry, ...]:
    """Every labelled entry in text order.

    An entry goes on until the next label or a heading. The last one ends like those before it: prose that follows a
    list is no part of it.
    """
    return tuple(_entries(document))


def _entries(document: Document) -> Iterator[LabelledEntry]:
    longest = 1
    for n, label, until in _labels(document):
        inline = _is_inline(document, n)
        stop, closed = _stop(document.blocks, n + 1)
        if inline and stop - n - 1 > _LONGEST_INLINE:
            stop = n + 2
        length = stop - n - 1
        if closed:
            longest = max(longest, length)
        elif inline:
            length = 1
        else:
            titled = length > 1 and document.blocks[n + 1].kind == "heading"
            length = min(length, max(longest, 1 + titled))
        yield LabelledEntry(label, n + 1, n + 1 + length, inline, until)


def _labels(document: Document) -> Iterator[tuple[int, Timex, Timex | None]]:
    """Number of a block that is a label, the first time in it, and a second one where it is a stretch of days."""
    timexes = [timex for timex in document.timexes if timex.span]
    at = 0
    for n, block in enumerate(document.blocks):
        if block.kind != "label":
            continue
        here = []
        while at < len(timexes) and (span := timexes[at].span) is not None and span.start < block.span.end:
            if span.start >= block.span.start:
                here.append(timexes[at])
            at += 1
        if here:
            yield n, here[0], here[1] if len(here) > 1 else None


def _is_inline(document: Document, n: int) -> bool:
    if n + 1 == len(document.blocks):
        return False
    between = document.text[document.blocks[n].span.end : document.blocks[n + 1].span.start]
    return document.blocks[n + 1].kind == "body" and not _LINE_BREAK.search(between)


def _stop(blocks: tuple[Block, ...], first: int) -> tuple[int, bool]:
    """Where an entry ends, and whether the next label ends it."""
    for n in range(first, min(first + _LONGEST, len(blocks))):
        if blocks[n].kind == "label":
            return n, True
        if blocks[n].kind == "heading" and n > first:
            return n, False
    return min(first + _LONGEST, len(blocks)), False


def labelled(index: DocumentIndex, own: Collection[str]) -> Iterator[Labelled]:
    """What entries tell, in text order, until they tell of another day; ``own`` holds ids of events with dates."""
    by_block = {n: entry for entry in entries(index.document) for n in range(entry.first, entry.last)}
    block, elsewhere = -1, -1  # the sentence in which an entry has come to another day
    for event in index.document.events if by_block else ():
        sentence = index.document.sentences[event.sentence]
        if sentence.block != block:
            block, elsewhere = sentence.block, -1
        if event.id in own:
            elsewhere = max(elsewhere, sentence.i)
            continue
        entry = by_block.get(sentence.block)
        passed = elsewhere >= 0 and sentence.i > elsewhere
        if entry is not None and not passed and sentence.kind == "body" and _is_told(index, event, entry):
            first = index.document.sentences[max(event.sentence - 1, 0)]
            yield Labelled(event, entry, first.block != sentence.block or first.kind != "body")


def _is_told(index: DocumentIndex, event: Event, entry: LabelledEntry) -> bool:
    """A main clause, or the noun that an entry consists of; not what lay behind or ahead of it."""
    clause = index.clause_at.get(event.token)
    if clause is None:
        token = index.tokens[event.token]
        verbless = index.clause_above(event.token) is None or token.dep == "root"
        return event.pos == "NOUN" and verbless and token.dep in _NOUNS
    if not _is_main(index, clause) or clause.marker or clause.quoted or clause.condition:
        return False
    if clause.tense == "PAST" and clause.aspect == "PERFECTIVE":
        return False
    return not _is_later(index, event, entry)


def _is_main(index: DocumentIndex, clause: Clause) -> bool:
    """A main clause, or what is said in front of who says so now: "The road is open, police say"."""
    if clause.relation != "ccomp" or clause.frame is None:
        return clause.is_main
    saying = index.document.clauses[clause.frame]
    return saying.is_main and saying.tense == "PRESENT" and clause.head < saying.head


def _is_later(index: DocumentIndex, event: Event, entry: LabelledEntry) -> bool:
    """What was still to come on the day of the entry: "the council will vote", under a day in the past."""
    dct, label = index.document.dct, entry.label.interval
    if event.tense != "FUTURE" or dct is None or dct.interval is None or label is None:
        return False
    return label.end is not None and dct.interval.start is not None and label.end <= dct.interval.start
