"""A text of twice the length costs about twice as much, whatever is asked of its dates, names, clauses and rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import said
from conllu import ENGLISH, parsed, untold
from counting import lines

from timeline_service.calendar.intervals import Interval
from timeline_service.evidence import clocks, shifts
from timeline_service.lookups.document_index import indexes
from timeline_service.model import Document, MarkedDate, Span, Story
from timeline_service.stages.find_timexes import find_timexes
from timeline_service.stages.link_mentions import link_mentions
from timeline_service.stages.order_events.day_candidates import Days
from timeline_service.stages.read_markup import read_markup
from timeline_service.stages.resolve_pronouns import resolve_pronouns
from timeline_service.stages.write_titles import write_titles
from timeline_service.stages.write_titles.roles import names_of_roles

LONG = 60  # sentences, or thereabouts
TWICE = 2.1  # times the lines that twice as many may take
Work = Callable[[], object]


def with_markup(size: int) -> Work:
    """Each date, and a word behind each, as the page marks it."""
    text = "It rained on May 5. " * size
    document = find_timexes(Document(id="d1", text=text), ENGLISH)
    dates = [timex.span for timex in document.timexes if timex.span is not None]
    behind = [Span(date.end + 2, date.end + 4) for date in dates]
    marks = tuple(MarkedDate(Span(*span), "2025-05-05") for span in (*dates, *behind[:-1]))
    return lambda: read_markup(replace(document, markup=marks), ENGLISH)


def with_names(size: int) -> Work:
    """Each sentence about somebody else."""
    document = parsed(*["Ines Corvo opened the hearing on Monday."] * size)
    names = (replace(t, text=f"{t.text}{t.i}") if t.pos == "PROPN" else t for t in document.tokens)
    document = replace(document, tokens=tuple(names))
    return lambda: resolve_pronouns(document, ENGLISH)


def with_clock_times(size: int) -> Work:
    """The day told once, then clock times without one."""
    between = ["The mayor is relieved.", "The road is narrow.", "Nobody knows the reason."]
    times = [*between, "Officers stormed the bank at 3:30 p.m."] * size
    story = said.story("Rebels attacked the port on Sunday.", *times)
    (document,) = story.documents
    adrift = tuple(replace(t, anchor="t0") if t.type == "TIME" else t for t in document.timexes)
    story = replace(story, documents=(replace(document, timexes=adrift),))
    return lambda: list(clocks.claims(story, ENGLISH))


def with_lengths(size: int) -> Work:
    """Each sentence counts from what it looks back at."""
    story = said.story(*["Two days after a fire killed three, residents returned."] * size)
    return lambda: list(shifts.claims(story, ENGLISH))


def with_titles(size: int) -> Work:
    """A row for each event."""
    sentences = ["Two days after a fire killed three, residents returned.", "The roof fell in at 6:20 a.m."]
    story = untold(said.read(*sentences * size))
    return lambda: write_titles(story, ENGLISH)


def with_firms_and_roles(size: int) -> Work:
    """Each sentence about another firm, and a company without a name."""
    document = parsed(*["Ines Corvo opened the hearing on Monday.", "The company nearly doubled its profit."] * size)
    firms = (replace(t, text=f"{t.text}{t.i}", entity="ORG") if t.entity == "PERSON" else t for t in document.tokens)
    document = replace(document, tokens=tuple(firms))
    return lambda: names_of_roles(document, ENGLISH.words["pronouns"])


def with_undated_events(size: int) -> Work:
    """Each behind one with a date."""
    story = said.story(*["The council voted on Monday.", "The quake damaged a school."] * size)
    index = indexes(story, ENGLISH)[0]
    dates = {index.chain_of[event.id]: index.document.timexes[0].id for event in index.document.events[::2]}
    days = Days(index, dates)
    return lambda: [list(days.candidates(event)) for event in index.document.events[1::2]]


def with_one_chain(size: int) -> Work:
    """The same told again and again, each time with a date of another length."""
    document = said.read(*["The council voted on Monday."] * 4 * size)
    dates = ((n, t, t.interval) for n, t in enumerate(document.timexes) if t.interval and t.interval.end)
    longer = tuple(replace(t, interval=Interval(when.start, (when.end or 0) + n)) for n, t, when in dates)
    document = replace(document, timexes=longer)
    return lambda: link_mentions(Story(documents=(document,)), ENGLISH)


MADE = (
    with_markup, with_names, with_clock_times, with_lengths, with_titles, with_firms_and_roles, with_undated_events,
    with_one_chain,
)  # fmt: skip


@pytest.mark.parametrize("made", MADE, ids=lambda each: each.__name__)
def test_twice_the_text_costs_twice_as_much(made: Callable[[int], Work]) -> None:
    once, twice = lines(made(LONG)), lines(made(2 * LONG))
    assert twice < TWICE * once
